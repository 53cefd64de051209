import type {SnowballStock} from "../../../lib/flow/snowball-ladder.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {type MarketDay, marketAt, readSnowballs, stockAt} from "./read.js";
import {SCENARIO} from "./scenario.js";

/** What the snowball page draws: the stock as it stands, the market it is marked on, and where it has been. */
export interface SnowballPage {
  readonly missing: readonly string[];
  readonly scenario: typeof SCENARIO;
  readonly indices: readonly IndexPage[];
  /** Impacts of knock-ins that the report prints, CNY by index code. */
  readonly printed: Readonly<Record<string, number>>;
}

export interface IndexPage {
  readonly index: string;
  readonly zh: string;
  readonly en: string;
  readonly date: string;
  readonly market: MarketDay;
  readonly alive: SnowballStock;
  /** Month ends. */
  readonly history: {
    readonly date: readonly string[];
    readonly close: readonly number[];
    readonly alive: readonly number[];
    readonly knocked_in: readonly number[];
    readonly knocked_out: readonly number[];
    readonly matured: readonly number[];
  };
}

const NEEDED = ["snowball", "index_daily", "future_daily"];
const PRINTED: Readonly<Record<string, string>> = {
  "000905.SH": "snowball_csi500",
  "000852.SH": "snowball_csi1000"
};

export async function snowballPage(warehouse: Warehouse): Promise<SnowballPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const claims = await warehouse.query("SELECT id, value FROM published_claim WHERE id LIKE 'snowball%'");
  const values = claims.numbers("value");
  const byId = new Map(claims.strings("id").map((id, i) => [id ?? "", values[i] as number]));
  const printed = Object.fromEntries(
    Object.entries(PRINTED).flatMap(([index, id]) =>
      byId.has(id) ? [[index, byId.get(id) ?? Number.NaN]] : []
    )
  );
  const missing = NEEDED.filter((t) => !has(t));
  if (missing.length > 0) return {missing, scenario: SCENARIO, indices: [], printed};
  const names = has("index_info")
    ? await warehouse.query("SELECT index, name_zh, name_en FROM index_info ORDER BY index")
    : undefined;
  const nameOf = (index: string, column: "name_zh" | "name_en"): string => {
    const at = names?.strings("index").indexOf(index) ?? -1;
    const name = at < 0 ? index : (names?.strings(column)[at] ?? index);
    return name.replace(/（模拟）$| \(simulated\)$/, "");
  };
  const indices: IndexPage[] = [];
  for (const own of await readSnowballs(warehouse)) {
    const last = own.days.length - 1;
    const market = marketAt(own, last);
    if (!market) continue;
    const ends = Array.from(own.days.keys())
      .filter(
        (t) =>
          t === last ||
          isoOf(own.days[t] as number).slice(0, 7) !== isoOf(own.days[t + 1] as number).slice(0, 7)
      )
      .filter((t) => (own.days[t] as number) >= (own.notes.issue[0] ?? 0))
      .slice(-37);
    const states = ends.map((t) => stockAt(own, t, SCENARIO).notional);
    indices.push({
      index: own.index,
      zh: nameOf(own.index, "name_zh"),
      en: nameOf(own.index, "name_en"),
      date: isoOf(own.days[last] as number),
      market,
      alive: stockAt(own, last, SCENARIO).alive,
      history: {
        date: ends.map((t) => isoOf(own.days[t] as number)),
        close: ends.map((t) => own.close[t] as number),
        alive: states.map((s) => s.alive),
        knocked_in: states.map((s) => s.knocked_in),
        knocked_out: states.map((s) => s.knocked_out),
        matured: states.map((s) => s.matured)
      }
    });
  }
  return {missing: [], scenario: SCENARIO, indices, printed};
}
