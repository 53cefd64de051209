import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {bfgs} from "../../../lib/stats/bfgs.js";
import {informedTracker, TRACKER} from "../../../lib/timing/informed-tracker.js";
import {estimatePin, pinOf, pinStarts} from "../../../lib/timing/pin.js";
import {pinLikelihood} from "../../../lib/timing/pin-likelihood.js";
import {inSession} from "../../../lib/timing/session.js";
import {smartPool, smartPremium} from "../../../lib/timing/smart-money.js";
import {trailingStanding} from "../../../lib/timing/trailing-standing.js";
import {buyShare, vpinStream} from "../../../lib/timing/vpin.js";

interface Golden {
  readonly tapes: readonly {
    readonly buys: number[];
    readonly sells: number[];
    readonly planted: [number, number, number, number, number];
    readonly at_planted: number;
    readonly logLikelihood: number;
    readonly pin: number;
  }[];
  readonly vpin: {
    readonly change: number[];
    readonly volume: number[];
    readonly sigma: number;
    readonly size: number;
    readonly last10: number;
  };
}
const golden = JSON.parse(
  readFileSync(new URL("../../golden/timing/informed.json", import.meta.url), "utf8")
) as Golden;

function poisson(rng: Rng, rate: number): number {
  let [k, p] = [0, rng.uniform()];
  while (p > Math.exp(-rate)) {
    p *= rng.uniform();
    k++;
  }
  return k;
}

describe("the smart-money premium", () => {
  const bars = {
    move: [0.01, -0.02, 0.001, 0],
    volume: [100, 100, 400, 400],
    amount: [1100, 1200, 4000, 4000]
  };

  it("takes bars of the largest move for their volume up to a fifth, worked by hand", () => {
    expect(smartPremium(bars)).toBeCloseTo(2300 / 200 / (10300 / 1000) - 1, 14);
    expect(smartPremium(bars, {beta: 0.5, share: 0.1})).toBeCloseTo(12 / 10.3 - 1, 14);
  });

  it("is the same at any scale of price, and of volume", () => {
    const rng = createRng(2, "scale");
    const day = {
      move: Array.from({length: 48}, () => 0.003 * normal(rng)),
      volume: Array.from({length: 48}, () => 100 + Math.floor(900 * rng.uniform())),
      amount: Array.from({length: 48}, () => 5000 * (1 + rng.uniform()))
    };
    const base = smartPremium(day);
    expect(Math.abs(base)).toBeGreaterThan(1e-3);
    for (const k of [0.125, 8, 4096]) {
      expect(smartPremium({...day, amount: day.amount.map((a) => a * k)})).toBeCloseTo(base, 13);
      expect(smartPremium({...day, volume: day.volume.map((v) => v * k)})).toBeCloseTo(base, 13);
    }
  });

  it("pools days as one long day would, whatever the order within ties, and forgets the oldest", () => {
    const day = fc.array(
      fc.record({
        m: fc.integer({min: -3, max: 3}),
        v: fc.integer({min: 1, max: 5}),
        a: fc.integer({min: 1, max: 50})
      }),
      {minLength: 1, maxLength: 12}
    );
    fc.assert(
      fc.property(fc.array(day, {minLength: 3, maxLength: 6}), (days) => {
        const columns = (d: (typeof days)[number]) => ({
          move: d.map((x) => x.m / 100),
          volume: d.map((x) => x.v),
          amount: d.map((x) => x.a)
        });
        const pool = smartPool(3);
        days.forEach((d) => {
          pool.next(columns(d));
        });
        const direct = smartPremium(columns(days.slice(-3).flat()));
        const {pooled} = pool.premium();
        if (Number.isNaN(direct)) expect(pooled).toBeNaN();
        else expect(pooled).toBeCloseTo(direct, 12);
      })
    );
  });

  it("within days has no premium from a price that drifts over days alone", () => {
    const pool = smartPool(2);
    pool.next({move: [0.1, 0.001], volume: [20, 80], amount: [200, 800]});
    pool.next({move: [0.001, 0.001], volume: [50, 50], amount: [1000, 1000]});
    const {pooled, within} = pool.premium();
    expect(pooled).toBeCloseTo(10 / 15 - 1, 12);
    expect(within).toBeCloseTo(0, 12);
  });

  it("has no value before the pool is full or where nothing moves, and refuses bars without volume", () => {
    expect(smartPool(2).premium()).toEqual({pooled: NaN, within: NaN});
    expect(smartPremium({move: [0, 0], volume: [1, 1], amount: [1, 1]})).toBeNaN();
    expect(() => smartPremium({move: [0.1], volume: [0], amount: [0]})).toThrow(
      "volume must be positive, got 0 at bar 0"
    );
    expect(() => smartPool(0)).toThrow("days must be a whole number from 1, got 0");
    expect(() => smartPool(1, {beta: 0.5, share: 0})).toThrow("share must lie in (0, 1], got 0");
  });
});

