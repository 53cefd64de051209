import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {z} from "zod";
import {nearest, type Table, tables} from "../../schema.js";
import {FatalError, messageOf} from "./fatal.js";
import {helpers} from "./helpers.js";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const words = z.array(z.string()).min(1);

const from = z.strictObject({
  /** Source column, or the first present of several; `$file` is the file's name without extension. */
  from: z.union([z.string(), words]),
  /** What the value is multiplied by: 100 for 手, 1000 for 千元, 0.01 for %. */
  factor: z.number().optional(),
  round: z.int().min(0).max(12).optional(),
  /** `auto` reads 600519.SH, sh.600519, SH600519 and 600519.XSHG; `bare` adds the exchange by prefix. */
  code: z.enum(["auto", "bare", "fund"]).optional(),
  date: z.enum(["day", "month", "quarter"]).optional(),
  /** Further words that mean a missing value. */
  missing: words.optional(),
  zeroIsMissing: z.boolean().optional(),
  /** What a missing value becomes. */
  default: scalar.optional(),
  /** Only the first n characters are used. */
  left: z.int().positive().optional(),
  /** Word by word translation; `*` is any other word. Without `*` other words are rejected. */
  values: z.record(z.string(), scalar).optional(),
  /** The first entry whose word occurs in the text; else the last entry's, whose word may be empty. */
  contains: z.array(z.tuple([z.string(), z.string()])).optional(),
  prefix: z.string().optional()
});

export type FromRule = z.infer<typeof from>;
export type ColumnRule =
  | string
  | FromRule
  | {constant: string | number | boolean}
  | {missing: string}
  | {product: (ColumnRule | number)[]}
  | {ratio: (ColumnRule | number)[]; round?: number | undefined}
  | {first: ColumnRule[]}
  | {lookup: {file: string; key: string; value: string}; from: string}
  | {before: ColumnRule; return: ColumnRule; round?: number | undefined}
  | {growth: ColumnRule; start: ColumnRule}
  | {adjustment: ColumnRule; previous: ColumnRule}
  | {known: ColumnRule; rule?: "statutory" | undefined; days?: number | undefined};

const operand: z.ZodType<ColumnRule | number> = z.lazy(() => z.union([z.number(), column]));
const column: z.ZodType<ColumnRule> = z.lazy(() =>
  z.union([
    z.string(),
    from,
    z.strictObject({constant: scalar}),
    z.strictObject({missing: z.string()}),
    z.strictObject({product: z.array(operand).min(2)}),
    z.strictObject({ratio: z.array(operand).length(2), round: z.int().optional()}),
    z.strictObject({first: z.array(column).min(1)}),
    z.strictObject({
      lookup: z.strictObject({file: z.string(), key: z.string(), value: z.string()}),
      from: z.string()
    }),
    z.strictObject({before: column, return: column, round: z.int().optional()}),
    z.strictObject({growth: column, start: column}),
    z.strictObject({adjustment: column, previous: column}),
    z.strictObject({known: column, rule: z.literal("statutory").optional(), days: z.int().min(0).optional()})
  ])
);

const tableRule = z.strictObject({
  table: z.string(),
  files: words,
  note: z.string().optional(),
  delimiter: z.string().length(1).default(","),
  /** For JSON: where the list of records lies (`data`, `data.items`). */
  records: z.string().optional(),
  columns: z.record(z.string(), column),
  /** Only rows whose source column has one of these words. */
  keep: z.record(z.string(), words).default({}),
  /** Rows whose source column has one of these words are left out. */
  drop: z.record(z.string(), words).default({}),
  /** Wide to long: columns but these become rows, read as `$name` and `$value`. */
  unpivot: z.strictObject({keep: words, ignore: z.array(z.string()).default([])}).optional(),
  /** Rows in which one of these columns is missing are left out, not rejected. */
  dropMissing: z.array(z.string()).default([]),
  /** Equal rows are taken once. */
  distinct: z.boolean().default(false)
});

const mapping = z.strictObject({
  name: z.string(),
  title: z.strictObject({zh: z.string(), en: z.string()}),
  note: z.string().optional(),
  tables: z.array(tableRule).min(1),
  /** Files that are known and have no place in the schema, with the reason. */
  ignore: z.array(z.strictObject({files: words, why: z.string()})).default([]),
  /** Small tables written out in the mapping itself, such as names of industries. */
  inline: z
    .array(z.strictObject({table: z.string(), rows: z.array(z.record(z.string(), scalar)).min(1)}))
    .default([])
});

export type TableRule = z.infer<typeof tableRule>;
export type Mapping = z.infer<typeof mapping>;

const shipped = fileURLToPath(new URL("../../../mappings/", import.meta.url));

/** Names of the mappings that come with the project. */
export const shippedMappings = (): string[] =>
  readdirSync(shipped)
    .filter((f) => f.endsWith(".json"))
    .map((f) => basename(f, ".json"))
    .sort();

/** Reads a mapping by the name of a shipped one, or by path. A bad one is fatal, naming the place in the mapping. */
export function readMapping(nameOrPath: string): Mapping {
  const own = shippedMappings().includes(nameOrPath);
  const path = own ? `${shipped}${nameOrPath}.json` : resolve(nameOrPath);
  if (!existsSync(path)) {
    throw new FatalError(
      `no mapping "${nameOrPath}": neither a file nor one of ${shippedMappings().join(", ")}`
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new FatalError(`mapping ${nameOrPath} is not JSON: ${messageOf(error)}`);
  }
  return checkMapping(json, nameOrPath);
}

/** Validates a mapping against its format and the tables' columns. */
export function checkMapping(json: unknown, label: string): Mapping {
  const parsed = mapping.safeParse(json);
  const problems = parsed.success
    ? namesOf(parsed.data)
    : parsed.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`);
  if (problems.length > 0) {
    throw new FatalError(`mapping ${label} is not valid:\n${problems.map((p) => `  ${p}`).join("\n")}`);
  }
  return parsed.data as Mapping;
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : `${text}${text ? "." : ""}${String(part)}`,
    ""
  ) || "(top)";

function namesOf(found: Mapping): string[] {
  const raw: readonly Table[] = [...tables.filter((t) => t.layer === "raw"), ...helpers];
  const problems: string[] = [];
  const check = (place: string, tableName: string, columns: readonly string[]): void => {
    const table = raw.find((t) => t.name === tableName);
    if (!table) {
      const near = nearest(
        tableName,
        raw.map((t) => t.name)
      );
      problems.push(`${place}.table: no raw table "${tableName}"; the nearest is "${near}"`);
      return;
    }
    const known = table.columns.map((c) => c.name);
    for (const c of columns.filter((c) => !known.includes(c))) {
      problems.push(
        `${place}.columns.${c}: ${tableName} has no column "${c}"; the nearest is "${nearest(c, known)}"`
      );
    }
    const absent = table.columns.filter((c) => !c.optional && !columns.includes(c.name)).map((c) => c.name);
    if (absent.length > 0) {
      problems.push(
        `${place}.columns: ${absent.join(", ")} of ${tableName} not given; {"missing": "why"} says that it cannot be had`
      );
    }
  };
  found.tables.forEach((rule, i) => {
    check(`tables[${i}]`, rule.table, Object.keys(rule.columns));
  });
  found.inline.forEach(({table, rows}, i) => {
    rows.forEach((row, j) => {
      check(`inline[${i}].rows[${j}]`, table, Object.keys(row));
    });
  });
  return problems;
}
