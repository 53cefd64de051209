import {element} from "../dom.js";

/** Facts as pairs of a name and a value, in a grid. */
export const facts = (pairs: readonly (readonly [string, string | Node])[]): HTMLElement =>
  element(
    "dl",
    {class: "facts"},
    ...pairs.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))
  );
