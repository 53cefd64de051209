import {isoOf} from "../../warehouse/columns.js";
import type {Source} from "../../warehouse/source.js";
import {withColumn} from "./bars.js";
import {type ExposureDay, readExposures} from "./exposure-days.js";

/** Stocks are counted among those that ever had a specific risk. */
const CODES = "specific_risk";

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
const monthOf = (day: number): number => yearOf(day) * 12 + new Date(day * 86_400_000).getUTCMonth();

/** What the risk model reads at month ends, a year at a time. */
export class MonthEnds {
  private year = Number.NaN;
  private days = new Map<number, ExposureDay>();
  private volatilities = new Map<number, Map<number, number>>();
  private codes: readonly string[] | undefined;
  private prices: Map<number, Map<number, number>> | undefined;

  constructor(
    private readonly source: Source,
    private readonly industries: readonly string[],
    private readonly ends: ArrayLike<number>
  ) {}

  async exposures(day: number): Promise<ExposureDay | undefined> {
    await this.load(day);
    return this.days.get(day);
  }

  /** Monthly specific volatility by place of the code. */
  async specific(day: number): Promise<ReadonlyMap<number, number>> {
    await this.load(day);
    return this.volatilities.get(day) ?? new Map();
  }

  /** Total returns from one month end to another by place of the code: to the last price where a stock ends. */
  async returns(from: number, to: number): Promise<ReadonlyMap<number, number>> {
    this.prices ??= await this.readPrices();
    const [before, after] = [this.prices.get(monthOf(from)), this.prices.get(monthOf(to))];
    const moved = new Map<number, number>();
    after?.forEach((price, col) => {
      moved.set(col, price / (before?.get(col) ?? Number.NaN) - 1);
    });
    return moved;
  }

  private async load(day: number): Promise<void> {
    if (this.year === yearOf(day)) return;
    this.year = yearOf(day);
    const dates = Array.from(this.ends).filter((d) => yearOf(d) === this.year);
    const only = dates.map((d) => `DATE '${isoOf(d)}'`).join(", ");
    this.codes ??= await codesOf(this.source);
    const span = {where: `date IN (${only})`, codes: this.codes, industries: [this.industries]};
    const found = await readExposures(this.source, span);
    this.days = new Map(found.map((d) => [d.day, d]));
    const own = withColumn("specific_risk", `date IN (${only})`, CODES);
    const frame = await this.source.query(`SELECT date, col, volatility FROM ${own}`);
    this.volatilities = tabulate(frame.days("date"), frame.numbers("col"), frame.numbers("volatility"));
  }

  private async readPrices(): Promise<Map<number, Map<number, number>>> {
    const frame = await this.source.query(
      `SELECT year(date) * 12 + month(date) - 1 AS month, col, arg_max(close * adj_factor, date) AS price FROM ${withColumn("stock_daily", "true", CODES)} GROUP BY ALL`
    );
    return tabulate(frame.numbers("month"), frame.numbers("col"), frame.numbers("price"));
  }
}

async function codesOf(source: Source): Promise<string[]> {
  const frame = await source.query(`SELECT DISTINCT code FROM ${CODES} ORDER BY code`);
  return frame.strings("code").map(String);
}

function tabulate(
  key: ArrayLike<number>,
  col: ArrayLike<number>,
  value: ArrayLike<number>
): Map<number, Map<number, number>> {
  const tables = new Map<number, Map<number, number>>();
  for (let k = 0; k < key.length; k++) {
    const at = key[k] as number;
    let table = tables.get(at);
    if (!table) {
      table = new Map();
      tables.set(at, table);
    }
    table.set(col[k] as number, value[k] as number);
  }
  return tables;
}
