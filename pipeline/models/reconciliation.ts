import type {Check} from "../../lib/reconcile/check.js";
import {checkCrossAssets} from "../../lib/reconcile/cross-asset.js";
import {checkCrowding} from "../../lib/reconcile/crowding.js";
import {checkDiffusion} from "../../lib/reconcile/diffusion.js";
import {checkFactorWindows} from "../../lib/reconcile/factor-window.js";
import {checkFundOfFunds} from "../../lib/reconcile/fund-of-funds.js";
import {checkFundProfile} from "../../lib/reconcile/fund-profile.js";
import {checkImpacts} from "../../lib/reconcile/impact.js";
import {checkIndicators} from "../../lib/reconcile/indicator.js";
import {checkMarket} from "../../lib/reconcile/market-window.js";
import {checkMicroCap} from "../../lib/reconcile/micro-cap.js";
import {checkMoneyFlow} from "../../lib/reconcile/money-flow.js";
import {checkNorthbound} from "../../lib/reconcile/northbound.js";
import {checkOutlook} from "../../lib/reconcile/outlook.js";
import {checkPatterns} from "../../lib/reconcile/pattern.js";
import {checkPositions} from "../../lib/reconcile/position.js";
import {checkPositionTotals} from "../../lib/reconcile/position-total.js";
import {checkProsperity} from "../../lib/reconcile/prosperity.js";
import {checkSouthbound} from "../../lib/reconcile/southbound.js";
import {checkStrategies} from "../../lib/reconcile/strategy.js";
import {type Source, sourceOf} from "../published/printed.js";
import {defineModel} from "../run/model.js";
import {type Columns, dayOf} from "../warehouse/columns.js";

const params = {
  zheshang: "000_6f1a63c8086a9adc.txt",
  cinda: "002_1f9d6da7953204ad.txt",
  csc: "003_66c0ae828b26c1f6.txt",
  /** First and last day that the back-test of the fund of funds may span in full. */
  fofFrom: "2012-01-01",
  fofTo: "2021-04-26"
};
type Params = typeof params;

async function checkZheshang({claims, facts, printed}: Source, report: string): Promise<Check[]> {
  const northbound = await printed("published_northbound");
  const position = await printed("published_fund_position");
  const prosperity = await printed("published_prosperity");
  const crossAsset = await printed("published_cross_asset");
  const indicator = await printed("published_industry_indicator");
  const microCap = await printed("published_micro_cap");
  const profile = await printed("published_fund_profile");
  const positions = {
    ...position.strings("sector", "sector_printed", "industry"),
    ...position.numbers("weight_last", "weight", "csi800", "over_under", "change", "sector_change")
  };
  return [
    ...checkNorthbound(
      {
        ...northbound.strings("sector", "industry"),
        ...northbound.numbers("week", "month", "quarter", "sector_week", "sector_month", "sector_quarter")
      },
      claims,
      report
    ),
    ...checkPositions(positions, claims, report),
    ...checkPositionTotals(positions, report),
    ...checkProsperity(
      {...prosperity.strings("industry"), ...prosperity.numbers("d_roe", "d_growth")},
      claims,
      report
    ),
    ...checkCrossAssets(
      {
        ...crossAsset.strings("dimension", "item", "item_en", "unit", "direction"),
        ...crossAsset.numbers("previous", "value", "expected", "change")
      },
      claims,
      {before: facts("lpr_5y_before"), after: facts("lpr_5y_after")},
      report
    ),
    ...checkIndicators(
      {
        ...indicator.strings("industry", "item", "item_en", "unit", "wording"),
        ...indicator.numbers("previous", "value")
      },
      report
    ),
    ...checkMicroCap(
      {...microCap.strings("quantity"), ...microCap.numbers("from_year", "to_year", "value")},
      claims,
      report
    ),
    ...checkFundProfile({...profile.strings("quantity"), ...profile.numbers("value")}, report),
    ...checkOutlook(claims, facts, report),
    ...checkImpacts(claims, report)
  ];
}

