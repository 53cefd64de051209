import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {launch} from "../../scripts/launch.js";
import {settled, siteUrl, watchedPage} from "../support/browser.js";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const watched = await watchedPage(context);
  page = watched.page;
  faults = watched.faults;
});
afterEach(() => context.close());

const open = async (path: string): Promise<void> => {
  await page.goto(siteUrl(`${path}${path.includes("?") ? "&" : "?"}lang=en`));
  await settled(page);
};

/** Places of the dots in the figure of an exhibit, as drawn. */
const dots = (exhibit: string): Promise<string[]> =>
  page
    .locator(`#${exhibit} circle`)
    .evaluateAll((circles) => circles.map((c) => `${c.getAttribute("cx")} ${c.getAttribute("cy")}`));

describe("attribution quadrants", () => {
  it("move with the day of the slider, which the link keeps", async () => {
    await open("funds/attribution");
    const last = await page.locator("output[for=day-slider]").innerText();
    const before = await dots("attribution-quadrants");
    await page.locator("#day-slider").focus();
    for (let k = 0; k < 6; k++) await page.keyboard.press("ArrowLeft");
    const day = await page.locator("output[for=day-slider]").innerText();
    expect(day < last).toBe(true);
    await page.locator("#attribution-quadrants").getByText(`as of ${day}`).waitFor();
    expect(await dots("attribution-quadrants")).not.toEqual(before);
    expect(new URL(page.url()).searchParams.get("date")).toBe(day);
    const moved = await dots("attribution-quadrants");
    await page.reload();
    await settled(page);
    expect(await page.locator("output[for=day-slider]").innerText()).toBe(day);
    expect(await dots("attribution-quadrants")).toEqual(moved);
    expect(faults).toEqual([]);
  });

  it("set the chosen fund apart, and say where there is none of that name", async () => {
    await open("funds/attribution");
    const choice = page.locator("#fund-choice");
    const first = await choice.inputValue();
    const before = await dots("attribution-quadrants");
    const other = await page.locator("#fund-choice-list option").nth(3).getAttribute("value");
    await choice.fill(other?.split(" ")[0] ?? "");
    await choice.press("Enter");
    expect(await choice.inputValue()).toBe(other);
    expect(other).not.toBe(first);
    await expect.poll(() => dots("attribution-quadrants")).not.toEqual(before);
    expect(new URL(page.url()).searchParams.get("fund")).toBe(other?.split(" ")[0]);
    await choice.fill("no fund is called this");
    await choice.press("Enter");
    await page.getByText("No such fund").waitFor();
    expect(new URL(page.url()).searchParams.get("fund")).toBe(other?.split(" ")[0]);
    expect(faults).toEqual([]);
  });

  it("show every control in a chart of their own, and none among the others", async () => {
    await open("funds/attribution");
    const title = await page.locator("#attribution-controls-title").innerText();
    const [, , all] = /(\d+) of (\d+) funds/.exec(title) ?? [];
    expect(await dots("attribution-controls")).toHaveLength(Number(all));
    const named = await page
      .locator("#fund-choice-list option")
      .evaluateAll((o) => o.map((e) => (e as HTMLOptionElement).value));
    expect(named.filter((n) => n.includes("仿真对照"))).toEqual([]);
  });
});

