import {describe, expect, it} from "vitest";
import {epochDay} from "../../../lib/format/date.js";
import {KnownSeries, orderReleases, type Vintages} from "../../../lib/macro/indicator-series.js";
import {indicatorSignals} from "../../../lib/macro/indicator-signal.js";
import {type IndicatorState, indicatorStates} from "../../../lib/macro/indicator-states.js";
import {createRng} from "../../../lib/random/rng.js";

const nan = Number.NaN;
const growth = {frequency: "M", transform: "yoy", unit: "%"};
const price = {frequency: "D", transform: "level", unit: "CNY/t"};

const vintages = (rows: readonly (readonly [period: string, known: string, value: number])[]): Vintages => ({
  period: rows.map((r) => epochDay(r[0])),
  known: rows.map((r) => epochDay(r[1])),
  value: rows.map((r) => r[2])
});
const follow = (v: Vintages, options: Parameters<typeof indicatorStates>[1]): IndicatorState[] =>
  indicatorStates(orderReleases(v), options);

const monthEnd = (m: number): number => Date.UTC(2015, m + 1, 0) / 86_400_000;
/** Months from January 2015, each known twelve days after its end. */
const months = (values: readonly number[]): Vintages => ({
  period: values.map((_, m) => monthEnd(m)),
  known: values.map((_, m) => monthEnd(m) + 12),
  value: values
});

describe("releases", () => {
  it("are put in the order in which they became known, whatever the order of the rows", () => {
    const rows = [
      ["2023-02-28", "2023-03-15", 2],
      ["2023-01-31", "2023-02-15", 1],
      ["2023-01-31", "2023-03-15", 1.5]
    ] as const;
    const forward = orderReleases(vintages(rows));
    expect(forward.releases.map((r) => r.value)).toEqual([1, 1.5, 2]);
    expect(orderReleases(vintages([...rows].reverse()))).toEqual(forward);
    expect(forward).toMatchObject({early: 0, late: 0, missing: 0});
  });

  it("count what is out of order: known before its end, published after a later period, missing", () => {
    const {releases, early, late, missing} = orderReleases(
      vintages([
        ["2023-01-31", "2023-01-20", 1],
        ["2023-03-31", "2023-04-15", 3],
        ["2023-02-28", "2023-04-20", 2],
        ["2023-04-30", "2023-05-15", nan]
      ])
    );
    expect({early, late, missing}).toEqual({early: 1, late: 1, missing: 1});
    expect(releases[0]?.known).toBe(epochDay("2023-01-31"));
    expect(() => orderReleases({period: [1], known: [1, 2], value: [1]})).toThrow(
      "known must hold 1 values, got 2"
    );
  });

  it("fill a series that keeps its periods in order, and say which are new", () => {
    const series = new KnownSeries();
    const fresh = [3, 1, 3, 4].map((period, i) => series.add({period, known: i, value: 10 * i}));
    expect(fresh).toEqual([true, false, false, true]);
    expect([series.period, series.value]).toEqual([
      [1, 3, 4],
      [10, 20, 30]
    ]);
  });
});

