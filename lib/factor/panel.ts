/** A panel: dates × assets, row-major, NaN where missing. */
export interface Panel {
  readonly dates: number;
  readonly assets: number;
}

/** Throws unless the values fill the panel. */
export function checkPanel(
  {dates, assets}: Panel,
  columns: Readonly<Record<string, ArrayLike<number>>>
): void {
  for (const [name, values] of Object.entries(columns)) {
    if (values.length !== dates * assets) {
      throw new RangeError(`${name} must hold ${dates} × ${assets} values, got ${values.length}`);
    }
  }
}
