import type {Text} from "../format/text.js";
import {billions, enList, hundredMillions, zhList} from "./words.js";

/** Money into industries over the week, largest first. */
export interface Flows {
  readonly industry: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** CNY. */
  readonly flow: readonly number[];
  /** Last day counted, ISO: what is known at the close may be a day old. */
  readonly to: string;
}

const total = ({flow}: Flows): number => flow.reduce((sum, x) => sum + x, 0);
const named = (f: Flows, at: readonly number[]): {zh: string; en: string} => ({
  zh: zhList(at.map((i) => `${f.zh[i]}（${hundredMillions(f.flow[i], {signed: true})}）`)),
  en: enList(at.map((i) => `${f.en[i]} (${billions(f.flow[i], {signed: true})})`))
});

/** Northbound money of the week: its sum, where it went, and what it left. */
export function northboundSentences(f: Flows): Text[] {
  const n = f.flow.length;
  if (n < 5) return [];
  const sum = total(f);
  const best = named(f, [0, 1, 2]);
  const worst = named(f, [n - 1, n - 2]);
  return [
    {
      zh: `北向资金本周估计净${sum < 0 ? "流出" : "流入"} ${hundredMillions(Math.abs(sum))} 亿元；前三位是${best.zh}，末两位是${worst.zh}。`,
      en: `Northbound money is estimated to have ${sum < 0 ? "left" : "come in"} by CNY ${billions(Math.abs(sum))} bn this week, led by ${best.en}, with ${worst.en} last.`
    }
  ];
}

/** Margin money of the week: its sum, in how many industries it came in, and where most. */
export function marginSentences(f: Flows): Text[] {
  const n = f.flow.length;
  if (n < 5) return [];
  const sum = total(f);
  const inward = f.flow.filter((x) => x > 0).length;
  const best = named(f, [0, 1, 2]);
  return [
    {
      zh: `两融资金本周整体净${sum < 0 ? "流出" : "流入"} ${hundredMillions(Math.abs(sum))} 亿元，${n} 个行业中 ${inward} 个净流入；居前的是${best.zh}。`,
      en: `Margin money ${sum < 0 ? "left" : "came in"} by CNY ${billions(Math.abs(sum))} bn this week, into ${inward} of ${n} industries, most into ${best.en}.`
    }
  ];
}
