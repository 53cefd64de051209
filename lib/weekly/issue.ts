import type {Assets} from "./assets.js";
import type {Flows} from "./flows.js";
import type {HotFund} from "./hot-fund.js";
import type {Indicators} from "./indicators.js";
import type {Informed} from "./informed.js";
import type {Market} from "./market.js";
import type {Nowcast} from "./nowcast.js";
import type {Positions} from "./positions.js";
import type {Prosperity} from "./prosperity.js";
import type {Segments} from "./segments.js";
import type {Styles} from "./styles.js";

/** The modules of an issue, as of its day; null where the dataset had nothing to feed one by then. */
export interface Modules {
  readonly market: Market | null;
  readonly assets: Assets | null;
  readonly indicators: Indicators | null;
  readonly hotFund: HotFund | null;
  readonly segments: Segments | null;
  readonly nowcast: Nowcast | null;
  readonly informed: Informed | null;
  readonly prosperity: Prosperity | null;
  readonly northbound: Flows | null;
  readonly margin: Flows | null;
  readonly positions: Positions | null;
  readonly styles: Styles | null;
}

export interface Edition {
  /** The session whose close the edition knows, and the close that its week is measured from; null without prices. */
  readonly day: string | null;
  readonly since: string | null;
  readonly modules: Modules;
}

/** A published issue: its own figures, those of the issue before for the comparison, and what it was made from. */
export interface Issue extends Edition {
  readonly previous: Edition | null;
  /** Digest of the tables that it read, as they were; the same digest gives the same issue. */
  readonly snapshot: string;
}

/** Modules of which none is known. */
export const NO_MODULES: Modules = {
  market: null,
  assets: null,
  indicators: null,
  hotFund: null,
  segments: null,
  nowcast: null,
  informed: null,
  prosperity: null,
  northbound: null,
  margin: null,
  positions: null,
  styles: null
};
