/**
 * The files of a new analysis, by path from the project: a page that argues, and the loader of its figure.
 * @param {{title: string, en: string, slug: string}} names
 * @returns {Record<string, string>}
 */
export function analysis({title, en, slug}) {
  return {
    [`src/analyses/${slug}.md`]: page(title, en, slug),
    [`src/data/analyses/${slug}.json.ts`]: LOADER
  };
}

const yaml = (text) => JSON.stringify(text);
const heading = (text) => text.replaceAll("|", "/");

const page = (title, en, slug) => `---
title: ${yaml(title)}
title_en: ${yaml(en)}
sources: [index_daily]
keywords: []
---

# ${heading(title)} | ${heading(en)}

\`\`\`js
import {exhibit} from "../components/exhibit.js";
import {language} from "../components/language.js";
import {lines} from "../components/lines.js";
import {day} from "../lib/format/date.js";
import {percent} from "../lib/format/number.js";
const data = FileAttachment("../data/analyses/${slug}.json").json();
const info = FileAttachment("../data/dataset.json").json();
\`\`\`

\`\`\`js
const locale = language();
const last = data.date.at(-1);
const change = data.close.at(-1) / data.close[0] - 1;
\`\`\`

::: zh
写下结论：自\${last ? day(data.date[0], "zh") : "—"}至\${last ? day(last, "zh") : "—"}，\${data.index} 累计变动 **\${percent(change, {digits: 1, signed: true})}**。
:::

::: en
State the claim: from \${last ? day(data.date[0], "en") : "—"} to \${last ? day(last, "en") : "—"}, \${data.index} moved **\${percent(change, {digits: 1, signed: true})}**.
:::

## 证据 | Evidence

\`\`\`js
exhibit(
  (width) =>
    lines(data.date, [{name: data.index, value: data.close}], {
      label: {zh: "收盘点位", en: "Closing level"},
      locale,
      width
    }),
  {
    id: "index",
    title: {zh: \`\${data.index} 累计变动 \${percent(change, {digits: 1, signed: true})}\`, en: \`\${data.index} moved \${percent(change, {digits: 1, signed: true})}\`},
    subtitle: {zh: "收盘点位", en: "Closing level"},
    dataset: info,
    asOf: last,
    columns: {date: data.date, close: data.close},
    sql: \`SELECT date, close FROM index_daily WHERE index = '\${data.index}' ORDER BY date;\`,
    method: "/methods/",
    code: "pipeline/schema/raw.ts",
    locale
  }
)
\`\`\`

## 方法与局限 | Method and caveats

::: zh
数字何时可知，怎样计算，哪里做不到。
:::

::: en
When the numbers are known, how they are computed, and where they fall short.
:::
`;

const LOADER = `import {isoOf} from "../../../pipeline/warehouse/columns.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

// reads: index_daily
const warehouse = await openWarehouse();
const answer = warehouse.has("index_daily")
  ? await warehouse.query(\`
      SELECT index, date, close FROM index_daily
      WHERE index = (SELECT index FROM index_daily GROUP BY index ORDER BY index = '000300.SH' DESC, count(*) DESC LIMIT 1)
      ORDER BY date\`)
  : undefined;
const data = answer
  ? {
      index: answer.strings("index")[0] ?? "",
      date: Array.from(answer.days("date"), isoOf),
      close: Array.from(answer.numbers("close"))
    }
  : {index: "", date: [], close: []};
warehouse.close();
process.stdout.write(JSON.stringify(data));
`;
