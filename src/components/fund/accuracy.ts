import {percent, points} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";

export interface Period {
  readonly funds: number;
  readonly carried: number;
  readonly nav: number;
  readonly blend: number;
  readonly estimate: number;
  readonly inside: number | null;
}

export interface Averages extends Omit<Period, "inside"> {
  /** Share of all disclosed positions inside their 90 % interval; NaN before there are any. */
  readonly inside: number;
  readonly periods: number;
  /** Periods in which ours was nearer than carrying. */
  readonly wins: number;
}

/** Means over all fund-periods, every fund counting once in each. */
export function averages(periods: readonly Period[]): Averages {
  const funds = periods.reduce((s, d) => s + d.funds, 0);
  const mean = (of: (d: Period) => number): number =>
    periods.reduce((s, d) => s + d.funds * of(d), 0) / funds;
  const covered = periods.filter((d) => d.inside !== null);
  const counted = covered.reduce((s, d) => s + d.funds, 0);
  return {
    funds,
    carried: mean((d) => d.carried),
    nav: mean((d) => d.nav),
    blend: mean((d) => d.blend),
    estimate: mean((d) => d.estimate),
    inside: covered.reduce((s, d) => s + d.funds * Number(d.inside), 0) / counted,
    periods: periods.length,
    wins: periods.filter((d) => d.estimate < d.carried).length
  };
}

/** The four numbers in a sentence, and what they amount to. */
export function accuracyClaims(
  mean: Averages,
  {
    gain,
    choices
  }: {
    readonly gain: {readonly gain: number; readonly lo: number; readonly hi: number; readonly groups: number};
    readonly choices: readonly {readonly mae: number; readonly best_mae: number}[];
  }
): Text[] {
  const pp = (v: number): string => points(v, {digits: 2});
  const tuned =
    choices.length > 0
      ? choices.reduce((s, c) => s + c.mae / c.best_mae - 1, 0) / choices.length
      : Number.NaN;
  const better = {zh: gain.gain >= 0 ? "小" : "大", en: gain.gain >= 0 ? "less" : "more"};
  const size = percent(Math.abs(gain.gain), {digits: 1});
  const range = [gain.lo, gain.hi].map((v) => percent(v, {digits: 1, signed: true}));
  const claims = [
    {
      zh: `${mean.periods} 期、${mean.funds} 个披露的总仓位：仅净值回归误差 **${pp(mean.nav)}** 个百分点，沿用上期 **${pp(mean.carried)}**，固定混合 **${pp(mean.blend)}**，本方法 **${pp(mean.estimate)}**，比沿用${better.zh} ${size}。`,
      en: `${mean.funds} disclosed positions in ${mean.periods} periods: NAV regression alone errs by **${pp(mean.nav)}** points, carrying forward by **${pp(mean.carried)}**, a fixed blend by **${pp(mean.blend)}**, ours by **${pp(mean.estimate)}**, ${size} ${better.en} than carrying.`
    },
    {
      zh: `按基金重抽（${gain.groups} 只），这一改进的 90% 区间为 ${range[0]} 至 ${range[1]}。`,
      en: `Drawing the ${gain.groups} funds again, the 90 % interval of that improvement is ${range[0]} to ${range[1]}.`
    },
    {
      zh: `90% 区间覆盖了 ${percent(mean.inside, {digits: 1})} 的披露值。`,
      en: `The 90 % intervals cover ${percent(mean.inside, {digits: 1})} of what was disclosed.`
    }
  ];
  return Number.isNaN(tuned)
    ? claims
    : [
        ...claims,
        {
          zh: `行业仓位的参数只在更早的报告期上选；事后最优的参数平均只好 ${percent(tuned, {digits: 1})}。`,
          en: `Parameters of the industry positions are chosen on earlier periods only; the best in hindsight would have been better by ${percent(tuned, {digits: 1})} on average.`
        }
      ];
}

const ESTIMATORS: readonly (readonly [string, Text])[] = [
  ["estimate", {zh: "本方法", en: "Ours"}],
  ["prior", {zh: "仅先验：漂移后的披露", en: "Prior alone: drifted disclosure"}],
  ["none", {zh: "无先验，盒与预算约束", en: "No prior, box and budget"}],
  ["ridge", {zh: "岭回归", en: "Ridge"}],
  ["lasso", {zh: "套索", en: "Lasso"}],
  ["ols", {zh: "最小二乘后截断", en: "Least squares, clipped"}]
];

/** Averages over periods of each estimator's score, ours first. */
export function scoreTable(
  scores: readonly {
    readonly estimator: string;
    readonly industry_mae: number;
    readonly total_mae: number;
    readonly rank_correlation: number;
  }[],
  locale: Locale
) {
  const of = (name: string, key: "industry_mae" | "total_mae" | "rank_correlation"): number => {
    const own = scores.filter((s) => s.estimator === name);
    return own.reduce((sum, s) => sum + s[key], 0) / own.length;
  };
  const column = (key: "industry_mae" | "total_mae" | "rank_correlation"): Float64Array =>
    Float64Array.from(ESTIMATORS, ([name]) => of(name, key));
  return {
    label: ESTIMATORS.map(([, text]) => text[locale]),
    industry_mae: column("industry_mae"),
    total_mae: column("total_mae"),
    rank_correlation: column("rank_correlation")
  };
}
