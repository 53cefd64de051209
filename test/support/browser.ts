import type {BrowserContext, Page} from "playwright-core";

/** Where the tested site is served. */
export function siteUrl(path = ""): string {
  const base = process.env.YANBAO_SITE_URL;
  if (!base) throw new Error("YANBAO_SITE_URL is not set: run the browser tests with npm test");
  return new URL(path.replace(/^\//, ""), base).href;
}

export interface Watched {
  readonly page: Page;
  /** Console errors, failed or foreign requests, uncaught exceptions, as sentences. */
  readonly faults: string[];
}

/** A page whose faults are written down as they happen. Ranged reads that the reader abandons are not faults. */
export async function watchedPage(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const faults: string[] = [];
  const origin = new URL(siteUrl()).origin;
  page.on("console", (m) => {
    if (m.type() === "error") faults.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (e) => faults.push(`exception: ${e.message}`));
  page.on("request", (r) => {
    if (!r.url().startsWith(origin) && !/^(data|blob|about):/.test(r.url()))
      faults.push(`foreign request: ${r.url()}`);
  });
  page.on("requestfailed", (r) => {
    if (r.failure()?.errorText !== "net::ERR_ABORTED")
      faults.push(`failed: ${r.url()} ${r.failure()?.errorText}`);
  });
  page.on("response", (r) => {
    if (r.status() >= 400) faults.push(`${r.status()}: ${r.url()}`);
  });
  return {page, faults};
}

/** Waits until no cell of the page is pending and every exhibit holds a figure. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.readyState === "complete" &&
      !document.querySelector("observablehq-loading") &&
      [...document.querySelectorAll("figure.exhibit")].every((f) =>
        f.querySelector("svg, table, canvas, dl, .exhibit-empty")
      ),
    undefined,
    {timeout: 30_000}
  );
}
