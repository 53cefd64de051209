import type {FactorBook} from "../../lib/factor/book.js";
import {LINE} from "../../lib/factor/crowding.js";
import {ranked, rowAtOrBefore, type WindowView, windowView, withMarket} from "../../lib/factor/view.js";
import type {Window} from "../../lib/factor/window.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {bars} from "../bars.js";
import {type ExhibitOptions, exhibit} from "../exhibit.js";
import {detail, detailColumns} from "./detail.js";
import {overview, overviewColumns} from "./overview.js";
import {characterSql, crowdingDaySql, windowSql} from "./queries.js";
import {industryClaims, listed, type Ranking} from "./ranking-claims.js";

/** Returns as industry factors, or with the market factor added. */
export type Basis = "pure" | "total";

export interface IndustryViewOptions {
  /** Row of the book's days. */
  readonly at: number;
  readonly basis: Basis;
  /** Of one stream of the chain alone: `up`, `mid`, `down`. */
  readonly stream?: string;
  readonly locale: Locale;
  readonly dataset: ExhibitOptions["dataset"];
}

/** The industries of a book, or of one stream of it, on one day. */
export interface IndustryView extends IndustryViewOptions {
  readonly book: FactorBook;
  readonly date: string;
  readonly windows: WindowView;
  /** Columns of the book that are shown. */
  readonly shown: readonly number[];
  readonly frame: Pick<ExhibitOptions, "dataset" | "locale" | "method" | "asOf">;
}

export function industryView(book: FactorBook, options: IndustryViewOptions): IndustryView {
  const {at, basis, stream, locale, dataset} = options;
  const date = isoDay(book.days[at] as number);
  const own = basis === "total" ? withMarket(book) : book;
  const shown = book.factors.flatMap((f, c) =>
    f.kind === "industry" && (stream === undefined || f.stream === stream) ? [c] : []
  );
  const frame = {dataset, locale, method: "/methods/factors", asOf: date};
  return {...options, book: own, date, windows: windowView(own, at), shown, frame};
}

/** The industries shown with their cumulative returns over a window. */
function ranking({book, shown, windows}: IndustryView, window: Window): Ranking {
  const value = shown.map((c) => windows[window].cumulative[c] as number);
  return {factors: shown.map((c) => book.factors[c] as FactorBook["factors"][number]), value};
}

/** The industries shown with their crowding at the last week end. */
function crowded({book, shown, at}: IndustryView): Ranking {
  const row = rowAtOrBefore(book.weeks, book.days[at] as number);
  const n = book.factors.length;
  return {
    factors: shown.map((c) => book.factors[c] as FactorBook["factors"][number]),
    value: shown.map((c) => (row < 0 ? Number.NaN : (book.score[row * n + c] as number)))
  };
}

/** Leaders and laggards by window, and the most and least crowded. */
export function industryViewClaims(view: IndustryView): Text[] {
  const claims = industryClaims(view.date, {
    week: ranking(view, "1w"),
    ytd: ranking(view, "ytd"),
    year: ranking(view, "1y")
  });
  const own = crowded(view);
  const order = ranked(own.value);
  if (order.length < 2) return claims;
  const format = (x: number): string => fixed(x, {signed: true});
  const over = order.filter((i) => (own.value[i] as number) >= LINE).length;
  const one = (i: number | undefined, locale: Locale): string =>
    listed(own, i === undefined ? [] : [i], {locale, format});
  const [most, least] = [order[0], order.at(-1)];
  return [
    ...claims,
    {
      zh: `最拥挤的是 **${one(most, "zh")}**，最冷清的是 ${one(least, "zh")}；${over} 个越过 +1 警戒线。`,
      en: `Most crowded is **${one(most, "en")}**, least ${one(least, "en")}; ${over} above the line at +1.`
    }
  ];
}

