import {existsSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {epochDay, isoDay} from "../../../lib/format/date.js";
import {legAt} from "../../../lib/timing/leg.js";
import {dea, macdStream} from "../../../lib/timing/macd.js";
import {segmentMachine} from "../../../lib/timing/segment-machine.js";
import {segments} from "../../../lib/timing/segments.js";
import {weekEnds, weeklyBars} from "../../../lib/timing/weekly-bars.js";

interface Golden {
  readonly series: readonly {
    readonly close: number[];
    readonly dif: number[];
    readonly dea: number[];
    readonly pivots: readonly [number, string, number, string][];
  }[];
}
const golden = JSON.parse(
  readFileSync(new URL("../../golden/timing/segments.json", import.meta.url), "utf8")
) as Golden;

/** Random walks with round prices, so that ties happen. */
const walk = fc.array(fc.integer({min: -4, max: 4}), {minLength: 2, maxLength: 300}).map((steps) => {
  let price = 100;
  return steps.map((s) => {
    price = Math.max(5, price + s);
    return price;
  });
});

describe("MACD", () => {
  it("is 0 on the first bar and then worked by hand", () => {
    const stream = macdStream({fast: 1, slow: 3, signal: 3});
    expect([stream.next(10), stream.dif]).toEqual([0, 0]);
    expect(stream.next(14)).toBe(1);
    expect(stream.dif).toBe(2);
    expect(stream.next(14)).toBe(1);
    expect(stream.dif).toBe(1);
  });

  it("agrees with pandas to 1e-10", () => {
    for (const {close, dif, dea: signal} of golden.series) {
      const stream = macdStream();
      close.forEach((c, t) => {
        expect(Math.abs(stream.next(c) - (signal[t] ?? Number.NaN))).toBeLessThan(1e-10);
        expect(Math.abs(stream.dif - (dif[t] ?? Number.NaN))).toBeLessThan(1e-10);
      });
    }
  });

  it("scales with the price and refuses spans below a bar", () => {
    const {close} = golden.series[0] ?? {close: []};
    const [a, b] = [dea(close), dea(close.map((c) => 7 * c))];
    a.forEach((x, t) => {
      expect(Math.abs((b[t] ?? 0) - 7 * x)).toBeLessThan(1e-9);
    });
    expect(() => macdStream({fast: 0, slow: 26, signal: 9})).toThrow("fast must be at least 1 bar, got 0");
  });
});

describe("price segments", () => {
  /** Prices and DEA given by hand, so that each rule can be seen alone. */
  const feed = (bars: readonly (readonly [number, number])[]) => {
    const machine = segmentMachine();
    return bars.flatMap(([price, dea]) => machine.next(price, dea) ?? []);
  };

  it("confirm a top by DEA only on a bar that is the furthest down", () => {
    const up = [
      [100, 0],
      [105, 1],
      [110, 2]
    ] as const;
    expect(feed([...up, [104, 1], [106, -1]])).toEqual([]);
    expect(feed([...up, [104, 1], [106, -1], [103, -1]])).toEqual([
      {at: 2, kind: "high", price: 110, confirmed: 5, reason: "dea"}
    ]);
  });

  it("need DEA on the leg's side at the extreme", () => {
    expect(
      feed([
        [100, 0],
        [110, -1],
        [105, -2]
      ])
    ).toEqual([]);
  });

  it("confirm at once when the price passes the leg's own start", () => {
    expect(
      feed([
        [100, 0],
        [110, 1],
        [99, 1]
      ])
    ).toEqual([{at: 1, kind: "high", price: 110, confirmed: 2, reason: "fast"}]);
  });

  it("start the next leg at the pivot and follow it down", () => {
    const machine = segmentMachine();
    for (const [p, d] of [
      [100, 0],
      [110, 1],
      [99, 1],
      [95, -1]
    ] as const)
      machine.next(p, d);
    expect([machine.direction, machine.start, machine.extreme, machine.counter]).toEqual([-1, 1, 3, 3]);
  });

  it("agree with a second statement of the rules in Python", () => {
    for (const {close, pivots} of golden.series) {
      const found = segments(close).pivots.map((p) => [p.at, p.kind, p.confirmed, p.reason]);
      expect(found).toEqual(pivots);
      expect(found.length).toBeGreaterThan(5);
    }
  });

  it("never repaint: every prefix agrees, in pivots and in standing", () => {
    fc.assert(
      fc.property(walk, (close) => {
        const whole = segments(close);
        for (let n = 1; n <= close.length; n++) {
          const part = segments(close.slice(0, n));
          expect(part.pivots).toEqual(whole.pivots.filter((p) => p.confirmed < n));
          for (const key of ["direction", "start", "extreme", "counter"] as const)
            expect(part[key]).toEqual(whole[key].subarray(0, n));
        }
      }),
      {numRuns: 30}
    );
  });

  it("alternate highs and lows that are the extremes between their neighbours", () => {
    fc.assert(
      fc.property(walk, (close) => {
        const {pivots} = segments(close);
        pivots.forEach((p, k) => {
          expect(p.confirmed).toBeGreaterThan(p.at);
          expect(p.price).toBe(close[p.at]);
          const before = pivots[k - 1];
          if (!before) return;
          expect(p.kind).not.toBe(before.kind);
          expect(p.at).toBeGreaterThan(before.at);
          const leg = close.slice(before.at, p.at + 1);
          expect(p.kind === "high" ? Math.max(...leg) : Math.min(...leg)).toBe(p.price);
        });
      }),
      {numRuns: 60}
    );
  });

  it("turn upside down when the price does", () => {
    fc.assert(
      fc.property(walk, (close) => {
        const run = (sign: number): [number, number, string][] => {
          const machine = segmentMachine();
          const macd = macdStream();
          return close.flatMap((c) => {
            const p = machine.next(sign * c, macd.next(sign * c));
            return p ? [[p.at, p.confirmed, p.reason]] : [];
          });
        };
        expect(run(-1)).toEqual(run(1));
      }),
      {numRuns: 40}
    );
  });

  it("do not depend on the unit of the price, and change nothing in it", () => {
    const {close} = golden.series[1] ?? {close: []};
    const before = [...close];
    const scaled = segments(close.map((c) => c * 8));
    expect(scaled.pivots.map((p) => [p.at, p.confirmed])).toEqual(
      segments(close).pivots.map((p) => [p.at, p.confirmed])
    );
    expect(close).toEqual(before);
  });

  it("say nothing of a flat series, and refuse prices that are none", () => {
    const flat = segments([5, 5, 5, 5]);
    expect(flat.pivots).toEqual([]);
    expect([...flat.direction]).toEqual([0, 0, 0, 0]);
    expect(segments([]).pivots).toEqual([]);
    expect(() => segments([3, Number.NaN])).toThrow("close must be positive, got NaN at bar 1");
    expect(() => segments([3, 0])).toThrow("close must be positive, got 0 at bar 1");
  });
});

describe("the running leg", () => {
  const close = [100, 110, 121, 133.1, 120, 125];
  const run = segments(close);

  it("has slope, earlier slope, line and amplitude worked by hand", () => {
    const leg = legAt(close, run, 3);
    expect(leg.slope).toBeCloseTo(Math.log(1.1), 14);
    expect(leg.olsSlope).toBeCloseTo(Math.log(1.1), 14);
    expect(leg.r2).toBeCloseTo(1, 12);
    expect(leg.amplitude).toBeCloseTo(3 * Math.log(1.1), 14);
    expect([leg.age, leg.provisionalAge]).toEqual([3, 0]);
    expect([leg.slopeBefore, leg.provisionalSlope, leg.agePercentile]).toEqual([NaN, NaN, NaN]);
    const late = legAt(close, run, 5);
    expect(late.provisionalSlope).toBeCloseTo(Math.log(125 / 133.1) / 2, 14);
    expect(late.counterDistance).toBeCloseTo(5 / 125, 14);
    expect(late.breakDistance).toBeCloseTo(25 / 125, 14);
    expect(late.deaDistance).toBeCloseTo((run.dea[5] ?? NaN) / 125, 14);
  });

  it("compares with finished legs of its direction, as known then", () => {
    const series = golden.series[0]?.close ?? [];
    const all = segments(series);
    const t = 1200;
    const leg = legAt(series, all, t);
    const known = all.pivots.filter((p) => p.confirmed <= t);
    const same = known.flatMap((p, k) => {
      const from = known[k - 1];
      return from && (p.kind === "high") === leg.direction > 0 ? [p.at - from.at] : [];
    });
    expect(leg.pastLegs).toBe(same.length);
    const below = same.filter((b) => b < leg.age).length + same.filter((b) => b === leg.age).length / 2;
    expect(leg.agePercentile).toBe(below / same.length);
  });

  it("reads no later bar", () => {
    const series = golden.series[2]?.close ?? [];
    const all = segments(series);
    for (const t of [60, 200, 333]) {
      const part = series.slice(0, t + 1);
      expect(legAt(part, segments(part), t)).toEqual(legAt(series, all, t));
    }
    expect(() => legAt(series, all, series.length)).toThrow("t must be a bar from 0 to 399, got 400");
  });
});

describe("weeks", () => {
  const days = Int32Array.from(["2024-02-05", "2024-02-08", "2024-02-19", "2024-02-22"], epochDay);
  it("end on their last trading day, and the running one has no end yet", () => {
    expect([...weekEnds(days)]).toEqual([1]);
    expect([...weekEnds(days, {nextOpen: epochDay("2024-02-23")})]).toEqual([1]);
    expect([...weekEnds(days, {nextOpen: epochDay("2024-02-26")})]).toEqual([1, 3]);
    expect([...weekEnds(Int32Array.of(...days, epochDay("2024-02-23")))]).toEqual([1, 4]);
    expect([...weekEnds(new Int32Array(0))]).toEqual([]);
  });
  it("take first open, highest, lowest and last close; missing levels stay missing", () => {
    const week = weeklyBars(
      {
        days,
        open: Float64Array.of(1, 2, 3, 4),
        high: Float64Array.of(5, 9, 7, 6),
        low: Float64Array.of(1, 0.5, NaN, NaN),
        close: Float64Array.of(2, 3, 4, 5)
      },
      Int32Array.of(1, 3)
    );
    expect([...week.open, ...week.high, ...week.low, ...week.close]).toEqual([1, 3, 9, 7, 0.5, NaN, 3, 5]);
    expect(Array.from(week.days, isoDay)).toEqual(["2024-02-08", "2024-02-22"]);
  });
});

const real = `${process.env.YANBAO_REAL ?? "../shared/real"}/index/index_daily.csv`;

describe.skipIf(!existsSync(real))(
  "price segments of the SSE Composite, real data (needs YANBAO_REAL)",
  () => {
    it("has the published weekly pivots of 2012, 2013 and 2015 as closes", () => {
      const rows = readFileSync(real, "utf8")
        .split("\n")
        .map((line) => line.split(","))
        .filter(([, code]) => code === "000001.SH");
      const days = Int32Array.from(rows, ([date]) => epochDay(date ?? ""));
      const ends = weekEnds(days);
      const close = Array.from(ends, (t) => Number(rows[t]?.[5]));
      const found = segments(close).pivots.map(
        (p) => `${isoDay(days[ends[p.at] ?? 0] ?? 0)} ${p.kind} ${p.price.toFixed(0)}`
      );
      for (const printed of ["2012-11-30 low 1980", "2013-02-08 high 2432", "2015-06-12 high 5166"])
        expect(found).toContain(printed);
    });
  }
);
