import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, it} from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));
const pages = readdirSync(src, {recursive: true, encoding: "utf8"}).filter((f) => f.endsWith(".md"));

// language() gives a generator: other cells see the language that it yields, its own cell would see the generator.
it("no page uses its language in the cell that asks for it", () => {
  const asked = pages.flatMap((page) =>
    [...readFileSync(join(src, page), "utf8").matchAll(/```js[^\n]*\n(.*?)```/gs)].flatMap(([, cell]) => {
      const name = /const (\w+) = language\(\)/.exec(cell ?? "")?.[1];
      return name === undefined
        ? []
        : [{page, uses: (cell ?? "").match(new RegExp(`\\b${name}\\b`, "g"))?.length}];
    })
  );
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(({uses}) => uses !== 1)).toEqual([]);
});
