import {exponential} from "../../../lib/random/gamma.js";
import {normal} from "../../../lib/random/normal.js";
import {below, shuffle} from "../../../lib/random/pick.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import {type FineIndustry, fineIndustries, industriesOf, industryIndex} from "./industries.js";
import type {Plan} from "./plan.js";

export const boards = ["main", "gem", "star", "bse"] as const;
export const MAIN = 0;
export const GEM = 1;
export const STAR = 2;
export const BSE = 3;

/** Every stock that is ever listed, in the order of its code. */
export interface Universe {
  readonly n: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly board: Uint8Array;
  readonly shanghai: Uint8Array;
  readonly fine: Uint8Array;
  /** Listing day, and its position among the trading days; −1 for stocks listed before the first. */
  readonly listDay: Int32Array;
  readonly listAt: Int32Array;
  /** ln of total capitalisation at the start, or at listing. */
  readonly lnCap: Float64Array;
}

/** Listings a year by board: Shanghai main, Shenzhen main, ChiNext, STAR, Beijing. Source: the exchanges' yearbooks, rounded. */
const LISTINGS: Readonly<Record<number, readonly number[]>> = {
  2012: [26, 55, 74, 0, 0],
  2014: [43, 33, 51, 0, 0],
  2015: [90, 44, 86, 0, 0],
  2016: [103, 46, 78, 0, 0],
  2017: [214, 82, 141, 0, 0],
  2018: [57, 19, 29, 0, 0],
  2019: [53, 26, 52, 70, 0],
  2020: [88, 53, 107, 145, 0],
  2021: [87, 34, 199, 162, 82],
  2022: [31, 40, 150, 124, 83],
  2023: [36, 23, 110, 67, 77],
  2024: [3, 2, 8, 4, 6]
};

/** Parts of a year in which shares were listed, where it was not the whole: the freezes of 2012–2014 and 2015. */
const WINDOWS: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  2012: [["2012-01-05", "2012-10-31"]],
  2014: [
    ["2014-01-17", "2014-02-19"],
    ["2014-06-26", "2014-12-31"]
  ],
  2015: [
    ["2015-01-05", "2015-07-03"],
    ["2015-11-30", "2015-12-31"]
  ]
};

/** Stocks listed by the end of 2011: Shanghai main, Shenzhen main, ChiNext. */
const OLD = [905, 1150, 281, 0, 0] as const;
const LISTING_SHARE = 0.92;
/** First code of Shanghai main, Shenzhen main, ChiNext, STAR, Beijing: see docs/decisions/0005-demo-market.md. */
const FIRST_CODE = [960000, 963000, 966000, 968000, 969000] as const;
const SUFFIX = ["SH", "SZ", "SZ", "SH", "BJ"] as const;
const BOARD = [MAIN, MAIN, GEM, STAR, BSE] as const;

interface Listing {
  readonly place: number;
  readonly day: number;
}

/** Draws the universe of a plan. */
export function drawUniverse(plan: Plan): Universe {
  const rng = createRng(plan.seed, "universe");
  const start = plan.calendar.days[0] as number;
  const listings = drawListings(plan, rng, start);
  const fine = assignFine(listings, rng, start);
  const n = listings.length;
  const seen = new Map<string, number>();
  const codes: string[] = [];
  const names: string[] = [];
  const counters = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const {place} = listings[i] as Listing;
    const number = (counters[place] ?? 0) + 1;
    counters[place] = number;
    codes.push(`${(FIRST_CODE[place] ?? 0) + number}.${SUFFIX[place]}`);
    const industry = (fineIndustries[fine[i] as number] as FineIndustry).citic;
    const nth = (seen.get(industry) ?? 0) + 1;
    seen.set(industry, nth);
    names.push(`仿真${industry}${String(nth).padStart(3, "0")}`);
  }
  const most = Math.log(1.7e12 * Math.min(1, 4 * plan.scale));
  const growth = (start - dayOf("2012-01-04")) / 365.25;
  return {
    n,
    codes,
    names,
    fine,
    board: Uint8Array.from(listings, (l) => BOARD[l.place] ?? MAIN),
    shanghai: Uint8Array.from(listings, (l) => (SUFFIX[l.place] === "SH" ? 1 : 0)),
    listDay: Int32Array.from(listings, (l) => l.day),
    listAt: Int32Array.from(listings, (l) => (l.day < start ? -1 : plan.calendar.at(l.day))),
    lnCap: Float64Array.from(listings, (l, i) => {
      const {cap} = fineIndustries[fine[i] as number] as FineIndustry;
      const old = l.day < start;
      const middle = old ? Math.log(23e8) + 0.035 * growth : Math.log(13e8);
      const spread = old
        ? 0.5 * normal(rng) + 0.72 * exponential(rng)
        : 0.3 * normal(rng) + 0.4 * exponential(rng);
      return Math.min(most, middle + (old ? 0.85 : 0.5) * cap + spread);
    })
  };
}

