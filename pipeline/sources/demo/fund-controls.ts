import {below} from "../../../lib/random/pick.js";
import {createRng} from "../../../lib/random/rng.js";
import {dayOf, NULL_DAY} from "../../warehouse/columns.js";
import type {Fund} from "./fund-universe.js";
import type {Plan} from "./plan.js";

/** Whether a control fund knows industries, stocks, both or neither; what it does not know it gets the wrong way round. */
export const controls = ["timing", "selection", "both", "neither"] as const;
export type Control = (typeof controls)[number];

/** Intensities of knowledge: the ordinary fund's are normal with deviation one. */
const TIMING = 4;
const SELECTION = 8;

/** One group a quadrant: D+R−, D−R+, D+R+, D−R−. */
const KNOWS: Readonly<
  Record<Control, {readonly name: string; readonly timing: number; readonly selection: number}>
> = {
  timing: {name: "择时", timing: TIMING, selection: -SELECTION},
  selection: {name: "选股", timing: -TIMING, selection: SELECTION},
  both: {name: "双优", timing: TIMING, selection: SELECTION},
  neither: {name: "双劣", timing: -TIMING, selection: -SELECTION}
};

/**
 * Positive controls: funds whose planted knowledge is beyond any real manager's, so that a method which works must find
 * it. They hold and trade stocks like the others, live through the whole market, and say in their names what they are.
 * A stream of their own draws them, so that they move nothing else.
 */
export function drawControls(plan: Plan): Fund[] {
  const rng = createRng(plan.seed, "control funds");
  return Array.from({length: plan.controls}, (_, k) => {
    const control = controls[k % controls.length] as Control;
    const {name, timing, selection} = KNOWS[control];
    const number = String(Math.floor(k / controls.length) + 1).padStart(2, "0");
    return {
      code: `${999901 + k}.OF`,
      name: `仿真对照${name}${number}`,
      type: "mixed_equity",
      manager: `仿真对照经理${String(k + 1).padStart(2, "0")}`,
      inception: dayOf("2011-06-01"),
      end: NULL_DAY,
      parent: null,
      benchmark: "000300.SH",
      positions: 60 + below(rng, 40),
      equity: 0.87,
      turnover: 8,
      fee: 0.0175,
      timing,
      selection,
      aum: 4.5e8,
      control
    };
  });
}
