import type {Stage} from "../../warehouse/stage.js";
import type {Classes} from "./classification.js";
import type {CrossSectionDay} from "./cross-section-day.js";
import {ExposureBatch} from "./exposure-batch.js";

/** Rows of `exposure` handed to the database at once. */
const BATCH = 262_144;

/** Fills one batch while the database takes in the one before. Whatever else the database does meanwhile goes in line. */
export class ExposureWriter {
  private batch = new ExposureBatch(BATCH);
  private spare = new ExposureBatch(BATCH);
  /** Until the database has taken in the spare batch, and until it is free. */
  private taken: Promise<void> = Promise.resolve();
  private free: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly stage: Stage,
    private readonly codes: readonly string[],
    private readonly classes: Classes
  ) {}

  async add(
    day: number,
    section: CrossSectionDay,
    groups: Parameters<ExposureBatch["add"]>[2]
  ): Promise<void> {
    if (this.batch.rows + section.n > this.batch.capacity) await this.hand();
    this.batch.add(day, section, groups);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Hands over what was added, as at the end of a year: the table is written year by year. */
  async hand(): Promise<void> {
    if (this.batch.rows === 0) return;
    await this.taken;
    const batch = this.batch;
    this.taken = this.queue(() => this.stage.append(batch.columns(this.codes, this.classes)));
    this.batch = this.spare;
    this.spare = batch;
    this.batch.rows = 0;
  }

  /** Does work on the database after all that it was given before. */
  queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.free.then(work);
    this.free = done;
    done.catch(() => {});
    return done;
  }

  /** Waits until the database has all. */
  async end(): Promise<void> {
    await this.taken;
  }
}
