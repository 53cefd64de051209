/** Measures of the board and the steps to which they are kept; money is of the week, CNY. */
export const BOARD_STEPS = {
  factor: 5e-4,
  crowding: 0.05,
  roe: 5e-4,
  d_roe: 5e-5,
  growth: 2e-3,
  d_growth: 5e-4,
  north: 1e7,
  margin: 1e7,
  money: 5e7,
  money_ratio: 1e-3,
  position: 5e-4,
  over_under: 5e-4,
  active_change: 1e-4,
  indicators: 0.05
} as const;
export type BoardMeasure = keyof typeof BOARD_STEPS;
