import {trendGrowth, twelveMonthForward, variability} from "../../../lib/factor/fiscal.js";
import type {Context} from "../../run/model.js";
import {dayOf, isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf, withColumn} from "./bars.js";

/** Fiscal years that growth and variability look back on. */
const YEARS = 5;
/** Means below this share of capitalisation are taken for zero. */
const FLOOR = 1e-6;

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

/** Statements in the order in which they became known. */
export class Statements {
  readonly known: Known;
  private at = 0;
  private readonly latest: Int32Array;
  private readonly fiscal: Fiscal[][];

  private constructor(
    assets: number,
    private readonly frame: Frame | undefined
  ) {
    const empty = (): Float64Array => new Float64Array(assets).fill(Number.NaN);
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
    this.fiscal = Array.from({length: assets}, () => []);
  }

  static async read(context: Context, assets: number): Promise<Statements> {
    if (!context.has("financial")) return new Statements(assets, undefined);
    const present = await columnsOf(context, "financial");
    const optional = (name: string): string => (present.has(name) ? name : `NULL::DOUBLE AS ${name}`);
    return new Statements(
      assets,
      await context.query(
        `SELECT col, period_end, known_date, revenue_ttm, net_profit_ttm, book_equity, total_assets, total_debt, operating_cash_flow_ttm, ${optional("long_debt")}, ${optional("preferred")}, ${optional("dividend_ps_ttm")} FROM ${withColumn("financial")} ORDER BY known_date, period_end, col`
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
    const rest = (this.fiscal[i] as Fiscal[]).filter((f) => f.year !== year);
    const own = {
      year,
      sales: value("revenue_ttm"),
      profit: value("net_profit_ttm"),
      cash: value("operating_cash_flow_ttm")
    };
    const all = [...rest, own].sort((a, b) => a.year - b.year);
    this.fiscal[i] = all.slice(-YEARS);
    this.describe(i, cap);
  }

  /** Growth and variability of the last fiscal years. Totals, not per share: bonus shares would read as a fall. */
  private describe(i: number, cap: number): void {
    const known = this.known;
    const all = this.fiscal[i] as Fiscal[];
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

/** Days after which a consensus that nobody renewed counts no more. */
const STALE = 180;

/** What analysts expect, as last published by the day it was advanced to. */
export class Forecasts {
  readonly egrlf: Float64Array;
  readonly egrsf: Float64Array;
  private readonly fy1: Float64Array;
  private readonly fy2: Float64Array;
  private readonly end: Float64Array;
  private readonly told: Float64Array;
  private frame: Frame | undefined;
  private at = 0;

  constructor(
    private readonly context: Context,
    assets: number
  ) {
    const empty = (): Float64Array => new Float64Array(assets).fill(Number.NaN);
    this.egrlf = empty();
    this.egrsf = empty();
    this.fy1 = empty();
    this.fy2 = empty();
    this.end = empty();
    this.told = empty();
  }

  /** Loads a calendar year's consensus; call before advancing into it. */
  async load(year: number): Promise<void> {
    this.at = 0;
    if (!this.context.has("consensus")) return;
    const within = `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`;
    this.frame = await this.context.query(
      `SELECT date, col, fy1, net_profit_fy0, net_profit_fy1, net_profit_fy2, net_profit_fy3 FROM ${withColumn("consensus", within)} ORDER BY date, col`
    );
  }

  advance(day: number, caps: Float64Array): void {
    const frame = this.frame;
    if (!frame) return;
    const date = frame.days("date");
    const col = frame.numbers("col");
    const year = frame.numbers("fy1");
    const profit = [0, 1, 2, 3].map((k) => frame.numbers(`net_profit_fy${k}`));
    for (; this.at < date.length && (date[this.at] as number) <= day; this.at++) {
      const i = col[this.at] as number;
      const path = profit.map((p) => p[this.at] as number);
      const [fy0, fy1, fy2] = path as [number, number, number, number];
      const floor = Number.isNaN(caps[i] as number) ? 0 : FLOOR * (caps[i] as number);
      this.fy1[i] = fy1;
      this.fy2[i] = fy2;
      this.end[i] = dayOf(`${year[this.at] as number}-12-31`);
      this.told[i] = date[this.at] as number;
      this.egrlf[i] = trendGrowth([0, 1, 2, 3], path, {floor});
      this.egrsf[i] = Math.abs(fy0) > floor ? (fy1 - fy0) / Math.abs(fy0) : Number.NaN;
    }
  }

  /** Whether stock `i` has a forecast that is not stale. */
  fresh(i: number, day: number): boolean {
    return day - (this.told[i] as number) <= STALE;
  }

  /** Expected profit of the next twelve months. */
  forward(i: number, day: number): number {
    if (!this.fresh(i, day)) return Number.NaN;
    return twelveMonthForward(this.fy1[i] as number, this.fy2[i] as number, {
      day,
      end: this.end[i] as number
    });
  }
}
