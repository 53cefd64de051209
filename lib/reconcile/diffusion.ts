import {type Check, compare, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf} from "./columns.js";
import {nameIn} from "./names.js";
import {checkNamed} from "./ranking.js";

/** `published_diffusion`: counts and a share. */
export interface DiffusionColumns {
  readonly name_printed: readonly string[];
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly valid: Float64Array;
  readonly ratio: Float64Array;
}

/** Members that an index holds by its definition. */
const members: Readonly<Record<string, number>> = {创业板指数: 100, 上证50: 50, 沪深300: 300, 中证500: 500};

/** S11: ratios and counts of the diffusion table, and which indices the prose calls strong or low. */
export function checkDiffusion(table: DiffusionColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S11"};
  const en = nameIn("en");
  const rows = table.name_printed.flatMap((name, i) => {
    const [up, down, valid] = [table.up[i], table.down[i], table.valid[i]].map((v) => v ?? Number.NaN) as [
      number,
      number,
      number
    ];
    const size = members[name];
    return [
      compare(
        {
          ...base,
          check: `cinda/S11/ratio/${name}`,
          unit: "ratio",
          statement: {
            zh: `${name}：扩散指数等于上涨股数除以有效股数`,
            en: `${en(name)}: diffusion index is members up over valid members`
          },
          published: table.ratio[i] ?? Number.NaN,
          recomputed: up / valid
        },
        {step: 1e-3}
      ),
      compareCount({
        ...base,
        check: `cinda/S11/valid/${name}`,
        unit: "stocks",
        statement: {
          zh: `${name}：上涨与下跌股数之和等于有效股数`,
          en: `${en(name)}: members up and down sum to valid members`
        },
        published: valid,
        recomputed: up + down
      }),
      size === undefined
        ? notCheckable({
            ...base,
            check: `cinda/S11/members/${name}`,
            unit: "stocks",
            statement: {
              zh: `${name}：有效股数覆盖全部成分股`,
              en: `${en(name)}: valid members are the whole membership`
            },
            note: {
              zh: "原文未给成分股数与筛选规则；该指数当时的成分股远多于此，需要外部的成分名单。",
              en: "The report gives neither the membership nor its filter; the index then had many more members. An outside list is needed."
            },
            published: valid,
            recomputed: Number.NaN
          })
        : compareCount({
            ...base,
            check: `cinda/S11/members/${name}`,
            unit: "stocks",
            statement: {
              zh: `${name}：有效股数等于指数定义的成分数`,
              en: `${en(name)}: valid members are as many as the index holds by definition`
            },
            published: valid,
            recomputed: size
          })
    ];
  });
  return [...rows, ...proseChecks(table, claims, base)];
}

function proseChecks(
  {name_printed: names, ratio: values}: DiffusionColumns,
  claims: Claims,
  base: {report: string; section: string}
): Check[] {
  const [strong, bottom] = [claims.named("strong"), claims.named("bottom")];
  const spread = (list: readonly string[]): number[] => list.map((n) => cellOf(names, values, n));
  const note = {
    zh: "原文或指相对自身历史的位置，但没有给出历史数值；按其当日表格，两者分居最高与最低。",
    en: "The text may mean each index against its own past, which it does not print; in its own table of the day one is the highest and the other the lowest."
  };
  const both = strong.filter((n) => bottom.includes(n)).length;
  return [
    checkNamed({
      finding: {
        ...base,
        check: "cinda/S11/prose/strong",
        statement: {
          zh: "创业板与上证 50 是扩散指数最强的两个",
          en: "ChiNext and the SSE 50 are the two strongest by diffusion"
        },
        note
      },
      named: strong,
      names,
      values,
      direction: "descending"
    }),
    checkNamed({
      finding: {
        ...base,
        check: "cinda/S11/prose/bottom",
        statement: {
          zh: "上证 50 与创业板处于底部区域",
          en: "The SSE 50 and ChiNext are the two at the bottom"
        },
        note: {
          zh: `${note.zh}表中两者相差 ${Math.round(Math.abs((spread(bottom)[0] ?? 0) - (spread(bottom)[1] ?? 0)) * 100)} 个百分点。`,
          en: `${note.en} They are ${Math.round(Math.abs((spread(bottom)[0] ?? 0) - (spread(bottom)[1] ?? 0)) * 100)} points apart.`
        }
      },
      named: bottom,
      names,
      values,
      direction: "ascending"
    }),
    compareCount({
      ...base,
      check: "cinda/S11/prose/strong-and-bottom",
      unit: "indices",
      statement: {
        zh: "没有指数同时被称为“相对强势”和“处于底部”",
        en: "No index is called both relatively strong and at the bottom"
      },
      published: 0,
      recomputed: both
    })
  ];
}
