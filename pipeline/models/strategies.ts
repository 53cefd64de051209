import {openReturns} from "../../lib/backtest/open-returns.js";
import {type Context, defineModel} from "../run/model.js";
import {Gathered} from "./strategies/gather.js";
import {readIndex} from "./strategies/index-levels.js";
import {studyMicroCap} from "./strategies/micro.js";
import {NorthRunner} from "./strategies/north.js";
import {studyNorth} from "./strategies/north-study.js";
import {seatIcRows} from "./strategies/seat-ic.js";
import {readNorthbound} from "./strategies/seats.js";
import {SouthRunner} from "./strategies/south.js";
import {readSouthbound} from "./strategies/south-data.js";
import {southRatioColumns} from "./strategies/south-ratio.js";
import {studySouth} from "./strategies/south-study.js";

/** Northbound seats (methods.md S15), southbound (S16) and the micro-cap indices as strategies, with the tests of T. */
export default defineModel({
  name: "strategies",
  inputs: ["stock_daily", "index_daily"],
  optional: ["stock", "calendar", "connect_holding", "hk_daily", "series_value", "micro_cap_nav"],
  outputs: [
    "strategy",
    "strategy_nav",
    "strategy_fill",
    "strategy_stat",
    "strategy_grid",
    "strategy_honesty",
    "strategy_placebo",
    "strategy_quintile",
    "seat_ic",
    "south_ratio"
  ],
  params: {
    north: {
      lookbacks: [5, 20, 60, 120, 230],
      sizes: [5, 10, 30],
      everies: [5, 15, 30],
      thresholds: [0.5, 0.6, 0.8],
      capital: 1e7
    },
    south: {
      lookbacks: [1, 3, 5, 10],
      thresholds: [0.002, 0.005, 0.01],
      holds: [5, 10, 20, 40],
      slots: [5, 10, 20],
      capital: 1e7
    },
    seats: {lookbacks: [5, 20, 60, 230], horizons: [5, 20], step: 5},
    placebo: {draws: 1000, seed: 20210426}
  },
  async run(context) {
    const gathered = new Gathered();
    await northbound(context, gathered);
    await southbound(context, gathered);
    if (context.has("micro_cap_nav")) await studyMicroCap(context, gathered);
    for (const [table, columns] of Object.entries(gathered.tables())) await context.write(table, columns);
  }
});

type Params = {
  readonly north: ConstructorParameters<typeof NorthRunner>[1];
  readonly south: ConstructorParameters<typeof SouthRunner>[1];
  readonly seats: Parameters<typeof seatIcRows>[2];
  readonly placebo: {readonly draws: number; readonly seed: number};
};

async function northbound(context: Context<Params>, gathered: Gathered): Promise<void> {
  const {params} = context;
  const north = await readNorthbound(context);
  const none = {...params.seats, lookbacks: [], horizons: []};
  if (!north) {
    context.log("no northbound holdings by seat: strategies 1 to 3 are left out");
    await context.write("seat_ic", seatIcRows(undefined, new Float32Array(), none).columns());
    return;
  }
  const runner = new NorthRunner(north, params.north);
  if (runner.possible) {
    const {close} = await readIndex(context, north.market.days, "000300.SH");
    studyNorth(runner, gathered, {benchmark: close, placebo: params.placebo});
    context.log(`northbound: ${runner.family.variants.length} variants`);
  }
  await context.write("seat_ic", seatIcRows(north, openReturns(north.market), params.seats).columns());
}

async function southbound(context: Context<Params>, gathered: Gathered): Promise<void> {
  const south = await readSouthbound(context);
  if (!south) context.log("no southbound holdings or Hong Kong prices: the southbound strategy is left out");
  await context.write("south_ratio", southRatioColumns(south));
  const runner = south && new SouthRunner(south, context.params.south);
  if (!runner?.possible) return;
  const {days, fx} = runner.south.market;
  const {close} = await readIndex(context, days, "000300.SH");
  const hongKong = (await readIndex(context, days, "HSI.HK")).close.map(
    (v, t) => v * (fx?.[t] ?? Number.NaN)
  );
  studySouth(runner, gathered, {benchmark: close, hongKong});
  context.log(`southbound: ${runner.family.variants.length} variants`);
}
