import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {backtest} from "../lib/backtest/engine.js";
import type {Market} from "../lib/backtest/market.js";
import {FRICTIONLESS} from "../lib/backtest/options.js";
import {rebalanceRows} from "../lib/backtest/rebalance-rows.js";
import {topN} from "../lib/backtest/top-n.js";
import {normal} from "../lib/random/normal.js";
import {createRng} from "../lib/random/rng.js";
import {against, type Bench, median} from "./row.js";

const [DAYS, ASSETS, N] = [2430, 5000, 50];
/** CNY: so much that a whole share is nothing. */
const CAPITAL = 1e12;

/** A seeded market of the size of the whole one over ten years, and a score a day. */
function sampleMarket(): {readonly market: Market; readonly score: Float32Array} {
  const rng = createRng(1, "backtest bench");
  const cells = DAYS * ASSETS;
  const panel = (): Int32Array => new Int32Array(cells);
  const prices = {open: panel(), high: panel(), low: panel(), close: panel(), reference: panel()};
  const score = new Float32Array(cells);
  const last = Int32Array.from({length: ASSETS}, () => 500 + Math.floor(4000 * rng.uniform()));
  const move = (base: number, sigma: number): number =>
    Math.max(100, Math.round(base * (1 + Math.max(-0.1, Math.min(0.1, sigma * normal(rng))))));
  for (let k = 0; k < cells; k++) {
    const base = last[k % ASSETS] as number;
    const open = move(base, 0.006);
    const close = move(base, 0.02);
    prices.reference[k] = base;
    prices.open[k] = open;
    prices.close[k] = close;
    prices.high[k] = Math.max(open, close);
    prices.low[k] = Math.min(open, close);
    score[k] = normal(rng);
    last[k % ASSETS] = close;
  }
  const market: Market = {
    venue: "cn",
    days: Int32Array.from({length: DAYS}, (_, t) => 15_340 + Math.floor(t / 5) * 7 + (t % 5)),
    codes: Array.from({length: ASSETS}, (_, i) => `${600_000 + i}.SH`),
    boards: Array.from({length: ASSETS}, () => "main" as const),
    ...prices,
    volume: new Float32Array(cells).fill(5e6),
    flags: new Uint8Array(cells),
    listed: new Int32Array(ASSETS).fill(-1),
    delisted: new Int32Array(ASSETS).fill(DAYS),
    actions: {
      row: new Int32Array(),
      asset: new Int32Array(),
      cash: new Float64Array(),
      shares: new Float64Array()
    }
  };
  return {market, score};
}

const seconds = (work: () => void, times: number): number =>
  median(
    Array.from({length: times}, () => {
      const started = performance.now();
      work();
      return (performance.now() - started) / 1000;
    })
  );

interface Peer {
  readonly dense: number;
  readonly held: number;
  readonly nav: readonly number[];
  readonly numpy: string;
  readonly pandas: string;
}

const engine: Bench = {
  name: "backtest",
  what: "top 50 of 5,000 stocks, monthly, ten years: all frictions, a grid of 300, and numpy without frictions",
  async run() {
    const {market, score} = sampleMarket();
    const signal = (row: number): Float32Array => score.subarray(row * ASSETS, (row + 1) * ASSETS);
    const rows = rebalanceRows(market.days, "month");
    const full = topN({signal, n: N, rows});
    const frictions = seconds(() => backtest(market, full, {capital: 1e8}), 7);
    const grid = seconds(() => {
      for (let n = 5; n <= 50; n += 5) {
        for (const every of [5, 10, 15, 20, 40, 60]) {
          for (const keep of [1, 1.5, 2, 3, 4]) {
            const strategy = topN({
              signal,
              n,
              keep: Math.round(n * keep),
              rows: rebalanceRows(market.days, every)
            });
            backtest(market, strategy, {capital: 1e8});
          }
        }
      }
    }, 1);
    const free = {...FRICTIONLESS, capital: CAPITAL};
    const textbook = seconds(() => backtest(market, full, free), 7);
    const own = [
      {name: "backtest/all-frictions", value: frictions, unit: "s"},
      {name: "backtest/grid-300", value: grid, unit: "s"}
    ];
    const folder = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
    try {
      for (const [name, panel] of Object.entries({
        open: market.open,
        close: market.close,
        days: market.days,
        score
      })) {
        writeFileSync(join(folder, name), panel);
      }
      const script = fileURLToPath(new URL("peers/backtest.py", import.meta.url));
      const args = [script, folder, String(N), String(CAPITAL * 100)];
      const {status, stdout} = spawnSync("python3", args, {maxBuffer: 1 << 26, encoding: "utf8"});
      if (status !== 0) return [...own, {name: "backtest/no-frictions", value: textbook, unit: "s"}];
      const peer = JSON.parse(stdout) as Peer;
      check(backtest(market, full, free).nav, peer.nav);
      const row = {name: "backtest/no-frictions", value: textbook, unit: "s"};
      const name = `numpy ${peer.numpy}, pandas ${peer.pandas}`;
      return [
        ...own,
        against(row, `${name}, held columns only`, peer.held),
        against(row, `${name}, all columns`, peer.dense)
      ];
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  }
};

/** A benchmark of two programs that disagree would measure nothing. */
function check(own: Float64Array, peer: readonly number[]): void {
  own.forEach((nav, t) => {
    const gap = Math.abs(nav / (peer[t] as number) - 1);
    if (!(gap < 1e-9)) throw new Error(`NAV of row ${t} differs from numpy's by ${gap}`);
  });
}

export default engine;
