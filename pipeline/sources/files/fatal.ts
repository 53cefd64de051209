/** A defect that stops an import before anything is put in place; its message is for the person who ran it. */
export class FatalError extends Error {
  override readonly name = "FatalError";
}

/** Text from a file made safe for a terminal or a message: one line, no control characters, cut at `limit`. */
export function plain(text: string, limit = 120): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
