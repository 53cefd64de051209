import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodeQuery, encodeQuery, LONGEST_QUERY, packQuery} from "../../../lib/sql/share.js";

describe("a query in a link", () => {
  it("is base64url of its UTF-8, worked by hand", () => {
    expect(encodeQuery("select 1")).toBe("q=c2VsZWN0IDE");
    expect(encodeQuery("银行")).toBe("q=6ZO26KGM");
  });

  it("comes back as it was, plain and packed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({unit: "grapheme", maxLength: 400}), async (sql) => {
        expect(await decodeQuery(`#${encodeQuery(sql)}`)).toEqual({kind: "query", sql});
        expect(await decodeQuery(await packQuery(sql))).toEqual({kind: "query", sql});
      }),
      {numRuns: 60}
    );
  });

  it("is packed when that is shorter and plain when not", async () => {
    expect(await packQuery("x")).toBe("q=eA");
    const long = "select date, industry, flow from northbound_flow;\n".repeat(40);
    const packed = await packQuery(long);
    expect(packed.startsWith("z=")).toBe(true);
    expect(packed.length).toBeLessThan(encodeQuery(long).length / 10);
  });

  it("is found among other fields and absent where there is none", async () => {
    expect(await decodeQuery("#a=1&q=c2VsZWN0IDE&b")).toEqual({kind: "query", sql: "select 1"});
    expect(await decodeQuery("")).toEqual({kind: "none"});
    expect(await decodeQuery("#section")).toEqual({kind: "none"});
  });

  it("is called broken when damaged, never thrown", async () => {
    for (const hash of ["q=!!!", "q=a", "z=AAAA", "q=_w", "z=", "z=____________"]) {
      expect(await decodeQuery(hash)).toEqual({kind: "broken", reason: "encoding"});
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(["none", "query", "broken"]).toContain((await decodeQuery(`#z=${text}`)).kind);
      }),
      {numRuns: 60}
    );
  });

  it("is refused when too long, also when it only inflates to that", async () => {
    const long = " ".repeat(LONGEST_QUERY + 1);
    expect(() => encodeQuery(long)).toThrow(/65537 characters are too many/);
    await expect(packQuery(long)).rejects.toThrow(/65537 characters are too many/);
    const bomb = new Blob(["a".repeat(8_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = Buffer.from(await new Response(bomb).arrayBuffer());
    expect(await decodeQuery(`z=${bytes.toString("base64url")}`)).toEqual({kind: "broken", reason: "size"});
    expect(await decodeQuery(`q=${"a".repeat(200_000)}`)).toEqual({kind: "broken", reason: "size"});
  });
});
