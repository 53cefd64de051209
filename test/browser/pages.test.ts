import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, relative, resolve} from "node:path";
import type {AxeResults} from "axe-core";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {launch} from "../../scripts/launch.js";
import {settled, siteUrl, watchedPage} from "../support/browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const dist = resolve(process.env.YANBAO_DIST ?? ".cache/test/dist");
const pages = readdirSync(dist, {recursive: true, withFileTypes: true})
  .filter((e) => e.isFile() && e.name.endsWith(".html") && e.name !== "404.html")
  .map((e) => relative(dist, join(e.parentPath, e.name)).replace(/(index)?\.html$/, ""))
  .sort();

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function within<T>(
  options: Parameters<Browser["newContext"]>[0],
  use: (context: BrowserContext) => Promise<T>
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

describe.each(pages)("/%s", (path) => {
  it.each([
    "zh",
    "en"
  ])("shows all it promises in %s, without an error or a foreign request", async (lang) => {
    await within({viewport: {width: 1280, height: 900}}, async (context) => {
      const {page, faults} = await watchedPage(context);
      await page.goto(siteUrl(`${path}?lang=${lang}`));
      await settled(page);
      expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
      expect(await page.locator("main .observablehq--inspect").allTextContents()).toEqual([]);
      expect(faults).toEqual([]);
      expect(await page.locator("h1").first().innerText()).not.toBe("");
      expect(await page.locator("html").getAttribute("lang")).toMatch(lang === "zh" ? /^zh/ : /^en/);
      expect(await page.locator("#yanbao-banner, .banner").first().innerText()).not.toBe("");
    });
  });

  it("fits a phone: nothing but wide tables and figures scrolls sideways", async () => {
    await within({viewport: {width: 390, height: 844}, isMobile: true}, async (context) => {
      const {page} = await watchedPage(context);
      await page.goto(siteUrl(path));
      await settled(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      );
      expect(over).toBeLessThanOrEqual(0);
    });
  });

  it.each(["light", "dark"] as const)("has no serious accessibility finding in %s", async (colorScheme) => {
    await within({colorScheme, viewport: {width: 1280, height: 900}, bypassCSP: true}, async (context) => {
      const {page} = await watchedPage(context);
      await page.goto(siteUrl(path));
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
});

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>("axe.run()");
  return results.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.html.slice(0, 120))
          .slice(0, 3)
          .join(" | ")}`
    );
}
