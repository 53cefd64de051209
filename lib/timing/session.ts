/** Whether a bar that ends at `seconds` after midnight lies in continuous trading of the mainland exchanges: later than
 * 9:30 up to 11:30, later than 13:00 up to 15:00. The opening auction, which ends at 9:25 or is stamped 9:30, does not;
 * the closing auction is inside the last bar and cannot be told apart. */
export const inSession = (seconds: number): boolean =>
  (seconds > 34_200 && seconds <= 41_400) || (seconds > 46_800 && seconds <= 54_000);
