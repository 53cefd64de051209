import type {PickNote} from "../../lib/flow/pick-day.js";
import {LAST_DAILY} from "../../lib/flow/regime.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

/** Says why another day is shown than was asked for; nothing where there is nothing to say. */
export function pickNote(
  note: PickNote,
  {asked, shown, locale}: {readonly asked: string | null; readonly shown: string; readonly locale: Locale}
): HTMLElement {
  const root = element("p", {class: "pick-note", role: "status"});
  if (note !== "exact" && note !== "default") root.append(words(note, locale, asked ?? "", shown));
  return root;
}

function words(
  note: Exclude<PickNote, "exact" | "default">,
  locale: Locale,
  asked: string,
  shown: string
): string {
  const text = asked.length > 40 ? `${asked.slice(0, 40)}…` : asked;
  const ended = note === "after" && shown === LAST_DAILY;
  if (ended)
    return locale === "zh"
      ? `逐日序列止于 ${LAST_DAILY}，${text} 没有逐日流量，改示最后一日。`
      : `The daily series is discontinued after ${LAST_DAILY}; there is no daily flow on ${text}, and the last day is shown.`;
  const zh = {
    invalid: `“${text}”不是日期（应为 YYYY-MM-DD），改示最近一日 ${shown}。`,
    closed: `${text} 没有北向交易，改示此前最近一日 ${shown}。`,
    before: `${text} 早于最早一日，改示 ${shown}。`,
    after: `${text} 晚于最近一日，改示 ${shown}。`
  };
  const en = {
    invalid: `"${text}" is no date (YYYY-MM-DD); the latest day, ${shown}, is shown.`,
    closed: `There was no northbound trading on ${text}; the day before, ${shown}, is shown.`,
    before: `${text} is before the first day; ${shown} is shown.`,
    after: `${text} is after the latest day; ${shown} is shown.`
  };
  return (locale === "zh" ? zh : en)[note];
}
