import {fitNowcast} from "../lib/macro/nowcast-fit.js";
import {normal} from "../lib/random/normal.js";
import {createRng} from "../lib/random/rng.js";
import {type Bench, median} from "./row.js";

const MONTHS = 240;
const INDICATORS = 30;
const FACTORS = 3;
/** As the model `nowcast` fits. */
const FIT = {factors: FACTORS, order: 2, iterations: 40, again: 3};

/** A seeded panel of monthly indicators with ragged ends and a quarterly target, of three factors. */
function drawPanel(): Float64Array {
  const rng = createRng(1, "nowcast bench");
  const n = INDICATORS + 1;
  const panel = new Float64Array(MONTHS * n).fill(Number.NaN);
  const loading = Float64Array.from({length: n * FACTORS}, () => normal(rng));
  const factor = new Float64Array(FACTORS);
  for (let t = 0; t < MONTHS; t++) {
    for (let k = 0; k < FACTORS; k++) factor[k] = 0.8 * (factor[k] as number) + 0.6 * normal(rng);
    for (let i = 0; i < n; i++) {
      const common = factor.reduce((s, f, k) => s + f * (loading[i * FACTORS + k] as number), 0);
      const shown = i < INDICATORS ? t < MONTHS - (i % 3) : t % 3 === 2 && t < MONTHS - 3;
      if (shown) panel[t * n + i] = common + normal(rng);
    }
  }
  return panel;
}

const nowcast: Bench = {
  name: "nowcast",
  what: "one refit of the nowcast: 30 monthly series and quarterly GDP over 20 years, one thread",
  async run() {
    const panel = drawPanel();
    const series = {group: Int32Array.from({length: INDICATORS}, (_, i) => i % 5)};
    const time = (earlier?: ReturnType<typeof fitNowcast>): number =>
      median(
        Array.from({length: 5}, () => {
          const started = performance.now();
          if (!fitNowcast(panel, series, {...FIT, earlier})) throw new Error("the panel was not fitted");
          return (performance.now() - started) / 1000;
        })
      );
    const scratch = time();
    return [
      {name: "nowcast/refit-from-scratch", value: scratch, unit: "s"},
      {name: "nowcast/refit-from-the-last", value: time(fitNowcast(panel, series, FIT)), unit: "s"}
    ];
  }
};

export default nowcast;
