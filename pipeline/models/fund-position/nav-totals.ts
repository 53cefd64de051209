import {qpSolver} from "../../../lib/attribution/qp.js";
import {ewmaWeights} from "../../../lib/stats/ewma.js";
import type {Context} from "../../run/model.js";
import {type Funds, mainClassSql} from "./funds.js";
import type {Market} from "./market.js";

const WINDOW = 40;

/**
 * Total equity position that the returns of the last days before a row show (净值回归): the mean of two regressions, on
 * industries, and on industries and index funds. NaN for a fund without returns in half of those days.
 */
export async function navTotals(
  context: Context,
  {market, funds, cap}: {readonly market: Market; readonly funds: Funds; readonly cap: number}
): Promise<(column: number, row: number) => number> {
  const trackers = await indexFunds(context, market);
  const weights = ewmaWeights(WINDOW, 15);
  const y = new Float64Array(WINDOW);
  let [now, solvers]: [number, readonly ((y: Float64Array) => number)[]] = [-1, []];
  return (column, row) => {
    const to = row - funds.lag + 1;
    if (column < 0 || to - WINDOW < 1) return Number.NaN;
    if (row !== now) {
      now = row;
      const plain = industryDesign(market, to);
      solvers = [plain, widened(plain, trackers, to)].map((x) => totalSolver(x, {weights, cap}));
    }
    for (let k = 0; k < WINDOW; k++)
      y[k] = funds.returns[(to - WINDOW + k) * funds.funds.length + column] as number;
    return solvers.reduce((s, solve) => s + solve(y) / solvers.length, 0);
  };
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

/** Sum of the weights, none negative and together at most `cap`, that explain returns best. */
function totalSolver(
  x: Float64Array,
  {weights, cap}: {readonly weights: Float64Array; readonly cap: number}
): (y: Float64Array) => number {
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
    return solve({q, c, lower, upper, budget: [0, cap]}, state).x.reduce((s, v) => s + v, 0);
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
