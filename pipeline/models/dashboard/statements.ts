import type {Source} from "../../warehouse/source.js";

/** Latest statements of each stock as known so far, and the same a year before; NaN where unknown. */
export interface Statements {
  readonly book: Float64Array;
  readonly profit: Float64Array;
  readonly profitBefore: Float64Array;
  readonly revenue: Float64Array;
  readonly revenueBefore: Float64Array;
  /** Takes in everything known by `day`; days must ascend. */
  advance(day: number): void;
}

interface Report {
  readonly book: number;
  readonly profit: number;
  readonly revenue: number;
}

/** Statements for these codes from `financial`, empty where `present` is false. */
export async function readStatements(
  source: Source,
  codes: readonly string[],
  {present}: {readonly present: boolean}
): Promise<Statements> {
  const blank = (): Float64Array => new Float64Array(codes.length).fill(Number.NaN);
  const now = {
    book: blank(),
    profit: blank(),
    profitBefore: blank(),
    revenue: blank(),
    revenueBefore: blank()
  };
  if (!present) return {...now, advance: () => undefined};
  const frame = await source.query(
    `SELECT code, period_end, known_date, book_equity, net_profit_ttm, revenue_ttm FROM financial
     ORDER BY known_date, code, period_end`
  );
  const place = new Map(codes.map((c, i) => [c, i]));
  const code = frame.text("code");
  const [period, known] = [frame.days("period_end"), frame.days("known_date")];
  const [book, profit, revenue] = ["book_equity", "net_profit_ttm", "revenue_ttm"].map((c) =>
    frame.numbers(c)
  );
  const reports: Map<number, Report>[] = codes.map(() => new Map());
  const latest = new Int32Array(codes.length).fill(-2147483648);
  let next = 0;
  return {
    ...now,
    advance(day) {
      for (; next < frame.rows && (known[next] as number) <= day; next++) {
        const i = place.get(code.values[code.codes[next] as number] ?? "");
        const end = period[next] as number;
        if (i === undefined) continue;
        reports[i]?.set(end, {
          book: book?.[next] ?? Number.NaN,
          profit: profit?.[next] ?? Number.NaN,
          revenue: revenue?.[next] ?? Number.NaN
        });
        latest[i] = Math.max(latest[i] as number, end);
        const current = reports[i]?.get(latest[i] as number);
        const before = reports[i]?.get(yearBefore(latest[i] as number));
        now.book[i] = current?.book ?? Number.NaN;
        now.profit[i] = current?.profit ?? Number.NaN;
        now.revenue[i] = current?.revenue ?? Number.NaN;
        now.profitBefore[i] = before?.profit ?? Number.NaN;
        now.revenueBefore[i] = before?.revenue ?? Number.NaN;
      }
    }
  };
}

/** The same period end a year before. */
function yearBefore(day: number): number {
  const date = new Date(day * 86_400_000);
  return Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate()) / 86_400_000;
}
