import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {type QpProblem, qpSolver} from "../../../lib/attribution/qp.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

interface Golden {
  readonly problems: readonly {
    readonly n: number;
    readonly singular: boolean;
    readonly value: number;
    readonly x: readonly number[];
  }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/attribution/quadprog.json", import.meta.url), "utf8")
);

/** The problems of quadprog.R, by the same Park–Miller sequence. */
function* problems(): Generator<QpProblem> {
  let seed = 20240223;
  const uniform = (): number => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let k = 0; k < 1000; k++) {
    const n = 2 + Math.floor(uniform() * 11);
    const m = k % 4 === 3 ? Math.max(1, Math.floor(n * uniform())) : n + 6;
    const x = Array.from({length: m * n}, () => uniform() - 0.5);
    const q = Float64Array.from({length: n * n}, (_, at) => {
      let s = 0;
      for (let t = 0; t < m; t++)
        s += (x[t * n + Math.floor(at / n)] as number) * (x[t * n + (at % n)] as number);
      return s;
    });
    const vector = (f: () => number): Float64Array => Float64Array.from({length: n}, f);
    const c = vector(() => 2 * (uniform() - 0.3));
    const lower = vector(() => (k % 3 === 0 ? -0.2 * uniform() : 0));
    const upper = vector(() => 0.1 + 0.6 * uniform());
    const most = upper.reduce((s, v) => s + v, 0);
    const lo = 0.5 * Math.min(1, most);
    yield {q, c, lower, upper, budget: [lo, k % 5 === 0 ? lo : 0.95 * Math.min(1, most)]};
  }
}

const value = ({q, c}: QpProblem, x: ArrayLike<number>): number => {
  const n = c.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum -= (c[i] as number) * (x[i] as number);
    for (let j = 0; j < n; j++) sum += 0.5 * (x[i] as number) * (q[i * n + j] as number) * (x[j] as number);
  }
  return sum;
};

const box = (n: number, lower: number, upper: number) => ({
  lower: new Float64Array(n).fill(lower),
  upper: new Float64Array(n).fill(upper)
});

