import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type FactorBook, MEASURES, type MeasureName, packBook, unpackBook} from "../../../lib/factor/book.js";
import {PARTS, type Part} from "../../../lib/factor/crowding.js";
import {pack, unpack} from "../../../lib/factor/pack.js";
import {packRecovered, recovery, unpackRecovered} from "../../../lib/factor/recovered.js";
import {
  packExposure,
  packTear,
  sliceTear,
  unpackExposure,
  unpackTear
} from "../../../lib/factor/tear-data.js";
import {packSummary, type TearSummary, unpackSummary} from "../../../lib/factor/tear-summary.js";
import {alignColumn} from "../../../lib/factor/user-column.js";
import {cumulative, ranked, rowAtOrBefore, standing, withMarket} from "../../../lib/factor/view.js";
import {weeksOf} from "../../../lib/factor/weeks.js";
import {epochDay} from "../../../lib/format/date.js";

describe("pack", () => {
  it("gives back every column to half a step, missing as missing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({min: -1e6, max: 1e6, noNaN: true}), fc.constant(Number.NaN)), {
          maxLength: 60
        }),
        fc.constantFrom(1e-4, 0.01, 3),
        (values, step) => {
          const {columns, meta} = unpack(pack({a: "字"}, [{name: "x", step, values}]));
          expect(meta).toEqual({a: "字"});
          const back = columns.get("x") as Float64Array;
          expect(back.length).toBe(values.length);
          values.forEach((v, i) => {
            if (Number.isNaN(v)) expect(back[i]).toBeNaN();
            else expect(Math.abs((back[i] as number) - v)).toBeLessThanOrEqual(step / 2 + 1e-9 * Math.abs(v));
          });
        }
      )
    );
  });

  it("refuses what it cannot keep, and bytes cut short", () => {
    expect(() => pack({}, [{name: "x", step: 0, values: []}])).toThrow("step of x must be positive, got 0");
    expect(() => pack({}, [{name: "x", step: 1, values: [Number.POSITIVE_INFINITY]}])).toThrow(
      "x must be finite"
    );
    const bytes = pack({}, [{name: "x", step: 1, values: [1, 2, 3]}]);
    expect(() => unpack(bytes.slice(0, -1))).toThrow("the bytes end within column x");
  });
});

const days = Int32Array.from([0, 1, 4, 5, 6, 7, 8, 11, 12, 13], (d) => epochDay("2024-01-04") + d);

function bookOf(): FactorBook {
  const [n, rows] = [2, days.length];
  const panel = (length: number, f: (k: number) => number): Float64Array =>
    Float64Array.from({length: length * n}, (_, k) => f(k));
  const weeks = Int32Array.from([1, 6, 9], (t) => days[t] as number);
  return {
    scheme: "csc37",
    missing: [],
    factors: [
      {factor: "country", kind: "country", zh: "市场", en: "Market"},
      {factor: "煤炭", kind: "industry", zh: "煤炭", en: "Coal", stream: "up"}
    ],
    days,
    returns: panel(rows, (k) => (k === 5 ? Number.NaN : 0.01 * Math.sin(k))),
    weeks,
    characterDays: weeks,
    character: Object.fromEntries(MEASURES.map((m) => [m, panel(3, (k) => 0.02 + k / 50)])) as Record<
      MeasureName,
      Float64Array
    >,
    score: panel(3, (k) => k - 2),
    parts: Object.fromEntries(PARTS.map((p) => [p, panel(3, (k) => (k - 2) / 6)])) as Record<
      Part,
      Float64Array
    >
  };
}

describe("book", () => {
  it("comes back with windows that do not drift", () => {
    const book = bookOf();
    const back = unpackBook(packBook(book));
    expect(back.factors).toEqual(book.factors);
    expect(Array.from(back.days)).toEqual(Array.from(book.days));
    for (const c of [0, 1]) {
      const [a, b] = [book, back].map((x) => cumulative(x, c, {from: 0, to: 9}).at(-1) as number);
      expect(Math.abs((a as number) - (b as number))).toBeLessThan(2e-5);
    }
    expect(back.returns[5]).toBeNaN();
    expect(back.score[0]).toBeCloseTo(-2, 1);
    expect(back.character.turnover[3]).toBeCloseTo(0.08, 3);
  });

  it("keeps the score alone where there are no parts", () => {
    const {parts: _, ...rest} = bookOf();
    const back = unpackBook(packBook(rest));
    expect(back.parts).toBeUndefined();
    expect(back.score[5]).toBeCloseTo(3, 2);
  });

  it("adds the market to industries alone", () => {
    const book = bookOf();
    const total = withMarket(book);
    expect(total.returns[0]).toBe(book.returns[0]);
    expect(total.returns[3]).toBeCloseTo((book.returns[3] as number) + (book.returns[2] as number), 15);
  });

  it("compounds calendar weeks, the last to date", () => {
    const book = bookOf();
    const {first, last, value} = weeksOf(book, {at: 8, weeks: 2, columns: [0]});
    expect(Array.from(first)).toEqual([days[2], days[7]]);
    expect(Array.from(last)).toEqual([days[6], days[8]]);
    const own = (t: number): number => 1 + (book.returns[2 * t] as number);
    expect(value[1]).toBeCloseTo(own(7) * own(8) - 1, 14);
  });
});

describe("small views", () => {
  it("finds rows, ranks and standings", () => {
    expect(rowAtOrBefore(days, (days[3] as number) + 0)).toBe(3);
    expect(rowAtOrBefore(days, (days[0] as number) - 1)).toBe(-1);
    expect(ranked([1, Number.NaN, -3, 2])).toEqual([3, 0, 2]);
    expect(ranked([1, Number.NaN, -3, 2], {by: "magnitude"})).toEqual([2, 3, 0]);
    expect(standing([1, 2, 3, 4, 2.5], 4, 5)).toBe(0.5);
    expect(standing([1], 0, 5)).toBeNaN();
  });
});

