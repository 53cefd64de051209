import {quadrantHits, type SkillScore, skillScore} from "../../../lib/attribution/skill-score.js";
import {quantile} from "../../../lib/stats/quantile.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {MEASURES, type Measure} from "./measures.js";
import {type ControlMarks, controlMarks} from "./page-controls.js";
import {lacks} from "./page-list.js";

type Numbers = readonly (number | null)[];

export interface MeasureTable {
  readonly fund: readonly string[];
  readonly name: readonly string[];
  readonly days: Numbers;
  readonly annual: Numbers;
  readonly standard_error: Numbers;
  readonly shrunk: Numbers;
  readonly lo: Numbers;
  readonly hi: Numbers;
  readonly positive: Numbers;
  readonly kept: Numbers;
}

export interface SkillPage {
  readonly missing: readonly string[];
  /** Funds of each measure, best first. */
  readonly measures: Readonly<Record<Measure, MeasureTable>> | null;
  readonly persistence: readonly {
    readonly measure: string;
    readonly to: string;
    readonly funds: number;
    readonly correlation: number;
    readonly top: number;
    readonly bottom: number;
  }[];
  readonly timing: readonly {
    readonly model: string;
    readonly funds: number;
    readonly above: number;
    readonly below: number;
    readonly median: number;
  }[];
  /** Against what the simulated market planted; null where nothing was. */
  readonly score: {
    readonly pairs: readonly (SkillScore & {
      readonly measure: Measure;
      readonly planted: Planted;
      /** Medians over the funds scored: size of what was planted, and standard error of the estimate, a year. */
      readonly size: number;
      readonly error: number;
    })[];
    readonly quadrants: readonly {readonly bound: number; readonly funds: number; readonly share: number}[];
  } | null;
  /** Funds whose planted skill is plain; null where there are none. */
  readonly controls: ControlMarks | null;
  /** What styles make of R across funds; null where they were left in. */
  readonly styles: StyleShare | null;
}

/** Standard deviations across funds of R a year, as it is and without style tilts within industries. */
interface StyleShare {
  readonly funds: number;
  readonly before: number;
  readonly after: number;
}

/** Columns of planted skill; timing that the method can see is departure from lasting weights. */
type Planted = "timing" | "departure" | "selection";

const COLUMNS = ["days", "annual", "standard_error", "shrunk", "lo", "hi", "positive", "kept"] as const;
const keep = (v: number): number | null => (Number.isFinite(v) ? Math.round(v * 1e5) / 1e5 : null);

/** Everything that the skill page draws. */
export async function skillPage(warehouse: Warehouse): Promise<SkillPage> {
  const missing = lacks(warehouse, ["fund_skill"]);
  if (missing.length > 0)
    return {missing, measures: null, persistence: [], timing: [], score: null, controls: null, styles: null};
  const measures = {} as Record<Measure, MeasureTable>;
  for (const m of MEASURES) measures[m] = await measureTable(warehouse, m);
  return {
    missing,
    measures,
    persistence: await persistenceOf(warehouse),
    timing: await timingOf(warehouse),
    score: warehouse.holds("truth_fund_skill") ? await scoreOf(warehouse) : null,
    controls: await controlMarks(warehouse),
    styles: await styleShare(warehouse)
  };
}

async function measureTable(warehouse: Warehouse, measure: Measure): Promise<MeasureTable> {
  const frame = await warehouse.query(
    `SELECT s.*, f.name FROM fund_skill s JOIN fund f USING (fund) WHERE measure = '${measure}' ORDER BY shrunk DESC, annual DESC, fund`
  );
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  const numbers = Object.fromEntries(
    COLUMNS.map((c) => [c, Array.from(frame.numbers(c), keep)])
  ) as unknown as Record<(typeof COLUMNS)[number], Numbers>;
  return {fund: text("fund"), name: text("name"), ...numbers};
}