async function checkCinda({claims, facts, printed}: Source, report: string, years: number): Promise<Check[]> {
  const diffusion = await printed("published_diffusion");
  const flow = await printed("published_money_flow");
  const pattern = await printed("published_pattern");
  const strategy = await printed("published_strategy");
  const strategies = {
    ...strategy.strings("strategy", "name_zh", "name_en"),
    ...strategy.numbers(
      "annual_return",
      "sharpe",
      "cumulative_return",
      "benchmark_return",
      "excess_return",
      "quarter_excess",
      "quarter_win_rate"
    )
  };
  return [
    ...checkDiffusion(
      {...diffusion.strings("name_printed"), ...diffusion.numbers("up", "down", "valid", "ratio")},
      claims,
      report
    ),
    ...checkMoneyFlow(
      {...flow.strings("place", "market", "industry"), ...flow.numbers("week", "month", "half_year")},
      claims,
      (industry) => facts(`turnover_week_${industry}`),
      report
    ),
    ...checkPatterns(
      {...pattern.strings("pattern", "name_printed"), ...pattern.numbers("win_rate", "mean_from")},
      claims,
      report
    ),
    ...checkStrategies(strategies, claims, report),
    ...checkSouthbound(strategies, claims, report),
    ...checkFundOfFunds(strategies, claims, years, report)
  ];
}

async function checkCsc({claims, printed}: Source, report: string): Promise<Check[]> {
  const windows = await printed("published_factor_window");
  const columns = {
    ...windows.strings("place", "factor", "kind", "window"),
    ...windows.numbers("cumulative_return", "volatility", "return_risk")
  };
  return [
    ...checkMarket(columns, report),
    ...checkFactorWindows(columns, claims, report),
    ...checkCrowding(claims, report)
  ];
}

/** Columns of table `reconciliation`. */
function columnsOf(checks: readonly Check[]): Columns {
  const real = (read: (check: Check) => number): Float64Array => Float64Array.from(checks, read);
  return {
    check: checks.map((c) => c.check),
    report: checks.map((c) => c.report),
    statement: checks.map((c) => c.statement.zh),
    statement_en: checks.map((c) => c.statement.en),
    published: real((c) => c.published),
    recomputed: real((c) => c.recomputed),
    gap: real((c) => c.gap),
    tolerance: real((c) => c.tolerance),
    verdict: checks.map((c) => c.verdict),
    unit: checks.map((c) => c.unit),
    section: checks.map((c) => c.section),
    note: checks.map((c) => c.note?.zh ?? ""),
    note_en: checks.map((c) => c.note?.en ?? "")
  };
}

const DAYS_A_YEAR = 365.25;

export default defineModel<Params>({
  name: "reconciliation",
  inputs: [
    "published_claim",
    "published_outside",
    "published_northbound",
    "published_fund_position",
    "published_prosperity",
    "published_cross_asset",
    "published_industry_indicator",
    "published_micro_cap",
    "published_fund_profile",
    "published_diffusion",
    "published_money_flow",
    "published_pattern",
    "published_strategy",
    "published_factor_window"
  ],
  outputs: ["reconciliation"],
  params,
  async run(context) {
    const {zheshang, cinda, csc, fofFrom, fofTo} = context.params;
    const years = (dayOf(fofTo) - dayOf(fofFrom)) / DAYS_A_YEAR;
    const [a, b, c] = [
      await sourceOf(context, zheshang),
      await sourceOf(context, cinda),
      await sourceOf(context, csc)
    ];
    const checks = [
      ...(a ? await checkZheshang(a, zheshang) : []),
      ...(b ? await checkCinda(b, cinda, years) : []),
      ...(c ? await checkCsc(c, csc) : [])
    ];
    checks.sort((x, y) => (x.check < y.check ? -1 : 1));
    await context.write("reconciliation", columnsOf(checks));
    context.log(
      `${checks.length} checks, ${checks.filter((x) => x.verdict === "contradicts").length} contradict`
    );
  }
});
