/** Replaces what Framework always writes; throws when it no longer writes it, so that an upgrade is noticed. */
function replace(html: string, pattern: RegExp, by: string, what: string): string {
  if (!pattern.test(html)) throw new Error(`page without ${what}: ${pattern}`);
  return html.replace(pattern, by);
}

/**
 * A page as Framework renders it, put right: language, zoom, title, labels in both languages, and lists and
 * landmarks that assistive technology can read. Idempotent.
 */
export function rewrite(html: string): string {
  if (html.includes("<html lang=")) return html;
  let page = replace(html, /<html>/, '<html lang="zh-Hans" data-lang="zh" data-theme="light">', "<html>");
  page = replace(
    page,
    /<meta name="viewport" content="[^"]*">/,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "viewport"
  );
  const name = /<meta name="yanbao-title" content="([^"]*)"/.exec(page)?.[1];
  page = page.replace(/<title>[^<]*<\/title>/, `<title>${name ? `${name} · ` : ""}研报 Yanbao</title>`);
  page = page.replace(/(<nav id="observablehq-sidebar")>/, '$1 aria-label="站点 Site">');
  page = page.replace(
    /<ol>\s*(<label id="observablehq-sidebar-close" for="observablehq-sidebar-toggle"><\/label>)/,
    "$1\n  <ol>"
  );
  page = page.replace(
    /<input type="search" placeholder="Search">/,
    '<input type="search" placeholder="搜索" aria-label="搜索">'
  );
  page = page.replace(
    /<section( class="observablehq-section-active")?>\s*<summary>([^<]*)<\/summary>/g,
    (_, active = "", text) => `<section${active}>\n    <p class="section-name">${spans(text)}</p>`
  );
  page = page.replace(
    /(<li class="observablehq-(?:secondary-)?link[^"]*"><a href="[^"]*">)([^<]*)(<\/a>)/g,
    (_, open, text, close) => `${open}${spans(text)}${close}`
  );
  page = page.replace(
    /<aside id="observablehq-toc"([^>]*>\s*)<nav>(\s*<div>)?([^<]*)/,
    (_, open, div = "", text) =>
      `<aside id="observablehq-toc" aria-label="本页 This page"${open}<nav aria-label="目录 Contents">${div}${div ? spans(text) : text}`
  );
  return page.replace(
    /(<li class="observablehq-link observablehq-link-active"><a )/g,
    '$1aria-current="page" '
  );
}

/** `中文 | English` as one span for each language. */
function spans(text: string): string {
  const bar = text.indexOf(" | ");
  if (bar < 0) return text;
  const zh = text.slice(0, bar);
  const en = text.slice(bar + 3);
  if (zh === en) return zh;
  return `<span class="zh" lang="zh-Hans">${zh}</span><span class="en" lang="en">${en}</span>`;
}