/** From the mean of 60-day sums of each fund that has styles. */
async function styleShare(warehouse: Warehouse): Promise<StyleShare | null> {
  if (!warehouse.holds("fund_attribution")) return null;
  const frame = await warehouse.query(
    `SELECT count(*) AS funds, stddev(r) * 252 / 60 AS before, stddev(r - style) * 252 / 60 AS after
     FROM (SELECT avg(r) AS r, avg(r_style) AS style FROM fund_attribution
       WHERE r_style IS NOT NULL AND fund IN (SELECT fund FROM fund_skill WHERE styled) GROUP BY fund HAVING count(*) >= 250)`
  );
  const [funds, before, after] = ["funds", "before", "after"].map((c) => frame.numbers(c)[0] as number);
  return (funds as number) < 3 ? null : ({funds, before, after} as StyleShare);
}

async function persistenceOf(warehouse: Warehouse): Promise<SkillPage["persistence"]> {
  if (!warehouse.holds("skill_persistence")) return [];
  const frame = await warehouse.query("SELECT * FROM skill_persistence ORDER BY measure, to_date");
  return frame.strings("measure").map((measure, i) => ({
    measure: measure ?? "",
    to: isoOf(frame.days("to_date")[i] as number),
    funds: frame.numbers("funds")[i] as number,
    correlation: keep(frame.numbers("rank_correlation")[i] as number) ?? 0,
    top: keep(frame.numbers("top_next")[i] as number) ?? 0,
    bottom: keep(frame.numbers("bottom_next")[i] as number) ?? 0
  }));
}

async function timingOf(warehouse: Warehouse): Promise<SkillPage["timing"]> {
  if (!warehouse.holds("fund_timing")) return [];
  const frame = await warehouse.query(
    `SELECT model, count(*) AS n, avg((gamma_t > 1.96)::INT) AS above, avg((gamma_t < -1.96)::INT) AS below, median(gamma_t) AS median
     FROM fund_timing GROUP BY model ORDER BY model`
  );
  return frame.strings("model").map((model, i) => ({
    model: model ?? "",
    funds: frame.numbers("n")[i] as number,
    above: frame.numbers("above")[i] as number,
    below: frame.numbers("below")[i] as number,
    median: frame.numbers("median")[i] as number
  }));
}

/** Bounds of planted skill a year above which quadrants are counted. */
const BOUNDS = [0, 0.01, 0.02] as const;

async function scoreOf(warehouse: Warehouse): Promise<SkillPage["score"]> {
  const wide = MEASURES.flatMap((m) =>
    ["annual", "standard_error", "shrunk", "lo", "hi"].map(
      (c) => `max(${c}) FILTER (measure = '${m}') AS ${m}_${c}`
    )
  );
  const frame = await warehouse.query(
    `SELECT t.fund, t.timing, t.departure, t.selection AS picking, ${wide.join(", ")} FROM truth_fund_skill t JOIN fund_skill s USING (fund) GROUP BY ALL ORDER BY t.fund`
  );
  const planted = {
    timing: frame.numbers("timing"),
    departure: frame.numbers("departure"),
    selection: frame.numbers("picking")
  };
  const pair = (measure: Measure, against: Planted) => ({
    measure,
    planted: against,
    size: median(planted[against].map(Math.abs)),
    error: median(frame.numbers(`${measure}_standard_error`)),
    ...skillScore({
      estimate: frame.numbers(`${measure}_annual`),
      planted: centred(planted[against]),
      lo: frame.numbers(`${measure}_lo`),
      hi: frame.numbers(`${measure}_hi`)
    })
  });
  const estimate = {d: frame.numbers("allocation_annual"), r: frame.numbers("selection_annual")};
  const truth = {d: centred(planted.timing), r: centred(planted.selection)};
  return {
    pairs: [pair("allocation", "timing"), pair("timing", "departure"), pair("selection", "selection")],
    quadrants: BOUNDS.map((bound) => ({bound, ...quadrantHits(estimate, truth, {bound})}))
  };
}

/** Planted skill over its mean: estimates are over the mean fund as well. */
function centred(x: Float64Array): Float64Array {
  const known = x.filter((v) => !Number.isNaN(v));
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  return x.map((v) => v - mean);
}

const median = (x: Float64Array): number =>
  quantile(
    x.filter((v) => !Number.isNaN(v)),
    0.5
  );
