import type {Market} from "../../../lib/backtest/market.js";
import type {Result} from "../../../lib/backtest/result.js";
import {Rows} from "../northbound/rows.js";
import type {Family, Variant} from "./family.js";
import {addFills, addNav, addStats, fillRows, type Honesty, navRows, statRows, type Track} from "./tables.js";

/**
 * Why a strategy stands in the tables. `report`: the report's own point. `base`: fixed before any result. `pick`: the
 * best of the grid, in hindsight. `walk`: chosen anew each year on the past alone. `index`: an index, no tradable book.
 */
export type Role = "report" | "base" | "pick" | "walk" | "index";

export interface Description {
  readonly strategy: string;
  readonly family: string;
  readonly role: Role;
  readonly zh: string;
  readonly en: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What each family set out to find, written before its first run. */
const HYPOTHESES: Readonly<Record<string, {readonly zh: string; readonly en: string}>> = {
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

/** Gathers what all families have to say, and gives it as the columns of the tables. */
export class Gathered {
  private readonly stat = statRows();
  private readonly nav = navRows();
  private readonly fill = fillRows();
  private readonly strategy = new Rows(
    [],
    ["strategy", "name_zh", "name_en", "family", "params", "hypothesis", "hypothesis_en", "role"],
    ["variants_tried"]
  );
  private readonly grid = new Rows(
    [],
    ["family", "variant", "strategy", "seat", "book", "rule", "chosen"],
    [
      "lookback",
      "threshold",
      "size",
      "every",
      "annual_return",
      "gross_return",
      "volatility",
      "sharpe",
      "max_drawdown",
      "turnover",
      "excess",
      "dsr"
    ]
  );
  private readonly honesty = new Rows([], ["family", "measure"], ["value"]);
  private readonly placebo = new Rows([], ["strategy"], ["draw", "annual_return", "sharpe"]);
  private readonly quintile = new Rows(["date"], ["strategy"], ["quintile", "level"]);

  addStrategy(
    {strategy, family, role, zh, en, params}: Description,
    track: Track,
    {tried, ...honesty}: Honesty & {readonly tried: number}
  ): void {
    this.strategy.add({
      strategy,
      family,
      role,
      name_zh: zh,
      name_en: en,
      params: JSON.stringify(params),
      hypothesis: HYPOTHESES[family]?.zh ?? "",
      hypothesis_en: HYPOTHESES[family]?.en ?? "",
      variants_tried: tried
    });
    addNav(this.nav, track);
    addStats(this.stat, track, honesty);
  }

  addLedger(strategy: string, result: Result, market: Market): void {
    addFills(this.fill, strategy, {result, market});
  }

  /** Every variant of a family; `chosen` says which were picked, by name of the variant. */
  addGrid(
    family: Family,
    {benchmark, chosen}: {readonly benchmark: number; readonly chosen: ReadonlyMap<Variant, string>}
  ): void {
    for (const v of family.variants) {
      const {variant, strategy, seat, book, rule, lookback, threshold, size, every} = v;
      this.grid.add({
        family: family.name,
        ...{variant, strategy, seat, book, rule, lookback, threshold, size, every},
        annual_return: v.annual,
        gross_return: v.gross,
        volatility: v.volatility,
        sharpe: v.sharpe.ratio,
        max_drawdown: v.drawdown,
        turnover: v.turnover,
        excess: v.annual - benchmark,
        dsr: family.deflated(v),
        chosen: chosen.get(v) ?? ""
      });
    }
  }

  addHonesty(family: string, measures: Readonly<Record<string, number>>): void {
    for (const [measure, value] of Object.entries(measures)) this.honesty.add({family, measure, value});
  }

  addPlacebo(strategy: string, books: readonly {readonly annual: number; readonly sharpe: number}[]): void {
    books.forEach(({annual, sharpe}, draw) => {
      this.placebo.add({strategy, draw, annual_return: annual, sharpe});
    });
  }

  addQuintiles(strategy: string, days: Int32Array, levels: readonly Float64Array[]): void {
    levels.forEach((level, q) => {
      days.forEach((date, t) => {
        this.quintile.add({strategy, date, quintile: q + 1, level: level[t] as number});
      });
    });
  }

  /** Columns by table. */
  tables() {
    return {
      strategy: this.strategy.columns(),
      strategy_nav: this.nav.columns(),
      strategy_fill: this.fill.columns(),
      strategy_stat: this.stat.columns(),
      strategy_grid: this.grid.columns(),
      strategy_honesty: this.honesty.columns(),
      strategy_placebo: this.placebo.columns(),
      strategy_quintile: this.quintile.columns()
    };
  }
}