describe("indicatorStates", () => {
  const rng = createRng(7, "indicator");
  const noise = Array.from({length: 60}, () => 5 + rng.uniform());

  it("scales a change by the spread of the changes before it, by hand", () => {
    // Months alternate between 1 and 2, then jump to 6.
    const values = noise.map((_, m): number => (m % 2 === 0 ? 1 : 2));
    values[59] = 6;
    const states = follow(months(values), {frequency: "M", transform: "none", unit: "%"});
    const last = states[59];
    const changes = Array.from({length: 36}, (_, k) => (k % 2 === 0 ? -1 : 1));
    const sd = Math.sqrt(changes.reduce((s, x) => s + x * x, 0) / 35);
    expect(last).toMatchObject({value: 6, previous: 1, change: 5, fresh: true, note: ""});
    expect(last?.z).toBe(3);
    const mild = values.with(59, 1.5);
    expect(follow(months(mild), {frequency: "M", transform: "none", unit: "%"})[59]?.z).toBeCloseTo(
      0.5 / sd,
      12
    );
  });

  it("leaves January alone and reads February as the mean of both, against December", () => {
    const states = follow(months(noise), growth);
    const [december, january, february, march] = [47, 48, 49, 50].map((m) => states[m]);
    expect(january).toMatchObject({
      value: noise[48],
      previous: noise[47],
      change: nan,
      z: nan,
      note: "january"
    });
    const mean = ((noise[48] as number) + (noise[49] as number)) / 2;
    expect(february).toMatchObject({value: mean, previous: december?.value, note: "merged"});
    expect(march?.previous).toBe(mean);
    expect(march?.note).toBe("");
    // Where January is not published February stands for both.
    const merged = months(noise);
    const without = [0, 12, 24, 36, 48];
    const keep = noise.map((_, m) => m).filter((m) => !without.includes(m));
    const pick = (x: ArrayLike<number>): number[] => keep.map((m) => x[m] as number);
    const alone = follow(
      {period: pick(merged.period), known: pick(merged.known), value: pick(merged.value)},
      growth
    );
    expect(alone.find((s) => s.period === monthEnd(49))).toMatchObject({
      value: noise[49],
      previous: noise[47],
      note: ""
    });
  });

  it("takes a revision into the present reading and into no past one", () => {
    const revised = months(noise);
    const [period, known, value] = [revised.period, revised.known, revised.value].map((x) => [
      ...Array.from(x)
    ]);
    period?.push(monthEnd(58));
    known?.push(monthEnd(59) + 20);
    value?.push(99);
    const before = follow(months(noise), growth);
    const after = follow({period: period ?? [], known: known ?? [], value: value ?? []}, growth);
    expect(after.slice(0, 60)).toEqual(before);
    expect(after[60]).toMatchObject({period: monthEnd(59), value: noise[59], previous: 99, fresh: false});
  });

  it("later releases change no earlier state", () => {
    const v = months(noise);
    const cut = {
      period: Array.from(v.period).slice(0, 40),
      known: Array.from(v.known).slice(0, 40),
      value: noise.slice(0, 40)
    };
    expect(follow(v, growth).slice(0, 40)).toEqual(follow(cut, growth));
  });

  it("compares daily prices over five observations, relatively, and not across a stop", () => {
    const start = epochDay("2020-01-01");
    const days = Array.from({length: 20}, (_, k) => start + (k < 10 ? k : k + 60));
    const states = follow({period: days, known: days, value: days.map((_, k) => 100 + k)}, price);
    expect(states[9]?.change).toBeCloseTo(109 / 104 - 1, 12);
    expect(states[9]?.note).toBe("short");
    expect(states[12]).toMatchObject({change: nan, note: "gap"});
    expect(states[16]?.change).toBeCloseTo(116 / 111 - 1, 12);
    expect(
      follow({period: [1, 2, 3, 4, 5, 6], known: [1, 2, 3, 4, 5, 6], value: [-1, 1, 1, 1, 1, 2]}, price)[5]
        ?.change
    ).toBeNaN();
  });

  it("refuses a frequency that it has no rules for", () => {
    expect(() => follow(months(noise), {...growth, frequency: "A"})).toThrow(
      'frequency must be D, W, M or Q, got "A"'
    );
  });
});

describe("indicatorSignals", () => {
  const state = (known: string, z: number, more: Partial<IndicatorState> = {}): IndicatorState => ({
    known: epochDay(known),
    period: epochDay(known),
    value: 1,
    previous: 0,
    change: z,
    z,
    fresh: true,
    note: "",
    ...more
  });
  const days = ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-24"].map(epochDay);

  it("point up where the change is good for the industry, and only where it is more than noise", () => {
    const states = [state("2024-01-03", 0.6), state("2024-01-04", -0.4)];
    const arrows = (polarity: number) =>
      indicatorSignals(states, days.slice(0, 3), {frequency: "D", polarity}).map((s) => s?.arrow);
    expect(arrows(1)).toEqual([undefined, "↑", "/"]);
    expect(arrows(-1)).toEqual([undefined, "↓", "/"]);
    expect(arrows(0)).toEqual([undefined, "/", "/"]);
  });

  it("say nothing once the series has stopped", () => {
    const signals = indicatorSignals([state("2024-01-03", 2)], days, {frequency: "D", polarity: 1});
    expect(signals.map((s) => s?.status)).toEqual([undefined, "", "", "stopped"]);
    expect(signals.at(-1)?.arrow).toBe("/");
  });

  it("refuse a polarity that is no sign", () => {
    expect(() => indicatorSignals([], days, {frequency: "D", polarity: 0.5})).toThrow(
      "polarity must be −1, 0 or 1, got 0.5"
    );
  });
});
