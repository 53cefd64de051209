import {type ErrorGain, errorGain} from "../../../lib/attribution/error-gain.js";
import {UNIT} from "../../../lib/attribution/position-view.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {HONG_KONG} from "./market.js";

export interface PageIndustry {
  readonly industry: string;
  readonly zh: string;
  readonly en: string;
  readonly sector: string;
}

/** What the positions page draws: week after week × industries, in units of `UNIT`; null where undefined. */
export interface PositionsPage {
  /** Tables that the page needs and this dataset lacks. */
  readonly missing: readonly string[];
  readonly industries: readonly PageIndustry[];
  /** Last trading day of each week, days since 1970-01-01. */
  readonly days: readonly number[];
  readonly weight: readonly (number | null)[];
  /** Half-widths of the 90 % intervals of the position and of the active change. */
  readonly band: readonly (number | null)[];
  readonly csi800: readonly (number | null)[];
  readonly change: readonly (number | null)[];
  readonly drift: readonly (number | null)[];
  readonly active: readonly (number | null)[];
  readonly reach: readonly (number | null)[];
  /** 1 where the active change differs from zero, else 0. */
  readonly significant: readonly (number | null)[];
  /** Funds behind the estimates of each week. */
  readonly funds: readonly number[];
}

/** In shares of NAV. */
const FIELDS = {
  weight: "weight",
  band: "weight_hi - weight",
  csi800: "csi800",
  change: "change",
  drift: "drift_change",
  active: "active_change",
  reach: "hi - active_change"
} as const;

const EMPTY = {
  industries: [],
  days: [],
  weight: [],
  band: [],
  csi800: [],
  change: [],
  drift: [],
  active: [],
  reach: [],
  significant: [],
  funds: []
} as const;

/** Gathers the page's data from a warehouse. */
export async function positionsPage(warehouse: Warehouse): Promise<PositionsPage> {
  const missing = ["fund_nav", "fund_report", "industry_daily", "fund_position"].filter(
    (t) => !warehouse.holds(t)
  );
  if (missing.length > 0) return {missing, ...EMPTY};
  const frame = await warehouse.query(`
    WITH week AS (SELECT max(date) AS date FROM fund_position GROUP BY date_trunc('week', date))
    SELECT date, industry, ${Object.entries(FIELDS)
      .map(([name, sql]) => `round((${sql}) / ${UNIT}) AS "${name}"`)
      .join(", ")}, significant::INT AS significant
    FROM fund_position JOIN week USING (date) ORDER BY date, industry`);
  const industries = await industriesOf(warehouse, [...new Set(frame.strings("industry").map(String))]);
  const days = [...new Set(frame.days("date"))];
  const row = new Map(days.map((d, t) => [d, t]));
  const column = new Map(industries.map((d, i) => [d.industry, i]));
  const [date, industry] = [frame.days("date"), frame.strings("industry")];
  const panel = (name: keyof typeof FIELDS | "significant"): (number | null)[] => {
    const out = new Array<number | null>(days.length * industries.length).fill(null);
    frame.numbers(name).forEach((v, k) => {
      const at = (row.get(date[k] as number) ?? 0) * industries.length + (column.get(industry[k] ?? "") ?? 0);
      out[at] = Number.isNaN(v) ? null : v;
    });
    return out;
  };
  return {
    missing,
    industries,
    days,
    weight: panel("weight"),
    band: panel("band"),
    csi800: panel("csi800"),
    change: panel("change"),
    drift: panel("drift"),
    active: panel("active"),
    reach: panel("reach"),
    significant: panel("significant"),
    funds: await fundCounts(warehouse, days)
  };
}

async function fundCounts(warehouse: Warehouse, days: readonly number[]): Promise<number[]> {
  const frame = await warehouse.query(
    "SELECT date, count(DISTINCT fund) AS n FROM fund_industry GROUP BY date ORDER BY date"
  );
  const n = frame.numbers("n");
  const count = new Map(Array.from(frame.days("date"), (d, k) => [d, n[k] as number]));
  return days.map((d) => count.get(d) ?? 0);
}

/** Names and sectors, grouped by sector in the order of the scheme; Hong Kong shares last. */
export async function industriesOf(warehouse: Warehouse, found: readonly string[]): Promise<PageIndustry[]> {
  const frame = warehouse.holds("industry")
    ? await warehouse.query(
        `SELECT industry, name_zh, name_en, sector FROM industry
         WHERE scheme = (SELECT scheme FROM industry JOIN (SELECT DISTINCT industry FROM fund_position) USING (industry)
           WHERE scheme IN ('citic', 'sw') GROUP BY scheme ORDER BY count(*) DESC, scheme LIMIT 1) ORDER BY "order"`
      )
    : undefined;
  const [names, zh, en, sector] = ["industry", "name_zh", "name_en", "sector"].map(
    (c) => frame?.strings(c) ?? []
  );
  const listed = (names ?? []).flatMap((industry, k) =>
    found.includes(industry ?? "")
      ? [{industry: industry ?? "", zh: zh?.[k] ?? "", en: en?.[k] ?? "", sector: sector?.[k] ?? ""}]
      : []
  );
  const rest = found
    .filter((name) => !listed.some((d) => d.industry === name))
    .map((industry) => ({
      industry,
      zh: industry,
      en: industry === "港股" ? "Hong Kong shares" : industry,
      sector: industry === "港股" ? "港股" : "其他"
    }));
  const sectors = [...new Set(listed.map((d) => d.sector))];
  return [...sectors.flatMap((s) => listed.filter((d) => d.sector === s)), ...rest];
}

