import type {Text} from "../../lib/format/text.js";

/** What the bench says, in both languages. */
export const WORDS = {
  bench: {zh: "SQL 工作台", en: "SQL bench"},
  editor: {zh: "SQL 编辑器", en: "SQL editor"},
  run: {zh: "运行", en: "Run"},
  runAll: {zh: "全部运行", en: "Run all"},
  cancel: {zh: "取消", en: "Cancel"},
  cancelling: {zh: "正在取消……", en: "Cancelling …"},
  cancelled: {zh: "已取消。", en: "Cancelled."},
  restarted: {
    zh: "已取消；引擎已重启，临时表不再存在。",
    en: "Cancelled; the engine was restarted, temporary tables are gone."
  },
  running: {zh: "正在运行……", en: "Running …"},
  starting: {zh: "正在启动数据库引擎……", en: "Starting the database engine …"},
  ready: {zh: "就绪。", en: "Ready."},
  result: {zh: "查询结果", en: "Query result"},
  table: {zh: "表格", en: "Table"},
  chart: {zh: "图", en: "Chart"},
  noResult: {zh: "尚无结果。", en: "No result yet."},
  noColumns: {zh: "语句已执行，没有返回行。", en: "Done; the statement returns no rows."},
  noChart: {zh: "这个结果没有可画的数值列。", en: "This result has no quantity to draw."},
  schema: {zh: "数据表", en: "Tables"},
  filter: {zh: "筛选表与列", en: "Filter tables and columns"},
  loadingSchema: {zh: "正在读取表结构……", en: "Reading the tables …"},
  insert: {zh: "插入", en: "Insert"},
  columns: {zh: "列", en: "Columns"},
  examples: {zh: "示例", en: "Examples"},
  chooseExample: {zh: "选择示例……", en: "Choose an example …"},
  history: {zh: "历史", en: "History"},
  noHistory: {zh: "还没有历史。", en: "No history yet."},
  clearHistory: {zh: "清空历史", en: "Clear history"},
  share: {zh: "复制链接", en: "Copy link"},
  shared: {zh: "链接已复制。", en: "Link copied."},
  shareByHand: {zh: "请手动复制此链接：", en: "Copy this link by hand:"},
  tooLong: {zh: "查询太长，无法放进链接。", en: "The query is too long for a link."},
  fromLink: {
    zh: "此查询来自链接，尚未运行。请先读懂再运行。",
    en: "This query came with the link and has not been run. Read it before you run it."
  },
  brokenLink: {
    zh: "链接中的查询已损坏，无法读取。",
    en: "The query in the link is damaged and cannot be read."
  },
  longLink: {zh: "链接中的查询过长，未予读取。", en: "The query in the link is too long and was not read."},
  csv: {zh: "下载 CSV", en: "Download CSV"},
  bom: {zh: "Excel 中文标记（BOM）", en: "Mark for Excel (BOM)"},
  guard: {zh: "公式防护", en: "Formula guard"},
  keys: {zh: "快捷键", en: "Keys"},
  close: {zh: "关闭", en: "Close"},
  parameters: {zh: "参数", en: "Parameters"},
  lineMark: {zh: "线", en: "Line"},
  areaMark: {zh: "面积", en: "Area"},
  barMark: {zh: "条", en: "Bars"},
  dotMark: {zh: "点", en: "Dots"},
  mark: {zh: "图形", en: "Mark"},
  colour: {zh: "颜色", en: "Colour"},
  none: {zh: "无", en: "None"},
  useInstead: {zh: "改为", en: "Use"},
  failed: {zh: "查询出错", en: "The query failed"},
  engineFailed: {zh: "数据库引擎出错", en: "The database engine failed"}
} as const satisfies Record<string, Text>;

/** The keys, for the help sheet. */
export const KEYS: readonly {readonly keys: string; readonly what: Text}[] = [
  {
    keys: "Ctrl/⌘ Enter",
    what: {
      zh: "运行选中部分；无选中时运行光标所在语句",
      en: "Run the selection, or the statement at the cursor"
    }
  },
  {keys: "Ctrl/⌘ Shift Enter", what: {zh: "运行全部语句", en: "Run all statements"}},
  {keys: "Esc", what: {zh: "取消正在运行的查询", en: "Cancel the running query"}},
  {
    keys: "Ctrl Space",
    what: {zh: "补全；Tab 或 Enter 接受，Esc 收起", en: "Complete; Tab or Enter accepts, Esc closes"}
  },
  {keys: "Ctrl/⌘ /", what: {zh: "注释或取消注释", en: "Comment or uncomment"}},
  {keys: "Ctrl/⌘ F", what: {zh: "在编辑器内查找", en: "Find in the editor"}},
  {keys: "Ctrl/⌘ Z · Shift Z", what: {zh: "撤销 · 重做", en: "Undo · redo"}},
  {keys: "Tab", what: {zh: "离开编辑器（不缩进）", en: "Leave the editor (does not indent)"}},
  {
    keys: "↑ ↓ ← → PgUp PgDn Home End",
    what: {
      zh: "结果表内移动；Ctrl/⌘ Home、End 到首尾",
      en: "Move in the result; Ctrl/⌘ Home, End to its ends"
    }
  },
  {
    keys: "S",
    what: {zh: "按当前列排序（升、降、原序）", en: "Sort by the active column (up, down, as delivered)"}
  },
  {keys: "Ctrl/⌘ C", what: {zh: "复制当前单元格", en: "Copy the active cell"}}
];
