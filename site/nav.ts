import type {Page} from "./pages.js";

export interface NavItem {
  readonly name: string;
  readonly path: string;
}

export interface NavSection {
  readonly name: string;
  readonly pages: NavItem[];
}

interface Section {
  readonly name: string;
  /** Folder whose pages join it. */
  readonly folder?: string;
  /** Pages that come first. */
  readonly first?: readonly string[];
  /** The other pages stand from the last name to the first: the newest issue on top. */
  readonly newestFirst?: boolean;
}

/** Sections in their order. */
const SECTIONS: readonly Section[] = [
  {
    name: "周报 | Weekly",
    folder: "weekly",
    first: ["/weekly/", "/weekly/scoreboard"],
    newestFirst: true
  },
  {
    name: "报告原文 | Reports",
    folder: "reports",
    first: [
      "/reports/zheshang-2024-02-23",
      "/reports/cinda-2021-04-26",
      "/reports/csc-2022-03-04",
      "/reports/reconciliation"
    ]
  },
  {
    name: "行业 | Industries",
    folder: "industries",
    first: [
      "/industries/",
      "/industries/industry",
      "/industries/prosperity",
      "/industries/northbound",
      "/industries/margin",
      "/industries/money-flow",
      "/industries/indicators"
    ]
  },
  {
    name: "因子 | Factors",
    folder: "factors",
    first: [
      "market",
      "industries",
      "upstream",
      "midstream",
      "downstream",
      "styles",
      "crowding",
      "weekly",
      "tear-sheet",
      "recovered"
    ].map((page) => `/factors/${page}`)
  },
  {
    name: "基金 | Funds",
    folder: "funds",
    first: [
      "positions",
      "accuracy",
      "fund",
      "screener",
      "deviation",
      "attribution",
      "skill",
      "fof",
      "my-fund"
    ].map((page) => `/funds/${page}`)
  },
  {
    name: "策略 | Strategies",
    folder: "strategies",
    first: ["comparison", "patterns", "northbound-seats", "southbound", "micro-cap", "lab"].map(
      (page) => `/strategies/${page}`
    )
  },
  {
    name: "择时 | Timing",
    folder: "timing",
    first: ["segments", "diffusion", "informed"].map((page) => `/timing/${page}`)
  },
  {name: "宏观 | Macro", folder: "macro", first: ["/macro/nowcast", "/macro/cross-asset"]},
  {
    name: "小盘 | Small caps",
    folder: "small-caps",
    first: ["/small-caps/snowball", "/small-caps/redemption"]
  },
  {name: "分析 | Analyses", folder: "analyses"},
  {name: "工具 | Tools", first: ["/sql", "/data", "/gallery", "/code"]},
  {
    name: "方法 | Methods",
    folder: "methods",
    first: [
      "/methods/",
      "/methods/conventions",
      "/methods/weekly",
      "/methods/northbound",
      "/methods/prosperity",
      "/methods/margin",
      "/methods/money-flow",
      "/methods/indicators",
      "/methods/risk-model",
      "/methods/factors",
      "/methods/timing",
      "/methods/fund-attribution",
      "/methods/fund-deviation",
      "/methods/backtest",
      "/methods/honesty"
    ]
  }
];

/** The sidebar: the pages that exist, in the declared order; pages of a new folder get a section of their own. */
export function navigation(pages: readonly Page[]): NavSection[] {
  const left = new Map(pages.filter((p) => !p.draft && p.path !== "/").map((p) => [p.path, p]));
  const take = (path: string): NavItem[] => {
    const page = left.get(path);
    left.delete(path);
    return page ? [{name: `${page.zh} | ${page.en}`, path: page.path}] : [];
  };
  const within = (folder: string): string[] => [...left.keys()].filter((p) => p.startsWith(`/${folder}/`));
  const sections = SECTIONS.map(({name, folder, first = [], newestFirst = false}) => {
    const top = first.flatMap(take);
    const others = folder ? within(folder) : [];
    return {name, pages: [...top, ...(newestFirst ? others.reverse() : others).flatMap(take)]};
  });
  const folders = new Set([...left.keys()].map((p) => p.split("/")[1] ?? ""));
  for (const folder of folders) {
    const paths = [...left.keys()].filter((p) => p.split("/")[1] === folder);
    sections.push({name: folder, pages: paths.flatMap(take)});
  }
  return sections.filter((s) => s.pages.length > 0);
}

/** The pages in the order of the sidebar; pages that it leaves out come last. */
export function inNavOrder(pages: readonly Page[]): Page[] {
  const order = navigation(pages).flatMap((section) => section.pages.map((p) => p.path));
  const rank = new Map(order.map((path, i) => [path, i]));
  const last = order.length;
  return [...pages].sort((a, b) => (rank.get(a.path) ?? last) - (rank.get(b.path) ?? last));
}
