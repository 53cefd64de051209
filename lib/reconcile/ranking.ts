import {type Check, compare, compareCount, type Finding} from "./check.js";
import {cellOf, orderOf} from "./columns.js";
import {nameIn} from "./names.js";

export interface NamedList {
  readonly finding: Omit<Finding, "published" | "recomputed" | "unit">;
  /** Names as the prose lists them, best first. */
  readonly named: readonly string[];
  readonly names: readonly string[];
  readonly values: ArrayLike<number>;
  /** `descending` where the prose lists the highest first. */
  readonly direction: "ascending" | "descending";
}

/**
 * Whether the names in the prose are the table's first ones in that order. Counts the places that match;
 * a place matches when the named row has the value of that rank, so ties may stand in either order.
 */
export function checkNamed({finding, named, names, values, direction}: NamedList): Check {
  const order = orderOf(values, direction);
  const matched = named.filter((name, k) => values[order[k] ?? -1] === cellOf(names, values, name)).length;
  const first = order.slice(0, named.length).map((row) => names[row] ?? "");
  return compareCount({
    ...finding,
    unit: "names",
    note: finding.note ?? {
      zh: `正文点名：${named.join("、")}；表中前列：${first.join("、")}。`,
      en: `Named: ${named.map(nameIn("en")).join(", ")}; first in the table: ${first.map(nameIn("en")).join(", ")}.`
    },
    published: named.length,
    recomputed: matched
  });
}

export interface NamedValues extends NamedList {
  /** The numbers that the prose gives the names. */
  readonly claimed: readonly number[];
  readonly unit: string;
  /** Unit of the last printed digit. */
  readonly step: number;
}

/** One check a name: the number in the prose against the same cell of the table. */
export function checkNamedValues({finding, named, claimed, names, values, unit, step}: NamedValues): Check[] {
  return named.map((name, k) =>
    compare(
      {
        ...finding,
        check: `${finding.check}/${name}`,
        unit,
        statement: {
          zh: `${finding.statement.zh}：${name}`,
          en: `${finding.statement.en}: ${nameIn("en")(name)}`
        },
        published: claimed[k] ?? Number.NaN,
        recomputed: cellOf(names, values, name)
      },
      {step}
    )
  );
}
