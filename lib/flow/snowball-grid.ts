import {
  checkSnowball,
  isObservation,
  knockedPayoff,
  MONTH_DAYS,
  redemptionAt,
  type Snowball,
  type SnowballMarket,
  YEAR_DAYS
} from "./snowball.js";
import {stepper} from "./snowball-step.js";

/** A note's value per unit of principal over levels of the index (relative to the start) on a day of its life. */
export interface SnowballGrid {
  readonly day: number;
  readonly level: Float64Array;
  /** Not yet knocked in; below the barrier it is that of a knocked note. */
  readonly alive: Float64Array;
  readonly knocked: Float64Array;
}

export interface GridOptions {
  /** Days of the note's life (trading days since its start) to report, the start by default. */
  readonly days?: readonly number[];
  /** Nodes between the two barriers. */
  readonly between?: number;
}

/**
 * Prices a snowball by its partial differential equation in the logarithm of the index, on two grids: not yet and
 * already knocked in. A step is a day, by the L-stable TR-BDF2 (Bank and others 1985), since the daily watch makes a
 * kink a day; both barriers lie halfway between nodes. At each close the first grid takes the second's values
 * below the knock-in, and on monthly days both take the redemption at and above the knock-out. One pass backwards gives
 * every day asked for. Without volatility the path is certain and is walked. Throws on terms that make no sense.
 */
export function snowballGrids(
  note: Snowball,
  market: SnowballMarket,
  {days = [0], between = 80}: GridOptions = {}
): SnowballGrid[] {
  checkSnowball(note, market);
  const end = note.months * MONTH_DAYS;
  for (const day of days)
    if (!(Number.isInteger(day) && day >= 0 && day <= end))
      throw new RangeError(`days must lie in 0 to ${end}, got ${day}`);
  const level = levels(note, market, between);
  if (market.volatility === 0) return days.map((day) => certain(note, market, {day, level}));
  const knocked = level.map(knockedPayoff);
  const alive = level.map(() => redemptionAt(note, end));
  const found = new Map<number, SnowballGrid>();
  const step = stepper(level, market);
  const wanted = new Set(days);
  const edge = {low: level[0] as number, high: level.length - 1};
  let nextOut = end;
  for (let day = end; ; day--) {
    watch(note, day, {level, alive, knocked});
    if (wanted.has(day)) found.set(day, {day, level, alive: alive.slice(), knocked: knocked.slice()});
    if (day === 0 || found.size === wanted.size) break;
    if (isObservation(note, day)) nextOut = day;
    const ahead = (nextOut - day + 1) / YEAR_DAYS;
    const high = redemptionAt(note, nextOut) * Math.exp(-market.rate * ahead);
    const low = edge.low * Math.exp((-market.dividend * (end - day + 1)) / YEAR_DAYS);
    step(knocked, low, high);
    step(alive, low, high);
  }
  return days.map((day) => found.get(day) as SnowballGrid);
}

/** The value of a grid at a level, linear in the level between nodes; NaN outside. */
export function valueAt({level}: SnowballGrid, value: Float64Array, at: number): number {
  const k = nodeBelow(level, at);
  if (k < 0) return Number.NaN;
  const [a, b] = [level[k] as number, level[k + 1] as number];
  const share = (at - a) / (b - a);
  return (1 - share) * (value[k] as number) + share * (value[k + 1] as number);
}

/** Change of the value for a change of the level, between the nodes about it; NaN outside. */
export function deltaAt({level}: SnowballGrid, value: Float64Array, at: number): number {
  const k = nodeBelow(level, at);
  if (k < 0) return Number.NaN;
  return (
    ((value[k + 1] as number) - (value[k] as number)) / ((level[k + 1] as number) - (level[k] as number))
  );
}

/** Delta on both sides of a knock-in: of a note about to be knocked in, and of the same note once it is. */
export function barrierDeltas(
  grid: SnowballGrid,
  knockIn: number
): {readonly before: number; readonly after: number} {
  const {level, alive, knocked} = grid;
  const k = level.findIndex((s) => s > knockIn);
  const width = (level[k + 1] as number) - (level[k] as number);
  return {
    before: ((alive[k + 1] as number) - (alive[k] as number)) / width,
    after: ((knocked[k + 1] as number) - (knocked[k] as number)) / width
  };
}

function nodeBelow(level: Float64Array, at: number): number {
  if (!(at >= (level[0] as number) && at <= (level[level.length - 1] as number))) return -1;
  let [low, high] = [0, level.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((level[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** Levels, evenly spaced in logarithms, both barriers halfway between two of them, five deviations to either side. */
function levels(
  {knockIn, knockOut, months}: Snowball,
  {volatility}: SnowballMarket,
  between: number
): Float64Array {
  const dx = Math.log(knockOut / knockIn) / between;
  const reach = Math.min(Math.max(5 * volatility * Math.sqrt(months / 12), 0.8), 3);
  const below = Math.ceil((reach + Math.max(Math.log(knockIn), -reach / 2)) / dx) + 1;
  const above = Math.ceil(reach / dx / 1.5) + 1;
  const first = Math.log(knockIn) - (below - 0.5) * dx;
  return Float64Array.from({length: below + between + above}, (_, i) => Math.exp(first + i * dx));
}

interface Values {
  readonly level: Float64Array;
  readonly alive: Float64Array;
  readonly knocked: Float64Array;
}

/** What a close of a day does to the values. */
function watch(note: Snowball, day: number, {level, alive, knocked}: Values): void {
  const out = isObservation(note, day);
  const paid = redemptionAt(note, day);
  for (let i = 0; i < level.length; i++) {
    const s = level[i] as number;
    if (out && s >= note.knockOut) alive[i] = knocked[i] = paid;
    else if (s < note.knockIn && day > 0) alive[i] = knocked[i] as number;
  }
}

/** Values on a certain path: the index grows by its carry. */
function certain(
  note: Snowball,
  {rate, dividend}: SnowballMarket,
  {day: from, level}: {readonly day: number; readonly level: Float64Array}
): SnowballGrid {
  const end = note.months * MONTH_DAYS;
  const worth = (start: number, knockedBefore: boolean): number => {
    let knocked = knockedBefore || (from > 0 && start < note.knockIn);
    for (let day = from; day <= end; day++) {
      const t = (day - from) / YEAR_DAYS;
      const s = start * Math.exp((rate - dividend) * t);
      if (day > from && s < note.knockIn) knocked = true;
      if (isObservation(note, day) && s >= note.knockOut)
        return redemptionAt(note, day) * Math.exp(-rate * t);
      if (day === end) return (knocked ? knockedPayoff(s) : redemptionAt(note, end)) * Math.exp(-rate * t);
    }
    return Number.NaN;
  };
  return {
    day: from,
    level,
    alive: level.map((s) => worth(s, false)),
    knocked: level.map((s) => worth(s, true))
  };
}
