import type {Result, ResultColumn} from "./result.js";

const FIGURE_SPACE = "\u2007";
const PUNCTUATION_SPACE = "\u2008";

const fraction = (text: string): number => /^-?\d+(?:\.(\d+))?$/.exec(text)?.[1]?.length ?? 0;

/** The longest fraction, in digits, among some rows of a column of quantities. */
export const fractionDigits = (column: ResultColumn, rows: Iterable<number>): number => {
  let most = 0;
  for (const row of rows) most = Math.max(most, fraction(column.text(row) ?? ""));
  return most;
};

/**
 * A number's own text with spaces as wide as digits after it, so that points stand below each other where the
 * column is set flush right with tabular figures. What is not plain digits is left as it is.
 */
export function aligned(text: string, digits: number): string {
  if (digits === 0 || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const own = fraction(text);
  return `${text}${own === 0 ? PUNCTUATION_SPACE : ""}${FIGURE_SPACE.repeat(Math.max(0, digits - own))}`;
}

/** Some rows of a result from both of its ends, each once. */
export const sampleRows = ({rows}: Pick<Result, "rows">, size: number): number[] => [
  ...new Set(
    Array.from({length: Math.min(rows, size)}, (_, i) => (i % 2 === 1 ? rows - 1 - (i >> 1) : i >> 1))
  )
];
