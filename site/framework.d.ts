declare module "@observablehq/framework/dist/config.js" {
  interface ParsedPage {
    readonly data: Readonly<Record<string, unknown>>;
  }
  interface Loaders {
    loadPage(path: string, ...rest: unknown[]): Promise<ParsedPage>;
  }
  export interface Config {
    readonly root: string;
    readonly output: string;
    readonly loaders: Loaders;
    paths(): AsyncIterable<string>;
  }
  export function readConfig(file: string): Promise<Config>;
}

declare module "@observablehq/framework/dist/build.js" {
  import type {Config} from "@observablehq/framework/dist/config.js";

  export class FileBuildEffects {
    constructor(output: string, cache: string, to: {logger: Console; output: NodeJS.WritableStream});
  }
  export function build(what: {config: Config}, effects: FileBuildEffects): Promise<void>;
}
