import {epochDay} from "../../lib/format/date.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {type CandleLine, type CandleMark, candles} from "../candles.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Closes with the daily pivots, the legs between them, and where each pivot was confirmed. */
export function segmentsFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {
    index = "",
    date = [],
    close = [],
    pivot = [],
    price = [],
    confirmed = []
  } = edition.modules.segments ?? {};
  const {locale} = context;
  const at = new Map(date.map((d, i) => [d, i]));
  const bars = pivot.map((d) => at.get(d) ?? -1);
  const last = date.length - 1;
  const legs = bars.map((from, i): CandleLine => {
    const to = bars[i + 1];
    const open = to === undefined;
    return {
      from,
      to: open ? last : to,
      start: price[i] ?? Number.NaN,
      end: (open ? close[last] : price[i + 1]) ?? Number.NaN,
      dashed: open
    };
  });
  const marks = confirmed.flatMap((d, i): CandleMark[] => {
    const bar = at.get(d);
    if (bar === undefined) return [];
    const low = (price[i] ?? 0) <= (close[bar] ?? 0);
    return [
      {bar, price: close[bar] ?? Number.NaN, symbol: low ? "up" : "down", side: low ? "below" : "above"}
    ];
  });
  return moduleFigure(
    "segments",
    (width) =>
      candles(
        {days: date.map(epochDay), close},
        {label: {zh: "价格分段", en: "Price segments"}, locale, width, height: 280, lines: legs, marks}
      ),
    {
      edition,
      context,
      about: {
        title: {zh: "价格分段", en: "Price segments"},
        subtitle: {
          zh: "收盘点位与日线分段；三角画在拐点得到确认的那一天，虚线尚未确认",
          en: "Closing levels and daily legs; triangles stand where a pivot was confirmed, the dashed leg is open"
        },
        columns: {date, close},
        sql: `SELECT * FROM index_segment WHERE "index" = '${index}' AND freq = 'D' AND confirmed_date <= DATE '${edition.day}' ORDER BY pivot_date;`,
        method: "/timing/segments",
        code: "pipeline/weekly/segments.ts"
      }
    }
  );
}
