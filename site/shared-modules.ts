import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";

const SHARED = {Plot: "@observablehq/plot", d3: "d3"};

/** Imports Plot and d3 by bare name where a page uses them unannounced, so that one copy serves all. */
export function sharedModules(state: StateCore): void {
  const fences = state.tokens.filter((t) => t.type === "fence" && /^(js|ts|jsx|tsx)\b/.test(t.info));
  const code = fences.map((t) => t.content).join("\n");
  const inText = state.tokens
    .filter((t) => t.type === "inline" || t.type === "html_block")
    .map((t) => t.content);
  const used = [code, ...inText.filter((t) => t.includes("${"))].join("\n");
  const imports = Object.entries(SHARED)
    .filter(([name]) => new RegExp(`\\b${name}\\.`).test(used) && !declared(name, code))
    .map(([name, from]) => `import * as ${name} from "${from}";`);
  if (imports.length === 0) return;
  const token = new state.Token("fence", "code", 0);
  token.info = "js";
  token.markup = "```";
  token.block = true;
  token.content = `${imports.join("\n")}\n`;
  state.tokens.push(token);
}

const declared = (name: string, code: string): boolean =>
  new RegExp(
    `\\bimport\\b[^;]*\\b${name}\\b[^;]*\\bfrom\\b|\\b(?:const|let|var|function)\\s+${name}\\b`
  ).test(code);
