/** What the lab lets its reader change; ratios as decimals, capital in CNY. */
export interface LabParameters {
  readonly signal: string;
  readonly side: "high" | "low";
  readonly n: number;
  readonly every: "week" | "month";
  /** Names held are kept while they rank within n × (1 + buffer). */
  readonly buffer: number;
  /** 0 for none. */
  readonly loss: number;
  readonly gain: number;
  readonly stopAt: "close" | "touch";
  readonly commission: number;
  /** 1: stamp duty and transfer fee as the law has them; 0: none. */
  readonly statutory: number;
  /** Half the spread, bp. */
  readonly spread: number;
  readonly impact: number;
  readonly participation: number;
  readonly capital: number;
  readonly delay: number;
}

export const LAB_DEFAULTS: LabParameters = {
  signal: "book_to_price",
  side: "high",
  n: 20,
  every: "month",
  buffer: 0.5,
  loss: 0,
  gain: 0,
  stopAt: "close",
  commission: 0.00025,
  statutory: 1,
  spread: 5,
  impact: 0.1,
  participation: 0.1,
  capital: 1e8,
  delay: 1
};

/** Bounds of the numbers, and whether they are whole. */
export const LAB_BOUNDS = {
  n: {least: 1, most: 100, whole: true},
  buffer: {least: 0, most: 3, whole: false},
  loss: {least: 0, most: 0.9, whole: false},
  gain: {least: 0, most: 5, whole: false},
  commission: {least: 0, most: 0.01, whole: false},
  statutory: {least: 0, most: 1, whole: true},
  spread: {least: 0, most: 200, whole: false},
  impact: {least: 0, most: 5, whole: false},
  participation: {least: 0.001, most: 1, whole: false},
  capital: {least: 1e4, most: 1e12, whole: false},
  delay: {least: 1, most: 20, whole: true}
} as const;

const CHOICES = {side: ["high", "low"], every: ["week", "month"], stopAt: ["close", "touch"]} as const;

/** Parameters that a link says; what it says wrongly falls back to the default and is named. */
export function labParameters(
  link: URLSearchParams,
  {signals, defaults = LAB_DEFAULTS}: {readonly signals: readonly string[]; readonly defaults?: LabParameters}
): {readonly parameters: LabParameters; readonly refused: readonly string[]} {
  const refused: string[] = [];
  const read: Record<string, string | number> = {...defaults};
  if (!signals.includes(defaults.signal) && signals[0] !== undefined) read.signal = signals[0];
  for (const [name, text] of link) {
    if (!(name in defaults)) continue;
    const value = valueIn(name, text, signals);
    if (value === undefined) refused.push(name);
    else read[name] = value;
  }
  return {parameters: read as unknown as LabParameters, refused};
}

function valueIn(name: string, text: string, signals: readonly string[]): string | number | undefined {
  if (name === "signal") return signals.includes(text) ? text : undefined;
  if (name in CHOICES) {
    const list: readonly string[] = CHOICES[name as keyof typeof CHOICES];
    return list.includes(text) ? text : undefined;
  }
  const {least, most, whole} = LAB_BOUNDS[name as keyof typeof LAB_BOUNDS];
  const x = text.trim() === "" ? Number.NaN : Number(text);
  return x >= least && x <= most && (!whole || Number.isInteger(x)) ? x : undefined;
}

/** The link's part that says these parameters: only what differs from the defaults, in a fixed order. */
export function labLink(parameters: LabParameters, defaults: LabParameters = LAB_DEFAULTS): string {
  const link = new URLSearchParams();
  for (const name of Object.keys(defaults) as (keyof LabParameters)[]) {
    if (parameters[name] !== defaults[name]) link.set(name, String(parameters[name]));
  }
  return link.toString();
}
