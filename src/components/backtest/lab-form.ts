import {LAB_BOUNDS, type LabParameters} from "../../lib/backtest/lab-parameters.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

/** Names of the scores that may be traded. */
export const SIGNAL_NAMES: Readonly<Record<string, Text>> = {
  book_to_price: {zh: "账面市值比", en: "Book to price"},
  earnings_yield: {zh: "盈利收益率", en: "Earnings yield"},
  size: {zh: "市值", en: "Size"},
  momentum: {zh: "动量", en: "Momentum"},
  beta: {zh: "贝塔", en: "Beta"},
  residual_volatility: {zh: "残差波动", en: "Residual volatility"},
  liquidity: {zh: "流动性", en: "Liquidity"},
  growth: {zh: "成长", en: "Growth"},
  leverage: {zh: "杠杆", en: "Leverage"},
  reversal: {zh: "二十日反转", en: "Twenty-day reversal"}
};

type NumberName = keyof typeof LAB_BOUNDS;

interface NumberField {
  readonly name: NumberName;
  readonly label: Text;
  readonly unit?: Text | string;
  /** What one unit on the form is worth: 0.01 for percent. */
  readonly scale: number;
  readonly step: number;
}

interface ChoiceField {
  readonly name: "signal" | "side" | "every" | "stopAt";
  readonly label: Text;
  readonly choices: readonly (readonly [value: string, label: Text])[];
}

const GROUPS = (
  signals: readonly string[]
): readonly {readonly title: Text; readonly fields: readonly (NumberField | ChoiceField)[]}[] => [
  {
    title: {zh: "信号与组合", en: "Signal and book"},
    fields: [
      {
        name: "signal",
        label: {zh: "信号", en: "Signal"},
        choices: signals.map((s) => [s, SIGNAL_NAMES[s] ?? {zh: s, en: s}] as const)
      },
      {
        name: "side",
        label: {zh: "买入", en: "Buy"},
        choices: [
          ["high", {zh: "最高的", en: "the highest"}],
          ["low", {zh: "最低的", en: "the lowest"}]
        ]
      },
      {name: "n", label: {zh: "只数", en: "Names"}, scale: 1, step: 1},
      {
        name: "every",
        label: {zh: "调仓", en: "Rebalance"},
        choices: [
          ["month", {zh: "每月", en: "monthly"}],
          ["week", {zh: "每周", en: "weekly"}]
        ]
      },
      {
        name: "buffer",
        label: {zh: "留存缓冲", en: "Keep buffer"},
        unit: {zh: "× 只数", en: "× names"},
        scale: 1,
        step: 0.1
      },
      {
        name: "delay",
        label: {zh: "信号到成交", en: "Signal to fill"},
        unit: {zh: "交易日", en: "trading days"},
        scale: 1,
        step: 1
      }
    ]
  },
  {
    title: {zh: "止损止盈", en: "Stops"},
    fields: [
      {
        name: "loss",
        label: {zh: "止损（0 为不设）", en: "Stop loss (0: none)"},
        unit: "%",
        scale: 0.01,
        step: 1
      },
      {
        name: "gain",
        label: {zh: "止盈（0 为不设）", en: "Take profit (0: none)"},
        unit: "%",
        scale: 0.01,
        step: 1
      },
      {
        name: "stopAt",
        label: {zh: "判定", en: "Judged"},
        choices: [
          ["close", {zh: "收盘判、次日开盘出", en: "on the close, out at the next open"}],
          ["touch", {zh: "盘中触及即出", en: "when touched within the day"}]
        ]
      }
    ]
  },
  {
    title: {zh: "费用与容量", en: "Costs and capacity"},
    fields: [
      {
        name: "capital",
        label: {zh: "本金", en: "Capital"},
        unit: {zh: "万元", en: "CNY 10,000"},
        scale: 1e4,
        step: 100
      },
      {
        name: "commission",
        label: {zh: "佣金（双边）", en: "Commission, both sides"},
        unit: {zh: "万分之", en: "bp"},
        scale: 1e-4,
        step: 0.5
      },
      {
        name: "statutory",
        label: {zh: "印花税与过户费（1 计、0 不计）", en: "Stamp duty and transfer fee (1: yes, 0: no)"},
        scale: 1,
        step: 1
      },
      {
        name: "spread",
        label: {zh: "半价差", en: "Half-spread"},
        unit: {zh: "基点", en: "bp"},
        scale: 1,
        step: 1
      },
      {name: "impact", label: {zh: "冲击系数", en: "Impact coefficient"}, scale: 1, step: 0.05},
      {
        name: "participation",
        label: {zh: "成交量占比上限", en: "Cap on volume share"},
        unit: "%",
        scale: 0.01,
        step: 1
      }
    ]
  }
];

export interface LabFormOptions {
  readonly signals: readonly string[];
  readonly locale: Locale;
}

/** A form of the lab's parameters; `read` gives what stands in it, numbers outside their bounds pulled in. */
export function labForm(
  start: LabParameters,
  {signals, locale}: LabFormOptions
): {readonly node: HTMLFormElement; readonly read: () => LabParameters} {
  const groups = GROUPS(signals);
  const inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
  const control = (field: NumberField | ChoiceField): HTMLElement => {
    const id = `lab-${field.name}`;
    const input =
      "choices" in field
        ? select(field, start[field.name], id, locale)
        : number(field, start[field.name], id);
    inputs.set(field.name, input);
    const unit =
      "unit" in field && field.unit ? element("span", {class: "unit"}, say(field.unit, locale)) : false;
    return element(
      "div",
      {class: "lab-field"},
      element("label", {for: id}, say(field.label, locale)),
      element("span", {}, input, unit)
    );
  };
  const node = element(
    "form",
    {class: "lab-form", novalidate: true},
    ...groups.map(({title, fields}) =>
      element("fieldset", {}, element("legend", {}, say(title, locale)), ...fields.map(control))
    )
  );
  const read = (): LabParameters => {
    const values: Record<string, string | number> = {...start};
    for (const {fields} of groups) {
      for (const field of fields) {
        const text = inputs.get(field.name)?.value ?? "";
        values[field.name] = "choices" in field ? text : bounded(field, text, start[field.name]);
      }
    }
    return values as unknown as LabParameters;
  };
  return {node, read};
}

const shown = (x: number): string => String(Number(x.toPrecision(12)));

function number({name, scale, step}: NumberField, value: number, id: string): HTMLInputElement {
  const {least, most} = LAB_BOUNDS[name];
  return element("input", {
    type: "number",
    id,
    name,
    value: shown(value / scale),
    min: shown(least / scale),
    max: shown(most / scale),
    step,
    inputmode: "decimal"
  });
}

function select({name, choices}: ChoiceField, value: string, id: string, locale: Locale): HTMLSelectElement {
  return element(
    "select",
    {id, name},
    ...choices.map(([v, label]) => element("option", {value: v, selected: v === value}, say(label, locale)))
  );
}

function bounded({name, scale}: NumberField, text: string, otherwise: number): number {
  const {least, most, whole} = LAB_BOUNDS[name];
  const x = text.trim() === "" ? Number.NaN : Number(text) * scale;
  if (Number.isNaN(x)) return otherwise;
  const within = Math.min(most, Math.max(least, x));
  return whole ? Math.round(within) : Number(within.toPrecision(12));
}
