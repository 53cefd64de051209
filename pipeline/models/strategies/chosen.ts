import type {Result} from "../../../lib/backtest/result.js";
import type {Point, Variant} from "./family.js";

/** A strategy that stands in the tables: what it is, why it was chosen, and how it ran. */
export interface Chosen {
  readonly strategy: string;
  readonly family: string;
  /**
   * `report`: the report's own point. `base`: fixed before any result. `pick`: the best of the grid, in hindsight.
   * `walk`: chosen again each year on the past alone. `index`: an index, not a tradable book.
   */
  readonly role: "report" | "base" | "pick" | "walk" | "index";
  readonly zh: string;
  readonly en: string;
  readonly point?: Point;
  readonly variant?: Variant;
  readonly result?: Result;
  /** Daily returns after and before costs from the day after the first, where there is no result. */
  readonly series?: {readonly days: Int32Array; readonly net: Float64Array; readonly gross: Float64Array};
  readonly turnover?: number;
}

/** What each family set out to find, written before its first run. */
export const HYPOTHESES: Readonly<Record<string, {readonly zh: string; readonly en: string}>> = {
  north: {
    zh: "若某些托管席位掌握信息，它们的增持速率应在之后数日到数月内领先于收益；若没有，逐席位挑选最优参数只会得到运气。",
    en: "If some custodian seats are informed, the pace of their buying leads returns over the next days to months; if none is, the best seat and parameters are luck."
  },
  south: {
    zh: "南下持股占自由流通比例快速上升、且已超过 10% 的股票，在之后数周跑赢；若成立，网格中部（5 日、0.5 个百分点、持有 20 日）也应有效，而不只是最优一点。",
    en: "Stocks whose southbound share of the free float rises fast and is above 10 % outperform over the next weeks; if so, the middle of the grid (5 days, 0.5 points, held 20 days) works too, not only its best point."
  },
  micro_cap: {
    zh: "市值最小的 400 只股票等权，长期跑赢沪深300；更勤的再平衡带来额外收益，且扣除费用后仍在。",
    en: "The 400 smallest stocks in equal weights beat the CSI 300 over the years; rebalancing more often adds to it, and costs do not take it away."
  }
};
