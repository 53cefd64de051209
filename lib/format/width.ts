/**
 * Width of a text in a sans face, in px: a Han or full-width character is as wide as it is high, others a
 * little over half. Close enough to leave room for a label, not for typesetting.
 */
export const textWidth = (text: string, {size = 12}: {readonly size?: number} = {}): number =>
  Array.from(text).reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) ? size : size * 0.57), 0);
