/**
 * Holdings by custodian seat, rows (days) × assets, in shares before all splits since the first row and net of transfers
 * between seats, so that a difference of two rows is what was bought. A row is known before the open of the next day.
 */
export interface SeatPanel {
  readonly rows: number;
  readonly assets: number;
  /** One panel a seat. */
  readonly held: readonly Float32Array[];
  /** All seats together. */
  readonly total: Float32Array;
  /** Free-float shares in the same shares; 0 where unknown. */
  readonly float: Float32Array;
}

export interface PaceOptions {
  readonly row: number;
  /** Rows over which the increase is measured. */
  readonly lookback: number;
  /** A seat's place; all together where absent. */
  readonly seat?: number;
}

/**
 * Pace of buying (平均增持速率) at a row: (q_t − q_{t−N}) / (N × free float), one an asset. NaN where the stock was not
 * held by anyone at both ends (what joins the programme between them was not bought), where the seat held it at
 * neither end, and where the row has no `lookback` rows before it.
 */
export function seatPace(panel: SeatPanel, {row, lookback, seat}: PaceOptions): Float64Array {
  const {assets, total, float} = panel;
  const held = seat === undefined ? total : panel.held[seat];
  if (!held) throw new RangeError(`seat must be from 0 to ${panel.held.length - 1}, got ${seat}`);
  checkLookback(panel, row, lookback);
  const out = new Float64Array(assets).fill(Number.NaN);
  if (row < lookback) return out;
  const [now, then] = [row * assets, (row - lookback) * assets];
  for (let i = 0; i < assets; i++) {
    const base = float[now + i] as number;
    if (!(base > 0) || !((total[now + i] as number) > 0) || !((total[then + i] as number) > 0)) continue;
    const [a, b] = [held[now + i] as number, held[then + i] as number];
    if (a !== 0 || b !== 0) out[i] = (a - b) / (lookback * base);
  }
  return out;
}

/**
 * Share of the seats active in a stock that hold more than `lookback` rows ago (席位扩散), one an asset; a seat is
 * active that holds it at either end. NaN without an active seat.
 */
export function seatDiffusion(panel: SeatPanel, {row, lookback}: Omit<PaceOptions, "seat">): Float64Array {
  const {assets, held} = panel;
  checkLookback(panel, row, lookback);
  const out = new Float64Array(assets).fill(Number.NaN);
  if (row < lookback) return out;
  const [now, then] = [row * assets, (row - lookback) * assets];
  for (let i = 0; i < assets; i++) {
    let [active, more] = [0, 0];
    for (const seat of held) {
      const [a, b] = [seat[now + i] as number, seat[then + i] as number];
      if (a === 0 && b === 0) continue;
      active++;
      if (a > b) more++;
    }
    if (active > 0) out[i] = more / active;
  }
  return out;
}

function checkLookback({rows}: SeatPanel, row: number, lookback: number): void {
  if (!(Number.isInteger(lookback) && lookback >= 1)) {
    throw new RangeError(`lookback must be a whole number from 1, got ${lookback}`);
  }
  if (!(row >= 0 && row < rows)) throw new RangeError(`row must lie in [0, ${rows}), got ${row}`);
}
