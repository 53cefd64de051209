import {Thread} from "../../run/thread.js";
import {type DailyFit, type Prepared, type Scheme, SchemeFitter} from "./daily-fit.js";
import type {ExposureDay} from "./exposure-days.js";
import {type AsideFits, regress, regressAside} from "./regressions.js";
import type {ReturnTables} from "./return-tables.js";

/** Day by day the regressions of one or two schemes into their tables; the first scheme's fit alone is waited for. */
export class DailyRegressions {
  readonly fitters: readonly SchemeFitter[];
  private readonly thread = new Thread(regressAside, new URL("./regressions.ts", import.meta.url));
  private written: Promise<void> = Promise.resolve();

  constructor(
    schemes: readonly Scheme[],
    assets: number,
    private readonly spare: number,
    private readonly tables: ReturnTables
  ) {
    this.fitters = schemes.map((s, i) => new SchemeFitter(s, i === 0 ? 0 : 1, assets));
  }

  /**
   * Fits the day's excess returns (by stock) on `known`, the exposures of the day before; `sigma` is the daily specific
   * volatility forecast then. The fit of the first scheme, undefined with too few stocks.
   */
  async next(
    day: number,
    known: ExposureDay,
    {excess, sigma}: {readonly excess: Float64Array; readonly sigma: Float64Array}
  ): Promise<DailyFit | undefined> {
    const [first, second] = this.fitters;
    const own = first?.prepare(known, excess, this.spare);
    const other = second?.prepare(known, excess, this.spare);
    const fit = own && first?.settle(own, regress(own));
    await this.written;
    const asked = this.thread.ask({
      second: other,
      efficient: own &&
        fit && {...own, sigma: Float64Array.from(own.col, (i) => sigma[i] as number), residual: fit.residual}
    });
    this.written = asked.then((fits) => this.write(day, {fit, other}, fits));
    this.written.catch(() => {});
    return fit;
  }

  /** Waits until the tables hold every day. */
  async end(): Promise<void> {
    await this.written;
  }

  close(): Promise<void> {
    return this.thread.close();
  }

  private write(
    day: number,
    {fit, other}: {readonly fit: DailyFit | undefined; readonly other: Prepared | undefined},
    fits: AsideFits
  ): void {
    const [first, second] = this.fitters;
    if (first && fit) this.tables.addFit(day, first.scheme, fit, fits.efficient);
    if (second && other && fits.second)
      this.tables.addFit(day, second.scheme, second.settle(other, fits.second));
  }
}
