import {type Check, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {nameIn} from "./names.js";

const en = nameIn("en");

/** S2: the statements on crowding against each other; the text prints no scores. */
export function checkCrowding(claims: Claims, report: string): Check[] {
  const base = {report, section: "S2"};
  const [day, history] = [claims.named("crowded"), claims.named("crowded_history")];
  const low = claims.subject("tmt_uncrowded");
  const cooling = claims.subject("new_energy_decrowding");
  const note = (name: string): {zh: string; en: string} => ({
    zh: `涉及：${name}。原文没有印出各行业的拥挤度分值。`,
    en: `About ${en(name)}. The report's text prints no score by industry.`
  });
  const overlap = (list: readonly string[], name: string): number => Number(list.includes(name));
  return [
    compareCount(
      {
        ...base,
        check: "csc/S2/crowding/list",
        unit: "industries",
        statement: {
          zh: "两处所列拥挤度较高的行业相同",
          en: "The two lists of crowded industries are the same"
        },
        note: {
          zh: `2.2.6 节：${day.join("、")}；3.8 节：${history.join("、")}。`,
          en: `Section 2.2.6: ${day.map(en).join(", ")}; section 3.8: ${history.map(en).join(", ")}.`
        },
        published: day.length,
        recomputed: day.filter((name) => history.includes(name)).length
      },
      {beyond: "implausible"}
    ),
    compareCount({
      ...base,
      check: "csc/S2/crowding/tmt",
      unit: "industries",
      statement: {
        zh: "拥挤度较低的 TMT 不在拥挤度较高之列",
        en: "TMT, called uncrowded, is not among the crowded"
      },
      note: note(low),
      published: 0,
      recomputed: overlap(history, low)
    }),
    compareCount(
      {
        ...base,
        check: "csc/S2/crowding/new-energy",
        unit: "industries",
        statement: {
          zh: "处于去拥挤阶段的新能源不在拥挤度最高之列",
          en: "New energy, said to be cooling off, is not the most crowded"
        },
        note: note(cooling),
        published: 0,
        recomputed: overlap(day, cooling)
      },
      {beyond: "implausible"}
    ),
    notCheckable({
      ...base,
      check: "csc/S2/crowding/styles",
      unit: "factors",
      statement: {
        zh: "没有风格因子触及拥挤危险区",
        en: "No style factor reaches the crowding line"
      },
      note: {zh: "原文文本没有印出各因子的得分。", en: "The text prints no scores by factor."},
      published: claims.value("style_crowded"),
      recomputed: Number.NaN
    })
  ];
}
