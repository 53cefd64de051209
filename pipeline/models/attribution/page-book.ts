import type {FundAbout, FundEntry, SharedBook} from "../../../lib/attribution/fund-book.js";
import {SECTORS, sectorIndex} from "../../../lib/attribution/sectors.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {isoOf, NULL_DAY} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {HONG_KONG} from "../fund-position/market.js";

const INDICES = ["000300.SH", "000906.SH", "000905.SH", "000852.SH"];
/** Shares of net assets that a fund's page shows: the five sectors and Hong Kong shares. */
const SHOWN = [...SECTORS, HONG_KONG];

/** The book of funds: what all share, and a reader of each fund of the list. */
export interface Book {
  readonly shared: SharedBook;
  readonly entry: (fund: string) => FundEntry;
}

/** Rows of a frame by fund. */
type ByFund = ReadonlyMap<string, readonly number[]>;

function byFund(frame: Frame): ByFund {
  const rows = new Map<string, number[]>();
  const {codes, values} = frame.text("fund");
  codes.forEach((code, i) => {
    const fund = values[code] ?? "";
    const own = rows.get(fund);
    if (own) own.push(i);
    else rows.set(fund, [i]);
  });
  return rows;
}

/** Reads everything once and gives funds one by one; what a dataset lacks is empty. */
export async function fundBook(warehouse: Warehouse): Promise<Book> {
  const shared = await sharedBook(warehouse);
  const nav = await path(warehouse, shared);
  const sum = await sums(warehouse, shared);
  const sector = await weights(warehouse, shared);
  const style = await exposures(warehouse, shared);
  const about = await abouts(warehouse);
  return {
    shared,
    entry: (fund) => ({
      about: about(fund),
      nav: nav(fund),
      ...sum(fund),
      sectors: sector(fund),
      ...style(fund)
    })
  };
}

