import {existsSync, readdirSync} from "node:fs";
import {join, relative, resolve} from "node:path";
import {launch} from "../scripts/launch.js";
import {serve} from "../scripts/serve.js";
import type {Bench, Row} from "./row.js";

const dist = resolve(process.env.YANBAO_DIST ?? "dist");

/** What each page sends to a first visitor, and how soon its first chart stands. */
const pages: Bench = {
  name: "pages",
  what: `page weights and first charts of ${relative(process.cwd(), dist)} in Chromium`,
  async run() {
    if (!existsSync(join(dist, "index.html"))) throw new Error(`${dist} is not built; run: npm run build`);
    const browser = await launch();
    const rows: Row[] = [];
    try {
      for (const file of htmlFiles(dist)) {
        const path = file.replace(/(index)?\.html$/, "");
        const site = await serve(dist);
        const page = await browser.newPage();
        await page.addInitScript(noteFirstExhibit);
        await page.goto(new URL(path, site.url).href, {waitUntil: "networkidle"});
        const first = await page.evaluate(() => performance.getEntriesByName("first-exhibit")[0]?.startTime);
        rows.push({name: `pages/weight/${path || "index"}`, value: site.sent() / 1000, unit: "kB"});
        if (first !== undefined)
          rows.push({name: `pages/first-chart/${path || "index"}`, value: first, unit: "ms"});
        await page.close();
        await site.close();
      }
    } finally {
      await browser.close();
    }
    return rows;
  }
};

/** Runs in the page: marks the moment at which the first exhibit holds a figure. */
function noteFirstExhibit(): void {
  const look = new MutationObserver(() => {
    if (!document.querySelector("figure.exhibit :is(svg, table)")) return;
    performance.mark("first-exhibit");
    look.disconnect();
  });
  look.observe(document, {childList: true, subtree: true});
}

function htmlFiles(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((e) => e.isFile() && e.name.endsWith(".html") && e.name !== "404.html")
    .map((e) => relative(folder, join(e.parentPath, e.name)))
    .sort();
}

export default pages;
