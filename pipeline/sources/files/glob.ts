/**
 * Whether a relative path (with `/`) matches a pattern: `*` is anything within a folder, `**` any folders,
 * `?` one character, `{a,b}` either. Case matters.
 */
export function matches(path: string, pattern: string): boolean {
  return new RegExp(`^${source(pattern)}$`, "u").test(path);
}

function source(pattern: string): string {
  let out = "";
  let braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? "";
    if (c === "*" && pattern[i + 1] === "*") {
      const folder = pattern[i + 2] === "/";
      out += folder ? "(?:[^/]+/)*" : ".*";
      i += folder ? 2 : 1;
    } else if (c === "*") out += "[^/]*";
    else if (c === "?") out += "[^/]";
    else if (c === "{") {
      braces++;
      out += "(?:";
    } else if (c === "}" && braces > 0) {
      braces--;
      out += ")";
    } else if (c === "," && braces > 0) out += "|";
    else out += c.replace(/[\\^$.|+()[\]{}]/u, "\\$&");
  }
  if (braces > 0) throw new Error(`pattern "${pattern}": a brace is not closed`);
  return out;
}
