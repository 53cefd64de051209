import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";
import type {Page} from "./pages.js";

/** File names of attachments in which `{key}` stands for a value of the page's front matter. */
const NAME = /(FileAttachment\(")([^"]*\{\w+\}[^"]*)("\))/g;

/**
 * Puts front matter into the names of attachments: `FileAttachment("../data/weekly/{dataset}/{asOf}.json")`, so that a
 * page's front matter alone says what its figures are of. Throws, naming the page and the key, where it has no such key.
 */
export const namesFilled = (text: string, {file, front}: Pick<Page, "file" | "front">): string =>
  text.replace(NAME, (_, before: string, name: string, after: string) => {
    const filled = name.replace(/\{(\w+)\}/g, (_brace, key: string) => {
      const value = front(key);
      if (!value) throw new Error(`src/${file}: "${name}" asks for {${key}}, which its front matter lacks`);
      return value;
    });
    return `${before}${filled}${after}`;
  });

/** The same for the code of a page that is being rendered; `env.path` is Framework's. */
export function fillNames(state: StateCore, pages: () => readonly Page[]): void {
  const asking = state.tokens.filter((t) => t.type === "fence" && t.content.search(NAME) >= 0);
  if (asking.length === 0) return;
  const page = pages().find((p) => p.path === state.env?.path || p.file === `${state.env?.path}.md`.slice(1));
  if (!page) throw new Error(`no page ${String(state.env?.path)}: its attachments' names cannot be filled`);
  for (const token of asking) token.content = namesFilled(token.content, page);
}