/** One number for each estimator over the whole history, and by period. */
export interface AccuracyPage {
  readonly missing: readonly string[];
  /** By period: funds, mean absolute error of each estimator of the total (in 0.01 pp), share inside the interval. */
  readonly totals: readonly TotalPeriod[];
  /** How much less our total errs than the one carried forward; null without any. */
  readonly gain: ErrorGain | null;
  readonly scores: readonly {
    readonly period: string;
    readonly estimator: string;
    readonly funds: number;
    readonly industry_mae: number;
    readonly total_mae: number;
    readonly rank_correlation: number;
  }[];
  readonly errors: readonly {
    readonly industry: string;
    readonly zh: string;
    readonly en: string;
    readonly mae: number;
    readonly bias: number;
    readonly hit_rate: number;
  }[];
  readonly choices: readonly {
    readonly period: string;
    readonly half_life: number;
    readonly spread: number;
    readonly mae: number;
    readonly best_mae: number;
    readonly scale: number;
  }[];
}

export interface TotalPeriod {
  readonly period: string;
  readonly funds: number;
  readonly carried: number;
  readonly nav: number;
  readonly blend: number;
  readonly estimate: number;
  readonly inside: number | null;
}

/** Gathers what the accuracy page draws. */
export async function accuracyPage(warehouse: Warehouse): Promise<AccuracyPage> {
  const missing = ["fund_position_total"].filter((t) => !warehouse.holds(t));
  if (missing.length > 0) return {missing, totals: [], gain: null, scores: [], errors: [], choices: []};
  const gap = (name: string): string => `avg(abs(${name} - disclosed)) AS ${name}`;
  const totals = await rowsOf<TotalPeriod>(
    warehouse,
    `SELECT period_end AS period, count(*) AS funds, ${["carried", "nav", "blend", "estimate"].map(gap).join(", ")},
       avg(CASE WHEN lo IS NULL OR isnan(lo) THEN NULL WHEN disclosed BETWEEN lo AND hi THEN 1.0 ELSE 0 END) AS inside
     FROM fund_position_total GROUP BY period_end ORDER BY period_end`
  );
  const scores = warehouse.holds("fund_position_score")
    ? await rowsOf<AccuracyPage["scores"][number]>(
        warehouse,
        "SELECT period_end AS period, estimator, funds, industry_mae, total_mae, rank_correlation FROM fund_position_score ORDER BY ALL"
      )
    : [];
  const choices = warehouse.holds("fund_position_choice")
    ? await rowsOf<AccuracyPage["choices"][number]>(
        warehouse,
        "SELECT period_end AS period, half_life, spread, mae, best_mae, scale FROM fund_position_choice ORDER BY ALL"
      )
    : [];
  return {
    missing,
    totals,
    gain: await totalGain(warehouse),
    scores,
    errors: await industryErrors(warehouse),
    choices
  };
}

async function totalGain(warehouse: Warehouse): Promise<ErrorGain> {
  const frame = await warehouse.query(
    `SELECT fund, abs(estimate - disclosed) AS own, abs(carried - disclosed) AS carried
     FROM fund_position_total ORDER BY fund, period_end`
  );
  return errorGain(frame.numbers("own"), {
    others: frame.numbers("carried"),
    group: frame.text("fund").codes
  });
}

async function industryErrors(warehouse: Warehouse): Promise<AccuracyPage["errors"]> {
  if (!warehouse.holds("fund_position_error")) return [];
  const rows = await rowsOf<{industry: string; mae: number; bias: number; hit_rate: number}>(
    warehouse,
    `SELECT industry, avg(mae) AS mae, avg(bias) AS bias, avg(CASE WHEN isnan(hit_rate) THEN NULL ELSE hit_rate END) AS hit_rate
     FROM fund_position_error GROUP BY industry ORDER BY industry`
  );
  const names = await industriesOf(
    warehouse,
    rows.map((r) => r.industry)
  );
  return names.flatMap(({industry, zh, en}) =>
    rows.filter((r) => r.industry === industry).map((r) => ({...r, zh, en}))
  );
}

