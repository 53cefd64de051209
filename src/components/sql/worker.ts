/** Where the engine's parts lie: absolute URLs of this site. */
export interface Assets {
  readonly worker: string;
  readonly module: string;
  readonly database: string;
}

/** What the worker has fetched of the database so far. */
export interface Fetched {
  readonly requests: number;
  readonly bytes: number;
}

/**
 * Runs in the worker before the engine: only the engine and the database may be requested, whatever a
 * query asks for, and what is fetched is counted.
 */
const prelude = (assets: Assets): string => `
const allowed = new Set(${JSON.stringify([assets.module, assets.database])});
const check = (url) => {
  if (!allowed.has(new URL(url, ${JSON.stringify(assets.module)}).href)) throw new Error("blocked: " + url);
};
const {open, send} = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function(method, url, ...rest) {
  check(url);
  return open.call(this, method, url, ...rest);
};
let requests = 0, bytes = 0;
XMLHttpRequest.prototype.send = function(body) {
  send.call(this, body);
  requests += 1;
  bytes += this.responseType === "arraybuffer" ? this.response?.byteLength ?? 0 : 0;
  postMessage({fetched: {requests, bytes}});
};
const request = self.fetch.bind(self);
self.fetch = async (input, init) => {
  check(input instanceof Request ? input.url : input);
  const response = await request(input, init);
  if (!response.ok) throw new Error("the server answers " + response.status);
  return response;
};
self.addEventListener("unhandledrejection", (event) => postMessage({broken: String(event.reason?.message ?? event.reason)}));
importScripts(${JSON.stringify(assets.worker)});
for (const name of ["WebSocket", "EventSource", "WebTransport", "Worker", "indexedDB", "caches", "importScripts"])
  Object.defineProperty(self, name, {value: undefined});
for (const level of ["log", "warn", "info"]) console[level] = () => {};
`;

export interface WorkerListeners {
  /** Told after each request for the database. */
  readonly onFetched: (fetched: Fetched) => void;
  /** Told when the worker cannot go on. */
  readonly onBroken: (message: string) => void;
}

interface Told {
  readonly fetched?: Fetched;
  readonly broken?: string;
}

/** Starts the engine's worker. It comes from a blob so that the page's content policy holds within it too. */
export function startWorker(assets: Assets, {onFetched, onBroken}: WorkerListeners): Worker {
  const url = URL.createObjectURL(new Blob([prelude(assets)], {type: "text/javascript"}));
  const worker = new Worker(url);
  worker.addEventListener("message", (event: MessageEvent<Told>) => {
    const {fetched, broken} = event.data;
    if (fetched === undefined && broken === undefined) return;
    event.stopImmediatePropagation();
    if (fetched !== undefined) onFetched(fetched);
    if (broken !== undefined) onBroken(broken);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    onBroken(event.message || "the worker could not be loaded");
  });
  URL.revokeObjectURL(url);
  return worker;
}
