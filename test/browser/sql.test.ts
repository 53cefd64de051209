import {readFileSync} from "node:fs";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {decodeQuery, encodeQuery} from "../../lib/sql/share.js";
import {launch} from "../../scripts/launch.js";
import {EXAMPLES} from "../../src/components/sql/examples.js";
import {siteUrl, watchedPage} from "../support/browser.js";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launch();
  context = await browser.newContext({viewport: {width: 1280, height: 1000}, acceptDownloads: true});
});
afterAll(() => browser.close());
beforeEach(async () => {
  ({page, faults} = await watchedPage(context));
});
afterEach(async () => {
  await page.close();
  expect(faults).toEqual([]);
});

async function open(hash = "", lang = "en"): Promise<void> {
  await page.goto(siteUrl(`sql?lang=${lang}${hash}`));
  await page.locator(".sql-tree").waitFor();
}

async function type(sql: string): Promise<void> {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(sql);
}

/** Types a query, runs it by keyboard, and gives the status line once it is no longer running. */
async function run(sql: string, keys = "Control+Enter"): Promise<string> {
  await type(sql);
  await page.keyboard.press(keys);
  return settledStatus();
}

async function settledStatus(): Promise<string> {
  await page.locator(".sql-toolbar .cancel:disabled").waitFor({state: "attached"});
  return page.locator(".sql-status").innerText();
}

const cells = async (): Promise<string[]> =>
  (await page.locator(".sql-grid td").allTextContents()).map((t) => t.replace(/[\u2007\u2008]+$/, ""));