describe("VPIN", () => {
  const run = (bars: readonly (readonly [number, number])[], size: number, buckets: number): number => {
    const stream = vpinStream({buckets});
    for (const [volume, bought] of bars) stream.next(volume, bought, size);
    return stream.value;
  };
  it("is 0 for balanced and 1 for one-sided flow", () => {
    const flow = (bought: number) => Array.from({length: 60}, () => [700, bought] as const);
    expect(run(flow(0.5), 400, 50)).toBe(0);
    expect(run(flow(1), 400, 50)).toBeCloseTo(1, 12);
    expect(run(flow(0), 400, 50)).toBeCloseTo(1, 12);
  });
  it("cuts bars at the edges of buckets, worked by hand", () => {
    expect(
      run(
        [
          [150, 1],
          [50, 0]
        ],
        100,
        2
      )
    ).toBeCloseTo((1 + 0) / 2, 14);
  });
  it("lies between 0 and 1, and is missing until there are enough buckets", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({min: 1, max: 300}), fc.double({min: 0, max: 1, noNaN: true})), {
          minLength: 20
        }),
        (bars) => {
          const v = run(bars, 90, 5);
          if (!Number.isNaN(v)) expect(v >= 0 && v <= 1).toBe(true);
        }
      )
    );
    expect(run([[100, 1]], 100, 2)).toBeNaN();
    expect(() => vpinStream().next(1, 1, 0)).toThrow("size must be positive, got 0");
  });
  it("signs bulk volume by Φ, and by the sign where nothing varies", () => {
    expect(buyShare(0, 0.01)).toBe(0.5);
    expect(buyShare(1.959963984540054, 1)).toBeCloseTo(0.975, 12);
    expect([buyShare(0.1, 0), buyShare(-0.1, 0), buyShare(0, 0)]).toEqual([1, 0, 0.5]);
  });
  it("agrees with numpy on a tape", () => {
    const {change, volume, sigma, size, last10} = golden.vpin;
    const stream = vpinStream({buckets: 10});
    let at19 = Number.NaN;
    let poured = 0;
    change.forEach((c, k) => {
      const v = volume[k] ?? 0;
      const before = Math.min(v, Math.max(0, 19 * size + 1e-6 - poured));
      stream.next(before, buyShare(c, sigma), size);
      poured += v;
      if (Number.isNaN(at19) && poured >= 19 * size) at19 = stream.value;
    });
    expect(at19).toBeCloseTo(last10, 8);
  });
});

