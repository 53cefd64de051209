import {existsSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";

const file = z.object({path: z.string(), bytes: z.number(), mtime: z.number(), digest: z.string()});

const table = z.object({
  rows: z.number(),
  bytes: z.number(),
  digest: z.string(),
  columns: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  producer: z.string(),
  files: z.array(file)
});

const step = z.object({
  fingerprint: z.string(),
  status: z.enum(["ok", "failed", "disabled"]),
  seconds: z.number(),
  message: z.string().optional()
});

const manifest = z.object({
  version: z.literal(1),
  dataset: z.string(),
  simulated: z.boolean(),
  title: z.object({zh: z.string(), en: z.string()}),
  size: z.string().optional(),
  seed: z.number().optional(),
  source: z.string().optional(),
  tables: z.record(z.string(), table),
  steps: z.record(z.string(), step)
});

/** What the warehouse of one dataset holds and which step made it: `manifest.json`. */
export type Manifest = z.infer<typeof manifest>;
export type TableRecord = z.infer<typeof table>;
export type FileRecord = z.infer<typeof file>;
export type StepRecord = z.infer<typeof step>;

const pathOf = (folder: string): string => join(folder, "manifest.json");

/** The manifest in `folder`, or undefined where there is none or it cannot be read (it is then rebuilt). */
export function readManifest(folder: string): Manifest | undefined {
  if (!existsSync(pathOf(folder))) return undefined;
  const parsed = manifest.safeParse(parseJson(readFileSync(pathOf(folder), "utf8")));
  return parsed.success ? parsed.data : undefined;
}

/** Replaces the manifest in one step: readers see the old one or the new one. */
export function writeManifest(folder: string, value: Manifest): void {
  const next = `${pathOf(folder)}.${process.pid}.tmp`;
  writeFileSync(next, `${JSON.stringify(manifest.parse(value), null, 1)}\n`);
  renameSync(next, pathOf(folder));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
