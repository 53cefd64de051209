import {qpSolver} from "../../../lib/attribution/qp.js";
import {
  blended,
  fitReversion,
  type PositionChange,
  type PositionHistory,
  positionHistory,
  reverted
} from "../../../lib/attribution/total-position.js";
import {ewmaWeights} from "../../../lib/stats/ewma.js";
import {quantile} from "../../../lib/stats/quantile.js";
import type {Context} from "../../run/model.js";
import {rowAt} from "./disclosures.js";
import {type Funds, mainClassSql} from "./funds.js";
import type {Market} from "./market.js";

export interface TotalRow {
  readonly period: number;
  readonly fund: string;
  readonly disclosed: number;
  readonly carried: number;
  readonly nav: number;
  readonly blend: number;
  readonly estimate: number;
  readonly lo: number;
  readonly hi: number;
}

/** One disclosed total and what was known before it. */
interface Case {
  readonly period: number;
  readonly row: number;
  readonly known: number;
  readonly fund: string;
  readonly column: number;
  readonly disclosed: number;
  readonly carried: number;
  readonly history: PositionHistory;
  seen: number;
}

/** Days after a period's end by which its quarterly reports are out. */
const OUT = 45;
/** A fund below this is no equity fund; its changes are not learned from. */
const EQUITY = 0.6;
const GAINS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const WINDOW = 40;
const BLEND = 0.2;
const CAP = 0.95;

/**
 * Total equity positions at each period's end, before it was disclosed, by four estimators: the last disclosed one
 * carried forward, NAV regression alone, a fixed blend, and ours: the return of positions to their usual level learned
 * from every fund's earlier reports, moved towards what the fund's own returns say.
 */
export async function totalPositions(
  context: Context,
  {market, funds}: {readonly market: Market; readonly funds: Funds}
): Promise<TotalRow[]> {
  const cases = await readCases(context, market, funds);
  await see(context, cases, {market, funds});
  const rows: TotalRow[] = [];
  const done: {readonly known: number; readonly error: number; readonly scale: number}[] = [];
  const expectedOf = new Map<Case, number>();
  for (const period of [...new Set(cases.map((c) => c.period))]) {
    const now = cases.filter((c) => c.period === period);
    const past = cases.filter((c) => c.period + OUT <= period && c.period < period);
    const changes: PositionChange[] = past.filter((c) => c.carried >= EQUITY);
    const coefficients = fitReversion(changes);
    const gain = bestGain(past, expectedOf);
    const learned = done.filter((d) => d.known <= period);
    const bounds = [0.05, 0.95].map((p) =>
      quantile(
        learned.map((d) => d.error / d.scale),
        p
      )
    );
    for (const c of now) {
      const expected = reverted(c.history, coefficients, CAP);
      expectedOf.set(c, expected);
      if (c.column < 0 || Number.isNaN(c.seen)) continue;
      const estimate = blended(c.history, {expected, seen: c.seen, gain, cap: CAP});
      const scale = scaleOf(c.history);
      const at = (k: number): number => Math.min(1, Math.max(0, estimate + (bounds[k] as number) * scale));
      done.push({known: c.period + OUT, error: c.disclosed - estimate, scale});
      rows.push({
        period,
        fund: c.fund,
        disclosed: c.disclosed,
        carried: c.carried,
        nav: c.seen,
        blend: (1 - BLEND) * c.carried + BLEND * c.seen,
        estimate,
        lo: at(0),
        hi: at(1)
      });
    }
  }
  return rows;
}

/** Errors grow with how restless a fund has been. */
const scaleOf = (h: PositionHistory): number =>
  0.01 + Math.min(0.15, Number.isNaN(h.restless) ? 0.03 : h.restless);

/** The gain with the smallest mean error over past cases whose returns were seen. */
function bestGain(past: readonly Case[], expectedOf: ReadonlyMap<Case, number>): number {
  const usable = past.filter((c) => c.column >= 0 && !Number.isNaN(c.seen) && expectedOf.has(c));
  if (usable.length < 60) return 0.5;
  const mean = GAINS.map((gain) =>
    usable.reduce((s, c) => {
      const expected = expectedOf.get(c) ?? Number.NaN;
      return s + Math.abs(c.disclosed - blended(c.history, {expected, seen: c.seen, gain, cap: CAP}));
    }, 0)
  );
  return GAINS[mean.indexOf(Math.min(...mean))] ?? 0.5;
}

