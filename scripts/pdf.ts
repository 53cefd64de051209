import {existsSync, mkdirSync} from "node:fs";
import {join, relative, resolve} from "node:path";
import {parseArgs} from "node:util";
import {say} from "../pipeline/run/progress.js";
import {launch} from "./launch.js";
import {serve} from "./serve.js";

// npm run pdf -- 2024-02-23 [--lang zh|en] [--to DIR]: an issue of the built site, printed to PDF by the browser.
const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {lang: {type: "string", default: "zh"}, to: {type: "string", default: "pdf"}}
});
const [issue, ...rest] = positionals;
try {
  if (issue === undefined || rest.length > 0)
    throw new Error("name one issue, for example: npm run pdf -- 2024-02-23");
  if (values.lang !== "zh" && values.lang !== "en")
    throw new Error(`--lang is zh or en, not "${values.lang}"`);
  const file = await print(issue, values.lang, resolve(values.to));
  say(relative(process.cwd(), file));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function print(issue: string, lang: string, folder: string): Promise<string> {
  const dist = resolve(process.env.YANBAO_DIST ?? "dist");
  if (!existsSync(join(dist, "weekly", `${issue}.html`))) {
    throw new Error(
      `${relative(process.cwd(), dist)} holds no issue "${issue}"; write it with npm run new -- weekly ${issue}, then npm run build`
    );
  }
  const site = await serve(dist);
  const browser = await launch();
  try {
    const page = await browser.newPage({viewport: {width: 900, height: 1200}, colorScheme: "light"});
    await page.goto(new URL(`weekly/${issue}?lang=${lang}`, site.url).href, {waitUntil: "networkidle"});
    await page.waitForFunction(
      () =>
        !document.querySelector("observablehq-loading") &&
        [...document.querySelectorAll("figure.exhibit")].every((f) =>
          f.querySelector("svg, table, canvas, dl, .exhibit-empty")
        )
    );
    mkdirSync(folder, {recursive: true});
    const file = join(folder, `weekly-${issue}-${lang}.pdf`);
    await page.pdf({path: file, format: "A4", printBackground: true, preferCSSPageSize: true});
    return file;
  } finally {
    await browser.close();
    await site.close();
  }
}