describe("recovery", () => {
  it("scores noise and bias worked by hand", () => {
    const planted = [0.01, -0.01, 0.02, -0.02];
    const exact = recovery(planted, planted);
    expect(exact).toMatchObject({n: 4, bias: 0, noise: 0});
    expect(exact.correlation).toBeCloseTo(1, 14);
    const half = recovery(
      planted.map((x) => x / 2 + 0.001),
      planted
    );
    expect(half.slope).toBeCloseTo(0.5, 12);
    expect(half.bias).toBeCloseTo(0.252, 12);
    const annual = Math.sqrt((0.001 / 3) * 252);
    expect(half.volatility).toBeCloseTo(annual, 12);
    expect(half.ceiling).toBeNaN();
    expect(recovery(planted, planted, {error: annual / Math.sqrt(252)}).ceiling).toBeCloseTo(
      Math.SQRT1_2,
      12
    );
    expect(recovery([Number.NaN, 1], [1, 1]).correlation).toBeNaN();
    expect(() => recovery([1], [])).toThrow("planted must hold 1 values, got 0");
  });

  it("is packed with its levels", () => {
    const book = {
      scheme: "citic",
      missing: [],
      factors: [{factor: "size", kind: "style", zh: "市值", en: "Size"} as const],
      scores: [recovery([Number.NaN], [1])],
      efficient: [recovery([1, 2, 4], [1, 2, 3])],
      exposure: [Number.NaN],
      real: [Number.NaN],
      weeks: Int32Array.from([10, 17]),
      recovered: Float64Array.from([0.1, 0.2]),
      planted: Float64Array.from([0.1, 0.25])
    };
    const back = unpackRecovered(packRecovered(book));
    expect(back.planted[1]).toBeCloseTo(0.25, 10);
    expect(back.scores[0]?.correlation).toBeNaN();
    expect(back.efficient[0]?.correlation).toBeCloseTo(0.98198, 5);
    expect(back.exposure).toEqual([Number.NaN]);
  });
});

describe("tear-sheet data", () => {
  const rows = {
    months: Int32Array.from([31, 59, 90]),
    codes: ["A", "B"],
    industries: ["银行"],
    first: Int32Array.from([0, 1]),
    count: Int32Array.from([3, 1]),
    returns: Float64Array.from([Number.NaN, 0.1, -0.05, Number.NaN]),
    industry: Float64Array.from([0, 0, 0, -1]),
    size: Float64Array.from([4, 4, 3, 0]),
    bits: Float64Array.from([2, 3, 2, 0])
  };
  const book = unpackTear(packTear(rows, []));

  it("spreads entries over months and stocks", () => {
    expect(Array.from(book.market.listed)).toEqual([1, 0, 1, 1, 1, 0]);
    expect(Array.from(book.market.suspended)).toEqual([0, 0, 1, 0, 0, 0]);
    expect(Array.from(book.estimation)).toEqual([1, 0, 1, 0, 1, 0]);
    expect(book.market.returns[2]).toBeCloseTo(0.1, 12);
    expect(Array.from(book.market.industry)).toEqual([0, -1, 0, -1, 0, -1]);
    const exposure = book.spread(
      unpackExposure(packExposure(Float64Array.from([1.234, -1, Number.NaN, 0.5])))
    );
    expect(exposure[0]).toBeCloseTo(1.23, 10);
    expect(exposure[3]).toBeCloseTo(0.5, 10);
    expect(exposure[1]).toBeNaN();
  });

  it("cuts the future off", () => {
    const cut = sliceTear(book, new Float64Array(6).fill(1), 2);
    expect(cut.market.dates).toBe(2);
    expect(cut.market.returns.length).toBe(4);
    expect(Array.from(cut.universe("large"))).toEqual([1, 0, 1, 0]);
    expect(Array.from(cut.universe("small"))).toEqual([0, 0, 0, 1]);
  });

  it("puts a reader's column on month ends, nothing later than they", () => {
    const months = [epochDay("2024-01-31"), epochDay("2024-02-29")];
    const {signal, used, dropped} = alignColumn(
      {
        date: [
          "2024-01-10",
          "20240131",
          "2024-01-05",
          "2024-02-01",
          "2024-03-01",
          "soon",
          "2024-02-02",
          "2024-02-02"
        ],
        code: ["A", "A", "A", "B", "A", "A", "C", "A"],
        value: ["1", "2", "9", "3", "4", "5", "6", "x"]
      },
      {months, codes: ["A", "B"]}
    );
    expect(Array.from(signal)).toEqual([2, Number.NaN, Number.NaN, 3]);
    expect(used).toBe(2);
    expect(dropped).toEqual({bad_date: 1, bad_value: 1, unknown_code: 1, outside: 1, superseded: 2});
  });
});

describe("the opening tear sheet", () => {
  it("comes back with its arrays and gaps, to seven digits", () => {
    const summary = {
      missing: [],
      months: Int32Array.of(31, 59),
      industries: ["银行"],
      sheets: {
        size: {
          horizon: 1,
          ic: Float64Array.of(1 / 3, Number.NaN),
          summary: {t: Number.NaN},
          decay: {period: Int32Array.of(1)}
        }
      }
    } as unknown as TearSummary;
    const back = unpackSummary(packSummary(summary));
    expect(back.months).toEqual(summary.months);
    expect(back.sheets.size).toMatchObject({
      horizon: 1,
      ic: Float64Array.of(0.3333333, Number.NaN),
      summary: {t: Number.NaN}
    });
    expect(back.sheets.size?.decay.period).toEqual(Int32Array.of(1));
  });
});
