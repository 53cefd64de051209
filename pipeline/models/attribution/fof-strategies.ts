/** A rule that picks funds at a month end from a signal, higher or lower. */
export interface FofStrategy {
  readonly strategy: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly signal: "deviation" | "deviation_disclosed";
  /** Which funds in ascending order of the signal: the first, the last, or a fifth from 1 to 5; all. */
  readonly pick: "low" | "high" | "all" | 1 | 2 | 3 | 4 | 5;
}

const fifth = (n: 1 | 2 | 3 | 4 | 5): FofStrategy => ({
  strategy: `fof_deviation_q${n}`,
  name_zh: `偏离度第 ${n} 组`,
  name_en: `Deviation, fifth ${n}`,
  signal: "deviation",
  pick: n
});

/** Every variant that was run: the count goes into the deflated Sharpe ratio. */
export const STRATEGIES: readonly FofStrategy[] = [
  {
    strategy: "fof_all",
    name_zh: "全部基金等权",
    name_en: "All funds, equal parts",
    signal: "deviation",
    pick: "all"
  },
  {
    strategy: "fof_deviation_high",
    name_zh: "偏离度最高 20 只",
    name_en: "20 highest deviations",
    signal: "deviation",
    pick: "high"
  },
  {
    strategy: "fof_deviation_low",
    name_zh: "偏离度最低 20 只",
    name_en: "20 lowest deviations",
    signal: "deviation",
    pick: "low"
  },
  fifth(1),
  fifth(2),
  fifth(3),
  fifth(4),
  fifth(5),
  {
    strategy: "fof_disclosed_high",
    name_zh: "披露偏离度最高 20 只",
    name_en: "20 highest disclosed deviations",
    signal: "deviation_disclosed",
    pick: "high"
  },
  {
    strategy: "fof_disclosed_low",
    name_zh: "披露偏离度最低 20 只",
    name_en: "20 lowest disclosed deviations",
    signal: "deviation_disclosed",
    pick: "low"
  }
];

/**
 * Funds (by place) that a rule picks from those with a signal, ties by place: a tail is `size` funds, or a third of all
 * where there are fewer. Fewer than `least` give none.
 */
export function picked(
  signal: ReadonlyMap<number, number>,
  pick: FofStrategy["pick"],
  {size, least = 10}: {readonly size: number; readonly least?: number}
): number[] {
  const order = [...signal].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([f]) => f);
  if (order.length < least) return [];
  const tail = Math.min(size, Math.floor(order.length / 3));
  if (pick === "all") return order;
  if (pick === "low") return order.slice(0, tail);
  if (pick === "high") return order.slice(-tail);
  const cut = (k: number): number => Math.round((k * order.length) / 5);
  return order.slice(cut(pick - 1), cut(pick));
}
