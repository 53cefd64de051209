/** Assumptions of the ladder; the page's sliders start from them. */
export const SCENARIO = {
  rate: 0.02,
  coupon: 0.15,
  knockOut: 1.03,
  lock: 3,
  hedged: 0.5,
  smoothing: 0.8,
  cap: 2
};
