import {trendGrowth, variability} from "../../../lib/factor/fiscal.js";
import {columns, type Slot} from "../../../lib/factor/slots.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf} from "../../warehouse/source.js";
import {type After, unread, withColumn} from "./bars.js";

/** Fiscal years that growth and variability look back on. */
const YEARS = 5;
/** Means below this share of capitalisation are taken for zero. */
export const FLOOR = 1e-6;

/** What the market knows of each stock's books on the day it was advanced to; NaN where nothing. */
export interface Known {
  readonly book: Float64Array;
  readonly profit: Float64Array;
  readonly cash: Float64Array;
  readonly assets: Float64Array;
  readonly debt: Float64Array;
  readonly longDebt: Float64Array;
  readonly preferred: Float64Array;
  /** Dividends of the last twelve months in money: per share × the shares on the day they became known. */
  readonly dividend: Float64Array;
  readonly egro: Float64Array;
  readonly sgro: Float64Array;
  readonly vsal: Float64Array;
  readonly vern: Float64Array;
  readonly vflo: Float64Array;
}

interface Fiscal {
  readonly year: number;
  readonly sales: number;
  readonly profit: number;
  readonly cash: number;
}

const FISCAL = ["year", "sales", "profit", "cash"] as const;

/** Statements in the order in which they became known. */
export class Statements {
  readonly known: Known;
  private at = 0;
  private readonly latest: Int32Array;
  /** The last fiscal years of each stock, oldest first: a run of one value a stock for each. */
  private readonly fiscal: Readonly<Record<keyof Fiscal, Float64Array>>;

  private constructor(
    assets: number,
    private readonly frame: Frame | undefined
  ) {
    const empty = (years = 1): Float64Array => new Float64Array(years * assets).fill(Number.NaN);
    this.known = {
      book: empty(),
      profit: empty(),
      cash: empty(),
      assets: empty(),
      debt: empty(),
      longDebt: empty(),
      preferred: empty(),
      dividend: empty(),
      egro: empty(),
      sgro: empty(),
      vsal: empty(),
      vern: empty(),
      vflo: empty()
    };
    this.latest = new Int32Array(assets).fill(-2147483648);
    this.fiscal = {year: empty(YEARS), sales: empty(YEARS), profit: empty(YEARS), cash: empty(YEARS)};
  }

  static async read(context: Context, assets: number, {after}: After = {}): Promise<Statements> {
    if (!context.has("financial")) return new Statements(assets, undefined);
    const present = await columnsOf(context, "financial");
    const optional = (name: string): string => (present.has(name) ? name : `NULL::DOUBLE AS ${name}`);
    return new Statements(
      assets,
      await context.query(
        `SELECT col, period_end, known_date, revenue_ttm, net_profit_ttm, book_equity, total_assets, total_debt, operating_cash_flow_ttm, ${optional("long_debt")}, ${optional("preferred")}, ${optional("dividend_ps_ttm")} FROM ${withColumn("financial", after === undefined ? "true" : unread("known_date", after))} ORDER BY known_date, period_end, col`
      )
    );
  }

  /** Takes in what is known by the close of `day`; `shares` and `caps` are the stocks' latest. */
  advance(day: number, shares: Float64Array, caps: Float64Array): void {
    const frame = this.frame;
    if (!frame) return;
    const known = frame.days("known_date");
    const col = frame.numbers("col");
    for (; this.at < known.length && (known[this.at] as number) <= day; this.at++) {
      const i = col[this.at] as number;
      this.take(frame, this.at, i, shares[i] as number, caps[i] as number);
    }
  }

  private take(frame: Frame, row: number, i: number, shares: number, cap: number): void {
    const known = this.known;
    const value = (name: string): number => frame.numbers(name)[row] as number;
    const period = frame.days("period_end")[row] as number;
    if (period >= (this.latest[i] as number)) {
      this.latest[i] = period;
      known.book[i] = value("book_equity");
      known.profit[i] = value("net_profit_ttm");
      known.cash[i] = value("operating_cash_flow_ttm");
      known.assets[i] = value("total_assets");
      known.debt[i] = value("total_debt");
      known.longDebt[i] = value("long_debt");
      known.preferred[i] = value("preferred");
      known.dividend[i] = value("dividend_ps_ttm") * shares;
    }
    const end = isoOf(period);
    if (!end.endsWith("-12-31")) return;
    const year = Number(end.slice(0, 4));
    const rest = this.years(i).filter((f) => f.year !== year);
    const own = {
      year,
      sales: value("revenue_ttm"),
      profit: value("net_profit_ttm"),
      cash: value("operating_cash_flow_ttm")
    };
    const all = [...rest, own].sort((a, b) => a.year - b.year).slice(-YEARS);
    const assets = this.latest.length;
    all.forEach((f, k) => {
      for (const name of FISCAL) this.fiscal[name][k * assets + i] = f[name];
    });
    this.describe(i, cap);
  }

  private years(i: number): Fiscal[] {
    const {year, sales, profit, cash} = this.fiscal;
    const found: Fiscal[] = [];
    for (let at = i; at < year.length; at += this.latest.length) {
      if (Number.isNaN(year[at] as number)) break;
      found.push({
        year: year[at] as number,
        sales: sales[at] as number,
        profit: profit[at] as number,
        cash: cash[at] as number
      });
    }
    return found;
  }

  slots(): Slot[] {
    const assets = this.latest.length;
    const years = FISCAL.map((name) => ({array: this.fiscal[name], assets}));
    return [...columns(...Object.values(this.known), this.latest), ...years];
  }

  /** Growth and variability of the last fiscal years. Totals, not per share: bonus shares would read as a fall. */
  private describe(i: number, cap: number): void {
    const known = this.known;
    const all = this.years(i);
    const last = (all.at(-1) as Fiscal).year;
    const used = all.filter((f) => f.year > last - YEARS);
    const years = used.map((f) => f.year);
    const floor = {floor: Number.isNaN(cap) ? 0 : FLOOR * cap};
    const of = (pick: (f: Fiscal) => number): number[] => used.map(pick);
    known.egro[i] = trendGrowth(
      years,
      of((f) => f.profit),
      floor
    );
    known.sgro[i] = trendGrowth(
      years,
      of((f) => f.sales),
      floor
    );
    known.vsal[i] = variability(
      of((f) => f.sales),
      floor
    );
    known.vern[i] = variability(
      of((f) => f.profit),
      floor
    );
    known.vflo[i] = variability(
      of((f) => f.cash),
      floor
    );
  }
}
