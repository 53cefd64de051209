import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {positionSolver} from "../lib/attribution/position-problem.js";
import {type QpProblem, qpSolver} from "../lib/attribution/qp.js";
import {windowCross, windowGram} from "../lib/attribution/window-moments.js";
import {normal} from "../lib/random/normal.js";
import {createRng} from "../lib/random/rng.js";
import {ewmaWeights} from "../lib/stats/ewma.js";
import {against, type Bench, median} from "./row.js";

const N = 31;
const WINDOW = 60;
const PROBLEMS = 600;
const FUNDS = 1500;
const DAYS = 250;
const BUDGET = [0.6, 0.95] as const;

/** A seeded market of correlated industries and funds that hold half of them. */
function sample(days: number, funds: number) {
  const rng = createRng(1, "positions bench");
  const x = new Float64Array(days * N);
  for (let t = 0; t < days; t++) {
    const market = 0.011 * normal(rng);
    for (let i = 0; i < N; i++) x[t * N + i] = market + 0.009 * normal(rng);
  }
  const held = Array.from({length: funds}, () => {
    const raw = Float64Array.from({length: N}, () => (rng.uniform() < 0.5 ? rng.uniform() : 0));
    const sum = raw.reduce((s, v) => s + v, 0);
    return raw.map((v) => (0.87 * v) / sum);
  });
  const returns = held.map((w) =>
    Float64Array.from({length: days}, (_, t) => {
      let r = 0.003 * normal(rng);
      for (let i = 0; i < N; i++) r += (w[i] as number) * (x[t * N + i] as number);
      return r;
    })
  );
  return {x, held, returns};
}

/** Problems of as many funds on one day: a Gram matrix with the prior's precision on its diagonal. */
function problemsOf(): QpProblem[] {
  const {x, held, returns} = sample(WINDOW, PROBLEMS);
  const window = {columns: N, from: 0, to: WINDOW, weights: ewmaWeights(WINDOW, 20)};
  const [gram, cross] = [new Float64Array(N * N), new Float64Array(N)];
  windowGram(x, window, gram);
  return returns.map((r, k) => {
    windowCross(x, r, window, cross);
    const q = gram.map((v, i) => v / 1e-5 + (i % (N + 1) === 0 ? 2 : 0));
    const c = cross.map((v, i) => v / 1e-5 + 2 * (held[(k + 1) % PROBLEMS]?.[i] ?? 0));
    return {q, c, lower: new Float64Array(N), upper: new Float64Array(N).fill(1), budget: BUDGET};
  });
}

interface Peer {
  readonly version: string;
  readonly seconds: number;
  readonly values: readonly number[];
}

/** The same problems by R's quadprog; undefined where R or the package is missing. */
function runPeer(problems: readonly QpProblem[]): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
  try {
    const file = join(folder, "problems.txt");
    const lines = problems.map(({q, c}) => [...q, ...c, ...BUDGET].map((v) => v.toPrecision(17)).join(" "));
    writeFileSync(file, `${N} ${problems.length}\n${lines.join("\n")}\n`);
    const script = fileURLToPath(new URL("peers/quadprog.R", import.meta.url));
    const {status, stdout} = spawnSync("Rscript", [script, file], {encoding: "utf8", maxBuffer: 1 << 26});
    if (status !== 0) return undefined;
    const [version = "", seconds, ...values] = stdout.trim().split("\n");
    return {version, seconds: Number(seconds), values: values.map(Number)};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Problems a second; every one from a cold start, or from its own last active set. */
function perSecond(problems: readonly QpProblem[], warm: boolean): number {
  const {solve} = qpSolver(N);
  const states = problems.map(() => new Int8Array(N + 1));
  const times = Array.from({length: 8}, () => {
    const started = performance.now();
    problems.forEach((p, k) => {
      const state = states[k] as Int8Array;
      if (!warm) state.fill(0);
      solve(p, state);
    });
    return performance.now() - started;
  });
  return (1000 * problems.length) / median(times.slice(3));
}

/** Seconds for every fund on every day, moments included, and for one day more; one thread. */
function market(): {readonly all: number; readonly day: number} {
  const {x, returns} = sample(WINDOW + DAYS, FUNDS);
  const solve = positionSolver(N);
  const states = returns.map(() => new Int8Array(N + 1));
  const [gram, cross] = [new Float64Array(N * N), new Float64Array(N)];
  const weights = ewmaWeights(WINDOW, 20);
  const belief = {
    weights: new Float64Array(N).fill(0.87 / N),
    variance: new Float64Array(N).fill(0.03 ** 2),
    total: 0.87,
    totalVariance: 0.02 ** 2
  };
  const times = Array.from({length: DAYS}, (_, t) => {
    const started = performance.now();
    const window = {columns: N, from: t, to: t + WINDOW, weights};
    windowGram(x, window, gram);
    returns.forEach((r, f) => {
      windowCross(x, r.subarray(t, t + WINDOW), window, cross);
      solve({gram, cross, noise: 1e-5}, [belief], {budget: BUDGET, state: states[f] as Int8Array});
    });
    return (performance.now() - started) / 1000;
  });
  return {all: times.reduce((s, v) => s + v, 0), day: median(times)};
}

function value({q, c}: QpProblem, x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < N; i++) {
    sum -= (c[i] as number) * (x[i] as number);
    for (let j = 0; j < N; j++) sum += 0.5 * (x[i] as number) * (q[i * N + j] as number) * (x[j] as number);
  }
  return sum;
}

const positions: Bench = {
  name: "positions",
  what: "fund-position quadratic programs, 31 industries, box and budget, one thread",
  async run() {
    const problems = problemsOf();
    const cold = {name: "positions/cold", value: perSecond(problems, false), unit: "problems/s"};
    const warm = {name: "positions/warm", value: perSecond(problems, true), unit: "problems/s"};
    const {all, day} = market();
    const whole = [
      {name: `positions/${FUNDS}-funds-${DAYS}-days`, value: all, unit: "s"},
      {name: `positions/${FUNDS}-funds-one-day`, value: day, unit: "s"}
    ];
    const peer = runPeer(problems);
    if (!peer) return [cold, warm, ...whole];
    const {solve} = qpSolver(N);
    problems.forEach((p, k) => {
      const gap = Math.abs(value(p, solve(p).x) - (peer.values[k] as number));
      if (!(gap < 1e-8)) throw new Error(`problem ${k} differs from quadprog's optimum by ${gap}`);
    });
    const name = `R quadprog ${peer.version}`;
    return [against(cold, name, 1 / peer.seconds), against(warm, name, 1 / peer.seconds), ...whole];
  }
};

export default positions;
