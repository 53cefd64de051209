/** Place of the lowest value of rows `from` … `to`, the latest where several are lowest. */
export function lowest(x: Float64Array, from: number, to: number): number {
  let at = to;
  for (let t = to - 1; t >= from; t--) if ((x[t] as number) < (x[at] as number)) at = t;
  return at;
}

/** Place of the highest value of rows `from` … `to`, the latest where several are highest. */
export function highest(x: Float64Array, from: number, to: number): number {
  let at = to;
  for (let t = to - 1; t >= from; t--) if ((x[t] as number) > (x[at] as number)) at = t;
  return at;
}
