import {normal} from "../lib/random/normal.js";
import {createRng, type Rng} from "../lib/random/rng.js";
import {informedTracker, type StockDay} from "../lib/timing/informed-tracker.js";
import {estimatePin} from "../lib/timing/pin.js";
import type {Bench} from "./row.js";

const STOCKS = 800;
const DAYS = 250;
const BARS = 48;
/** PIN is fitted on the first day of each week. */
const WEEK = 5;

/** A seeded day of five-minute bars: some days have news, which leans the bars one way. */
function drawDay(rng: Rng): StockDay {
  const [open, high, low, close, volume, amount] = Array.from({length: 6}, () => new Float64Array(BARS)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ];
  const lean = rng.uniform() < 0.3 ? (rng.uniform() < 0.5 ? -0.0008 : 0.0008) : 0;
  let price = 10;
  for (let k = 0; k < BARS; k++) {
    const next = price * (1 + lean + 0.002 * normal(rng));
    const traded = 1e5 * Math.exp(0.6 * normal(rng));
    open[k] = price;
    close[k] = next;
    high[k] = Math.max(price, next);
    low[k] = Math.min(price, next);
    volume[k] = traded;
    amount[k] = (traded * (price + next)) / 2;
    price = next;
  }
  return {open, high, low, close, volume, amount};
}

const informed: Bench = {
  name: "informed",
  what: "informed trading of 800 stocks × 250 days of five-minute bars, PIN fitted weekly, one thread",
  async run() {
    const rng = createRng(1, "informed bench");
    let [tracking, fitting, fits] = [0, 0, 0];
    for (let s = 0; s < STOCKS; s++) {
      const tape = Array.from({length: DAYS}, () => drawDay(rng));
      const at = informedTracker();
      tape.forEach((day, t) => {
        const started = performance.now();
        at.next(day);
        at.premium();
        const tracked = performance.now();
        tracking += tracked - started;
        if (t % WEEK !== 0 || at.buys.length < 60) return;
        estimatePin(at.buys, at.sells);
        fitting += performance.now() - tracked;
        fits++;
      });
    }
    return [
      {name: "informed/premium-and-vpin", value: tracking / 1000, unit: "s"},
      {name: "informed/pin", value: fitting / 1000, unit: "s"},
      {name: "informed/pin-fits", value: fits, unit: "fits"}
    ];
  }
};

export default informed;
