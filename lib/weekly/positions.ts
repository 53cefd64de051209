import {points} from "../format/number.js";
import type {Text} from "../format/text.js";
import {enList, zhList} from "./words.js";

/** Active funds' positions by industry at the last estimate, in the order of the table of industries. */
export interface Positions {
  readonly to: string;
  readonly industry: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly sector: readonly string[];
  readonly weight: readonly number[];
  readonly csi800: readonly number[];
  readonly overUnder: readonly number[];
  /** Change in the week, price moves included. */
  readonly change: readonly number[];
  /**
   * Change beyond what prices alone would do, with its 90 % interval, and whether that leaves zero out; none of them is a
   * number in a week of reports.
   */
  readonly active: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  readonly significant: readonly boolean[];
}

/** The total position and its change, and which changes stand out from the estimate's own error. */
export function positionsSentences({zh, en, weight, change, active, lo, significant}: Positions): Text[] {
  if (weight.length === 0) return [];
  const sum = (x: readonly number[]): number => x.reduce((a, b) => a + (Number.isFinite(b) ? b : 0), 0);
  const order = active.map((_, i) => i).sort((a, b) => (active[b] ?? 0) - (active[a] ?? 0));
  const p = (i: number): string => points(active[i] ?? Number.NaN, {digits: 2, signed: true});
  const pick = (keep: (x: number) => boolean): number[] =>
    order.filter((i) => significant[i] && keep(active[i] ?? 0));
  const [up, down] = [pick((x) => x > 0), pick((x) => x < 0).reverse()];
  const zhNames = (at: readonly number[]): string => zhList(at.slice(0, 3).map((i) => `${zh[i]}（${p(i)}）`));
  const enNames = (at: readonly number[]): string => enList(at.slice(0, 3).map((i) => `${en[i]} (${p(i)})`));
  const total = points(sum(weight), {digits: 1});
  const moved = points(sum(change), {digits: 2, signed: true});
  const revised = active.length > 0 && !active.some(Number.isFinite) && change.some(Number.isFinite);
  const unsure = !lo.some(Number.isFinite);
  const none = up.length + down.length === 0;
  const stands = {
    zh: revised
      ? "本周多数基金公布了持仓，估计随之修订，主动增减仓不给"
      : unsure
        ? "这份数据没有完整持仓的披露，主动增减仓的误差无从估计"
        : none
          ? "扣除价格漂移后，没有一个行业的变化超出估计误差"
          : `扣除价格漂移后超出估计误差的：${up.length ? `加仓${zhNames(up)}` : ""}${up.length && down.length ? "，" : ""}${down.length ? `减仓${zhNames(down)}` : ""}`,
    en: revised
      ? "most funds published their holdings and the estimates were revised by them, so no active change is given"
      : unsure
        ? "this dataset has no full reports, so the error of active changes is unknown"
        : none
          ? "net of price drift no industry's change exceeds the estimate's error"
          : `net of price drift, beyond the estimate's error are ${[up.length ? `additions to ${enNames(up)}` : "", down.length ? `reductions of ${enNames(down)}` : ""].filter(Boolean).join(" and ")}`
  };
  return [
    {
      zh: `主动偏股基金估计总仓位 ${total}%，本周 ${moved} 个百分点；${stands.zh}。`,
      en: `Active funds are estimated to be ${total} % invested, ${moved} points in the week; ${stands.en}.`
    }
  ];
}
