import {type Browser, chromium} from "playwright-core";

/** A headless Chromium that opens no connection of its own; `YANBAO_CHROMIUM` says where it is. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.YANBAO_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync"
    ]
  });
}