/** Every industry shown in a row: the year's path, windows on a warm and cool ground, risk, valuation, crowding. */
export function industryOverview(view: IndustryView): HTMLElement {
  const {book, date, windows, at, basis, stream, shown, locale, frame} = view;
  const options = {
    shown,
    at,
    windows,
    locale,
    caption: {zh: "行业因子一览", en: "Industry factors"},
    valuation: true,
    grouped: stream === undefined
  };
  const week = ranking(view, "1w");
  const order = ranked(week.value);
  const named = (i: number | undefined, locale: Locale): string =>
    `${week.factors[i ?? 0]?.[locale]}${locale === "zh" ? "" : " "}`;
  const move = (i: number | undefined): string => percent(week.value[i ?? 0] as number, {signed: true});
  const [first, last] = [order[0], order.at(-1)];
  return exhibit(overview(book, options), {
    ...frame,
    id: "industries-overview",
    title:
      order.length === 0
        ? {zh: "行业因子分窗表现", en: "Industry factors by window"}
        : {
            zh: `${named(first, "zh")}一周领跑（${move(first)}），${named(last, "zh")}居末（${move(last)}）`,
            en: `${named(first, "en")}leads the week (${move(first)}), ${named(last, "en")}is last (${move(last)})`
          },
    subtitle:
      basis === "total"
        ? {
            zh: "行业因子与市场因子日收益之和，按窗口累乘；底色深浅按各列大小",
            en: "Industry plus market factor, compounded by window; the ground deepens with the size within each column"
          }
        : {
            zh: "行业因子日收益（已扣除市场与风格）按窗口累乘；底色深浅按各列大小",
            en: "Returns of industry factors, net of market and styles, compounded by window; the ground deepens with the size within each column"
          },
    columns: overviewColumns(book, options),
    sql: windowSql(book.scheme, "industry", date),
    code: "lib/factor/window.ts",
    wide: true
  });
}

/** Crowding of the industries shown, highest first. */
export function industryCrowding(view: IndustryView): HTMLElement {
  const {book, date, locale, frame} = view;
  const own = crowded(view);
  const order = ranked(own.value);
  const name = order.map((i) => own.factors[i]?.[locale] ?? "");
  const value = order.map((i) => own.value[i] as number);
  const score = (v: number): string => fixed(v, {signed: true});
  const most = own.factors[order[0] ?? 0];
  return exhibit(
    (width: number) =>
      bars(
        {name, value},
        {label: {zh: "行业拥挤度", en: "Crowding of industries"}, locale, width, format: score}
      ),
    {
      ...frame,
      id: "industries-crowding",
      title: {
        zh: `${most?.zh ?? ""}最拥挤（${score(value[0] ?? Number.NaN)}）`,
        en: `${most?.en ?? ""} is the most crowded (${score(value[0] ?? Number.NaN)})`
      },
      subtitle: {
        zh: "拥挤度得分，单位为自身历史的一个标准差，周末值；±1 为警戒线",
        en: "Scores in standard deviations of each industry's own history, week ends; ±1 is the line"
      },
      columns: {industry: name, score: value},
      sql: crowdingDaySql(book.scheme, date),
      code: "lib/factor/crowding.ts",
      empty: {zh: "到所选之日历史还不够。", en: "There is too little history up to this day."}
    }
  );
}

/** One industry: return, crowding, valuation, growth, turnover, dispersion. */
export function industryDetail(view: IndustryView, factor: string): HTMLElement {
  const {book, windows, at, locale, frame} = view;
  const column = book.factors.findIndex((f) => f.factor === factor);
  const info = book.factors[column];
  if (!info) throw new RangeError(`factor must be one of the book's, got ${factor}`);
  const [week, year] = (["1w", "1y"] as const).map((w) =>
    percent(windows[w].cumulative[column] as number, {signed: true})
  );
  return exhibit((width: number) => detail(book, {column, at, locale, width}), {
    ...frame,
    id: "industry-detail",
    title: {
      zh: `${info.zh}：近一周 ${week}，近一年 ${year}`,
      en: `${info.en}: ${week} over one week, ${year} over one year`
    },
    subtitle: {
      zh: "日收益累乘；拥挤度为周末值，其余为月末值",
      en: "Daily returns compounded; crowding at week ends, the rest at month ends"
    },
    columns: {...detailColumns(book, {column, at})},
    sql: characterSql(book.scheme, info.factor),
    code: "lib/factor/character.ts",
    wide: true
  });
}
