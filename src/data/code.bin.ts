import {readdirSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {gzipSync} from "node:zlib";
import {joinParts} from "../../lib/format/parts.js";

// watches: lib, pipeline
const project = resolve(import.meta.dirname, "../..");

function filesOf(folder: string): string[] {
  return readdirSync(join(project, folder), {withFileTypes: true})
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(path);
      return entry.name.endsWith(".ts") ? [path] : [];
    });
}

const files = ["lib", "pipeline"].flatMap(filesOf);
const texts = [JSON.stringify(files), ...files.map((f) => readFileSync(join(project, f), "utf8"))];
process.stdout.write(joinParts(texts.map((text) => gzipSync(text, {level: 9}))));
