import {fixed} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import type {Change} from "../../lib/weekly/changes.js";
import {element} from "../dom.js";
import {href} from "../site.js";
import {dataTable} from "../table.js";

/** The numbers of an issue beside those of the issue before. */
export function changesTable(changes: readonly Change[], {locale}: {readonly locale: Locale}): HTMLElement {
  const value = (v: number): string => fixed(v);
  return dataTable(
    {
      name: changes.map((c) => `${c.name[locale]}`),
      before: changes.map((c) => c.before),
      value: changes.map((c) => c.value),
      change: changes.map((c) => c.value - c.before),
      unit: changes.map((c) => c.unit[locale])
    },
    {
      locale,
      fields: [
        {
          name: "name",
          label: {zh: "指标", en: "Measure"},
          render: (text: string, row: number) => element("a", {href: href(changes[row]?.page ?? "/")}, text)
        },
        {name: "before", label: {zh: "上期", en: "Before"}, format: value},
        {name: "value", label: {zh: "本期", en: "Now"}, format: value},
        {
          name: "change",
          label: {zh: "变化", en: "Change"},
          format: (v: number) => fixed(v, {signed: true}),
          tone: true
        },
        {name: "unit", label: {zh: "单位", en: "Unit"}}
      ]
    }
  );
}
