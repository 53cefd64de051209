import type {GroupedRows} from "../../lib/flow/grouped-rows.js";
import type {FlowView} from "../../lib/flow/view.js";
import {yi} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {rankedWeek} from "./claims.js";

const amount = (cny: number): string => yi(cny, {digits: 1, signed: true});

/** Titles that say what the figures show, from the figures' own numbers. */
export function weekTitles(rows: GroupedRows, {name}: {readonly name: (key: string) => string}) {
  const sectors = rankedWeek(rows, "sector", name);
  const industries = rankedWeek(rows, "industry", name);
  const [best, worst] = [industries[0], industries.at(-1)];
  const [top, low] = [sectors[0], sectors.at(-1)];
  const both = (zh: string, en: string): Text => ({zh, en});
  return {
    table: both(
      `${top?.name}居首（${amount(top?.value ?? Number.NaN)}），${low?.name}居末（${amount(low?.value ?? Number.NaN)}）`,
      `${top?.name} first (${amount(top?.value ?? Number.NaN)}), ${low?.name} last (${amount(low?.value ?? Number.NaN)})`
    ),
    rank: both(
      `${best?.name}领先 ${amount(best?.value ?? Number.NaN)} 亿元，${worst?.name}垫底 ${amount(worst?.value ?? Number.NaN)} 亿元`,
      `${best?.name} leads with ${amount(best?.value ?? Number.NaN)}, ${worst?.name} trails with ${amount(worst?.value ?? Number.NaN)}`
    ),
    history(names: readonly string[], last: readonly number[]): Text {
      const most = last.indexOf(Math.max(...last));
      const total = last.reduce((s, x) => s + x, 0);
      return both(
        `累计净流入 ${yi(total, {digits: 0})} 亿元，${name(names[most] ?? "")}最多`,
        `CNY ${yi(total, {digits: 0})} × 100m of cumulative net inflow, most of it to ${name(names[most] ?? "")}`
      );
    },
    residual({week, residualSd}: FlowView): Text {
      const sd = yi(residualSd, {digits: 1});
      const [zh, en] = Number.isNaN(residualSd)
        ? ["", ""]
        : [`，此前各周残差的标准差 ${sd} 亿元`, `; standard deviation over earlier weeks ${sd}`];
      return both(
        `本周残差 ${amount(week.residual)} 亿元${zh}`,
        `Residual of ${amount(week.residual)} this week${en}`
      );
    }
  };
}
