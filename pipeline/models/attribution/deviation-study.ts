import {deviation} from "../../../lib/attribution/deviation.js";
import {overPeers, spanReturn} from "../../../lib/attribution/fund-returns.js";
import {SECTORS} from "../../../lib/attribution/sectors.js";
import {meanShares} from "../../../lib/attribution/shares.js";
import {mondayOf} from "../../../lib/calendar/week.js";
import {quantileSorted, sorted} from "../../../lib/stats/quantile.js";
import {Rows} from "../../sources/demo/rows.js";
import type {Assets} from "./assets.js";
import {type DeviationTest, marketTests, panelTests} from "./deviation-tests.js";
import type {DisclosedSectors} from "./disclosed-sectors.js";
import {type Funds, isGrown} from "./funds.js";
import type {NavPanel} from "./nav.js";

/** Funds younger than this many calendar days are no one's peers. */
const YOUNG = 183;
/** Trading days of an excess return. */
const SPAN = 20;
const S = SECTORS.length;

/** Sector shares and the benchmark's returns, each where the dataset has them. */
export interface Shares {
  /** Days × sectors. */
  readonly benchmark: Float64Array | undefined;
  /** Return of the benchmark's industries by day. */
  readonly index: Float64Array | undefined;
  /** By day: funds × sectors. */
  readonly estimated: ReadonlyMap<number, Float64Array>;
  readonly disclosed: ((day: number) => DisclosedSectors) | undefined;
}

/** One pass over the days, and what it gathers. */
export class Study {
  readonly rows: Rows;
  readonly sectors: Rows;
  readonly market: Rows;
  private readonly months: {
    estimated: Float64Array;
    disclosed: Float64Array;
    before: Float64Array;
    after: Float64Array;
  }[] = [];
  private readonly weeks: {median: number; before: number; after: number}[] = [];

  constructor(
    private readonly funds: Funds,
    private readonly nav: NavPanel,
    private readonly assets: Assets,
    private readonly shares: Shares
  ) {
    this.rows = new Rows(
      {
        date: "day",
        fund: "code",
        deviation: "number",
        excess_return: "number",
        known_date: "day",
        deviation_benchmark: "number",
        deviation_disclosed: "number",
        age_days: "number"
      },
      {fund: funds.code}
    );
    this.sectors = new Rows(
      {
        date: "day",
        sector: "code",
        weight: "number",
        disclosed: "number",
        benchmark: "number",
        known_date: "day"
      },
      {sector: SECTORS}
    );
    this.market = new Rows(
      {
        date: "day",
        median: "number",
        lower: "number",
        upper: "number",
        median_benchmark: "number",
        median_disclosed: "number",
        funds: "number",
        peer_excess: "number",
        known_date: "day"
      },
      {}
    );
  }

  run(ends: ReadonlySet<number>): void {
    const {days} = this.nav;
    const {estimated, disclosed} = this.shares;
    let last: {t: number; shares: Float64Array} | undefined;
    for (let t = 0; t < days.length; t++) {
      const day = days[t] as number;
      const own = estimated.get(day);
      if (own) last = {t, shares: own};
      const isEnd = ends.has(day);
      if (!own && !(isEnd && (disclosed || last))) continue;
      const fresh = last && t - last.t <= 5 ? last.shares : undefined;
      this.day(t, {estimated: fresh, disclosed: isEnd ? disclosed?.(day) : undefined, isEnd});
    }
  }

