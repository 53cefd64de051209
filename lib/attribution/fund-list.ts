/** What the screener and the fund page know of every fund: one entry a fund in each column, in order of code. */
export interface FundList {
  /** Tables without which something is empty. */
  readonly missing: readonly string[];
  /** Latest day of the figures, ISO; empty where there is none. */
  readonly date: string;
  readonly fund: readonly string[];
  readonly name: readonly string[];
  readonly type: readonly string[];
  readonly manager: readonly string[];
  /** ISO days; empty while a fund lives. */
  readonly inception: readonly string[];
  readonly end: readonly string[];
  readonly numbers: Readonly<Record<FundNumber, readonly (number | null)[]>>;
}

/** Numbers of the list: rounded, null where there is none. */
export const FUND_NUMBERS = [
  "aum",
  "return_1m",
  "return_1y",
  "excess_1y",
  "drawdown_1y",
  "d",
  "r",
  "timing",
  "deviation",
  "selection",
  "selection_lo",
  "selection_hi",
  "size",
  "value",
  "age_days"
] as const;
export type FundNumber = (typeof FUND_NUMBERS)[number];

export type SortOrder = "up" | "down";

export interface Screen {
  /** Words that a fund's code, name or manager must hold, each one of them. */
  readonly text?: string;
  /** Types to keep; all where empty. */
  readonly types?: readonly string[];
  /** Only funds that still live. */
  readonly alive?: boolean;
  readonly sort?: FundNumber | "fund" | "name";
  readonly order?: SortOrder;
}

/** Rows of the list that pass, in the asked order; missing numbers come last either way, ties by code. */
export function screenFunds(list: FundList, screen: Screen = {}): number[] {
  const {text = "", types = [], alive = false, sort = "fund", order = "down"} = screen;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = list.fund.flatMap((fund, i) => {
    const all = `${fund} ${list.name[i]} ${list.manager[i]}`.toLowerCase();
    const kept =
      words.every((w) => all.includes(w)) &&
      (types.length === 0 || types.includes(list.type[i] ?? "")) &&
      (!alive || list.end[i] === "");
    return kept ? [i] : [];
  });
  const sign = order === "up" ? 1 : -1;
  if (sort === "fund" || sort === "name") {
    const key = list[sort];
    return rows.sort((a, b) => -sign * ((key[a] ?? "") < (key[b] ?? "") ? 1 : -1));
  }
  const key = list.numbers[sort];
  return rows.sort((a, b) => {
    const [x, y] = [key[a] ?? null, key[b] ?? null];
    if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
    return sign * (x - y) || a - b;
  });
}
