import type {Edition, Modules} from "../../lib/weekly/issue.js";
import {assetsFigure} from "./assets.js";
import {flowFigure} from "./flows.js";
import type {FigureContext} from "./frame.js";
import {hotFundFigure} from "./hot-fund.js";
import {indicatorsFigure} from "./indicators.js";
import {informedFigure} from "./informed.js";
import {marketFigure} from "./market.js";
import {nowcastFigure} from "./nowcast.js";
import {positionsFigure} from "./positions.js";
import {prosperityFigure} from "./prosperity.js";
import {segmentsFigure} from "./segments.js";
import {stylesFigure} from "./styles.js";

/** The figure of each module, drawn from an edition. */
export const FIGURES: Readonly<
  Record<keyof Modules, (edition: Edition, context: FigureContext) => HTMLElement>
> = {
  market: marketFigure,
  assets: assetsFigure,
  indicators: indicatorsFigure,
  hotFund: hotFundFigure,
  segments: segmentsFigure,
  nowcast: nowcastFigure,
  informed: informedFigure,
  prosperity: prosperityFigure,
  northbound: flowFigure("northbound"),
  margin: flowFigure("margin"),
  positions: positionsFigure,
  styles: stylesFigure
};
