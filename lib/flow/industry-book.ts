import {pack, unpack} from "../factor/pack.js";

/** An industry as pages name it. */
export interface IndustryLabel {
  readonly industry: string;
  readonly zh: string;
  readonly en: string;
  readonly sector: string;
}

/** Measures of industries over days: panels are days × industries, row-major, NaN where there is nothing. */
export interface IndustryBook<P extends string = string, E = unknown> {
  readonly scheme: string;
  /** Tables without which something is not drawn. */
  readonly missing: readonly string[];
  readonly industries: readonly IndustryLabel[];
  /** Counted from 1970-01-01. */
  readonly days: Int32Array;
  readonly panels: Readonly<Record<P, Float64Array>>;
  /** What else the page needs, as JSON. */
  readonly extra: E;
}

interface Meta {
  readonly scheme: string;
  readonly missing: readonly string[];
  readonly industries: readonly IndustryLabel[];
  readonly panels: readonly string[];
  readonly extra: unknown;
}

/** The book as bytes: each panel industry by industry, kept to the nearest multiple of its step. */
export function packIndustries<P extends string>(
  {scheme, missing, industries, days, panels, extra}: IndustryBook<P>,
  steps: Readonly<Record<P, number>>
): Uint8Array {
  const names = Object.keys(panels) as P[];
  const meta: Meta = {scheme, missing, industries, panels: names, extra};
  return pack(meta, [
    {name: "days", step: 1, values: days},
    ...names.map((name) => ({
      name,
      step: steps[name],
      values: transposed(panels[name], {rows: days.length, columns: industries.length})
    }))
  ]);
}

/** Reads what `packIndustries` wrote. */
export function unpackIndustries<P extends string, E>(bytes: Uint8Array): IndustryBook<P, E> {
  const {meta, columns} = unpack(bytes);
  const {scheme, missing, industries, panels, extra} = meta as Meta;
  const days = Int32Array.from(columns.get("days") ?? []);
  const read = (name: string): Float64Array =>
    transposed(columns.get(name) ?? new Float64Array(), {rows: industries.length, columns: days.length});
  return {
    scheme,
    missing,
    industries,
    days,
    panels: Object.fromEntries(panels.map((name) => [name, read(name)])) as Record<P, Float64Array>,
    extra: extra as E
  };
}

function transposed(
  values: Float64Array,
  {rows, columns}: {readonly rows: number; readonly columns: number}
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j] as number;
  return out;
}

/** One row of a panel, by industry. */
export const panelRow = (panel: Float64Array, at: number, industries: number): Float64Array =>
  panel.slice(at * industries, (at + 1) * industries);

/** One industry of a panel over rows `from` … `to`; rows before the first are left out. */
export const panelColumn = (
  panel: Float64Array,
  column: number,
  {industries, from = 0, to}: {readonly industries: number; readonly from?: number; readonly to: number}
): Float64Array =>
  Float64Array.from(
    {length: to - Math.max(from, 0) + 1},
    (_, k) => panel[(Math.max(from, 0) + k) * industries + column] as number
  );
