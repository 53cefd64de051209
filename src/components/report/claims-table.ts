import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {dataTable} from "../table.js";
import {type JsonColumns, numbers, strings} from "./read.js";
import {valueText} from "./value.js";

export interface ClaimsTableOptions {
  readonly locale: Locale;
}

/** Single claims as printed: subject and quantity with the sentence that says it, number and place. */
export function claimsTable(claims: JsonColumns, {locale}: ClaimsTableOptions): HTMLElement {
  const [value, unit, quote] = [numbers(claims, "value"), strings(claims, "unit"), strings(claims, "quote")];
  const inLocale = (name: string): string[] => strings(claims, locale === "zh" ? name : `${name}_en`);
  const quantity = inLocale("quantity");
  return dataTable(
    {
      claim: inLocale("subject").map((s, i) =>
        locale === "zh" ? `${s}：${quantity[i]}` : `${s}: ${quantity[i]}`
      ),
      value: Array.from(value, (v, i) => (Number.isNaN(v) ? null : valueText(v, unit[i] ?? "", locale))),
      place: strings(claims, "place")
    },
    {
      locale,
      caption: {zh: "原文中的单个数字与论断", en: "Single numbers and statements, as printed"},
      fields: [
        {
          name: "claim",
          label: {zh: "论断与原句", en: "Claim and quotation"},
          render: (text: string, i: number) => noted(text, quote[i] ?? "", {quoted: true})
        },
        {name: "value", label: {zh: "数值", en: "Value"}, align: "right"},
        {name: "place", label: {zh: "出处", en: "Place"}}
      ]
    }
  );
}

/** A text with a smaller one under it, free to wrap in a table's cell. */
export function noted(text: string, note: string, {quoted = false} = {}): HTMLElement {
  const under = element("small", quoted ? {class: "muted", lang: "zh-Hans"} : {class: "muted"}, note);
  under.style.cssText = "display: block; font-weight: 400;";
  const cell = element("span", {}, text, note === "" ? null : under);
  cell.style.cssText = "display: block; white-space: normal; min-width: 13rem; line-height: 1.45;";
  return cell;
}