  private day(
    t: number,
    {
      estimated,
      disclosed,
      isEnd
    }: {
      readonly estimated: Float64Array | undefined;
      readonly disclosed: DisclosedSectors | undefined;
      readonly isEnd: boolean;
    }
  ): void {
    const {funds, nav} = this;
    const n = funds.code.length;
    const [day, known] = [nav.days[t] as number, nav.known[t] as number];
    const isPeer = (f: number): boolean => isGrown(funds, f, day, YOUNG);
    const weight = (f: number): number => (isPeer(f) ? this.assets(f, day) : 0);
    const none = new Float64Array(n).fill(Number.NaN);
    const [mean, meanDisclosed] = [estimated, disclosed?.shares].map((x) => x && meanShares(x, S, weight));
    const bench = this.shares.benchmark?.subarray(t * S, (t + 1) * S);
    const far = (x?: Float64Array, from?: Float64Array): Float64Array =>
      x && from ? deviation(x, from, {columns: S}) : none;
    const own = far(estimated, mean);
    const toBenchmark = far(estimated, bench);
    const onPaper = far(disclosed?.shares, meanDisclosed);
    const excess = overPeers(this.span(t - SPAN + 1, t), isPeer);
    for (let f = 0; f < n; f++) {
      const [a, c] = [own[f] as number, onPaper[f] as number];
      if (!isPeer(f) || (Number.isNaN(a) && Number.isNaN(c))) continue;
      const age = disclosed ? (disclosed.age[f] as number) : Number.NaN;
      this.rows.push(day, f, a, excess[f] as number, known, toBenchmark[f] as number, c, age);
    }
    for (const s of SECTOR_ORDER) {
      const at = (x?: Float64Array): number => x?.[s] ?? Number.NaN;
      this.sectors.push(day, s, at(mean), at(meanDisclosed), at(bench), known);
    }
    const peers = (x: Float64Array): Float64Array => sorted(x.filter((_, f) => isPeer(f)));
    const middle = peers(own);
    const before = this.peerExcess(t - SPAN + 1, t, isPeer);
    this.market.push(
      day,
      quantileSorted(middle, 0.5),
      quantileSorted(middle, 0.25),
      quantileSorted(middle, 0.75),
      quantileSorted(peers(toBenchmark), 0.5),
      quantileSorted(peers(onPaper), 0.5),
      middle.length,
      before,
      known
    );
    this.gather(t, {isEnd, isPeer, own, onPaper, excess, before, median: quantileSorted(middle, 0.5)});
  }

  private gather(
    t: number,
    found: {
      readonly isEnd: boolean;
      readonly isPeer: (f: number) => boolean;
      readonly own: Float64Array;
      readonly onPaper: Float64Array;
      readonly excess: Float64Array;
      readonly before: number;
      readonly median: number;
    }
  ): void {
    const {days} = this.nav;
    const {isPeer} = found;
    const keep = (x: Float64Array): Float64Array => x.map((v, f) => (isPeer(f) ? v : Number.NaN));
    const [from, to] = [t + 2, t + 1 + SPAN];
    if (found.isEnd) {
      const after = keep(overPeers(this.span(from, to), isPeer));
      this.months.push({
        estimated: keep(found.own),
        disclosed: keep(found.onPaper),
        before: keep(found.excess),
        after
      });
    }
    const next = days[t + 1];
    const weekEnds = next === undefined || mondayOf(next) !== mondayOf(days[t] as number);
    if (weekEnds)
      this.weeks.push({median: found.median, before: found.before, after: this.peerExcess(from, to, isPeer)});
  }

  /** Compound returns of funds over rows of the panel. */
  private span(from: number, to: number): Float64Array {
    return spanReturn(this.nav.returns, {
      funds: this.funds.code.length,
      rows: this.nav.days.length,
      from,
      to
    });
  }

  /** Mean return of the peers less the benchmark's index. */
  private peerExcess(from: number, to: number, isPeer: (f: number) => boolean): number {
    const own = this.span(from, to).filter((v, f) => isPeer(f) && !Number.isNaN(v));
    const index = this.shares.index
      ? spanReturn(this.shares.index, {funds: 1, rows: this.nav.days.length, from, to})[0]
      : undefined;
    return own.reduce((a, b) => a + b, 0) / own.length - (index ?? Number.NaN);
  }

  tests(): DeviationTest[] {
    const join = (name: "estimated" | "disclosed" | "before" | "after"): Float64Array => {
      const n = this.funds.code.length;
      const out = new Float64Array(this.months.length * n);
      this.months.forEach((m, t) => {
        out.set(m[name], t * n);
      });
      return out;
    };
    const weekly = (name: "median" | "before" | "after"): Float64Array =>
      Float64Array.from(this.weeks, (w) => w[name]);
    return [
      ...panelTests({
        months: this.months.length,
        funds: this.funds.code.length,
        estimated: join("estimated"),
        disclosed: join("disclosed"),
        before: join("before"),
        after: join("after")
      }),
      ...marketTests({median: weekly("median"), before: weekly("before"), after: weekly("after")})
    ];
  }
}

const SECTOR_ORDER = SECTORS.map((_, s) => s).sort((a, b) =>
  (SECTORS[a] ?? "") < (SECTORS[b] ?? "") ? -1 : 1
);
