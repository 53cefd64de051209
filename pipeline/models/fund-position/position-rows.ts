import {activeChanges, aggregate, blockVariance, fundVariance} from "../../../lib/attribution/aggregate.js";
import {positionTable} from "../../../lib/attribution/position-table.js";
import {mondayOf} from "../../../lib/calendar/week.js";
import {type Columns, NULL_FLAG} from "../../warehouse/columns.js";
import {Rows} from "../northbound/rows.js";
import type {Solved} from "./engine.js";
import type {Market} from "./market.js";

/** Half-width of a 90 % interval in standard deviations. */
const Z90 = 1.6449;

/** Share of assets that must be without a new report for a week's active change to be told. */
const SILENT = 0.25;

interface Anchor {
  readonly row: number;
  readonly weights: Float64Array;
  readonly reports: Int32Array;
  readonly blocks: ReadonlyMap<number, Float64Array>;
}

/** Rows of `fund_position`, date after date: positions by assets, their changes since the week before, intervals. */
export class PositionRows {
  private readonly rows = new Rows(
    ["date"],
    ["industry"],
    [
      "weight",
      "weight_lo",
      "weight_hi",
      "csi800",
      "over_under",
      "over_under_normalised",
      "change",
      "drift_change",
      "revision",
      "active_change",
      "lo",
      "hi",
      "significant"
    ]
  );
  private anchor: Anchor | undefined;
  private blocks = new Map<number, Float64Array>();
  private readonly score: Float64Array;
  /** Monday of each row's week. */
  private readonly week: Int32Array;

  constructor(
    private readonly market: Market,
    private readonly lambdaOf: () => Float64Array
  ) {
    this.score = new Float64Array(market.names.length);
    this.week = Int32Array.from(market.days, mondayOf);
  }

  /** All rows so far as columns of the table. */
  columns(): Columns {
    const columns = this.rows.columns();
    const flags = columns.significant as Float64Array;
    return {...columns, significant: Uint8Array.from(flags, (v) => (Number.isNaN(v) ? NULL_FLAG : v))};
  }

  /** Starts a date. */
  begin(): void {
    this.blocks = new Map();
  }

  /** Adds to each week's influence what the residuals of a fund in that week did to its weights. */
  watch(assets: Float64Array, {fund, weights, fit, from, to, noise, influence}: Solved): void {
    const {returns, names} = this.market;
    const a = assets[fund] as number;
    if (!(a > 0)) return;
    const n = names.length;
    const lambda = this.lambdaOf();
    const {score} = this;
    const weeks = this.week;
    for (let s = from; s < to; ) {
      const week = weeks[s] as number;
      score.fill(0);
      for (; s < to && weeks[s] === week; s++) {
        let e = fit[s - from] as number;
        if (Number.isNaN(e) || Number.isNaN(returns[s * n])) continue;
        for (let i = 0; i < n; i++) e -= (weights[i] as number) * (returns[s * n + i] as number);
        const scaled = (e * (lambda[lambda.length - (to - s)] as number)) / noise;
        for (let i = 0; i < n; i++) score[i] = (score[i] as number) + scaled * (returns[s * n + i] as number);
      }
      const moved = influence(score);
      let sum = this.blocks.get(week);
      if (!sum) {
        sum = new Float64Array(n);
        this.blocks.set(week, sum);
      }
      for (let i = 0; i < n; i++) sum[i] = (sum[i] as number) + a * (moved[i] as number);
    }
  }

  /** Standard deviations of the aggregate at a row. */
  deviations(weights: Float64Array, assets: Float64Array): Float64Array {
    const industries = this.market.names.length;
    const total = totalOf(weights, assets, industries);
    const days = blockVariance([...this.blocks.values()].map((b) => b.map((v) => v / total)));
    const funds = fundVariance({weights, assets, industries});
    return funds.map((v, i) => Math.sqrt(v + (days[i] ?? 0)));
  }

