import {type Agreement, agreement, PUBLISHED_PREMIA} from "../../lib/factor/literature.js";
import {STYLES} from "../../lib/factor/styles.js";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {dataTable} from "../table.js";

/** Styles of a dataset: mean return and volatility a year, and the days of each. */
export interface StyleColumns {
  readonly factor: readonly string[];
  readonly premium: readonly number[];
  readonly volatility: readonly number[];
  readonly days: readonly number[];
}

const VERDICTS: Readonly<Record<Agreement, Text>> = {
  agrees: {zh: "一致", en: "Agrees"},
  differs: {zh: "不一致", en: "Differs"},
  unclear: {zh: "与零分不开", en: "Not told from zero"}
};

/** Published and measured premia side by side, for styles that both have: for download as well. */
export function literatureColumns({factor, premium, volatility, days}: StyleColumns) {
  const rows = PUBLISHED_PREMIA.flatMap(({style, sign, said}) => {
    const i = factor.indexOf(style);
    if (i < 0) return [];
    const [p, v, n] = [premium[i] as number, volatility[i] as number, days[i] as number];
    const t = (p / v) * Math.sqrt(n / 252);
    return [{style, said, premium: p, t, verdict: agreement(sign, t)}];
  });
  return {
    style: rows.map((r) => r.style),
    published: rows.map((r) => r.said),
    premium: rows.map((r) => r.premium),
    t: rows.map((r) => r.t),
    verdict: rows.map((r) => r.verdict)
  };
}

/** The comparison as a table. */
export function literatureTable(style: StyleColumns, {locale}: {readonly locale: Locale}): HTMLElement {
  const columns = literatureColumns(style);
  const named = (name: string): string => STYLES.find((s) => s.name === name)?.[locale] ?? name;
  return dataTable(
    {
      ...columns,
      style: columns.style.map(named),
      published: columns.published.map((text) => say(text, locale)),
      verdict: columns.verdict.map((v) => VERDICTS[v][locale])
    },
    {
      locale,
      caption: {zh: "风格溢价与文献", en: "Style premia and the literature"},
      fields: [
        {name: "style", label: {zh: "风格", en: "Style"}},
        {name: "published", label: {zh: "文献", en: "Published"}, align: "left"},
        {
          name: "premium",
          label: {zh: "本数据集", en: "This dataset"},
          unit: {zh: "一年", en: "a year"},
          format: (x: never) => percent(x, {digits: 1, signed: true}),
          tone: true
        },
        {name: "t", label: {zh: "t 值", en: "t"}, format: (x: never) => fixed(x, {digits: 1, signed: true})},
        {name: "verdict", label: {zh: "对照", en: "Verdict"}, align: "left"}
      ]
    }
  );
}
