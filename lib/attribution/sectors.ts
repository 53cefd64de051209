/** The five sectors (风格板块) into which report B groups industries; medicine belongs to consumption. */
export const SECTORS = ["TMT", "周期", "消费", "中游制造", "金融地产"] as const;
export type Sector = (typeof SECTORS)[number];

const MEMBERS: Readonly<Record<Sector, readonly string[]>> = {
  TMT: ["传媒", "电子", "计算机", "通信"],
  周期: [...["交通运输", "基础化工", "建材", "有色金属", "煤炭", "石油石化", "钢铁"], ...["建筑材料"]],
  消费: [
    ...["农林牧渔", "商贸零售", "家电", "消费者服务", "纺织服装", "轻工制造", "食品饮料", "医药"],
    ...["家用电器", "社会服务", "纺织服饰", "医药生物", "美容护理"]
  ],
  中游制造: [
    ...["国防军工", "建筑", "机械", "汽车", "电力及公用事业", "电力设备及新能源", "综合"],
    ...["建筑装饰", "机械设备", "公用事业", "电力设备", "环保"]
  ],
  金融地产: [...["房地产", "综合金融", "银行", "非银行金融"], ...["非银金融"]]
};

const PLACE: ReadonlyMap<string, number> = new Map(
  SECTORS.flatMap((sector, s) => MEMBERS[sector].map((industry): [string, number] => [industry, s]))
);

/**
 * Place in `SECTORS` of a CITIC or Shenwan level-1 industry, by the grouping of the weekly's position table with
 * medicine joined to consumption; −1 for what is in no sector (Hong Kong shares, unclassified).
 */
export const sectorIndex = (industry: string): number => PLACE.get(industry) ?? -1;
