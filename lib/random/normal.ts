import type {Rng} from "./rng.js";

const LAYERS = 128;
const EDGE = 3.442619855899;
const AREA = 9.91256303526217e-3;

const edges = new Float64Array(LAYERS + 1);
const ratios = new Float64Array(LAYERS);

function build(): void {
  let f = Math.exp(-0.5 * EDGE * EDGE);
  edges[0] = AREA / f;
  edges[1] = EDGE;
  for (let i = 2; i < LAYERS; i++) {
    const x = Math.sqrt(-2 * Math.log(AREA / (edges[i - 1] as number) + f));
    edges[i] = x;
    f = Math.exp(-0.5 * x * x);
  }
  for (let i = 0; i < LAYERS; i++) ratios[i] = (edges[i + 1] as number) / (edges[i] as number);
}
build();

/** Standard normal deviate by the ziggurat of Marsaglia and Tsang in the form of Doornik (2005). */
export function normal(rng: Rng): number {
  for (;;) {
    const bits = rng.next();
    const layer = bits & 127;
    const u = ((bits >>> 8) + 0.5) * 1.1920928955078125e-7 - 1;
    const x = u * (edges[layer] as number);
    if (Math.abs(u) < (ratios[layer] as number)) return x;
    if (layer === 0) return tail(rng, u < 0);
    const f0 = Math.exp(-0.5 * ((edges[layer] as number) ** 2 - x * x));
    const f1 = Math.exp(-0.5 * ((edges[layer + 1] as number) ** 2 - x * x));
    if (f1 + rng.uniform() * (f0 - f1) < 1) return x;
  }
}

function tail(rng: Rng, negative: boolean): number {
  let x: number;
  let y: number;
  do {
    x = Math.log(rng.uniform()) / EDGE;
    y = Math.log(rng.uniform());
  } while (-2 * y < x * x);
  return negative ? x - EDGE : EDGE - x;
}
