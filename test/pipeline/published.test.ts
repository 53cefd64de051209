import {existsSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {parseTable, publishedTables} from "../../pipeline/published/load.js";
import {published} from "../../pipeline/schema/published.js";
import {type Column, dayOf, isDictionary} from "../../pipeline/warehouse/columns.js";

const tables = await publishedTables();

const column = (table: string, name: string): Column => {
  const found = tables[table]?.[name];
  if (!found) throw new Error(`no column ${table}.${name}`);
  return found;
};
const numbers = (table: string, name: string): number[] => {
  const found = column(table, name);
  if (isDictionary(found)) throw new Error(`${table}.${name} is text`);
  return Array.from(found, Number);
};
const strings = (table: string, name: string): string[] => {
  const found = column(table, name);
  if (isDictionary(found)) throw new Error(`${table}.${name} is a dictionary`);
  return Array.from(found, String);
};
const claimed = (id: string): number =>
  numbers("published_claim", "value")[strings("published_claim", "id").indexOf(id)] ?? Number.NaN;
const cell = (table: string, key: string, name: string, value: string): number =>
  numbers(table, value)[strings(table, key).indexOf(name)] ?? Number.NaN;

describe("the transcription", () => {
  it("has every table and column of the schema, with rows", () => {
    for (const {name, columns} of published) {
      expect(Object.keys(tables[name] ?? {}).sort()).toEqual(columns.map((c) => c.name).sort());
      expect(strings(name, "report").length).toBeGreaterThan(0);
    }
  });

  it("has the printed count of rows", () => {
    const rows = (table: string): number => strings(table, "report").length;
    expect(rows("published_northbound")).toBe(30);
    expect(rows("published_fund_position")).toBe(30);
    expect(rows("published_prosperity")).toBe(30);
    expect(rows("published_diffusion")).toBe(5);
  });

  it("converts printed units exactly", () => {
    expect(cell("published_northbound", "industry", "银行", "week")).toBe(8_350_000_000);
    expect(cell("published_northbound", "industry", "计算机", "week")).toBe(-3_270_000_000);
    expect(cell("published_fund_position", "industry", "医药", "weight")).toBe(0.1102);
    expect(cell("published_prosperity", "industry", "计算机", "d_growth")).toBe(0.032);
    expect(cell("published_diffusion", "name_printed", "上证50", "ratio")).toBe(0.36);
    expect(cell("published_money_flow", "industry", "汽车", "week")).toBe(391_200_000_000);
    expect(cell("published_strategy", "strategy", "fof_top20", "cumulative_return")).toBe(3.0099);
    expect(numbers("published_northbound", "as_of")[0]).toBe(dayOf("2024-02-23"));
  });

  it("keeps the key figures of the three reports", () => {
    expect(claimed("north_total_week")).toBe(13_670_000_000);
    expect(claimed("snowball_csi500") + claimed("snowball_csi1000")).toBe(65_000_000_000);
    expect(claimed("quant_private_aum")).toBe(1.5e12);
    expect(claimed("redemption_impact")).toBe(150e9);
    expect(claimed("air_small_share")).toBe(0.44);
    expect(claimed("margin_electronics")).toBe(6_790_000_000);
    expect(claimed("sse_week_return")).toBe(0.0324);
    expect(claimed("gdp_nowcast")).toBe(0.035);
    expect(claimed("coal_headline")).toBe(0.7476);
    expect(claimed("south_names")).toBe(274);
  });

  it("keeps the sector as the text has it beside the corrected one", () => {
    const row = strings("published_fund_position", "industry").indexOf("食品饮料");
    expect(strings("published_fund_position", "sector")[row]).toBe("消费");
    expect(strings("published_fund_position", "sector_printed")[row]).toBe("医药");
  });

  it("leaves out what is not printed", () => {
    expect(cell("published_strategy", "strategy", "north_3", "max_drawdown")).toBeNaN();
    expect(cell("published_factor_window", "factor", "成长", "cumulative_return")).toBeNaN();
  });
});

const folder = new URL("../../../shared/", import.meta.url);
const reports = ["000_6f1a63c8086a9adc.txt", "002_1f9d6da7953204ad.txt", "003_66c0ae828b26c1f6.txt"];
const present = reports.every((r) => existsSync(new URL(`reports/${r}`, folder)));
const plain = (text: string): string => text.replace(/[\s*（）()[\]：:，,；;。～~]/g, "");

describe.skipIf(!present)(
  `quotations${present ? "" : " (skipped: the reports are not beside the checkout)"}`,
  () => {
    it("stand in the reports word for word", () => {
      const texts = new Map(
        reports.map((r) => [r, plain(readFileSync(new URL(`reports/${r}`, folder), "utf8"))])
      );
      const missing = strings("published_claim", "quote").filter((quote, i) => {
        const text = texts.get(strings("published_claim", "report")[i] ?? "") ?? "";
        return !quote.split("……").every((part) => text.includes(plain(part)));
      });
      expect(missing).toEqual([]);
    });
  }
);

const fixtures = new URL("fixtures.json", folder);

describe.skipIf(!existsSync(fixtures))(
  `the checked fixtures${existsSync(fixtures) ? "" : " (skipped: fixtures.json is absent)"}`,
  () => {
    const data = existsSync(fixtures) ? JSON.parse(readFileSync(fixtures, "utf8")) : {};
    const scaled = (x: number, exponent: number): number => Number(`${x}e${exponent}`);

    it("S7: northbound rows and sector totals", () => {
      const rows: {industry: string; sector: string; w: number; m: number; q: number}[] = data.S7.rows;
      expect(strings("published_northbound", "industry")).toEqual(rows.map((r) => r.industry));
      expect(strings("published_northbound", "sector")).toEqual(rows.map((r) => r.sector));
      expect(numbers("published_northbound", "week")).toEqual(rows.map((r) => scaled(r.w, 8)));
      expect(numbers("published_northbound", "month")).toEqual(rows.map((r) => scaled(r.m, 8)));
      expect(numbers("published_northbound", "quarter")).toEqual(rows.map((r) => scaled(r.q, 8)));
      const totals: [string, number[]][] = Object.entries(data.S7.sectorTotals);
      for (const [sector, [week = 0, month = 0, quarter = 0]] of totals) {
        expect(cell("published_northbound", "sector", sector, "sector_week")).toBe(scaled(week, 8));
        expect(cell("published_northbound", "sector", sector, "sector_month")).toBe(scaled(month, 8));
        expect(cell("published_northbound", "sector", sector, "sector_quarter")).toBe(scaled(quarter, 8));
      }
    });

    it("S9: fund positions and sector changes", () => {
      const rows: Record<"industry" | "sector", string>[] = data.S9.rows;
      expect(strings("published_fund_position", "industry")).toEqual(rows.map((r) => r.industry));
      expect(strings("published_fund_position", "sector")).toEqual(rows.map((r) => r.sector));
      const pairs = {
        weight_last: "last",
        weight: "now",
        csi800: "csi800",
        over_under: "overUnder",
        change: "chg"
      };
      for (const [ours, theirs] of Object.entries(pairs)) {
        const values = data.S9.rows.map((r: Record<string, number>) => scaled(r[theirs] ?? Number.NaN, -2));
        expect(numbers("published_fund_position", ours)).toEqual(values);
      }
      const changes: [string, number][] = Object.entries(data.S9.sectorChange);
      for (const [sector, value] of changes) {
        expect(cell("published_fund_position", "sector", sector, "sector_change")).toBe(scaled(value, -2));
      }
    });

    it("S6 and S11: prosperity and diffusion", () => {
      const six: {industry: string; dROE_pp: number; dGrowth_pp: number}[] = data.S6;
      expect(strings("published_prosperity", "industry")).toEqual(six.map((r) => r.industry));
      expect(numbers("published_prosperity", "d_roe")).toEqual(six.map((r) => scaled(r.dROE_pp, -2)));
      expect(numbers("published_prosperity", "d_growth")).toEqual(six.map((r) => scaled(r.dGrowth_pp, -2)));
      const eleven: {up: number; down: number; valid: number; di: number}[] = data.S11;
      expect(numbers("published_diffusion", "up")).toEqual(eleven.map((r) => r.up));
      expect(numbers("published_diffusion", "down")).toEqual(eleven.map((r) => r.down));
      expect(numbers("published_diffusion", "ratio")).toEqual(eleven.map((r) => scaled(r.di, -2)));
    });
  }
);

describe("parseTable", () => {
  const [table] = published.filter((t) => t.name === "published_prosperity");
  if (!table) throw new Error("published_prosperity is not in the schema");
  const head = "report,as_of,row,industry,d_roe:%,d_growth:%";
  const parse = (...lines: string[]): unknown => parseTable(table, lines.join("\n"), "t.csv");

  it("reads a table, byte order mark or not", () => {
    expect(parse(`\uFEFF${head}`, "r,2024-02-23,1,钢铁,0.31,-0.66")).toEqual({
      report: ["r"],
      as_of: Int32Array.of(dayOf("2024-02-23")),
      row: Float64Array.of(1),
      industry: ["钢铁"],
      d_roe: Float64Array.of(0.0031),
      d_growth: Float64Array.of(-0.0066)
    });
  });

  it("names file, line, column and value of a bad cell", () => {
    expect(() => parse(head, "r,2024-02-23,1,钢铁,0.3I,0.66")).toThrow(
      't.csv:2: column "d_roe" is not DOUBLE: "0.3I"'
    );
    expect(() => parse(head, "r,2024-02-23,1,钢铁,,0.66")).toThrow(
      't.csv:2: column "d_roe" is not DOUBLE: ""'
    );
    expect(() => parse(head, "r,24-02-23,1,钢铁,1,1")).toThrow(
      't.csv:2: column "as_of" is not DATE: "24-02-23"'
    );
    expect(() => parse(head, "r,2024-02-23,1.5,钢铁,1,1")).toThrow('column "row" is not INTEGER: "1.5"');
  });

  it("refuses unknown and missing columns, units, ragged rows and repeated keys", () => {
    expect(() => parse(`${head},extra`)).toThrow('t.csv:1: unknown column "extra"');
    expect(() => parse("report,as_of,row,industry,d_roe:%")).toThrow('missing column "d_growth"');
    expect(() => parse(head.replace("d_roe:%", "d_roe:手"))).toThrow('column "d_roe" has unknown unit "手"');
    expect(() => parse(head, "r,2024-02-23,1,钢铁,1")).toThrow("t.csv:2: 5 cells where the header has 6");
    const row = "r,2024-02-23,1,钢铁,1,1";
    expect(() => parse(head, row, row)).toThrow("t.csv:3: key r 1 repeats line 2");
    expect(() => parse("")).toThrow("t.csv: empty file");
  });
});
