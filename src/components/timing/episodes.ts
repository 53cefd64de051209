import {integer, MISSING, percent, yi} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import type {FallSaid} from "../../lib/timing/episode-book.js";
import {EPISODES} from "../../lib/timing/episodes.js";
import {dataTable} from "../table.js";

const nameOf = (id: string): Text => EPISODES.find((e) => e.id === id)?.name ?? {zh: id, en: id};

const KINDS: Readonly<Record<string, (size: string) => Text>> = {
  segment: (size) =>
    size === "W"
      ? {zh: "价格分段，周线", en: "Segments, weekly"}
      : {zh: "价格分段，日线", en: "Segments, daily"},
  diffusion: (size) => ({zh: `扩散指数，${size} 日`, en: `Diffusion, ${size} days`})
};

function sourceName(source: string): Text {
  const [kind = "", size = ""] = source.split(" ");
  return KINDS[kind]?.(size) ?? {zh: source, en: source};
}

/** Sentences for the page's head: how each source did over the falls of one index. */
export function episodeClaims(index: Text, falls: readonly FallSaid[]): Text[] {
  const fell = falls.filter((f) => f.status === "fell");
  const unseen = falls.filter((f) => f.status !== "fell");
  const daily = fell.flatMap((f) => {
    const own = f.said.find((s) => s.source === "segment D");
    return own?.top && f.depth ? [{lost: own.top.passed / f.depth, missed: own.bottom?.passed}] : [];
  });
  const bottoms = daily.flatMap((d) => (d.missed === undefined ? [] : [d.missed]));
  const mean = (x: readonly number[]): number => x.reduce((s, v) => s + v, 0) / x.length;
  const share = percent(mean(daily.map((d) => d.lost)), {digits: 0});
  const missed = percent(mean(bottoms), {digits: 0});
  const list = (language: "zh" | "en"): string =>
    unseen.map((f) => nameOf(f.id)[language]).join(language === "zh" ? "、" : "; ");
  return [
    ...(daily.length > 0
      ? [
          {
            zh: `**${index.zh}**的 ${fell.length} 次下跌里，日线分段在峰顶之后喊出 ${daily.length} 次；**喊出时平均已跌去全程的 ${share}**${bottoms.length > 0 ? `，确认底部时平均已反弹 ${missed}` : ""}。`,
            en: `Of ${fell.length} falls of **${index.en}** daily segments called ${daily.length} after the peak; **by then ${share} of the whole fall was gone on average**${bottoms.length > 0 ? `; when the low was confirmed the index stood ${missed} above it` : ""}.`
          }
        ]
      : []),
    ...(unseen.length > 0
      ? [
          {
            zh: `指数数据没有覆盖、或没有下跌的：${list("zh")}。对它们只有下面的资金与增长可说。`,
            en: `Not covered by the index, or without a fall: ${list("en")}. Of these only money and growth are told, below.`
          }
        ]
      : [])
  ];
}

/** One row for each fall and source. */
export function episodeColumns(falls: readonly FallSaid[], {locale}: {readonly locale: Locale}) {
  const rows = falls.flatMap((f) => f.said.map((s) => ({...f, ...s})));
  const at = (f: (typeof rows)[number], t: number | undefined): string =>
    t === undefined ? "" : (f.days[t] ?? "");
  return {
    episode: rows.map((r) => r.id),
    source: rows.map((r) => say(sourceName(r.source), locale)),
    stance: rows.map((r) => r.stance),
    since: rows.map((r) => at(r, r.since)),
    top: rows.map((r) => at(r, r.top?.at)),
    top_lag: rows.map((r) => r.top?.lag ?? Number.NaN),
    lost: rows.map((r) => r.top?.passed ?? Number.NaN),
    false_bottoms: rows.map((r) => r.falseBottoms),
    bottom: rows.map((r) => at(r, r.bottom?.at)),
    bottom_lag: rows.map((r) => r.bottom?.lag ?? Number.NaN),
    missed: rows.map((r) => r.bottom?.passed ?? Number.NaN)
  };
}

