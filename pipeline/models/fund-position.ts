import {type Context, defineModel} from "../run/model.js";
import {isoOf} from "../warehouse/columns.js";
import {readDisclosures} from "./fund-position/disclosures.js";
import {engine, type Input, type Params, type Tuning} from "./fund-position/engine.js";
import {readFunds} from "./fund-position/funds.js";
import {outputRows} from "./fund-position/grid.js";
import {
  chosenAt,
  scaleAt,
  scoreHistory,
  type Trial,
  TUNINGS,
  weeklyVariance
} from "./fund-position/history.js";
import {indexWeights} from "./fund-position/index-weights.js";
import {type Market, readMarket} from "./fund-position/market.js";
import {PositionRows} from "./fund-position/position-rows.js";
import {readStocks} from "./fund-position/stocks.js";
import {totalPositions} from "./fund-position/totals.js";
import {WeightRows} from "./fund-position/weight-rows.js";
import {Rows} from "./northbound/rows.js";

export const params: Params & {readonly daily: number} = {
  daily: 250,
  window: 60,
  total: 0.02,
  stay: 150,
  peers: 0.5,
  turnover: 0,
  smallest: 0.006
};

/** S9: industry positions of active equity funds, from their returns and their last disclosed holdings. */
export default defineModel({
  name: "fund-position",
  inputs: ["fund", "fund_nav", "fund_report", "industry_daily", "stock_industry"],
  optional: ["fund_holding", "index_daily", "index_member", "stock_daily"],
  outputs: [
    "fund_industry",
    "fund_position",
    "fund_position_error",
    "fund_position_score",
    "fund_position_total",
    "fund_position_choice"
  ],
  params,
  async run(context) {
    const market = await readMarket(context);
    if (!market) context.log("industry_daily has neither CITIC nor Shenwan indices: no positions");
    const input = market ? await readInput(context, market) : undefined;
    const {trials, scores, errors} = input
      ? scoreHistory(input, context.params)
      : {trials: [], scores: [], errors: []};
    await writeEstimates(context, input, trials);
    await writeScores(context, {trials, scores, errors});
    await writeTotals(context, input);
  }
});

async function readInput(context: Context, market: Market): Promise<Input> {
  const funds = await readFunds(context, market);
  const stocks = await readStocks(context, market);
  const disclosures = await readDisclosures(context, market, {funds: funds.funds, stocks});
  const {classes, gaps, jumps} = funds.excluded;
  context.log(
    `${funds.funds.length} funds; left out: ${classes} other share classes, ${gaps} returns after a gap, ${jumps} jumps, ${market.holes.length} days with an index hole`
  );
  return {market, funds, stocks, disclosures};
}

async function writeEstimates(
  context: Context<typeof params>,
  input: Input | undefined,
  trials: readonly Trial[]
): Promise<void> {
  const stage = context.stage("fund_industry", {presorted: true});
  if (!input) {
    await context.commit(stage);
    await context.write("fund_position", new PositionRows(EMPTY_MARKET, () => new Float64Array()).columns());
    return;
  }
  const {market, funds} = input;
  const own = engine(input, context.params);
  const index = await indexWeights(context, market);
  const weights = new WeightRows(market.names);
  let tuning = TUNINGS[0] as Tuning;
  const positions = new PositionRows(market, () => own.lambdaOf(tuning.halfLife));
  const assets = new Float64Array(funds.funds.length);
  const reports = new Int32Array(funds.funds.length);
  let year = "";
  for (const {row, weekEnds} of outputRows(market.days, context.params)) {
    const day = market.days[row] as number;
    const now = isoOf(day).slice(0, 4);
    if (now !== year && weights.length > 0) await stage.append(weights.take(funds.funds));
    year = now;
    tuning = TUNINGS[chosenAt(trials, day)] as Tuning;
    own.prior.at(row);
    own.prior.known.forEach((k, f) => {
      assets[f] = k.aum;
      reports[f] = k.reports;
    });
    positions.begin();
    const found = own.step(row, {tuning, weekEnds, watch: (solved) => positions.watch(assets, solved)});
    weights.add(day, found);
    const scale = scaleAt(trials, day);
    positions.add(row, {
      weights: found,
      assets,
      reports,
      index: index(row),
      scale,
      restless: weeklyVariance(trials, day, market.names.length),
      weekEnds
    });
  }
  if (weights.length > 0) await stage.append(weights.take(funds.funds));
  await context.commit(stage);
  await context.write("fund_position", positions.columns());
}

const EMPTY_MARKET: Market = {
  scheme: "",
  names: [],
  days: new Int32Array(),
  level: new Float64Array(),
  returns: new Float64Array(),
  holes: []
};

async function writeScores(
  context: Context,
  {trials, scores, errors}: ReturnType<typeof scoreHistory>
): Promise<void> {
  const error = new Rows(["period_end"], ["industry"], ["mae", "bias", "hit_rate"]);
  for (const {period, industry, mae, bias, hitRate} of errors)
    error.add({period_end: period, industry, mae, bias, hit_rate: hitRate});
  const score = new Rows(
    ["period_end"],
    ["estimator"],
    ["funds", "industry_mae", "total_mae", "rank_correlation"]
  );
  for (const s of scores) {
    score.add({
      period_end: s.period,
      estimator: s.estimator,
      funds: s.funds,
      industry_mae: s.industryMae,
      total_mae: s.totalMae,
      rank_correlation: s.rankCorrelation
    });
  }
  const choice = new Rows(
    ["period_end", "out_date"],
    [],
    ["half_life", "spread", "mae", "best_mae", "scale"]
  );
  for (const {period, out, errors: tried, chosen} of trials) {
    const tuning = TUNINGS[chosen] as Tuning;
    choice.add({
      period_end: period,
      out_date: out,
      half_life: tuning.halfLife,
      spread: tuning.spread,
      mae: tried[chosen] as number,
      best_mae: Math.min(...tried),
      scale: scaleAt(trials, period)
    });
  }
  await context.write("fund_position_error", error.columns());
  await context.write("fund_position_score", score.columns());
  await context.write("fund_position_choice", choice.columns());
}

async function writeTotals(context: Context, input: Input | undefined): Promise<void> {
  const rows = new Rows(
    ["period_end"],
    ["fund"],
    ["disclosed", "carried", "nav", "blend", "estimate", "lo", "hi"]
  );
  for (const {period, ...row} of input ? await totalPositions(context, input) : [])
    rows.add({period_end: period, ...row});
  await context.write("fund_position_total", rows.columns());
}
