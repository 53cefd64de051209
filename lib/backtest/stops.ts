import {sellAt} from "./execute.js";
import type {Floor} from "./floor.js";
import type {Waiting} from "./orders.js";
import type {Position} from "./position.js";

/** Prices at which a position is given up or taken home, ticks; beyond any price where there is no such stop. */
function levelsOf({entry}: Position, {loss, gain}: {readonly loss?: number; readonly gain?: number}) {
  return {
    low: loss === undefined ? Number.NEGATIVE_INFINITY : Math.floor(entry * (1 - loss) + 1e-9),
    high: gain === undefined ? Number.POSITIVE_INFINITY : Math.ceil(entry * (1 + gain) - 1e-9)
  };
}

const sellAll = (position: Position, reason: "stop" | "profit", {due}: {readonly due: number}): Waiting => ({
  asset: position.asset,
  side: "sell",
  shares: position.shares,
  reason,
  due,
  tries: Number.POSITIVE_INFINITY,
  met: undefined
});

/** Stops judged on the close: orders for the next day, instead of whatever waits for the asset. */
export function closeStops({account, settings, row}: Floor, waiting: readonly Waiting[]): Waiting[] {
  const {stops} = settings;
  if (stops.at === "touch" || (stops.loss === undefined && stops.gain === undefined)) return [...waiting];
  const sold: Waiting[] = [];
  for (const position of account.positions) {
    const {low, high} = levelsOf(position, stops);
    if (position.mark > low && position.mark < high) continue;
    const pending = waiting.find(
      (w) => w.asset === position.asset && w.side === "sell" && w.shares >= position.shares
    );
    if (!pending) sold.push(sellAll(position, position.mark <= low ? "stop" : "profit", {due: row + 1}));
  }
  const replaced = new Set(sold.map((w) => w.asset));
  return [...waiting.filter((w) => !replaced.has(w.asset)), ...sold];
}

/**
 * Stops touched within the day: filled at the stop's price, or at the open where the day opens beyond it. A share bought
 * today stays (T+1), and one whose price lies at the lower limit has no buyer.
 */
export function touchStops(floor: Floor): void {
  const {market, account, settings, row} = floor;
  const {stops} = settings;
  if (stops.at !== "touch" || (stops.loss === undefined && stops.gain === undefined)) return;
  for (const position of [...account.positions]) {
    const k = row * market.codes.length + position.asset;
    const [open, high, low] = [market.open[k] as number, market.high[k] as number, market.low[k] as number];
    const level = levelsOf(position, stops);
    const down = low > 0 && low <= level.low;
    const up = high > 0 && high >= level.high;
    if (!down && !up) continue;
    const quoted = down ? Math.min(open, level.low) : Math.max(open, level.high);
    const reason = down ? "stop" : "profit";
    const order = sellAll(position, reason, {due: row});
    sellAt(floor, {asset: position.asset, reason, quoted, order});
  }
}