describe("PIN", () => {
  it("has the likelihood of the unfactorised density and the optimum of scipy from all starts", () => {
    for (const {buys, sells, planted, at_planted, logLikelihood, pin} of golden.tapes) {
      const [alpha, delta, mu, epsilonBuy, epsilonSell] = planted;
      const process = {alpha, delta, mu, epsilonBuy, epsilonSell};
      expect(pinLikelihood(buys, sells)(process) / at_planted - 1).toBeCloseTo(0, 10);
      const found = estimatePin(buys, sells);
      expect(found.converged).toBe(true);
      expect(found.logLikelihood).toBeGreaterThan(logLikelihood - 1e-5);
      expect(found.pin).toBeCloseTo(pin, 3);
    }
  });

  it("has the gradient of its likelihood", () => {
    const {buys, sells} = golden.tapes[0] ?? {buys: [], sells: []};
    const x = [-0.7, 0.3, 3.4, 3.6, 3.7];
    const at = (y: number[]) => {
      const [a, d, m, b, s] = y as [number, number, number, number, number];
      const chance = (v: number): number => 1 / (1 + Math.exp(-v));
      return {
        alpha: chance(a),
        delta: chance(d),
        mu: Math.exp(m),
        epsilonBuy: Math.exp(b),
        epsilonSell: Math.exp(s)
      };
    };
    const gradient = new Float64Array(5);
    const likelihood = pinLikelihood(buys, sells);
    likelihood(at(x), gradient);
    x.forEach((_, i) => {
      const moved = (h: number) => likelihood(at(x.map((v, j) => (i === j ? v + h : v))));
      expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 4);
    });
  });

  it("has the density's likelihood, day by day, at counts of any size and however they are spaced", () => {
    const rate = fc.double({min: 0.05, max: 20, noNaN: true});
    const tape = fc.constantFrom(1, 30, 3000).chain((size) =>
      fc.record({
        days: fc.array(fc.tuple(fc.integer({min: 0, max: 3 * size}), fc.integer({min: 0, max: 3 * size})), {
          minLength: 1,
          maxLength: 12
        }),
        mu: rate.map((x) => x * size),
        epsilonBuy: rate.map((x) => x * size),
        epsilonSell: rate.map((x) => x * size),
        alpha: fc.double({min: 1e-6, max: 1 - 1e-6, noNaN: true}),
        delta: fc.double({min: 1e-6, max: 1 - 1e-6, noNaN: true})
      })
    );
    fc.assert(
      fc.property(tape, ({days, ...process}) => {
        const {alpha, delta, mu, epsilonBuy, epsilonSell} = process;
        const density = (b: number, s: number, [x, y]: [number, number]): number =>
          b * Math.log(x) - x + s * Math.log(y) - y;
        let wanted = 0;
        for (const [b, s] of days) {
          const terms = [
            Math.log(1 - alpha) + density(b, s, [epsilonBuy, epsilonSell]),
            Math.log(alpha * (1 - delta)) + density(b, s, [epsilonBuy + mu, epsilonSell]),
            Math.log(alpha * delta) + density(b, s, [epsilonBuy, epsilonSell + mu])
          ];
          const most = Math.max(...terms);
          wanted += most + Math.log(terms.reduce((sum, x) => sum + Math.exp(x - most), 0));
        }
        const got = pinLikelihood(
          days.map((d) => d[0]),
          days.map((d) => d[1])
        )(process);
        expect(Math.abs(got - wanted)).toBeLessThan(1e-10 * Math.max(1, Math.abs(wanted)) + 1e-7);
      })
    );
  });

  it("recovers planted processes: within 0.01 on average and 0.03 in root mean square, sixty days each", () => {
    const rng = createRng(20240223, "tapes");
    for (const [alpha, delta, mu, epsilon] of [
      [0.3, 0.5, 40, 40],
      [0.5, 0.4, 25, 30],
      [0.4, 0.5, 60, 50]
    ] as const) {
      const planted = pinOf({alpha, delta, mu, epsilonBuy: epsilon, epsilonSell: epsilon});
      const gaps = Array.from({length: 40}, () => {
        const days = Array.from({length: 60}, () => {
          const news = rng.uniform() < alpha;
          const bad = rng.uniform() < delta;
          return [
            poisson(rng, epsilon + (news && !bad ? mu : 0)),
            poisson(rng, epsilon + (news && bad ? mu : 0))
          ] as const;
        });
        return (
          estimatePin(
            days.map((d) => d[0]),
            days.map((d) => d[1])
          ).pin - planted
        );
      });
      const mean = gaps.reduce((s, g) => s + g, 0) / gaps.length;
      const rms = Math.sqrt(gaps.reduce((s, g) => s + g * g, 0) / gaps.length);
      expect(Math.abs(mean)).toBeLessThan(0.01);
      expect(rms).toBeLessThan(0.03);
    }
  });

  it("does not over- or underflow on large counts, and does not mind the order of days", () => {
    const buys = [9000, 12000, 9100, 8900, 9050, 8990, 15000, 9010];
    const sells = [9020, 9000, 14000, 8950, 9000, 9100, 9000, 8970];
    const one = estimatePin(buys, sells, {least: 5});
    expect(one.pin).toBeGreaterThan(0);
    const turned = estimatePin([...buys].reverse(), [...sells].reverse(), {least: 5});
    expect(turned.pin).toBeCloseTo(one.pin, 6);
  });

  it("mirrors when buys and sells change places", () => {
    const {buys, sells} = golden.tapes[1] ?? {buys: [], sells: []};
    expect(estimatePin(sells, buys).pin).toBeCloseTo(estimatePin(buys, sells).pin, 4);
  });

  it("polishing three of the starts finds what polishing all finds", () => {
    for (const {buys, sells} of golden.tapes)
      expect(estimatePin(buys, sells, {polish: 125}).logLikelihood).toBeCloseTo(
        estimatePin(buys, sells).logLikelihood,
        4
      );
  });

  it("starts on the grid of Yan and Zhang that keeps rates positive", () => {
    const starts = pinStarts(40, 40);
    expect(starts.length).toBeLessThanOrEqual(125);
    expect(starts.length).toBeGreaterThan(40);
    for (const s of starts) {
      expect(s.alpha * (1 - s.delta) * s.mu + s.epsilonBuy).toBeCloseTo(40, 10);
      expect(s.alpha * s.delta * s.mu + s.epsilonSell).toBeCloseTo(40, 10);
    }
  });

  it("has no value on too few days or a one-sided tape, and refuses unequal lengths", () => {
    expect(estimatePin([1, 2], [1, 2]).pin).toBeNaN();
    expect(estimatePin(new Float64Array(30).fill(3), new Float64Array(30)).pin).toBeNaN();
    expect(() => estimatePin([1], [])).toThrow("sells must hold 1 days, got 0");
  });
});

