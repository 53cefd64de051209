import {fitMinnesota, forecastAutoregression} from "./minnesota.js";

/** Values of the last series in the last months of quarters. */
export const quarterValues = (panel: Float64Array, k: number): Float64Array =>
  Float64Array.from(
    {length: Math.floor(panel.length / k / 3)},
    (_, q) => panel[(3 * q + 2) * k + k - 1] as number
  );

/** Means over whole quarters of all series but the last, quarters × series. */
export function quarterMeans(panel: Float64Array, k: number): Float64Array {
  const quarters = Math.floor(panel.length / k / 3);
  const out = new Float64Array(quarters * (k - 1));
  for (let q = 0; q < quarters; q++) {
    for (let i = 0; i < k - 1; i++) {
      let s = 0;
      for (let j = 0; j < 3; j++) s += panel[(3 * q + j) * k + i] as number;
      out[q * (k - 1) + i] = s / 3;
    }
  }
  return out;
}

const AHEAD = 5;

/**
 * Forecasts of y for the five quarters after its last known one, by a Minnesota autoregression of it and the means of
 * the groups (`group` of each series of `means`, quarters × series); NaN where y has gaps or is too short.
 */
export function autoregress(y: Float64Array, means: Float64Array, group: readonly number[]): Float64Array {
  const indicators = group.length;
  const groups = [...new Set(group)];
  const first = y.findIndex((v) => !Number.isNaN(v));
  const last = y.findLastIndex((v) => !Number.isNaN(v));
  const variables = groups.length + 1;
  const nothing = new Float64Array(AHEAD).fill(Number.NaN);
  if (last - first + 1 < 4 * variables || y.subarray(first, last + 1).some((v) => Number.isNaN(v)))
    return nothing;
  const data = new Float64Array((last - first + 1) * variables);
  for (let q = first; q <= last; q++) {
    const at = (q - first) * variables;
    data[at] = y[q] as number;
    groups.forEach((g, j) => {
      const members = group.flatMap((own, i) => (own === g ? [means[q * indicators + i] as number] : []));
      data[at + 1 + j] = members.reduce((s, v) => s + v, 0) / members.length;
    });
  }
  const path = forecastAutoregression(fitMinnesota(data, variables), data, AHEAD);
  return Float64Array.from({length: AHEAD}, (_, s) => path[s * variables] as number);
}
