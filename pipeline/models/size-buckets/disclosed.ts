import {BUCKETS} from "../../../lib/flow/size-buckets.js";
import type {Context} from "../../run/model.js";
import {type Columns, dayOf, isDictionary, isoOf} from "../../warehouse/columns.js";
import {Rows} from "../northbound/rows.js";

interface Sum {
  error: number;
  signed: number;
  estimate: number;
  funds: number;
}

/**
 * Errors of the estimates nearest before each half-year's end against the whole holdings disclosed for it, by bucket:
 * a stock belongs to the index that held it then, else to the micro caps. Known when the holdings are disclosed.
 */
export async function bucketErrors(context: Context, estimates: Columns): Promise<Columns> {
  const out = new Rows(
    ["period_end", "known_date"],
    ["bucket"],
    ["mae", "bias", "mean_estimate", "mean_disclosed", "funds"]
  );
  if (!context.has("fund_holding") || !context.has("index_member")) return out.columns();
  const found = estimatesByFund(estimates);
  const disclosed = await context.query(
    `WITH h AS (
       SELECT fund, period_end, code, weight, known_date FROM fund_holding
       WHERE scope = 'full' AND known_date <= (SELECT max(date) FROM index_daily) AND fund IN (${[...found.keys()].map((f) => `'${f.replaceAll("'", "''")}'`).join() || "''"})
     ), dates AS (
       SELECT p.period_end, m.index, max(m.date) AS date FROM (SELECT DISTINCT period_end FROM h) p
       JOIN (SELECT DISTINCT index, date FROM index_member WHERE index IN (${BUCKETS.map((b) => `'${b}'`).join()})) m
         ON m.date <= p.period_end GROUP BY ALL
     ), place AS (SELECT d.period_end, m.code, m.index FROM dates d JOIN index_member m USING (index, date))
     SELECT h.fund, h.period_end, coalesce(p.index, 'micro') AS bucket,
       sum(h.weight) / sum(sum(h.weight)) OVER (PARTITION BY h.fund, h.period_end) AS share, max(h.known_date) AS known
     FROM h LEFT JOIN place p USING (period_end, code) GROUP BY h.fund, h.period_end, bucket ORDER BY ALL`
  );
  const [fund, bucket, end, share, known] = [
    disclosed.strings("fund"),
    disclosed.strings("bucket"),
    disclosed.days("period_end"),
    disclosed.numbers("share"),
    disclosed.days("known")
  ];
  const actual = new Map<string, Map<string, number>>();
  const knownOf = new Map<number, number>();
  for (let i = 0; i < disclosed.rows; i++) {
    const key = `${end[i]} ${fund[i]}`;
    const own = actual.get(key) ?? new Map<string, number>();
    actual.set(key, own.set(bucket[i] ?? "", share[i] as number));
    knownOf.set(end[i] as number, Math.max(knownOf.get(end[i] as number) ?? 0, known[i] as number));
  }
  const sums = new Map<string, Sum>();
  for (const [key, parts] of actual) {
    const [day = "", name = ""] = key.split(" ");
    const estimate = latestBefore(found.get(name), Number(day));
    if (!estimate) continue;
    for (const b of BUCKETS) {
      const [e, a] = [estimate.get(b) ?? 0, parts.get(b) ?? 0];
      const sum = sums.get(`${day} ${b}`) ?? {error: 0, signed: 0, estimate: 0, funds: 0};
      sum.error += Math.abs(e - a);
      sum.signed += e - a;
      sum.estimate += e;
      sum.funds++;
      sums.set(`${day} ${b}`, sum);
    }
  }
  for (const [key, {error, signed, estimate, funds}] of sums) {
    const [day = "", b = ""] = key.split(" ");
    out.add({
      period_end: Number(day),
      known_date: knownOf.get(Number(day)) ?? dayOf(isoOf(Number(day))),
      bucket: b,
      mae: error / funds,
      bias: signed / funds,
      mean_estimate: estimate / funds,
      mean_disclosed: (estimate - signed) / funds,
      funds
    });
  }
  return out.columns();
}

type ByDate = Map<number, Map<string, number>>;

function estimatesByFund({date, fund, bucket, weight}: Columns): Map<string, ByDate> {
  const out = new Map<string, ByDate>();
  if (
    !date ||
    !fund ||
    !bucket ||
    !weight ||
    !isDictionary(fund) ||
    !isDictionary(bucket) ||
    isDictionary(date) ||
    isDictionary(weight)
  )
    throw new Error("the estimates lack a column");
  for (let i = 0; i < date.length; i++) {
    const name = fund.values[fund.codes[i] as number] ?? "";
    if (name === "*") continue;
    const own = out.get(name) ?? new Map<number, Map<string, number>>();
    out.set(name, own);
    const day = Number(date[i]);
    const parts = own.get(day) ?? new Map<string, number>();
    own.set(day, parts.set(bucket.values[bucket.codes[i] as number] ?? "", Number(weight[i])));
  }
  return out;
}

/** Estimates of the last date up to a day, no more than a month before. */
function latestBefore(dates: ByDate | undefined, day: number): Map<string, number> | undefined {
  const near = [...(dates?.keys() ?? [])].filter((d) => d <= day && day - d < 31);
  return near.length > 0 ? dates?.get(Math.max(...near)) : undefined;
}
