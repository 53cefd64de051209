"""Golden values of the performance statistics, by empyrical, statsmodels and numpy on a seeded series of our own.

Run: python3 test/golden/backtest/make.py. Writes performance.json beside itself and names the versions that made it.
"""
import itertools
import json
import pathlib
import platform

import empyrical
import numpy as np
import pandas as pd
import scipy
import scipy.stats
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

HERE = pathlib.Path(__file__).parent
PROVENANCE = {
    "script": "test/golden/backtest/make.py",
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
    "empyrical": empyrical.__version__,
}


def pbo(x, blocks):
    """CSCV written independently: slices, numpy moments, scipy ranks."""
    length = len(x) // blocks
    parts = np.split(x[len(x) - length * blocks :], blocks)
    logits = []
    for inside in itertools.combinations(range(blocks), blocks // 2):
        a = np.vstack([parts[b] for b in inside])
        b = np.vstack([parts[k] for k in range(blocks) if k not in inside])
        best = np.argmax(a.mean(0) / a.std(0, ddof=1))
        rank = scipy.stats.rankdata(b.mean(0) / b.std(0, ddof=1))[best]
        w = rank / (x.shape[1] + 1)
        logits.append(np.log(w / (1 - w)))
    return {"pbo": float(np.mean(np.array(logits) <= 0)), "logits": sorted(logits)}


def main():
    rng = np.random.default_rng(20240223)
    n = 700
    benchmark = np.round(0.0003 + 0.011 * rng.standard_t(5, n) / np.sqrt(5 / 3), 6)
    own = np.zeros(n)
    noise = 0.006 * rng.standard_normal(n)
    for t in range(n):
        own[t] = 0.0004 + 0.8 * benchmark[t] + noise[t] + (0.15 * own[t - 1] if t else 0)
    own = np.round(own, 6)
    days = pd.bdate_range("2020-03-02", periods=n)
    r, b = pd.Series(own, days), pd.Series(benchmark, days)
    hac = sm.OLS(own, sm.add_constant(benchmark)).fit(cov_type="HAC", cov_kwds={"maxlags": 6})
    # Lo (2002): delta method on (mean, variance) with the Newey-West covariance of the moment conditions.
    m, s2 = own.mean(), own.var()
    h = np.column_stack([own - m, (own - m) ** 2 - s2])
    omega = h.T @ h / n
    for k in range(1, 7):
        g = h[k:].T @ h[:-k] / n
        omega += (1 - k / 7) * (g + g.T)
    sr = own.mean() / own.std(ddof=1)
    grad = np.array([1 / np.sqrt(s2), -sr / (2 * s2)])
    e = own - m
    rho = [float((e[k:] * e[:-k]).sum() / (e * e).sum()) for k in range(1, 12)]
    levels = np.r_[1, np.cumprod(1 + own)]
    months = empyrical.aggregate_returns(r, "monthly")
    quarters = empyrical.aggregate_returns(r, "quarterly")
    years = empyrical.aggregate_returns(r, "yearly")
    p = np.round(rng.uniform(size=12) ** 3, 6)
    variants = np.round(0.01 * rng.standard_normal((203, 7)) + 0.0004 * np.arange(7), 6)
    out = {
        "provenance": PROVENANCE,
        "returns": own.tolist(),
        "benchmark": benchmark.tolist(),
        "days": [int(d) for d in (days.values.astype("datetime64[D]").astype(int))],
        "empyrical": {
            "annual_return": empyrical.annual_return(r),
            "annual_volatility": empyrical.annual_volatility(r),
            "sharpe": empyrical.sharpe_ratio(r),
            "sortino": empyrical.sortino_ratio(r),
            "calmar": empyrical.calmar_ratio(r),
            "max_drawdown": empyrical.max_drawdown(r),
            "downside": empyrical.downside_risk(r),
            "beta": empyrical.beta(r, b),
            "total": empyrical.cum_returns_final(r),
        },
        "moments": {"skewness": scipy.stats.skew(own), "kurtosis": scipy.stats.kurtosis(own, fisher=False)},
        "hac": {"alpha": hac.params[0], "alpha_error": hac.bse[0], "beta": hac.params[1], "beta_error": hac.bse[1]},
        "sharpe_error": float(np.sqrt(grad @ omega @ grad / n)),
        "sharpe_term": 12 / np.sqrt(12 + 2 * sum((12 - k) * rho[k - 1] for k in range(1, 12))),
        "drawdown": (levels / np.maximum.accumulate(levels) - 1).tolist(),
        "months": months.tolist(),
        "quarters": quarters.tolist(),
        "years": years.tolist(),
        "p": p.tolist(),
        "holm": multipletests(p, method="holm")[1].tolist(),
        "bonferroni": multipletests(p, method="bonferroni")[1].tolist(),
        "fdr_bh": multipletests(p, method="fdr_bh")[1].tolist(),
        "fdr_by": multipletests(p, method="fdr_by")[1].tolist(),
        "variants": variants.ravel().tolist(),
        "cscv": pbo(variants, 8),
    }
    (HERE / "performance.json").write_text(json.dumps(out) + "\n")


main()
