import type {Columns} from "../../warehouse/columns.js";
import type {Stage} from "../../warehouse/stage.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** Writes tables one after another while the market goes on: batches queue up and the database works in between. */
export class Output {
  private queue: Promise<void> = Promise.resolve();
  private failure: unknown;
  private waiting = 0;
  private readonly stages = new Map<string, Stage>();

  constructor(private readonly warehouse: Warehouse) {}

  /** Queues a batch of a table; batches of a partitioned table come year by year, rows in the order of the key. */
  append(table: string, columns: Columns): void {
    this.enqueue(async () => {
      let stage = this.stages.get(table);
      if (!stage) {
        stage = this.warehouse.stage(table, {presorted: true});
        this.stages.set(table, stage);
      }
      await stage.append(columns);
    });
  }

  /** Queues a whole table, which the database sorts and checks for duplicate keys. */
  write(table: string, columns: Columns): void {
    this.enqueue(async () => {
      await this.warehouse.write(table, columns, "demo");
    });
  }

  /** Lets the database work; waits while more than `most` batches are queued. */
  async breathe(most = 6): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting > most) await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.failure) throw this.failure;
  }

  /** Waits for the queue and puts every staged table in place. */
  async finish(): Promise<void> {
    await this.queue;
    if (this.failure) {
      for (const stage of this.stages.values()) await stage.discard();
      throw this.failure;
    }
    for (const stage of this.stages.values()) await this.warehouse.commit(stage, "demo");
  }

  private enqueue(work: () => Promise<void>): void {
    this.waiting++;
    this.queue = this.queue.then(async () => {
      try {
        if (!this.failure) await work();
      } catch (error) {
        this.failure = error;
      }
      this.waiting--;
    });
  }
}
