import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {crossSection} from "../lib/factor/cross-section.js";
import type {Sample, Shape} from "../lib/factor/within.js";
import {normal} from "../lib/random/normal.js";
import {createRng} from "../lib/random/rng.js";
import {against, type Bench, median} from "./row.js";

const DAYS = 60;
/** 1 country + 30 industries + 10 styles = 41 factors. */
const shape: Shape = {assets: 5000, industries: 30, styles: 10};

/** A seeded day of the size of the whole market. */
function sampleDay(): Sample {
  const rng = createRng(1, "bench");
  const column = (scale: number): Float64Array =>
    Float64Array.from({length: shape.assets}, () => scale * normal(rng));
  const cap = column(1.1).map((x) => Math.exp(22 + x));
  return {
    n: shape.assets,
    style: Array.from({length: shape.styles}, () => column(1)),
    industry: Int32Array.from({length: shape.assets}, (_, k) => k % shape.industries),
    weight: cap.map(Math.sqrt),
    cap,
    y: column(0.02)
  };
}

interface Peer {
  readonly classical: number;
  readonly robust: number;
  readonly wls?: number;
  readonly t_hc3: readonly number[];
  readonly numpy: string;
  readonly statsmodels?: string;
}

/** The same day by numpy and statsmodels; undefined where Python or numpy is missing. */
function runPeer({style, industry, weight, cap, y}: Sample): Peer | undefined {
  const list = (x: ArrayLike<number>): number[] => Array.from(x);
  const input = JSON.stringify({
    industries: shape.industries,
    industry: list(industry),
    style: style.map(list),
    weight: list(weight),
    cap: list(cap),
    y: list(y),
    days: DAYS
  });
  const script = fileURLToPath(new URL("peers/regression.py", import.meta.url));
  const {status, stdout} = spawnSync("python3", [script], {input, maxBuffer: 1 << 26, encoding: "utf8"});
  return status === 0 ? JSON.parse(stdout) : undefined;
}

function daysPerSecond(work: () => void): number {
  for (let k = 0; k < 40; k++) work();
  const times = Array.from({length: DAYS}, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return 1000 / median(times);
}

const regression: Bench = {
  name: "regression",
  what: "daily cross-sectional regression, 5,000 stocks × 41 factors, one thread",
  async run() {
    const sample = sampleDay();
    const regress = crossSection(shape);
    const classical = {
      name: "regression/classical-t",
      value: daysPerSecond(() => regress(sample, {robust: false})),
      unit: "days/s"
    };
    const robust = {name: "regression/hc3-t", value: daysPerSecond(() => regress(sample)), unit: "days/s"};
    const peer = runPeer(sample);
    if (!peer) return [classical, robust];
    check(regress(sample), peer);
    const numpy = `numpy ${peer.numpy}, dense normal equations`;
    const rows = [
      against(classical, numpy, 1 / peer.classical),
      against(robust, `${numpy}, HC3`, 1 / peer.robust)
    ];
    if (peer.wls === undefined) return rows;
    return [
      ...rows,
      against({...classical, name: "regression/wls"}, `statsmodels ${peer.statsmodels} WLS`, 1 / peer.wls)
    ];
  }
};

/** A benchmark of two programs that disagree would measure nothing. */
function check(
  {country, industry, style, errorsHc3}: ReturnType<ReturnType<typeof crossSection>>,
  peer: Peer
): void {
  [country, ...industry, ...style].forEach((f, k) => {
    const gap = Math.abs(f / (errorsHc3[k] as number) - (peer.t_hc3[k] as number));
    if (!(gap < 1e-8)) throw new Error(`HC3 t of factor ${k} differs from numpy's by ${gap}`);
  });
}

export default regression;
