import type {Modules} from "./issue.js";

/** The page of the site that shows a module's evidence. */
export const MODULE_PAGES: Readonly<Record<keyof Modules, string>> = {
  market: "/timing/segments",
  assets: "/macro/cross-asset",
  indicators: "/industries/indicators",
  hotFund: "/funds/fund",
  segments: "/timing/segments",
  nowcast: "/macro/nowcast",
  informed: "/timing/informed",
  prosperity: "/industries/prosperity",
  northbound: "/industries/northbound",
  margin: "/industries/margin",
  positions: "/funds/positions",
  styles: "/factors/weekly"
};
