// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {fixed} from "../../lib/format/number.js";
import {bars} from "../../src/components/bars.js";
import {dayTicks} from "../../src/components/chart.js";
import {lines} from "../../src/components/lines.js";
import {sparkline} from "../../src/components/sparkline.js";
import {dataTable} from "../../src/components/table.js";

const columns = {
  sector: ["金融", "金融", "消费"],
  industry: ["银行", "<b>证券</b>", "食品"],
  change: Float64Array.of(0.5, -0.25, Number.NaN)
};
const change = {
  name: "change",
  label: {zh: "变动", en: "Change"},
  unit: "%",
  format: (v: number) => fixed(v, {signed: true}),
  bar: "diverging" as const,
  tone: true
};
const industry = {name: "industry", label: {zh: "行业", en: "Industry"}};

describe("dataTable", () => {
  const table = dataTable(columns, {locale: "zh", fields: [industry, change], groupBy: "sector"});
  const cell = (i: number): Element | undefined => table.querySelectorAll("td")[i];
  it("writes labels with units, rows under their groups, and text as text", () => {
    expect([...table.querySelectorAll("thead th")].map((h) => h.textContent)).toEqual(["行业", "变动%"]);
    expect([...table.querySelectorAll("tr.group")].map((r) => r.textContent)).toEqual(["金融", "消费"]);
    expect([...table.querySelectorAll("th[scope=row]")].map((h) => h.textContent)).toEqual([
      "银行",
      "<b>证券</b>",
      "食品"
    ]);
    expect(table.querySelectorAll("tbody th *:not(span)")).toHaveLength(0);
  });
  it("writes numbers right, with sign and tone, missing as a dash", () => {
    expect([0, 1, 2].map((i) => cell(i)?.textContent)).toEqual(["+0.50", "\u22120.25", "—"]);
    expect([0, 1, 2].map((i) => cell(i)?.className)).toEqual([
      "right number up has-bar",
      "right number down has-bar",
      "right number has-bar"
    ]);
  });
  it("scales bars by the largest magnitude, half the track each way", () => {
    const fills = [...table.querySelectorAll<HTMLElement>(".bar b")].map((b) => b.style.width);
    expect(fills).toEqual(["50%", "25%"]);
    expect(table.querySelectorAll(".bar.down")).toHaveLength(1);
  });
  it("gives what is printed as zero no colour", () => {
    const flat = dataTable({industry: ["a"], change: [0.001]}, {locale: "en", fields: [industry, change]});
    expect(flat.querySelector("td")?.className).toBe("right number has-bar");
  });
  it("renders nodes, marks strong rows, captions, and empties", () => {
    const made = dataTable(
      {industry: ["a", "合计"], path: [[1, 2], null]},
      {
        locale: "en",
        caption: {zh: "表", en: "Table"},
        strong: (i) => i === 1,
        fields: [
          industry,
          {name: "path", label: "Path", render: (v: number[]) => sparkline(v, {label: "path"})}
        ]
      }
    );
    expect(made.querySelectorAll("svg")).toHaveLength(1);
    expect(made.querySelector("tr.strong")?.textContent).toBe("合计—");
    expect(made.querySelector("caption")?.textContent).toBe("Table");
    expect(
      dataTable({a: []}, {locale: "en", fields: [{name: "a", label: "A"}]}).querySelectorAll("tbody tr")
    ).toHaveLength(0);
  });
  it("refuses a field that is no column, and ragged columns", () => {
    expect(() => dataTable(columns, {locale: "zh", fields: [{name: "x", label: "x"}]})).toThrow(
      "field x is not a column"
    );
    expect(() => dataTable({a: [1], b: []}, {locale: "zh", fields: []})).toThrow("column b has 0 rows");
  });
});

describe("sparkline", () => {
  it("breaks at gaps and marks the last value that is known", () => {
    const node = sparkline([1, 2, Number.NaN, 3, Number.NaN], {label: "x", width: 100, height: 20});
    expect(node.querySelector("path")?.getAttribute("d")?.match(/M/g)).toHaveLength(2);
    expect(Number(node.querySelector("circle")?.getAttribute("cx"))).toBeCloseTo(2 + 0.75 * 95, 10);
    expect(node.getAttribute("aria-label")).toBe("x");
  });
  it("is flat for a constant and empty without values", () => {
    expect(sparkline([2, 2], {label: ""}).querySelector("path")?.getAttribute("d")).toBe(
      "M2.0,10.0L93.0,10.0"
    );
    expect(sparkline([Number.NaN], {label: ""}).children).toHaveLength(0);
  });
});

describe("charts", () => {
  it("bars write every name and finite value", () => {
    const node = bars(
      {name: ["银行", "电子", "煤炭"], value: [1, -2, Number.NaN]},
      {label: {zh: "流入", en: "Flow"}, locale: "zh"}
    );
    const texts = [...node.querySelectorAll("text")].map((t) => t.textContent);
    expect(texts).toEqual(expect.arrayContaining(["银行", "电子", "煤炭", "1.00", "\u22122.00"]));
    expect(node.getAttribute("aria-label")).toBe("流入");
    expect(node.getAttribute("role")).toBe("img");
  });
  it("lines end in their names and last values", () => {
    const node = lines(
      ["2024-01-02", "2024-01-03", "2024-01-04"],
      [
        {name: {zh: "动量", en: "Momentum"}, value: [1, 2, 3]},
        {name: "B", value: [3, 2, Number.NaN]}
      ],
      {label: {zh: "收益", en: "Return"}, locale: "en", baseline: 0}
    );
    const texts = [...node.querySelectorAll("text")].map((t) => t.textContent);
    expect(texts).toEqual(expect.arrayContaining(["Momentum 3.00", "B 2.00"]));
  });
  it("day labels name the year where it changes", () => {
    const ticks = ["2023-11-01", "2023-12-01", "2024-01-01"].map((d) => new Date(d));
    const label = (locale: "zh" | "en", days: Date[]): string[] =>
      days.map((d, i) => dayTicks(locale)(d, i, days));
    expect(label("zh", ticks)).toEqual(["11月\n2023", "12月", "1月\n2024"]);
    expect(label("en", ticks)).toEqual(["Nov\n2023", "Dec", "Jan\n2024"]);
    expect(label("zh", [new Date("2024-02-19"), new Date("2024-02-23")])).toEqual([
      "2月19日\n2024",
      "2月23日"
    ]);
    expect(label("en", [new Date("2020-01-01"), new Date("2024-01-01")])).toEqual(["2020", "2024"]);
  });
});
