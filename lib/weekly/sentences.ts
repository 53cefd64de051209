import type {Text} from "../format/text.js";
import {assetsSentences} from "./assets.js";
import {marginSentences, northboundSentences} from "./flows.js";
import {hotFundSentences} from "./hot-fund.js";
import {indicatorsSentences} from "./indicators.js";
import {informedSentences} from "./informed.js";
import type {Modules} from "./issue.js";
import {marketSentences} from "./market.js";
import {nowcastSentences} from "./nowcast.js";
import {positionsSentences} from "./positions.js";
import {prosperitySentences} from "./prosperity.js";
import {segmentsSentences} from "./segments.js";
import {stylesSentences} from "./styles.js";

/** Each module's sentences, generated from its numbers; none where it is not known. */
export const sentencesOf = (m: Modules): Readonly<Record<keyof Modules, readonly Text[]>> => ({
  market: said(m.market, marketSentences),
  assets: said(m.assets, assetsSentences),
  indicators: said(m.indicators, indicatorsSentences),
  hotFund: said(m.hotFund, hotFundSentences),
  segments: said(m.segments, segmentsSentences),
  nowcast: said(m.nowcast, nowcastSentences),
  informed: said(m.informed, informedSentences),
  prosperity: said(m.prosperity, prosperitySentences),
  northbound: said(m.northbound, northboundSentences),
  margin: said(m.margin, marginSentences),
  positions: said(m.positions, positionsSentences),
  styles: said(m.styles, stylesSentences)
});

const said = <M>(module: M | null, write: (module: M) => Text[]): Text[] => (module ? write(module) : []);
