/** Size of a panel, dates × assets, stored row by row. */
export interface PanelSize {
  readonly dates: number;
  readonly assets: number;
}

/** Throws where the size is not of whole numbers or a panel is not of that size, naming it. */
export function checkPanel(
  panels: Readonly<Record<string, ArrayLike<number>>>,
  {dates, assets}: PanelSize
): void {
  for (const [name, n] of Object.entries({dates, assets})) {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`${name} must be a whole number, got ${n}`);
  }
  for (const [name, panel] of Object.entries(panels)) {
    if (panel.length !== dates * assets) {
      throw new RangeError(`${name} must hold ${dates} × ${assets} values, got ${panel.length}`);
    }
  }
}
