import type {Account} from "./account.js";
import {type Market, TICKS} from "./market.js";
import type {Obstacle, Reason} from "./result.js";
import type {Decision, Order, Targets} from "./strategy.js";

/** An order that waits for its day. */
export interface Waiting {
  readonly asset: number;
  readonly side: "buy" | "sell";
  /** Still to be had. */
  shares: number;
  readonly reason: Reason;
  /** First row on which it may be executed. */
  readonly due: number;
  /** Days on which it may still be tried. */
  tries: number;
  /** What it met last, so that a long suspension is reported once. */
  met: Obstacle | undefined;
}

/** Weights may sum this much above one. */
const SLACK = 1e-9;

/** Rows looked back for a last close when an asset has none on the day. */
const BACK = 750;

/** Last close of an asset up to a row, in ticks; 0 where there is none. */
export function lastClose({close, codes}: Market, row: number, asset: number): number {
  for (let t = row; t >= Math.max(0, row - BACK); t--) {
    const price = close[t * codes.length + asset] as number;
    if (price > 0) return price;
  }
  return 0;
}

/** Column of a code; throws on one that the market does not have. */
export function assetOf(market: Market, code: string): number {
  const asset = market.codes.indexOf(code);
  if (asset < 0) throw new RangeError(`code must be one of the market's, got "${code}"`);
  return asset;
}

interface Context {
  readonly market: Market;
  readonly account: Account;
  readonly row: number;
  /** Fen, at the close of `row`. */
  readonly nav: number;
  readonly delay: number;
  readonly patience: {readonly buy: number; readonly sell: number};
}

/**
 * Turns a decision into orders that wait, sized at the closes of its day; a whole book replaces all that wait, an order
 * what waits for its asset; a stop that waits goes before both. Throws on unknown assets, repeated ones, weights that are negative or sum above one, and
 * orders that say neither or both of shares and value.
 */
export function place(decision: Decision, waiting: readonly Waiting[], context: Context): Waiting[] {
  if (!decision) return [...waiting];
  const wanted =
    "targets" in decision ? bookOrders(decision.targets, context) : singles(decision.orders, context);
  const stopped = new Set(
    waiting.filter((w) => w.reason === "stop" || w.reason === "profit").map((w) => w.asset)
  );
  const fresh = wanted.filter((w) => !stopped.has(w.asset));
  const replaced = new Set(fresh.map((w) => w.asset));
  const kept = waiting.filter(
    (w) => stopped.has(w.asset) || !("targets" in decision || replaced.has(w.asset))
  );
  return [...kept, ...fresh];
}

function bookOrders({assets, weights}: Targets, context: Context): Waiting[] {
  const {account, nav} = context;
  const {length} = assets;
  if (weights && weights.length !== length) {
    throw new RangeError(`weights must hold ${length} values, got ${weights.length}`);
  }
  const chosen = new Set<number>();
  const orders: Waiting[] = [];
  let total = 0;
  for (let i = 0; i < length; i++) {
    const asset = checkAsset(assets[i] as number, `targets.assets[${i}]`, context.market);
    if (chosen.has(asset)) throw new RangeError(`targets.assets[${i}] must not repeat, got ${asset} again`);
    chosen.add(asset);
    const weight = weights ? (weights[i] as number) : 1 / length;
    if (!(weight >= 0)) throw new RangeError(`weights[${i}] must not be negative, got ${weight}`);
    total += weight;
    const held = account.position(asset)?.shares ?? 0;
    add(orders, context, {asset, shares: sharesFor(weight * nav, asset, context) - held, reason: "target"});
  }
  if (total > 1 + SLACK) throw new RangeError(`weights must sum to 1 at most, got ${total}`);
  for (const {asset, shares} of account.positions) {
    if (!chosen.has(asset)) add(orders, context, {asset, shares: -shares, reason: "target"});
  }
  return orders;
}

function singles(list: readonly Order[], context: Context): Waiting[] {
  const orders: Waiting[] = [];
  list.forEach(({asset, shares, value, reason}, i) => {
    checkAsset(asset, `orders[${i}].asset`, context.market);
    if ((shares === undefined) === (value === undefined)) {
      throw new RangeError(`orders[${i}] must give either shares or value, got ${shares} and ${value}`);
    }
    const signed = shares ?? value ?? 0;
    if (Number.isNaN(signed)) throw new RangeError(`orders[${i}] must be for a number, got NaN`);
    const held = context.account.position(asset)?.shares ?? 0;
    const count =
      shares === undefined && Number.isFinite(signed)
        ? Math.sign(signed) * sharesFor(Math.abs(signed), asset, context)
        : signed;
    const whole = Math.max(-held, Math.trunc(count));
    add(orders, context, {asset, shares: whole, reason: reason ?? (whole < 0 ? "exit" : "entry")});
  });
  return orders;
}

function checkAsset(asset: number, name: string, {codes}: Market): number {
  if (Number.isInteger(asset) && asset >= 0 && asset < codes.length) return asset;
  throw new RangeError(`${name} must be an asset from 0 to ${codes.length - 1}, got ${asset}`);
}

/** Whole shares that so many fen buy at the day's close; 0 without a close, which is reported when the order is tried. */
function sharesFor(fen: number, asset: number, {market, row}: Context): number {
  const ticks = lastClose(market, row, asset);
  const price = market.venue === "cn" ? ticks : (ticks * (market.fx?.[row] as number) * 100) / TICKS.hk;
  return ticks > 0 ? Math.floor((fen / price) * (1 + 1e-14) + 1e-9) : 0;
}

function add(
  orders: Waiting[],
  {row, delay, patience}: Context,
  {asset, shares, reason}: {readonly asset: number; readonly shares: number; readonly reason: Reason}
): void {
  if (shares === 0) return;
  const side = shares > 0 ? "buy" : "sell";
  orders.push({
    asset,
    side,
    shares: Math.abs(shares),
    reason,
    due: row + delay,
    tries: patience[side],
    met: undefined
  });
}