async function readCases(context: Context, {days, returns, names}: Market, funds: Funds): Promise<Case[]> {
  const frame = await context.query(
    `SELECT fund, period_end, equity_ratio, known_date FROM fund_report WHERE equity_ratio IS NOT NULL
       AND fund NOT IN (SELECT fund FROM fund WHERE type IN ('index', 'enhanced') OR NOT (${await mainClassSql(context)}))
     ORDER BY fund, period_end`
  );
  const [fund, period, equity] = [
    frame.strings("fund"),
    frame.days("period_end"),
    frame.numbers("equity_ratio")
  ];
  const known = frame.days("known_date");
  const column = new Map(funds.funds.map((f, k) => [f, k]));
  const market = marketPath(returns, names.length);
  const cases: Case[] = [];
  for (let k = 1; k < fund.length; k++) {
    const name = fund[k] ?? "";
    const past: number[] = [];
    let last = -1;
    for (let j = k - 1; j >= 0 && fund[j] === name; j--) {
      if ((known[j] as number) > (period[k] as number)) continue;
      past.unshift(equity[j] as number);
      if (last < 0) last = j;
    }
    if (last < 0) continue;
    const [row, from] = [rowAt(days, period[k] as number), rowAt(days, period[last] as number)];
    if (from < 0) continue;
    const at = column.get(name) ?? -1;
    const own = at < 0 ? Number.NaN : fundReturn(funds, at, from, row);
    const ret = Number.isNaN(own)
      ? (equity[last] as number) * ((market[row] as number) / (market[from] as number) - 1)
      : own;
    cases.push({
      period: period[k] as number,
      row,
      known: known[k] as number,
      fund: name,
      column: at,
      disclosed: equity[k] as number,
      carried: equity[last] as number,
      history: positionHistory(past, ret),
      seen: Number.NaN
    });
  }
  return cases.sort((a, b) => a.period - b.period || (a.fund < b.fund ? -1 : 1));
}

/** Level of an equal mix of the industries. */
function marketPath(returns: Float64Array, n: number): Float64Array {
  const path = new Float64Array(returns.length / n).fill(1);
  for (let t = 1; t < path.length; t++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (returns[t * n + i] as number) / n;
    path[t] = (path[t - 1] as number) * (1 + (Number.isNaN(sum) ? 0 : sum));
  }
  return path;
}

function fundReturn({returns, funds}: Funds, at: number, from: number, to: number): number {
  let [level, seen] = [1, 0];
  for (let t = from + 1; t <= to; t++) {
    const r = returns[t * funds.length + at] as number;
    if (Number.isNaN(r)) continue;
    level *= 1 + r;
    seen++;
  }
  return seen > 0 ? level - 1 : Number.NaN;
}

/** Regresses each fund's last returns on industries, and on industries and index funds, and keeps the mean of the two totals. */
async function see(
  context: Context,
  cases: readonly Case[],
  {market, funds}: {readonly market: Market; readonly funds: Funds}
): Promise<void> {
  const trackers = await indexFunds(context, market);
  const span = market.days.length;
  const weights = ewmaWeights(WINDOW, 15);
  let [period, designs]: [number, readonly Design[]] = [Number.NaN, []];
  for (const c of cases) {
    const to = c.row - funds.lag + 1;
    if (c.column < 0 || to - WINDOW < 1 || c.row >= span) continue;
    if (c.period !== period) {
      period = c.period;
      const plain = industryDesign(market, to);
      designs = [plain, widened(plain, trackers, to)].map((x) => ({x, solve: totalSolver(x, weights)}));
    }
    const y = Float64Array.from(
      {length: WINDOW},
      (_, k) => funds.returns[(to - WINDOW + k) * funds.funds.length + c.column] as number
    );
    const seen = designs.map(({solve}) => solve(y));
    c.seen = (Number(seen[0]) + Number(seen[1])) / 2;
  }
}

