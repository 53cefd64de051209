import {resolve} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {launch} from "../../scripts/launch.js";
import {serve} from "../../scripts/serve.js";
import {settled, siteUrl, watchedPage} from "../support/browser.js";

let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  ({page, faults} = await watchedPage(context));
});

const open = async (path: string): Promise<void> => {
  await page.goto(siteUrl(path));
  await settled(page);
};
const lang = (): Promise<string | null> => page.locator("html").getAttribute("data-lang");

describe("search", () => {
  it.each([
    ["动量", /因子|风格|检验/],
    ["归因", /./],
    ["北向", /北向/],
    ["银行", /./],
    ["食品饮料", /./],
    ["电力设备", /./],
    ["拥挤度", /拥挤/],
    ["northbound", /north|北向/i]
  ])("finds %s inside sentences", async (word, title) => {
    await open("");
    await page.locator("#observablehq-search input").fill(word);
    const results = page.locator("#observablehq-search-results a");
    await results.first().waitFor({timeout: 10_000});
    expect((await results.allInnerTexts()).join("\n")).toMatch(title);
    expect(faults).toEqual([]);
  });
});

describe("what a dataset cannot fill", () => {
  it("leaves no room, nor a heading over nothing, once the page has come to rest", async () => {
    await open("funds/accuracy?lang=en");
    await page.evaluate(() => {
      const main = document.querySelector("#observablehq-main");
      const heading = Object.assign(document.createElement("h2"), {id: "bare", textContent: "Bare"});
      const cell = Object.assign(document.createElement("div"), {
        className: "observablehq--block figure-room"
      });
      main?.append(heading, cell);
      document
        .querySelector("#observablehq-toc ol")
        ?.insertAdjacentHTML("beforeend", '<li><a href="#bare">Bare</a></li>');
    });
    const [heading, entry] = [page.locator("#bare"), page.locator('#observablehq-toc a[href="#bare"]')];
    await heading.waitFor({state: "hidden", timeout: 10_000});
    expect(await entry.isVisible()).toBe(false);
    expect(
      await page.locator(".figure-room:empty").evaluateAll((cells) => cells.map((c) => c.clientHeight))
    ).toEqual([0]);
    await page.locator(".figure-room:empty").evaluate((cell) => cell.append("figure"));
    await heading.waitFor({state: "visible", timeout: 10_000});
    expect(await entry.isVisible()).toBe(true);
    expect(await page.locator("h2").evaluateAll((all) => all.every((h) => h.clientHeight > 0))).toBe(true);
  });
});

describe("the language", () => {
  it("is switched by the reader, and remembered on the next page", async () => {
    await open("");
    expect(await lang()).toBe("zh");
    await page.locator('[data-set-lang="en"]').click();
    expect(await lang()).toBe("en");
    expect(await page.locator("html").getAttribute("lang")).toMatch(/^en/);
    expect(await page.locator("figure.exhibit .exhibit-title").first().innerText()).toMatch(/week/i);
    await open("methods/");
    expect(await lang()).toBe("en");
    expect(await page.locator("h1").innerText()).toMatch(/[A-Za-z]/);
  });

  it("comes with the link, over what was remembered", async () => {
    await open("?lang=en");
    expect(await lang()).toBe("en");
    await open("?lang=zh");
    expect(await lang()).toBe("zh");
  });

  it("keeps the chosen day of a page", async () => {
    await open("industries/northbound?date=2024-02-08");
    await page.locator('[data-set-lang="en"]').click();
    expect(page.url()).toContain("date=2024-02-08");
    expect(page.url()).toContain("lang=en");
  });
});

describe("the theme", () => {
  it("goes from the system's to light to dark, and is remembered", async () => {
    await open("");
    const theme = (): Promise<string | null> => page.locator("html").getAttribute("data-theme");
    const seen = new Set<string | null>();
    for (let i = 0; i < 3; i++) {
      await page.locator("[data-set-theme]").first().click();
      seen.add(await theme());
      await page.reload();
      expect(seen).toContain(await theme());
    }
    expect([...seen].sort()).toEqual(["dark", "light"]);
  });
});

describe("the northbound page", () => {
  it("says so where the link's date is none, and shows the latest day", async () => {
    await open("industries/northbound?date=yesterday");
    await page.locator("main", {hasText: "yesterday"}).waitFor();
    expect(await page.locator("#flow-date").inputValue()).toBe("2024-02-23");
  });

  it("changes with the date, and the link with it", async () => {
    await open("industries/northbound");
    const before = await page.locator("figure.exhibit table").first().innerText();
    await page.locator("#flow-date").fill("2023-06-16");
    await page.waitForFunction(
      (old) => document.querySelector<HTMLElement>("figure.exhibit table")?.innerText !== old,
      before
    );
    expect(page.url()).toContain("date=2023-06-16");
  });
});

describe("a figure", () => {
  it("opens its query in the bench, where it runs only when asked", async () => {
    await open("industries/northbound");
    const link = page.locator("figure.exhibit a", {hasText: "SQL"}).first();
    await page.goto(new URL((await link.getAttribute("href")) ?? "", page.url()).href);
    await page.locator(".cm-content").waitFor();
    expect(await page.locator(".cm-content").innerText()).toMatch(/northbound_flow/);
    expect(await page.locator(".sql-grid [role=row], regular-table td").count()).toBe(0);
  });
});

describe("a page that is not there", () => {
  it("says so in the site's own frame", async () => {
    const response = await page.goto(siteUrl("nowhere"));
    expect(response?.status()).toBe(404);
    expect(await page.locator("h1").innerText()).toMatch(/没有这一页/);
  });
});

describe("under a base path", () => {
  it("finds its parts, its search and its database", async () => {
    const dist = resolve(process.env.YANBAO_DIST ?? ".cache/test/dist");
    const site = await serve(dist, {base: "/research/notes/"});
    try {
      const failed: string[] = [];
      page.on("response", (r) => {
        if (r.status() >= 400) failed.push(r.url());
      });
      await page.goto(new URL("industries/northbound", site.url).href);
      await settled(page);
      await page.goto(new URL("sql", site.url).href);
      await page.locator(".cm-content").waitFor();
      expect(failed).toEqual([]);
    } finally {
      await site.close();
    }
  });
});