describe("the page of a fund", () => {
  it("keeps no figure of the fund before where the next has none", async () => {
    await open("funds/fund");
    await page.locator("#fund-attribution").waitFor();
    const funds = await page
      .locator("#fund-choice-list option")
      .evaluateAll((o) => o.map((e) => (e as HTMLOptionElement).value));
    const index = funds.find((f) => f.includes("指数") && !f.includes("增强")) ?? "";
    await page.locator("#fund-choice").fill(index.split(" ")[0] ?? "");
    await page.locator("#fund-choice").press("Enter");
    await page.getByText("This fund has no attribution").waitFor();
    for (const id of ["fund-attribution", "fund-skill", "fund-brinson", "fund-linking"])
      expect(await page.locator(`#${id}`).count(), id).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe("the screener", () => {
  const count = async (): Promise<number> =>
    Number(/\d+/.exec(await page.locator(".screener [role=status]").innerText())?.[0]);

  it("keeps what is asked for, in an order that a heading turns round, and all of it in the link", async () => {
    await open("funds/screener");
    const living = await count();
    await page.getByLabel("Living only").uncheck();
    const all = await count();
    expect(all).toBeGreaterThanOrEqual(living);
    const type = page.locator(".screener select");
    await type.selectOption({label: "Active equity"});
    const active = await count();
    expect(active).toBeGreaterThan(0);
    expect(active).toBeLessThan(all);
    const heading = page.locator(".screener th[aria-sort=descending] button");
    const column = await heading.innerText();
    const first = await page.locator(".screener tbody tr").first().innerText();
    await heading.click();
    expect(await page.locator(".screener th[aria-sort=ascending] button").innerText()).toBe(
      column.replace("↓", "↑")
    );
    const turned = await page.locator(".screener tbody tr").first().innerText();
    expect(turned).not.toBe(first);
    await page.reload();
    await settled(page);
    expect(await count()).toBe(active);
    expect(await page.locator(".screener tbody tr").first().innerText()).toBe(turned);
    expect(faults).toEqual([]);
  });

  it("finds funds by words and says so where none is left", async () => {
    await open("funds/screener");
    const name = await page.locator(".screener tbody tr a").first().innerText();
    await page.locator(".screener input[type=search]").fill(name);
    expect(await page.locator(".screener tbody tr a").first().innerText()).toBe(name);
    await page.locator(".screener input[type=search]").fill("no fund is called this");
    expect(await count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe("a fund of one's own", () => {
  /** A value for each weekday of four months up to the end of the simulated market. */
  const series = (): string => {
    const lines: string[] = [];
    let value = 1;
    for (let d = Date.UTC(2023, 9, 23); d <= Date.UTC(2024, 1, 23); d += 86_400_000) {
      const date = new Date(d);
      if (date.getUTCDay() % 6 === 0) continue;
      value *= 1 + 0.01 * Math.sin(d / 86_400_000);
      lines.push(`${date.toISOString().slice(0, 10)},${value.toFixed(4)}`);
    }
    return lines.join("\n");
  };

  it("is estimated from pasted values, says which lines it cannot read, and is cleared", async () => {
    await open("funds/my-fund");
    await page.locator("#nav-text").fill(`${series()}\n2024-02-30,1.1\nnonsense`);
    await page.getByRole("button", {name: "Compute"}).click();
    await page.getByText(/daily returns from .* a position of about/).waitFor();
    expect(await page.locator(".nav-problems li").allInnerTexts()).toHaveLength(2);
    expect(await page.locator("figure.exhibit table tbody tr").count()).toBeGreaterThan(0);
    await page.getByRole("button", {name: "Clear"}).click();
    await page.getByText(/daily returns from .* a position of about/).waitFor({state: "detached"});
    expect(faults).toEqual([]);
  });

  it("is the same from a file, and nothing is said of too short a series", async () => {
    await open("funds/my-fund");
    await page.locator("#nav-text").fill(series());
    await page.getByRole("button", {name: "Compute"}).click();
    const said = page.getByText(/daily returns from .* a position of about/);
    const pasted = await said.innerText();
    await page.getByRole("button", {name: "Clear"}).click();
    await said.waitFor({state: "detached"});
    await page.locator(".nav-input input[type=file]").setInputFiles({
      name: "nav.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`date,nav\n${series()}`)
    });
    expect(await said.innerText()).toBe(pasted);
    await page.locator("#nav-text").fill(series().split("\n").slice(-10).join("\n"));
    await page.getByRole("button", {name: "Compute"}).click();
    await page.getByText("nothing can be estimated").waitFor();
    expect(faults).toEqual([]);
  });
});
