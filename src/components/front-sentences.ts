import {fixed, integer, percent, yi} from "../lib/format/number.js";
import type {Text} from "../lib/format/text.js";

/** What the sentences are made of: the part of the front page's data that they speak of. */
export interface Front {
  readonly indices: {
    readonly zh: readonly string[];
    readonly en: readonly string[];
    readonly week: readonly number[];
  } | null;
  readonly market: {
    readonly up: number;
    readonly down: number;
    readonly limitUp: number | null;
    readonly limitDown: number | null;
    readonly amount: number;
    readonly amountMean: number;
  } | null;
  readonly northbound: {
    readonly zh: readonly string[];
    readonly en: readonly string[];
    readonly flow: readonly number[];
  } | null;
  readonly styles: {readonly factor: readonly string[]; readonly week: readonly number[]} | null;
  readonly verdicts: Readonly<Record<string, number>> | null;
}

export interface Sentence {
  readonly text: Text;
  /** Page of this site that shows the evidence. */
  readonly page: string;
}

const billions = (cny = Number.NaN, signed = false): string => fixed(cny / 1e9, {digits: 2, signed});
const signedPercent = (x: number): string => percent(x, {digits: 2, signed: true});

/** The week in sentences, one for each part that the dataset can feed; style names come from the caller. */
export function frontSentences(front: Front, styleName: (factor: string) => Text): Sentence[] {
  return [
    indices(front),
    breadth(front),
    northbound(front),
    styles(front, styleName),
    verdicts(front)
  ].filter((s) => s !== undefined);
}

function indices({indices: i}: Front): Sentence | undefined {
  if (!i || i.week.length < 2) return undefined;
  const best = i.week.indexOf(Math.max(...i.week));
  const worst = i.week.indexOf(Math.min(...i.week));
  const at = (k: number): string => signedPercent(i.week[k] ?? Number.NaN);
  return {
    page: "/data",
    text: {
      zh: `本周${i.zh[0]} ${at(0)}；宽基指数中${i.zh[best]}最强（${at(best)}），${i.zh[worst]}最弱（${at(worst)}）。`,
      en: `The ${i.en[0]} moved ${at(0)} this week; the ${i.en[best]} was strongest (${at(best)}), the ${i.en[worst]} weakest (${at(worst)}).`
    }
  };
}

function breadth({market: m}: Front): Sentence | undefined {
  if (!m) return undefined;
  const change = m.amount / m.amountMean - 1;
  const limits =
    m.limitUp === null || m.limitDown === null ? undefined : [integer(m.limitUp), integer(m.limitDown)];
  const [zhLimit, enLimit] = limits
    ? [
        `（涨停 ${limits[0]} 只，跌停 ${limits[1]} 只）`,
        ` (${limits[0]} at the upper limit, ${limits[1]} at the lower)`
      ]
    : ["", ""];
  return {
    page: "/data",
    text: {
      zh: `最后一日 ${integer(m.up)} 只上涨、${integer(m.down)} 只下跌${zhLimit}，成交 ${yi(m.amount, {digits: 0})} 亿元，较近 20 日均值 ${percent(change, {digits: 0, signed: true})}。`,
      en: `On the last day ${integer(m.up)} stocks rose and ${integer(m.down)} fell${enLimit}; turnover was CNY ${billions(m.amount)} bn, ${percent(change, {digits: 0, signed: true})} against its 20-day mean.`
    }
  };
}

function northbound({northbound: n}: Front): Sentence | undefined {
  if (!n || n.flow.length < 3) return undefined;
  const total = n.flow.reduce((sum, x) => sum + x, 0);
  const last = n.flow.length - 1;
  const money = (x: number | undefined): string => fixed((x ?? Number.NaN) / 1e8, {digits: 1, signed: true});
  return {
    page: "/industries/northbound",
    text: {
      zh: `北向资金本周估计净${total < 0 ? "流出" : "流入"} ${yi(Math.abs(total), {digits: 1})} 亿元，${n.zh[0]}居首（${money(n.flow[0])} 亿元），${n.zh[last]}居末（${money(n.flow[last])} 亿元）。`,
      en: `Northbound money is estimated to have ${total < 0 ? "left" : "come in"} by CNY ${billions(Math.abs(total))} bn this week, led by ${n.en[0]} (${billions(n.flow[0], true)} bn), with ${n.en[last]} last (${billions(n.flow[last], true)} bn).`
    }
  };
}

function styles({styles: s}: Front, name: (factor: string) => Text): Sentence | undefined {
  if (!s || s.factor.length < 2) return undefined;
  const last = s.factor.length - 1;
  const [best, worst] = [name(s.factor[0] ?? ""), name(s.factor[last] ?? "")];
  const [up, down] = [signedPercent(s.week[0] ?? Number.NaN), signedPercent(s.week[last] ?? Number.NaN)];
  return {
    page: "/factors/weekly",
    text: {
      zh: `风格因子中${best.zh}本周收益最高（${up}），${worst.zh}最低（${down}）。`,
      en: `Among the styles ${best.en} earned most this week (${up}) and ${worst.en} least (${down}).`
    }
  };
}

function verdicts({verdicts: v}: Front): Sentence | undefined {
  if (!v) return undefined;
  const total = Object.values(v).reduce((sum, n) => sum + n, 0);
  const closed = (v.agrees ?? 0) + (v.rounds ?? 0);
  return {
    page: "/reports/reconciliation",
    text: {
      zh: `三份报告的 ${integer(total)} 处自洽核对中，${integer(closed)} 处闭合，${integer(v.contradicts ?? 0)} 处自相矛盾，${integer(v.implausible ?? 0)} 处不合常理。`,
      en: `Of ${integer(total)} checks of the three reports' own arithmetic, ${integer(closed)} close, ${integer(v.contradicts ?? 0)} contradict themselves and ${integer(v.implausible ?? 0)} are implausible.`
    }
  };
}
