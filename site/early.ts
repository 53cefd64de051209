{
  const root = document.documentElement;
  const media = matchMedia("(prefers-color-scheme: dark)");
  const THEMES = ["auto", "light", "dark"];
  const THEME_NAMES: Record<string, string> = {
    auto: "主题：跟随系统 · Theme: as the system",
    light: "主题：浅色 · Theme: light",
    dark: "主题：深色 · Theme: dark"
  };

  const recall = (key: string): string | null => {
    try {
      return localStorage.getItem(`yanbao.${key}`);
    } catch {
      return null;
    }
  };
  const remember = (key: string, value: string): void => {
    try {
      localStorage.setItem(`yanbao.${key}`, value);
    } catch {
      return;
    }
  };

  const title = (): void => {
    const meta = document.querySelector<HTMLMetaElement>('meta[name="yanbao-title"]');
    if (!meta) return;
    const name = root.dataset.lang === "en" ? meta.dataset.en : meta.content;
    document.title = name ? `${name} · 研报 Yanbao` : "研报 Yanbao";
  };
  const mark = (): void => {
    for (const a of document.querySelectorAll<HTMLElement>("[data-set-lang]")) {
      if (a.dataset.setLang === root.dataset.lang) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
    const theme = recall("theme") ?? "auto";
    for (const button of document.querySelectorAll<HTMLElement>("[data-set-theme]")) {
      button.dataset.setTheme = theme;
      button.title = THEME_NAMES[theme] ?? "";
      button.setAttribute("aria-label", THEME_NAMES[theme] ?? "");
    }
    const box = document.querySelector<HTMLInputElement>("#observablehq-search input");
    if (box) {
      box.placeholder = root.dataset.lang === "en" ? "Search" : "搜索";
      box.setAttribute("aria-label", box.placeholder);
    }
    title();
  };
  const setLanguage = (lang: string): void => {
    root.lang = lang === "en" ? "en" : "zh-Hans";
    root.dataset.lang = lang;
  };
  const setTheme = (theme: string): void => {
    root.dataset.theme = theme === "dark" || (theme !== "light" && media.matches) ? "dark" : "light";
  };

  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "zh" || asked === "en") remember("lang", asked);
  setLanguage(asked === "zh" || asked === "en" ? asked : recall("lang") === "en" ? "en" : "zh");
  setTheme(recall("theme") ?? "auto");
  media.addEventListener("change", () => setTheme(recall("theme") ?? "auto"));
  addEventListener("storage", () => {
    setLanguage(recall("lang") === "en" ? "en" : "zh");
    setTheme(recall("theme") ?? "auto");
    mark();
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const lang = target?.closest<HTMLElement>("[data-set-lang]");
    if (lang?.dataset.setLang && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      remember("lang", lang.dataset.setLang);
      setLanguage(lang.dataset.setLang);
      const url = new URL(location.href);
      url.searchParams.set("lang", lang.dataset.setLang);
      history.replaceState(history.state, "", url);
      mark();
    }
    if (target?.closest(".skip")) {
      event.preventDefault();
      const main = document.querySelector<HTMLElement>("#observablehq-main");
      main?.setAttribute("tabindex", "-1");
      main?.focus();
    }
    if (target?.closest("[data-set-theme]")) {
      const next = THEMES[(THEMES.indexOf(recall("theme") ?? "auto") + 1) % THEMES.length] ?? "auto";
      remember("theme", next);
      setTheme(next);
      mark();
    }
  });

  const MESSAGES: [RegExp, string][] = [
    [/^no results$/, "没有结果"],
    [/^([\d,]+) results?$/, "$1 条结果"]
  ];
  const spoken = (results: Element): void => {
    const count = results.querySelector(":scope > div");
    if (count?.textContent && root.dataset.lang !== "en") {
      for (const [english, chinese] of MESSAGES) {
        if (english.test(count.textContent)) count.textContent = count.textContent.replace(english, chinese);
      }
    }
    for (const span of results.querySelectorAll("a > span")) {
      const [zh, en] = span.textContent?.split(" | ") ?? [];
      if (zh && en) span.textContent = root.dataset.lang === "en" ? en : zh;
      span.setAttribute("title", span.textContent ?? "");
    }
  };

  /** Milliseconds without a change after which a page has come to rest. */
  const REST = 2000;
  /** What is empty by then stays so: its room goes, and so does a heading that stands over nothing else. */
  const settle = (main: Element): void => {
    let timer = 0;
    const wait = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(rest, REST);
    };
    const rest = (): void => {
      if (main.querySelector("observablehq-loading")) {
        wait();
        return;
      }
      root.dataset.settled = "";
      for (const heading of main.querySelectorAll("h2")) {
        let next = heading.nextElementSibling;
        while (next?.matches(".observablehq--block:empty")) next = next.nextElementSibling;
        const bare = next !== heading.nextElementSibling && (!next || /^H[12]$/.test(next.tagName));
        heading.hidden = bare;
        const entry = document.querySelector<HTMLElement>(
          `#observablehq-toc a[href="#${CSS.escape(heading.id)}"]`
        );
        if (entry?.parentElement) entry.parentElement.hidden = bare;
      }
    };
    new MutationObserver(wait).observe(main, {childList: true, subtree: true});
    wait();
  };

  document.addEventListener("DOMContentLoaded", () => {
    mark();
    const main = document.querySelector("#observablehq-main");
    if (main) settle(main);
    const results = document.querySelector("#observablehq-search-results");
    if (results) new MutationObserver(() => spoken(results)).observe(results, {childList: true});
    const toggle = document.querySelector("#observablehq-sidebar-toggle");
    toggle?.setAttribute("aria-label", "导航 Navigation");
  });
}
