export interface Breadth {
  readonly up: number;
  readonly down: number;
  /** Members with a state; up and down sum to it. */
  readonly valid: number;
  /** Share of valid members in an up-trend; NaN where none is valid. */
  readonly ratio: number;
}

/** Diffusion index (扩散指数): how many `members` (numbers of assets, negative ones unknown) stand up in `state`. */
export function breadth(
  state: Uint8Array,
  members: ArrayLike<number>,
  {assets, window}: {readonly assets: number; readonly window: number}
): Breadth {
  let up = 0;
  let valid = 0;
  for (let k = 0; k < members.length; k++) {
    const i = members[k] as number;
    if (i < 0) continue;
    // Without a branch on what cannot be foretold: the top bit is that of NONE, the lowest that of UP.
    const s = state[window * assets + i] as number;
    const known = 1 - (s >> 7);
    valid += known;
    up += s & known;
  }
  return {up, down: valid - up, valid, ratio: valid === 0 ? Number.NaN : up / valid};
}
