/** Rows `from` … `to` − 1 of a panel, weighted: the last row by the last weight, earlier rows by earlier weights. */
export interface Window {
  /** Columns of the panel, rows × columns row-major. */
  readonly columns: number;
  readonly from: number;
  readonly to: number;
  readonly weights: Float64Array;
}

const weightAt = ({to, weights}: Window, row: number): number =>
  weights[weights.length - (to - row)] as number;

/** Σ λ x xᵀ over a window's rows (columns × columns). Rows with a missing value are left out, as `isComplete` says. */
export function windowGram(x: Float64Array, window: Window, out: Float64Array): void {
  out.fill(0);
  for (let row = window.from; row < window.to; row++)
    addOuter(out, x, row, window.columns, weightAt(window, row));
  mirror(out, window.columns);
}

/** Takes single rows out of a Gram matrix: those on which one series of several is missing. */
export function downdateGram(
  x: Float64Array,
  window: Window,
  {gram, missing}: {readonly gram: Float64Array; readonly missing: readonly number[]}
): void {
  for (const row of missing) addOuter(gram, x, row, window.columns, -weightAt(window, row));
  mirror(gram, window.columns);
}

/** Σ λ x y over a window's rows, `y` holding a value for each of them; rows where y is missing are left out. */
export function windowCross(x: Float64Array, y: Float64Array, window: Window, out: Float64Array): void {
  out.fill(0);
  const {columns, from, to} = window;
  for (let row = from; row < to; row++) {
    const r = y[row - from] as number;
    const at = row * columns;
    if (Number.isNaN(r) || Number.isNaN(x[at] as number)) continue;
    const weighted = r * weightAt(window, row);
    for (let j = 0; j < columns; j++) out[j] = (out[j] as number) + weighted * (x[at + j] as number);
  }
}

/** Adds weight · x xᵀ of a row to the lower half; a row that begins with a missing value adds nothing. */
function addOuter(out: Float64Array, x: Float64Array, row: number, columns: number, weight: number): void {
  const at = row * columns;
  if (Number.isNaN(x[at] as number)) return;
  for (let i = 0; i < columns; i++) {
    const xi = weight * (x[at + i] as number);
    const line = i * columns;
    for (let j = 0; j <= i; j++) out[line + j] = (out[line + j] as number) + xi * (x[at + j] as number);
  }
}

function mirror(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j] as number;
}
