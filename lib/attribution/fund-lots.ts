interface Lot {
  units: number;
  readonly day: number;
}

/** Units of funds in the lots in which they were bought: the oldest are redeemed first. */
export class FundLots {
  private readonly lots = new Map<number, Lot[]>();

  /** Funds held, ascending. */
  held(): number[] {
    return [...this.lots.keys()].sort((a, b) => a - b);
  }

  units(fund: number): number {
    return (this.lots.get(fund) ?? []).reduce((sum, lot) => sum + lot.units, 0);
  }

  buy(fund: number, units: number, day: number): void {
    const own = this.lots.get(fund) ?? [];
    own.push({units, day});
    this.lots.set(fund, own);
  }

  /** Takes out units, oldest first, and returns the mean fee rate on them by the days that each was held. */
  redeem(fund: number, units: number, {day, fee}: {readonly day: number; fee(held: number): number}): number {
    const own = this.lots.get(fund) ?? [];
    let [left, paid] = [units, 0];
    for (let lot = own[0]; lot && left > 0; lot = own[0]) {
      const take = Math.min(left, lot.units);
      paid += take * fee(day - lot.day);
      lot.units -= take;
      left -= take;
      if (lot.units <= 1e-12 * units) own.shift();
    }
    if (own.length === 0) this.lots.delete(fund);
    return units > 0 ? paid / units : 0;
  }
}
