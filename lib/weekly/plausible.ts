import {epochDay} from "../format/date.js";
import type {Edition, Modules} from "./issue.js";

/** Calendar days that a module's last datum may be older than the issue, by how its source is released. */
const MAY_BE_OLD = {
  assets: 14,
  indicators: 31,
  hotFund: 7,
  nowcast: 31,
  prosperity: 14,
  northbound: 7,
  margin: 7,
  positions: 14
} as const;

/** What an edition may not be published with: modules past their release calendar, and impossible numbers. */
export function faultsOf({day, modules}: Edition): string[] {
  if (day === null) return [];
  return [...staleModules(day, modules), ...impossible(modules)];
}

function staleModules(day: string, modules: Modules): string[] {
  const last = {
    assets: modules.assets?.to,
    indicators: modules.indicators?.to,
    hotFund: modules.hotFund?.to,
    nowcast: modules.nowcast?.vintage.at(-1),
    prosperity: modules.prosperity?.to,
    northbound: modules.northbound?.to,
    margin: modules.margin?.to,
    positions: modules.positions?.to
  };
  return Object.entries(MAY_BE_OLD).flatMap(([name, most]) => {
    const to = last[name as keyof typeof last];
    if (to === undefined) return [];
    const age = epochDay(day) - epochDay(to);
    return age > most ? [`${name} ends ${to}, ${age} days before ${day} (${most} allowed)`] : [];
  });
}

function impossible({market, northbound, margin, positions, nowcast}: Modules): string[] {
  const faults: string[] = [];
  const amount = (market?.breadth.amount ?? Number.NaN) * 5;
  for (const [name, flows] of Object.entries({northbound, margin})) {
    const gross = flows?.flow.reduce((sum, x) => sum + Math.abs(x), 0) ?? 0;
    if (gross > amount) faults.push(`${name} moves ${gross} CNY in the week, more than five days' turnover`);
  }
  const total = positions?.weight.reduce((sum, w) => sum + w, 0) ?? 0;
  if (total > 1.0001) faults.push(`positions sum to ${total}, more than the funds' assets`);
  if (positions?.weight.some((w) => w < -1e-9)) faults.push("a position is negative");
  const growth = nowcast?.value.at(-1) ?? 0;
  if (Math.abs(growth) > 0.3) faults.push(`nowcast growth is ${growth}`);
  return faults;
}
