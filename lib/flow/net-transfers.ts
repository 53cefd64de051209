export interface TransferOptions {
  /** Least size of a transfer as a share of the float. */
  readonly least?: number;
  /** How far the two sides may differ, as a share of the larger. */
  readonly tolerance?: number;
}

/**
 * Changes of one stock's holdings by seat on one day, with what was merely moved from one custodian to another taken
 * out (转托管): a rise in one seat and an equal fall in another on the same day, each of `least` of the float or more.
 * What the two sides differ by stays with the larger. Pairs are taken largest first. Known with the changes.
 */
export function netTransfers(
  change: ArrayLike<number>,
  float: number,
  {least = 0.002, tolerance = 0.01}: TransferOptions = {}
): Float64Array {
  if (!(least >= 0)) throw new RangeError(`least must not be negative, got ${least}`);
  const net = Float64Array.from(change);
  const order = Array.from(net.keys()).sort(
    (a, b) => Math.abs(net[b] as number) - Math.abs(net[a] as number)
  );
  for (const a of order) {
    const x = net[a] as number;
    if (!(Math.abs(x) >= least * float) || x === 0) continue;
    const match = order.find((b) => {
      const y = net[b] as number;
      return b !== a && x * y < 0 && Math.abs(x + y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
    });
    if (match === undefined) continue;
    const y = net[match] as number;
    net[a] = Math.abs(x) >= Math.abs(y) ? x + y : 0;
    net[match] = Math.abs(x) >= Math.abs(y) ? 0 : x + y;
  }
  return net;
}
