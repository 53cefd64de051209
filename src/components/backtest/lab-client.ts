import type {LabParameters} from "../../lib/backtest/lab-parameters.js";
import type {LabReport} from "../../lib/backtest/lab-report.js";

export interface LabTask {
  readonly id: number;
  readonly url: string;
  readonly kind: "run" | "placebo";
  readonly parameters: LabParameters;
}

/** Where a strategy lies among random books of the same rules and costs. */
export interface PlaceboAnswer {
  readonly p: number;
  readonly percentile: number;
  readonly values: Float64Array;
}

export interface LabAnswer {
  readonly id: number;
  readonly stage?: "load" | LabTask["kind"];
  readonly share?: number;
  readonly report?: LabReport;
  readonly placebo?: PlaceboAnswer;
  readonly error?: string;
}

/** Told how far a task is. */
export type OnProgress = (stage: "load" | LabTask["kind"], share: number) => void;

/** Said of a task that was cancelled. */
export class Cancelled extends Error {}

/**
 * Runs backtests in a worker of its own, one at a time; a new task or `cancel` ends the one that runs, by ending the
 * worker. Keeps the last report, so that a page may draw it again in another language.
 */
export class LabClient {
  report: LabReport | undefined;
  placebo: PlaceboAnswer | undefined;
  private worker: Worker | undefined;
  private stop: (() => void) | undefined;
  private count = 0;

  constructor(
    private readonly url: string,
    private readonly start: () => Worker = () =>
      new Worker(import.meta.resolve("./lab-worker.js"), {type: "module"})
  ) {}

  async run(parameters: LabParameters, onProgress: OnProgress = () => {}): Promise<LabReport> {
    const {report} = await this.ask({kind: "run", parameters}, onProgress);
    if (!report) throw new Error("the worker gave no report");
    this.report = report;
    this.placebo = undefined;
    return report;
  }

  async compare(parameters: LabParameters, onProgress: OnProgress = () => {}): Promise<PlaceboAnswer> {
    const {placebo} = await this.ask({kind: "placebo", parameters}, onProgress);
    if (!placebo) throw new Error("the worker gave no placebo");
    this.placebo = placebo;
    return placebo;
  }

  /** Ends what runs; its promise is rejected with `Cancelled`. */
  cancel(): void {
    this.stop?.();
  }

  private ask(task: Pick<LabTask, "kind" | "parameters">, onProgress: OnProgress): Promise<LabAnswer> {
    this.cancel();
    const worker = this.worker ?? this.start();
    this.worker = worker;
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker.removeEventListener("message", onMessage);
        worker.removeEventListener("error", onError);
        this.stop = undefined;
      };
      const onMessage = ({data}: MessageEvent<LabAnswer>): void => {
        if (data.id !== id) return;
        if (data.stage !== undefined) {
          onProgress(data.stage, data.share ?? 0);
          return;
        }
        settle();
        if (data.error === undefined) resolve(data);
        else reject(new Error(data.error));
      };
      const onError = (event: ErrorEvent): void => {
        settle();
        this.worker = undefined;
        reject(new Error(event.message || "the worker could not be loaded"));
      };
      this.stop = () => {
        settle();
        worker.terminate();
        this.worker = undefined;
        reject(new Cancelled("cancelled"));
      };
      worker.addEventListener("message", onMessage);
      worker.addEventListener("error", onError);
      worker.postMessage({...task, id, url: this.url} satisfies LabTask);
    });
  }
}
