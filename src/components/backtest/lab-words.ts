interface Summary {
  readonly annual: string;
  readonly sharpe: string;
  readonly error: string;
  readonly fall: string;
  readonly turnover: string;
  readonly capacity: string;
}

/** What the lab says, in both languages. */
export const LAB_WORDS = {
  zh: {
    run: "运行回测",
    placebo: "与 200 个随机组合比较",
    cancel: "取消",
    progress: "进度",
    forget: "清零",
    ready: (size: string) => `首次运行要取 ${size} 行情，之后都在本机计算；下面是默认参数的结果。`,
    loading: (size: string) => `正在取行情（${size}）…`,
    running: (share: string) => `正在计算：${share}`,
    cancelled: "已取消。",
    failed: (message: string) => `没有算成：${message}`,
    done: (seconds: string) => `用时 ${seconds} 秒，含绘图。`,
    refused: (names: string) => `链接里这些参数不成立，已用默认值：${names}`,
    compared: (n: string, percentile: string, p: string) =>
      `夏普比率高于 ${n} 个随机组合中的 ${percentile}（同一股票池、同样的调仓日、留存只数、规则与费用；p = ${p}）。`,
    summary: ({annual, sharpe, error, fall, turnover, capacity}: Summary) =>
      `年化 ${annual}，夏普 ${sharpe} ± ${error}，最大回撤 ${fall}，一年双边换手 ${turnover} 倍；容量约 ${capacity}（95% 的成交不超过当日成交量的十分之一）。`,
    trials: (n: string, share: string) =>
      n === "0"
        ? `尚未在本浏览器试过变体；单看这一个，真实夏普为正的概率是 ${share}。`
        : `本浏览器已试 ${n} 个变体；按此折减后，夏普超过“无技巧者的最好成绩”的概率是 ${share}。`
  },
  en: {
    run: "Run the backtest",
    placebo: "Compare with 200 random books",
    cancel: "Cancel",
    progress: "Progress",
    forget: "Forget them",
    ready: (size: string) =>
      `The first run fetches ${size} of bars; all else is computed on your machine. Below is the default variant.`,
    loading: (size: string) => `Fetching bars (${size})…`,
    running: (share: string) => `Computing: ${share}`,
    cancelled: "Cancelled.",
    failed: (message: string) => `It failed: ${message}`,
    done: (seconds: string) => `Took ${seconds} s, drawing included.`,
    refused: (names: string) => `These parameters of the link make no sense; the defaults stand in: ${names}`,
    compared: (n: string, percentile: string, p: string) =>
      `The Sharpe ratio is above that of ${percentile} of ${n} random books from the same universe, on the same days, keeping as many names, under the same rules and costs (p = ${p}).`,
    summary: ({annual, sharpe, error, fall, turnover, capacity}: Summary) =>
      `${annual} a year, Sharpe ${sharpe} ± ${error}, deepest fall ${fall}, turnover ${turnover} times a year counting both sides; capacity about ${capacity} (95 % of fills within a tenth of the day's volume).`,
    trials: (n: string, share: string) =>
      n === "0"
        ? `No variant has been tried in this browser; taken alone, the chance that the true Sharpe ratio is positive is ${share}.`
        : `${n} variants have been tried in this browser; deflated by that, the chance that the ratio beats the best of so many without skill is ${share}.`
  }
} as const;
