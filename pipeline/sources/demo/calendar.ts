import {dayOf} from "../../warehouse/columns.js";

/** Weekdays on which the Shanghai and Shenzhen exchanges were closed; a range is first-last, MMDD. */
const MAINLAND: Readonly<Record<number, string>> = {
  2012: "0102-0103 0123-0127 0402-0404 0430-0501 0622 1001-1005",
  2013: "0101-0103 0211-0215 0404-0405 0429-0501 0610-0612 0919-0920 1001-1007",
  2014: "0101 0131-0206 0407 0501-0502 0602 0908 1001-1007",
  2015: "0101-0102 0218-0224 0406 0501 0622 0903-0904 1001-1007",
  2016: "0101 0208-0212 0404 0502 0609-0610 0915-0916 1003-1007",
  2017: "0102 0127-0202 0403-0404 0501 0529-0530 1002-1006",
  2018: "0101 0215-0221 0405-0406 0430-0501 0618 0924 1001-1005 1231",
  2019: "0101 0204-0208 0405 0501-0503 0607 0913 1001-1007",
  2020: "0101 0124-0131 0406 0501-0505 0625-0626 1001-1008",
  2021: "0101 0211-0217 0405 0503-0505 0614 0920-0921 1001-1007",
  2022: "0103 0131-0204 0404-0405 0502-0504 0603 0912 1003-1007",
  2023: "0102 0123-0127 0405 0501-0503 0622-0623 0929-1006",
  2024: "0101 0209-0216 0404-0405 0501-0503 0610 0916-0917 1001-1007"
};

/** Weekdays on which the Hong Kong exchange was closed. */
const HONG_KONG: Readonly<Record<number, string>> = {
  2012: "0102 0123-0125 0404 0406-0409 0501 0702 1001-1002 1023 1225-1226",
  2013: "0101 0211-0213 0329-0401 0404 0501 0517 0612 0701 0814 0920 1001 1014 1225-1226",
  2014: "0101 0131-0203 0418-0421 0501 0506 0602 0701 0909 1001-1002 1225-1226",
  2015: "0101 0219-0220 0403-0407 0501 0525 0701 0903 0928 1001 1021 1225",
  2016: "0101 0208-0210 0325-0328 0404 0502 0609 0701 0802 0916 1010 1021 1226-1227",
  2017: "0102 0130-0131 0404 0414-0417 0501 0503 0530 0823 1002 1005 1225-1226",
  2018: "0101 0216-0219 0330-0402 0405 0501 0522 0618 0702 0925 1001 1017 1225-1226",
  2019: "0101 0205-0207 0405 0419-0422 0501 0513 0607 0701 1001 1007 1225-1226",
  2020: "0101 0127-0128 0410-0413 0430-0501 0625 0701 1001-1002 1013 1026 1225",
  2021: "0101 0212-0215 0402-0406 0519 0614 0701 0922 1001 1013-1014 1227",
  2022: "0201-0203 0405 0415-0418 0502 0509 0603 0701 0912 1004 1226-1227",
  2023: "0102 0123-0125 0405 0407-0410 0501 0526 0622 0717 1002 1023 1225-1226",
  2024: "0101 0212-0213 0329-0401 0404 0501 0515 0610 0701 0906 0918 1001 1011 1225-1226"
};

/** Days on which both markets were open and Stock Connect was not: no settlement day follows in Hong Kong. */
const NO_CONNECT: Readonly<Record<number, string>> = {
  2014: "1224",
  2015: "0402 0522 0630 0925 1020 1224",
  2016: "0324 0630 0930 1223",
  2017: "0413 0502 1222",
  2018: "0329 0521 0629 0921 1016 1224",
  2019: "0418 0510 0628 1224",
  2020: "0409 0429 0630 1023 1224",
  2021: "0401 0518 0630 0917 1224",
  2022: "0414 0506 0630 1223",
  2023: "0406 0901 0908"
};

export interface Calendar {
  /** Trading days of the mainland exchanges, days since 1970-01-01. */
  readonly days: Int32Array;
  /** Every calendar day of the span, with both exchanges' state. */
  readonly all: Int32Array;
  readonly open: Uint8Array;
  readonly hongKongOpen: Uint8Array;
  /** By trading day: Stock Connect trades. */
  readonly connect: Uint8Array;
  /** First position in `days` on or after a day number; `days.length` where there is none. */
  at(day: number): number;
}

const weekday = (day: number): number => (day + 4) % 7;

function closures(table: Readonly<Record<number, string>>): Set<number> {
  const closed = new Set<number>();
  for (const [year, spans] of Object.entries(table)) {
    for (const span of spans.split(" ")) {
      const [from = "", to = from] = span.split("-");
      const day = (mmdd: string): number => dayOf(`${year}-${mmdd.slice(0, 2)}-${mmdd.slice(2)}`);
      for (let d = day(from); d <= day(to); d++) closed.add(d);
    }
  }
  return closed;
}

/** Exchange calendar between two ISO dates, inclusive; facts from the exchanges' holiday notices, 2012–2024. */
export function calendarBetween(first: string, last: string): Calendar {
  const from = dayOf(first);
  const to = dayOf(last);
  if (from < dayOf("2012-01-01") || to > dayOf("2024-12-31") || from > to) {
    throw new Error(`the calendar knows 2012-01-01 to 2024-12-31; got ${first} to ${last}`);
  }
  const mainland = closures(MAINLAND);
  const hongKong = closures(HONG_KONG);
  const noConnect = closures(NO_CONNECT);
  const all = Int32Array.from({length: to - from + 1}, (_, i) => from + i);
  const workday = (d: number): boolean => weekday(d) !== 0 && weekday(d) !== 6;
  const open = Uint8Array.from(all, (d) => (workday(d) && !mainland.has(d) ? 1 : 0));
  const hongKongOpen = Uint8Array.from(all, (d) => (workday(d) && !hongKong.has(d) ? 1 : 0));
  const days = all.filter((_, i) => open[i] === 1);
  const connect = Uint8Array.from(days, (d) => (hongKongOpen[d - from] === 1 && !noConnect.has(d) ? 1 : 0));
  const at = (day: number): number => {
    let lo = 0;
    let hi = days.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if ((days[mid] as number) < day) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  };
  return {days, all, open, hongKongOpen, connect, at};
}
