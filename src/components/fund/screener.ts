import {ACTIVE} from "../../lib/attribution/active-types.js";
import {
  FUND_NUMBERS,
  type FundList,
  type FundNumber,
  type Screen,
  screenFunds
} from "../../lib/attribution/fund-list.js";
import {fixed, percent, yi} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {href} from "../site.js";
import {TYPES} from "./words.js";

interface NumberColumn {
  readonly label: Text;
  readonly unit: Text | string;
  readonly format: (v: number) => string;
  readonly tone?: boolean;
}

const pct = (v: number): string => fixed(v * 100, {digits: 1, signed: true});
/** Columns in the order in which they stand. */
const COLUMNS: Readonly<Partial<Record<FundNumber, NumberColumn>>> = {
  aum: {
    label: {zh: "规模", en: "Assets"},
    unit: {zh: "亿元", en: "CNY 100m"},
    format: (v) => yi(v, {digits: 1})
  },
  return_1y: {label: {zh: "近一年", en: "1 year"}, unit: "%", format: pct, tone: true},
  excess_1y: {label: {zh: "超同类", en: "Over peers"}, unit: "%", format: pct, tone: true},
  drawdown_1y: {
    label: {zh: "年内回撤", en: "Drawdown"},
    unit: "%",
    format: (v) => fixed(v * 100, {digits: 1})
  },
  d: {label: {zh: "配置 D", en: "D"}, unit: {zh: "60 日 %", en: "60 d, %"}, format: pct, tone: true},
  r: {label: {zh: "选股 R", en: "R"}, unit: {zh: "60 日 %", en: "60 d, %"}, format: pct, tone: true},
  selection: {
    label: {zh: "选股能力", en: "Selection"},
    unit: {zh: "收缩，年 %", en: "shrunk, % a year"},
    format: pct,
    tone: true
  },
  deviation: {label: {zh: "偏离度", en: "Deviation"}, unit: "%", format: (v) => fixed(v * 100, {digits: 1})},
  size: {label: {zh: "市值暴露", en: "Size"}, unit: "σ", format: (v) => fixed(v, {signed: true})},
  value: {label: {zh: "账面市值比", en: "Book/price"}, unit: "σ", format: (v) => fixed(v, {signed: true})}
};
const NUMBERS = FUND_NUMBERS.filter((n) => COLUMNS[n]).sort(
  (a, b) => Object.keys(COLUMNS).indexOf(a) - Object.keys(COLUMNS).indexOf(b)
);
const PAGE = 50;

/** What the link asks for. */
export function screenOf(search: string): Screen & {readonly page: number} {
  const params = new URLSearchParams(search);
  const sort = params.get("sort") ?? "return_1y";
  const known = sort === "fund" || sort === "name" || (FUND_NUMBERS as readonly string[]).includes(sort);
  return {
    text: params.get("q") ?? "",
    types: (params.get("type") ?? "").split(",").filter((t) => t in TYPES),
    alive: params.get("alive") !== "0",
    sort: known ? (sort as FundNumber) : "return_1y",
    order: params.get("order") === "up" ? "up" : "down",
    page: Math.max(0, Math.floor(Number(params.get("page") ?? 0)) || 0)
  };
}

/** All funds in a table that filters and sorts in place, fifty at a time; the link keeps every choice. */
export function screener(
  list: FundList,
  {locale, onRows}: {readonly locale: Locale; readonly onRows?: (rows: number[]) => void}
): HTMLElement {
  const zh = locale === "zh";
  let state = screenOf(location.search);
  const search = element("input", {
    type: "search",
    "aria-label": zh ? "代码、简称或经理" : "Code, name or manager",
    placeholder: zh ? "代码、简称或经理" : "code, name or manager"
  });
  search.value = state.text ?? "";
  const type = element(
    "select",
    {"aria-label": zh ? "类型" : "Type"},
    element("option", {value: ""}, zh ? "全部类型" : "All types"),
    element("option", {value: ACTIVE.join(",")}, zh ? "主动偏股" : "Active equity"),
    ...Object.entries(TYPES).map(([value, text]) => element("option", {value}, say(text, locale)))
  );
  type.value = (state.types ?? []).join(",");
  const alive = element("input", {type: "checkbox"});
  alive.checked = state.alive ?? true;
  const count = element("span", {role: "status"});
  const body = element("div", {});
  const pager = element("div", {class: "screen-controls"});
  const update = (change: Partial<typeof state>): void => {
    state = {...state, page: 0, ...change};
    const link = new URL(location.href);
    const set = (name: string, value: string, plain: string): void => {
      if (value === plain) link.searchParams.delete(name);
      else link.searchParams.set(name, value);
    };
    set("q", state.text ?? "", "");
    set("type", (state.types ?? []).join(","), "");
    set("alive", state.alive ? "1" : "0", "1");
    set("sort", state.sort ?? "return_1y", "return_1y");
    set("order", state.order ?? "down", "down");
    set("page", String(state.page), "0");
    history.replaceState(history.state, "", link);
    draw();
  };
  const sortBy = (sort: NonNullable<Screen["sort"]>): void =>
    update({sort, order: state.sort === sort && state.order === "down" ? "up" : "down"});
  function draw(): void {
    const rows = screenFunds(list, state);
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    const page = Math.min(state.page, pages - 1);
    count.textContent = zh ? `${rows.length} 只基金` : `${rows.length} funds`;
    body.replaceChildren(table(list, rows.slice(page * PAGE, (page + 1) * PAGE), {state, locale, sortBy}));
    pager.replaceChildren(
      element(
        "button",
        {type: "button", disabled: page === 0, onclick: () => update({page: page - 1})},
        zh ? "上一页" : "Previous"
      ),
      element("span", {}, `${page + 1} / ${pages}`),
      element(
        "button",
        {type: "button", disabled: page >= pages - 1, onclick: () => update({page: page + 1})},
        zh ? "下一页" : "Next"
      )
    );
    onRows?.(rows);
  }
  search.addEventListener("input", () => update({text: search.value}));
  type.addEventListener("change", () => update({types: type.value.split(",").filter(Boolean)}));
  alive.addEventListener("change", () => update({alive: alive.checked}));
  draw();
  return element(
    "div",
    {class: "screener"},
    element(
      "div",
      {class: "screen-controls"},
      search,
      type,
      element("label", {}, alive, zh ? "只看存续" : "Living only"),
      count
    ),
    body,
    pager
  );
}

