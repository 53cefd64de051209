import type {Fundamentals} from "./fundamentals.js";
import {industriesOf, industryIndex, schemes} from "./industries.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

/** Total-return levels of every industry of the three schemes, weighted by float capitalisation, with P/E and P/B. */
export class IndustryLevels {
  readonly rows: Rows;
  /** Today's return of each CITIC industry in display order. */
  readonly citic = new Float64Array(industriesOf.citic.length);
  private readonly schemes = schemes.map((scheme, s) => {
    const names = industriesOf[scheme].map((r) => r.industry);
    const order = names.map((_, k) => k).sort((a, b) => ((names[a] ?? "") < (names[b] ?? "") ? -1 : 1));
    return {
      scheme,
      s,
      of: industryIndex(scheme),
      order,
      names,
      level: new Float64Array(names.length).fill(1000)
    };
  });

  readonly caps: Float64Array;

  constructor(readonly state: State) {
    const words = [...new Set(schemes.flatMap((s) => industriesOf[s].map((r) => r.industry)))];
    this.words = words;
    this.rows = new Rows(
      {date: "day", scheme: "code", industry: "code", close: "number", pe: "number", pb: "number"},
      {scheme: schemes, industry: words}
    );
    this.caps = new Float64Array(state.n);
    this.remember();
  }

  private readonly words: readonly string[];

  /** After the close of a day. */
  step(day: number, books: Fundamentals): void {
    const {state, caps} = this;
    for (const {scheme, s, of, order, names, level} of this.schemes) {
      const n = names.length;
      const base = new Float64Array(n);
      const gain = new Float64Array(n);
      const cap = new Float64Array(n);
      const profit = new Float64Array(n);
      const book = new Float64Array(n);
      for (const i of state.active) {
        const c = of[state.universe.fine[i] as number] as number;
        const w = caps[i] as number;
        base[c] = (base[c] as number) + w;
        gain[c] = (gain[c] as number) + w * (state.ret[i] as number);
        cap[c] = (cap[c] as number) + ((state.total[i] as number) * (state.close[i] as number)) / 100;
        profit[c] = (profit[c] as number) + (books.profit[i] as number);
        book[c] = (book[c] as number) + (books.book[i] as number);
      }
      for (const c of order) {
        const r = (base[c] as number) > 0 ? (gain[c] as number) / (base[c] as number) : 0;
        if (scheme === "citic") this.citic[c] = r;
        level[c] = (level[c] as number) * (1 + r);
        const pe = (profit[c] as number) > 0 ? (cap[c] as number) / (profit[c] as number) : Number.NaN;
        const word = this.words.indexOf(names[c] ?? "");
        this.rows.push(day, s, word, level[c] as number, pe, (cap[c] as number) / (book[c] as number));
      }
    }
    this.remember();
  }

  private remember(): void {
    const {state, caps} = this;
    caps.fill(0);
    for (const i of state.active) caps[i] = (state.float[i] as number) * (state.close[i] as number);
  }
}
