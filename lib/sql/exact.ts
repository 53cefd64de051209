const FOREVER = 9_223_372_036_854_775_807n;

/** An unscaled integer as a decimal with all digits of its scale: `scaled(12500n, 4)` is `1.2500`. */
export function scaled(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The shortest text that reads back as the same double, or as the same float where `single`. */
export function floatText(value: number, {single}: {single: boolean}): string {
  if (!single || !Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** ISO date of a day since 1970-01-01; the engine's endless days are `infinity` and `-infinity`. */
export function dayText(day: number): string {
  if (day >= 2_147_483_647) return "infinity";
  if (day <= -2_147_483_647) return "-infinity";
  const date = new Date(day * 86_400_000);
  return Number.isNaN(date.getTime())
    ? `${day} days from 1970-01-01`
    : (date.toISOString().split("T")[0] ?? "");
}

/** ISO time of a count of units since midnight; `unit` is how many make a second. Fractions as long as needed. */
export function timeText(count: bigint, unit: bigint): string {
  const seconds = count / unit;
  const two = (n: bigint): string => String(n).padStart(2, "0");
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const rest = count % unit;
  if (rest === 0n) return clock;
  const digits = String(unit).length - 1;
  return `${clock}.${String(rest).padStart(digits, "0").replace(/0+$/, "")}`;
}

/** ISO date and time of a count of units since 1970-01-01; `unit` is how many make a second. */
export function timestampText(count: bigint, unit: bigint, zone: string): string {
  if (count === FOREVER) return "infinity";
  if (count === -FOREVER) return "-infinity";
  const perDay = 86_400n * unit;
  const day = count >= 0n ? count / perDay : -((perDay - 1n - count) / perDay);
  return `${dayText(Number(day))}T${timeText(count - day * perDay, unit)}${zone}`;
}
