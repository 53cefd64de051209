import {date, layer, real, type Table, text} from "../../schema/types.js";

/**
 * Tables that a mapping may fill and that are used up by the import itself.
 * `market_value` gives share counts: value ÷ the close of that day; a value dated on a closed day is the next bar's.
 */
export const helpers: readonly Table[] = [
  layer("raw")(
    "market_value",
    "总市值（用于推算股本）",
    "Market value, for share counts",
    ["date", "code"],
    [
      date("date", "市值日", "Day of the value"),
      text("code", "证券代码", "Security code"),
      real("value", "总市值", "Market value", "CNY")
    ]
  )
];