  /**
   * Rows of a date; `scale` is what past disclosures say the deviations must be multiplied by. An estimate drawn to its
   * prior knows little of a week's change, so how much positions really move in a week is part of that change's error. A
   * fund of which a report became known since the week before is estimated anew: that is revision and no trade.
   */
  add(
    row: number,
    {
      weights,
      assets,
      reports,
      index,
      scale,
      restless,
      weekEnds
    }: {
      weights: Float64Array;
      assets: Float64Array;
      /** By fund how many reports were known. */
      reports: Int32Array;
      index: Float64Array;
      scale: number;
      /** Variance of a week's active change by industry. */
      restless: Float64Array;
      weekEnds: boolean;
    }
  ): void {
    const {names, days} = this.market;
    const n = names.length;
    const total = totalOf(weights, assets, n);
    const now = aggregate({weights, assets, industries: n});
    const sd = this.deviations(weights, assets);
    const blocks = new Map([...this.blocks].map(([week, b]) => [week, b.map((v) => v / total)]));
    const missing = new Float64Array(n).fill(Number.NaN);
    const change = this.anchor ? this.changes(row, {weights, assets, reports, blocks}) : undefined;
    const last = change ? now.map((w, i) => w - (change.total[i] as number)) : missing;
    const table = positionTable({weight: now, last, index});
    if (!Number.isNaN(now[0])) {
      names.forEach((industry, i) => {
        const half = Z90 * scale * (sd[i] as number);
        const active = change ? (change.active[i] as number) : Number.NaN;
        const reach = change
          ? Z90 * Math.sqrt((change.sd[i] as number) ** 2 + (restless[i] as number))
          : Number.NaN;
        this.rows.add({
          date: days[row] as number,
          industry,
          weight: now[i] as number,
          weight_lo: Math.max(0, (now[i] as number) - half),
          weight_hi: (now[i] as number) + half,
          csi800: index[i] as number,
          over_under: table.overUnder[i] as number,
          over_under_normalised: table.overUnderNormalised[i] as number,
          change: table.change[i] as number,
          drift_change: change ? (change.drift[i] as number) : Number.NaN,
          revision: change ? (change.moved[i] as number) - active : Number.NaN,
          active_change: active,
          lo: active - reach,
          hi: active + reach,
          significant: Number.isNaN(active) ? Number.NaN : Math.abs(active) > reach ? 1 : 0
        });
      });
    }
    if (weekEnds) this.anchor = {row, weights: weights.slice(), reports: reports.slice(), blocks};
  }

  private changes(
    row: number,
    {
      weights,
      assets,
      reports,
      blocks
    }: {
      readonly weights: Float64Array;
      readonly assets: Float64Array;
      readonly reports: Int32Array;
      readonly blocks: ReadonlyMap<number, Float64Array>;
    }
  ): Readonly<Record<"total" | "drift" | "moved" | "active" | "sd", Float64Array>> {
    const anchor = this.anchor as Anchor;
    const {names, level} = this.market;
    const n = names.length;
    const growth = Float64Array.from(
      names,
      (_, i) => (level[row * n + i] as number) / (level[anchor.row * n + i] as number)
    );
    const moved = activeChanges(weights, anchor.weights, growth);
    const both = weights.map((w, k) =>
      Number.isNaN(moved[k - (k % n)]) ? Number.NaN : w - (anchor.weights[k] as number)
    );
    const drift = both.map((v, k) => v - (moved[k] as number));
    const active = withoutNews(moved, {assets, reports, before: anchor.reports, industries: n});
    const weeks = [...new Set([...blocks.keys(), ...anchor.blocks.keys()])];
    const none = new Float64Array(n);
    const scores = weeks.map((week) => {
      const [a, b] = [blocks.get(week) ?? none, anchor.blocks.get(week) ?? none];
      return a.map((v, i) => v - (b[i] as number));
    });
    const days = blockVariance(scores);
    const funds = fundVariance({weights: active, assets, industries: n});
    return {
      total: aggregate({weights: both, assets, industries: n}),
      drift: aggregate({weights: drift, assets, industries: n}),
      moved: aggregate({weights: moved, assets, industries: n}),
      active: aggregate({weights: active, assets, industries: n}),
      sd: funds.map((v, i) => Math.sqrt(v + (days[i] as number)))
    };
  }
}

/** Changes of the funds without a new report; none at all where those are too few to speak for the rest. */
function withoutNews(
  moved: Float64Array,
  {
    assets,
    reports,
    before,
    industries: n
  }: {
    readonly assets: Float64Array;
    readonly reports: Int32Array;
    readonly before: Int32Array;
    readonly industries: number;
  }
): Float64Array {
  const silent = moved.map((v, k) => {
    const f = Math.floor(k / n);
    return reports[f] === before[f] ? v : Number.NaN;
  });
  const enough = totalOf(silent, assets, n) >= SILENT * totalOf(moved, assets, n);
  return enough ? silent : silent.fill(Number.NaN);
}

function totalOf(weights: Float64Array, assets: Float64Array, n: number): number {
  let total = 0;
  for (let f = 0; f < assets.length; f++)
    if ((assets[f] as number) > 0 && !Number.isNaN(weights[f * n])) total += assets[f] as number;
  return total;
}
