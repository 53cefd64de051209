import {plain} from "./fatal.js";
import type {ImportResult} from "./import.js";

const count = new Intl.NumberFormat("en-US");
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What an import did, for a terminal: tables, rejects by reason, what was filled in, time. */
export function report(result: ImportResult, {dryRun}: {dryRun: boolean}): string {
  const {tables, reasons, notices, seconds, bytesRead} = result;
  const width = Math.max(...tables.map((t) => t.name.length));
  const lines = tables.map(({name, rows, rejected, from, to, derived}) => {
    const span = from && to ? `  ${from} – ${to}` : "";
    const bad = rejected > 0 ? `  ${count.format(rejected)} rejected` : "";
    return `  ${name.padEnd(width)}  ${count.format(rows).padStart(11)} rows${span}${bad}${derived ? "  (derived)" : ""}`;
  });
  if (notices.length > 0) lines.push("", ...notices.map((n) => `  · ${n}`));
  const rejected = reasons.reduce((sum, r) => sum + r.count, 0);
  if (reasons.length > 0) {
    lines.push("", `${count.format(rejected)} rows rejected:`);
    for (const {table, column, reason, count: n, example} of reasons) {
      lines.push(
        `  ${count.format(n).padStart(9)}  ${table}.${plain(column, 40)}: ${reason}  (first ${example})`
      );
    }
  }
  const rows = tables.reduce((sum, t) => sum + t.rows, 0);
  const bytes = tables.reduce((sum, t) => sum + t.bytes, 0);
  const total = `${tables.length} tables, ${count.format(rows)} rows · ${megabytes(bytesRead)} read, ${megabytes(bytes)} written · ${seconds.toFixed(1)} s`;
  lines.push(
    "",
    dryRun ? `checked only, nothing imported: ${total}` : `dataset "${result.dataset}": ${total}`
  );
  if (!dryRun) {
    if (rejected > 0) lines.push(`rejected rows: ${result.folder}/rejects.csv`);
    lines.push(
      `next: npm run pipeline -- --dataset ${result.dataset}   (or: npm run build -- --dataset ${result.dataset})`
    );
  }
  return lines.join("\n");
}
