import type {Context} from "../../run/model.js";
import {HONG_KONG} from "../fund-position/market.js";
import type {Disclosures} from "./disclosures.js";
import {readIndustriesOn} from "./industries-on.js";

/** A fund's industry weights on some rows of a panel, and the day from which each are known. */
export interface KnownWeights {
  readonly row: readonly number[];
  /** One row an entry of `row` × industries. */
  readonly weight: Float64Array;
  readonly known: readonly number[];
}

/**
 * A reader of disclosed portfolios by industry, each at its period's end though published weeks or months later: what
 * a past quarter is explained by, and `known` says from when. Shares of no industry are left out.
 */
export async function readPeriodWeights(
  context: Context,
  disclosures: Disclosures,
  {
    scheme,
    industries,
    days
  }: {readonly scheme: string; readonly industries: readonly string[]; readonly days: Int32Array}
): Promise<(fund: number) => KnownWeights> {
  const spells = await readIndustriesOn(context, scheme, disclosures.codes);
  const place = spells.industries.map((name) => industries.indexOf(name));
  const abroad = industries.indexOf(HONG_KONG);
  const memo = new Map<number, Int16Array>();
  const on = (period: number): Int16Array => {
    const known = memo.get(period);
    if (known) return known;
    const found = spells
      .on(period)
      .map((i, id) => (disclosures.codes[id]?.endsWith(".HK") ? abroad : i < 0 ? -1 : (place[i] as number)));
    memo.set(period, found);
    return found;
  };
  return (fund) => {
    const row: number[] = [];
    const known: number[] = [];
    const weights: Float64Array[] = [];
    for (const period of disclosures.periods(fund)) {
      const held = disclosures.knownOf(fund, period, Number.POSITIVE_INFINITY);
      const t = days.findLastIndex((d) => d <= period);
      if (!held || t < 0 || t === row.at(-1)) continue;
      const group = on(period);
      const own = new Float64Array(industries.length);
      held.code.forEach((id, i) => {
        const g = group[id] as number;
        if (g >= 0) own[g] = (own[g] as number) + (held.weight[i] as number);
      });
      row.push(t);
      known.push(held.known);
      weights.push(own);
    }
    const weight = new Float64Array(row.length * industries.length);
    weights.forEach((w, k) => {
      weight.set(w, k * industries.length);
    });
    return {row, weight, known};
  };
}
