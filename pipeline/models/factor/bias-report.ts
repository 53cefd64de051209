import {biasStatistic, rollingDeviation} from "../../../lib/factor/bias.js";
import {mean} from "../../../lib/stats/moments.js";
import {STAGES} from "./stages.js";

/** What each adjustment buys: a line a family of test portfolios, from standardised returns by `portfolio/stage`. */
export function biasReport(scores: ReadonlyMap<string, readonly number[]>): string[] {
  const families = new Set(Array.from(scores.keys(), (name) => name.replace(/[-/].*$/, "")));
  return Array.from(families, (family) => {
    const parts = STAGES.map((stage) => {
      const own = [...scores]
        .filter(([name]) => name.startsWith(family) && name.endsWith(`/${stage}`))
        .map(([, b]) => b);
      const bias = mean(own.map((b) => biasStatistic(b).bias));
      const q = mean(own.map((b) => biasStatistic(b).q));
      const mrad = mean(own.map((b) => rollingDeviation(b)));
      return `${stage} B ${bias.toFixed(2)} Q ${q.toFixed(2)} MRAD ${mrad.toFixed(2)}`;
    });
    return `${family}: ${parts.join("; ")}`;
  });
}
