import {fixed, percent} from "../format/number.js";

/** A change as signed percent with two decimals. */
export const move = (x = Number.NaN): string => percent(x, {digits: 2, signed: true});

/** CNY in billions, as English sentences say it. */
export const billions = (cny = Number.NaN, {signed = false} = {}): string =>
  fixed(cny / 1e9, {digits: 2, signed});

/** CNY in 亿, as Chinese sentences say it. */
export const hundredMillions = (cny = Number.NaN, {signed = false} = {}): string =>
  fixed(cny / 1e8, {digits: 1, signed});

/** Names joined as a list: `甲、乙`. */
export const zhList = (names: readonly string[]): string => names.join("、");

/** Names joined as a list: `a, b and c`. */
export const enList = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
