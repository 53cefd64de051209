import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import {dateOf, yearOf} from "./dates.js";
import type {FactorPaths} from "./factors.js";
import {industriesOf} from "./industries.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import {type Market, type Monthly, markets, monthly} from "./series-list.js";

const FIRST_YEAR = 2008;
const FACTORS = ["activity", "credit", "prices"] as const;
type Factor = (typeof FACTORS)[number];

/** First day of the lunar year. */
const NEW_YEAR: Readonly<Record<number, string>> = {
  2008: "02-07",
  2009: "01-26",
  2010: "02-14",
  2011: "02-03",
  2012: "01-23",
  2013: "02-10",
  2014: "01-31",
  2015: "02-19",
  2016: "02-08",
  2017: "01-28",
  2018: "02-16",
  2019: "02-05",
  2020: "01-25",
  2021: "02-12",
  2022: "02-01",
  2023: "01-22",
  2024: "02-10"
};

const GDP = "gdp";
const words = [...monthly.map((m) => m.series), GDP, ...markets.map((m) => m.series)];

/** Macro factors by month, the series that they drive, with the days on which each value and revision was known. */
export class Macro {
  private readonly rng: Rng;
  private readonly months: number;
  private readonly paths: Readonly<Record<Factor, Float64Array>>;
  private readonly rows = new Rows(
    {series: "code", period_end: "day", known_date: "day", value: "number"},
    {series: words}
  );

  constructor(readonly plan: Plan) {
    this.rng = createRng(plan.seed, "macro");
    const last = plan.calendar.days[plan.calendar.days.length - 1] as number;
    this.months = (yearOf(last) - FIRST_YEAR) * 12 + new Date(last * 86_400_000).getUTCMonth() + 1;
    this.paths = {activity: this.cycle(0.9), prices: this.cycle(0.94), credit: this.cycle(0.93)};
    this.plant();
  }

  /** Queues `series_info`, `series_value` and `truth_macro_factor`. */
  write(output: Output, paths: FactorPaths): void {
    for (const m of monthly) this.monthly(m);
    this.gdp();
    for (const m of markets) this.market(m, paths);
    output.write("series_value", this.rows.take());
    const dates = Array.from({length: this.months}, (_, m) => monthEnd(m));
    output.write("truth_macro_factor", {
      date: Int32Array.from(dates.flatMap((d) => FACTORS.map(() => d))),
      factor: dates.flatMap(() => [...FACTORS]),
      value: Float64Array.from(dates.flatMap((_, m) => FACTORS.map((f) => this.paths[f][m] as number)))
    });
    const gdp = {series: GDP, zh: "GDP当季同比", en: "GDP, y/y", unit: "%", transform: "yoy", group: "gdp"};
    const all = [
      ...monthly.map((m) => ({...m, frequency: "M", asset: ""})),
      {...gdp, frequency: "Q", industry: "", asset: "", polarity: 0},
      ...markets.map((m) => ({...m, transform: "level"}))
    ];
    output.write("series_info", {
      series: all.map((s) => s.series),
      name_zh: all.map((s) => `${s.zh}（模拟）`),
      name_en: all.map((s) => `${s.en} (simulated)`),
      unit: all.map((s) => s.unit),
      frequency: all.map((s) => s.frequency),
      transform: all.map((s) => s.transform),
      group: all.map((s) => s.group),
      industry: all.map((s) => s.industry || null),
      asset: all.map((s) => s.asset || null),
      polarity: Int32Array.from(all, (s) => s.polarity)
    });
  }

  private cycle(persistence: number): Float64Array {
    const path = new Float64Array(this.months);
    let x = 0;
    let speed = 0;
    for (let m = 0; m < path.length; m++) {
      speed = 0.5 * speed + Math.sqrt((1 - persistence ** 2) * 0.6) * normal(this.rng);
      x = persistence * x + speed;
      path[m] = x;
    }
    return path;
  }

  /** The stop of early 2020 and the base effect a year later, which no model of calm months expects. */
  private plant(): void {
    const at = (year: number, month: number): number => (year - FIRST_YEAR) * 12 + month - 1;
    const {activity} = this.paths;
    const shocks = [
      [2020, 2, -7],
      [2020, 3, -4.5],
      [2020, 4, -1.5],
      [2021, 2, 6],
      [2021, 3, 4],
      [2021, 4, 2],
      [2022, 4, -2.5],
      [2022, 5, -1.5],
      [2022, 12, -1.5]
    ] as const;
    for (const [year, month, size] of shocks) {
      const m = at(year, month);
      if (m < activity.length) activity[m] = (activity[m] as number) + size;
    }
  }