export function episodeTable(
  columns: ReturnType<typeof episodeColumns>,
  {falls, locale}: {readonly falls: readonly FallSaid[]; readonly locale: Locale}
): HTMLElement {
  const label = (zh: string, en: string): Text => ({zh, en});
  const stance = (s: number): string =>
    say(
      s > 0 ? label("▲ 看涨", "▲ up") : s < 0 ? label("▼ 看跌", "▼ down") : label("未表态", "silent"),
      locale
    );
  const called = (day: string, row: number): string =>
    day ||
    (columns.stance[row] === -1
      ? say(label("此前已看跌", "down already"), locale)
      : say(label("未喊出", "never"), locale));
  const heading = (id: string): string => {
    const fall = falls.find((f) => f.id === id);
    return `${say(nameOf(id), locale)}  ${fall?.peak} → ${fall?.trough}  ${percent(fall?.depth ?? Number.NaN, {digits: 1, signed: true})}`;
  };
  const days = (x: number): string => integer(x, {signed: true});
  const move = (x: number): string => percent(x, {digits: 1, signed: true});
  return dataTable(columns, {
    locale,
    caption: label("各次下跌中的判断", "Calls in each fall"),
    groupBy: "episode",
    group: heading,
    fields: [
      {name: "source", label: label("模型", "Model")},
      {name: "stance", label: label("峰顶时", "At the peak"), format: stance, align: "left"},
      {name: "top", label: label("喊顶", "Top called"), format: called, align: "left"},
      {name: "top_lag", label: label("迟", "Late"), unit: label("交易日", "days"), format: days},
      {name: "lost", label: label("已跌", "Lost by then"), format: move, tone: true},
      {name: "false_bottoms", label: label("途中假底", "False bottoms"), format: (x: number) => integer(x)},
      {
        name: "bottom",
        label: label("喊底", "Bottom called"),
        format: (day: string) => day || MISSING,
        align: "left"
      },
      {name: "bottom_lag", label: label("迟", "Late"), unit: label("交易日", "days"), format: days},
      {name: "missed", label: label("已反弹", "Missed by then"), format: move, tone: true}
    ]
  });
}

/** Money flow and GDP around each fall. */
export function backdropColumns(falls: readonly FallSaid[], {locale}: {readonly locale: Locale}) {
  const rows = falls.filter((f) => f.flow ?? f.north ?? f.gdp);
  return {
    episode: rows.map((r) => say(nameOf(r.id), locale)),
    flow_before: rows.map((r) => r.flow?.before ?? Number.NaN),
    flow_during: rows.map((r) => r.flow?.during ?? Number.NaN),
    flow_worst: rows.map((r) => r.flow?.worst ?? Number.NaN),
    flow_worst_day: rows.map((r) => r.flow?.worstDay ?? ""),
    north: rows.map((r) => r.north ?? Number.NaN),
    quarter: rows.map((r) => r.gdp?.quarter ?? ""),
    gdp_first: rows.map((r) => r.gdp?.first ?? Number.NaN),
    gdp_last: rows.map((r) => r.gdp?.last ?? Number.NaN),
    gdp_released: rows.map((r) => r.gdp?.released ?? Number.NaN)
  };
}

export function backdropTable(
  columns: ReturnType<typeof backdropColumns>,
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const label = (zh: string, en: string): Text => ({zh, en});
  const share = (x: number): string => percent(x, {digits: 1, signed: true});
  const growth = (x: number): string => percent(x, {digits: 1});
  const text = (x: string): string => x || MISSING;
  return dataTable(columns, {
    locale,
    caption: label("资金与增长", "Money flow and growth"),
    fields: [
      {name: "episode", label: label("行情", "Episode")},
      {
        name: "flow_before",
        label: label("到峰顶", "To the peak"),
        unit: label("20 日净流入", "20 days, net"),
        format: share,
        tone: true
      },
      {
        name: "flow_during",
        label: label("下跌途中", "In the fall"),
        unit: label("净流入", "net"),
        format: share,
        tone: true
      },
      {name: "flow_worst", label: label("最差一日", "Worst day"), format: share, tone: true},
      {
        name: "north",
        label: label("北向净买入", "Northbound"),
        unit: label("亿元", "CNY 100 mn"),
        format: (x: number) => yi(x, {digits: 0, signed: true}),
        tone: true
      },
      {name: "quarter", label: label("谷底所在季", "Quarter"), format: text, align: "left"},
      {name: "gdp_first", label: label("首次", "First"), unit: label("预测", "nowcast"), format: growth},
      {name: "gdp_last", label: label("公布前", "Last"), unit: label("预测", "nowcast"), format: growth},
      {name: "gdp_released", label: label("公布", "Released"), format: growth}
    ]
  });
}
