import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {launch} from "../../scripts/launch.js";
import {settled, siteUrl, watchedPage} from "../support/browser.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("an issue of the weekly", () => {
  it("has every module in its order, each with a figure or a word on what is missing", async () => {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    const {page, faults} = await watchedPage(context);
    await page.goto(siteUrl("weekly/2024-02-23?lang=en"));
    await settled(page);
    const headings = await page.locator("main h2 .en, main h3 .en").allInnerTexts();
    expect(headings).toEqual([
      "Core view",
      "The week in the market",
      "Asset allocation",
      "High-frequency indicators",
      "The fund of the week",
      "Timing",
      "Price segments",
      "Macro nowcast",
      "Market microstructure",
      "Industries",
      "Analysts' expectations",
      "Northbound money",
      "Margin trading",
      "Fund positions",
      "Styles",
      "Against the last issue",
      "Risk notice"
    ]);
    const modules = page.locator(".weekly-module");
    expect(await modules.count()).toBe(12);
    for (const module of await modules.all())
      expect(await module.locator("figure.exhibit, .weekly-missing").count()).toBe(1);
    expect(await page.locator(".core-view li").count()).toBeGreaterThan(6);
    expect(await page.locator(".issue-line").innerText()).toMatch(
      /As of the close of 2024-02-23 .* snapshot [0-9a-f]{16}/
    );
    expect(await page.locator(".author-view:visible").count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("prints to PDF over several pages", () => {
    const folder = mkdtempSync(join(tmpdir(), "yanbao-pdf-"));
    try {
      const script = resolve(import.meta.dirname, "../../scripts/pdf.ts");
      const {status, stderr} = spawnSync(
        process.execPath,
        ["--import", "tsx", script, "2024-02-23", "--lang", "en", "--to", folder],
        {encoding: "utf8"}
      );
      expect(stderr).toContain("weekly-2024-02-23-en.pdf");
      expect(status).toBe(0);
      const pdf = readFileSync(join(folder, "weekly-2024-02-23-en.pdf"), "latin1");
      expect(pdf.slice(0, 5)).toBe("%PDF-");
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });

  it("is refused by name where there is none of that day", () => {
    const script = resolve(import.meta.dirname, "../../scripts/pdf.ts");
    const {status, stderr} = spawnSync(process.execPath, ["--import", "tsx", script, "1999-01-01"], {
      encoding: "utf8"
    });
    expect(status).toBe(1);
    expect(stderr).toContain('holds no issue "1999-01-01"');
  });
});
