import {exponential} from "../../../lib/random/gamma.js";
import {normal} from "../../../lib/random/normal.js";
import {below} from "../../../lib/random/pick.js";
import {createRng} from "../../../lib/random/rng.js";
import {dayOf, NULL_DAY} from "../../warehouse/columns.js";
import {type Control, drawControls} from "./fund-controls.js";
import type {Plan} from "./plan.js";

export const fundTypes = ["stock", "mixed_equity", "index", "enhanced"] as const;
export type FundType = (typeof fundTypes)[number];

export interface Fund {
  readonly code: string;
  readonly name: string;
  readonly type: FundType;
  readonly manager: string;
  readonly inception: number;
  /** Last day; NULL_DAY while it lives. */
  readonly end: number;
  /** Code of the main share class, where this one is another class of the same portfolio. */
  readonly parent: string | null;
  /** Index that an index or enhanced fund follows. */
  readonly benchmark: string;
  readonly positions: number;
  /** Usual equity position, and one-sided turnover a year. */
  readonly equity: number;
  readonly turnover: number;
  /** Annual fee, and intensities of what the manager knows about industries and stocks. */
  readonly fee: number;
  readonly timing: number;
  readonly selection: number;
  readonly aum: number;
  /** What a control fund is planted with; null for the ordinary, whose knowledge is as small as real managers'. */
  readonly control: Control | null;
}

const BENCHMARKS = ["000300.SH", "000300.SH", "000905.SH", "000905.SH", "000852.SH"] as const;
const LABEL: Readonly<Record<FundType, string>> = {
  stock: "股票",
  mixed_equity: "偏股混合",
  index: "指数",
  enhanced: "指数增强"
};
/** Shares of the types among main share classes. */
const MIX: readonly (readonly [FundType, number])[] = [
  ["stock", 0.2],
  ["mixed_equity", 0.52],
  ["index", 0.16],
  ["enhanced", 0.12]
];

/**
 * Fictional funds: a third old at the start, the rest founded over the years, one in eight closed before the end; the
 * control funds come last.
 */
export function drawFunds(plan: Plan): Fund[] {
  const rng = createRng(plan.seed, "funds");
  const {days} = plan.calendar;
  const last = days[days.length - 1] as number;
  const main = Math.round(plan.funds * 0.94);
  const funds: Fund[] = [];
  for (let k = 0; k < main; k++) {
    const type = typeAt((k + 0.5) / main);
    const from = dayOf("2005-06-01");
    const inception = from + Math.floor((last - 250 - from) * Math.sqrt(rng.uniform()));
    const dies = rng.uniform() < 0.13;
    const closing = inception + 700 + Math.floor(2600 * rng.uniform());
    const active = type === "stock" || type === "mixed_equity";
    funds.push({
      code: "",
      name: "",
      type,
      manager: `仿真经理${String(below(rng, Math.max(8, Math.round(main * 0.6))) + 1).padStart(3, "0")}`,
      inception,
      end: dies && closing < last - 30 ? closing : NULL_DAY,
      parent: null,
      benchmark: BENCHMARKS[below(rng, BENCHMARKS.length)] ?? "000300.SH",
      positions: active ? 22 + below(rng, 38) : 90 + below(rng, 40),
      equity:
        type === "stock"
          ? 0.9 + 0.02 * normal(rng)
          : type === "mixed_equity"
            ? 0.87 + 0.05 * normal(rng)
            : 0.945,
      turnover: active ? Math.min(6, 2.2 * Math.exp(0.5 * normal(rng))) : 2.2,
      fee: type === "index" ? 0.0065 : type === "enhanced" ? 0.012 : 0.0175,
      timing: active ? normal(rng) : 0,
      selection: type === "index" ? 0 : normal(rng) + (type === "enhanced" ? 1 : 0),
      aum: Math.exp(19.9 + 1.1 * normal(rng) + 0.3 * exponential(rng)),
      control: null
    });
  }
  funds.sort((a, b) => a.inception - b.inception);
  const named = funds.map((f, k) => ({
    ...f,
    code: `${999001 + k}.OF`,
    name: `仿真${LABEL[f.type]}${String(k + 1).padStart(3, "0")}`
  }));
  const classes = named
    .filter((f) => f.end === NULL_DAY && (f.type === "mixed_equity" || f.type === "enhanced"))
    .slice(0, plan.funds - main);
  const second = classes.map((f, k) => ({
    ...f,
    code: `${999001 + main + k}.OF`,
    name: `${f.name}C`,
    parent: f.code,
    fee: f.fee + 0.006,
    aum: f.aum * 0.3,
    inception: Math.max(f.inception + 30, dayOf("2015-01-05"))
  }));
  return [...named, ...second, ...drawControls(plan)];
}

function typeAt(u: number): FundType {
  const place = (u * 7919) % 1;
  let sum = 0;
  for (const [type, share] of MIX) {
    sum += share;
    if (place < sum) return type;
  }
  return "mixed_equity";
}
