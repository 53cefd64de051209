/** One line a fine industry: the three schemes group the same fine industries, so they are consistent. */
export interface FineIndustry {
  readonly id: string;
  readonly citic: string;
  readonly sw: string;
  readonly csc37: string;
  /** Stocks per 5,000, and how much likelier a new listing belongs here than an old one. */
  readonly count: number;
  readonly young: number;
  /** Mean of ln(total capitalisation) above the market's. */
  readonly cap: number;
  /** Usual price to book, return on equity, assets to equity, and payout of profits. */
  readonly pb: number;
  readonly roe: number;
  readonly gearing: number;
  readonly payout: number;
  /** Annual volatility of the industry's factor return. */
  readonly vol: number;
}

export interface IndustryRow {
  readonly scheme: string;
  readonly industry: string;
  readonly en: string;
  readonly sector: string;
  readonly stream: string;
  readonly order: number;
}

const FINE = `
煤炭开采|煤炭|煤炭|煤炭|38|0.1|0.9|1.3|0.10|1.9|0.40|0.155
工业金属|有色金属|有色金属|有色金属|85|0.6|0.2|2.4|0.07|2.0|0.25|0.115
贵金属|有色金属|有色金属|黄金|14|0.2|0.6|2.8|0.08|1.8|0.25|0.115
能源金属|有色金属|有色金属|有色金属|26|1.2|0.5|3.4|0.08|1.8|0.20|0.115
油气炼化|石油石化|石油石化|石油石化|32|0.3|1.0|1.4|0.08|1.9|0.35|0.105
油田服务|石油石化|石油石化|石油石化|18|0.8|-0.1|1.7|0.05|1.8|0.20|0.105
化学制品|基础化工|基础化工|基础化工|375|1.3|-0.2|2.6|0.08|1.7|0.25|0.065
农化|基础化工|基础化工|基础化工|75|0.7|-0.1|2.0|0.07|1.9|0.25|0.065
日化美护|基础化工|美容护理|美容护理|30|1.5|0.0|4.0|0.09|1.5|0.30|0.065
钢铁|钢铁|钢铁|钢铁|55|0.3|0.6|1.1|0.06|2.3|0.35|0.115
水泥玻璃|建材|建筑材料|建筑材料|90|0.8|-0.1|1.9|0.09|1.8|0.30|0.09
通用设备|机械|机械设备|机械设备|300|1.5|-0.4|2.7|0.07|1.7|0.22|0.05
专用设备|机械|机械设备|机械设备|260|1.6|-0.3|2.8|0.07|1.8|0.22|0.05
建筑工程|建筑|建筑装饰|建筑装饰|150|0.7|0.1|1.4|0.08|3.4|0.22|0.10
军工装备|国防军工|国防军工|国防军工|110|1.1|0.2|3.2|0.05|1.8|0.20|0.14
航运港口|交通运输|交通运输|海运|40|0.3|0.6|1.4|0.07|2.0|0.30|0.075
航空机场|交通运输|交通运输|航空机场|15|0.1|1.2|1.8|0.06|2.6|0.25|0.075
公路铁路物流|交通运输|交通运输|地面交通|60|0.8|0.3|1.5|0.08|1.9|0.40|0.075
造纸家居|轻工制造|轻工制造|轻工制造|140|1.1|-0.3|2.1|0.08|1.8|0.30|0.065
整车零部件|汽车|汽车|汽车|220|1.2|0.0|2.2|0.08|2.1|0.30|0.095
家用电器|家电|家用电器|家用电器|85|0.8|0.2|2.6|0.12|2.1|0.40|0.095
白酒|食品饮料|食品饮料|白酒|20|0.1|2.0|5.5|0.19|1.4|0.50|0.125
食品乳品|食品饮料|食品饮料|食品|105|1.1|0.0|3.2|0.10|1.6|0.40|0.09
种植养殖|农林牧渔|农林牧渔|农林牧渔|100|0.6|0.0|2.6|0.07|1.9|0.25|0.12
服装纺织|纺织服装|纺织服饰|纺织服饰|100|0.7|-0.4|1.8|0.07|1.6|0.40|0.07
商业贸易|商贸零售|商贸零售|商贸零售|110|0.4|-0.1|1.6|0.06|2.3|0.35|0.08
旅游酒店教育|消费者服务|社会服务|社会服务|55|0.8|0.1|3.2|0.08|1.7|0.25|0.14
化学制药|医药|医药生物|医药生物|215|0.9|0.0|3.2|0.09|1.6|0.30|0.085
器械生物|医药|医药生物|医药生物|255|1.7|0.0|3.8|0.10|1.4|0.28|0.09
通信设备|通信|通信|通信|125|0.9|0.0|2.7|0.06|1.8|0.28|0.115
半导体|电子|电子|电子|150|2.4|0.4|4.2|0.07|1.5|0.18|0.12
消费电子元件|电子|电子|电子|260|1.2|0.0|3.2|0.07|1.8|0.22|0.11
软件服务|计算机|计算机|计算机|320|1.2|-0.1|3.9|0.06|1.6|0.22|0.14
影视游戏出版|传媒|传媒|传媒|150|0.8|-0.1|2.8|0.07|1.5|0.30|0.14
光伏电池|电力设备及新能源|电力设备|电力设备|130|1.8|0.4|3.6|0.09|2.0|0.20|0.12
电网设备|电力设备及新能源|电力设备|电力设备|170|1.0|-0.2|2.3|0.07|1.9|0.25|0.09
银行|银行|银行|银行|42|0.7|2.7|0.95|0.13|13.5|0.30|0.125
证券|非银行金融|非银金融|证券|50|0.4|1.8|1.7|0.07|3.8|0.32|0.175
保险|非银行金融|非银金融|保险|7|0.1|4.2|2.0|0.13|10.5|0.30|0.15
房地产开发|房地产|房地产|房地产|120|0.1|0.3|1.5|0.08|3.4|0.28|0.12
多元金融|综合金融|非银金融|多元金融|25|0.2|0.1|2.1|0.06|2.6|0.25|0.16
综合类|综合|综合|综合|40|0.1|-0.2|2.2|0.04|2.0|0.20|0.09
电力燃气|电力及公用事业|公用事业|公用事业|125|0.4|0.5|1.6|0.07|2.6|0.40|0.085
环境治理|电力及公用事业|环保|环保|90|1.1|-0.2|2.1|0.07|2.2|0.25|0.085`;

