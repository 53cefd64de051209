import {allocation} from "../../lib/attribution/allocation.js";
import {dailyWeights} from "../../lib/attribution/daily-weights.js";
import {marketTiming, type TimingModel} from "../../lib/attribution/market-timing.js";
import {QUADRANTS, quadrantIndex, quadrantShares} from "../../lib/attribution/quadrant.js";
import {trailingSum} from "../../lib/attribution/trailing-sum.js";
import {type Context, defineModel} from "../run/model.js";
import {Rows} from "../sources/demo/rows.js";
import {ACTIVE, readFunds} from "./attribution/funds.js";
import {readNav} from "./attribution/nav.js";
import {readBenchmark, readIndustryReturns} from "./attribution/scheme.js";
import {
  MEASURES,
  type MeasureDays,
  overMeanFund,
  persistenceRows,
  skillColumns
} from "./attribution/skill-rows.js";
import {readWeights, rowsByFund} from "./attribution/weights.js";

const MODELS: readonly TimingModel[] = ["henriksson-merton", "treynor-mazuy"];

/** Active returns of funds by day into allocation and selection (methods.md S17), and what they say of skill. */
export default defineModel({
  name: "fund-attribution",
  inputs: ["fund", "fund_nav", "fund_industry", "industry_daily", "index_member", "stock_industry"],
  optional: ["index_daily"],
  outputs: ["fund_attribution", "fund_skill", "skill_persistence", "fund_quadrant", "fund_timing"],
  params: {span: 60, window: 250, minimum: 60, block: 252},
  async run(context) {
    const {params} = context;
    const funds = await readFunds(context, {types: ACTIVE});
    const nav = await readNav(context, funds);
    const industries = await readIndustryReturns(context, nav.days);
    const benchmark = await readBenchmark(context, industries, nav.days);
    if (!benchmark) context.log("index_member has no list of a broad index: no attribution");
    const weights = await readWeights(context, funds, industries.industries);
    const from = rowsByFund(weights.fund, funds.code.length);
    const [rows, columns] = [nav.days.length, industries.industries.length];
    const size = {rows, columns};
    const at = new Map(Array.from(nav.days, (d, t) => [d, t]));
    const out = tables(funds.code);
    const measured: MeasureDays[] = [];
    for (let f = 0; f < funds.code.length && benchmark; f++) {
      const own = sparse(weights, {from: from[f] as number, to: from[f + 1] as number, at});
      if (own.row.length === 0) continue;
      const fund = nav.returns.subarray(f * rows, (f + 1) * rows);
      const parts = allocation(
        {
          fund,
          weight: dailyWeights(own, industries.returns, size),
          benchmark: benchmark.weight,
          returns: industries.returns,
          ...size
        },
        {window: params.window, minimum: params.minimum}
      );
      const sums = {
        d: trailingSum(parts.d, {window: params.span}),
        r: trailingSum(parts.r, {window: params.span}),
        fixed: trailingSum(parts.fixed, {window: params.span}),
        position: trailingSum(parts.position, {window: params.span})
      };
      const industry = parts.d.map((d, t) => d - (parts.position[t] as number));
      measured.push({fund: f, allocation: industry, timing: parts.timing, selection: parts.r});
      addDays(out.days, f, {nav, sums});
      addShares(out.quadrants, f, sums);
      addTiming(out.timing, f, {fund, market: parts.benchmark, weight: parts.d});
    }
    await context.write("fund_attribution", out.days.take());
    await context.write("fund_quadrant", out.quadrants.take());
    await context.write("fund_timing", out.timing.take());
    const skills = overMeanFund(measured);
    await context.write("fund_skill", skillColumns(skills, funds.code));
    await context.write("skill_persistence", persistenceRows(skills, {days: nav.days, span: params.block}));
    logSize(context, measured.length, benchmark?.index);
  }
});

const logSize = (context: Context, funds: number, index: string | undefined): void =>
  context.log(`${funds} funds against ${index ?? "no index"}; ${MEASURES.length} measures of skill`);

function tables(codes: readonly string[]) {
  return {
    days: new Rows(
      {
        date: "day",
        fund: "code",
        d: "number",
        r: "number",
        d_static: "number",
        d_timing: "number",
        quadrant: "code",
        d_position: "number",
        known_date: "day"
      },
      {fund: codes, quadrant: QUADRANTS}
    ),
    quadrants: new Rows(
      {fund: "code", quadrant: "code", share: "number"},
      {fund: codes, quadrant: QUADRANTS}
    ),
    timing: new Rows(
      {
        fund: "code",
        model: "code",
        alpha: "number",
        alpha_t: "number",
        beta: "number",
        gamma: "number",
        gamma_t: "number",
        r2: "number",
        n: "number"
      },
      {fund: codes, model: MODELS}
    )
  };
}

/** One fund's known weights on the rows of the panel. */
function sparse(
  {day, weight, columns}: {readonly day: Int32Array; readonly weight: Float64Array; readonly columns: number},
  {from, to, at}: {readonly from: number; readonly to: number; readonly at: ReadonlyMap<number, number>}
): {row: number[]; weight: Float64Array} {
  const row: number[] = [];
  const kept: number[] = [];
  for (let i = from; i < to; i++) {
    const t = at.get(day[i] as number);
    if (t === undefined) continue;
    row.push(t);
    kept.push(i);
  }
  const own = new Float64Array(kept.length * columns);
  kept.forEach((i, k) => {
    own.set(weight.subarray(i * columns, (i + 1) * columns), k * columns);
  });
  return {row, weight: own};
}

type Sums = Readonly<Record<"d" | "r" | "fixed" | "position", Float64Array>>;

function addDays(
  rows: Rows,
  f: number,
  {nav, sums}: {readonly nav: {readonly days: Int32Array; readonly known: Int32Array}; readonly sums: Sums}
): void {
  const {d, r, fixed, position} = sums;
  for (let t = 0; t < d.length; t++) {
    const [a, b, c] = [d[t] as number, r[t] as number, fixed[t] as number];
    const q = quadrantIndex(a, b);
    if (q < 0) continue;
    rows.push(nav.days[t] as number, f, a, b, c, a - c, q, position[t] as number, nav.known[t] as number);
  }
}

function addShares(rows: Rows, f: number, {d, r}: Sums): void {
  const shares = quadrantShares(d, r);
  for (const q of QUADRANT_ORDER) {
    const share = shares[q] as number;
    if (!Number.isNaN(share)) rows.push(f, q, share);
  }
}

const QUADRANT_ORDER = QUADRANTS.map((_, q) => q).sort((a, b) =>
  (QUADRANTS[a] ?? "") < (QUADRANTS[b] ?? "") ? -1 : 1
);

/** Timing regressions on the days that have an attribution. */
function addTiming(
  rows: Rows,
  f: number,
  {
    fund,
    market,
    weight
  }: {readonly fund: Float64Array; readonly market: Float64Array; readonly weight: Float64Array}
): void {
  const own = fund.map((x, t) => (Number.isNaN(weight[t] as number) ? Number.NaN : x));
  MODELS.forEach((model, m) => {
    const fit = marketTiming(own, market, {model, minimum: 250});
    if (Number.isNaN(fit.gamma)) return;
    rows.push(f, m, fit.alpha * 252, fit.alphaT, fit.beta, fit.gamma, fit.gammaT, fit.r2, fit.n);
  });
}
