/** One measured figure; with a peer, the same work done by another program in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: string;
  readonly peer_value?: number;
  /** value ÷ peer_value. */
  readonly ratio?: number;
}

/** A named benchmark: a file of this folder that ends in `.bench.ts` exports one by default. */
export interface Bench {
  readonly name: string;
  readonly what: string;
  run(): Promise<readonly Row[]>;
}

/** A row with a peer and their ratio. */
export const against = (row: Row, peer: string, peerValue: number): Row => ({
  ...row,
  peer,
  peer_value: peerValue,
  ratio: row.value / peerValue
});

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[half] ?? Number.NaN)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};
