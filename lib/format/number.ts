/** Shown for a missing number. */
export const MISSING = "—";

const MINUS = "\u2212";

export interface NumberOptions {
  /** Digits after the point. */
  readonly digits?: number;
  /** Writes a plus sign before positive numbers. */
  readonly signed?: boolean;
}

/**
 * A number with a fixed count of decimals and grouped thousands: `1,234.50`.
 * The minus sign is U+2212; a value that rounds to zero has no sign; NaN and infinities are "—".
 */
export function fixed(x: number, {digits = 2, signed = false}: NumberOptions = {}): string {
  if (!Number.isFinite(x)) return MISSING;
  const [whole = "", fraction] = Math.abs(x).toFixed(checked(digits)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  if (!/[1-9]/.test(body)) return body;
  return x < 0 ? `${MINUS}${body}` : signed ? `+${body}` : body;
}

/** A whole number with grouped thousands: `12,345`. Rounds half away from zero. */
export const integer = (x: number, {signed = false}: NumberOptions = {}): string =>
  fixed(Math.sign(x) * Math.round(Math.abs(x)), {digits: 0, signed});

/** A number that always carries its sign: `+1.20`, `−0.35`. */
export const signed = (x: number, {digits = 2}: NumberOptions = {}): string =>
  fixed(x, {digits, signed: true});

/** A decimal fraction as percent: 0.0123 → `1.23%`. */
export function percent(x: number, options: NumberOptions = {}): string {
  const body = fixed(x * 100, options);
  return body === MISSING ? body : `${body}%`;
}

/** A decimal fraction as percentage points without the sign of percent: 0.0123 → `1.23`. */
export const points = (x: number, options: NumberOptions = {}): string => fixed(x * 100, options);

/** A decimal fraction in basis points: 0.0123 → `123`. */
export const basisPoints = (x: number, {digits = 0, signed = false}: NumberOptions = {}): string =>
  fixed(x * 1e4, {digits, signed});

/** CNY in units of 亿 (10⁸), unit not written: 1.23e10 → `123.00`. */
export const yi = (cny: number, options: NumberOptions = {}): string => fixed(cny / 1e8, options);

/** CNY in units of 万 (10⁴), unit not written. */
export const wan = (cny: number, options: NumberOptions = {}): string => fixed(cny / 1e4, options);

/** Bytes for people: `812 B`, `1.2 kB`, `35.4 MB`. */
export function bytes(x: number): string {
  if (!Number.isFinite(x)) return MISSING;
  if (x < 1e3) return `${fixed(x, {digits: 0})} B`;
  if (x < 1e6) return `${fixed(x / 1e3, {digits: 1})} kB`;
  return x < 1e9 ? `${fixed(x / 1e6, {digits: 1})} MB` : `${fixed(x / 1e9, {digits: 2})} GB`;
}

/** −1, 0 or 1 by the number as printed with these digits, so that colour never contradicts the text. */
export function direction(x: number, {digits = 2}: NumberOptions = {}): -1 | 0 | 1 {
  if (!Number.isFinite(x)) return 0;
  const shown = Number(x.toFixed(checked(digits)));
  return shown > 0 ? 1 : shown < 0 ? -1 : 0;
}

function checked(digits: number): number {
  if (Number.isInteger(digits) && digits >= 0 && digits <= 12) return digits;
  throw new RangeError(`digits must be a whole number from 0 to 12, got ${digits}`);
}
