import {factorTables} from "./derived/factor.js";
import {flowTables} from "./derived/flow.js";
import {fundTables} from "./derived/fund.js";
import {macroTables} from "./derived/macro.js";
import {reconcileTables} from "./derived/reconcile.js";
import {strategyTables} from "./derived/strategy.js";
import {timingTables} from "./derived/timing.js";
import type {Table} from "./types.js";

/** Tables that models compute. */
export const derived: readonly Table[] = [
  ...factorTables,
  ...timingTables,
  ...macroTables,
  ...flowTables,
  ...fundTables,
  ...strategyTables,
  ...reconcileTables
];