  private known(day: number): number {
    const {days, at} = this.plan.calendar;
    if (day < (days[0] as number)) return day;
    const position = at(day);
    return position < days.length ? (days[position] as number) : day;
  }

  private push(series: string, period: number, released: number, value: number, digits: number): void {
    const last = this.plan.calendar.days[this.plan.calendar.days.length - 1] as number;
    const known = this.known(released);
    if (known > last) return;
    const scale = 10 ** digits;
    this.rows.push(words.indexOf(series), period, known, Math.round(value * scale) / scale);
  }

  private monthly(m: Monthly): void {
    const {rng, paths} = this;
    let own = 0;
    for (let k = 0; k < this.months; k++) {
      own = 0.4 * own + 0.9 * normal(rng);
      const [a, p, c] = m.loads;
      const month = (k % 12) + 1;
      const year = FIRST_YEAR + Math.floor(k / 12);
      const common =
        a * (paths.activity[k] as number) + p * (paths.prices[k] as number) + c * (paths.credit[k] as number);
      const trend = m.transform === "level" ? 0 : (2.4 - k / 40) * 0.35 * (m.group === "prices" ? 0 : 1);
      const value = m.mean + m.sd * (common + m.noise * own + trend + holiday(year, month) * m.newYear);
      if (m.merged && month === 1) continue;
      const end = monthEnd(k);
      const released = end + m.lag + (m.lag === 0 ? 0 : Math.floor(2 * rng.uniform()));
      this.push(m.series, end, released, value, 1);
      if (rng.uniform() < 0.12)
        this.push(
          m.series,
          end,
          released + 30 + Math.floor(60 * rng.uniform()),
          value + 0.25 * m.sd * normal(rng),
          1
        );
    }
  }

  private gdp(): void {
    const {rng, paths} = this;
    for (let q = 0; q * 3 + 2 < this.months; q++) {
      const k = q * 3;
      const mean =
        ((paths.activity[k] as number) +
          (paths.activity[k + 1] as number) +
          (paths.activity[k + 2] as number)) /
        3;
      const value = 9.6 - 0.085 * q + 1.55 * mean + 0.15 * normal(rng);
      const end = monthEnd(k + 2);
      this.push(GDP, end, end + 17 + Math.floor(3 * rng.uniform()), value, 1);
      if (rng.uniform() < 0.25) this.push(GDP, end, end + 95, value + 0.15 * normal(rng), 1);
    }
  }

  /** A price or rate by day or week, pulled weakly to its start and moved by its industry's returns. */
  private market(m: Market, factors: FactorPaths): void {
    const {rng, plan} = this;
    const {days} = plan.calendar;
    const industry = industriesOf.citic.findIndex((r) => r.industry === m.industry);
    let x = 0;
    const surprise = m.vol === 0;
    const digits = m.start < 10 ? 4 : m.start < 1000 ? 2 : m.start < 100_000 ? 0 : 0;
    for (let t = 0; t < days.length; t++) {
      const link = industry >= 0 ? 0.35 * (factors.industry[t * 30 + industry] as number) * m.polarity : 0;
      const sd = surprise ? 0.06 : m.vol / Math.sqrt(244);
      x = (surprise ? 0.985 : 0.9985) * x + sd * normal(rng) + link;
      const day = days[t] as number;
      const lastOfWeek =
        t + 1 >= days.length || Math.floor(((days[t + 1] as number) + 3) / 7) !== Math.floor((day + 3) / 7);
      if (m.frequency === "W" && !lastOfWeek) continue;
      const season = m.frequency === "W" && m.group === "volume" ? 0.35 * -Math.abs(nearNewYear(day)) : 0;
      const value = surprise ? m.start + 80 * x : m.start * Math.exp(x + season);
      this.push(m.series, day, m.frequency === "W" ? day + 4 : day, value, digits);
    }
  }
}

const monthEnd = (m: number): number =>
  dateOf(FIRST_YEAR + Math.floor((m + 1) / 12), ((m + 1) % 12) + 1, 1) - 1;

const newYearOf = (year: number): number => dayOf(`${year}-${NEW_YEAR[year] ?? "02-05"}`);

/** Distortion of a January or February growth rate by the holiday's date against last year's. */
function holiday(year: number, month: number): number {
  if (month > 2 || year === FIRST_YEAR) return 0;
  const shift = (newYearOf(year) - dateOf(year, 1, 1) - (newYearOf(year - 1) - dateOf(year - 1, 1, 1))) / 20;
  return month === 1 ? shift : -0.8 * shift;
}

/** 1 in the week of the Lunar New Year, fading to 0 within a fortnight. */
const nearNewYear = (day: number): number => Math.max(0, 1 - Math.abs(day - newYearOf(yearOf(day)) - 3) / 12);
