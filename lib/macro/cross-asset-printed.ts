import {ASSETS, type CrossAssetSignal, crossAssetSignal, DIMENSIONS} from "./cross-asset.js";
import type {Arrow} from "./indicator-signal.js";

/** Rows of `published_cross_asset`; NaN where not printed. */
export interface PrintedCrossAsset {
  readonly dimension: readonly string[];
  readonly item: readonly string[];
  readonly previous: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
  readonly change: ArrayLike<number>;
  /** What the report concludes: `股票↑ 债券↑`, or `/`. */
  readonly direction: readonly string[];
}

export interface PrintedSignal extends CrossAssetSignal {
  readonly dimension: string;
  readonly asset: string;
  /** The arrow in print. */
  readonly printed: Arrow;
}

/** A fall of these is good for the assets of their row; the report gives no signs, these are ours. */
const FALLING = /LPR|利率|收益率|库存|美国制造业PMI/;

/** A row's change: as printed, else from its two values, else against what was expected. */
export function printedChange({previous, value, expected, change}: PrintedCrossAsset, row: number): number {
  const [was, is, wanted] = [previous[row] as number, value[row] as number, expected[row] as number];
  if (!Number.isNaN(change[row])) return change[row] as number;
  return Number.isNaN(was) ? is - wanted : is - was;
}

/**
 * The report's table read by our rule. In print there is no history, so that each indicator speaks by the sign of its
 * change; a dimension that the report leaves open (`/`) is read for stocks, whose case its text argues.
 */
export function printedSignals(table: PrintedCrossAsset): PrintedSignal[] {
  const names = new Map(Object.entries(ASSETS).map(([key, {zh}]) => [zh, key]));
  return Object.values(DIMENSIONS).flatMap(({zh}) => {
    const rows = table.dimension.flatMap((d, i) => (d === zh ? [i] : []));
    const pushes = rows.map((i) => ({
      change: printedChange(table, i),
      z: Number.NaN,
      polarity: FALLING.test(table.item[i] ?? "") ? -1 : 1
    }));
    const concluded = (table.direction[rows[0] ?? -1] ?? "").split(" ").filter(Boolean);
    return concluded.map((word): PrintedSignal => {
      const arrow = word.endsWith("↑") ? "↑" : word.endsWith("↓") ? "↓" : "/";
      const asset = names.get(word.replace(/[↑↓/]$/, "")) ?? "stock";
      return {dimension: zh, asset, printed: arrow, ...crossAssetSignal(pushes)};
    });
  });
}