/** A query's rows as objects: days as ISO dates, numbers to six digits. */
async function rowsOf<T>(warehouse: Warehouse, sql: string): Promise<T[]> {
  const frame = await warehouse.query(sql);
  const columns = frame.names.map((name) => [name, cellsOf(frame, name)] as const);
  return Array.from({length: frame.rows}, (_, k) =>
    Object.fromEntries(columns.map(([name, cells]) => [name, cells[k]]))
  ) as T[];
}

function cellsOf(frame: Awaited<ReturnType<Warehouse["query"]>>, name: string): (string | number | null)[] {
  if (name === "period") return Array.from(frame.days(name), isoOf);
  if (name === "industry" || name === "estimator") return frame.strings(name);
  return Array.from(frame.numbers(name), (v) => (Number.isNaN(v) ? null : Number(v.toPrecision(6))));
}

/** What a reader's own fund is compared with: returns of the last days in units of 1e-6, and what peers hold. */
export interface OwnFundPage {
  readonly missing: readonly string[];
  readonly days: readonly number[];
  readonly industries: readonly PageIndustry[];
  /** Days × industries and days × styles; null where there is none. */
  readonly returns: readonly (number | null)[];
  readonly styles: readonly string[];
  readonly styleReturns: readonly (number | null)[];
  /** Mean position of active funds by industry. */
  readonly peers: readonly number[];
}

const OWN_DAYS = 300;

/** Gathers what the page of a reader's own fund computes with. */
export async function ownFundPage(warehouse: Warehouse): Promise<OwnFundPage> {
  const missing = ["fund_position", "industry_daily"].filter((t) => !warehouse.holds(t));
  const none = {days: [], industries: [], returns: [], styles: [], styleReturns: [], peers: []};
  if (missing.length > 0) return {missing, ...none};
  const latest = await warehouse.query(
    "SELECT industry, weight FROM fund_position WHERE date = (SELECT max(date) FROM fund_position) ORDER BY industry"
  );
  const industries = await industriesOf(warehouse, latest.strings("industry").map(String));
  const held = new Map(
    latest.strings("industry").map((d, k) => [d ?? "", latest.numbers("weight")[k] as number])
  );
  const hongKong = warehouse.holds("index_daily")
    ? `UNION ALL SELECT i.date, '${HONG_KONG}' AS industry, h.close FROM (SELECT DISTINCT date FROM industry_daily) i
       ASOF JOIN (SELECT date, close FROM index_daily WHERE index = 'HSI.HK') h ON i.date >= h.date`
    : "";
  const scheme = await warehouse.query(
    `SELECT scheme FROM industry_daily JOIN (SELECT DISTINCT industry FROM fund_position) USING (industry)
     WHERE scheme IN ('citic', 'sw') GROUP BY scheme ORDER BY count(*) DESC, scheme LIMIT 1`
  );
  const frame = await warehouse.query(`
    WITH level AS (SELECT date, industry, close FROM industry_daily WHERE scheme = '${scheme.strings("scheme")[0]}' ${hongKong}),
    day AS (SELECT DISTINCT date FROM level ORDER BY date DESC LIMIT ${OWN_DAYS + 1})
    SELECT date, industry, round(1e6 * (close / lag(close) OVER (PARTITION BY industry ORDER BY date) - 1)) AS r
    FROM level JOIN day USING (date) ORDER BY date, industry`);
  const all = [...new Set(frame.days("date"))];
  const days = all.slice(1);
  const styles = warehouse.holds("factor_return")
    ? await warehouse.query(
        `SELECT date, factor AS industry, round(1e6 * "return") AS r FROM factor_return
         WHERE kind = 'style' AND scheme = (SELECT min(scheme) FROM factor_return) AND date >= (SELECT max(date) - ${2 * OWN_DAYS} FROM factor_return) ORDER BY date, factor`
      )
    : undefined;
  const names = [...new Set((styles?.strings("industry") ?? []).map(String))].sort();
  return {
    missing,
    days,
    industries,
    returns: spread(
      frame,
      days,
      industries.map((d) => d.industry)
    ),
    styles: names,
    styleReturns: styles ? spread(styles, days, names) : [],
    peers: industries.map((d) => Number((held.get(d.industry) ?? 0).toPrecision(5)))
  };
}

function spread(
  frame: Awaited<ReturnType<Warehouse["query"]>>,
  days: readonly number[],
  names: readonly string[]
): (number | null)[] {
  const row = new Map(days.map((d, t) => [d, t]));
  const column = new Map(names.map((d, i) => [d, i]));
  const out = new Array<number | null>(days.length * names.length).fill(null);
  const [date, name, r] = [frame.days("date"), frame.strings("industry"), frame.numbers("r")];
  for (let k = 0; k < r.length; k++) {
    const [t, i] = [row.get(date[k] as number), column.get(name[k] ?? "")];
    if (t !== undefined && i !== undefined && !Number.isNaN(r[k])) out[t * names.length + i] = r[k] as number;
  }
  return out;
}