describe("the SQL bench", () => {
  it("shows exact decimals, 64-bit integers, huge integers, NULL apart from empty text, types in heads", async () => {
    await open();
    const status = await run(
      "select 1.10::decimal(18,4) d, 9007199254740993::bigint b, 170141183460469231731687303715884105727::hugeint h, " +
        "null::int n, '' e"
    );
    expect(status).toMatch(/^1 rows × 5 columns · [\d,]+ ms · fetched/);
    const exact = ["1.1000", "9007199254740993", "170141183460469231731687303715884105727", "NULL", ""];
    await expect.poll(cells).toEqual(exact);
    expect(await page.locator(".sql-grid td.null").count()).toBe(1);
    expect(await page.locator(".sql-grid td.empty").count()).toBe(1);
    const types = await page.locator(".sql-grid th .type").allTextContents();
    expect(types).toEqual(["DECIMAL(18,4)", "BIGINT", "HUGEINT", "INTEGER", "VARCHAR"]);
  });

  it("shows dates and times as ISO, nested values as JSON, intervals and enums as text", async () => {
    await open();
    await run(
      "select date '2024-02-23' as d, time '09:30' as t, timestamp '2024-02-23 09:30:00.000001' as ts"
    );
    await expect.poll(cells).toEqual(["2024-02-23", "09:30:00", "2024-02-23T09:30:00.000001"]);
    await run("select [1, null] as l, {'a': 'x'} as s, interval 1 month as i, 'b'::enum('a','b') as en");
    await expect.poll(cells).toEqual(["[1,null]", '{"a":"x"}', "1 month", "b"]);
  });

  it("runs the statement at the cursor, the selection, or all", async () => {
    await open();
    await type("select 11 as a;\nselect 22 as b;");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+Enter");
    await settledStatus();
    await expect.poll(cells).toEqual(["11"]);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+Shift+Enter");
    await settledStatus();
    await expect.poll(cells).toEqual(["22"]);
    await type("select 33 as c, nonsense");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < "select 33 as c".length; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Control+Enter");
    await settledStatus();
    await expect.poll(cells).toEqual(["33"]);
  });

  it("says where an error is, marks it, and offers the nearest name", async () => {
    await open();
    await run("select '中文' as x,\n  flw\nfrom northbound_flow");
    const error = page.locator(".sql-error");
    expect(await error.innerText()).toMatch(/^line 2:3: Referenced column "flw" not found/);
    expect(await page.locator(".sql-error-mark").innerText()).toBe("flw");
    await error.locator(".use").click();
    expect(await page.locator(".cm-content").innerText()).toContain("  flow\nfrom");
    await run("select * from northbound_flwo");
    expect(await error.locator(".use").innerText()).toBe("Use northbound_flow");
    await run("select current_date");
    expect(await error.innerText()).toMatch(/icu extension, and this site loads none/);
    await run("selec 1");
    expect(await error.innerText()).toMatch(/^line 1:1: syntax error/);
  });

  it.each([
    ["stops between steps", "select count(*) from range(100000000000) a, range(1000) b"],
    [
      "is stopped in the middle of one",
      "select a.range from range(1000000) a, range(1000000) b where a.range * b.range = -1"
    ],
    ["is stopped in one function call", "select list_sum(list_transform(range(200000000), x -> x * x % 7))"]
  ])("cancels within two seconds and goes on working: %s", async (_, sql) => {
    await open();
    await type(sql);
    await page.keyboard.press("Control+Enter");
    await page.locator(".sql-toolbar .cancel:enabled").waitFor();
    await page.waitForTimeout(600);
    const began = Date.now();
    await page.keyboard.press("Escape");
    expect(await settledStatus()).toMatch(/^Cancelled/);
    expect(Date.now() - began).toBeLessThan(2000);
    await run("select 5 as five");
    await expect.poll(cells).toEqual(["5"]);
  });

  it("takes the first million of ten million rows, says that there are more, and scrolls to the last", async () => {
    await open();
    const status = await run("select range as n, range / 7 as x, 'row ' || range as t from range(10000000)");
    expect(status).toMatch(/^1,000,000 rows × 3 columns \(the first ones; there are more\)/);
    const grid = page.locator(".sql-grid");
    await grid.focus();
    await page.keyboard.press("Control+End");
    await expect.poll(async () => (await cells()).at(-1)).toBe("row 999999");
    await page.keyboard.press("Control+Home");
    await expect.poll(async () => (await cells())[0]).toBe("0");
    await page.mouse.move(700, 800);
    const box = await grid.boundingBox();
    if (box === null) throw new Error("no grid");
    await page.mouse.move(box.x + 50, box.y + 100);
    await page.mouse.wheel(0, 26 * 3);
    await expect.poll(async () => (await cells())[0]).toBe("3");
    expect(await page.locator(".sql-grid tr").count()).toBeLessThan(60);
    const slowest = await page.evaluate(async () => {
      const box = document.querySelector(".sql-grid");
      if (box === null) return Number.POSITIVE_INFINITY;
      let worst = 0;
      for (let i = 0; i < 60; i++) {
        const before = performance.now();
        box.scrollTop = (box.scrollHeight * ((i * 37) % 60)) / 60;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        worst = Math.max(worst, performance.now() - before);
      }
      return worst;
    });
    expect(slowest).toBeLessThan(250);
  });

  it("keeps hostile text inert in cells, names, errors, chart and history", async () => {
    await open();
    let alerts = 0;
    page.on("dialog", (dialog) => {
      alerts += 1;
      void dialog.dismiss();
    });
    const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    await run(
      `select '${evil}' as "<b onclick=alert(3)>x</b>", 'javascript:alert(4)' as href, 1 as "__proto__", 2 as v`
    );
    await expect.poll(async () => (await cells())[0]).toBe(evil);
    await page.locator("#sql-tab-chart").click();
    await page.locator(".sql-chart svg").first().waitFor();
    await run(`select "${evil}" from stock`);
    expect(await page.locator(".sql-error").innerText()).toContain("<img src=x");
    await page.getByRole("button", {name: "History"}).click();
    expect(await page.locator(".sql-sheet[open]").innerText()).toContain("<img src=x");
    expect(await page.locator(".sql-bench :is(img, script, b)").count()).toBe(0);
    expect(alerts).toBe(0);
  });

  it("shows a plan in full below the grid", async () => {
    await open();
    await run("explain select name from stock");
    await expect.poll(() => page.locator(".sql-cell").innerText()).toMatch(/explain_value =\n┌[\s\S]+stock/);
  });

  it("shows a link's query and does not run it, carries the query in the link, and says when a link is broken", async () => {
    await open(`#${encodeQuery("select 42 as shared -- 银行")}`);
    expect(await page.locator(".cm-content").innerText()).toBe("select 42 as shared -- 银行");
    expect(await page.locator(".sql-notice").innerText()).toMatch(/has not been run/);
    await page.waitForTimeout(500);
    expect(await page.locator(".sql-grid").count()).toBe(0);
    await type(EXAMPLES[0]?.sql ?? "");
    await page.getByRole("button", {name: "Copy link"}).click();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#z=/);
    expect(await decodeQuery(new URL(page.url()).hash)).toEqual({kind: "query", sql: EXAMPLES[0]?.sql});
    await page.goto("about:blank");
    await open("#z=broken");
    expect(await page.locator(".sql-notice").innerText()).toMatch(/damaged/);
  });

  it("saves CSV as asked: mark for Excel, formulas guarded, numbers exact", async () => {
    await open();
    await run(`select '=1+1' as "=name", -1.50::decimal(9,2) as d, null as n, '' as e, '中,"文' as t`);
    const save = async (): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", {name: "Download CSV"}).click()
      ]);
      return readFileSync(await download.path(), "utf8");
    };
    expect(await save()).toBe('\ufeff\'=name,d,n,e,t\r\n\'=1+1,-1.50,,"","中,""文"\r\n');
    await page.getByLabel("Mark for Excel (BOM)").uncheck();
    await page.getByLabel("Formula guard").uncheck();
    expect(await save()).toBe('=name,d,n,e,t\r\n=1+1,-1.50,,"","中,""文"\r\n');
  });

  it("lists tables with meanings, units and row counts; filters; inserts; completes", async () => {
    await open("", "zh");
    const tree = page.locator(".sql-tree");
    await tree.getByRole("searchbox").fill("北向");
    const flow = tree.locator("li.table", {
      has: page.getByRole("button", {name: "northbound_flow", exact: true})
    });
    expect(await flow.innerText()).toMatch(/northbound_flow\s+[\d,]+\*?\s+北向资金行业净流入/);
    await tree.getByRole("searchbox").fill("净流入");
    await flow.locator(".toggle").click();
    expect(await flow.innerText()).toMatch(/flow\s+DOUBLE\s+净流入 \[CNY\]/);
    await type("select  from northbound_flow");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 7; i++) await page.keyboard.press("ArrowRight");
    await flow.getByRole("button", {name: "flow", exact: true}).click();
    expect(await page.locator(".cm-content").innerText()).toBe("select flow from northbound_flow");
    await type("select f. from northbound_flow f");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 9; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Control+Space");
    const options = page.locator(".cm-tooltip-autocomplete li");
    await options.first().waitFor();
    expect((await options.allInnerTexts()).join("\n")).toMatch(/flow\s*净流入 \[CNY\]/);
  });

  it("runs each worked example", async () => {
    await open();
    for (const [i, {title}] of EXAMPLES.entries()) {
      await page.getByLabel("Examples").selectOption(String(i));
      await page.locator(".cm-content").focus();
      await page.keyboard.press("Control+Enter");
      const status = await settledStatus();
      expect(`${title.en}: ${await page.locator(".sql-error").allInnerTexts()}`).toBe(`${title.en}: `);
      expect(`${title.en}: ${status}`).toMatch(/: [1-9][\d,]* rows/);
    }
  });

  it("takes parameters, draws a chart, sorts, and keeps the query when the language changes", async () => {
    await open();
    await type("select range as n, range * $k as y from range(3) where range < $most");
    await page.getByLabel("$k").fill("2.5");
    await page.getByLabel("$most").fill("3");
    await page.getByLabel("$most").press("Enter");
    await settledStatus();
    await expect.poll(cells).toEqual(["0", "0", "1", "2.5", "2", "5"]);
    const sort = page.locator(".sql-grid th button").first();
    await sort.click();
    await sort.click();
    await expect.poll(cells).toEqual(["2", "5", "1", "2.5", "0", "0"]);
    await page.locator("#sql-tab-chart").click();
    expect(await page.locator(".sql-chart svg circle").count()).toBe(3);
    await page.evaluate(() => {
      document.documentElement.dataset.lang = "zh";
    });
    await page.getByRole("button", {name: "全部运行"}).waitFor();
    expect(await page.locator(".cm-content").innerText()).toContain("range * $k");
    expect(await page.locator(".sql-status").innerText()).toMatch(/^3 行 × 2 列/);
  });

  it("is sealed: no files, no extensions, no settings, no writing, no other address", async () => {
    await open();
    for (const [sql, refusal] of [
      ["copy stock to 'x.csv'", /disabled by configuration/],
      ["attach 'other.duckdb' as o", /disabled by configuration/],
      ["load json", /disabled/],
      ["set enable_external_access = true", /locked|cannot be changed|Cannot change/i],
      ["create table t as select 1", /read-only/],
      ["select * from read_csv('/sql.html')", /disabled by configuration/]
    ] as const) {
      await run(sql);
      expect(await page.locator(".sql-error").innerText()).toMatch(refusal);
    }
  });

  it.each([
    ["the engine", "**/duckdb-eh.*.wasm", /loading the engine/],
    ["its worker", "**/duckdb-eh.worker.*.js", /failed/],
    ["the database", "**/yanbao.*.duckdb", /attaching the database|opening/]
  ])("fails closed and says so without %s", async (_, missing, said) => {
    await page.route(missing, (route) => route.fulfill({status: 404, body: ""}));
    await page.goto(siteUrl("sql?lang=en"));
    const error = page.locator(".sql-error").first();
    await error.waitFor();
    expect(await error.innerText()).toMatch(said);
    await type("select 1 as one");
    await page.keyboard.press("Control+Enter");
    await settledStatus();
    expect(await page.locator(".sql-grid").count()).toBe(0);
    faults.splice(0);
  });
});
