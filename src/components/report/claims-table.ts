import type {Locale} from "../../lib/format/text.js";
import {dataTable} from "../table.js";
import {type JsonColumns, numbers, strings} from "./read.js";
import {valueText} from "./value.js";

export interface ClaimsTableOptions {
  readonly locale: Locale;
}

/** Single claims as printed: place, subject, quantity, number and the sentence that says it. */
export function claimsTable(claims: JsonColumns, {locale}: ClaimsTableOptions): HTMLElement {
  const [value, unit] = [numbers(claims, "value"), strings(claims, "unit")];
  return dataTable(
    {
      subject: strings(claims, "subject"),
      quantity: strings(claims, "quantity"),
      value: Array.from(value, (v, i) => valueText(v, unit[i] ?? "", locale)),
      place: strings(claims, "place"),
      quote: strings(claims, "quote")
    },
    {
      locale,
      caption: {zh: "原文中的单个数字与论断", en: "Single numbers and statements, as printed"},
      fields: [
        {name: "subject", label: {zh: "对象", en: "Subject"}},
        {name: "quantity", label: {zh: "量", en: "Quantity"}},
        {name: "value", label: {zh: "数值", en: "Value"}, align: "right"},
        {name: "place", label: {zh: "出处", en: "Place"}},
        {name: "quote", label: {zh: "原文", en: "Quotation"}}
      ]
    }
  );
}
