import {fixed} from "../../lib/format/number.js";
import {assetNamed, dimensionNamed} from "../../lib/weekly/assets.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Dimension by asset: the mean standardised change in the asset's favour, and the arrow it earns. */
export function assetsFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {dimension = [], asset = [], signal = [], arrow = [], to} = edition.modules.assets ?? {};
  const {locale} = context;
  return moduleFigure(
    "assets",
    dataTable(
      {dimension, asset: asset.map((a) => assetNamed(a)[locale]), signal, arrow},
      {
        locale,
        groupBy: "dimension",
        group: (d) => dimensionNamed(d)[locale],
        fields: [
          {name: "asset", label: {zh: "资产", en: "Asset"}},
          {
            name: "signal",
            label: {zh: "信号", en: "Signal"},
            unit: {zh: "标准差", en: "s.d."},
            format: (v: number) => fixed(v, {signed: true}),
            bar: "diverging",
            tone: true
          },
          {name: "arrow", label: {zh: "方向", en: "Arrow"}, align: "center"}
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "大类资产边际变化", en: "Marginal changes across asset classes"},
        subtitle: {
          zh: "各维度指标按对资产的方向加权的标准化变化；绝对值超过 0.5 才给箭头",
          en: "Standardised changes of each dimension's indicators, in the asset's favour; an arrow beyond 0.5"
        },
        columns: {dimension, asset, signal, arrow},
        asOf: to,
        sql: `SELECT * FROM cross_asset_signal WHERE date = DATE '${to}' ORDER BY dimension, asset;`,
        method: "/macro/cross-asset",
        code: "pipeline/weekly/assets.ts"
      }
    }
  );
}
