import {points} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Positions by sector and industry: weight, over/underweight, and the week's change with its interval. */
export function positionsFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {
    industry = [],
    zh = [],
    en = [],
    sector = [],
    weight = [],
    csi800 = [],
    overUnder = [],
    change = [],
    active = [],
    lo = [],
    hi = [],
    significant = [],
    to
  } = edition.modules.positions ?? {};
  const {locale} = context;
  const level = (v: number): string => points(v, {digits: 2});
  const signed = (v: number): string => points(v, {digits: 2, signed: true});
  return moduleFigure(
    "positions",
    dataTable(
      {
        sector,
        name: locale === "zh" ? zh : en,
        weight,
        csi800,
        overUnder,
        change,
        active,
        band: lo.map((l, i) => (Number.isFinite(l) ? `${signed(l)} … ${signed(hi[i] ?? Number.NaN)}` : "")),
        stands: significant.map((s) => (s ? (locale === "zh" ? "显著" : "yes") : ""))
      },
      {
        locale,
        groupBy: "sector",
        fields: [
          {name: "name", label: {zh: "行业", en: "Industry"}},
          {name: "weight", label: {zh: "仓位", en: "Position"}, unit: "%", format: level},
          {name: "csi800", label: {zh: "中证 800", en: "CSI 800"}, unit: "%", format: level},
          {
            name: "overUnder",
            label: {zh: "超低配", en: "Over/under"},
            unit: {zh: "百分点", en: "points"},
            format: signed,
            tone: true
          },
          {
            name: "change",
            label: {zh: "本周增减", en: "Change"},
            unit: {zh: "百分点", en: "points"},
            format: signed,
            bar: "diverging",
            tone: true
          },
          {
            name: "active",
            label: {zh: "其中主动", en: "Active"},
            unit: {zh: "百分点", en: "points"},
            format: signed,
            tone: true
          },
          {name: "band", label: {zh: "90% 区间", en: "90 % interval"}, align: "right"},
          {name: "stands", label: {zh: "超出误差", en: "Beyond error"}, align: "center"}
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "主动偏股基金行业仓位", en: "Active funds' positions by industry"},
        subtitle: {
          zh: "由净值与上次披露的持仓估计，占净值比",
          en: "Estimated from net asset values and the last disclosure, share of assets"
        },
        columns: {
          industry,
          sector,
          weight,
          csi800,
          over_under: overUnder,
          change,
          active_change: active,
          lo,
          hi
        },
        asOf: to,
        sql: `SELECT * FROM fund_position WHERE date = DATE '${to}' ORDER BY industry;`,
        method: "/methods/fund-positions",
        code: "pipeline/weekly/positions.ts",
        wide: true
      }
    }
  );
}
