import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import {describe, expect, it} from "vitest";
import {namesFilled} from "../../site/front-names.js";
import {markdown} from "../../site/markdown.js";
import {pageOf} from "../../site/pages.js";
import {bilingual, slug, uniqueSlugs} from "../../site/slug.js";

const pages = [
  pageOf("sql.md", "---\ntitle: 查询\ntitle_en: SQL <bench>\ndescription: 在浏览器里查\n---\n"),
  pageOf("reports/a.md", "# 甲 | A\n"),
  pageOf("reports/b.md", "---\ndraft: true\n---\n# 乙 | B\n")
];
const md = markdown(new MarkdownIt({html: true}).use(anchor, {slugify: () => "lost"}), {pages: () => pages});
const render = (source: string): string => md.render(source, {});

describe("language blocks", () => {
  it("marks each with its language", () => {
    const html = render("::: zh\n甲\n:::\n\n::: en\nA\n:::\n");
    expect(html).toContain('<div class="zh" lang="zh-Hans">\n<p>甲</p>\n</div>');
    expect(html).toContain('<div class="en" lang="en">\n<p>A</p>\n</div>');
  });
  it("shows a block without its other in both languages", () => {
    expect(render("::: zh\n甲\n:::\n\ntext\n\n::: en\nA\n:::\n")).toMatch(
      /class="zh only"[\s\S]*class="en only"/
    );
    expect(render("::: en\nA\n:::\n\n::: zh\n甲\n:::\n")).not.toContain("only");
    expect(render("::: zh\n甲\n:::\n\n::: zh\n乙\n:::\n\n::: en\nB\n:::\n").match(/only/g)).toHaveLength(1);
  });
  it("pairs inside a margin note", () => {
    const html = render(":::: note\n::: zh\n甲\n:::\n\n::: en\nA\n:::\n::::\n");
    expect(html).toContain('<div class="margin-note" role="note">');
    expect(html).not.toContain("only");
  });
});

describe("headings", () => {
  it("carry both languages, a bar for machines, and an id that keeps Han characters", () => {
    expect(render("## 行业北向 | Industry flow\n")).toBe(
      '<h2 id="行业北向" tabindex="-1"><span class="zh" lang="zh-Hans">行业北向</span>' +
        '<span class="sep" aria-hidden="true"> | </span><span class="en" lang="en">Industry flow</span></h2>\n'
    );
  });
  it("are plain in one language, and ids are unique", () => {
    expect(render("## 概览\n## 概览\n## `code` \x24{x}\n")).toBe(
      '<h2 id="概览" tabindex="-1">概览</h2>\n<h2 id="概览-1" tabindex="-1">概览</h2>\n' +
        '<h2 id="code" tabindex="-1"><code>code</code> \x24{x}</h2>\n'
    );
  });
});

describe("words in a line", () => {
  it("take markup and placeholders inside", () => {
    const html = render("前[[**中** \x24{f({a: 1})}|`e|f` x]]后");
    expect(html).toContain('<span class="zh" lang="zh-Hans"><strong>中</strong> \x24{f({a: 1})}</span>');
    expect(html).toContain('<span class="en" lang="en"><code>e|f</code> x</span>');
  });
  it("show the one language there is, and leave other brackets alone", () => {
    expect(render("[[中|]]")).toBe("<p>中</p>\n");
    expect(render("[[x]] `[[a|b]]` a[[0]]")).toBe("<p>[[x]] <code>[[a|b]]</code> a[[0]]</p>\n");
  });
  it("join lines between Han characters without a space", () => {
    expect(render("银行\n领跑")).toBe("<p>银行领跑</p>\n");
    expect(render("银行，\n领跑")).toBe("<p>银行，领跑</p>\n");
    expect(render("bank\nleads")).toBe("<p>bank\nleads</p>\n");
  });
});

describe("page lists", () => {
  it("link the pages that exist, drafts left out, text escaped", () => {
    const html = render("<!-- pages: /reports/, /sql, /none -->\n");
    expect(html.match(/<li>/g)).toHaveLength(2);
    expect(html).toContain('<a href="/reports/a"><span class="zh" lang="zh-Hans">甲</span>');
    expect(html).toContain("SQL &lt;bench&gt;");
  });
  it("are empty where no page exists", () => {
    expect(render("<!-- pages: /none/ -->\n")).toBe('<ul class="page-list"></ul>\n');
  });
});

describe("shared modules", () => {
  it("are imported by bare name where a page uses them unannounced", () => {
    expect(render("```js\nPlot.plot()\n```\n")).toContain(
      "import * as Plot from &quot;@observablehq/plot&quot;;"
    );
    expect(render("a \x24{d3.sum([1])}\n")).toContain("import * as d3 from &quot;d3&quot;;");
  });
  it("are left alone where a page declares them or does not use them", () => {
    expect(render('```js\nimport * as Plot from "x";\nPlot.plot()\n```\n').match(/import/g)).toHaveLength(1);
    expect(render("Plot 与 d3 是库名。\n")).not.toContain("import");
  });
});

describe("slugs", () => {
  it("keep letters and digits of any script", () => {
    expect(slug("Barra 风险模型（CNE6）")).toBe("barra-风险模型-cne6");
    expect(slug("！？")).toBe("section");
    const unique = uniqueSlugs();
    expect([unique("A"), unique("a"), unique("a-1")]).toEqual(["a", "a-1", "a-1-1"]);
  });
  it("split at the spaced bar only", () => {
    expect(bilingual("甲 | A")).toEqual({zh: "甲", en: "A"});
    expect(bilingual("a|b")).toEqual({zh: "a|b", en: "a|b"});
  });
});

describe("names of attachments", () => {
  const page = pageOf("weekly/a.md", "---\nasOf: 2024-02-23\ndataset: demo\n---\n");
  const text = (name: string): string => `FileAttachment("../data/${name}.json")`;
  it("take {keys} from the front matter, in a page's code and in what the builder reads", () => {
    expect(namesFilled(text("{dataset}/{asOf}"), page)).toBe(text("demo/2024-02-23"));
    const md = markdown(new MarkdownIt({html: true}).use(anchor), {pages: () => [page]});
    const html = md.render(`\`\`\`js\n${text("{asOf}")};\n\`\`\`\n`, {path: "/weekly/a"});
    expect(html).toContain("../data/2024-02-23.json");
  });
  it("other braces stay, and a key that is not there is named", () => {
    expect(namesFilled("const {a} = `{asOf}`", page)).toBe("const {a} = `{asOf}`");
    expect(() => namesFilled(text("{previous}"), page)).toThrow(
      'src/weekly/a.md: "../data/{previous}.json" asks for {previous}, which its front matter lacks'
    );
  });
});
