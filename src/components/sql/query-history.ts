export interface HistoryEntry {
  readonly sql: string;
  /** When it was run, milliseconds since 1970. */
  readonly at: number;
  readonly rows: number;
  readonly milliseconds: number;
}

const KEY = "yanbao.sql.history";
const VERSION = 1;
const MOST = 100;
const LONGEST = 20_000;

const isEntry = (value: unknown): value is HistoryEntry =>
  typeof value === "object" &&
  value !== null &&
  "sql" in value &&
  typeof value.sql === "string" &&
  "at" in value &&
  typeof value.at === "number" &&
  "rows" in value &&
  typeof value.rows === "number" &&
  "milliseconds" in value &&
  typeof value.milliseconds === "number";

/** The reader's queries on this machine, latest first; empty where storage is refused or of another version. */
export function readHistory(): HistoryEntry[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof stored !== "object" || stored === null) return [];
    if (Reflect.get(stored, "version") !== VERSION) return [];
    const entries: unknown = Reflect.get(stored, "entries");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Adds a query, once each; where storage is full or refused the history stays as it was. */
export function remember(entry: HistoryEntry): void {
  if (entry.sql.length > LONGEST) return;
  write([entry, ...readHistory().filter((e) => e.sql !== entry.sql)].slice(0, MOST));
}

export const forgetHistory = (): void => write([]);

function write(entries: readonly HistoryEntry[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({version: VERSION, entries}));
  } catch {
    return;
  }
}
