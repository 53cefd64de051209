import type {Text} from "../format/text.js";
import type {EpisodeCalls} from "./episode-calls.js";

/** What a model said of a fall, by its source: `segment D`, `diffusion 60`. */
export interface Said extends EpisodeCalls {
  readonly source: string;
}

/** A fall of one index and what was said of it; days are ISO. */
export interface FallSaid {
  readonly id: string;
  readonly status: "fell" | "before" | "after" | "none";
  readonly peak: string | null;
  readonly trough: string | null;
  readonly depth: number | null;
  readonly said: readonly Said[];
  /** Days of the index by bar, for the calls above. */
  readonly days: Readonly<Record<number, string>>;
  /** Net active money flow over turnover: the 20 days to the peak, peak to trough, and the worst day. */
  readonly flow: {
    readonly before: number;
    readonly during: number;
    readonly worst: number;
    readonly worstDay: string;
  } | null;
  /** Net northbound buying as published over the whole window, CNY; null where it was not published on all its days. */
  readonly north: number | null;
  /** GDP of the trough's quarter (of the window's last where no fall is known): first and last estimates, and the release. */
  readonly gdp: {
    readonly quarter: string;
    readonly first: number;
    readonly last: number;
    readonly released: number | null;
  } | null;
}

/** What `data/timing/episodes.json` holds. */
export interface EpisodePage {
  readonly missing: readonly string[];
  readonly indices: readonly (Text & {readonly index: string; readonly falls: readonly FallSaid[]})[];
}
