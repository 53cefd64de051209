import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {type JsonColumns, numbers, texts} from "./columns.js";

/** What the comparison page's data hold. */
export interface ComparisonData {
  readonly strategies: JsonColumns;
  readonly fof: JsonColumns;
  readonly patterns: JsonColumns;
  readonly micro: JsonColumns;
  readonly printed: JsonColumns;
  readonly printedPattern: JsonColumns;
  readonly printedMicro: JsonColumns;
}

const WHY: Readonly<Record<string, Text>> = {
  north_1: {
    zh: "“R席位”没有说明，六席都算；所印为未公布网格的最大值，无费用；模拟市场的信息只有一周寿命，230 日窗口看不见",
    en: '"Seat R" is not named, so all six are run; the printed point is the maximum of a grid not shown, without costs; what is planted here lives a week, which a window of 230 days cannot see'
  },
  north_2: {
    zh: "全部席位合计，知情的只是其中一小份；五只组合的标准误约十个百分点",
    en: "All seats together, of which the informed one is a small part; a book of five has an error of some ten points"
  },
  north_3: {
    zh: "扩散条件是我们的（≥0.6）；六个席位太少，条件很粗",
    en: "The diffusion condition is ours (0.6 or more), and six seats make it coarse"
  },
  south_return: {
    zh: "所印为最大值；这里也给出最大值，并叫它事后。港股通双边费用高于植入的信息",
    en: "The printed number is a maximum; so is ours, and it is called hindsight. Costs through the link exceed what is planted"
  },
  south_drawdown: {
    zh: "同上；回撤最优往往是几乎空仓的变体",
    en: "As above; the best drawdown tends to be a variant that hardly invests"
  },
  south_sleeves: {
    zh: "本站取网格中部、事先选定的资金分组",
    en: "Ours is the middle of the grid in sleeves, chosen beforehand"
  },
  fof_top20: {
    zh: "费用、确认与赎回的滞后、基金名单与样本年份（所印累计与年化隐含 8 年）",
    en: "Fees, lags of confirmation and redemption, the list of funds, and the years (the printed total implies eight)"
  },
  pattern: {
    zh: "报告未说明入场与出场价；九成以上只出现在信号日开盘买入或事后最高价卖出",
    en: "The report does not say at which prices; above nine in ten takes the signal day's open, or the highest price in hindsight"
  },
  micro: {
    zh: "指数编制、基准是否含红利、幸存者；模拟市场按报告的正负植入",
    en: "How the index is built, whether the benchmark pays dividends, survivors; the simulated market was planted to the report's signs"
  }
};

const pair = (annual: number, sharpe: number): string => {
  const ratio = Number.isNaN(sharpe) ? "" : ` · ${fixed(sharpe, {signed: true})}`;
  return `${percent(annual, {digits: 1, signed: true})}${ratio}`;
};

/** One row a printed strategy: what is printed, what this site gets, and why they may differ. */
export function comparisonRows(data: ComparisonData, locale: Locale): Record<string, string[]> {
  const rows: Record<"name" | "printed" | "ours" | "why", string[]> = {
    name: [],
    printed: [],
    ours: [],
    why: []
  };
  const add = (name: string, printed: string, ours: string, why: string): void => {
    rows.name.push(name);
    rows.printed.push(printed);
    rows.ours.push(ours === "" ? say({zh: "数据不足", en: "no data"}, locale) : ours);
    rows.why.push(say(WHY[why] ?? {zh: "", en: ""}, locale));
  };
  const {printed} = data;
  texts(printed, "strategy").forEach((strategy, i) => {
    add(
      texts(printed, locale === "zh" ? "name_zh" : "name_en")[i] ?? strategy,
      pair(numbers(printed, "annual_return")[i] ?? Number.NaN, numbers(printed, "sharpe")[i] ?? Number.NaN),
      oursOf(strategy, data),
      strategy
    );
  });
  addPatterns(data, locale, add);
  const mean = texts(data.printedMicro, "quantity").indexOf("mean_excess");
  const own = texts(data.micro, "variant").indexOf("daily_net");
  if (mean >= 0)
    add(
      say({zh: "微盘股，平均年度超额", en: "Micro-caps, mean yearly excess"}, locale),
      percent(numbers(data.printedMicro, "value")[mean] ?? Number.NaN, {digits: 1, signed: true}),
      own < 0
        ? ""
        : `${percent(numbers(data.micro, "excess")[own] ?? Number.NaN, {digits: 1, signed: true})} (${numbers(data.micro, "years")[own]})`,
      "micro"
    );
  return rows;
}

/** Which of this site's strategies answer to a printed one. */
function oursOf(strategy: string, {strategies, fof}: ComparisonData): string {
  if (strategy.startsWith("fof")) {
    const row = texts(fof, "version").indexOf("lag");
    return row < 0
      ? ""
      : pair(numbers(fof, "annual_return")[row] ?? Number.NaN, numbers(fof, "sharpe")[row] ?? Number.NaN);
  }
  const names = texts(strategies, "strategy");
  const own = strategy === "south_sleeves" ? "south_base" : strategy;
  const found = names.flatMap((name, i) => (name === own || name.startsWith(`${own}_seat`) ? [i] : []));
  const annual = found.map((i) => numbers(strategies, "annual_return")[i] ?? Number.NaN);
  if (found.length === 0) return "";
  if (found.length === 1)
    return pair(annual[0] ?? Number.NaN, numbers(strategies, "sharpe")[found[0] ?? 0] ?? Number.NaN);
  const share = (v: number): string => percent(v, {digits: 1, signed: true});
  return `${share(Math.min(...annual))} … ${share(Math.max(...annual))}`;
}

function addPatterns(
  {patterns, printedPattern}: ComparisonData,
  locale: Locale,
  add: (name: string, printed: string, ours: string, why: string) => void
): void {
  const seen = new Set<string>();
  texts(printedPattern, "pattern").forEach((pattern, i) => {
    if (seen.has(pattern)) return;
    seen.add(pattern);
    const at = texts(patterns, "pattern").findIndex(
      (p, k) =>
        p === pattern &&
        texts(patterns, "entry_rule")[k] === "next_open" &&
        numbers(patterns, "hold")[k] === 5
    );
    add(
      `${texts(printedPattern, "name_printed")[i] ?? pattern} · ${say({zh: "胜率", en: "win rate"}, locale)}`,
      percent(numbers(printedPattern, "win_rate")[i] ?? Number.NaN),
      at < 0 ? "" : percent(numbers(patterns, "win_rate")[at] ?? Number.NaN),
      "pattern"
    );
  });
}
