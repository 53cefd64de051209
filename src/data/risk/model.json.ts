// reads: factor_fit, factor_return, factor_stability, risk_bias, series_value
import {biasStatistic, rollingDeviation} from "../../../lib/factor/bias.js";
import {mean} from "../../../lib/stats/moments.js";
import {RISK_FREE, RiskFree} from "../../../pipeline/models/factor/risk-free.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const STAGES = ["ewma", "nw", "eigen", "vra"];
const warehouse = await openWarehouse();

/** Columns of a query as plain arrays; NaN becomes null in JSON. */
async function columns(
  sql: string,
  texts: readonly string[]
): Promise<Record<string, (string | number | null)[]>> {
  const frame = await warehouse.query(sql);
  return Object.fromEntries(
    frame.names.map((name) => [
      name,
      texts.includes(name) ? frame.strings(name) : Array.from(frame.numbers(name))
    ])
  );
}

/** Bias, Q and rolling deviation of each family of test portfolios at each stage, the mean over its portfolios. */
async function biasByFamily() {
  const frame = await warehouse.query("SELECT portfolio, date, b FROM risk_bias ORDER BY portfolio, date");
  const series = new Map<string, number[]>();
  const b = frame.numbers("b");
  frame.strings("portfolio").forEach((name, i) => {
    const list = series.get(name ?? "");
    if (list) list.push(b[i] as number);
    else series.set(name ?? "", [b[i] as number]);
  });
  const families = [...new Set(Array.from(series.keys(), (name) => name.replace(/[-/].*$/, "")))].sort();
  return families.flatMap((family) =>
    STAGES.map((stage) => {
      const own = [...series]
        .filter(([name]) => name.startsWith(family) && name.endsWith(`/${stage}`))
        .map(([, x]) => x);
      const statistics = own.map((x) => biasStatistic(x));
      return {
        family,
        stage,
        portfolios: own.length,
        months: Math.max(0, ...own.map((x) => x.length)),
        bias: mean(statistics.map((s) => s.bias)),
        q: mean(statistics.map((s) => s.q)),
        deviation: mean(own.map((x) => rollingDeviation(x)))
      };
    })
  );
}

try {
  const missing = ["factor_return", "factor_fit", "factor_stability", "risk_bias"].filter(
    (t) => !warehouse.has(t) || warehouse.record(t).rows === 0
  );
  const ready = missing.length === 0;
  const fit = ready
    ? await columns(
        "SELECT scheme, avg(r2) AS r2, avg(r2_centred) AS r2_centred, avg(n) AS n, max(condition_number) AS condition, count(*) AS days FROM factor_fit GROUP BY scheme ORDER BY scheme",
        ["scheme"]
      )
    : null;
  const style = ready
    ? await columns(
        `SELECT r.factor, avg(r."return") * 252 AS premium, stddev(r."return") * sqrt(252) AS volatility,
          avg((abs(t_stat) > 2)::INTEGER) AS classical, avg((abs(t_stat_hc3) > 2)::INTEGER) AS robust,
          avg(stability) AS stability, avg(vif) AS vif, count(*) AS days
        FROM factor_return r JOIN factor_stability s ON s.date = r.date AND s.factor = r.factor
        WHERE r.scheme = (SELECT min(scheme) FROM factor_fit WHERE scheme <> 'csc37') AND kind = 'style'
        GROUP BY r.factor ORDER BY r.factor`,
        ["factor"]
      )
    : null;
  const riskFree = await RiskFree.read(warehouse, RISK_FREE, warehouse.has("series_value"));
  const dates = ready
    ? (await warehouse.query("SELECT DISTINCT date FROM factor_fit ORDER BY date")).days("date")
    : new Int32Array();
  const rate = riskFree.some ? mean(Float64Array.from(dates, (d) => riskFree.daily(d) * 252)) : null;
  const years = ready
    ? await columns(
        "SELECT year(date) AS year, avg(r2) AS r2, avg(r2_centred) AS r2_centred FROM factor_fit WHERE scheme = (SELECT min(scheme) FROM factor_fit WHERE scheme <> 'csc37') GROUP BY ALL ORDER BY year",
        []
      )
    : null;
  process.stdout.write(
    JSON.stringify({missing, fit, years, rate, style, bias: ready ? await biasByFamily() : null})
  );
} finally {
  warehouse.close();
}
