import {describe, expect, it} from "vitest";
import {faultsOf, wrongArrows} from "../../scripts/arrows.js";

describe("the arrows between folders", () => {
  it("all run one way", () => {
    expect(wrongArrows()).toEqual([]);
  });

  it.each([
    [
      "lib",
      "lib/flow/x.ts",
      'import {openWarehouse} from "../../pipeline/warehouse/warehouse.js";',
      /lib may not import pipeline/
    ],
    ["lib", "lib/flow/x.ts", 'import {readFileSync} from "node:fs";', /stays free of it/],
    ["src/components", "src/components/x.ts", 'import "../data/x.js";', /may not import src\/data/],
    [
      "src/components",
      "src/components/x.ts",
      'import * as Plot from "npm:@observablehq/plot";',
      /stays free of it/
    ],
    [
      "pipeline",
      "pipeline/models/x.ts",
      'import {exhibit} from "../../src/components/exhibit.js";',
      /may not import src\/components/
    ]
  ])("an import out of %s is named", (room, file, text, fault) => {
    expect(faultsOf(room, file, text)).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    ["src/components", "src/components/x.ts", 'import {say} from "../lib/format/text.js";'],
    [
      "src/data",
      "src/data/flow/x.json.ts",
      'import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";'
    ],
    ["pipeline", "pipeline/models/x.ts", 'import {flows} from "../../lib/flow/northbound.js";']
  ])("an import from %s inward is fine", (room, file, text) => {
    expect(faultsOf(room, file, text)).toEqual([]);
  });
});
