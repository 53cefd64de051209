import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {launch} from "../../scripts/launch.js";
import {settled, siteUrl, watchedPage} from "../support/browser.js";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const watched = await watchedPage(context);
  page = watched.page;
  faults = watched.faults as string[];
});

describe("the lab", () => {
  it("reruns the backtest in a worker, counts the trial, and puts the parameters into the link", async () => {
    await page.goto(siteUrl("strategies/lab?lang=en"));
    await settled(page);
    const before = await page.locator("#lab-nav-title").innerText();
    await page.locator('main [name="n"]').first().fill("10");
    await page.getByRole("button", {name: "Run the backtest"}).click();
    await page.getByText(/Took .* s, drawing included/).waitFor();
    expect(await page.locator("#lab-nav-title").innerText()).not.toBe(before);
    expect(await page.locator(".lab-trials").innerText()).toContain("1 variants have been tried");
    expect(page.url()).toMatch(/[?&]n=10\b/);
    expect(faults).toEqual([]);
  });

  it("stops when it is told to", async () => {
    await page.goto(siteUrl("strategies/lab?lang=en"));
    await settled(page);
    await page.getByRole("button", {name: "Run the backtest"}).click();
    await page.getByText(/Took .* s, drawing included/).waitFor();
    await page.getByRole("button", {name: "Compare with 200 random books"}).click();
    await page.getByRole("button", {name: "Cancel"}).click();
    await page.getByText("Cancelled.").waitFor();
    await page.getByRole("button", {name: "Run the backtest"}).click();
    await page.getByText(/Took .* s, drawing included/).waitFor();
    expect(faults).toEqual([]);
  });
});
