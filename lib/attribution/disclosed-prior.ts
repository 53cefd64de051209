export interface DisclosedParts {
  /** Ten largest positions, and the others of a full report, by industry. */
  readonly top: Float64Array;
  readonly rest: Float64Array;
  /** Total equity position. */
  readonly equity: number;
}

const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

/**
 * Industry weights at a report (披露先验): the ten largest as disclosed, and what they leave of the equity position
 * spread like `tail`, the other positions of the fund's last full report or what its peers hold. A total that is
 * missing is that of the parts.
 */
export function disclosedPrior(parts: DisclosedParts, tail: Float64Array): Float64Array {
  const top = sum(parts.top);
  const left = Number.isNaN(parts.equity) ? sum(parts.rest) : Math.max(0, parts.equity - top);
  const all = sum(tail);
  return parts.top.map((w, i) => w + (all > 0 ? (left * (tail[i] as number)) / all : 0));
}
