import {direction} from "../../lib/format/number.js";
import {element} from "../dom.js";

/** A number on a ground that deepens with its size, warm above zero and cool below; the sign is written too. */
export function heat(value: number, {text, max}: {readonly text: string; readonly max: number}): HTMLElement {
  const cell = element("span", {class: "heat"}, text);
  const share = max > 0 ? Math.min(Math.abs(value) / max, 1) : 0;
  const side = direction(value, {digits: 12});
  if (side !== 0) {
    const tone = side > 0 ? "var(--up)" : "var(--down)";
    cell.style.background = `color-mix(in srgb, ${tone} ${Math.round(share * 34)}%, transparent)`;
  }
  return cell;
}
