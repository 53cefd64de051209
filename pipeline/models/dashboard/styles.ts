import type {Context} from "../../run/model.js";
import {columnsOf} from "../../warehouse/source.js";
import type {FactorPanel} from "./factors.js";

/** Styles with factor returns whose exposures the dataset has, in order of name; says so where there are none. */
export async function presentStyles(context: Context, panels: readonly FactorPanel[]): Promise<string[]> {
  if (!context.has("exposure")) {
    context.log("no exposure: the styles' legs cannot be formed");
    return [];
  }
  const columns = await columnsOf(context, "exposure");
  const styles = panels.flatMap(({factors, kinds}) => factors.filter((_, c) => kinds[c] === "style"));
  return [...new Set(styles)].filter((s) => columns.has(s)).sort();
}