describe("qpSolver", () => {
  it("agrees with R's quadprog on a thousand problems, singular ones among them", () => {
    let k = 0;
    let singular = 0;
    for (const problem of problems()) {
      const want = golden.problems[k++];
      if (!want) throw new Error(`golden problem ${k} is missing`);
      const {status, x, residual} = qpSolver(want.n).solve(problem);
      expect(status, `problem ${k}`).toBe("optimal");
      expect(residual).toBeLessThan(1e-9);
      expect(Math.abs(value(problem, x) - want.value), `problem ${k}`).toBeLessThan(1e-8);
      if (want.singular) singular++;
      else
        x.forEach((v, i) => {
          expect(Math.abs(v - (want.x[i] as number)), `problem ${k}`).toBeLessThan(1e-8);
        });
    }
    expect([k, singular]).toEqual([1000, 250]);
  });

  it("solves by hand: projection of a point on the simplex, and its multiplier", () => {
    const q = Float64Array.from([1, 0, 0, 1]);
    const answer = qpSolver(2).solve({q, c: Float64Array.from([2, 0]), ...box(2, 0, 5), budget: [1, 1]});
    expect(Array.from(answer.x)).toEqual([1, 0]);
    expect(answer.multiplier).toBe(-1);
  });

  it("gives the same from a warm start as from a cold one, and takes fewer steps", () => {
    const rng = createRng(3, "qp");
    const n = 31;
    const solver = qpSolver(n);
    const state = new Int8Array(n + 1);
    const q = new Float64Array(n * n);
    const rows = Array.from({length: 60}, () => Array.from({length: n}, () => normal(rng)));
    for (const r of rows)
      for (let i = 0; i < n * n; i++)
        q[i] = (q[i] as number) + (r[Math.floor(i / n)] as number) * (r[i % n] as number);
    const c = Float64Array.from({length: n}, () => 20 * normal(rng));
    let [warm, cold] = [0, 0];
    for (let day = 0; day < 50; day++) {
      c.forEach((v, i) => {
        c[i] = v + 0.2 * normal(rng);
      });
      const problem: QpProblem = {q, c, ...box(n, 0, 0.3), budget: [0.6, 0.95]};
      const a = solver.solve(problem, state);
      const x = a.x.slice();
      warm += a.steps;
      const b = solver.solve(problem, new Int8Array(n + 1));
      cold += b.steps;
      x.forEach((v, i) => {
        expect(Math.abs(v - (b.x[i] as number))).toBeLessThan(1e-11);
      });
    }
    expect(warm).toBeLessThan(cold / 2);
  });

  it("gives the same whatever the unit of objective and variables, from 1e-8 to 1e8", () => {
    const scales = [1e-8, 1e-4, 1, 1e4, 1e8];
    let k = 0;
    for (const p of problems()) {
      if (k++ % 5 !== 0 && k % 4 !== 0) continue;
      const n = p.c.length;
      const {solve} = qpSolver(n);
      const plain = {...solve(p), x: solve(p).x.slice()};
      for (const a of scales)
        for (const b of scales) {
          const scaled = {
            q: p.q.map((v) => (a * v) / b / b),
            c: p.c.map((v) => (a * v) / b),
            lower: p.lower.map((v) => v * b),
            upper: p.upper.map((v) => v * b),
            budget: [p.budget[0] * b, p.budget[1] * b] as const
          };
          const found = qpSolver(n).solve(scaled);
          expect(found.status).toBe(plain.status);
          const gap =
            value(
              p,
              found.x.map((v) => v / b)
            ) - value(p, plain.x);
          expect(Math.abs(gap), `problem ${k}, objective × ${a}, variables × ${b}`).toBeLessThan(1e-8);
        }
    }
  });

  it("settles where regressors are nearly the same and entries are small", () => {
    const rng = createRng(7, "alike");
    for (let k = 0; k < 400; k++) {
      const n = 3 + Math.floor(20 * rng.uniform());
      const days = 10 + Math.floor(60 * rng.uniform());
      const own = 10 ** (-2 - 3 * rng.uniform());
      const x = Array.from({length: days}, () => {
        const market = 0.012 * normal(rng);
        return Float64Array.from({length: n}, () => market + own * normal(rng));
      });
      const raw = Float64Array.from({length: n}, () => (rng.uniform() < 0.5 ? 0 : rng.uniform()));
      const held = raw.map((w) => (0.9 * w) / (1e-9 + raw.reduce((s, v) => s + v, 0)));
      const [q, c] = [new Float64Array(n * n), new Float64Array(n)];
      for (const row of x) {
        const y = row.reduce((s, v, i) => s + v * (held[i] as number), k % 2 === 0 ? 0 : 0.001 * normal(rng));
        row.forEach((v, i) => {
          c[i] = (c[i] as number) + v * y;
          row.forEach((u, j) => {
            q[i * n + j] = (q[i * n + j] as number) + v * u;
          });
        });
      }
      const problem = {q, c, ...box(n, 0, 1), budget: k % 3 === 0 ? ([1, 1] as const) : ([0, 1] as const)};
      const {status, residual} = qpSolver(n).solve(problem);
      expect(status).toBe("optimal");
      expect(residual).toBeLessThan(1e-9);
    }
  });

  it("permutes with its variables and changes nothing it is given", () => {
    const q = Float64Array.from([2, 0.5, 0.1, 0.5, 1, 0.2, 0.1, 0.2, 3]);
    const c = Float64Array.from([1, 2, -1]);
    const order = [2, 0, 1];
    const at = (i: number): number => order[i] as number;
    const turned = {
      q: Float64Array.from({length: 9}, (_, k) => q[at(Math.floor(k / 3)) * 3 + at(k % 3)] as number),
      c: Float64Array.from(order, (i) => c[i] as number)
    };
    const before = [...q];
    const a = qpSolver(3).solve({q, c, ...box(3, 0, 0.7), budget: [0.5, 0.9]}).x;
    const b = qpSolver(3).solve({...turned, ...box(3, 0, 0.7), budget: [0.5, 0.9]}).x;
    order.forEach((i, k) => {
      expect(b[k]).toBeCloseTo(a[i] as number, 13);
    });
    expect([...q]).toEqual(before);
  });

  it("names what has no optimum", () => {
    const q = Float64Array.from([1, 0, 0, 1]);
    const c = Float64Array.from([1, 1]);
    const solve = (problem: Partial<QpProblem>) =>
      qpSolver(2).solve({q, c, ...box(2, 0, 1), budget: [0, 1], ...problem});
    expect(solve({budget: [3, 4]})).toMatchObject({
      status: "infeasible",
      reason: "the upper bounds sum to 2, below budget[0] = 3"
    });
    expect(solve({...box(2, 1, 2), budget: [0, 1]}).reason).toBe(
      "the lower bounds sum to 2, above budget[1] = 1"
    );
    expect(solve({budget: [1, 0]}).reason).toBe("budget[0] = 1 exceeds budget[1] = 0");
    expect(solve({budget: [2, 2]})).toMatchObject({status: "fixed"});
    const open = {...box(2, 0, Number.POSITIVE_INFINITY), budget: [0, Number.POSITIVE_INFINITY]} as const;
    expect(solve({q: new Float64Array(4), ...open}).status).toBe("unbounded");
    expect(solve({q: new Float64Array(4), c: Float64Array.from([1, 1])})).toMatchObject({
      status: "optimal",
      several: true
    });
  });

  it("refuses what is no problem", () => {
    const solve = (problem: Partial<QpProblem>) => () =>
      qpSolver(2).solve({
        q: Float64Array.from([1, 0, 0, 1]),
        c: new Float64Array(2),
        ...box(2, 0, 1),
        budget: [0, 1],
        ...problem
      });
    expect(() => qpSolver(0)).toThrow("n must be a whole number from 1, got 0");
    expect(solve({q: new Float64Array(3)})).toThrow("q must hold 2 × 2 values, got 3");
    expect(solve({c: Float64Array.from([Number.NaN, 0])})).toThrow("c must hold numbers, got NaN at 0");
    expect(solve({c: new Float64Array(3)})).toThrow("c must hold 2 values, got 3");
    expect(solve({budget: [Number.NaN, 1]})).toThrow("budget must be two numbers");
  });
});
