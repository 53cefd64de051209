import {type Columns, dictionaryOf, NULL_DAY} from "../../warehouse/columns.js";
import {indexInfo} from "./indices.js";
import {fineIndustries, industriesOf, schemes} from "./industries.js";
import {seats} from "./northbound.js";
import type {Plan} from "./plan.js";
import type {State} from "./state.js";
import {boards} from "./universe.js";

/** `calendar`: every day of the span. */
export function calendarTable({calendar}: Plan): Columns {
  return {date: calendar.all, is_open: calendar.open, is_hk_open: calendar.hongKongOpen};
}

/** `industry`: the three schemes. */
export function industryTable(): Columns {
  const rows = schemes.flatMap((s) => industriesOf[s]);
  return {
    scheme: dictionaryOf(rows.map((r) => r.scheme)),
    industry: dictionaryOf(rows.map((r) => r.industry)),
    name_zh: dictionaryOf(rows.map((r) => r.industry)),
    name_en: dictionaryOf(rows.map((r) => r.en)),
    sector: dictionaryOf(rows.map((r) => r.sector)),
    stream: dictionaryOf(rows.map((r) => r.stream)),
    order: Int32Array.from(rows, (r) => r.order)
  };
}

export function indexInfoTable(): Columns {
  const column = (c: 0 | 1 | 2 | 3): string[] => indexInfo.map((row) => row[c]);
  return {index: column(0), name_zh: column(1), name_en: column(2), provider: column(3)};
}

/** Stocks that were listed within the span, with the Hong Kong stocks if given. */
export function stockTable(
  state: State,
  plan: Plan,
  hongKong: {readonly codes: readonly string[]; readonly names: readonly string[]}
): Columns {
  const {universe, delistAt} = state;
  const {days} = plan.calendar;
  const gone = (i: number): number => {
    const at = delistAt[i] as number;
    return at < days.length ? (days[at] as number) : NULL_DAY;
  };
  const hkListed = (days[0] as number) - 3650;
  return {
    code: [...universe.codes, ...hongKong.codes],
    name: [...universe.names, ...hongKong.names],
    board: [...Array.from(universe.board, (b) => boards[b] ?? "main"), ...hongKong.codes.map(() => "hk")],
    list_date: Int32Array.from([...universe.listDay, ...hongKong.codes.map(() => hkListed)]),
    delist_date: Int32Array.from([
      ...Array.from({length: universe.n}, (_, i) => gone(i)),
      ...hongKong.codes.map(() => NULL_DAY)
    ])
  };
}

/** `stock_industry`: one membership a stock and scheme, from its listing. */
export function stockIndustryTable(state: State): Columns {
  const {universe} = state;
  const rows = schemes.flatMap((scheme) =>
    universe.codes.map((code, i) => ({
      code,
      scheme,
      from: universe.listDay[i] as number,
      industry: fineIndustries[universe.fine[i] as number]?.[scheme] ?? ""
    }))
  );
  return {
    code: dictionaryOf(rows.map((r) => r.code)),
    scheme: dictionaryOf(rows.map((r) => r.scheme)),
    from_date: Int32Array.from(rows, (r) => r.from),
    industry: dictionaryOf(rows.map((r) => r.industry)),
    to_date: new Int32Array(rows.length).fill(NULL_DAY)
  };
}

/** `truth_seat`: which custodian seat trades on the fast signal. */
export function seatTable(): Columns {
  return {
    seat: seats.map((s) => s.seat),
    informed: Uint8Array.from(seats, (s) => (s.edge > 0 ? 1 : 0)),
    edge: Float64Array.from(seats, (s) => s.edge)
  };
}
