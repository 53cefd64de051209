import {existsSync} from "node:fs";
import {join, relative, resolve} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import type {Browser, Page} from "playwright-core";
import {launch} from "../scripts/launch.js";
import {serve} from "../scripts/serve.js";
import {against, type Bench, median, type Row} from "./row.js";

const dist = resolve(process.env.YANBAO_DIST ?? "dist");
const RUNS = 7;
const FIRST =
  "select scheme, industry, sum(flow) as flow from northbound_flow group by all order by flow desc";
const MILLION = `create temp table million as
  select (range * 7919 % 1000)::integer as g, ((range * 104729 % 1000003) / 7.0)::double as x from range(1000000)`;
const GROUP =
  "select g, count(*) as n, sum(x) as s, avg(x) as a, min(x) as lo, max(x) as hi from million group by g";

/** The SQL bench as a reader meets it, and the same grouping in native DuckDB on one thread. */
const sql: Bench = {
  name: "sql",
  what: `the SQL bench of ${relative(process.cwd(), dist)} in Chromium, and native DuckDB`,
  async run() {
    if (!existsSync(join(dist, "sql.html"))) throw new Error(`${dist} is not built; run: npm run build`);
    const rows: Row[] = [];
    const site = await serve(dist);
    const browser = await launch();
    try {
      // The first visit is not counted: the server compresses the engine while it lasts.
      await visit(browser, site.url);
      const visits: Visit[] = [];
      for (let i = 0; i < 3; i++) visits.push(await visit(browser, site.url));
      rows.push({
        name: "sql/first-result-cold",
        value: median(visits.map((v) => v.milliseconds)),
        unit: "ms"
      });
      rows.push({name: "sql/first-result-fetched", value: (visits[0]?.fetched ?? 0) / 1e6, unit: "MB"});
      const page = await browser.newPage();
      await page.goto(new URL("sql?lang=en", site.url).href);
      await ask(page, MILLION);
      const times: number[] = [];
      for (let i = 0; i < RUNS; i++) times.push((await ask(page, GROUP)).milliseconds);
      const warm = {name: "sql/group-by-million-warm", value: median(times), unit: "ms"};
      rows.push(against(warm, "native DuckDB, one thread", await native()));
    } finally {
      await browser.close();
      await site.close();
    }
    return rows;
  }
};

interface Visit {
  readonly milliseconds: number;
  /** Bytes of the database that the first query fetched. */
  readonly fetched: number;
}

/** From a reader's first step to the first answer, in a browser that knows nothing of the site. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(new URL("sql?lang=en", url).href);
    const {fetched} = await ask(page, FIRST);
    return {milliseconds: performance.now() - began, fetched};
  } finally {
    await context.close();
  }
}

const UNITS: Readonly<Record<string, number>> = {B: 1, kB: 1e3, MB: 1e6, GB: 1e9};

/** Runs a query in the bench and reads what it says about it. */
async function ask(page: Page, query: string): Promise<Visit> {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(query);
  await page.keyboard.press("Control+Enter");
  await page
    .locator(".sql-toolbar .cancel:enabled")
    .waitFor({timeout: 2000})
    .catch(() => undefined);
  await page.locator(".sql-toolbar .cancel:disabled").waitFor({state: "attached"});
  const status = await page.locator(".sql-status").innerText();
  const [, milliseconds, fetched, unit] = /([\d,.]+) ms · fetched ([\d,.]+) (\w+)/.exec(status) ?? [];
  if (milliseconds === undefined || fetched === undefined) throw new Error(`the bench says: ${status}`);
  const number = (text: string): number => Number(text.replaceAll(",", ""));
  return {milliseconds: number(milliseconds), fetched: number(fetched) * (UNITS[unit ?? "B"] ?? 1)};
}

async function native(): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
  const connection = await instance.connect();
  await connection.run(MILLION);
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    await connection.runAndReadAll(GROUP);
    times.push(performance.now() - began);
  }
  connection.closeSync();
  instance.closeSync();
  return median(times);
}

export default sql;
