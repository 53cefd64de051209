import {epochDay} from "../format/date.js";

/** A NAV series as a reader gives it, ascending by day, and the lines that could not be used. */
export interface NavText {
  readonly days: Int32Array;
  readonly nav: Float64Array;
  readonly problems: readonly {readonly line: number; readonly reason: NavProblem; readonly text: string}[];
}

/** date: no date; number: no positive number; columns: fewer than two; duplicate: a second value of a day. */
export type NavProblem = "date" | "number" | "columns" | "duplicate";

const SEPARATOR = /[,\t;，；]|\s+/;
const DATE_WORDS = ["date", "日期", "净值日期", "trade_date"];
/** Preferred first: only a series that counts dividends gives returns. */
const NAV_WORDS = ["adj_nav", "复权净值", "累计净值", "accum_nav", "nav", "单位净值", "净值", "value"];

/**
 * Reads a NAV series from text: a day and a value a line, apart by comma, tab, semicolon or blank, with or without a
 * heading; of several value columns the adjusted one is taken. Days as 2024-02-23, 2024/02/23 or 20240223. Lines that
 * cannot be read are reported by number, counted from 1; of two values of a day the first stands.
 */
export function parseNav(text: string): NavText {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const problems: {line: number; reason: NavProblem; text: string}[] = [];
  const found = new Map<number, number>();
  let [dateAt, navAt] = [0, 1];
  let started = false;
  lines.forEach((raw, k) => {
    const content = raw.trim();
    if (content === "") return;
    const cells = content.split(SEPARATOR).map((c) => c.replaceAll('"', "").trim());
    const wrong = (reason: NavProblem): void => {
      problems.push({line: k + 1, reason, text: content.slice(0, 60)});
    };
    if (!started) {
      started = true;
      const heading = headingOf(cells);
      if (heading) {
        [dateAt, navAt] = heading;
        return;
      }
    }
    const [date, nav] = [cells[dateAt], cells[navAt]];
    if (date === undefined || nav === undefined) {
      wrong("columns");
      return;
    }
    const day = dayOf(date);
    const value = nav === "" ? Number.NaN : Number(nav);
    if (Number.isNaN(day)) wrong("date");
    else if (!(value > 0 && value < Number.POSITIVE_INFINITY)) wrong("number");
    else if (found.has(day)) wrong("duplicate");
    else found.set(day, value);
  });
  const days = [...found.keys()].sort((a, b) => a - b);
  return {
    days: Int32Array.from(days),
    nav: Float64Array.from(days, (d) => found.get(d) ?? Number.NaN),
    problems
  };
}

/** Places of the date and of the best value in a heading; undefined where the line is none. */
function headingOf(cells: readonly string[]): [number, number] | undefined {
  const words = cells.map((c) => c.toLowerCase());
  const date = words.findIndex((w) => DATE_WORDS.includes(w));
  const nav = NAV_WORDS.map((w) => words.indexOf(w)).find((at) => at >= 0);
  return date >= 0 && nav !== undefined ? [date, nav] : undefined;
}

function dayOf(text: string): number {
  const digits = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text);
  if (!digits) return Number.NaN;
  const [, y = "", m = "", d = ""] = digits;
  try {
    return epochDay(`${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);
  } catch {
    return Number.NaN;
  }
}
