import {quadrantIndex} from "../../../lib/attribution/quadrant.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** Control funds in columns: what the method makes of them a year, and what was planted, over the mean ordinary fund. */
export interface ControlMarks {
  readonly fund: readonly string[];
  readonly name: readonly string[];
  /** Planted group: timing, selection, both, neither. */
  readonly control: readonly string[];
  readonly d: readonly number[];
  readonly r: readonly number[];
  readonly plantedD: readonly number[];
  readonly plantedR: readonly number[];
  /** Whether the signs of D and R are the planted ones. */
  readonly right: readonly boolean[];
}

/** The control funds of a simulated market; null where there are none. */
export async function controlMarks(warehouse: Warehouse): Promise<ControlMarks | null> {
  if (!warehouse.holds("fund_control") || !warehouse.holds("truth_fund_skill")) return null;
  const frame = await warehouse.query(
    `WITH plain AS (SELECT avg(timing) AS timing, avg(selection) AS selection FROM truth_fund_skill WHERE control IS NULL)
     SELECT t.fund, f.name, t.control, t.timing - plain.timing AS planted_d, t.selection - plain.selection AS planted_r,
       max(c.annual) FILTER (measure = 'allocation') AS d, max(c.annual) FILTER (measure = 'selection') AS r
     FROM truth_fund_skill t JOIN fund_control c USING (fund) JOIN fund f USING (fund), plain GROUP BY ALL ORDER BY t.fund`
  );
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  const column = (name: string): number[] =>
    Array.from(frame.numbers(name), (v) => Math.round(v * 1e5) / 1e5);
  const [d, r, plantedD, plantedR] = ["d", "r", "planted_d", "planted_r"].map(column) as [
    number[],
    number[],
    number[],
    number[]
  ];
  const right = d.map(
    (v, i) => quadrantIndex(v, r[i] as number) === quadrantIndex(plantedD[i] as number, plantedR[i] as number)
  );
  return {fund: text("fund"), name: text("name"), control: text("control"), d, r, plantedD, plantedR, right};
}
