/** Positions of a portfolio: where each is found among the paths, its industry, its share of NAV. */
export interface Book {
  readonly stock: Int32Array;
  readonly industry: Int16Array;
  readonly weight: Float64Array;
}

/**
 * The fullest portfolio that can be put together from what a fund has disclosed (披露持仓补全): the ten largest
 * positions of the last report and, up to its total equity position, the other positions of the last full report.
 * Of those a position now among the ten largest is left out, and none counts for more than the smallest of the ten.
 * A total that is missing, or less than the ten, adds nothing.
 */
export function knownBook(top: Book, rest: Book, equity: number): Book {
  const held = new Set(top.stock.filter((s) => s >= 0));
  const cap = top.weight.reduce((least, w) => Math.min(least, w), Number.POSITIVE_INFINITY);
  const kept: number[] = [];
  let [sum, others] = [0, 0];
  for (const w of top.weight) sum += w;
  for (let k = 0; k < rest.weight.length; k++) {
    if (held.has(rest.stock[k] as number)) continue;
    kept.push(k);
    others += Math.min(cap, rest.weight[k] as number);
  }
  const left = Math.max(0, equity - sum);
  const scale = others > 0 && left > 0 ? left / others : 0;
  const n = top.weight.length;
  const tail = scale > 0 ? kept : [];
  const pick = (own: ArrayLike<number>, more: ArrayLike<number>, f = (v: number): number => v): number[] => [
    ...Array.from(own),
    ...tail.map((k) => f(more[k] as number))
  ];
  return {
    stock: Int32Array.from(pick(top.stock, rest.stock)),
    industry: Int16Array.from(pick(top.industry, rest.industry)),
    weight: Float64Array.from(pick(top.weight, rest.weight, (w) => scale * Math.min(cap, w))).subarray(
      0,
      n + tail.length
    )
  };
}

/** Share of the smallest of the ten at which a position that fell out of them is held: as likely sold as fallen behind. */
const FALLEN = 0.5;

/**
 * The positions beyond the ten largest, `rest`, together with those that were among the ten largest of earlier reports
 * (`tops`, newest first) and are in neither: at half of what they were, or of the smallest of today's ten where that
 * is less. Fallen positions without a path of prices cannot be told from others and are left out.
 */
export function withFallen(rest: Book, tops: readonly Book[], top: Book): Book {
  const known = new Set([...top.stock, ...rest.stock].filter((s) => s >= 0));
  const cap = top.weight.reduce((least, w) => Math.min(least, w), Number.POSITIVE_INFINITY);
  const stock = [...rest.stock];
  const industry = [...rest.industry];
  const weight = [...rest.weight];
  for (const earlier of tops) {
    earlier.stock.forEach((s, k) => {
      if (s < 0 || known.has(s)) return;
      known.add(s);
      stock.push(s);
      industry.push(earlier.industry[k] as number);
      weight.push(FALLEN * Math.min(cap, earlier.weight[k] as number));
    });
  }
  return {
    stock: Int32Array.from(stock),
    industry: Int16Array.from(industry),
    weight: Float64Array.from(weight)
  };
}
