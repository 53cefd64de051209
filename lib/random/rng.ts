/** A stream of random numbers that depends on its seed alone. */
export interface Rng {
  /** Next 32 bits, as an unsigned integer. */
  next(): number;
  /** Uniform on the open interval (0, 1), 32 bits of resolution. */
  uniform(): number;
}

/** Mixes a text into a seed, so that streams of different names are independent (FNV-1a). */
export function mixSeed(seed: number, name: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619) >>> 0;
  return hash;
}

/**
 * xoshiro128** of Blackman and Vigna (2018), seeded by splitmix32: period 2^128 − 1, 32 bits a step.
 * `seed` is an integer; `stream` names an independent stream of the same seed.
 */
export function createRng(seed: number, stream = ""): Rng {
  if (!Number.isSafeInteger(seed)) throw new Error(`seed must be an integer; got ${seed}`);
  const state = new Int32Array(4);
  let mix = (mixSeed(seed >>> 0, stream) ^ Math.floor(seed / 4294967296)) | 0;
  for (let i = 0; i < 4; i++) {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[i] = z ^ (z >>> 15);
  }
  const next = (): number => {
    const s0 = state[0] as number;
    const s1 = state[1] as number;
    const five = Math.imul(s1, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const s2 = (state[2] as number) ^ s0;
    const s3 = (state[3] as number) ^ s1;
    state[1] = s1 ^ s2;
    state[0] = s0 ^ s3;
    state[2] = s2 ^ (s1 << 9);
    state[3] = (s3 << 11) | (s3 >>> 21);
    return result >>> 0;
  };
  return {next, uniform: () => (next() + 0.5) * 2.3283064365386963e-10};
}