interface Design {
  readonly x: Float64Array;
  readonly solve: (y: Float64Array) => number;
}

function industryDesign({returns, names}: Market, to: number): Float64Array {
  const n = names.length;
  return returns.slice((to - WINDOW) * n, to * n);
}

/** Index funds are told apart from those taken before by a correlation below this; no more than `MOST` are taken. */
const ALIKE = 0.99;
const MOST = 40;

/** The industries' columns, then those of index funds that add something in these days. */
function widened(plain: Float64Array, trackers: readonly Float64Array[], to: number): Float64Array {
  const n = plain.length / WINDOW;
  const kept: Float64Array[] = [];
  for (const path of trackers) {
    const own = path.subarray(to - WINDOW, to);
    if (kept.length >= MOST || own.some(Number.isNaN)) continue;
    if (kept.every((k) => Math.abs(correlationOf(k, own)) < ALIKE)) kept.push(own);
  }
  const m = n + kept.length;
  const x = new Float64Array(WINDOW * m);
  for (let s = 0; s < WINDOW; s++) {
    x.set(plain.subarray(s * n, s * n + n), s * m);
    kept.forEach((k, j) => {
      x[s * m + n + j] = k[s] as number;
    });
  }
  return x;
}

function correlationOf(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array): number => x.reduce((s, v) => s + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    const [p, q] = [(a[k] as number) - ma, (b[k] as number) - mb];
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Sum of the weights, none negative and together at most `CAP`, that explain returns best. */
function totalSolver(x: Float64Array, weights: Float64Array): (y: Float64Array) => number {
  const m = x.length / WINDOW;
  const {solve} = qpSolver(m);
  const state = new Int8Array(m + 1);
  const q = new Float64Array(m * m);
  const c = new Float64Array(m);
  const lower = new Float64Array(m);
  const upper = new Float64Array(m).fill(1);
  return (y) => {
    q.fill(0);
    c.fill(0);
    let seen = 0;
    for (let s = 0; s < WINDOW; s++) {
      const r = y[s] as number;
      const at = s * m;
      if (Number.isNaN(r) || Number.isNaN(x[at])) continue;
      seen++;
      for (let i = 0; i < m; i++) {
        const xi = (weights[s] as number) * (x[at + i] as number);
        c[i] = (c[i] as number) + xi * r;
        for (let j = 0; j <= i; j++) q[i * m + j] = (q[i * m + j] as number) + xi * (x[at + j] as number);
      }
    }
    if (seen < WINDOW / 2) return Number.NaN;
    let trace = 0;
    for (let i = 0; i < m; i++) trace += q[i * (m + 1)] as number;
    for (let i = 0; i < m; i++) {
      q[i * (m + 1)] = (q[i * (m + 1)] as number) + (1e-6 * trace) / m;
      for (let j = 0; j < i; j++) q[j * m + i] = q[i * m + j] as number;
    }
    state.fill(-1);
    return solve({q, c, lower, upper, budget: [0, CAP]}, state).x.reduce((s, v) => s + v, 0);
  };
}

/** Daily returns of index funds by row of the market. */
async function indexFunds(context: Context, {days}: Market): Promise<Float64Array[]> {
  const frame = await context.query(
    `SELECT fund, date, adj_nav FROM fund_nav WHERE adj_nav > 0
       AND fund IN (SELECT fund FROM fund WHERE type = 'index' AND ${await mainClassSql(context)}) ORDER BY fund, date`
  );
  const {codes, values} = frame.text("fund");
  const [date, nav] = [frame.days("date"), frame.numbers("adj_nav")];
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const paths = values.map(() => new Float64Array(days.length).fill(Number.NaN));
  for (let k = 1; k < nav.length; k++) {
    if (codes[k] !== codes[k - 1]) continue;
    const [t, before] = [row.get(date[k] as number), row.get(date[k - 1] as number)];
    if (t === undefined || before !== t - 1) continue;
    const r = (nav[k] as number) / (nav[k - 1] as number) - 1;
    const path = paths[codes[k] as number];
    if (path && Math.abs(r) < 0.15) path[t] = r;
  }
  return paths;
}