describe("BFGS", () => {
  it("finds the valley of Rosenbrock's function", () => {
    const found = bfgs(
      (x, g) => {
        const [a, b] = [x[0] as number, x[1] as number];
        g[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        g[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      [-1.2, 1],
      {tolerance: 1e-9}
    );
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 7);
    expect(found.x[1]).toBeCloseTo(1, 7);
    expect(() => bfgs(() => Number.NaN, [1])).toThrow("objective must be finite at the start, got NaN");
    expect(() => bfgs(() => 0, [1, 1], {curvature: [1, 0]})).toThrow("curvature must be positive, got 1,0");
  });
});

describe("the tracker of a stock", () => {
  const day = (rng: Rng, price = 10) => {
    const close = Array.from({length: 48}, () => price * (1 + 0.002 * normal(rng)));
    const open = close.map((c, k) => (k === 0 ? price : (close[k - 1] ?? c)));
    const volume = close.map(() => 1000 + Math.floor(500 * rng.uniform()));
    return {
      open,
      close,
      volume,
      high: close.map((c, k) => Math.max(c, open[k] ?? c)),
      low: close.map((c, k) => Math.min(c, open[k] ?? c)),
      amount: volume.map((v, k) => v * (close[k] ?? 0))
    };
  };

  it("passes over days that say nothing: no bars, or one price all day", () => {
    const tracker = informedTracker();
    const flat = new Float64Array(48).fill(11);
    const locked = {open: flat, high: flat, low: flat, close: flat, volume: flat, amount: flat};
    const none = {open: [], high: [], low: [], close: [], volume: [], amount: []};
    expect([tracker.next(locked), tracker.next(none)]).toEqual([false, false]);
    expect(tracker.buys).toEqual([]);
    const rng = createRng(1, "day");
    expect(tracker.next(day(rng))).toBe(true);
    expect((tracker.buys[0] ?? 0) + (tracker.sells[0] ?? 0)).toBeLessThanOrEqual(48);
  });

  it("does not depend on the unit of the price, nor on the days before its windows", () => {
    const run = (scale: number, extra: number) => {
      const rng = createRng(5, "unit");
      const other = createRng(6, "extra");
      const tracker = informedTracker({...TRACKER, pinDays: 20});
      for (let d = 0; d < extra; d++) tracker.next(day(other));
      for (let d = 0; d < 80; d++) {
        const {open, high, low, close, volume, amount} = day(rng);
        const times = (x: number[]) => x.map((v) => v * scale);
        tracker.next({
          open: times(open),
          high: times(high),
          low: times(low),
          close: times(close),
          volume,
          amount: times(amount)
        });
      }
      return {...tracker.premium(), vpin: tracker.vpin, buys: [...tracker.buys]};
    };
    const base = run(1, 0);
    const scaled = run(16, 0);
    expect(scaled.pooled).toBeCloseTo(base.pooled, 12);
    expect(scaled.within).toBeCloseTo(base.within, 12);
    expect(scaled.vpin).toBeCloseTo(base.vpin, 12);
    expect(run(1, 30).buys).toEqual(base.buys);
    expect(run(1, 30).pooled).toBe(base.pooled);
  });
});

describe("hours and standings", () => {
  it("count bars that end in continuous trading", () => {
    const at = (h: number, m: number): boolean => inSession(3600 * h + 60 * m);
    expect([
      at(9, 25),
      at(9, 30),
      at(9, 35),
      at(11, 30),
      at(11, 35),
      at(13, 0),
      at(13, 5),
      at(15, 0),
      at(15, 5)
    ]).toEqual([false, false, true, true, false, false, true, true, false]);
  });
  it("rank today among the days before it, and need a full window to be the highest", () => {
    const found = trailingStanding([1, 3, 2, NaN, 4], {window: 3, least: 2});
    expect(found.map((s) => s.percentile)).toEqual([NaN, NaN, 0.5, NaN, 1]);
    expect(found.map((s) => s.highest)).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect(trailingStanding([1, 3, 2, 4], {window: 3, least: 2})[3]).toEqual({
      percentile: 1,
      highest: 1,
      earlier: 3
    });
  });
});
