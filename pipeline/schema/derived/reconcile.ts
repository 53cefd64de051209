import {real, type Table, text} from "../types.js";
import {table} from "./columns.js";

/** What the reports' own arithmetic says. */
export const reconcileTables: readonly Table[] = [
  table(
    "reconciliation",
    "报告自洽核对",
    "Reconciliation of the reports' own arithmetic",
    ["check"],
    [
      text("check", "核对项", "Check"),
      text("report", "报告", "Report"),
      text("statement", "陈述", "Statement"),
      text("statement_en", "陈述（英文）", "Statement in English"),
      real("published", "报告值", "Published value"),
      real("recomputed", "重算值", "Recomputed value"),
      real("gap", "差", "Gap"),
      real("tolerance", "容差", "Tolerance"),
      text("verdict", "结论", "Verdict"),
      text("unit", "单位", "Unit"),
      text("section", "方法章节", "Section of the methods"),
      text("note", "说明", "Note"),
      text("note_en", "说明（英文）", "Note in English")
    ],
    {method: "Cross-report checks"}
  )
];
