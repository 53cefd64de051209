import type {Text} from "../format/text.js";
import {ASSETS, DIMENSIONS} from "../macro/cross-asset.js";
import {enList, zhList} from "./words.js";

/** Marginal changes across asset classes: one row a dimension and asset that it speaks of. */
export interface Assets {
  /** Day of the signals, ISO. */
  readonly to: string;
  readonly dimension: readonly string[];
  readonly asset: readonly string[];
  /** Mean standardised change in the asset's favour. */
  readonly signal: readonly number[];
  /** `↑`, `↓` or `/`. */
  readonly arrow: readonly string[];
}

/** Assets that more dimensions favour than oppose, and the other way round. */
export function assetsSentences({asset, arrow}: Assets): Text[] {
  if (asset.length === 0) return [];
  const votes = new Map<string, number>();
  asset.forEach((a, i) => {
    const vote = arrow[i] === "↑" ? 1 : arrow[i] === "↓" ? -1 : 0;
    votes.set(a, (votes.get(a) ?? 0) + vote);
  });
  const names = (keep: (vote: number) => boolean): string[] =>
    [...votes].filter(([, v]) => keep(v)).map(([a]) => a);
  const [up, down] = [names((v) => v > 0), names((v) => v < 0)];
  if (up.length + down.length === 0) {
    return [
      {
        zh: "各维度的边际变化都不显著，本周对各类资产不作方向判断。",
        en: "No dimension changed significantly; the week gives no direction for any asset class."
      }
    ];
  }
  return [
    {
      zh: `综合各维度的边际变化，本周${up.length ? `对${zhList(up.map((a) => assetNamed(a).zh))}相对乐观` : "没有偏多的资产"}${down.length ? `，对${zhList(down.map((a) => assetNamed(a).zh))}相对谨慎` : ""}。`,
      en: `Taken together the marginal changes ${up.length ? `favour ${enList(up.map((a) => assetNamed(a).en))}` : "favour no asset class"}${down.length ? ` and speak against ${enList(down.map((a) => assetNamed(a).en))}` : ""} this week.`
    }
  ];
}

/** An asset class's names; an unknown one names itself. */
export const assetNamed = (asset: string): Text => ASSETS[asset] ?? {zh: asset, en: asset};

/** A dimension's names; an unknown one names itself. */
export const dimensionNamed = (dimension: string): Text =>
  DIMENSIONS[dimension] ?? {zh: dimension, en: dimension};
