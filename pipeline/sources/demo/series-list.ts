/** A monthly series: mean, spread, loadings on activity, prices and credit, own noise, release lag in days. */
export interface Monthly {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly transform: string;
  readonly group: string;
  readonly mean: number;
  readonly sd: number;
  readonly loads: readonly [activity: number, prices: number, credit: number];
  readonly noise: number;
  readonly lag: number;
  /** January is not published and February covers both months. */
  readonly merged: boolean;
  /** How strongly the date of the Lunar New Year moves January and February, in spreads. */
  readonly newYear: number;
  readonly industry: string;
  readonly polarity: number;
}

/** A daily or weekly price or rate: start, annual volatility, pull to the start, and what it means for whom. */
export interface Market {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly frequency: string;
  readonly group: string;
  readonly start: number;
  readonly vol: number;
  readonly industry: string;
  readonly asset: string;
  readonly polarity: number;
}

const MONTHLY = `
iva|工业增加值同比|Industrial value added, y/y|%|yoy|activity|7.0|2.0|0.85|0.1|0.1|0.35|15|1|0||1
services|服务业生产指数同比|Services production index, y/y|%|yoy|activity|7.2|2.4|0.85|0|0.1|0.35|15|1|0||1
retail|社会消费品零售总额同比|Retail sales, y/y|%|yoy|activity|8.6|3.2|0.8|0.1|0|0.4|15|1|0||1
fai|固定资产投资累计同比|Fixed-asset investment, ytd y/y|%|ytd_yoy|activity|8.5|3.5|0.7|0|0.25|0.3|15|1|0||1
exports|出口同比|Exports, y/y|%|yoy|trade|6.5|9.0|0.6|0.2|0|0.6|9|0|1.0||1
imports|进口同比|Imports, y/y|%|yoy|trade|5.5|11.0|0.6|0.4|0|0.55|9|0|0.8||1
pmi|制造业PMI|Manufacturing PMI|index|level|activity|50.3|1.1|0.75|0.1|0.15|0.4|0|0|-0.4||1
pmi_services|非制造业PMI|Non-manufacturing PMI|index|level|activity|53.2|1.6|0.75|0|0.1|0.45|0|0|-0.2||1
power|发电量同比|Power generation, y/y|%|yoy|activity|5.2|3.5|0.75|0.1|0|0.45|15|1|0|电力及公用事业|1
cement_output|水泥产量同比|Cement output, y/y|%|yoy|activity|1.5|6.5|0.65|0|0.2|0.5|15|1|0|建材|1
steel_output|粗钢产量同比|Crude steel output, y/y|%|yoy|activity|3.2|5.0|0.6|0.2|0.1|0.55|15|1|0|钢铁|1
excavators|挖掘机销量同比|Excavator sales, y/y|%|yoy|activity|10|35|0.55|0.1|0.35|0.5|8|0|0.6|机械|1
autos|汽车销量同比|Auto sales, y/y|%|yoy|activity|6|14|0.6|0|0.15|0.6|11|0|0.7|汽车|1
nev|新能源汽车销量同比|New-energy vehicle sales, y/y|%|yoy|activity|62|38|0.4|0|0.1|0.7|11|0|0.8|电力设备及新能源|1
property|商品房销售面积同比|Property sales by area, y/y|%|yoy|activity|1|14|0.55|0|0.5|0.4|15|1|0|房地产|1
housing_starts|房屋新开工面积累计同比|Housing starts, ytd y/y|%|ytd_yoy|activity|-3|14|0.5|0|0.5|0.4|15|1|0|建筑|1
cpi|CPI同比|CPI, y/y|%|yoy|prices|2.0|0.9|0.1|0.7|0|0.5|10|0|0.9||0
ppi|PPI同比|PPI, y/y|%|yoy|prices|0.8|4.2|0.25|0.85|0.05|0.25|10|0|0||0
m1|M1同比|M1, y/y|%|yoy|credit|8.0|6.0|0.15|0|0.75|0.4|12|0|0.5||1
m2|M2同比|M2, y/y|%|yoy|credit|10.8|1.8|0|-0.1|0.7|0.4|12|0|0||1
tsf|社会融资规模存量同比|Total social financing, y/y|%|yoy|credit|12.3|2.2|0.1|0|0.8|0.3|12|0|0||1
loans|人民币贷款余额同比|Bank loans, y/y|%|yoy|credit|12.6|1.5|0.1|0|0.75|0.35|12|0|0||1
profits|工业企业利润累计同比|Industrial profits, ytd y/y|%|ytd_yoy|activity|6.5|13|0.6|0.45|0|0.4|27|1|0||1
railway|铁路货运量同比|Rail freight, y/y|%|yoy|activity|2.4|4.5|0.7|0.1|0|0.5|15|0|0.4|交通运输|1
us_pmi|美国制造业PMI|US manufacturing PMI|index|level|overseas|53.2|2.6|0.3|0.25|0|0.6|1|0|0||1`;

