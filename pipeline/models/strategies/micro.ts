import type {Context} from "../../run/model.js";
import type {Gathered} from "./gather.js";
import {readIndex} from "./index-levels.js";
import {moves} from "./tables.js";

const KINDS = [
  {rule: "daily", zh: "微盘股指数（逐日再平衡）", en: "Micro-cap index, daily"},
  {rule: "monthly", zh: "微盘股指数（逐月再平衡）", en: "Micro-cap index, monthly"}
] as const;

/** The micro-cap indices as strategies, for comparison: arithmetic, not tradable books. */
export async function studyMicroCap(context: Context, gathered: Gathered): Promise<void> {
  for (const {rule, zh, en} of KINDS) {
    const frame = await context.query(
      `SELECT n.date AS date, n.level AS net, g.level AS gross FROM (SELECT * FROM micro_cap_nav WHERE variant = '${rule}_net') n
       JOIN (SELECT * FROM micro_cap_nav WHERE variant = '${rule}_gross') g USING (date) ORDER BY date`
    );
    const days = frame.days("date");
    if (days.length < 100) continue;
    const {close} = await readIndex(context, days, "000300.SH");
    const strategy = `micro_${rule}`;
    gathered.addStrategy(
      {
        strategy,
        family: "micro_cap",
        role: "index",
        zh,
        en,
        params: {members: 400, weight: "equal", every: rule}
      },
      {
        strategy,
        days,
        net: moves(frame.numbers("net")),
        gross: moves(frame.numbers("gross")),
        benchmark: moves(close),
        traded: new Float64Array()
      },
      {dsr: Number.NaN, pbo: Number.NaN, placebo: Number.NaN, tried: 1}
    );
  }
}
