import type {LabParameters} from "../../lib/backtest/lab-parameters.js";
import {labLink, labParameters} from "../../lib/backtest/lab-parameters.js";
import type {LabReport} from "../../lib/backtest/lab-report.js";
import {bytes, fixed, integer, percent, yi} from "../../lib/format/number.js";
import {element} from "../dom.js";
import {Cancelled, type LabClient, type OnProgress} from "./lab-client.js";
import {type FigureOptions, labFigures, type Shown} from "./lab-figures.js";
import {labForm} from "./lab-form.js";
import {labTrades} from "./lab-trades.js";
import {LAB_WORDS} from "./lab-words.js";
import {countTrial, deflatedBy, forgetTrials, type Store, trialsIn} from "./trials.js";

/** Figures of a run as the summary tells them. */
type Figures = Pick<
  LabReport,
  "annualReturn" | "sharpe" | "sharpeError" | "maxDrawdown" | "turnover" | "capacity" | "moments"
>;

export interface LabOptions extends FigureOptions {
  readonly signals: readonly string[];
  /** Compressed bytes that the first run loads. */
  readonly bytes: number;
  /** The default variant, drawn until another is run. */
  readonly start: (Shown & Figures) | undefined;
  readonly store?: Store;
}

/**
 * The lab: a form whose state the link keeps, a run with progress that can be cancelled, the figures of the last run, how
 * many variants this browser has tried and what that leaves of the Sharpe ratio, and random books for comparison.
 */
export function lab(client: LabClient, options: LabOptions): HTMLElement {
  const {signals, locale, start, store = localStorage} = options;
  const words = LAB_WORDS[locale];
  const asked = new URLSearchParams(location.search);
  const {parameters, refused} = labParameters(asked, {signals});
  const {node: form, read} = labForm(parameters, {signals, locale});
  const status = element("p", {class: "lab-status", role: "status", "aria-live": "polite"});
  const meter = element("progress", {max: 1, value: 0, hidden: true, "aria-label": words.progress});
  const cancel = element(
    "button",
    {type: "button", disabled: true, onclick: () => client.cancel()},
    words.cancel
  );
  const run = element("button", {type: "submit", class: "primary"}, words.run);
  const placebo = element("button", {type: "button", onclick: () => void compare()}, words.placebo);
  const summary = element("div", {class: "lab-summary"});
  const figures = element("div", {class: "lab-figures"});
  form.append(element("div", {class: "lab-actions"}, run, placebo, cancel, meter));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void backtest();
  });
  form.addEventListener("input", (event) => event.stopPropagation());

  const onProgress: OnProgress = (stage, share) => {
    meter.value = share;
    status.textContent =
      stage === "load" ? words.loading(bytes(options.bytes)) : words.running(percent(share, {digits: 0}));
  };
  async function during(task: () => Promise<string>): Promise<void> {
    [run.disabled, placebo.disabled, cancel.disabled, meter.hidden] = [true, true, false, false];
    try {
      status.textContent = await task();
    } catch (error) {
      status.textContent =
        error instanceof Cancelled ? words.cancelled : words.failed(String((error as Error).message));
    } finally {
      [run.disabled, placebo.disabled, cancel.disabled, meter.hidden] = [false, false, true, true];
    }
  }
  const keep = (chosen: LabParameters): void => {
    const link = new URL(location.href);
    link.search = labLink(chosen);
    history.replaceState(history.state, "", link);
  };
  async function backtest(): Promise<void> {
    const chosen = read();
    keep(chosen);
    const began = performance.now();
    await during(async () => {
      const report = await client.run(chosen, onProgress);
      countTrial(store, labLink(chosen), report.moments.period);
      draw(report);
      return words.done(fixed((performance.now() - began) / 1000));
    });
  }
  async function compare(): Promise<void> {
    const chosen = read();
    keep(chosen);
    await during(async () => {
      const report = await client.run(chosen, onProgress);
      countTrial(store, labLink(chosen), report.moments.period);
      draw(report);
      const {values, percentile, p} = await client.compare(chosen, onProgress);
      draw(report);
      return words.compared(integer(values.length), percent(percentile, {digits: 0}), fixed(p, {digits: 3}));
    });
  }
  function draw(report: LabReport): void {
    summary.replaceChildren(...summaryOf(report, trialsIn(store)));
    figures.replaceChildren(...labFigures(report, options), ...labTrades(report, options));
  }
  function summaryOf(run: Figures, trials: ReadonlyMap<string, number>): HTMLElement[] {
    const deflated = deflatedBy(trials, run.moments);
    const forget = element(
      "button",
      {
        type: "button",
        onclick: () => {
          forgetTrials(store);
          summary.replaceChildren(...summaryOf(run, trialsIn(store)));
        }
      },
      words.forget
    );
    const {annualReturn, sharpe, sharpeError, maxDrawdown, turnover, capacity} = run;
    return [
      element(
        "p",
        {},
        words.summary({
          annual: percent(annualReturn, {digits: 1, signed: true}),
          sharpe: fixed(sharpe, {signed: true}),
          error: fixed(sharpeError),
          fall: percent(maxDrawdown, {digits: 1}),
          turnover: fixed(turnover, {digits: 1}),
          capacity:
            locale === "zh"
              ? `${yi(capacity / 100, {digits: 1})} 亿元`
              : `CNY ${fixed(capacity / 1e11, {digits: 2})} bn`
        })
      ),
      element(
        "p",
        {class: "lab-trials"},
        words.trials(integer(trials.size), percent(deflated, {digits: 0})),
        trials.size > 0 && forget
      )
    ];
  }

  const last = client.report;
  if (last) draw(last);
  else if (start) {
    summary.append(...summaryOf(start, trialsIn(store)));
    figures.append(...labFigures(start, options));
  }
  status.textContent =
    refused.length > 0 ? words.refused(refused.join(", ")) : words.ready(bytes(options.bytes));
  if (
    !last &&
    refused.length === 0 &&
    labLink(parameters) !== labLink(labParameters(new URLSearchParams(), {signals}).parameters)
  ) {
    void backtest();
  }
  return element("div", {class: "lab"}, form, status, summary, figures);
}
