import type {Account} from "./account.js";
import type {Market} from "./market.js";
import type {Holding, Panel, View} from "./strategy.js";

/** The view of one row: its panels end there, and asking for a later one throws. */
export class RowView implements View {
  constructor(
    private readonly market: Market,
    private readonly account: Account,
    readonly row: number,
    readonly nav: number
  ) {}

  get day(): number {
    return this.market.days[this.row] as number;
  }

  get cash(): number {
    return this.account.cash;
  }

  get holdings(): readonly Holding[] {
    return this.account.positions;
  }

  past<P extends Panel>(panel: P, back = 0): Market[P] {
    const row = this.row - back;
    if (!(Number.isInteger(back) && back >= 0 && row >= 0)) {
      throw new RangeError(`back must be a whole number from 0 to ${this.row}, got ${back}`);
    }
    const {length} = this.market.codes;
    return this.market[panel].subarray(row * length, (row + 1) * length) as Market[P];
  }

  shares(asset: number): number {
    return this.account.position(asset)?.shares ?? 0;
  }
}
