const MORNING = [9.5 * 3600, 11.5 * 3600] as const;
const AFTERNOON = [13 * 3600, 15 * 3600] as const;

/**
 * Whether a bar that ends at this second of the day lies in the continuous sessions, 09:30–11:30 and 13:00–15:00,
 * closing auction included. The opening auction and after-hours trading at the close are outside.
 */
export const inSession = (second: number): boolean =>
  (second > MORNING[0] && second <= MORNING[1]) || (second > AFTERNOON[0] && second <= AFTERNOON[1]);
