import {pack, unpack} from "../factor/pack.js";
import type {LabMarket} from "./lab-market.js";
import type {Board} from "./market.js";

interface Meta {
  readonly rows: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly boards: readonly Board[];
  readonly scores: readonly string[];
}

/** Steps of volume on a logarithmic scale: a sixteenth of a doubling, 4.4 %. */
const VOLUME_STEPS = 16;

/** Steps of a score, standard deviations. */
const SCORE_STEP = 0.05;

/**
 * The lab's data as bytes, small once compressed: stock by stock, prices as whole ticks from the reference price, which is
 * itself told from the close before; volume within 4.4 %; scores to 0.05. Prices come back exactly, so fills do too.
 */
export function packLab({market, names, eligible, scoreRows, scores, benchmark}: LabMarket): Uint8Array {
  const [rows, assets] = [market.days.length, market.codes.length];
  const column = (f: (k: number, before: number) => number): Float64Array =>
    Float64Array.from({length: rows * assets}, (_, i) => {
      const [asset, row] = [Math.floor(i / rows), i % rows];
      const k = row * assets + asset;
      return f(k, row === 0 ? 0 : (market.close[k - assets] as number));
    });
  const {open, high, low, close, reference, volume, flags} = market;
  const at = (panel: ArrayLike<number>, k: number): number => panel[k] as number;
  const meta: Meta = {rows, codes: market.codes, names, boards: market.boards, scores: [...scores.keys()]};
  const whole = (name: string, values: ArrayLike<number>) => ({name, step: 1, values});
  return pack(meta, [
    whole("days", market.days),
    whole("reference", differences(column((k, before) => at(reference, k) - before))),
    whole("open", differences(column((k) => at(open, k) - at(reference, k)))),
    whole("close", differences(column((k) => at(close, k) - at(open, k)))),
    whole("high", differences(column((k) => at(high, k) - Math.max(at(open, k), at(close, k))))),
    whole("low", differences(column((k) => at(low, k) - Math.min(at(open, k), at(close, k))))),
    whole(
      "volume",
      column((k) => Math.round(Math.log2(1 + at(volume, k)) * VOLUME_STEPS))
    ),
    whole(
      "flags",
      column((k) => at(flags, k))
    ),
    whole(
      "eligible",
      column((k) => at(eligible, k))
    ),
    whole("listed", market.listed),
    whole("delisted", market.delisted),
    whole("action.row", market.actions.row),
    whole("action.asset", market.actions.asset),
    {name: "action.cash", step: 0.001, values: market.actions.cash},
    {name: "action.shares", step: 0.0001, values: market.actions.shares},
    whole("score.rows", scoreRows),
    ...Array.from(scores, ([name, values]) => ({
      name: `score.${name}`,
      step: SCORE_STEP,
      values: transposed(values, scoreRows.length, assets)
    })),
    {name: "benchmark", step: 0.01, values: benchmark}
  ]);
}

/** Running sums, so that the packer's differences are the values themselves. */
function differences(x: Float64Array): Float64Array {
  let sum = 0;
  return x.map((v) => {
    sum += v;
    return sum;
  });
}

const undone = (x: Float64Array): Float64Array => x.map((v, i) => v - (i === 0 ? 0 : (x[i - 1] as number)));

/** Rows × columns to columns × rows. */
const transposed = (x: ArrayLike<number>, rows: number, columns: number): Float64Array =>
  Float64Array.from(
    {length: rows * columns},
    (_, i) => x[(i % rows) * columns + Math.floor(i / rows)] as number
  );

/** Reads what `packLab` wrote. */
export function unpackLab(bytes: Uint8Array): LabMarket {
  const {meta, columns} = unpack(bytes);
  const {rows, codes, names, boards, scores} = meta as Meta;
  const assets = codes.length;
  const read = (name: string): Float64Array => {
    const values = columns.get(name);
    if (!values) throw new RangeError(`the bytes hold no column ${name}`);
    return values;
  };
  const cells = rows * assets;
  const prices = Object.fromEntries(
    ["open", "high", "low", "close", "reference"].map((name) => [name, new Int32Array(cells)])
  ) as Record<"open" | "high" | "low" | "close" | "reference", Int32Array>;
  const told = Object.fromEntries(
    ["reference", "open", "close", "high", "low"].map((name) => [name, undone(read(name))])
  ) as Record<"reference" | "open" | "close" | "high" | "low", Float64Array>;
  for (let asset = 0; asset < assets; asset++) {
    let before = 0;
    for (let row = 0; row < rows; row++) {
      const [i, k] = [asset * rows + row, row * assets + asset];
      const reference = before + (told.reference[i] as number);
      const open = reference + (told.open[i] as number);
      const close = open + (told.close[i] as number);
      prices.reference[k] = reference;
      prices.open[k] = open;
      prices.close[k] = close;
      prices.high[k] = Math.max(open, close) + (told.high[i] as number);
      prices.low[k] = Math.min(open, close) + (told.low[i] as number);
      before = close;
    }
  }
  const byRow = (name: string): Float64Array => transposed(read(name), assets, rows);
  const scoreRows = Int32Array.from(read("score.rows"));
  return {
    market: {
      venue: "cn",
      days: Int32Array.from(read("days")),
      codes,
      boards,
      ...prices,
      volume: Float32Array.from(byRow("volume"), (v) => Math.round(2 ** (v / VOLUME_STEPS) - 1)),
      flags: Uint8Array.from(byRow("flags")),
      listed: Int32Array.from(read("listed")),
      delisted: Int32Array.from(read("delisted")),
      actions: {
        row: Int32Array.from(read("action.row")),
        asset: Int32Array.from(read("action.asset")),
        cash: read("action.cash").map((x) => Math.round(x * 1000) / 1000),
        shares: read("action.shares").map((x) => Math.round(x * 10_000) / 10_000)
      }
    },
    names,
    eligible: Uint8Array.from(byRow("eligible")),
    scoreRows,
    scores: new Map(
      scores.map((name) => [
        name,
        Float32Array.from(transposed(read(`score.${name}`), assets, scoreRows.length))
      ])
    ),
    benchmark: read("benchmark")
  };
}
