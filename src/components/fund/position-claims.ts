import {type PositionView, UNIT} from "../../lib/attribution/position-view.js";
import {percent, points} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";

interface Names {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

/** Whether the week has a week before it, but too many reports came out to tell trading from revision. */
const isRevised = ({change, active}: PositionView): boolean =>
  active.every(Number.isNaN) && change.some((v) => !Number.isNaN(v));

/** Industries whose active change its interval tells from zero, the largest additions first. */
export function movers({active, significant}: PositionView): number[] {
  return [...active.keys()]
    .filter((i) => significant[i])
    .sort((a, b) => (active[b] as number) - (active[a] as number));
}

/** Whether changes are given without an error. */
const isUnsure = ({active, reach}: PositionView): boolean =>
  reach.every(Number.isNaN) && active.some((v) => !Number.isNaN(v));

/** Sums of the page's values, which are rounded, are not told from zero below this. */
const ROUNDING = 20 * UNIT;

/** Of what the week's change in the total is made; nothing where it cannot be split. */
function partsOf({drift, active}: PositionView, change: number): Text {
  const [moved, traded] = [sum(drift), sum(active)];
  const revised = change - moved - traded;
  if (Number.isNaN(revised)) return {zh: "", en: ""};
  const p = (x: number): string => points(x, {signed: true});
  const news = Math.abs(revised) > ROUNDING;
  return {
    zh: `：价格漂移 ${p(moved)} 个百分点，主动调仓 ${p(traded)}${news ? `，新披露带来的修订 ${p(revised)}` : ""}`,
    en: `: ${p(moved)} points by drift of prices, ${p(traded)} by trading${news ? `, ${p(revised)} by revision after new reports` : ""}`
  };
}

/** What the week says, in sentences; every number is the table's. */
export function positionClaims(view: PositionView, names: Names): Text[] {
  const [now, last] = [sum(view.weight), sum(view.last)];
  const found = movers(view);
  const list = (language: "zh" | "en", keep: readonly number[]): string =>
    keep
      .map((i) => `${names[language][i]} ${points(view.active[i] as number, {signed: true})}`)
      .join(language === "zh" ? "、" : ", ");
  const up = found.filter((i) => (view.active[i] as number) > 0).slice(0, 3);
  const down = found
    .filter((i) => (view.active[i] as number) < 0)
    .slice(-3)
    .reverse();
  const moved = {
    zh: [
      up.length > 0 ? `加仓最多：${list("zh", up)}` : "",
      down.length > 0 ? `减仓最多：${list("zh", down)}` : ""
    ]
      .filter(Boolean)
      .join("；"),
    en: [
      up.length > 0 ? `most added: ${list("en", up)}` : "",
      down.length > 0 ? `most cut: ${list("en", down)}` : ""
    ]
      .filter(Boolean)
      .join("; ")
  };
  const parts = partsOf(view, now - last);
  const active = isRevised(view)
    ? REVISED
    : isUnsure(view)
      ? UNSURE
      : {
          zh:
            found.length === 0
              ? "没有一个行业的主动增减仓能与零区分：本周的变化都在误差之内。"
              : `${view.active.length} 个行业中 ${found.length} 个的主动增减仓能与零区分（百分点）：${moved.zh}。`,
          en:
            found.length === 0
              ? "No industry's active change can be told from zero: the week's changes are within error."
              : `The active change of ${found.length} of ${view.active.length} industries can be told from zero (points): ${moved.en}.`
        };
  return [
    {
      zh: `主动偏股基金的股票仓位估计为 **${percent(now)}**${Number.isNaN(last) ? "" : `，上周 ${percent(last)}`}${parts.zh}。`,
      en: `Active equity funds are estimated to hold **${percent(now)}** in shares${Number.isNaN(last) ? "" : `, ${percent(last)} the week before`}${parts.en}.`
    },
    active
  ];
}

const UNSURE: Text = {
  zh: "这份数据没有完整持仓的披露，主动增减仓的误差无从估计，一律不判显著。",
  en: "This dataset has no full reports, so the error of active changes is unknown and none is called significant."
};

const REVISED: Text = {
  zh: "本周多数基金公布了持仓，估计据此修订；修订不是调仓，主动增减仓本周不给。",
  en: "Most funds published their holdings this week and the estimates were revised by them; that is no trading, so no active change is given."
};

/** Title of the table: what the week's changes show. */
export function positionTitle(view: PositionView, names: Names): Text {
  const found = movers(view);
  if (isRevised(view))
    return {
      zh: "本周持仓披露，估计随之修订，看不出主动增减仓",
      en: "Holdings were published this week: estimates were revised, and active changes cannot be told"
    };
  if (isUnsure(view))
    return {
      zh: "各行业仓位的估计；主动增减仓的误差无从估计",
      en: "Estimated positions by industry; the error of active changes is unknown"
    };
  if (found.length === 0)
    return {
      zh: "本周没有行业的主动增减仓超出误差",
      en: "No industry's active change of the week is beyond its error"
    };
  const most = found.reduce((a, b) =>
    Math.abs(view.active[b] as number) > Math.abs(view.active[a] as number) ? b : a
  );
  const added = (view.active[most] as number) > 0;
  return {
    zh: `${names.zh[most]}${added ? "获主动加仓" : "遭主动减仓"}最多，${found.length} 个行业的变化超出误差`,
    en: `${names.en[most]} was actively ${added ? "bought" : "sold"} most; ${found.length === 1 ? "one industry" : `${found.length} industries`} moved beyond error`
  };
}
