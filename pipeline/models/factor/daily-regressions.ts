import {Thread} from "../../run/thread.js";
import {type Aside, type AsideFits, asideFits} from "./aside.js";
import {type DailyFit, type Scheme, SchemeFitter} from "./daily-fit.js";
import type {ReturnTables} from "./return-tables.js";

/** Day by day the regressions of one or two schemes into their tables; the first scheme's fit alone is waited for. */
export class DailyRegressions {
  readonly fitters: readonly SchemeFitter[];
  private readonly thread = new Thread(asideFits, new URL("./aside.ts", import.meta.url));
  private written: Promise<void> = Promise.resolve();

  constructor(
    schemes: readonly Scheme[],
    private readonly assets: number,
    private readonly spare: number,
    private readonly tables: ReturnTables
  ) {
    this.fitters = schemes.map((s, i) => new SchemeFitter(s, i === 0 ? 0 : 1, assets));
  }

  /**
   * Fits the day's excess returns (by stock) on `known`, the exposures of the day before. The fit of the first scheme,
   * undefined with too few stocks.
   */
  async next(
    day: number,
    input: Pick<Aside, "known" | "before" | "excess" | "sigma">
  ): Promise<DailyFit | undefined> {
    const {assets, spare} = this;
    const [first, second] = this.fitters;
    if (!first) return undefined;
    const fit = first.fit(input.known, input.excess, spare);
    await this.written;
    const schemes = {first: first.scheme, second: second?.scheme};
    const asked = this.thread.ask({...input, ...schemes, assets, spare, residual: fit?.residual});
    this.written = asked.then((aside) => this.write(day, fit, aside));
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

  private write(day: number, fit: DailyFit | undefined, aside: AsideFits): void {
    const [first, second] = this.fitters;
    if (first && fit) {
      this.tables.addFit(day, first.scheme, fit, aside.efficient);
      this.tables.addStability(day, fit, aside.stability);
    }
    second?.count(aside.second);
    if (second && aside.second) this.tables.addFit(day, second.scheme, aside.second);
  }
}
