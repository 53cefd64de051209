import {covers, type Forecast, type Fttm, fttm} from "./fttm.js";

/** Expected return on equity and profit growth of a group of companies. */
export interface Outlook {
  /** Σ profit of the next twelve months ÷ Σ mean book equity; NaN where equity is not positive. */
  readonly roe: number;
  /** Σ profit of the next twelve months ÷ Σ of the last − 1; NaN where the last was a loss. */
  readonly growth: number;
}

/** Ratio of sums over companies; NaN for none. */
export function outlookOf(values: Iterable<Fttm>): Outlook {
  let [profit, base, book] = [0, 0, 0];
  for (const v of values) {
    profit += v.profit;
    base += v.base;
    book += v.book;
  }
  return {
    roe: book > 0 ? profit / book : Number.NaN,
    growth: base > 0 ? profit / base - 1 : Number.NaN
  };
}

/** Change of an outlook in its parts, which sum to `total` exactly as they are added here. */
export interface Change {
  /** Forecasts changed, the calendar stood still. */
  readonly revision: number;
  /** The calendar moved on, forecasts stood still. */
  readonly rollDown: number;
  /** Companies came into and left the sample. */
  readonly composition: number;
  readonly total: number;
}

export interface OutlookChange {
  readonly roe: Change;
  readonly growth: Change;
  /** Companies covered on both days. */
  readonly matched: number;
}

/**
 * Splits the change of a group's outlook between two days (修正、时间滚动、样本变动). On the companies covered on both
 * days: revision = today's forecasts − the last ones, both read at the last day; roll-down = today's forecasts read
 * today − read at the last day. Composition is what is left of the change of the whole samples. All parts are NaN
 * where an outlook they need is. Groups are forecasts by company, of which only those that cover their day count;
 * `from` and `to` are the days' `yearPosition`.
 */
export function outlookChange(
  before: ReadonlyMap<string | number, Forecast>,
  after: ReadonlyMap<string | number, Forecast>,
  {from, to}: {readonly from: number; readonly to: number}
): OutlookChange {
  if (!(from < to)) throw new RangeError(`to must be after from = ${from}, got ${to}`);
  const [old, stale, fresh, all]: [Fttm[], Fttm[], Fttm[], Fttm[]] = [[], [], [], []];
  for (const [company, forecast] of after) {
    const now = fttm(forecast, to);
    if (!covers(now)) continue;
    all.push(now);
    const last = before.get(company);
    const was = last && fttm(last, from);
    const held = fttm(forecast, from);
    if (!was || !covers(was) || !covers(held)) continue;
    old.push(was);
    stale.push(held);
    fresh.push(now);
  }
  const whole = outlookOf([...before.values()].map((f) => fttm(f, from)).filter(covers));
  const [a, b, c, d] = [outlookOf(old), outlookOf(stale), outlookOf(fresh), outlookOf(all)];
  const parts = (key: keyof Outlook): Change => {
    const revision = b[key] - a[key];
    const rollDown = c[key] - b[key];
    const total = d[key] - whole[key];
    const composition = total - (c[key] - a[key]);
    return Number.isNaN(revision + rollDown + composition)
      ? {revision: Number.NaN, rollDown: Number.NaN, composition: Number.NaN, total}
      : {revision, rollDown, composition, total};
  };
  return {roe: parts("roe"), growth: parts("growth"), matched: fresh.length};
}