const MARKET = `
cement_price|散装水泥价格|Bulk cement price|CNY/t|D|price|360|0.14|建材||1
memory_dxi|存储芯片DXI指数|Memory DXI index|index|D|price|21000|0.30|电子||1
lithium|碳酸锂现货价|Lithium carbonate, spot|CNY/t|D|price|98000|0.38|电力设备及新能源||-1
lithium_future|碳酸锂期货价|Lithium carbonate, futures|CNY/t|D|price|97000|0.42|电力设备及新能源||-1
coal_price|动力煤价|Thermal coal price|CNY/t|D|price|680|0.26|煤炭||1
rebar|螺纹钢价|Rebar price|CNY/t|D|price|3900|0.20|钢铁||1
hog|生猪价|Hog price|CNY/kg|D|price|16|0.30|农林牧渔||1
copper|铜价|Copper|CNY/t|D|price|56000|0.18|有色金属||1
urea|尿素价|Urea price|CNY/t|D|price|2050|0.20|基础化工||1
baltic_dry|波罗的海干散货指数|Baltic Dry index|index|D|price|1500|0.55|交通运输||1
box_office|电影票房（周）|Box office, weekly|CNY mn|W|volume|900|0.9|传媒||1
property_30|30城商品房成交（周）|Property deals in 30 cities, weekly|10k m2|W|volume|330|0.5|房地产||1
furnace|高炉开工率（周）|Blast-furnace operating rate, weekly|%|W|volume|78|0.10|钢铁||1
usd_cny|美元兑人民币|USD/CNY|CNY|D|rate|6.7|0.045|家电||1
ncd_1y|同业存单收益率1年|One-year NCD yield|%|D|liquidity|2.9|0.22||stock,bond|-1
bond_10y|十年国债收益率|Ten-year treasury yield|%|D|liquidity|3.2|0.12||bond|-1
citi_us|花旗经济意外指数：美国|Citi surprise: US|index|D|overseas|12|0||commodity|1
citi_eu|花旗经济意外指数：欧洲|Citi surprise: euro area|index|D|overseas|5|0||commodity|1
citi_cn|花旗经济意外指数：中国|Citi surprise: China|index|D|overseas|3|0||commodity|1
us_breakeven|十年美债隐含通胀|US ten-year breakeven|%|D|oil|2.1|0.16||oil|1
crack|原油裂解价差|Crack spread|USD/bbl|D|oil|20|0.45||oil|1
crude_stocks|原油和石油产品库存|Crude and product stocks|kbbl|W|oil|1250000|0.035||oil|-1
us_claims|美国初请失业人数|US initial jobless claims|k|W|dollar|240|0.25||stock|1
dollar|美元指数|Dollar index|index|D|dollar|97|0.07||stock,commodity|-1`;

const lines = (text: string): string[][] =>
  text
    .trim()
    .split("\n")
    .map((l) => l.split("|"));

export const monthly: readonly Monthly[] = lines(MONTHLY).map((f) => {
  const [series = "", zh = "", en = "", unit = "", transform = "", group = "", ...rest] = f;
  const [mean = 0, sd = 1, a = 0, p = 0, c = 0, noise = 1, lag = 0, merged = 0, newYear = 0] =
    rest.map(Number);
  const loads = [a, p, c] as const;
  const [industry = "", polarity = "0"] = rest.slice(9);
  return {
    series,
    zh,
    en,
    unit,
    transform,
    group,
    mean,
    sd,
    loads,
    noise,
    lag,
    merged: merged === 1,
    newYear,
    industry,
    polarity: Number(polarity)
  };
});

export const markets: readonly Market[] = lines(MARKET).map((f) => {
  const [
    series = "",
    zh = "",
    en = "",
    unit = "",
    frequency = "",
    group = "",
    start = "1",
    vol = "0",
    industry = "",
    asset = "",
    polarity = "0"
  ] = f;
  return {
    series,
    zh,
    en,
    unit,
    frequency,
    group,
    start: Number(start),
    vol: Number(vol),
    industry,
    asset,
    polarity: Number(polarity)
  };
});
