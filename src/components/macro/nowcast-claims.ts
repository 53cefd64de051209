import {day} from "../../lib/format/date.js";
import {fixed, percent, points} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import type {NewsBar, QuarterPath} from "../../lib/macro/nowcast-view.js";

/** Names of what is no series in the news. */
export const OTHER_NAMES: Readonly<Record<string, Text>> = {
  "model:bridge": {zh: "桥接方程", en: "Bridge equations"},
  "model:bvar": {zh: "贝叶斯向量自回归", en: "Bayesian autoregression"},
  "model:weights": {zh: "组合权重变动", en: "Weights of the combination"},
  "model:refit": {zh: "参数重估", en: "Parameters fitted anew"}
};

export const MODEL_NAMES: Readonly<Record<string, Text>> = {
  combination: {zh: "组合", en: "Combination"},
  factor: {zh: "动态因子模型", en: "Dynamic factor model"},
  bridge: {zh: "桥接方程", en: "Bridge equations"},
  bvar: {zh: "BVAR(4)", en: "BVAR(4)"},
  ar1: {zh: "AR(1)", en: "AR(1)"},
  last: {zh: "上季值", en: "Last quarter"}
};

const pp = (v: number): string => points(v, {digits: 2, signed: true});
const rate = (v: number): string => percent(v, {digits: 1});

/** Sentences on a quarter at a vintage: the value, its band, and what moved it. */
export function nowcastClaims(path: QuarterPath, k: number, bars: readonly NewsBar[]): Text[] {
  const value = path.value[k] as number;
  const half = path.half90[k] as number;
  const iso = path.vintage[k] ?? "";
  const before = k > 0 ? (path.value[k - 1] as number) : Number.NaN;
  const move = value - before;
  const top = bars.filter((b) => !b.series.startsWith("model:")).slice(0, 2);
  const list = (locale: "zh" | "en"): string =>
    top.map((b) => `${b[locale]} ${pp(b.contribution)}`).join(locale === "zh" ? "、" : ", ");
  const done = path.released;
  const out: Text[] = [
    {
      zh: `按 ${day(iso, "zh")}收盘时可知的数据，${path.quarter} GDP 同比的实时预测为 **${rate(value)}**${Number.isNaN(half) ? "（过往误差尚不足以给出区间）" : `，90% 区间 ${rate(value - half)} 至 ${rate(value + half)}`}，距公布约 ${path.days[k]} 天。`,
      en: `On what was known at the close of ${day(iso, "en")}, the nowcast of ${path.quarter} GDP growth is **${rate(value)}**${Number.isNaN(half) ? " (too few past errors for a band)" : `, 90 % band ${rate(value - half)} to ${rate(value + half)}`}, some ${path.days[k]} days before the release.`
    }
  ];
  if (!Number.isNaN(move))
    out.push({
      zh: `较上一期预测变动 **${pp(move)}** 个百分点${top.length > 0 ? `，影响最大的数据是${list("zh")}` : "，其间没有新数据"}。`,
      en: `It moved by **${pp(move)}** points since the vintage before${top.length > 0 ? `; the data that moved it most: ${list("en")}` : "; no data came in between"}.`
    });
  if (done)
    out.push({
      zh: `该季于 ${day(done.date, "zh")}公布 ${rate(done.value)}，这一期预测的误差为 ${pp(value - done.value)} 个百分点。`,
      en: `The quarter was released on ${day(done.date, "en")} as ${rate(done.value)}: this vintage missed by ${pp(value - done.value)} points.`
    });
  return out;
}

export interface Score {
  readonly sample: string;
  readonly model: string;
  readonly days: number;
  readonly quarters: number;
  readonly rmse: number;
}

/** Scores as a table: a row a model, a column a distance to the release; RMSE in percentage points. */
export function scoreColumns(score: readonly Score[], sample: string) {
  const own = score.filter((s) => s.sample === sample);
  const days = [...new Set(own.map((s) => s.days))].sort((a, b) => a - b);
  const model = Object.keys(MODEL_NAMES).filter((m) => own.some((s) => s.model === m));
  const at = (m: string, d: number): number =>
    own.find((s) => s.model === m && s.days === d)?.rmse ?? Number.NaN;
  return {
    days,
    columns: {
      model,
      ...Object.fromEntries(days.map((d) => [`d${d}`, Float64Array.from(model, (m) => at(m, d) * 100)]))
    }
  };
}

export const rmseText = (v: number): string => fixed(v, {digits: 2});
