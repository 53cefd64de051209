/** The published site's folder, under whatever base path it lies. */
const base = new URL("../../", import.meta.url);

/**
 * A page of this site as an absolute address under any base path and on any static host:
 * `/methods/northbound#residual` → `…/methods/northbound.html#residual`. Throws on a path without a leading slash.
 */
export function href(path: string): string {
  if (!path.startsWith("/")) throw new Error(`path must start with a slash, got "${path}"`);
  const [, page = "", rest = ""] = /^([^?#]*)(.*)$/.exec(path) ?? [];
  const file = page.endsWith("/") || /\.\w+$/.test(page) ? page : `${page}.html`;
  return new URL(`.${file}${rest}`, base).href;
}
