import {runLab} from "../../lib/backtest/lab.js";
import type {LabMarket} from "../../lib/backtest/lab-market.js";
import {unpackLab} from "../../lib/backtest/lab-pack.js";
import {runPlacebo} from "../../lib/backtest/lab-placebo.js";
import {gunzip} from "../factor/load.js";
import type {LabAnswer, LabTask} from "./lab-client.js";

/** The worker's side: loads the data once, then runs whatever is asked, telling how far it is. */
let lab: LabMarket | undefined;

const tell = (answer: LabAnswer): void => postMessage(answer);

async function load(url: string): Promise<LabMarket> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  return unpackLab(await gunzip(await response.arrayBuffer()));
}

addEventListener("message", async ({data}: MessageEvent<LabTask>) => {
  const {id, url, kind, parameters} = data;
  try {
    if (!lab) {
      tell({id, stage: "load", share: 0});
      lab = await load(url);
    }
    const progress = (share: number): void => tell({id, stage: kind, share});
    if (kind === "run") tell({id, report: runLab(lab, parameters, {progress})});
    else tell({id, placebo: runPlacebo(lab, parameters, {progress})});
  } catch (error) {
    tell({id, error: error instanceof Error ? error.message : String(error)});
  }
});
