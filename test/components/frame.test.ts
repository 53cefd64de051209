// @vitest-environment jsdom
import {beforeAll, describe, expect, it, vi} from "vitest";
import {NO_DATASET} from "../../lib/format/dataset.js";
import {element} from "../../src/components/dom.js";
import {codeLink, exhibit} from "../../src/components/exhibit.js";
import {currentLocale, language} from "../../src/components/language.js";
import {nameplate} from "../../src/components/nameplate.js";
import {href} from "../../src/components/site.js";
import {sources} from "../../src/components/source.js";
import {sqlLink} from "../../src/components/sql-link.js";

const HOSTILE = '<img src=x onerror="alert(1)">';
const demo = {...NO_DATASET, name: "demo", simulated: true, title: {zh: "演示市场", en: "Demo market"}};
const options = {
  id: "flow",
  title: {zh: "银行领跑", en: "Banks lead"},
  subtitle: {zh: "净流入，亿元", en: "Net inflow, CNY 100m"},
  dataset: demo,
  asOf: "2024-02-23",
  columns: {industry: ["银行", HOSTILE], flow: [3.2, -1]},
  sql: "SELECT 1",
  method: "/methods/northbound",
  code: "lib/flow/northbound.ts",
  locale: "zh" as const
};

beforeAll(() => {
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
});

