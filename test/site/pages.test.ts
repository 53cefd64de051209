import {describe, expect, it} from "vitest";
import {inNavOrder, navigation} from "../../site/nav.js";
import {pageOf} from "../../site/pages.js";

describe("pages", () => {
  it("take their names from front matter, then from the first heading", () => {
    expect(pageOf("a.md", "---\ntitle: 甲\ntitle_en: A\n---\n# 乙 | B\n")).toMatchObject({
      path: "/a",
      zh: "甲",
      en: "A"
    });
    expect(pageOf("a.md", "# 乙 | B\n")).toMatchObject({zh: "乙", en: "B"});
    expect(pageOf("x/index.md", "text")).toMatchObject({path: "/x/", zh: "x/index.md"});
    expect(pageOf("index.md", "")).toMatchObject({path: "/"});
  });
  it("read quoted titles and both forms of lists", () => {
    const page = pageOf(
      "a.md",
      '---\ntitle: "甲：\\"乙\\""\ntitle_en: \'A: b\'\nkeywords:\n  - 银行\n  - "电子"\n---\n'
    );
    expect(page).toMatchObject({zh: '甲："乙"', en: "A: b", keywords: ["银行", "电子"]});
    expect(pageOf("a.md", "---\nkeywords: [银行， 电子, 'x']\n---\n").keywords).toEqual([
      "银行",
      "电子",
      "x"
    ]);
  });
});

describe("navigation", () => {
  const pages = [
    "index",
    "sql",
    "methods/index",
    "reports/z",
    "reports/reconciliation",
    "new/x",
    "macro/m"
  ].map((f) => pageOf(`${f}.md`, `# ${f} | en ${f}\n`));
  it("lists the pages that exist in the declared order, new folders last, the front page not at all", () => {
    expect(navigation(pages).map((s) => [s.name, s.pages.map((p) => p.path)])).toEqual([
      ["报告原文 | Reports", ["/reports/reconciliation", "/reports/z"]],
      ["宏观 | Macro", ["/macro/m"]],
      ["工具 | Tools", ["/sql"]],
      ["方法 | Methods", ["/methods/"]],
      ["new", ["/new/x"]]
    ]);
  });
  it("leaves drafts out and orders pages as the sidebar does", () => {
    expect(navigation([pageOf("sql.md", "---\ndraft: true\n---\n")])).toEqual([]);
    expect(
      inNavOrder(pages)
        .map((p) => p.path)
        .at(0)
    ).toBe("/reports/reconciliation");
    expect(
      inNavOrder(pages)
        .map((p) => p.path)
        .at(-1)
    ).toBe("/");
  });
});
