import {parseArgs} from "node:util";
import {say} from "./run/progress.js";
import {FatalError, messageOf} from "./sources/files/fatal.js";
import {importFolder} from "./sources/files/import.js";
import {readMapping, shippedMappings} from "./sources/files/mapping.js";
import {report} from "./sources/files/report.js";

const usage = `npm run import -- DIR [--as NAME] [--mapping NAME|FILE …] [--dry-run] [--max-rejects 0.2]
  DIR            a folder of CSV (UTF-8 or GB18030, .gz too) or Parquet files, named after tables or read by a mapping
  --as           name of the dataset, default the folder's
  --mapping      how to read a vendor's files; may be given several times; shipped: ${shippedMappings().join(", ")}
  --dry-run      check only
  --max-rejects  share of a table's rows above which bad rows stop the import
docs/importing.md tells the rest.`;

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        as: {type: "string"},
        mapping: {type: "string", multiple: true, default: []},
        "dry-run": {type: "boolean", default: false},
        "max-rejects": {type: "string", default: "0.2"},
        help: {type: "boolean", default: false}
      }
    });
  } catch (error) {
    say(`${messageOf(error)}\n\n${usage}`);
    process.exit(2);
  }
};

const {values, positionals} = readArguments();
const [dir] = positionals;
const maxRejects = Number(values["max-rejects"]);
if (values.help || !dir || positionals.length > 1 || !(maxRejects >= 0 && maxRejects <= 1)) {
  say(usage);
  process.exit(values.help ? 0 : 2);
}
try {
  const dryRun = values["dry-run"];
  const mappings = values.mapping.map(readMapping);
  const dataset = values.as === undefined ? {} : {dataset: values.as};
  const result = await importFolder(dir, {...dataset, mappings, dryRun, maxRejects, log: say});
  say(`\n${report(result, {dryRun})}`);
} catch (error) {
  const known = error instanceof FatalError;
  say(`\nimport failed: ${known ? error.message : messageOf(error)}`);
  say("nothing was imported; what was there before is still there");
  process.exitCode = 1;
}
