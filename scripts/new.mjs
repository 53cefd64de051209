// npm run new -- analysis "标题" [--en "Title"] [--slug name]: a page with a working figure.
// npm run new -- weekly 2024-02-23 [--dataset demo]: the draft of an issue. Plain JavaScript.
import {existsSync, mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {analysis} from "../site/new/analysis.mjs";
import {weekly} from "../site/new/weekly.mjs";

const KINDS = {analysis: newAnalysis, weekly: newWeekly};
const USAGE = `npm run new -- analysis "标题" [--en "Title"] [--slug name]
npm run new -- weekly 2024-02-23 [--dataset demo]`;
const root = process.env.YANBAO_PROJECT
  ? resolve(process.env.YANBAO_PROJECT)
  : fileURLToPath(new URL("..", import.meta.url));

try {
  create(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function create(args) {
  const {positionals, values} = parseArgs({
    args,
    allowPositionals: true,
    options: {en: {type: "string"}, slug: {type: "string"}, dataset: {type: "string"}}
  });
  const [kind = "", ...rest] = positionals;
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!make) throw new Error(`kind must be one of ${Object.keys(KINDS).join(", ")}, got "${kind}"\n${USAGE}`);
  const {files, path} = make(rest, values);
  const taken = Object.keys(files).filter((f) => existsSync(join(root, f)));
  if (taken.length > 0)
    throw new Error(`${taken.join(", ")} exists and is left as it is; choose another name`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), text, {flag: "wx"});
    console.log(relative(process.cwd(), join(root, file)));
  }
  console.log(`npm start shows it at ${path}`);
}

function newAnalysis([title = "", ...rest], values) {
  if (rest.length > 0) throw new Error(`one title, in quotes; got also "${rest.join('", "')}"\n${USAGE}`);
  if (!/[\p{L}\p{N}]/u.test(title))
    throw new Error(`title must hold a letter or a digit, got "${title}"\n${USAGE}`);
  if (/[\r\n]/.test(title + (values.en ?? ""))) throw new Error("title must be one line");
  const slug = slugOf(values.slug ?? title);
  return {files: analysis({title, en: values.en ?? title, slug}), path: `/analyses/${slug}`};
}

function newWeekly([day = "", ...rest], {dataset = "demo"}) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  if (!real || rest.length > 0)
    throw new Error(`an issue is named by one day, YYYY-MM-DD, got "${[day, ...rest].join(" ")}"\n${USAGE}`);
  const folder = join(root, "src", "weekly");
  const earlier = (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((file) => /^(\d{4}-\d{2}-\d{2})\.md$/.exec(file)?.[1] ?? [])
    .filter((other) => other < day)
    .sort();
  return {files: weekly({day, previous: earlier.at(-1) ?? "none", dataset}), path: `/weekly/${day}`};
}

function slugOf(text) {
  const slug = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  if (slug) return slug;
  throw new Error(`--slug must hold a letter or a digit, got "${text}"`);
}
