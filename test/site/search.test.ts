import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import MiniSearch from "minisearch";
import {describe, expect, it} from "vitest";
import {markdown} from "../../site/markdown.js";
import {pageOf} from "../../site/pages.js";
import {searchRecords, searchTerms} from "../../site/search.js";

const source = `---
title: 北向周报
title_en: Northbound weekly
keywords: [银行, 沪股通]
---
# 北向周报 | Northbound weekly

::: zh
本周贵州茅台（600519.SH）领涨，动量归因见下。\${percent(x)}
:::

### 小节 | Part

## 归因 | Attribution

\`\`\`js
const hidden = "代码里的秘密";
\`\`\`

::: en
Flows by [industry](/industries/northbound).
:::

### 归因

## 归因 | Again
`;
const page = pageOf("weekly/a.md", source);

describe("search terms", () => {
  it("hold the next eight Han characters from every position", () => {
    expect(searchTerms("行业动量因子的收益率归因").split(" ").slice(0, 3)).toEqual([
      "行业动量因子的收",
      "业动量因子的收益",
      "动量因子的收益率"
    ]);
  });
  it("hold Latin words and codes whole", () => {
    expect(searchTerms("买入600519.SH两手 Barra").split(" ")).toEqual([
      "买入",
      "入",
      "两手",
      "手",
      "600519",
      "SH",
      "Barra"
    ]);
  });
});

describe("search records", () => {
  it("stand for the page and each of its sections, code and placeholders left out", () => {
    const records = searchRecords(page);
    expect(records.map((r) => r.title)).toEqual([
      "北向周报 | Northbound weekly",
      "北向周报 · 归因 | Northbound weekly · Attribution",
      "北向周报 · 归因 | Northbound weekly · Again"
    ]);
    const all = records.map((r) => r.text).join(" ");
    expect(all).not.toMatch(/秘密|percent|industries/);
    expect(records[0]?.keywords).toContain("银行");
  });
  it("link to the ids that the page has", () => {
    const md = markdown(new MarkdownIt({html: true}).use(anchor));
    const html = md.render(page.body, {});
    const ids = searchRecords(page).map((r) => r.path.split("#")[1]);
    expect(ids).toEqual(["北向周报", "归因", "归因-2"]);
    for (const id of ids) expect(html).toContain(`id="${id}"`);
    expect(searchRecords({...page, path: "/methods/"})[0]?.path).toBe("/methods/index.html#北向周报");
  });
});

describe("the site's own search", () => {
  const options = {fields: ["title", "text", "keywords"], storeFields: ["title"]};
  const index = new MiniSearch(options);
  for (const {path, ...rest} of searchRecords(page)) index.add({id: path, ...rest});
  const found = (json: string, query: string): string[] => {
    const {options: read, ...rest} = JSON.parse(json);
    return MiniSearch.loadJS(rest, read)
      .search(query, {boost: {title: 4, keywords: 4}, fuzzy: 0.15, prefix: true})
      .map((r) => String(r.id));
  };
  const json = JSON.stringify({options, ...index.toJSON()});

  it.each(["茅台", "动量", "归因", "北向", "银行", "600519", "领涨", "northb"])("finds %s", (query) => {
    expect(found(json, query)[0]).toMatch(/^\/weekly\/a\.html#/);
  });
  it("finds nothing for what is not there", () => {
    expect(found(json, "氢能")).toEqual([]);
  });
});
