import {backtest} from "./engine.js";
import {type LabMarket, labOptions, labStrategy} from "./lab-market.js";
import type {LabParameters} from "./lab-parameters.js";
import {type LabReport, reportOf} from "./lab-report.js";
import type {Strategy} from "./strategy.js";

/** Runs the lab's strategy and gathers what its page draws; `progress` hears the share done, from 0 to 1. */
export function runLab(
  lab: LabMarket,
  parameters: LabParameters,
  {progress = () => {}}: {readonly progress?: (share: number) => void} = {}
): LabReport {
  const {market} = lab;
  const inner = labStrategy(lab, parameters);
  const from = Math.max(0, lab.scoreRows[0] ?? 0);
  const step = Math.max(1, Math.floor(market.days.length / 50));
  const strategy: Strategy = (view) => {
    if (view.row % step === 0) progress(view.row / market.days.length);
    return inner(view);
  };
  const result = backtest(market, strategy, {...labOptions(parameters), from});
  progress(1);
  return reportOf(lab, parameters, result);
}
