import {SECTORS} from "../../../lib/attribution/sectors.js";
import type {PackColumn} from "../../../lib/factor/pack.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {lacks} from "./page-list.js";

export interface DeviationMeta {
  readonly missing: readonly string[];
  readonly sectors: readonly string[];
  readonly tests: readonly {
    readonly test: string;
    readonly coefficient: number | null;
    readonly error: number | null;
    readonly t: number | null;
    readonly n: number;
    readonly sound: boolean;
  }[];
  /** Funds with the largest and smallest deviation of the latest day. */
  readonly latest: readonly {
    readonly fund: string;
    readonly name: string;
    readonly deviation: number;
    readonly excess: number | null;
  }[];
  readonly date: string;
}

/** Weekly paths of deviation and sector weights as packed columns, and the tests. */
export async function deviationPage(
  warehouse: Warehouse
): Promise<{meta: DeviationMeta; columns: PackColumn[]}> {
  const missing = lacks(warehouse, ["fund_deviation", "deviation_market", "fund_industry"]);
  const none: DeviationMeta = {missing, sectors: SECTORS, tests: [], latest: [], date: ""};
  if (missing.includes("deviation_market")) return {meta: none, columns: []};
  const weekly = "date IN (SELECT max(date) FROM deviation_market GROUP BY date_trunc('week', date))";
  const market = await warehouse.query(`SELECT * FROM deviation_market WHERE ${weekly} ORDER BY date`);
  const names = ["median", "lower", "upper", "median_benchmark", "median_disclosed", "peer_excess", "funds"];
  const sectors = await warehouse.query(
    `SELECT date, ${SECTORS.flatMap((s, k) => [`max(weight) FILTER (sector = '${s}') AS w${k}`, `max(benchmark) FILTER (sector = '${s}') AS b${k}`]).join(", ")}
     FROM fund_sector WHERE ${weekly} GROUP BY date ORDER BY date`
  );
  const tests = await warehouse.query("SELECT * FROM deviation_test ORDER BY test");
  const nullable = (v: number): number | null => (Number.isFinite(v) ? Number(v.toPrecision(5)) : null);
  const latest = await warehouse.query(
    `SELECT d.fund, f.name, d.deviation, d.excess_return FROM fund_deviation d JOIN fund f USING (fund)
     WHERE deviation IS NOT NULL AND date = (SELECT max(date) FROM fund_deviation WHERE deviation IS NOT NULL) ORDER BY deviation`
  );
  const [fund, name] = [latest.strings("fund"), latest.strings("name")];
  return {
    meta: {
      missing,
      sectors: SECTORS,
      date: market.rows > 0 ? isoOf(market.days("date").at(-1) as number) : "",
      tests: tests.strings("test").map((test, i) => ({
        test: test ?? "",
        coefficient: nullable(tests.numbers("coefficient")[i] as number),
        error: nullable(tests.numbers("standard_error")[i] as number),
        t: nullable(tests.numbers("t_stat")[i] as number),
        n: tests.numbers("n")[i] as number,
        sound: tests.flags("sound")[i] === 1
      })),
      latest: fund.map((code, i) => ({
        fund: code ?? "",
        name: name[i] ?? "",
        deviation: Math.round((latest.numbers("deviation")[i] as number) * 1e4) / 1e4,
        excess: nullable(latest.numbers("excess_return")[i] as number)
      }))
    },
    columns: [
      {name: "days", step: 1, values: market.days("date")},
      ...names.map((n) => ({name: n, step: n === "funds" ? 1 : 1e-4, values: market.numbers(n)})),
      ...SECTORS.flatMap((_, k) => [
        {name: `w${k}`, step: 1e-4, values: sectors.numbers(`w${k}`)},
        {name: `b${k}`, step: 1e-4, values: sectors.numbers(`b${k}`)}
      ])
    ]
  };
}
