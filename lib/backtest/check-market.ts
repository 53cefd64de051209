import type {Market, MarketIssue} from "./market.js";

/**
 * Whether a market is well formed, and what in it is odd. Throws on columns of the wrong length, days or actions out of
 * order, negative prices, and `hk` without exchange rates or lots. Odd data does not throw; it is counted: a bar whose
 * open or close is 0 while it has volume (not traded that day), a listed day without a bar (the last close stands),
 * several actions of one asset on one day (added up), a close outside the day's range (taken as it is), an action when
 * the asset is not listed (without effect).
 */
export function checkMarket(market: Market): MarketIssue[] {
  const {days, codes, venue, actions} = market;
  const [rows, assets] = [days.length, codes.length];
  const sizes: Record<string, readonly [ArrayLike<unknown>, number]> = {
    boards: [market.boards, assets],
    listed: [market.listed, assets],
    delisted: [market.delisted, assets],
    "actions.asset": [actions.asset, actions.row.length],
    "actions.cash": [actions.cash, actions.row.length],
    "actions.shares": [actions.shares, actions.row.length]
  };
  for (const panel of ["open", "high", "low", "close", "reference", "volume", "flags"] as const) {
    sizes[panel] = [market[panel], rows * assets];
  }
  if (market.trading) sizes.trading = [market.trading, rows];
  if (venue === "hk") {
    if (!market.fx) throw new RangeError("fx must be given for hk, got none");
    if (!market.lot) throw new RangeError("lot must be given for hk, got none");
    sizes.fx = [market.fx, rows];
    sizes.lot = [market.lot, assets];
  }
  for (const [name, [values, length]] of Object.entries(sizes)) {
    if (values.length !== length)
      throw new RangeError(`${name} must hold ${length} values, got ${values.length}`);
  }
  ascending("days", days, {strict: true});
  ascending("actions.row", actions.row, {strict: false});
  return [...barIssues(market), ...actionIssues(market)];
}

function ascending(name: string, x: Int32Array, {strict}: {readonly strict: boolean}): void {
  for (let i = 1; i < x.length; i++) {
    const step = (x[i] as number) - (x[i - 1] as number);
    if (step < 0 || (strict && step === 0))
      throw new RangeError(`${name} must ascend, got ${x[i]} after ${x[i - 1]}`);
  }
}

function barIssues({
  codes,
  days,
  open,
  high,
  low,
  close,
  reference,
  volume,
  listed,
  delisted
}: Market): MarketIssue[] {
  const assets = codes.length;
  const counts = new Map<MarketIssue["issue"], {count: number; example: string}>();
  const note = (issue: MarketIssue["issue"], row: number, asset: number): void => {
    const found = counts.get(issue);
    if (found) found.count++;
    else counts.set(issue, {count: 1, example: `${codes[asset]} row ${row}`});
  };
  for (let row = 0; row < days.length; row++) {
    for (let asset = 0; asset < assets; asset++) {
      const k = row * assets + asset;
      const [o, h, l, c] = [open[k] as number, high[k] as number, low[k] as number, close[k] as number];
      if (o < 0 || h < 0 || l < 0 || c < 0 || (reference[k] as number) < 0) {
        throw new RangeError(`prices must not be negative, got one for ${codes[asset]} in row ${row}`);
      }
      if (row < (listed[asset] as number) || row >= (delisted[asset] as number)) continue;
      if (o > 0 && c > 0) {
        if (c > h || c < l) note("close outside the day's range", row, asset);
      } else note((volume[k] as number) > 0 ? "price of zero" : "missing day", row, asset);
    }
  }
  return Array.from(counts, ([issue, found]) => ({issue, ...found}));
}

function actionIssues({codes, actions, listed, delisted}: Market): MarketIssue[] {
  const issues: MarketIssue[] = [];
  const seen = new Set<string>();
  let [twice, outside] = [0, 0];
  let [firstTwice, firstOutside] = ["", ""];
  for (let i = 0; i < actions.row.length; i++) {
    const [row, asset] = [actions.row[i] as number, actions.asset[i] as number];
    if (!(asset >= 0 && asset < codes.length)) {
      throw new RangeError(
        `actions.asset[${i}] must be an asset from 0 to ${codes.length - 1}, got ${asset}`
      );
    }
    const name = `${codes[asset]} row ${row}`;
    if (seen.has(name) && twice++ === 0) firstTwice = name;
    seen.add(name);
    if ((row < (listed[asset] as number) || row >= (delisted[asset] as number)) && outside++ === 0)
      firstOutside = name;
  }
  if (twice > 0) issues.push({issue: "overlapping actions", count: twice, example: firstTwice});
  if (outside > 0)
    issues.push({issue: "action on a day without a listing", count: outside, example: firstOutside});
  return issues;
}
