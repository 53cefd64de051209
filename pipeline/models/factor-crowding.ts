import {addReturns, coMovement, coMovementSums, standardiser} from "../../lib/factor/co-movement.js";
import {crowding, PARTS} from "../../lib/factor/crowding.js";
import {forwardReturn} from "../../lib/factor/forward-return.js";
import {BOTTOM, TOP} from "../../lib/factor/neutral-quintile.js";
import {type Context, defineModel} from "../run/model.js";
import {type CharacterTable, readCharacter} from "./dashboard/character-table.js";
import {columnOf, type FactorPanel, readFactors} from "./dashboard/factors.js";
import {type Grouping, industryGroupings, marketGrouping, styleGroupings} from "./dashboard/groups.js";
import {type Axis, readAxis, stockYears} from "./dashboard/stock-days.js";
import {presentStyles} from "./dashboard/styles.js";
import {Rows} from "./northbound/rows.js";

/** Rows of the return that counts as crowding: 252 trading days. */
const YEAR = 252;

/** Crowding of every factor by day (methods.md S2): six trailing z-scores whose contributions sum to the score. */
export default defineModel({
  name: "factor-crowding",
  inputs: ["factor_return", "factor_character", "stock_daily", "stock_industry"],
  optional: ["exposure"],
  outputs: ["factor_crowding"],
  params: {window: 750, minimum: 252, clip: 3, needed: 4},
  async run(context) {
    const panels = await readFactors(context);
    const characters = await readCharacter(context);
    const axis = await readAxis(context);
    const groupings = [
      marketGrouping(axis),
      ...(await industryGroupings(context, axis, panels)),
      ...(await styleGroupings(context, axis, await presentStyles(context, panels)))
    ];
    const together = await coMovements(context, axis, {groupings, market: panels[0]});
    const rows = new Rows(["date"], ["scheme", "factor"], ["score", ...PARTS]);
    for (const panel of panels) {
      panel.factors.forEach((factor, c) => {
        const own = together.find(
          (g) =>
            g.kind === panel.kinds[c] &&
            (g.scheme ?? panel.scheme) === panel.scheme &&
            (g.kind === "country" || g.factor === factor)
        );
        addScores(rows, context.params, {
          panel,
          column: c,
          axis,
          character: characters,
          together: own?.series
        });
      });
    }
    await context.write("factor_crowding", rows.columns());
  }
});

interface Together {
  readonly kind: string;
  readonly scheme: string | undefined;
  readonly factor: string | undefined;
  /** By row of the axis. */
  readonly series: Float64Array;
}

/** Mean pairwise correlation of each group; of a style the mean of its two legs. */
async function coMovements(
  context: Context,
  axis: Axis,
  {groupings, market}: {readonly groupings: readonly Grouping[]; readonly market: FactorPanel | undefined}
): Promise<Together[]> {
  const {codes, days} = axis;
  const raw = standardiser(codes.length);
  const own = standardiser(codes.length);
  const sums = groupings.map(({groups}) => coMovementSums(days.length, groups));
  const country = market && columnOf(market, market.kinds.indexOf("country"));
  const countryOf = new Map(market ? Array.from(market.days, (d, t) => [d, country?.[t] as number]) : []);
  for await (const {first, last, panel} of stockYears(context, axis, ["ret"])) {
    for (let row = first; row <= last; row++) {
      const ret = panel.ret.subarray((row - first) * codes.length, (row - first + 1) * codes.length);
      const f = countryOf.get(days[row] as number) ?? Number.NaN;
      const [whole, net] = [raw.next(ret), own.next(ret.map((r) => r - f))];
      groupings.forEach(({kind, groups, groupAt}, k) => {
        addReturns(sums[k] as (typeof sums)[number], kind === "country" ? whole : net, {
          row,
          group: groupAt(row),
          groups
        });
      });
    }
  }
  return groupings.flatMap(({kind, scheme, factors, groups}, k): Together[] => {
    const of = (group: number): Float64Array => coMovement(sums[k] as (typeof sums)[number], {group, groups});
    if (kind === "country") return [{kind, scheme, factor: undefined, series: of(0)}];
    if (kind === "industry")
      return factors.map((factor, group) => ({kind, scheme, factor, series: of(group)}));
    const [bottom, top] = [of(BOTTOM), of(TOP)];
    return [{kind, scheme, factor: factors[0], series: top.map((x, t) => (x + (bottom[t] as number)) / 2)}];
  });
}

interface Factor {
  readonly panel: FactorPanel;
  readonly column: number;
  readonly axis: Axis;
  readonly character: CharacterTable;
  readonly together: Float64Array | undefined;
}

function addScores(
  rows: Rows<"date", "scheme" | "factor", "score" | (typeof PARTS)[number]>,
  params: {readonly window: number; readonly minimum: number; readonly clip: number; readonly needed: number},
  {panel, column, axis, character, together}: Factor
): void {
  const {scheme, days} = panel;
  const factor = panel.factors[column] as string;
  const blank = new Float64Array(days.length).fill(Number.NaN);
  const own = character(scheme, factor, days);
  const market = character(scheme, panel.factors[panel.kinds.indexOf("country")] as string, days);
  const rowOf = new Map(Array.from(axis.days, (d, t) => [d, t]));
  const volatility = own.cross_sectional_vol.map((v, t) =>
    Math.log(panel.kinds[column] === "industry" ? v / (market.cross_sectional_vol[t] as number) : v)
  );
  const {score, contribution} = crowding(
    {
      valuation: own.ln_pb,
      turnover: own.turnover.map(Math.log),
      growth: own.profit_growth,
      co_movement: together
        ? Float64Array.from(days, (d) => together[rowOf.get(d) ?? -1] ?? Number.NaN)
        : blank,
      volatility,
      return: yearReturn(columnOf(panel, column))
    },
    params
  );
  score.forEach((s, t) => {
    if (Number.isNaN(s)) return;
    const parts = Object.fromEntries(PARTS.map((p) => [p, contribution[p][t] as number])) as Record<
      (typeof PARTS)[number],
      number
    >;
    rows.add({date: days[t] as number, scheme, factor, score: s, ...parts});
  });
}

/** Return of the 252 rows up to each row; NaN before, and where one is missing. */
function yearReturn(returns: Float64Array): Float64Array {
  const ahead = forwardReturn(returns, {dates: returns.length, assets: 1, horizon: YEAR});
  const behind = new Float64Array(returns.length).fill(Number.NaN);
  for (let t = YEAR; t < returns.length; t++) behind[t] = ahead[t - YEAR] as number;
  return behind;
}