/** The fine industries; figures are round averages of the A-share market of 2012–2024, not of any company. */
export const fineIndustries: readonly FineIndustry[] = FINE.trim()
  .split("\n")
  .map((line) => {
    const [id = "", citic = "", sw = "", csc37 = "", ...numbers] = line.split("|");
    const [count = 0, young = 0, cap = 0, pb = 0, roe = 0, gearing = 0, payout = 0, vol = 0] =
      numbers.map(Number);
    return {id, citic, sw, csc37, count, young, cap, pb, roe, gearing, payout, vol};
  });

const CITIC = `周期上游:up 煤炭=Coal 有色金属=Nonferrous_Metals 石油石化=Petroleum 基础化工=Basic_Chemicals 钢铁=Steel
周期中游:mid 建材=Building_Materials 机械=Machinery 建筑=Construction 国防军工=Defence 交通运输=Transportation 轻工制造=Light_Manufacturing
大消费:down 汽车=Automobiles 家电=Home_Appliances 食品饮料=Food_&_Beverage 农林牧渔=Agriculture 纺织服装=Textiles_&_Apparel 商贸零售=Retail 消费者服务=Consumer_Services 医药=Healthcare
大科技:mid 通信=Telecom 电子=Electronics 计算机=Computers 传媒=Media 电力设备及新能源=Power_Equipment_&_New_Energy
大金融:down 银行=Banks 非银行金融=Non-bank_Finance 房地产=Real_Estate 综合金融=Diversified_Finance
其他:mid 综合=Conglomerates 电力及公用事业=Utilities`;

