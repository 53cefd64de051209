import {type Floor, limitsAt, obstacleAt} from "./floor.js";
import {buyLot, type Lots, lotsOf, SINGLE, sellLot} from "./lots.js";
import type {Waiting} from "./orders.js";
import type {Obstacle, Reason} from "./result.js";
import {slippageOf} from "./slippage.js";

/** An order's part that can be filled, and at what price in ticks. */
interface Quote {
  readonly order: Waiting;
  readonly quoted: number;
  price: number;
  shares: number;
}

const lotsAt = ({market, settings}: Floor, asset: number): Lots =>
  settings.exchange ? lotsOf(market.boards[asset] ?? "main", market.lot?.[asset]) : SINGLE;

/** Largest number of shares that the day's volume lets through. */
function capacity({market, settings, row}: Floor, asset: number): number {
  const {participation} = settings;
  if (participation === Number.POSITIVE_INFINITY) return participation;
  return Math.floor(participation * (market.volume[row * market.codes.length + asset] as number));
}

/** The price after slippage, whole ticks against the order, never beyond the day's limits. */
function slipped(
  floor: Floor,
  asset: number,
  {side, shares, quoted}: {side: "buy" | "sell"; shares: number; quoted: number}
): number {
  const {market, settings, row} = floor;
  const {up, down} = limitsAt(floor, asset);
  const share = slippageOf(market, {row, asset, shares}, settings.slippage);
  if (share === 0) return quoted;
  return side === "buy"
    ? Math.min(up, Math.ceil(quoted * (1 + share) - 1e-9))
    : Math.max(1, down, Math.floor(quoted * (1 - share) + 1e-9));
}

/**
 * Tries every order that is due: sells first, then buys with the cash there is; buys that together cost more are all cut
 * in the same proportion, so that no place in the list is favoured. What is left waits on while its patience lasts.
 */
export function execute(floor: Floor, waiting: readonly Waiting[]): Waiting[] {
  const due = waiting.filter((w) => w.due <= floor.row);
  if (due.length === 0 || floor.market.trading?.[floor.row] === 0) return [...waiting];
  for (const order of due) if (order.side === "sell") sellOrder(floor, order);
  buyOrders(
    floor,
    due.filter((w) => w.side === "buy")
  );
  for (const order of due) order.tries -= 1;
  return waiting.filter((w) => w.shares > 0 && w.tries > 0);
}

function sellOrder(floor: Floor, order: Waiting): void {
  const {market, settings, row} = floor;
  const {asset, reason} = order;
  const quoted = market[settings.price][row * market.codes.length + asset] as number;
  sellAt(floor, {asset, reason, quoted, order});
}

/**
 * Sells at a quoted price what may be sold of an order, and notes what may not. What is less than a lot is given up; what
 * settlement or volume hold back waits on.
 */
export function sellAt(
  floor: Floor,
  {asset, reason, quoted, order}: {asset: number; reason: Reason; quoted: number; order: Waiting}
): void {
  const {account, settings, row, market} = floor;
  const position = account.position(asset);
  if (!position) {
    order.shares = 0;
    return;
  }
  order.shares = Math.min(order.shares, position.shares);
  const obstacle = obstacleAt(floor, {asset, side: "sell", price: quoted});
  if (obstacle) {
    refuse(floor, order, obstacle);
    return;
  }
  const settled =
    settings.exchange && market.venue === "cn" ? position.before(row) : Number.POSITIVE_INFINITY;
  const most = capacity(floor, asset);
  const shares = sellLot(Math.min(order.shares, settled, most), position.shares, lotsAt(floor, asset));
  if (order.shares > settled) refuse(floor, order, "settlement");
  else if (order.shares > most) refuse(floor, order, "participation");
  else {
    if (shares === 0) refuse(floor, order, "lot");
    order.shares = shares;
  }
  if (shares === 0) return;
  const price = slipped(floor, asset, {side: "sell", shares, quoted});
  account.sell({row, asset, shares, price, quoted, reason});
  order.shares -= shares;
}

function buyOrders(floor: Floor, orders: readonly Waiting[]): void {
  const {market, account, settings, row} = floor;
  const quotes: Quote[] = [];
  let need = 0;
  for (const order of orders) {
    const {asset} = order;
    const quoted = market[settings.price][row * market.codes.length + asset] as number;
    const obstacle = obstacleAt(floor, {asset, side: "buy", price: quoted});
    if (obstacle) {
      refuse(floor, order, obstacle);
      continue;
    }
    const most = capacity(floor, asset);
    const shares = buyLot(Math.min(order.shares, most), lotsAt(floor, asset));
    if (order.shares > most) refuse(floor, order, "participation");
    else {
      if (shares === 0) refuse(floor, order, "lot");
      order.shares = shares;
    }
    if (shares === 0) continue;
    const price = slipped(floor, asset, {side: "buy", shares, quoted});
    quotes.push({order, quoted, price, shares});
    need += cashFor(floor, price * shares);
  }
  const cut = need > account.cash ? account.cash / need : 1;
  for (const quote of quotes) buyQuote(floor, quote, cut);
}

function buyQuote(floor: Floor, {order, quoted, price, shares}: Quote, cut: number): void {
  const {account, row} = floor;
  const {asset, reason} = order;
  const lots = lotsAt(floor, asset);
  let count = cut < 1 ? buyLot(Math.floor(shares * cut), lots) : shares;
  while (count > 0 && cashFor(floor, price * count) > account.cash) {
    const short = cashFor(floor, price * count) - account.cash;
    const fewer = Math.max(lots.step, Math.ceil(short / account.fen(price, row)));
    count = buyLot(count - fewer, lots);
  }
  if (count > 0) {
    const paid =
      cut < 1 ? Math.min(price, slipped(floor, asset, {side: "buy", shares: count, quoted})) : price;
    account.buy({row, asset, shares: count, price: paid, quoted, reason});
    order.shares -= count;
  }
  if (count < shares) refuse(floor, order, "cash");
}

function cashFor({account, row}: Floor, ticks: number): number {
  const {commission, stamp, transfer, levy} = account.costOf("buy", ticks, row);
  return account.fen(ticks, row) + commission + stamp + transfer + levy;
}

function refuse({account, row}: Floor, order: Waiting, obstacle: Obstacle): void {
  if (order.met === obstacle) return;
  order.met = obstacle;
  account.ledger.reject(row, order.asset, order.side === "buy" ? order.shares : -order.shares, obstacle);
}
