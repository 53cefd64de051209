import {afterAll, beforeAll, describe, expect, it} from "vitest";
import reconciliation from "../../pipeline/models/reconciliation.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {contextOf} from "../../pipeline/run/context.js";
import type {Frame} from "../../pipeline/warehouse/frame.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;
let frame: Frame;

const run = async (options: {asOf?: string} = {}): Promise<Frame> => {
  await reconciliation.run(await contextOf(reconciliation, warehouse, options));
  return warehouse.query("SELECT * FROM reconciliation");
};
const row = (check: string): {verdict: string | null; published: number; recomputed: number; gap: number} => {
  const at = frame.strings("check").indexOf(check);
  if (at < 0) throw new Error(`no check ${check}`);
  const number = (name: string): number => frame.numbers(name)[at] ?? Number.NaN;
  return {
    verdict: frame.strings("verdict")[at] ?? null,
    published: number("published"),
    recomputed: number("recomputed"),
    gap: number("gap")
  };
};

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "test", memory: "256MB", threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  for (const [name, columns] of Object.entries(await publishedTables())) {
    await warehouse.write(name, columns, "published");
  }
  frame = await run();
});

afterAll(() => warehouse.close());

describe("the reconciliation of the three reports", () => {
  it("has each check once, with a statement in both languages", () => {
    const keys = frame.strings("check");
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(200);
    for (const name of ["statement", "statement_en", "unit", "section"]) {
      expect(frame.strings(name).every((s) => s !== null && s !== "")).toBe(true);
    }
    expect(frame.strings("statement_en").filter((s) => /[\u4e00-\u9fff]/.test(s ?? ""))).toEqual([]);
  });

  it("finds that the tables close", () => {
    expect(row("zheshang/S7/headline/industries")).toMatchObject({verdict: "agrees"});
    expect(row("zheshang/S7/headline/industries").recomputed).toBeCloseTo(13.67e9, 0);
    const identities = frame
      .strings("check")
      .flatMap((check, i) =>
        /S9\/(over-under|change|sector)\/|S7\/sector\//.test(check ?? "") ? [frame.strings("verdict")[i]] : []
      );
    expect(identities).toHaveLength(30 + 30 + 6 + 18);
    expect(identities.every((v) => v === "agrees" || v === "rounds")).toBe(true);
    expect(row("zheshang/S9/total/over-under").published).toBeCloseTo(-0.1265, 10);
    expect(row("csc/S2/market/return-risk")).toMatchObject({verdict: "agrees", published: 0.4});
  });

  it("finds what does not hold", () => {
    expect(row("zheshang/S7/prose/north_out")).toMatchObject({verdict: "contradicts", recomputed: 2});
    expect(row("zheshang/S6/coverage")).toMatchObject({verdict: "contradicts", recomputed: 30});
    expect(row("zheshang/figures/style")).toMatchObject({verdict: "contradicts", gap: 1});
    expect(row("zheshang/S3/week-return").recomputed).toBeCloseTo(3004.88 / 2865.9 - 1, 12);
    expect(row("zheshang/S3/week-return-from-monday").verdict).toBe("agrees");
    expect(row("cinda/S18/fof/period").recomputed).toBeCloseTo(8.002892228670365, 10);
    expect(row("cinda/S18/fof/period").verdict).toBe("contradicts");
    expect(row("cinda/S16/headline").gap).toBeCloseTo(-0.07, 12);
    expect(row("cinda/S14/headline/above").verdict).toBe("contradicts");
    expect(row("cinda/S13/bound/汽车").verdict).toBe("implausible");
    expect(row("csc/S2/two-windows/市场").verdict).toBe("implausible");
  });

  it("says what cannot be checked", () => {
    expect(row("zheshang/S4/nowcast")).toMatchObject({verdict: "not checkable"});
    expect(row("zheshang/S20/implied-share")).toMatchObject({verdict: "not checkable", recomputed: 0.5});
    expect(row("cinda/S15/implied-volatility/north_1").recomputed).toBeCloseTo(0.374, 3);
  });

  it("reads only the reports known on its date", async () => {
    const early = await run({asOf: "2022-01-01"});
    expect(new Set(early.strings("report"))).toEqual(new Set(["002_1f9d6da7953204ad.txt"]));
    const full = new Map(frame.strings("check").map((c, i) => [c, frame.strings("verdict")[i]]));
    early.strings("check").forEach((c, i) => {
      expect(early.strings("verdict")[i]).toBe(full.get(c));
    });
  });
});