const SW = `周期上游:up 煤炭=Coal 有色金属=Nonferrous_Metals 石油石化=Petroleum 基础化工=Basic_Chemicals 钢铁=Steel
周期中游:mid 建筑材料=Building_Materials 机械设备=Machinery 建筑装饰=Construction_&_Decoration 国防军工=Defence 交通运输=Transportation 轻工制造=Light_Manufacturing
大消费:down 汽车=Automobiles 家用电器=Home_Appliances 食品饮料=Food_&_Beverage 农林牧渔=Agriculture 纺织服饰=Textiles_&_Apparel 商贸零售=Retail 社会服务=Social_Services 美容护理=Beauty_Care 医药生物=Healthcare
大科技:mid 通信=Telecom 电子=Electronics 计算机=Computers 传媒=Media 电力设备=Power_Equipment
大金融:down 银行=Banks 非银金融=Non-bank_Finance 房地产=Real_Estate
其他:mid 综合=Conglomerates 公用事业=Utilities 环保=Environment`;

const CSC37 = `上游:up 石油石化=Petroleum 煤炭=Coal 有色金属=Nonferrous_Metals 黄金=Gold 钢铁=Steel 基础化工=Basic_Chemicals 建筑材料=Building_Materials 农林牧渔=Agriculture
中游:mid 机械设备=Machinery 电力设备=Power_Equipment 国防军工=Defence 电子=Electronics 通信=Telecom 建筑装饰=Construction_&_Decoration 轻工制造=Light_Manufacturing 环保=Environment 公用事业=Utilities 海运=Shipping 航空机场=Airlines_&_Airports 地面交通=Ground_Transportation
下游:down 汽车=Automobiles 家用电器=Home_Appliances 白酒=Baijiu 食品=Food 纺织服饰=Textiles_&_Apparel 医药生物=Healthcare 商贸零售=Retail 社会服务=Social_Services 美容护理=Beauty_Care 房地产=Real_Estate 计算机=Computers 传媒=Media 银行=Banks 证券=Brokers 保险=Insurance 多元金融=Diversified_Finance 综合=Conglomerates`;

const UPSTREAM = new Set(["建材", "建筑材料", "农林牧渔"]);

function rowsOf(scheme: string, text: string): IndustryRow[] {
  const rows: IndustryRow[] = [];
  for (const line of text.split("\n")) {
    const [head = "", ...items] = line.split(" ");
    const [sector = "", stream = ""] = head.split(":");
    for (const item of items) {
      const [industry = "", en = ""] = item.split("=");
      const place = UPSTREAM.has(industry)
        ? "up"
        : industry === "传媒" || industry === "计算机"
          ? "down"
          : stream;
      rows.push({
        scheme,
        industry,
        en: en.replaceAll("_", " "),
        sector,
        stream: place,
        order: rows.length + 1
      });
    }
  }
  return rows;
}

/** Schemes in the order of their names, as keys sort. */
export const schemes = ["citic", "csc37", "sw"] as const;
export type Scheme = (typeof schemes)[number];

/** Industries of each scheme in display order. */
export const industriesOf: Readonly<Record<Scheme, readonly IndustryRow[]>> = {
  citic: rowsOf("citic", CITIC),
  csc37: rowsOf("csc37", CSC37),
  sw: rowsOf("sw", SW)
};

/** For each fine industry, the position of its industry in `industriesOf[scheme]`. */
export function industryIndex(scheme: Scheme): Int32Array {
  const names = industriesOf[scheme].map((r) => r.industry);
  return Int32Array.from(fineIndustries, (f) => {
    const at = names.indexOf(f[scheme]);
    if (at < 0) throw new Error(`fine industry "${f.id}": no ${scheme} industry "${f[scheme]}"`);
    return at;
  });
}
