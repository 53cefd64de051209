import type {CrossSectionFit} from "../../../lib/factor/cross-section.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {mergeThin} from "../../../lib/factor/thin.js";
import type {Sample} from "../../../lib/factor/within.js";
import {type ExposureDay, presentStyles} from "./exposure-days.js";
import {type Regression, regress} from "./regressions.js";

export interface Scheme {
  readonly scheme: string;
  readonly industries: readonly string[];
  readonly sectors: readonly string[];
}

export interface DailyFit extends CrossSectionFit {
  /** Styles that entered, in the order of the fit's columns. */
  readonly styles: readonly number[];
  /** Group whose return an industry has: itself, or the one it was merged into; −1 without stocks. */
  readonly group: Int16Array;
}

/** A day's regression before it is run; its sample is overwritten by the next. */
export interface Prepared extends Regression, Pick<DailyFit, "styles" | "group"> {
  /** Place of each stock of the sample in the grid. */
  readonly col: Int32Array;
}

/** The fit of what was prepared. */
export const fitOf = (prepared: Prepared): DailyFit => {
  const {styles, group} = prepared;
  return {...regress(prepared), styles, group};
};

/** Regressions of one scheme, day after day. */
export class SchemeFitter {
  /** Days on which an industry was merged into another, by the pair. */
  readonly merged = new Map<string, number>();
  /** Days on which a style was left out because others explain it, by style. */
  readonly collinear = new Map<string, number>();
  skipped = 0;
  private readonly usable: Uint8Array;
  private readonly rows: Int32Array;
  private readonly industry: Int32Array;
  private readonly weight: Float64Array;
  private readonly cap: Float64Array;
  private readonly y: Float64Array;
  private readonly columns: Float64Array[] = [];

  constructor(
    readonly scheme: Scheme,
    private readonly place: 0 | 1,
    private readonly assets: number
  ) {
    this.usable = new Uint8Array(assets);
    this.rows = new Int32Array(assets);
    this.industry = new Int32Array(assets);
    this.weight = new Float64Array(assets);
    this.cap = new Float64Array(assets);
    this.y = new Float64Array(assets);
  }

  /** Fits the day's excess returns (by stock) on the exposures of the day before; undefined with too few stocks. */
  fit(exposures: ExposureDay, excess: Float64Array, spare: number): DailyFit | undefined {
    const prepared = this.prepare(exposures, excess, spare);
    const fit = prepared && fitOf(prepared);
    this.count(fit);
    return fit;
  }

  /** What `fit` regresses; undefined with too few stocks. */
  prepare(exposures: ExposureDay, excess: Float64Array, spare: number): Prepared | undefined {
    const styles = presentStyles(exposures);
    const own = exposures.industry[this.place] as Int32Array;
    const counts = new Int32Array(this.scheme.industries.length);
    const rows = this.rowsOf(exposures, excess, styles);
    for (const k of rows) counts[own[k] as number] = (counts[own[k] as number] as number) + 1;
    const group = mergeThin(counts, this.scheme.sectors);
    const groups = new Set(group.filter((g) => g >= 0)).size;
    if (rows.length - groups - styles.length < spare) return undefined;
    const sample = this.sample(exposures, excess, {rows, styles, group, own});
    const shape = {assets: this.assets, industries: counts.length, styles: styles.length};
    return {sample, shape, spare, styles, group, col: rows.map((k) => exposures.col[k] as number)};
  }

  /** Counts what a day's fit merged and left out, or that there was none. */
  count(fit: Pick<DailyFit, "styles" | "group" | "style"> | undefined): void {
    if (!fit) {
      this.skipped++;
      return;
    }
    this.note(fit.group);
    fit.style.forEach((f, j) => {
      const name = STYLES[fit.styles[j] as number]?.name ?? "";
      if (Number.isNaN(f)) this.collinear.set(name, (this.collinear.get(name) ?? 0) + 1);
    });
  }

  /** Members with an industry, a return, a weight and every style. */
  private rowsOf(exposures: ExposureDay, excess: Float64Array, styles: readonly number[]): Int32Array {
    const {n, col, member, weight} = exposures;
    const own = exposures.industry[this.place] as Int32Array;
    const usable = this.usable;
    for (let k = 0; k < n; k++) {
      const complete = member[k] === 1 && (own[k] as number) >= 0 && (weight[k] as number) > 0;
      usable[k] = complete && !Number.isNaN(excess[col[k] as number] as number) ? 1 : 0;
    }
    for (const s of styles) {
      const x = exposures.style[s] as Float64Array;
      for (let k = 0; k < n; k++) if (Number.isNaN(x[k] as number)) usable[k] = 0;
    }
    let m = 0;
    for (let k = 0; k < n; k++) if (usable[k] === 1) this.rows[m++] = k;
    return this.rows.subarray(0, m);
  }

  private sample(
    exposures: ExposureDay,
    excess: Float64Array,
    {rows, styles, group, own}: {rows: Int32Array; styles: number[]; group: Int16Array; own: Int32Array}
  ): Sample {
    while (this.columns.length < styles.length) this.columns.push(new Float64Array(this.assets));
    const industry = this.industry;
    const weight = this.weight;
    const cap = this.cap;
    const y = this.y;
    rows.forEach((k, m) => {
      const v = exposures.weight[k] as number;
      industry[m] = group[own[k] as number] as number;
      weight[m] = v;
      cap[m] = v * v;
      y[m] = excess[exposures.col[k] as number] as number;
    });
    styles.forEach((s, j) => {
      const from = exposures.style[s] as Float64Array;
      const to = this.columns[j] as Float64Array;
      for (let m = 0; m < rows.length; m++) to[m] = from[rows[m] as number] as number;
    });
    return {n: rows.length, style: this.columns.slice(0, styles.length), industry, weight, cap, y};
  }

  private note(group: Int16Array): void {
    group.forEach((to, from) => {
      if (to === from || to < 0) return;
      const pair = `${this.scheme.industries[from]} into ${this.scheme.industries[to]}`;
      this.merged.set(pair, (this.merged.get(pair) ?? 0) + 1);
    });
  }
}

/** Writes specific returns by stock: excess return less what the factors explain; NaN without either. */
export function specificReturns(
  fit: DailyFit,
  exposures: ExposureDay,
  excess: Float64Array,
  out: Float64Array
): void {
  out.fill(Number.NaN);
  const {n, col} = exposures;
  const own = exposures.industry[0] as Int32Array;
  for (let k = 0; k < n; k++) {
    const i = col[k] as number;
    const g = own[k] as number;
    const to = g < 0 ? -1 : (fit.group[g] as number);
    out[i] = (excess[i] as number) - fit.country - (to < 0 ? 0 : (fit.industry[to] as number));
  }
  fit.styles.forEach((s, j) => {
    const f = fit.style[j] as number;
    if (Number.isNaN(f)) return;
    const x = exposures.style[s] as Float64Array;
    for (let k = 0; k < n; k++) {
      const i = col[k] as number;
      out[i] = (out[i] as number) - f * (x[k] as number);
    }
  });
}
