import {createReadStream, existsSync, readFileSync, statSync} from "node:fs";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import {extname, join, normalize} from "node:path";
import {gzipSync} from "node:zlib";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png"
};

export interface Served {
  readonly url: string;
  /** Bytes sent, as they went over the wire. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

/** Serves a built site as a plain static host does: gzip, byte ranges, clean URLs, 404.html, under any base path. */
export async function serve(
  dist: string,
  {base = "/", port = 0}: {base?: string; port?: number} = {}
): Promise<Served> {
  const zipped = new Map<string, Buffer>();
  let sent = 0;
  const server: Server = createServer((request, response) => {
    answer(dist, base, zipped, request, response);
    response.on("close", () => {
      if (request.method !== "HEAD") sent += Number(response.getHeader("content-length") ?? 0);
    });
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    sent: () => sent,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      })
  };
}

function answer(
  dist: string,
  base: string,
  zipped: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse
): void {
  const {pathname} = new URL(request.url ?? "/", "http://host");
  const file = pathname.startsWith(base)
    ? fileFor(dist, decodeURIComponent(pathname.slice(base.length)))
    : undefined;
  const path = file ?? join(dist, "404.html");
  response.statusCode = file ? 200 : 404;
  if (!existsSync(path)) {
    response.end();
    return;
  }
  const type = TYPES[extname(path)];
  response.setHeader("content-type", type ?? "application/octet-stream");
  response.setHeader("accept-ranges", "bytes");
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (range && file) sendRange(path, Number(range[1]), range[2] ?? "", request, response);
  else if (type && request.method === "GET" && /gzip/.test(String(request.headers["accept-encoding"]))) {
    const body = zipped.get(path) ?? gzipSync(readFileSync(path));
    zipped.set(path, body);
    response.setHeader("content-encoding", "gzip");
    response.setHeader("content-length", body.length);
    response.end(body);
  } else {
    response.setHeader("content-length", statSync(path).size);
    if (request.method === "HEAD") response.end();
    else createReadStream(path).pipe(response);
  }
}

function sendRange(
  path: string,
  start: number,
  to: string,
  request: IncomingMessage,
  response: ServerResponse
): void {
  const {size} = statSync(path);
  const end = Math.min(to === "" ? size - 1 : Number(to), size - 1);
  if (start > end) {
    response.statusCode = 416;
    response.setHeader("content-range", `bytes */${size}`);
    response.end();
    return;
  }
  response.statusCode = 206;
  response.setHeader("content-range", `bytes ${start}-${end}/${size}`);
  response.setHeader("content-length", end - start + 1);
  if (request.method === "HEAD") response.end();
  else createReadStream(path, {start, end}).pipe(response);
}

function fileFor(dist: string, path: string): string | undefined {
  const clean = normalize(path).replace(/^(\.\.[/\\])+/, "");
  const tries = [clean, `${clean}.html`, join(clean, "index.html")].map((t) => join(dist, t));
  return tries.find((t) => t.startsWith(dist) && existsSync(t) && statSync(t).isFile());
}
