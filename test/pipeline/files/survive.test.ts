import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {describe, expect, test} from "vitest";
import {recover, recoverAll, swapDataset} from "../../../pipeline/sources/files/swap.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";
import {bars, barsField, fixtures, folderWith, importTo, projectRoot, query, temporary} from "./support.js";

const one = Float64Array.of(1);

/** Every file of a dataset with its content, to compare before and after. */
function snapshot(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[path.slice(folder.length)] = readFileSync(path).toString("base64");
  }
  return files;
}

/** Runs the command line as a person would; resolves with its exit code and output. */
function command(args: readonly string[], root: string) {
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "pipeline/import.ts", ...args], {
    cwd: projectRoot,
    env: {...process.env, YANBAO_WAREHOUSE: root}
  });
  let output = "";
  child.stderr.on("data", (d) => {
    output += String(d);
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  return {child, ended, output: () => output};
}

describe("the previous import survives", () => {
  test("a fatal defect leaves it byte for byte, and nothing beside it", async () => {
    const root = temporary();
    const first = await importTo(join(fixtures, "plain"), {root});
    const before = snapshot(first.folder);
    await expect(importTo(folderWith({"stock_daily.csv": "date\n"}), {root})).rejects.toThrow();
    await expect(importTo(folderWith({"stok.csv": "date\n"}), {root})).rejects.toThrow();
    expect(snapshot(first.folder)).toEqual(before);
    expect(readdirSync(root)).toEqual(["t"]);
  });

  test("a later import replaces it whole: tables that the new folder lacks are gone", async () => {
    const root = temporary();
    await importTo(join(fixtures, "plain"), {root});
    const result = await importTo(
      folderWith({"stock.csv": readFileSync(join(fixtures, "gb18030/stock.csv"))}),
      {root}
    );
    expect(result.tables.map((t) => t.name)).toEqual(["stock"]);
    expect(existsSync(join(result.folder, "stock_daily"))).toBe(false);
  });

  test("what models made of the last import comes along, its steps and state too", async () => {
    const root = temporary();
    const {folder} = await importTo(join(fixtures, "plain"), {root});
    const warehouse = await openWarehouse({root, dataset: "t"});
    await warehouse.write(
      "micro_cap",
      {year: Int32Array.of(2024), variant: ["days"], excess_return: one, turnover: one, cost: one},
      "maker"
    );
    warehouse.manifest.steps.maker = {fingerprint: "f", status: "ok", seconds: 1};
    warehouse.save();
    warehouse.close();
    mkdirSync(join(folder, ".state"));
    writeFileSync(join(folder, ".state", "maker"), "kept");
    await importTo(join(fixtures, "plain"), {root});
    const next = await openWarehouse({root, dataset: "t"});
    expect(next.record("micro_cap")).toMatchObject({rows: 1, producer: "maker"});
    expect(next.manifest.steps.maker?.fingerprint).toBe("f");
    expect(readFileSync(join(folder, ".state", "maker"), "utf8")).toBe("kept");
    next.close();
  });

  test("killed at many moments, by TERM and by KILL, it leaves the old or the new and the next run is clean", async () => {
    const root = temporary();
    const old = await importTo(join(fixtures, "plain"), {root});
    const before = snapshot(old.folder);
    const next = folderWith({"stock_daily.csv": barsField(2, "open", "24.7")});
    for (const [i, wait] of [300, 500, 700, 900, 1100, 1400].entries()) {
      const {child, ended} = command([next, "--as", "t"], root);
      await sleep(wait);
      child.kill(i % 2 === 0 ? "SIGKILL" : "SIGTERM");
      await ended;
      recoverAll(root);
      const now = snapshot(join(root, "t"));
      if ("/stock.parquet" in now && JSON.stringify(now) === JSON.stringify(before)) continue;
      const opened = await query(
        {...old, folder: join(root, "t")},
        `SELECT "open" FROM stock_daily WHERE code LIKE '3%' ORDER BY date LIMIT 1`
      );
      expect(opened).toEqual([["24.7"]]);
    }
    const done = await importTo(next, {root});
    expect(await query(done, "SELECT count(*) FROM stock_daily")).toEqual([["20"]]);
    expect(readdirSync(root)).toEqual(["t"]);
  }, 120_000);

  test("two imports of one name wait for each other", async () => {
    const root = temporary();
    const folders = [join(fixtures, "plain"), folderWith({"stock_daily.csv": bars()})];
    const runs = folders.map((folder) => command([folder, "--as", "t"], root));
    expect(await Promise.all(runs.map((r) => r.ended))).toEqual([0, 0]);
    expect(readdirSync(root)).toEqual(["t"]);
  });
});

test.skipIf(process.platform === "win32")(
  "no room to write: nothing is imported, the old one stays",
  async () => {
    const root = temporary();
    const old = await importTo(join(fixtures, "plain"), {root});
    const before = snapshot(old.folder);
    const price = (i: number): string => (10 + ((i * 7919) % 997) / 1000).toFixed(3);
    const rows = Array.from({length: 20_000}, (_, i) => {
      const p = price(i);
      return `2024-02-${String(1 + (i % 2)).padStart(2, "0")},${600_000 + Math.floor(i / 2)}.SH,${p},${p},${p},${p},${p},${1000 + ((i * 104_729) % 99_991)},1`;
    });
    const head = "date,code,open,high,low,close,prev_close,volume,adj_factor";
    const big = folderWith({"stock_daily.csv": `${[head, ...rows].join("\n")}\n`});
    const limited = `ulimit -f 64; exec "${process.execPath}" node_modules/tsx/dist/cli.mjs pipeline/import.ts "${big}" --as t`;
    const child = spawn("sh", ["-c", limited], {
      cwd: projectRoot,
      env: {...process.env, YANBAO_WAREHOUSE: root}
    });
    let output = "";
    child.stderr.on("data", (d) => {
      output += String(d);
    });
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(1);
    expect(output).toMatch(/import failed: .*\n.*nothing was imported/);
    expect(snapshot(old.folder)).toEqual(before);
    expect(readdirSync(root)).toEqual(["t"]);
  }
);

describe("swap", () => {
  const dataset = (root: string, name: string, content: string): string => {
    mkdirSync(join(root, name), {recursive: true});
    writeFileSync(join(root, name, "manifest.json"), content);
    return join(root, name);
  };
  const content = (root: string): string => readFileSync(join(root, "t/manifest.json"), "utf8");

  test("the new is in place and nothing is left", () => {
    const root = temporary();
    dataset(root, "t", "old");
    swapDataset(root, "t", dataset(root, ".new", "new"));
    expect(content(root)).toBe("new");
    expect(readdirSync(root)).toEqual(["t"]);
  });

  test("died between the moves: the old one comes back", () => {
    const root = temporary();
    dataset(root, "t", "old");
    renameSync(join(root, "t"), join(root, ".t.old"));
    recover(root, "t");
    expect(content(root)).toBe("old");
    expect(readdirSync(root)).toEqual(["t"]);
  });

  test("died after the moves: the new one stays", () => {
    const root = temporary();
    dataset(root, "t", "new");
    dataset(root, ".t.old", "old");
    recoverAll(root);
    expect(content(root)).toBe("new");
    expect(readdirSync(root)).toEqual(["t"]);
  });

  test("a failing move puts the old one back", () => {
    const root = temporary();
    dataset(root, "t", "old");
    expect(() => swapDataset(root, "t", join(root, ".none"))).toThrow(/ENOENT/);
    expect(content(root)).toBe("old");
  });
});

describe("the command line", () => {
  test("prints tables, rejects by reason with the first of each, and where they are; exit 0", async () => {
    const root = temporary();
    const {ended, output} = command(
      [folderWith({"stock_daily.csv": barsField(6, "volume", "-5")}), "--as", "mine"],
      root
    );
    expect(await ended).toBe(0);
    expect(output()).toContain('1  stock_daily.volume: negative volume  (first stock_daily.csv:6 "-5")');
    expect(output()).toContain(`rejected rows: ${root}/mine/rejects.csv`);
    expect(output()).toMatch(/dataset "mine": 3 tables, 35 rows .* s\n/);
  });

  test("a fatal defect says that nothing was imported; exit 1", async () => {
    const root = temporary();
    const {ended, output} = command([folderWith({"stok_daily.csv": "a\n"}), "--as", "mine"], root);
    expect(await ended).toBe(1);
    expect(output()).toContain('unknown table "stok_daily"');
    expect(output()).toContain("nothing was imported");
    expect(existsSync(join(root, "mine"))).toBe(false);
  });

  test("wrong usage prints it; exit 2", async () => {
    const {ended, output} = command(["--nonsense"], temporary());
    expect(await ended).toBe(2);
    expect(output()).toContain("npm run import -- DIR");
  });
});
