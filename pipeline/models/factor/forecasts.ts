import {trendGrowth, twelveMonthForward} from "../../../lib/factor/fiscal.js";
import {columns, type Slot} from "../../../lib/factor/slots.js";
import type {Context} from "../../run/model.js";
import {dayOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {type After, unread, withColumn} from "./bars.js";
import {FLOOR} from "./statements.js";

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

  /** Reads a calendar year's consensus, or what of it and of before was not read; undefined where there is none. */
  async read(year: number, {after}: After = {}): Promise<Frame | undefined> {
    if (!this.context.has("consensus")) return undefined;
    const within =
      after === undefined
        ? `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`
        : `date <= DATE '${year}-12-31' AND ${unread("date", after)}`;
    return this.context.query(
      `SELECT date, col, fy1, net_profit_fy0, net_profit_fy1, net_profit_fy2, net_profit_fy3 FROM ${withColumn("consensus", within)} ORDER BY date, col`
    );
  }

  /** Takes up what was read of a year; call before advancing into it. */
  load(frame: Frame | undefined): void {
    this.at = 0;
    this.frame = frame;
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

  slots(): Slot[] {
    return columns(this.egrlf, this.egrsf, this.fy1, this.fy2, this.end, this.told);
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
