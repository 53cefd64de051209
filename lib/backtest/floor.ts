import type {Account} from "./account.js";
import {FLAG, type Market} from "./market.js";
import {NO_LIMIT, priceLimits} from "./price-limits.js";
import type {Obstacle} from "./result.js";
import type {Settings} from "./settings.js";

/** The day on which orders are tried. */
export interface Floor {
  readonly market: Market;
  readonly account: Account;
  readonly settings: Settings;
  readonly row: number;
}

const NONE = {up: NO_LIMIT, down: 0};

/** Price limits of an asset on a row; none where rules are off. */
export function limitsAt(
  {market, settings, row}: Floor,
  asset: number
): {readonly up: number; readonly down: number} {
  const k = row * market.codes.length + asset;
  const reference = market.reference[k] as number;
  if (!settings.exchange || reference <= 0) return NONE;
  const listed = market.listed[asset] as number;
  return priceLimits(reference, {
    day: market.days[row] as number,
    board: market.boards[asset] ?? "main",
    st: ((market.flags[k] as number) & FLAG.st) !== 0,
    age: listed < 0 ? Number.MAX_SAFE_INTEGER : row - listed
  });
}

/** What forbids a trade at a price, if anything does. */
export function obstacleAt(
  floor: Floor,
  {asset, side, price}: {readonly asset: number; readonly side: "buy" | "sell"; readonly price: number}
): Obstacle | undefined {
  const {market, settings, row} = floor;
  const k = row * market.codes.length + asset;
  if (row < (market.listed[asset] as number) || row >= (market.delisted[asset] as number))
    return "not listed";
  if (market.trading?.[row] === 0) return "link closed";
  if (settings.exchange && ((market.flags[k] as number) & FLAG.suspended) !== 0) return "suspended";
  if (price <= 0) return "no price";
  if (!settings.exchange) return undefined;
  if (!((market.volume[k] as number) > 0)) return "suspended";
  if (side === "buy" && ((market.flags[k] as number) & FLAG.sellOnly) !== 0) return "sell only";
  const {up, down} = limitsAt(floor, asset);
  if (side === "buy" && price >= up) return "limit up";
  return side === "sell" && price <= down ? "limit down" : undefined;
}
