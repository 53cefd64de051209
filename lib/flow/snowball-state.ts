import {isObservation, MONTH_DAYS, type Snowball} from "./snowball.js";

export type SnowballStanding = "alive" | "knocked_in" | "knocked_out" | "matured";

/**
 * What has become of a note after the closes since its start, relative to the start (day 1 first): knocked out ends
 * it, so does its term; a knock-in stays. Days without a close (NaN) are not watched. Known at the last close.
 */
export function snowballStanding(
  closes: ArrayLike<number>,
  note: Pick<Snowball, "knockIn" | "knockOut" | "months" | "lock">
): {readonly standing: SnowballStanding; readonly knockedIn: boolean; readonly day: number} {
  const terms = {...note, coupon: 0};
  let knockedIn = false;
  for (let day = 1; day <= closes.length; day++) {
    const s = closes[day - 1] as number;
    if (s < note.knockIn) knockedIn = true;
    if (isObservation(terms, day) && s >= note.knockOut) return {standing: "knocked_out", knockedIn, day};
    if (day === note.months * MONTH_DAYS) return {standing: "matured", knockedIn, day};
  }
  return {standing: knockedIn ? "knocked_in" : "alive", knockedIn, day: closes.length};
}
