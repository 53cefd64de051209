import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {csv, guard, plain, rowsOf} from "../../../lib/format/csv.js";
import {datasetName, datasetNotice, NO_DATASET} from "../../../lib/format/dataset.js";
import {day, epochDay, isoDay, month, span, weekday} from "../../../lib/format/date.js";
import {sectorColor, signColor, styleColor} from "../../../lib/format/palette.js";
import {languageTag, say} from "../../../lib/format/text.js";
import {textWidth} from "../../../lib/format/width.js";

describe("text", () => {
  it("says the reader's language, the other where one is empty, and plain strings as they are", () => {
    expect(say({zh: "银行", en: "Banks"}, "zh")).toBe("银行");
    expect(say({zh: "银行", en: "Banks"}, "en")).toBe("Banks");
    expect(say({zh: "银行", en: ""}, "en")).toBe("银行");
    expect(say({zh: "", en: "Banks"}, "zh")).toBe("Banks");
    expect(say("A", "en")).toBe("A");
    expect([languageTag("zh"), languageTag("en")]).toEqual(["zh-Hans", "en"]);
  });
});

describe("dates", () => {
  it("counts days from 1970 and back", () => {
    expect(epochDay("1970-01-01")).toBe(0);
    expect(epochDay("2024-02-23")).toBe(19776);
    fc.assert(fc.property(fc.integer({min: -30000, max: 60000}), (d) => epochDay(isoDay(d)) === d));
  });
  it("refuses what is no day", () => {
    for (const bad of ["2024-02-30", "2024-2-3", "", "2024-13-01", "20240223"]) {
      expect(() => epochDay(bad)).toThrow(`got "${bad}"`);
    }
  });
  it("reads as people write", () => {
    expect(day("2024-02-23", "zh")).toBe("2024年2月23日");
    expect(day("2024-02-23", "en")).toBe("23 Feb 2024");
    expect(weekday("2024-02-23", "zh")).toBe("2024年2月23日 星期五");
    expect(weekday("2024-02-23", "en")).toBe("Friday, 23 Feb 2024");
    expect(month("2024-02-23", "zh")).toBe("2024年2月");
    expect(span("2024-02-19", "2024-02-23", "en")).toBe("2024-02-19 to 2024-02-23");
  });
});

describe("csv", () => {
  it("quotes, keeps numbers, empties what is missing, writes dates as ISO", () => {
    const text = csv({
      name: ['a"b', "c,d", null],
      x: Float64Array.of(1.5, Number.NaN, -2),
      day: [new Date("2024-02-23"), undefined, new Date("2024-02-23T01:02:03Z")]
    });
    expect(text).toBe('name,x,day\r\n"a""b",1.5,2024-02-23\r\n"c,d",,\r\n,-2,2024-02-23T01:02:03.000Z\r\n');
  });
  it("guards text that a spreadsheet would run, in cells and headers, and leaves numbers", () => {
    expect(guard("=1+1")).toBe("'=1+1");
    expect(csv({"=cmd": ["=HYPERLINK(1)", "@x", "-y", "+z", "\tq", "ok"]})).toBe(
      "'=cmd\r\n'=HYPERLINK(1)\r\n'@x\r\n'-y\r\n'+z\r\n'\tq\r\nok\r\n"
    );
    expect(csv({x: [-1]})).toBe("x\r\n-1\r\n");
  });
  it("refuses ragged columns", () => {
    expect(() => rowsOf({a: [1, 2], b: [1]})).toThrow("column b has 1 rows, expected 2");
    expect(rowsOf({})).toBe(0);
  });
  it("no cell ever starts a formula", () => {
    fc.assert(
      fc.property(fc.string(), (s) => {
        const line = csv({s: [s]})
          .slice(3)
          .replace(/^"/, "");
        expect(/^[=+\-@\t]/.test(line)).toBe(false);
      })
    );
  });
  it("writes objects as JSON and big integers exactly", () => {
    expect(plain({a: 1})).toBe('{"a":1}');
    expect(plain(9007199254740993n)).toBe("9007199254740993");
  });
});

describe("dataset notice", () => {
  const demo = {...NO_DATASET, name: "demo", simulated: true, title: {zh: "演示市场", en: "Demo market"}};
  it("says plainly when data is simulated, in both languages", () => {
    expect(datasetNotice(demo).zh).toMatch(/演示市场.*模拟.*虚构/);
    expect(datasetNotice(demo).en).toMatch(/Demo market.*simulated.*fictional/);
  });
  it("marks a name as simulated once", () => {
    expect(datasetName(demo)).toEqual({zh: "演示市场（模拟）", en: "Demo market (simulated)"});
    const said = {zh: "模拟市场", en: "Simulated market"};
    expect(datasetName({...demo, title: said})).toEqual(said);
    expect(datasetName({...demo, simulated: false}).zh).toBe("演示市场");
  });
  it("names real data and the lack of any", () => {
    expect(datasetNotice({...demo, simulated: false}).en).toBe("Dataset: Demo market");
    expect(datasetNotice(NO_DATASET).zh).toMatch(/尚未/);
  });
});

describe("palette", () => {
  it("gives the sectors of every report a colour and others grey", () => {
    for (const s of [
      "周期上游",
      "周期中游",
      "大消费",
      "大科技",
      "大金融",
      "TMT",
      "医药",
      "消费",
      "周期",
      "金融地产",
      "中游制造"
    ]) {
      expect(sectorColor(s)).not.toBe("var(--sector-other)");
    }
    expect(sectorColor("火星")).toBe("var(--sector-other)");
    expect(styleColor("size")).toBe("var(--style-1)");
    expect(styleColor("?")).toBe("var(--ink-3)");
    expect([1, -1, 0, Number.NaN].map(signColor)).toEqual([
      "var(--up)",
      "var(--down)",
      "var(--ink-2)",
      "var(--ink-2)"
    ]);
  });
});

describe("textWidth", () => {
  it("counts a Han character as a square and Latin as a little over half", () => {
    expect(textWidth("银行")).toBe(24);
    expect(textWidth("ab", {size: 10})).toBeCloseTo(11.4, 10);
  });
});
