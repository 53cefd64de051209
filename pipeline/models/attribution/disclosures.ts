import {type Completed, completeHoldings} from "../../../lib/attribution/complete-holdings.js";
import type {Context} from "../../run/model.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {type Funds, numbered} from "./funds.js";

/** One report of one fund: a run of rows in the columns of `Disclosures`. */
interface Report {
  readonly period: number;
  /** When the first of its rows became known, and all of them. */
  readonly known: number;
  readonly whole: number;
  /** Whether every position is among its rows. */
  readonly full: boolean;
  readonly from: number;
  readonly to: number;
  readonly equity: number;
}

/** What is known of a fund's portfolio on a day. */
export interface KnownPortfolio extends Completed {
  readonly period: number;
  /** Day from whose close all of it is known. */
  readonly known: number;
  /** Whether nothing had to be carried from an older report. */
  readonly full: boolean;
}

/** Disclosed holdings of funds, as a reader of any day would have known them. */
export class Disclosures {
  private readonly memo = new Map<string, KnownPortfolio>();

  constructor(
    /** Stocks by id. */
    readonly codes: readonly string[],
    private readonly reports: readonly (readonly Report[])[],
    private readonly rows: {
      readonly code: Int32Array;
      readonly weight: Float64Array;
      readonly known: Int32Array;
    }
  ) {}

  /**
   * The portfolio as known at a day's close: the latest report, its ten largest completed by the last full report
   * where it is not whole yet. Undefined before the first.
   */
  knownAt(fund: number, day: number): KnownPortfolio | undefined {
    return this.complete(
      fund,
      (this.reports[fund] ?? []).findLastIndex((r) => r.known <= day),
      day
    );
  }

  /** The portfolio of one period's report as known at a later day's close; undefined where it was not reported by then. */
  knownOf(fund: number, period: number, day: number): KnownPortfolio | undefined {
    const at = (this.reports[fund] ?? []).findIndex((r) => r.period === period && r.known <= day);
    return this.complete(fund, at, day);
  }

  /** Every reported period of a fund, ascending. */
  periods(fund: number): number[] {
    return (this.reports[fund] ?? []).map((r) => r.period);
  }

  private complete(fund: number, at: number, day: number): KnownPortfolio | undefined {
    const own = this.reports[fund] ?? [];
    const report = own[at];
    if (!report) return undefined;
    const whole = report.full && report.whole <= day;
    const before = whole ? undefined : own.slice(0, at).findLast((r) => r.full && r.whole <= day);
    const key = `${fund} ${report.period} ${whole ? "full" : (before?.period ?? "top")}`;
    const old = this.memo.get(key);
    if (old) return old;
    const top = this.slice(report, whole ? report.whole : report.known);
    const disclosed = completeHoldings(top, before && this.slice(before, before.whole), {
      equity: report.equity
    });
    const since = whole ? report.whole : Math.max(report.known, before?.whole ?? NULL_DAY);
    const known = {...disclosed, period: report.period, known: since, full: whole};
    this.memo.set(key, known);
    return known;
  }

  private slice({from, to}: Report, day: number): {code: number[]; weight: number[]} {
    const out = {code: [] as number[], weight: [] as number[]};
    for (let i = from; i < to; i++) {
      if ((this.rows.known[i] as number) > day) continue;
      out.code.push(this.rows.code[i] as number);
      out.weight.push(this.rows.weight[i] as number);
    }
    return out;
  }
}

/** Reads `fund_holding` and, where there is one, `fund_report`. */
export async function readDisclosures(context: Context, funds: Funds): Promise<Disclosures> {
  const id = numbered(funds.code, {as: "f", column: "fund"});
  const words = await context.query("SELECT DISTINCT code FROM fund_holding ORDER BY code");
  const codes = words.strings("code").map((c) => c ?? "");
  const frame = await context.query(
    `WITH c AS (SELECT code, (row_number() OVER (ORDER BY code) - 1)::INTEGER AS stock FROM (SELECT DISTINCT code FROM fund_holding))
     SELECT f.id AS fund, period_end, stock, weight, scope = 'full' AS whole, known_date
     FROM fund_holding JOIN ${id} USING (fund) JOIN c USING (code) WHERE weight > 0
     ORDER BY f.id, period_end, stock`
  );
  const equity = new Map<string, number>();
  if (context.has("fund_report")) {
    const own = await context.query(
      `SELECT f.id AS fund, period_end, equity_ratio FROM fund_report JOIN ${id} USING (fund)`
    );
    const [fund, period, ratio] = [own.numbers("fund"), own.days("period_end"), own.numbers("equity_ratio")];
    for (let i = 0; i < own.rows; i++) equity.set(`${fund[i]} ${period[i]}`, ratio[i] as number);
  }
  const columns = {
    fund: frame.numbers("fund"),
    period: frame.days("period_end"),
    known: frame.days("known_date"),
    whole: frame.flags("whole")
  };
  const reports = reportsOf(columns, funds.code.length, (f, p) => equity.get(`${f} ${p}`) ?? Number.NaN);
  return new Disclosures(codes, reports, {
    code: Int32Array.from(frame.numbers("stock")),
    weight: frame.numbers("weight"),
    known: columns.known
  });
}

function reportsOf(
  {
    fund,
    period,
    known,
    whole
  }: {
    readonly fund: Float64Array;
    readonly period: Int32Array;
    readonly known: Int32Array;
    readonly whole: Uint8Array;
  },
  funds: number,
  equityOf: (fund: number, period: number) => number
): Report[][] {
  const reports: Report[][] = Array.from({length: funds}, () => []);
  for (let from = 0; from < fund.length; ) {
    const [f, p] = [fund[from] as number, period[from] as number];
    let [first, last, full] = [Number.POSITIVE_INFINITY, NULL_DAY, false];
    let to = from;
    for (; to < fund.length && fund[to] === f && period[to] === p; to++) {
      first = Math.min(first, known[to] as number);
      last = Math.max(last, known[to] as number);
      if (whole[to] === 1) full = true;
    }
    reports[f]?.push({period: p, known: first, whole: last, full, from, to, equity: equityOf(f, p)});
    from = to;
  }
  return reports;
}
