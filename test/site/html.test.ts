import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {secure} from "../../site/finish.js";
import {rewrite} from "../../site/html.js";

const page = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<title>甲 | A | 研报 Yanbao</title>
<link rel="modulepreload" href="./_observablehq/client.js">
<script>early()</script>
<meta name="yanbao-title" content="甲" data-en="A">
<script type="module">

import "./_observablehq/client.js";

</script>
</head>
<body>
<input id="observablehq-sidebar-toggle" type="checkbox" title="Toggle sidebar">
<nav id="observablehq-sidebar">
  <ol>
    <label id="observablehq-sidebar-close" for="observablehq-sidebar-toggle"></label>
    <li class="observablehq-link observablehq-link-active"><a href="./">本周 | This week</a></li>
  </ol>
  <div id="observablehq-search"><input type="search" placeholder="Search"></div>
  <section class="observablehq-section-active">
    <summary>工具 | Tools</summary>
    <ol>
    <li class="observablehq-link"><a href="./sql">SQL</a></li>
    </ol>
  </section>
</nav>
<aside id="observablehq-toc" data-selector="h2">
<nav>
<div>目录 | Contents</div>
<ol>
<li class="observablehq-secondary-link"><a href="#x">甲 | A</a></li></ol>
</nav>
</aside>
<main id="observablehq-main"><p>甲 | A</p></main>
</body>
</html>`;

describe("rewrite", () => {
  const html = rewrite(page);
  it("sets language, theme, zoom and title", () => {
    expect(html).toContain('<html lang="zh-Hans" data-lang="zh" data-theme="light">');
    expect(html).toContain('content="width=device-width, initial-scale=1">');
    expect(html).toContain("<title>甲 · 研报 Yanbao</title>");
  });
  it("splits labels of sidebar and contents into both languages, and leaves the text alone", () => {
    expect(html).toContain('<p class="section-name"><span class="zh" lang="zh-Hans">工具</span>');
    expect(html).toContain(
      '<a href="#x"><span class="zh" lang="zh-Hans">甲</span><span class="en" lang="en">A</span></a>'
    );
    expect(html).toContain('<a aria-current="page" href="./"><span class="zh"');
    expect(html).toContain('<a href="./sql">SQL</a>');
    expect(html).toContain("<p>甲 | A</p>");
  });
  it("keeps lists and landmarks readable", () => {
    expect(html).not.toMatch(/<ol>\s*<label/);
    expect(html).not.toContain("<summary>");
    expect(html).toContain('aria-label="搜索"');
    expect(html).toContain('<nav aria-label="目录 Contents">');
  });
  it("changes nothing twice", () => expect(rewrite(html)).toBe(html));
  it("refuses a page that Framework no longer writes as expected", () => {
    expect(() => rewrite(page.replace("<html>", "<html class=x>"))).toThrow("page without <html>");
    expect(() => rewrite(page.replace(/<meta name="viewport".*>/, ""))).toThrow("page without viewport");
  });
});

describe("secure", () => {
  const html = secure(page);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  it("allows this site alone and each inline script by its hash", () => {
    const hash = createHash("sha256").update("early()").digest("base64");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${hash}'`);
    expect(policy.match(/sha256-/g)).toHaveLength(2);
    expect(policy).not.toMatch(/'unsafe-eval'|https?:/);
    expect(policy).toContain("worker-src 'self' blob:");
  });
  it("stands before the first script, once", () => {
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script"));
    expect(secure(html)).toBe(html);
  });
  it("lets only pages that load a compiler of expressions evaluate code", () => {
    const arquero = page.replace("./_observablehq/client.js", "./_npm/arquero@8.0.3/a.js");
    expect(secure(arquero)).toContain("'unsafe-eval'");
    const inputs = page.replace("./_observablehq/client.js", "./_observablehq/stdlib/inputs.1.js");
    expect(secure(inputs)).toContain("'unsafe-hashes'");
    expect(policy).not.toContain("'unsafe-hashes'");
  });
});
