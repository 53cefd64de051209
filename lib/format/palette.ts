/** Sectors that have a colour, the same on every page; `--sector-<name>` in the stylesheet. */
export type Sector =
  | "upstream"
  | "midstream"
  | "manufacturing"
  | "consumer"
  | "healthcare"
  | "technology"
  | "finance"
  | "other";

/** Sector names as the reports print them. */
const SECTORS: Readonly<Record<string, Sector>> = {
  周期上游: "upstream",
  上游周期: "upstream",
  周期: "upstream",
  周期中游: "midstream",
  中游周期: "midstream",
  中游制造: "manufacturing",
  制造: "manufacturing",
  大消费: "consumer",
  消费: "consumer",
  医药: "healthcare",
  大科技: "technology",
  科技: "technology",
  TMT: "technology",
  大金融: "finance",
  金融: "finance",
  金融地产: "finance",
  其他: "other"
};

/** Styles in the order of their colours, `--style-1` … `--style-10`. */
export const STYLES = [
  "size",
  "beta",
  "momentum",
  "residual_volatility",
  "nonlinear_size",
  "bp",
  "liquidity",
  "earnings_yield",
  "growth",
  "leverage"
] as const;

/** The sector's colour as a CSS value; sectors that no report names are grey. */
export const sectorColor = (name: string): string => `var(--sector-${SECTORS[name] ?? "other"})`;

/** The style's colour as a CSS value; unknown styles are the muted ink. */
export function styleColor(name: string): string {
  const i = (STYLES as readonly string[]).indexOf(name);
  return i < 0 ? "var(--ink-3)" : `var(--style-${i + 1})`;
}

/** Colour of a number by its sign: up, down, or ink for zero and missing. */
export const signColor = (x: number): string =>
  x > 0 ? "var(--up)" : x < 0 ? "var(--down)" : "var(--ink-2)";
