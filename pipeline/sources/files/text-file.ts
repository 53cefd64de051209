import {once} from "node:events";
import {createWriteStream, readFileSync, writeFileSync} from "node:fs";
import {FatalError, messageOf, plain} from "./fatal.js";
import {fieldsOf, recordsOf} from "./records.js";

/** Names of a CSV file's columns, from its first record; a name given twice gets a number. */
export async function headerOf(
  path: string,
  label: string,
  {delimiter, gzip}: {delimiter: string; gzip: boolean}
): Promise<string[]> {
  for await (const {bytes, fault} of recordsOf(path, {delimiter, gzip})) {
    if (fault) throw new FatalError(`${label}: its header has ${fault}`);
    const seen = new Map<string, number>();
    return fieldsOf(bytes.toString("utf8"), delimiter).map((field) => {
      const text = field.trim();
      const n = (seen.get(text) ?? 0) + 1;
      seen.set(text, n);
      return n === 1 ? text : `${text}#${n}`;
    });
  }
  throw new FatalError(`${label} is empty: it has no header`);
}

export interface Irregular {
  readonly line: number;
  readonly value: string;
  readonly reason: string;
}

/**
 * Copies the sound records of a CSV file to `copy`, each led by its line number, and returns the others.
 * A quote that is never closed is fatal: what follows it cannot be told apart.
 */
export async function tidy(
  path: string,
  label: string,
  copy: string,
  {delimiter, gzip, width}: {delimiter: string; gzip: boolean; width: number}
): Promise<Irregular[]> {
  const out = createWriteStream(copy);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  const irregular: Irregular[] = [];
  const newline = Buffer.from("\n");
  let header = true;
  for await (const {line, fields, bytes, fault} of recordsOf(path, {delimiter, gzip})) {
    if (fault?.includes("never closed")) {
      out.destroy();
      throw new FatalError(`${label}, line ${line}: ${fault}; the file may be cut off`);
    }
    if (header) {
      header = false;
      continue;
    }
    if (fault || fields !== width) {
      const reason = fault ?? `the line has ${fields} fields, the header ${width}`;
      irregular.push({line, value: plain(bytes.toString("utf8"), 200), reason});
      continue;
    }
    const more = out.write(Buffer.concat([Buffer.from(`${line}${delimiter}`), bytes, newline]));
    if (!more) await Promise.race([once(out, "drain"), failed]);
  }
  out.end();
  await Promise.race([once(out, "close"), failed]);
  return irregular;
}

/** Writes the records of a JSON file as CSV, and returns its columns. `at` is where the list lies (`data.items`). */
export function recordsToCsv(path: string, label: string, copy: string, at: string | undefined): void {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new FatalError(`${label} is not JSON (${messageOf(error)})`);
  }
  for (const key of at?.split(".") ?? []) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined;
  }
  if (!Array.isArray(found) || found.length === 0 || found.some((r) => typeof r !== "object" || r === null)) {
    throw new FatalError(`${label}: no list of records${at ? ` at "${at}"` : ""}`);
  }
  const records = found as Record<string, unknown>[];
  const columns = [...new Set(records.flatMap((r) => Object.keys(r)))];
  const cell = (value: unknown): string => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const lines = [columns.map(cell), ...records.map((r) => columns.map((c) => cell(r[c])))];
  writeFileSync(copy, lines.map((l) => `${l.join(",")}\n`).join(""));
}
