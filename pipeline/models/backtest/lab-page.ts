import {gzipSync} from "node:zlib";
import {runLab} from "../../../lib/backtest/lab.js";
import {packLab, unpackLab} from "../../../lib/backtest/lab-pack.js";
import {labParameters} from "../../../lib/backtest/lab-parameters.js";
import type {LabReport} from "../../../lib/backtest/lab-report.js";
import type {YearRow} from "../../../lib/backtest/year-table.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {labMarket} from "./lab-data.js";

/** What the lab's page shows before anything is run; numbers rounded, missing ones null. */
export interface LabPage {
  /** Tables without which there is no lab; empty where there is one. */
  readonly missing: readonly string[];
  readonly signals: readonly string[];
  readonly stocks: number;
  readonly days: number;
  readonly from: string;
  readonly to: string;
  /** Compressed bytes of the data that a run loads. */
  readonly bytes: number;
  /** Whether index membership says who may be bought; else the most traded may. */
  readonly members: boolean;
  readonly report: PlainReport | null;
}

/** A report without its ledger and bars, as JSON holds it. */
export interface PlainReport {
  readonly parameters: LabReport["parameters"];
  readonly days: readonly number[];
  readonly nav: readonly number[];
  readonly gross: readonly number[];
  readonly benchmark: readonly number[] | null;
  readonly figures: Readonly<
    Record<
      | "annualReturn"
      | "volatility"
      | "sharpe"
      | "sharpeError"
      | "maxDrawdown"
      | "calmar"
      | "turnover"
      | "capacity",
      number | null
    >
  >;
  readonly moments: LabReport["moments"];
  readonly years: readonly YearRow[];
  readonly months: {readonly key: readonly number[]; readonly value: readonly number[]};
  /** Fen by kind, over the run, and the mean NAV. */
  readonly costs: Readonly<Record<string, number>>;
  readonly meanNav: number;
  readonly obstacles: LabReport["obstacles"];
}

/** Builds the page's data: the default variant, run on exactly what the browser will run on. */
export async function labPage(warehouse: Warehouse): Promise<LabPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const built = await labMarket(warehouse);
  if (!built) {
    return {
      missing: ["stock_daily"],
      signals: [],
      stocks: 0,
      days: 0,
      from: "",
      to: "",
      bytes: 0,
      members: false,
      report: null
    };
  }
  const packed = packLab(built);
  const lab = unpackLab(packed);
  const {market, scores} = lab;
  const signals = [...scores.keys()];
  const {parameters} = labParameters(new URLSearchParams(), {signals});
  const enough = market.days.length > 60 && lab.scoreRows.length > 8;
  return {
    missing: [],
    signals,
    stocks: market.codes.length,
    days: market.days.length,
    from: isoOf(market.days[0] as number),
    to: isoOf(market.days.at(-1) as number),
    bytes: gzipSync(packed, {level: 9}).length,
    members: has("index_member"),
    report: enough ? plain(runLab(lab, parameters)) : null
  };
}

function plain(r: LabReport): PlainReport {
  const round = (x: ArrayLike<number>, digits: number): number[] =>
    Array.from(x, (v) => Number(v.toFixed(digits)));
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  const total = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);
  return {
    parameters: r.parameters,
    days: Array.from(r.days),
    nav: round(r.nav, 5),
    gross: round(r.gross, 5),
    benchmark: r.benchmark ? round(r.benchmark, 5) : null,
    figures: {
      annualReturn: finite(r.annualReturn),
      volatility: finite(r.volatility),
      sharpe: finite(r.sharpe),
      sharpeError: finite(r.sharpeError),
      maxDrawdown: finite(r.maxDrawdown),
      calmar: finite(r.calmar),
      turnover: finite(r.turnover),
      capacity: finite(r.capacity)
    },
    moments: r.moments,
    years: r.years,
    months: {key: Array.from(r.months.key), value: round(r.months.value, 6)},
    costs: Object.fromEntries(Object.entries(r.costs).map(([kind, x]) => [kind, total(x)])),
    meanNav: total(r.navFen) / r.navFen.length,
    obstacles: r.obstacles
  };
}
