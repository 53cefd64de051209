import {type CsvOptions, csvPieces} from "../../lib/sql/csv.js";
import type {Result} from "../../lib/sql/result.js";
import {element} from "../dom.js";

/** Saves a result as CSV in the reader's downloads. */
export function saveCsv(result: Result, options: CsvOptions): void {
  const blob = new Blob([...csvPieces(result, options)], {type: "text/csv;charset=utf-8"});
  const url = URL.createObjectURL(blob);
  element("a", {href: url, download: "yanbao-query.csv"}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
