import {DESCRIPTORS, type Descriptor} from "../../../lib/factor/styles.js";
import type {SectionRoom} from "./cross-section-day.js";
import type {Forecasts} from "./forecasts.js";
import type {Rolling} from "./rolling.js";
import type {Known} from "./statements.js";

/** What is known of the stocks of the grid at a day's close. */
export interface KnownMarket {
  readonly day: number;
  readonly rolling: Rolling;
  readonly known: Known;
  readonly forecasts: Forecasts;
}

/** Fills the descriptors of the first `n` stocks of a section, column by column. */
export function describe(
  {col, cap, raw}: SectionRoom,
  n: number,
  {day, rolling, known, forecasts}: KnownMarket
): void {
  const out = (name: Descriptor): Float64Array => raw[DESCRIPTORS.indexOf(name)] as Float64Array;
  const take = (name: Descriptor, from: Float64Array): void => gather(out(name), from, {col, n});
  const per = (name: Descriptor, from: Float64Array): void => {
    take(name, from);
    divide(out(name), cap, n);
  };
  const {beta, momentum, volatility, range, turnover, reversal} = rolling;
  const lncap = out("lncap");
  for (let k = 0; k < n; k++) lncap[k] = Math.log(cap[k] as number);
  take("beta", beta.beta);
  take("hsigma", beta.hsigma);
  take("rstr", momentum.value);
  take("dastd", volatility.value);
  take("cmra", range.value);
  take("stom", turnover.stom);
  take("stoq", turnover.stoq);
  take("stoa", turnover.stoa);
  take("ltrstr", reversal.value);
  const ltrstr = out("ltrstr");
  for (let k = 0; k < n; k++) ltrstr[k] = -(ltrstr[k] as number);
  per("btop", known.book);
  per("cetop", known.cash);
  per("etop", known.profit);
  per("dtop", known.dividend);
  for (const name of ["egro", "sgro", "vsal", "vern", "vflo"] as const) take(name, known[name]);
  leverage({mlev: out("mlev"), dtoa: out("dtoa"), blev: out("blev")}, known, {col, cap, n});
  expect({epfwd: out("epfwd"), egrlf: out("egrlf"), egrsf: out("egrsf")}, forecasts, {col, cap, n, day});
}

interface Stocks {
  readonly col: Int32Array;
  readonly n: number;
}

function gather(out: Float64Array, from: Float64Array, {col, n}: Stocks): void {
  for (let k = 0; k < n; k++) out[k] = from[col[k] as number] as number;
}

function divide(out: Float64Array, by: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) out[k] = (out[k] as number) / (by[k] as number);
}

type Columns<D extends Descriptor> = Readonly<Record<D, Float64Array>>;
type Capped = Stocks & {readonly cap: Float64Array};

function leverage(
  {mlev, dtoa, blev}: Columns<"mlev" | "dtoa" | "blev">,
  {book, longDebt, preferred, debt, assets}: Known,
  {col, cap, n}: Capped
): void {
  for (let k = 0; k < n; k++) {
    const i = col[k] as number;
    const own = cap[k] as number;
    const senior = (longDebt[i] as number) + (Number.isNaN(preferred[i]) ? 0 : (preferred[i] as number));
    const b = book[i] as number;
    mlev[k] = (own + senior) / own;
    dtoa[k] = (debt[i] as number) / (assets[i] as number);
    blev[k] = b > 0 ? (b + senior) / b : Number.NaN;
  }
}

function expect(
  {epfwd, egrlf, egrsf}: Columns<"epfwd" | "egrlf" | "egrsf">,
  forecasts: Forecasts,
  {col, cap, n, day}: Capped & {readonly day: number}
): void {
  for (let k = 0; k < n; k++) {
    const i = col[k] as number;
    const fresh = forecasts.fresh(i, day);
    epfwd[k] = forecasts.forward(i, day) / (cap[k] as number);
    egrlf[k] = fresh ? (forecasts.egrlf[i] as number) : Number.NaN;
    egrsf[k] = fresh ? (forecasts.egrsf[i] as number) : Number.NaN;
  }
}
