import type {Locale} from "./text.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_EN = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAYS_ZH = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of an ISO date; throws on anything else. */
export function epochDay(iso: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || isoDay(ms / DAY_MS) !== iso)
    throw new Error(`iso must be YYYY-MM-DD, got "${iso}"`);
  return ms / DAY_MS;
}

/** ISO date of days since 1970-01-01. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day for people: `2024年2月23日`, `23 Feb 2024`. */
export function day(iso: string, locale: Locale): string {
  const [y, m, d] = parts(iso);
  return locale === "zh" ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m - 1]} ${y}`;
}

/** A day with its weekday: `2024年2月23日 星期五`, `Friday, 23 Feb 2024`. */
export function weekday(iso: string, locale: Locale): string {
  const w = new Date(epochDay(iso) * DAY_MS).getUTCDay();
  return locale === "zh" ? `${day(iso, locale)} ${DAYS_ZH[w]}` : `${DAYS_EN[w]}, ${day(iso, locale)}`;
}

/** A month for people: `2024年2月`, `Feb 2024`. */
export function month(iso: string, locale: Locale): string {
  const [y, m] = parts(iso);
  return locale === "zh" ? `${y}年${m}月` : `${MONTHS[m - 1]} ${y}`;
}

/** Two days as one span: `2024-02-19 至 2024-02-23`, `2024-02-19 to 2024-02-23`. */
export function span(from: string, to: string, locale: Locale): string {
  epochDay(from);
  epochDay(to);
  return `${from} ${locale === "zh" ? "至" : "to"} ${to}`;
}

function parts(iso: string): [number, number, number] {
  epochDay(iso);
  return [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
}
