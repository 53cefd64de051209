// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {candles} from "../../src/components/candles.js";

const days = Int32Array.from({length: 40}, (_, i) => 19_700 + i);
const close = Float64Array.from(days, (_, i) => 100 + 5 * Math.sin(i / 4));
const bars = {
  days,
  close,
  open: close.map((c, i) => c + (i % 2 === 0 ? 0.5 : -0.5)),
  high: close.map((c) => c + 1),
  low: close.map((c) => c - 1)
};
const options = {label: {zh: "日线", en: "Daily"}, locale: "zh" as const, width: 640};

describe("candles", () => {
  it("draws a body and a wick a bar, red where the close is not below the open", () => {
    const chart = candles(bars, options);
    const bodies = [...chart.querySelectorAll(".rect rect")];
    expect(bodies).toHaveLength(40);
    expect(bodies.filter((b) => b.getAttribute("fill") === "var(--up)")).toHaveLength(20);
    expect(chart.querySelectorAll(".rule line")).toHaveLength(40);
    expect(chart.getAttribute("role")).toBe("img");
  });

  it("draws closes as a line where bars are too narrow or there are only closes", () => {
    for (const chart of [candles(bars, {...options, width: 120}), candles({days, close}, options)]) {
      expect(chart.querySelectorAll(".rect rect")).toHaveLength(0);
      expect(chart.querySelectorAll(".line path")).toHaveLength(1);
    }
  });

  it("places legs and marks by bar, provisional legs dashed, labels as text", () => {
    const chart = candles(bars, {
      ...options,
      lines: [
        {from: 0, to: 6, start: 100, end: 105},
        {from: 6, to: 12, start: 105, end: 99, dashed: true}
      ],
      marks: [{bar: 6, price: 105, symbol: "dot", label: "<b>105</b>"}]
    });
    const links = [...chart.querySelectorAll(".link")];
    expect(links.map((l) => [l.querySelectorAll("path").length, l.getAttribute("stroke-dasharray")])).toEqual(
      [
        [1, null],
        [1, "5 4"]
      ]
    );
    expect(chart.querySelector(".dot path, .dot circle")).not.toBeNull();
    expect(chart.textContent).toContain("<b>105</b>");
  });
});