async function sharedBook(warehouse: Warehouse): Promise<SharedBook> {
  const all = await warehouse.query("SELECT DISTINCT date FROM fund_nav ORDER BY date");
  const dates = all.days("date");
  const last = dates.at(-1) ?? 0;
  const week = (d: number): number => Math.floor((d + 3) / 7);
  const isLast = (t: number, key: (d: number) => number): boolean =>
    t === dates.length - 1 || key(dates[t + 1] as number) !== key(dates[t] as number);
  const month = (d: number): number => {
    const date = new Date(d * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  const days = dates.filter((d, t) => d > last - 366 || isLast(t, week));
  const weeks = dates.filter((_, t) => isLast(t, week));
  const months = dates.filter((_, t) => isLast(t, month));
  const indices = warehouse.holds("index_info")
    ? await named(warehouse)
    : INDICES.map((index) => ({index, zh: index, en: index}));
  const levels: Float64Array[] = [];
  for (const {index} of indices) levels.push(await levelsOf(warehouse, index, days));
  return {
    days,
    weeks,
    months,
    sectors: SHOWN,
    indices,
    levels,
    styles: STYLES.map(({name, zh, en}) => ({style: name, zh, en})),
    indexStyle: await indexStyle(warehouse, months)
  };
}

async function named(warehouse: Warehouse): Promise<SharedBook["indices"]> {
  const frame = await warehouse.query("SELECT index, name_zh, name_en FROM index_info");
  const [index, zh, en] = [frame.strings("index"), frame.strings("name_zh"), frame.strings("name_en")];
  return INDICES.flatMap((code) => {
    const i = index.indexOf(code);
    return i < 0 ? [] : [{index: code, zh: zh[i] ?? code, en: en[i] ?? code}];
  });
}

/** Places of days among ascending ones. */
const placesOf = (days: Int32Array): Map<number, number> => new Map(Array.from(days, (d, t) => [d, t]));

async function levelsOf(warehouse: Warehouse, index: string, days: Int32Array): Promise<Float64Array> {
  const out = new Float64Array(days.length).fill(Number.NaN);
  if (!warehouse.holds("index_daily")) return out;
  const frame = await warehouse.query(
    `SELECT date, close FROM index_daily WHERE index = '${index}' ORDER BY date`
  );
  const at = placesOf(days);
  const close = frame.numbers("close");
  frame.days("date").forEach((d, i) => {
    const t = at.get(d);
    if (t !== undefined) out[t] = close[i] as number;
  });
  return out;
}

async function indexStyle(warehouse: Warehouse, months: Int32Array): Promise<Float64Array[]> {
  const out = STYLES.map(() => new Float64Array(months.length).fill(Number.NaN));
  if (!warehouse.holds("index_style")) return out;
  const frame = await warehouse.query(
    `SELECT date, factor, exposure FROM index_style WHERE index = '${INDICES[0]}'`
  );
  fill(out, {
    days: frame.days("date"),
    place: styleOf(frame.strings("factor")),
    value: frame.numbers("exposure"),
    at: placesOf(months)
  });
  return out;
}

const styleOf = (names: readonly (string | null)[]): number[] => {
  const place = new Map(STYLES.map((s, k) => [s.name, k]));
  return names.map((n) => place.get(n ?? "") ?? -1);
};

function fill(
  out: readonly Float64Array[],
  {
    days,
    place,
    value,
    at,
    rows = days.keys()
  }: {
    readonly days: Int32Array;
    readonly place: ArrayLike<number>;
    readonly value: Float64Array;
    readonly at: ReadonlyMap<number, number>;
    readonly rows?: Iterable<number>;
  }
): void {
  for (const i of rows) {
    const t = at.get(days[i] as number);
    const column = out[place[i] as number];
    if (t !== undefined && column) column[t] = value[i] as number;
  }
}

const blank = (n: number): Float64Array => new Float64Array(n).fill(Number.NaN);

async function path(warehouse: Warehouse, {days}: SharedBook): Promise<(fund: string) => Float64Array> {
  const frame = await warehouse.query("SELECT fund, date, adj_nav FROM fund_nav WHERE adj_nav > 0");
  const [date, value, rows, at] = [
    frame.days("date"),
    frame.numbers("adj_nav"),
    byFund(frame),
    placesOf(days)
  ];
  return (fund) => {
    const out = blank(days.length);
    fill([out], {days: date, place: new Int8Array(date.length), value, at, rows: rows.get(fund) ?? []});
    return out;
  };
}

/** Sums of a fund's entry by column of `fund_attribution`. */
const SUMS = {
  d: "d",
  r: "r",
  timing: "d_timing",
  position: "d_position",
  dStyle: "d_style",
  rStyle: "r_style"
} as const;
type Sums = Pick<FundEntry, keyof typeof SUMS>;

async function sums(warehouse: Warehouse, {weeks}: SharedBook): Promise<(fund: string) => Sums> {
  const each = (of: (column: string) => Float64Array): Sums =>
    Object.fromEntries(Object.entries(SUMS).map(([name, column]) => [name, of(column)])) as unknown as Sums;
  const empty = (): Sums => each(() => blank(0));
  if (!warehouse.holds("fund_attribution")) return empty;
  const frame = await warehouse.query(
    `SELECT fund, date, ${Object.values(SUMS).join(", ")} FROM fund_attribution WHERE date IN (${list(weeks)})`
  );
  const [days, rows, at] = [frame.days("date"), byFund(frame), placesOf(weeks)];
  const place = new Int8Array(days.length);
  return (fund) => {
    const own = rows.get(fund);
    if (!own) return empty();
    return each((column) => {
      const out = blank(weeks.length);
      fill([out], {days, place, value: frame.numbers(column), at, rows: own});
      return out;
    });
  };
}

const list = (days: Int32Array): string =>
  days.length === 0 ? "NULL" : Array.from(days, (d) => `DATE '${isoOf(d)}'`).join(", ");

async function weights(warehouse: Warehouse, {weeks}: SharedBook): Promise<(fund: string) => Float64Array[]> {
  if (!warehouse.holds("fund_industry")) return () => [];
  const named = await warehouse.query("SELECT DISTINCT industry FROM fund_industry ORDER BY industry");
  const industries = named.strings("industry").map((s) => s ?? "");
  const sums = SHOWN.map((_, k) => {
    const own = industries.filter((x) => (x === HONG_KONG ? SHOWN.length - 1 : sectorIndex(x)) === k);
    const names = own.map((x) => `'${x.replaceAll("'", "''")}'`).join(", ");
    return own.length === 0
      ? `0.0 AS s${k}`
      : `coalesce(sum(weight) FILTER (industry IN (${names})), 0) AS s${k}`;
  });
  const frame = await warehouse.query(
    `SELECT fund, date, ${sums.join(", ")} FROM fund_industry WHERE date IN (${list(weeks)}) GROUP BY ALL`
  );
  const [days, rows, at] = [frame.days("date"), byFund(frame), placesOf(weeks)];
  const place = new Int8Array(days.length);
  return (fund) => {
    const own = rows.get(fund);
    if (!own) return [];
    return SHOWN.map((_, k) => {
      const out = blank(weeks.length);
      fill([out], {days, place, value: frame.numbers(`s${k}`), at, rows: own});
      return out;
    });
  };
}

type Styles = Pick<FundEntry, "styles" | "percentiles">;

async function exposures(warehouse: Warehouse, {months}: SharedBook): Promise<(fund: string) => Styles> {
  const empty = (): Styles => ({styles: [], percentiles: blank(0)});
  if (!warehouse.holds("fund_style")) return empty;
  const frame = await warehouse.query("SELECT fund, date, factor, exposure, peer_percentile FROM fund_style");
  const [days, rows, at] = [frame.days("date"), byFund(frame), placesOf(months)];
  const {codes, values} = frame.text("factor");
  const column = styleOf(values);
  const place = codes.map((c) => column[c] ?? -1);
  const last = months.at(-1);
  return (fund) => {
    const own = rows.get(fund);
    if (!own) return empty();
    const styles = STYLES.map(() => blank(months.length));
    fill(styles, {days, place, value: frame.numbers("exposure"), at, rows: own});
    const percentiles = blank(STYLES.length);
    const percentile = frame.numbers("peer_percentile");
    for (const i of own) if (days[i] === last) percentiles[place[i] as number] = percentile[i] as number;
    return {styles, percentiles};
  };
}

/** Facts of each fund that are short enough to be words. */
async function abouts(warehouse: Warehouse): Promise<(fund: string) => FundAbout> {
  const read = async (table: string, sql: string): Promise<{frame: Frame; rows: ByFund} | undefined> => {
    if (!warehouse.holds(table)) return undefined;
    const frame = await warehouse.query(sql);
    return {frame, rows: byFund(frame)};
  };
  const to =
    warehouse.holds("fund_manager") && (await columnsOf(warehouse, "fund_manager")).has("to_date")
      ? "to_date"
      : "NULL::DATE AS to_date";
  const managers = await read(
    "fund_manager",
    `SELECT fund, manager, from_date, ${to} FROM fund_manager ORDER BY fund, from_date`
  );
  const source = await read(
    "fund_style",
    "SELECT fund, any_value(source) AS source, any_value(age_days) AS age FROM fund_style WHERE date = (SELECT max(date) FROM fund_style) GROUP BY fund"
  );
  const industries = await read(
    "fund_industry",
    "SELECT fund, industry, weight FROM fund_industry WHERE date = (SELECT max(date) FROM fund_industry) AND weight > 0.005 ORDER BY fund, weight DESC"
  );
  const skills = await read("fund_skill", "SELECT * FROM fund_skill ORDER BY fund, measure");
  const timing = await read("fund_timing", "SELECT * FROM fund_timing ORDER BY fund, model");
  const quadrants = await read("fund_quadrant", "SELECT * FROM fund_quadrant ORDER BY fund, quadrant");
  const quarters = await read("fund_brinson", "SELECT * FROM fund_brinson ORDER BY fund, period_end");
  const links = await read("fund_brinson_link", "SELECT * FROM fund_brinson_link ORDER BY fund, method");
  const each = <T>(
    from: {frame: Frame; rows: ByFund} | undefined,
    fund: string,
    make: (frame: Frame, i: number) => T
  ): T[] => (from?.rows.get(fund) ?? []).map((i) => make((from as {frame: Frame}).frame, i));
  const word = (frame: Frame, name: string, i: number): string => {
    const {codes, values} = frame.text(name);
    return values[codes[i] as number] ?? "";
  };
  const round = (v: number, digits = 5): number =>
    Number.isNaN(v) ? 0 : Math.round(v * 10 ** digits) / 10 ** digits;
  const pick = <N extends string>(names: readonly N[], frame: Frame, i: number): Record<N, number> =>
    Object.fromEntries(names.map((n) => [n, round(frame.numbers(n)[i] as number)])) as Record<N, number>;
  const iso = (d: number): string => (d === NULL_DAY ? "" : isoOf(d));
  return (fund) => ({
    managers: each(managers, fund, (f, i) => ({
      manager: word(f, "manager", i),
      from: iso(f.days("from_date")[i] as number),
      to: iso(f.days("to_date")[i] as number)
    })),
    source: each(source, fund, (f, i) => word(f, "source", i))[0] ?? "",
    age: each(source, fund, (f, i) => f.numbers("age")[i] as number).find((v) => !Number.isNaN(v)) ?? null,
    industries: each(industries, fund, (f, i) => ({
      industry: word(f, "industry", i),
      weight: round(f.numbers("weight")[i] as number, 4)
    })),
    skills: each(skills, fund, (f, i) => ({
      measure: word(f, "measure", i),
      ...pick(["annual", "shrunk", "lo", "hi"], f, i),
      error: round(f.numbers("standard_error")[i] as number)
    })),
    timing: each(timing, fund, (f, i) => ({
      model: word(f, "model", i),
      gamma: round(f.numbers("gamma")[i] as number, 3),
      t: round(f.numbers("gamma_t")[i] as number, 2),
      n: f.numbers("n")[i] as number
    })),
    quadrants: each(quadrants, fund, (f, i) => ({
      quadrant: word(f, "quadrant", i),
      share: round(f.numbers("share")[i] as number, 4)
    })),
    brinson: {
      period: each(quarters, fund, (f, i) => iso(f.days("period_end")[i] as number)),
      effects: {
        allocation: each(quarters, fund, (f, i) => round(f.numbers("allocation")[i] as number, 4)),
        selection: each(quarters, fund, (f, i) => round(f.numbers("selection")[i] as number, 4)),
        interaction: each(quarters, fund, (f, i) => round(f.numbers("interaction")[i] as number, 4)),
        unexplained: each(quarters, fund, (f, i) => round(f.numbers("unexplained")[i] as number, 4)),
        active: each(quarters, fund, (f, i) => round(f.numbers("active")[i] as number, 4))
      }
    },
    links: each(links, fund, (f, i) => ({
      method: word(f, "method", i),
      ...pick(["allocation", "selection", "interaction", "unexplained", "active", "gap"], f, i)
    }))
  });
}
