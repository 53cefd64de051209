import type {Text} from "./text.js";

/** What a site was built on, as written by the pipeline and shown on every page. */
export interface DatasetInfo {
  readonly name: string;
  /** True for a simulated market: its numbers are about no company. */
  readonly simulated: boolean;
  readonly title: Text;
  readonly size?: string;
  readonly seed?: number;
  /** First and last trading day, ISO; absent when there is no data yet. */
  readonly from?: string;
  readonly to?: string;
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
}

/** Stands for a warehouse that has not been built yet. */
export const NO_DATASET: DatasetInfo = {
  name: "none",
  simulated: false,
  title: {zh: "尚无数据", en: "No data yet"},
  tables: {}
};

/** The dataset's name, marked as simulated where its title does not already say so. */
export function datasetName({simulated, title}: DatasetInfo): Text {
  if (!simulated) return title;
  return {
    zh: title.zh.includes("模拟") ? title.zh : `${title.zh}（模拟）`,
    en: /simulated/i.test(title.en) ? title.en : `${title.en} (simulated)`
  };
}

/** One sentence that names the dataset and says plainly when it is simulated. */
export function datasetNotice(info: DatasetInfo): Text {
  if (info.name === NO_DATASET.name) {
    return {zh: "尚未建立数据仓库，页面没有数据。", en: "No warehouse has been built; pages have no data."};
  }
  if (info.simulated) {
    return {
      zh: `数据集：${info.title.zh}。除注明出自报告原文者外均为模拟数据，公司与代码皆属虚构，不构成投资依据。`,
      en: `Dataset: ${info.title.en}. All data is simulated but what is marked as printed in a report; companies and codes are fictional, and no basis for any investment.`
    };
  }
  return {zh: `数据集：${info.title.zh}`, en: `Dataset: ${info.title.en}`};
}