function table(
  list: FundList,
  rows: readonly number[],
  {
    state,
    locale,
    sortBy
  }: {
    readonly state: Screen;
    readonly locale: Locale;
    readonly sortBy: (sort: NonNullable<Screen["sort"]>) => void;
  }
): HTMLElement {
  const head = (sort: NonNullable<Screen["sort"]>, text: string, unit?: string): HTMLElement => {
    const on = state.sort === sort;
    const up = state.order === "up";
    return element(
      "th",
      {
        scope: "col",
        class: sort === "fund" ? "left" : "right",
        "aria-sort": on ? (up ? "ascending" : "descending") : "none"
      },
      element(
        "button",
        {type: "button", onclick: () => sortBy(sort)},
        `${text}${on ? (up ? " ↑" : " ↓") : ""}`
      ),
      unit && element("span", {class: "unit"}, unit)
    );
  };
  const cell = (name: FundNumber, i: number): HTMLElement => {
    const v = list.numbers[name][i];
    const column = COLUMNS[name] as NumberColumn;
    const text = v === null || v === undefined ? "—" : column.format(v);
    const tone =
      column.tone && typeof v === "number" && /[1-9]/.test(text)
        ? v > 0
          ? " up"
          : v < 0
            ? " down"
            : ""
        : "";
    return element("td", {class: `right number${tone}`}, element("span", {}, text));
  };
  return element(
    "div",
    {
      class: "scroll",
      tabindex: 0,
      role: "region",
      "aria-label": locale === "zh" ? "基金筛选结果" : "Funds found"
    },
    element(
      "table",
      {class: "data-table screen-table"},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          head("fund", locale === "zh" ? "基金" : "Fund"),
          element("th", {scope: "col", class: "left"}, locale === "zh" ? "类型" : "Type"),
          ...NUMBERS.map((n) => {
            const {label, unit} = COLUMNS[n] as NumberColumn;
            return head(n, say(label, locale), say(unit, locale));
          })
        )
      ),
      element(
        "tbody",
        {},
        ...rows.map((i) =>
          element(
            "tr",
            {},
            element(
              "th",
              {scope: "row", class: "left"},
              element(
                "a",
                {href: href(`/funds/fund?fund=${encodeURIComponent(list.fund[i] ?? "")}`)},
                `${list.name[i]}`
              ),
              list.end[i]
                ? element(
                    "span",
                    {class: "unit"},
                    locale === "zh" ? `终止于 ${list.end[i]}` : `ended ${list.end[i]}`
                  )
                : element("span", {class: "unit"}, list.fund[i] ?? "")
            ),
            element("td", {class: "left"}, say(TYPES[list.type[i] ?? ""] ?? list.type[i] ?? "", locale)),
            ...NUMBERS.map((n) => cell(n, i))
          )
        )
      )
    )
  );
}

/** The list as columns for download. */
export const listColumns = (list: FundList, rows: readonly number[]): Record<string, ArrayLike<unknown>> => ({
  fund: rows.map((i) => list.fund[i]),
  name: rows.map((i) => list.name[i]),
  type: rows.map((i) => list.type[i]),
  manager: rows.map((i) => list.manager[i]),
  ...Object.fromEntries(FUND_NUMBERS.map((n) => [n, rows.map((i) => list.numbers[n][i] ?? Number.NaN)]))
});

/** One line on what the list shows. */
export const percentOf = (v: number | null | undefined): string =>
  typeof v === "number" ? percent(v, {digits: 1, signed: true}) : "—";
