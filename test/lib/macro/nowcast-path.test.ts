import {describe, expect, it} from "vitest";
import {AVERAGE_WEIGHTS} from "../../../lib/macro/dynamic-factor.js";
import {monthEnd} from "../../../lib/macro/month.js";
import {type NowcastInput, type NowcastPath, nowcastPath} from "../../../lib/macro/nowcast-path.js";
import {nowcastScore} from "../../../lib/macro/nowcast-score.js";
import {recoveredShare} from "../../../lib/macro/recovered.js";
import type {Releases} from "../../../lib/macro/release-panel.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const FROM = 2010 * 12;
const MONTHS = 12 * 11;
const N = 7;

interface Row {
  readonly series: number;
  readonly month: number;
  readonly known: number;
  readonly value: number;
}

/** Six indicators and a quarterly target of one factor, released with lags and sometimes revised. */
function market(): {rows: Row[]; factor: Float64Array; released: Map<number, number>} {
  const rng = createRng(99);
  const factor = new Float64Array(MONTHS);
  const rows: Row[] = [];
  for (let t = 0; t < MONTHS; t++) {
    factor[t] = 0.8 * (t > 0 ? (factor[t - 1] as number) : 0) + 0.5 * normal(rng);
    for (let i = 0; i < N - 1; i++) {
      const value = 6 - 0.01 * t + (0.6 + 0.2 * i) * (factor[t] as number) + 0.5 * normal(rng);
      const known = monthEnd(FROM + t) + 3 + 3 * i;
      rows.push({series: i, month: FROM + t, known, value});
      if (rng.uniform() < 0.1)
        rows.push({series: i, month: FROM + t, known: known + 40, value: value + 0.1 * normal(rng)});
    }
  }
  const released = new Map<number, number>();
  for (let t = 2; t < MONTHS; t += 3) {
    const mean = ((factor[t] as number) + (factor[t - 1] as number) + (factor[t - 2] as number)) / 3;
    const value = 8 - 0.02 * t + 1.5 * mean + 0.1 * normal(rng);
    released.set(FROM + t, value);
    rows.push({series: N - 1, month: FROM + t, known: monthEnd(FROM + t) + 17, value});
  }
  return {rows, factor, released};
}

const releasesOf = (rows: readonly Row[]): Releases => ({
  series: Int32Array.from(rows, (r) => r.series),
  month: Int32Array.from(rows, (r) => r.month),
  known: Int32Array.from(rows, (r) => r.known),
  value: Float64Array.from(rows, (r) => r.value)
});

const END = monthEnd(FROM + MONTHS - 1);
const fridays = (first: number, last: number): Int32Array =>
  Int32Array.from({length: Math.floor((last - first) / 7) + 1}, (_, w) => first + 7 * w);
const inputOf = (rows: readonly Row[], days = fridays(END - 3.2 * 365, END)): NowcastInput => ({
  releases: releasesOf(rows),
  group: Int32Array.of(0, 0, 1, 1, 2, 2),
  merged: new Uint8Array(N - 1),
  weights: AVERAGE_WEIGHTS,
  days
});
const FIT = {factors: 1, iterations: 15, again: 2};
const {rows, factor, released} = market();
const path = nowcastPath(inputOf(rows), FIT);

describe("a nowcast by vintage", () => {
  it("beats the benchmarks as the release nears, and says so", () => {
    const scores = nowcastScore(path.rows, released);
    const near = (f: string): number =>
      scores.find((s) => s.daysFrom === 0 && s.forecast === f)?.rmse ?? Number.NaN;
    expect(near("combination")).toBeLessThan(0.5 * near("ar1"));
    expect(near("factor")).toBeLessThan(0.5 * near("last"));
    const far = scores.find((s) => s.daysFrom === 120 && s.forecast === "factor")?.rmse ?? Number.NaN;
    expect(far).toBeGreaterThan(near("factor"));
  });

  it("has news that sum to each revision of the combination", () => {
    expect(revisionGap(path)).toBeLessThan(1e-8);
    expect(path.news.filter((r) => typeof r.source === "number").length).toBeGreaterThan(300);
  });

  it("weighs members to one, and widens its bands from 70 to 90 %", () => {
    for (const {weight, half70, half90} of path.rows) {
      expect(weight.factor + weight.bridge + weight.bvar).toBeCloseTo(1, 12);
      if (!Number.isNaN(half70)) expect(half90).toBeGreaterThanOrEqual(half70);
    }
    expect(path.rows.some((r) => r.half90 > 0)).toBe(true);
  });

  it("recovers the factor", () => {
    const got = path.factors;
    if (!got) throw new Error("no factors");
    const months = got.value.length / got.count;
    expect(
      recoveredShare(factor.slice(got.from - FROM, got.from - FROM + months), got.value, got.count)
    ).toBeGreaterThan(0.9);
  });

  it("does not change when later rows are added or perturbed, nor with the order of rows", () => {
    const cut = END - 200;
    const later = rows.map((r) => (r.known > cut ? {...r, value: r.value * 3 + 1} : r)).reverse();
    const other = nowcastPath(inputOf(later), FIT);
    const early = path.rows.filter((r) => r.day <= cut);
    expect(early.length).toBeGreaterThan(100);
    expect(other.rows.filter((r) => r.day <= cut)).toEqual(early);
    expect(other.news.filter((r) => r.day <= cut)).toEqual(path.news.filter((r) => r.day <= cut));
    expect(other.rows.filter((r) => r.day > cut)).not.toEqual(path.rows.filter((r) => r.day > cut));
  });

  it("goes on when a series stops", () => {
    const stopped = rows.filter((r) => r.series !== 5 || r.known < END - 500);
    const other = nowcastPath(inputOf(stopped, fridays(END - 400, END)), FIT);
    expect(other.rows.every((r) => Number.isFinite(r.value.combination))).toBe(true);
    expect(revisionGap(other)).toBeLessThan(1e-8);
    expect(other.news.some((r) => r.source === 5)).toBe(false);
  });

  it("covers the quarters not yet known, from the one before to the one after", () => {
    for (const row of path.rows) {
      const quarterDays = monthEnd(row.month) - row.day;
      expect(quarterDays).toBeGreaterThan(-25);
      expect(quarterDays).toBeLessThan(185);
    }
    const last = path.rows.filter((r) => r.day === path.rows.at(-1)?.day).map((r) => r.month - FROM);
    expect(last).toEqual([MONTHS - 1, MONTHS + 2]);
  });

  it("refuses days out of order and gives nothing without data", () => {
    expect(() => nowcastPath(inputOf(rows, Int32Array.of(END, END - 7)), FIT)).toThrow(
      /day must not go back/
    );
    expect(nowcastPath(inputOf([]), FIT).rows).toEqual([]);
    expect(nowcastPath(inputOf(rows.filter((r) => r.series < N - 1)), FIT).rows).toEqual([]);
  });
});

function revisionGap({rows: all, news}: NowcastPath): number {
  const explained = new Map<string, number>();
  for (const {day, month, contribution} of news)
    explained.set(`${day} ${month}`, (explained.get(`${day} ${month}`) ?? 0) + contribution);
  const last = new Map<number, number>();
  let gap = 0;
  for (const {day, month, value} of all) {
    const before = last.get(month);
    if (before !== undefined)
      gap = Math.max(gap, Math.abs(value.combination - before - (explained.get(`${day} ${month}`) ?? 0)));
    last.set(month, value.combination);
  }
  return gap;
}
