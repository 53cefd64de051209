/** A function for threads: the sum of the numbers; waits the first of them, in milliseconds, and refuses negative sums. */
export function slowSum(numbers: Float64Array): number {
  const until = performance.now() + (numbers[0] ?? 0);
  while (performance.now() < until);
  const sum = numbers.reduce((s, x) => s + x, 0);
  if (sum < 0) throw new RangeError(`sum must not be negative, got ${sum}`);
  return sum;
}
