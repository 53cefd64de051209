import {resolve} from "node:path";
import type MarkdownIt from "markdown-it";
import {folderOf} from "./pipeline/warehouse/folder.js";
import {footer, head, header} from "./site/frame.js";
import {hermetic} from "./site/hermetic.js";
import {forgetStale} from "./site/loaders.js";
import {markdown} from "./site/markdown.js";
import {inNavOrder, navigation} from "./site/nav.js";
import {readPages} from "./site/pages.js";
import {preview} from "./site/preview.js";
import {searchRecords} from "./site/search.js";

const project = import.meta.dirname;
const root = resolve(project, "src");
const loaders = {project, root, warehouse: folderOf()};

process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
hermetic({
  project,
  root,
  aliases: {"@duckdb/duckdb-wasm@1.29.0": "1.32.0"},
  empty: ["@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm", "@duckdb/duckdb-wasm/dist/duckdb-browser-mvp.worker.js"]
});
// `npm run build` has done so before it renders; Framework's own commands have not.
if (!/scripts[\\/]build\.ts$/.test(process.argv[1] ?? "")) await forgetStale(loaders);
if (process.argv.includes("preview")) preview(loaders);

export default {
  root: "src",
  output: process.env.YANBAO_DIST ?? "dist",
  base: process.env.YANBAO_BASE ?? "/",
  title: "研报 Yanbao",
  home: "本周 | This week",
  pages: navigation(readPages(root)),
  preserveExtension: true,
  globalStylesheets: [],
  style: "style.css",
  head: head(root),
  header,
  footer,
  toc: {label: "目录 | Contents"},
  pager: false,
  sidebar: true,
  linkify: false,
  duckdb: {extensions: {json: null, parquet: null}},
  markdownIt: (md: MarkdownIt) => markdown(md, {pages: () => inNavOrder(readPages(root))}),
  search: {
    async *index() {
      for (const page of readPages(root)) if (!page.draft) yield* searchRecords(page);
    }
  }
};
