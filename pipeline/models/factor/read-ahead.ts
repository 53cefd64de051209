/** Gives what is read of each part (a year, say) while the database already reads the next. */
export async function* readAhead<P, Y>(
  parts: readonly P[],
  read: (part: P) => Promise<Y>
): AsyncGenerator<Y> {
  let ahead = parts[0] === undefined ? undefined : read(parts[0]);
  for (let i = 1; ahead !== undefined; i++) {
    const now = await ahead;
    const next = parts[i];
    ahead = next === undefined ? undefined : read(next);
    ahead?.catch(() => {});
    yield now;
  }
}
