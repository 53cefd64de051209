import {ACTIVE} from "../../lib/attribution/active-types.js";
import {drawdownEpisodes} from "../../lib/backtest/drawdown.js";
import type {HotFund} from "../../lib/weekly/hot-fund.js";
import {listSql} from "../models/attribution/funds.js";
import {columnsOf} from "../warehouse/source.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

const INDEX = "000300.SH";
/** Sessions over which falls are compared, and the age in days that a fund must have. */
const WINDOW = 60;
const AGE = 180;
/** Exposures that the card shows. */
const SHOWN = 4;

/** The active fund with the best week, main share classes only; null where no net asset value of the week is known. */
export async function hotFundOf(at: AsOf): Promise<HotFund | null> {
  if (!at.has("fund", "fund_nav", "index_daily", "index_info")) return null;
  const present = await columnsOf(at, "fund");
  const main = present.has("share_class_of") ? "share_class_of IS NULL" : "true";
  const alive = present.has("end_date") ? `(end_date IS NULL OR end_date > DATE '${at.day}')` : "true";
  const best = await at.query(`
    WITH active AS (SELECT * FROM fund WHERE type IN (${listSql(ACTIVE)}) AND ${main}
      AND inception_date <= DATE '${at.day}' - ${AGE} AND ${alive}),
    nav AS (SELECT * FROM fund_nav WHERE date > DATE '${at.since}' - 20),
    week AS (SELECT fund, arg_max(adj_nav, date) / arg_max(adj_nav, date) FILTER (date <= DATE '${at.since}') - 1 AS week,
      max(date) AS last FROM nav GROUP BY fund)
    SELECT a.fund, name, coalesce(manager, '') AS manager, week, last, count(*) OVER () AS peers
    FROM active a JOIN week USING (fund)
    WHERE week IS NOT NULL AND last > DATE '${at.since}' ORDER BY week DESC, fund LIMIT 1`);
  const [fund] = words(best, "fund");
  if (fund === undefined) return null;
  return {
    fund,
    name: words(best, "name")[0] ?? fund,
    manager: words(best, "manager")[0] ?? "",
    to: isoDays(best, "last")[0] ?? at.day,
    week: best.numbers("week")[0] ?? Number.NaN,
    peers: best.numbers("peers")[0] ?? 0,
    ...(await profileOf(at, fund)),
    ...(await pathOf(at, fund))
  };
}

type Profile = Pick<HotFund, "factor" | "exposure" | "percentile" | "profiled">;

async function profileOf(at: AsOf, fund: string): Promise<Profile> {
  const none: Profile = {factor: [], exposure: [], percentile: []};
  if (!at.has("fund_style")) return none;
  const frame = await at.query(`
    SELECT * FROM fund_style WHERE fund = '${fund}' AND peer_percentile IS NOT NULL
      AND date = (SELECT max(date) FROM fund_style WHERE fund = '${fund}' AND date <= DATE '${at.day}')
    ORDER BY abs(peer_percentile - 0.5) DESC, factor LIMIT ${SHOWN}`);
  const [profiled] = isoDays(frame, "date");
  if (profiled === undefined) return none;
  return {
    factor: words(frame, "factor"),
    exposure: rounded(frame, "exposure", 3),
    percentile: rounded(frame, "peer_percentile", 4),
    profiled
  };
}

type Path = Pick<HotFund, "date" | "level" | "indexLevel" | "index" | "fall">;

async function pathOf(at: AsOf, fund: string): Promise<Path> {
  const frame = await at.query(`
    SELECT * FROM (SELECT n.date, adj_nav, close FROM fund_nav n JOIN index_daily i ON i.date = n.date AND i."index" = '${INDEX}'
      WHERE fund = '${fund}' AND adj_nav > 0 AND close > 0 ORDER BY n.date DESC LIMIT ${WINDOW + 1}) ORDER BY date`);
  const named = await at.query(`SELECT name_zh, name_en FROM index_info WHERE "index" = '${INDEX}'`);
  const date = isoDays(frame, "date");
  const based = (x: Float64Array): number[] =>
    Array.from(x, (v) => Number((v / (x[0] as number)).toFixed(5)));
  const [level, indexLevel] = [based(frame.numbers("adj_nav")), based(frame.numbers("close"))];
  const returns = indexLevel.slice(1).map((v, t) => v / (indexLevel[t] as number) - 1);
  const [deepest] = drawdownEpisodes(returns);
  const [from, to] = [date[deepest?.start ?? -1], date[deepest?.trough ?? -1]];
  const between = (x: readonly number[]): number =>
    (x[deepest?.trough ?? 0] ?? Number.NaN) / (x[deepest?.start ?? 0] ?? Number.NaN) - 1;
  return {
    date,
    level,
    indexLevel,
    index: {zh: words(named, "name_zh")[0] ?? INDEX, en: words(named, "name_en")[0] ?? INDEX},
    ...(from !== undefined && to !== undefined
      ? {fall: {from, to, index: between(indexLevel), fund: between(level)}}
      : {})
  };
}
