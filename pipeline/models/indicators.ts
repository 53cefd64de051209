import {type IndicatorSignal, indicatorSignals} from "../../lib/macro/indicator-signal.js";
import {type IndicatorState, indicatorStates} from "../../lib/macro/indicator-states.js";
import {indicatorTest} from "../../lib/macro/indicator-test.js";
import {benjaminiHochberg} from "../../lib/stats/multiple-tests.js";
import {defineModel} from "../run/model.js";
import {type ExcessLevels, readExcess} from "./indicators/excess.js";
import {type Indicator, readDays, readIndicators} from "./indicators/read.js";
import {quarterStarts, releaseSamples, type Samples, weeklySamples} from "./indicators/samples.js";
import {Rows} from "./northbound/rows.js";

type SignalRows = Rows<
  "date" | "period_end" | "released",
  "series" | "industry" | "arrow" | "status",
  "previous" | "value" | "z" | "change"
>;
type TestRows = Rows<
  "date",
  "series" | "scheme" | "industry",
  "lag" | "n" | "beta" | "standard_error" | "t_stat" | "p" | "p_adjusted"
>;

/** What high-frequency series say of their industries, and whether they ever said anything of their returns (S23). */
export default defineModel({
  name: "indicators",
  inputs: ["series_info", "series_value"],
  optional: ["industry_daily", "calendar"],
  outputs: ["industry_indicator_signal", "industry_indicator_test"],
  params: {
    /** |z| above which there is an arrow. */
    threshold: 0.5,
    /** Intervals between the change and the return: 0 is the same one. */
    lags: [0, 1, 2, 4]
  },
  async run(context) {
    const {threshold, lags} = context.params;
    const signalRows: SignalRows = new Rows(
      ["date", "period_end", "released"],
      ["series", "industry", "arrow", "status"],
      ["previous", "value", "z", "change"]
    );
    const testRows: TestRows = new Rows(
      ["date"],
      ["series", "scheme", "industry"],
      ["lag", "n", "beta", "standard_error", "t_stat", "p", "p_adjusted"]
    );
    const indicators = await readIndicators(context);
    const days = await readDays(context);
    const excess = await readExcess(context);
    const tested: Tested[] = [];
    for (const indicator of indicators) {
      const states = indicatorStates(indicator.history, indicator);
      const signals = indicatorSignals(states, days, {...indicator, threshold});
      addSignals(signalRows, {indicator, states, signals, days});
      report(context, indicator, signals.at(-1));
      const path = {days, states, signals, polarity: indicator.polarity};
      const often = indicator.frequency === "D" || indicator.frequency === "W";
      tested.push({indicator, samples: often ? weeklySamples(path) : releaseSamples(path)});
    }
    if (excess) addTests(testRows, tested, {days, excess, lags});
    await context.write("industry_indicator_signal", signalRows.columns());
    await context.write("industry_indicator_test", testRows.columns());
  }
});

interface Tested {
  readonly indicator: Indicator;
  readonly samples: Samples;
}

function report(
  context: {log(message: string): void},
  {series, history: {early, late, missing}}: Indicator,
  last: IndicatorSignal | undefined
): void {
  const said = [
    early > 0 && `${early} values known before their period ended, counted from its end`,
    late > 0 && `${late} periods published after a later one, no news`,
    missing > 0 && `${missing} missing values left out`,
    last?.status === "stopped" && "has stopped: no arrow"
  ].filter(Boolean);
  if (said.length > 0) context.log(`${series}: ${said.join("; ")}`);
}

function addSignals(
  rows: SignalRows,
  {
    indicator: {series, industry},
    states,
    signals,
    days
  }: {
    readonly indicator: Indicator;
    readonly states: readonly IndicatorState[];
    readonly signals: readonly (IndicatorSignal | undefined)[];
    readonly days: Int32Array;
  }
): void {
  signals.forEach((signal, t) => {
    const state = signal && states[signal.state];
    if (!signal || !state) return;
    rows.add({
      date: days[t] as number,
      series,
      industry,
      previous: state.previous,
      value: state.value,
      change: state.change,
      z: signal.status === "stopped" ? Number.NaN : state.z,
      arrow: signal.arrow,
      period_end: state.period,
      released: state.known,
      status: signal.status
    });
  });
}

/** Every mapping at every lag, once a quarter on what was known by then; p-values of a day adjusted together. */
function addTests(
  rows: TestRows,
  tested: readonly Tested[],
  {
    days,
    excess,
    lags
  }: {readonly days: Int32Array; readonly excess: ExcessLevels; readonly lags: readonly number[]}
): void {
  const rowOf = new Map(Array.from(excess.days, (d, t) => [d, t]));
  const cases = tested.flatMap(({indicator, samples}) => {
    const own = excess.level.get(indicator.industry);
    if (!own || indicator.polarity === 0) return [];
    const level = samples.rows.map((t) => own.values[rowOf.get(days[t] as number) ?? -1] ?? Number.NaN);
    return lags.map((lag) => ({...indicator, ...samples, scheme: own.scheme, level, lag}));
  });
  for (const start of quarterStarts(days)) {
    const results = cases.map(({rows: at, signal, level, lag}) => {
      const known = at.findIndex((t) => t >= start);
      return indicatorTest({signal, level}, {lag, rows: known < 0 ? at.length : known});
    });
    const adjusted = benjaminiHochberg(results.map((r) => r.p));
    cases.forEach(({series, scheme, industry, lag}, k) => {
      const {n, beta, standardError, t, p} = results[k] as (typeof results)[number];
      if (Number.isNaN(p)) return;
      rows.add({
        date: days[start] as number,
        series,
        scheme,
        industry,
        lag,
        n,
        beta,
        standard_error: standardError,
        t_stat: t,
        p,
        p_adjusted: adjusted[k] as number
      });
    });
  }
}
