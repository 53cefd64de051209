import {FileAttachment, type SiteFile} from "observablehq:stdlib";
import type {Assets} from "./worker.js";

/** The engine's parts as this site ships them, under whatever base path it is published. */
export async function siteAssets(): Promise<Assets> {
  const absolute = async (file: SiteFile): Promise<string> =>
    new URL(await file.url(), document.baseURI).href;
  return {
    worker: await absolute(FileAttachment("../../data/duckdb-eh.worker.js")),
    module: await absolute(FileAttachment("../../data/duckdb-eh.wasm")),
    database: await absolute(FileAttachment("../../data/yanbao.duckdb"))
  };
}
