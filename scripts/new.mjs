// npm run new -- analysis "标题" [--en "Title"] [--slug name]: a page with a working figure, in plain JavaScript.
import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {analysis} from "../site/new/analysis.mjs";

const KINDS = {analysis};
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
    options: {en: {type: "string"}, slug: {type: "string"}}
  });
  const [kind, title = "", ...rest] = positionals;
  const usage = 'npm run new -- analysis "标题" [--en "Title"] [--slug name]';
  const make = Object.hasOwn(KINDS, kind ?? "") ? KINDS[kind] : undefined;
  if (!make)
    throw new Error(`kind must be one of ${Object.keys(KINDS).join(", ")}, got "${kind ?? ""}"\n${usage}`);
  if (rest.length > 0) throw new Error(`one title, in quotes; got also "${rest.join('", "')}"\n${usage}`);
  if (!/[\p{L}\p{N}]/u.test(title))
    throw new Error(`title must hold a letter or a digit, got "${title}"\n${usage}`);
  if (/[\r\n]/.test(title + (values.en ?? ""))) throw new Error("title must be one line");
  const slug = slugOf(values.slug ?? title);
  const files = make({title, en: values.en ?? title, slug});
  const taken = Object.keys(files).filter((f) => existsSync(join(root, f)));
  if (taken.length > 0)
    throw new Error(`${taken.join(", ")} exists and is left as it is; choose another title or --slug`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), text, {flag: "wx"});
    console.log(relative(process.cwd(), join(root, file)));
  }
  console.log(`npm start shows it at /analyses/${slug}`);
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
