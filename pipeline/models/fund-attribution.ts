import {ACTIVE} from "../../lib/attribution/active-types.js";
import {trailingSum} from "../../lib/attribution/trailing-sum.js";
import {defineModel} from "../run/model.js";
import {addDays, addShares, addTiming, type Sums, tables} from "./attribution/attribution-rows.js";
import {CONTROL} from "./attribution/funds.js";
import {type Attributed, readGroup, readYardstick} from "./attribution/group.js";
import {
  MEASURES,
  type MeasureDays,
  meanFund,
  measuresOf,
  over,
  purelyOf,
  styledShare
} from "./attribution/measures.js";
import {controlColumns, persistenceRows, skillColumns} from "./attribution/skill-rows.js";

/** Trailing sums over `window` days of a fund's parts. */
function sumsOf({parts, pure, tilted}: Attributed, window: number): Sums {
  const sum = (x: Float64Array): Float64Array => trailingSum(x, {window});
  const none = new Float64Array(parts.d.length).fill(Number.NaN);
  return {
    d: sum(parts.d),
    r: sum(parts.r),
    fixed: sum(parts.fixed),
    position: sum(parts.position),
    dStyle: tilted ? sum(parts.d.map((d, t) => d - (pure.d[t] as number))) : none,
    rStyle: tilted ? sum(tilted) : none
  };
}

/** Active returns of funds by day into allocation and selection (methods.md S17), and what they say of skill. */
export default defineModel({
  name: "fund-attribution",
  inputs: ["fund", "fund_nav", "fund_industry", "industry_daily", "index_member", "stock_industry"],
  optional: ["index_daily", "fund_holding", "fund_report", "exposure", "factor_return"],
  outputs: [
    "fund_attribution",
    "fund_skill",
    "skill_persistence",
    "fund_quadrant",
    "fund_timing",
    "fund_control"
  ],
  // Disclosed weights stand for a quarter: errors of its days hang together over some 60 lags. Styles are taken out of
  // skill where they are known on that share of its days.
  params: {span: 60, window: 250, minimum: 60, block: 252, lags: 60, styled: 0.75},
  async run(context) {
    const {params} = context;
    const yardstick = await readYardstick(context);
    if (!yardstick.benchmark) context.log("index_member has no list of a broad index: no attribution");
    const group = await readGroup(context, {types: ACTIVE, span: params}, yardstick);
    const out = tables(group.funds.code);
    const [plain, pure]: [MeasureDays[], MeasureDays[]] = [[], []];
    for (const own of group.attributed()) {
      const {fund: f, parts, known} = own;
      const sums = sumsOf(own, params.span);
      plain.push(measuresOf(own));
      pure.push(purelyOf(own));
      addDays(out.days, f, {days: yardstick.days, known, sums});
      addShares(out.quadrants, f, sums);
      addTiming(out.timing, f, {fund: own.returns, market: parts.benchmark, weight: parts.d});
    }
    await context.write("fund_attribution", out.days.take());
    await context.write("fund_quadrant", out.quadrants.take());
    await context.write("fund_timing", out.timing.take());
    const styled = styledShare(plain, pure) >= params.styled;
    const measured = styled ? pure : plain;
    const mean = meanFund(measured);
    const skills = measured.map((own) => over(own, mean));
    await context.write(
      "fund_skill",
      skillColumns(skills, {
        codes: group.funds.code,
        lags: params.lags,
        styled,
        traded: group.traded.shares()
      })
    );
    await context.write(
      "skill_persistence",
      persistenceRows(skills, {days: yardstick.days, span: params.block})
    );
    const controls = await readGroup(context, {types: [CONTROL], span: params}, yardstick);
    const found = Array.from(controls.attributed(), (own) =>
      over(styled ? purelyOf(own) : measuresOf(own), mean)
    );
    await context.write(
      "fund_control",
      controlColumns(found, {codes: controls.funds.code, lags: params.lags})
    );
    context.log(
      `${measured.length} funds and ${found.length} controls against ${yardstick.benchmark?.index ?? "no index"}; ${MEASURES.length} measures of skill ${styled ? "without styles" : "with styles left in"}`
    );
  }
});
