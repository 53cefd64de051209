import {Account} from "./account.js";
import {execute} from "./execute.js";
import type {Floor} from "./floor.js";
import type {Market} from "./market.js";
import type {BacktestOptions} from "./options.js";
import {lastClose, place, type Waiting} from "./orders.js";
import {COSTS, type Cost, type Result} from "./result.js";
import {type Settings, settingsOf} from "./settings.js";
import {closeStops, touchStops} from "./stops.js";
import type {Strategy} from "./strategy.js";
import {RowView} from "./view.js";

/** Whole fen are exact below this. */
const EXACT = 2 ** 53;

/**
 * Runs a strategy through a market, day by day: corporate actions and delistings before the open, then the orders that
 * are due, then the close, at which the strategy sees all that is known and decides what shall be tried from `delay`
 * rows later. Deterministic; nothing is mutated. On each day all positions are valued at their last close in whole
 * fen, so that capital, ledger and closes add up to the NAV exactly. Throws on options, decisions or assets that make
 * no sense, and when money would no longer be exact.
 */
export function backtest(market: Market, strategy: Strategy, options: BacktestOptions = {}): Result {
  const settings = settingsOf(market, options);
  const account = new Account(market, settings);
  const days = new DayBook(market, settings);
  const actions = actionsByRow(market);
  let waiting: Waiting[] = [];
  for (let row = settings.from; row <= settings.to; row++) {
    const floor: Floor = {market, account, settings, row};
    account.ledger.newDay();
    waiting = applyActions(floor, actions.get(row), waiting);
    for (const position of [...account.positions]) {
      if (row >= (market.delisted[position.asset] as number)) account.writeOff(position, row);
    }
    if (settings.price === "close") touchStops(floor);
    waiting = execute(floor, waiting);
    if (settings.price === "open") touchStops(floor);
    const nav = markToMarket(floor);
    waiting = closeStops(floor, waiting);
    days.add(account, row, nav);
    if (row === settings.to) break;
    const {delay, patience} = settings;
    const decision = strategy(new RowView(market, account, row, nav));
    waiting = place(decision, waiting, {market, account, row, nav, delay, patience});
  }
  return days.result(account);
}

interface Action {
  readonly asset: number;
  cash: number;
  shares: number;
}

/** Actions by row, those of one asset on one day added up. */
function actionsByRow({actions}: Market): Map<number, Action[]> {
  const rows = new Map<number, Action[]>();
  for (let i = 0; i < actions.row.length; i++) {
    const [row, asset] = [actions.row[i] as number, actions.asset[i] as number];
    const list = rows.get(row) ?? [];
    const same = list.find((a) => a.asset === asset);
    if (same) {
      same.cash += actions.cash[i] as number;
      same.shares += actions.shares[i] as number;
    } else list.push({asset, cash: actions.cash[i] as number, shares: actions.shares[i] as number});
    rows.set(row, list);
  }
  return rows;
}

/** Books what positions receive, and gives orders that wait the new count of shares. */
function applyActions(floor: Floor, actions: readonly Action[] | undefined, waiting: Waiting[]): Waiting[] {
  const {market, account, settings, row} = floor;
  for (const action of actions ?? []) {
    const {asset} = action;
    const position = account.position(asset);
    if (position) account.act(position, row, action);
    const reference = market.reference[row * market.codes.length + asset] as number;
    const growth =
      settings.reinvest && reference > 0 ? lastClose(market, row - 1, asset) / reference : 1 + action.shares;
    for (const order of waiting) {
      if (order.asset === asset) order.shares = Math.floor(order.shares * growth + 1e-9);
    }
  }
  return waiting;
}

function markToMarket({market, account, row}: Floor): number {
  let nav = account.cash;
  for (const position of account.positions) {
    const close = market.close[row * market.codes.length + position.asset] as number;
    if (close > 0) position.mark = close;
    nav += account.fen(position.mark * position.shares, row);
  }
  if (!(Math.abs(nav) < EXACT)) throw new RangeError(`nav must stay below 2^53 fen to be exact, got ${nav}`);
  return nav;
}

/** What is kept of every day. */
class DayBook {
  private readonly length: number;
  private readonly nav: Float64Array;
  private readonly cash: Float64Array;
  private readonly gross: Float64Array;
  private readonly traded: Float64Array;
  private readonly held: Int32Array;
  private readonly costs: Record<Cost, Float64Array>;
  private readonly from: Int32Array;
  private readonly asset: number[] = [];
  private readonly shares: number[] = [];

  constructor(
    private readonly market: Market,
    private readonly settings: Settings
  ) {
    this.length = settings.to - settings.from + 1;
    const column = (): Float64Array => new Float64Array(this.length);
    this.nav = column();
    this.cash = column();
    this.gross = column();
    this.traded = column();
    this.held = new Int32Array(this.length);
    this.costs = Object.fromEntries(COSTS.map((kind) => [kind, column()])) as Record<Cost, Float64Array>;
    this.from = new Int32Array(this.length + 1);
  }

  add({cash, positions, ledger}: Account, row: number, nav: number): void {
    const t = row - this.settings.from;
    this.nav[t] = nav;
    this.cash[t] = cash;
    this.traded[t] = ledger.traded;
    this.held[t] = positions.length;
    let paid = 0;
    for (const kind of COSTS) {
      this.costs[kind][t] = ledger.today[kind];
      paid += ledger.today[kind];
    }
    const [before, gross] =
      t === 0 ? [this.settings.capital, 1] : [this.nav[t - 1] as number, this.gross[t - 1] as number];
    this.gross[t] = before > 0 ? (gross * (nav + paid)) / before : gross;
    for (const {asset, shares} of positions) {
      this.asset.push(asset);
      this.shares.push(shares);
    }
    this.from[t + 1] = this.asset.length;
  }

  result({ledger}: Account): Result {
    const {settings, market} = this;
    return {
      start: settings.from,
      days: market.days.slice(settings.from, settings.to + 1),
      capital: settings.capital,
      nav: this.nav,
      cash: this.cash,
      gross: this.gross,
      traded: this.traded,
      held: this.held,
      costs: this.costs,
      ledger: ledger.ledger(),
      rejections: ledger.rejections(),
      holdings: {from: this.from, asset: Int32Array.from(this.asset), shares: Float64Array.from(this.shares)}
    };
  }
}
