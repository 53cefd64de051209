import {normal} from "../../../lib/random/normal.js";
import type {Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import type {Plan} from "./plan.js";
import {NEVER, type State} from "./state.js";

/** Daily chance that a stock suspends, and the mean length in days, by first year. Set to the shares measured in calibration.ts. */
const SUSPENSION: readonly (readonly [from: string, chance: number, length: number])[] = [
  ["2012-01-01", 0.0018, 24],
  ["2014-01-01", 0.0028, 26],
  ["2015-01-01", 0.0038, 30],
  ["2015-07-06", 0.06, 12],
  ["2015-07-13", 0.0032, 30],
  ["2016-07-01", 0.0027, 28],
  ["2018-07-01", 0.0015, 18],
  ["2018-11-06", 0.0006, 7],
  ["2021-01-01", 0.00028, 6]
];

/** Shares unlock one year and three years after listing, 28 % and the rest of what is locked. */
const UNLOCKS: readonly (readonly [age: number, share: number])[] = [
  [244, 0.35],
  [732, 1]
];

/** What happens before the open: listings, delistings, suspensions, unlocks; sets the reference price of the day. */
export function openDay(state: State, rng: Rng, plan: Plan, t: number): void {
  const day = plan.calendar.days[t] as number;
  const {active, close, prev, total, float, age, bonus, dividend, adj, delistAt} = state;
  let gone = 0;
  for (let k = 0; k < active.length; k++) {
    const i = active[k] as number;
    if (t >= (delistAt[i] as number)) {
      state.listed[i] = 0;
      gone++;
      continue;
    }
    const before = close[i] as number;
    const extra = bonus[i] as number;
    const reference =
      extra === 0 && dividend[i] === 0
        ? before
        : Math.max(1, Math.round((before - 100 * (dividend[i] as number)) / (1 + extra)));
    prev[i] = reference;
    if (reference !== before) adj[i] = ((adj[i] as number) * before) / reference;
    if (extra > 0) {
      total[i] = Math.round((total[i] as number) * (1 + extra));
      float[i] = Math.round((float[i] as number) * (1 + extra));
    }
    if ((age[i] as number) < NEVER) age[i] = (age[i] as number) + 1;
    for (const [when, share] of UNLOCKS) if (age[i] === when) unlock(state, i, share);
    suspend(state, rng, i, day);
  }
  const listings: number[] = [];
  const {listAt} = state.universe;
  for (let i = 0; i < state.n; i++) if (listAt[i] === t) listings.push(i);
  for (const i of listings) {
    state.listed[i] = 1;
    age[i] = 0;
    prev[i] = close[i] as number;
  }
  if (gone > 0 || listings.length > 0) {
    state.active = Int32Array.from({length: state.n}, (_, i) => i).filter((i) => state.listed[i] === 1);
  }
}

function unlock(state: State, i: number, share: number): void {
  const {total, float} = state;
  const locked = (total[i] as number) - (float[i] as number);
  float[i] = Math.min(total[i] as number, (float[i] as number) + Math.round((locked * share) / 100) * 100);
}

function suspend(state: State, rng: Rng, i: number, day: number): void {
  const {suspended, suspendedLeft, carry, age} = state;
  if (suspended[i] === 1) {
    suspendedLeft[i] = (suspendedLeft[i] as number) - 1;
    if ((suspendedLeft[i] as number) > 0) return;
    suspended[i] = 0;
    carry[i] = (1 + (carry[i] as number)) * Math.exp(0.1 * normal(rng)) - 1;
    return;
  }
  const u = rng.uniform();
  if (u > 0.06 || (age[i] as number) < 30) return;
  let chance = 0;
  let length = 1;
  for (const [from, c, l] of SUSPENSION) if (day >= dayNumber(from)) [chance, length] = [c, l];
  if (u >= chance) return;
  suspended[i] = 1;
  suspendedLeft[i] = 1 + Math.floor(-length * Math.log(rng.uniform()));
}

const numbers = new Map<string, number>();
function dayNumber(iso: string): number {
  const known = numbers.get(iso);
  if (known !== undefined) return known;
  const day = dayOf(iso);
  numbers.set(iso, day);
  return day;
}
