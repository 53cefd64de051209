import * as Plot from "@observablehq/plot";

export interface ChartOptions extends Plot.PlotOptions {
  /** The chart's accessible name. */
  readonly ariaLabel: string;
}

/**
 * A Plot in the journal's hand: sans labels in the text's ink, no frame, quiet grid, room for direct labels.
 * Every option of Plot may be given and wins.
 */
export function chart({style, ...options}: ChartOptions): HTMLElement | SVGSVGElement {
  const base = "overflow: visible; background: none; font: 12px/1.35 var(--sans); color: var(--ink-2);";
  const plot = Plot.plot({
    marginTop: 16,
    marginRight: 16,
    marginBottom: 28,
    marginLeft: 44,
    ...options,
    className: "chart",
    style: typeof style === "string" ? `${base}${style}` : base
  });
  plot.setAttribute("role", "img");
  return plot;
}
