import {
  addDay,
  type Character,
  characterOf,
  characterSums,
  type StockDay,
  topAgainstBottom
} from "../../lib/factor/character.js";
import {BOTTOM, TOP} from "../../lib/factor/neutral-quintile.js";
import {type Context, defineModel} from "../run/model.js";
import {type FactorPanel, readFactors} from "./dashboard/factors.js";
import {type Grouping, industryGroupings, marketGrouping, styleGroupings} from "./dashboard/groups.js";
import {readStatements} from "./dashboard/statements.js";
import {type Axis, readAxis, stockYears} from "./dashboard/stock-days.js";
import {presentStyles} from "./dashboard/styles.js";
import {Rows} from "./northbound/rows.js";

/**
 * Valuation, growth, turnover and cross-sectional volatility of every factor by day (methods.md S2): of the stocks of
 * the market and of each industry; of a style's top against its bottom quintile.
 */
export default defineModel({
  name: "factor-character",
  inputs: ["factor_return", "stock_daily", "stock_industry"],
  optional: ["exposure", "financial"],
  outputs: ["factor_character"],
  async run(context) {
    const panels = await readFactors(context);
    const axis = await readAxis(context);
    const groupings = [
      marketGrouping(axis),
      ...(await industryGroupings(context, axis, panels)),
      ...(await styleGroupings(context, axis, await presentStyles(context, panels)))
    ];
    const characters = await measure(context, axis, groupings);
    await context.write("factor_character", rowsOf(panels, axis, groupings, characters).columns());
  }
});

/** Character by grouping and group; a style has one, of its legs. */
async function measure(context: Context, axis: Axis, groupings: readonly Grouping[]): Promise<Character[][]> {
  const {codes, days} = axis;
  if (!context.has("financial")) context.log("no financial: valuation and growth are left empty");
  const statements = await readStatements(context, codes, {present: context.has("financial")});
  const sums = groupings.map(({groups}) => characterSums(days.length, groups));
  const measures = ["ret", "cap", "capBefore", "amount", "floatCap"] as const;
  for await (const {first, last, panel} of stockYears(context, axis, measures)) {
    for (let row = first; row <= last; row++) {
      statements.advance(days[row] as number);
      const from = (row - first) * codes.length;
      const part = (x: Float64Array): Float64Array => x.subarray(from, from + codes.length);
      const stocks: StockDay = {
        ...statements,
        ret: part(panel.ret),
        cap: part(panel.cap),
        capBefore: part(panel.capBefore),
        amount: part(panel.amount),
        floatCap: part(panel.floatCap)
      };
      groupings.forEach(({groups, groupAt}, k) => {
        addDay(sums[k] as (typeof sums)[number], stocks, {row, group: groupAt(row), groups});
      });
    }
  }
  return groupings.map(({kind, groups}, k) => {
    const own = sums[k] as (typeof sums)[number];
    const all = Array.from({length: groups}, (_, group) => characterOf(own, {group, groups}));
    if (kind !== "style") return all;
    return [topAgainstBottom(all[TOP] as Character, all[BOTTOM] as Character)];
  });
}

const COLUMNS = {
  ln_pb: "lnPb",
  ln_pe: "lnPe",
  profit_growth: "profitGrowth",
  revenue_growth: "revenueGrowth",
  turnover: "turnover",
  cross_sectional_vol: "crossSectionalVol"
} as const satisfies Record<string, keyof Character>;

function rowsOf(
  panels: readonly FactorPanel[],
  {days}: Axis,
  groupings: readonly Grouping[],
  characters: readonly Character[][]
) {
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const rows = new Rows(["date"], ["scheme", "factor"], names);
  for (const {scheme, factors, kinds} of panels) {
    factors.forEach((factor, c) => {
      const k = groupings.findIndex(
        (g) =>
          g.kind === kinds[c] &&
          (g.scheme ?? scheme) === scheme &&
          (g.kind === "country" || g.factors.includes(factor))
      );
      if (k < 0) return;
      const own = characters[k]?.[Math.max(0, groupings[k]?.factors.indexOf(factor) ?? 0)];
      if (!own) return;
      for (let t = 0; t < days.length; t++) {
        const values = Object.fromEntries(
          names.map((name) => [name, own[COLUMNS[name]][t] as number])
        ) as Record<keyof typeof COLUMNS, number>;
        if (names.every((name) => Number.isNaN(values[name]))) continue;
        rows.add({date: days[t] as number, scheme, factor, ...values});
      }
    });
  }
  return rows;
}