function drawListings(plan: Plan, rng: Rng, start: number): Listing[] {
  const {days, at} = plan.calendar;
  const byPlace: Listing[][] = [[], [], [], [], []];
  OLD.forEach((count, place) => {
    const from = dayOf(place === 2 ? "2009-10-30" : "1993-01-04");
    for (let k = 0; k < Math.round(count * plan.scale); k++) {
      byPlace[place]?.push({place, day: weekdayFrom(from + below(rng, dayOf("2011-12-28") - from))});
    }
  });
  const last = days[days.length - 1] as number;
  for (const [year, counts] of Object.entries(LISTINGS)) {
    const windows = WINDOWS[Number(year)] ?? [[`${year}-01-04`, `${year}-12-31`] as const];
    counts.forEach((count, place) => {
      for (let k = 0; k < Math.round(count * plan.scale * LISTING_SHARE); k++) {
        const day = Math.min(drawDay(rng, windows, place), last);
        byPlace[place]?.push({
          place,
          day: day < start ? weekdayFrom(day) : (days[Math.min(at(day), days.length - 1)] as number)
        });
      }
    });
  }
  return byPlace.flatMap((list) => list.sort((a, b) => a.day - b.day));
}

/** The day itself, or the Monday after a weekend. */
const weekdayFrom = (day: number): number => day + ([1, 0, 0, 0, 0, 0, 2][(day + 4) % 7] ?? 0);

function drawDay(rng: Rng, windows: readonly (readonly [string, string])[], place: number): number {
  const [from, to] = windows[below(rng, windows.length)] as readonly [string, string];
  const opening = place === 4 ? dayOf("2021-11-15") : place === 3 ? dayOf("2019-07-22") : 0;
  const first = Math.max(dayOf(from), opening);
  const wave = opening > dayOf(from) && rng.uniform() < (place === 4 ? 0.85 : 0.35);
  return wave ? first : first + below(rng, dayOf(to) - first + 1);
}

/** Weight of a fine industry among the stocks of a board: young industries list on the young boards. */
function weightOf(f: FineIndustry, board: number, old: boolean): number {
  const age = old ? Math.max(0.15, 1.25 - 0.4 * f.young) : f.young;
  const fits = board === MAIN || (board === STAR ? f.young >= 1.4 : f.young >= 0.6);
  return fits ? f.count * age : 0;
}

function assignFine(listings: readonly Listing[], rng: Rng, start: number): Uint8Array {
  const fine = new Uint8Array(listings.length);
  for (const board of [MAIN, GEM, STAR, BSE]) {
    for (const old of [true, false]) {
      const members = listings.flatMap((l, i) =>
        BOARD[l.place] === board && l.day < start === old ? [i] : []
      );
      if (members.length === 0) continue;
      const weights = fineIndustries.map((f) => weightOf(f, board, old));
      const drawn = shuffle(rng, spread(weights, members.length));
      members.forEach((i, k) => {
        fine[i] = drawn[k] ?? 0;
      });
    }
  }
  fillThinIndustries(fine, listings, start);
  return fine;
}

/** `n` draws in proportion to the weights, as even as integers allow. */
function spread(weights: readonly number[], n: number): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  const drawn: number[] = [];
  let sum = 0;
  weights.forEach((w, f) => {
    sum += (w / total) * n;
    while (drawn.length < Math.round(sum)) drawn.push(f);
  });
  return drawn;
}

/** No CITIC industry starts with fewer than five stocks: the largest industries give theirs. */
function fillThinIndustries(fine: Uint8Array, listings: readonly Listing[], start: number): void {
  const citic = industryIndex("citic");
  const members: number[][] = industriesOf.citic.map(() => []);
  listings.forEach((l, i) => {
    if (l.day < start && BOARD[l.place] === MAIN) members[citic[fine[i] as number] as number]?.push(i);
  });
  members.forEach((list, industry) => {
    while (list.length < 5) {
      const donor = members.reduce((a, b) => (b.length > a.length ? b : a));
      const stock = donor.pop();
      if (stock === undefined || donor === list)
        throw new Error("the universe is too small for 30 industries");
      fine[stock] = citic.indexOf(industry);
      list.push(stock);
    }
  });
}