describe("exhibit", () => {
  it("says what, of when, from which dataset, and that it is simulated", () => {
    const figure = exhibit(element("p", {}, "content"), options);
    expect(figure.querySelector(".exhibit-title")?.textContent).toBe("银行领跑");
    expect(figure.querySelector(".exhibit-source")?.textContent).toBe(
      "来源：演示市场（模拟） · 截至 2024-02-23"
    );
    expect(figure.getAttribute("aria-labelledby")).toBe("flow-title");
    expect(figure.getAttribute("aria-describedby")).toBe("flow-subtitle");
    expect(figure.querySelector("#flow-subtitle")?.textContent).toBe("净流入，亿元");
    const told = exhibit(element("p"), {...options, summary: {zh: "银行净流入 3.2 亿元", en: "Banks: 320m"}});
    expect(told.querySelector(`#${told.getAttribute("aria-describedby")}`)?.textContent).toBe(
      "银行净流入 3.2 亿元"
    );
    const english = exhibit(element("p"), {...options, locale: "en"});
    expect(english.querySelector(".exhibit-source")?.textContent).toBe(
      "Source: Demo market (simulated) · as of 2024-02-23"
    );
  });
  it("names a printed source without calling it simulated", () => {
    const figure = exhibit(element("p"), {...options, source: {zh: "浙商证券", en: "Zheshang"}});
    expect(figure.querySelector(".exhibit-source")?.textContent).toBe("来源：浙商证券 · 截至 2024-02-23");
  });
  it("leads to query, method and code", () => {
    const links = [...exhibit(element("p"), options).querySelectorAll("a")].map(
      (a) => a.getAttribute("href") ?? ""
    );
    expect(links[0]).toMatch(/\/sql\.html#[qz]=/);
    expect(links[1]).toMatch(/\/methods\/northbound\.html$/);
    expect(links[2]).toMatch(/\/code\.html\?file=lib\/flow\/northbound\.ts$/);
  });
  it("opens its data as a table of text, and closes it", () => {
    const figure = exhibit(element("p"), options);
    const button = figure.querySelector("button");
    button?.click();
    expect(button?.getAttribute("aria-expanded")).toBe("true");
    const cells = [...figure.querySelectorAll(".figure-data td")].map((c) => c.textContent);
    expect(cells).toEqual(["银行", "3.2", HOSTILE, "-1"]);
    expect(figure.querySelector("img")).toBeNull();
    button?.click();
    expect(figure.querySelector<HTMLElement>(".exhibit-panel")?.hidden).toBe(true);
  });
  it("draws a function at a width, and says so where there is no data", () => {
    const widths: number[] = [];
    const draw = (width: number): Node => {
      widths.push(width);
      return element("p", {}, "drawn");
    };
    expect(exhibit(draw, options).querySelector(".exhibit-body")?.textContent).toBe("drawn");
    expect(widths).toEqual([640]);
    const empty = exhibit(draw, {...options, columns: {x: []}, locale: "en"});
    expect(empty.querySelector(".exhibit-body")?.textContent).toBe("This dataset does not hold this data.");
    expect(widths).toHaveLength(1);
  });
  it("refuses ragged data", () => {
    expect(() => exhibit(element("p"), {...options, columns: {a: [1], b: []}})).toThrow(
      "column b has 0 rows"
    );
  });
});

describe("addresses", () => {
  it("keep hash and query and end in .html where they name a page", () => {
    expect(href("/")).toMatch(/\/$/);
    expect(href("/methods/")).toMatch(/\/methods\/$/);
    expect(href("/a/b?x=1#y")).toMatch(/\/a\/b\.html\?x=1#y$/);
    expect(() => href("a")).toThrow('path must start with a slash, got "a"');
    expect(codeLink("lib/a b.ts")).toMatch(/\?file=lib\/a%20b\.ts$/);
    expect(sqlLink("SELECT '中'")).toMatch(/sql\.html#[qz]=[\w-]+$/);
  });
});

describe("language", () => {
  it("yields the reader's language, and again when it changes", async () => {
    document.documentElement.dataset.lang = "zh";
    const values = language();
    expect((await values.next()).value).toBe("zh");
    const next = values.next();
    document.documentElement.dataset.lang = "en";
    expect((await next).value).toBe("en");
    expect(currentLocale()).toBe("en");
    document.documentElement.dataset.lang = "??";
    expect((await values.next()).value).toBe("zh");
    expect((await values.return(undefined)).done).toBe(true);
  });
});

describe("nameplate", () => {
  it("writes day, dataset and size, and says when there is none", () => {
    const info = {...demo, to: "2024-02-23", tables: {stock: 5000, calendar: 4400}};
    expect(nameplate(info, {locale: "zh"}).textContent).toBe(
      "2024年2月23日 星期五演示市场（模拟）2 张表 · 9,400 行"
    );
    expect(nameplate(NO_DATASET, {locale: "en"}).textContent).toContain("No date yet");
  });
});

describe("sources", () => {
  const texts: Record<string, string> = {"lib/a.ts": "// <b>\nexport {};\n", "lib/b/c.ts": "x\n"};
  const files = {names: Object.keys(texts), read: async (name: string) => texts[name] ?? ""};
  it("lists files by folder and shows one with numbered lines, as text", async () => {
    const node = sources(files, {file: "lib/a.ts", locale: "en"});
    await vi.waitFor(() => expect(node.querySelector("ol")).not.toBeNull());
    expect([...node.querySelectorAll("optgroup")].map((g) => g.label)).toEqual(["lib", "lib/b"]);
    expect([...node.querySelectorAll("li")].map((l) => [l.id, l.textContent])).toEqual([
      ["L1", "// <b>"],
      ["L2", "export {};"]
    ]);
    expect(node.querySelector("code b")).toBeNull();
  });
  it("shows the file asked for last, however long the one before takes", async () => {
    let give = (_: string): void => undefined;
    const slow = new Promise<string>((resolve) => (give = resolve));
    const read = (name: string): Promise<string> => (name === "lib/a.ts" ? slow : files.read(name));
    const node = sources({...files, read}, {file: "lib/a.ts", locale: "en"});
    const select = node.querySelector("select") as HTMLSelectElement;
    select.value = "lib/b/c.ts";
    select.dispatchEvent(new Event("change"));
    await vi.waitFor(() => expect(node.querySelector("figcaption")?.textContent).toContain("lib/b/c.ts"));
    give("late");
    await slow;
    expect(node.querySelector("figcaption")?.textContent).toContain("lib/b/c.ts");
  });
  it("says when there is no such file, as text", async () => {
    const node = sources(files, {file: HOSTILE, locale: "en"});
    await vi.waitFor(() => expect(node.querySelector(".source-view")?.textContent).not.toBe(""));
    expect(node.querySelector(".source-view")?.textContent).toBe(`No such file: ${HOSTILE}`);
    expect(node.querySelector("img")).toBeNull();
  });
});
