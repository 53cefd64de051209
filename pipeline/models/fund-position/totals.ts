import {
  believed,
  fitBelief,
  fitReversion,
  reverted,
  type Sighting
} from "../../../lib/attribution/total-position.js";
import {quantile} from "../../../lib/stats/quantile.js";
import type {Context} from "../../run/model.js";
import type {Funds} from "./funds.js";
import type {Market} from "./market.js";
import {readCases, type TotalCase} from "./total-cases.js";

export interface TotalRow {
  readonly period: number;
  readonly fund: string;
  readonly disclosed: number;
  readonly carried: number;
  readonly nav: number;
  readonly blend: number;
  readonly estimate: number;
  readonly lo: number;
  readonly hi: number;
}

/** Days after a period's end by which its quarterly reports are out. */
const OUT = 45;
/** Changes are learned from funds that held as much: below it is no equity fund, above it one that follows an index. */
const LEARNED = [0.6, 0.955] as const;
const BLEND = 0.2;
const CAP = 0.95;

/**
 * Total equity positions at each period's end, before it was disclosed, by four estimators: the last disclosed one
 * carried forward, NAV regression alone, a fixed blend, and ours: the return of positions to their usual level learned
 * from every fund's earlier reports, moved towards what the fund's own returns say, as far as such returns and this
 * fund's were right before.
 */
export async function totalPositions(
  context: Context,
  {market, funds}: {readonly market: Market; readonly funds: Funds}
): Promise<TotalRow[]> {
  const cases = await readCases(context, {market, funds, cap: CAP});
  const rows: TotalRow[] = [];
  const done: {readonly known: number; readonly error: number; readonly scale: number}[] = [];
  const sightings: (Sighting & {readonly period: number; readonly disclosed: number})[] = [];
  for (const period of [...new Set(cases.map((c) => c.period))]) {
    const isOut = (c: {readonly period: number}): boolean => c.period + OUT <= period;
    const reversion = fitReversion(
      cases.filter((c) => isOut(c) && c.carried >= LEARNED[0] && c.history.most <= LEARNED[1])
    );
    const coefficients = fitBelief(sightings.filter(isOut));
    const learned = done.filter((d) => d.known <= period);
    const bounds = [0.05, 0.95].map((p) =>
      quantile(
        learned.map((d) => d.error / d.scale),
        p
      )
    );
    for (const c of cases) {
      if (c.period !== period || Number.isNaN(c.seen)) continue;
      const sighting = {...c, expected: reverted(c.history, reversion, CAP)};
      const estimate = believed(sighting, {coefficients, cap: CAP});
      sightings.push(sighting);
      const scale = scaleOf(c);
      const at = (k: number): number => Math.min(1, Math.max(0, estimate + (bounds[k] as number) * scale));
      done.push({known: c.period + OUT, error: c.disclosed - estimate, scale});
      rows.push({
        period,
        fund: c.fund,
        disclosed: c.disclosed,
        carried: c.carried,
        nav: c.seen,
        blend: (1 - BLEND) * c.carried + BLEND * c.seen,
        estimate,
        lo: at(0),
        hi: at(1)
      });
    }
  }
  return rows;
}

/** Errors grow with how restless a fund has been. */
const scaleOf = ({history: {restless}}: TotalCase): number =>
  0.01 + Math.min(0.15, Number.isNaN(restless) ? 0.03 : restless);
