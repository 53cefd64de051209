import type {Aligned} from "../../lib/factor/user-column.js";
import {integer} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

const REASONS: Readonly<Record<keyof Aligned["dropped"], Text>> = {
  bad_date: {zh: "日期无法识别", en: "with no readable date"},
  bad_value: {zh: "数值无法识别", en: "with no readable value"},
  unknown_code: {zh: "代码不在数据集", en: "of codes not in the dataset"},
  outside: {zh: "在数据起止之外", en: "outside the data's span"},
  superseded: {zh: "同月有更晚的值", en: "superseded by a later one of the month"}
};

/** How many rows of the reader's file were used, and why the others were not. */
export function userReport({used, dropped}: Aligned, {locale}: {readonly locale: Locale}): HTMLElement {
  const zh = locale === "zh";
  const reasons = (Object.keys(REASONS) as (keyof Aligned["dropped"])[])
    .filter((r) => dropped[r] > 0)
    .map((r) =>
      zh ? `${REASONS[r].zh} ${integer(dropped[r])} 行` : `${integer(dropped[r])} ${REASONS[r].en}`
    );
  const left =
    reasons.length === 0 ? "" : zh ? `；未用：${reasons.join("，")}` : `; not used: ${reasons.join(", ")}`;
  return element(
    "p",
    {role: "status"},
    zh
      ? `自带的一列用了 ${integer(used)} 行${left}。`
      : `${integer(used)} rows of your column are used${left}.`
  );
}
