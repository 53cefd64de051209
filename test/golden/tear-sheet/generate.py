"""Golden values for the factor tear sheet and the crowding test.

Run: python generate.py > values.json   (numpy, scipy, statsmodels, arch; versions are written into the file)
"""
import json

import arch
import numpy as np
import scipy
import scipy.stats as st
import statsmodels
import statsmodels.api as sm
from arch.bootstrap import optimal_block_length

rng = np.random.default_rng(20240223)


def ar(n, phi):
    e = rng.standard_normal(n + 50)
    x = np.zeros(n + 50)
    for t in range(1, n + 50):
        x[t] = phi * x[t - 1] + e[t]
    return np.round(x[50:], 6)


def hac_mean(x, lags):
    fit = sm.OLS(x, np.ones(len(x))).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    return {"mean": fit.params[0], "error": fit.bse[0], "t": fit.tvalues[0], "lags": lags}


def ties(n, levels):
    return rng.integers(0, levels, n).astype(float)


spearman = []
for n, levels in [(12, 4), (40, 7), (200, 1000)]:
    x, y = ties(n, levels), ties(n, levels)
    spearman.append({"x": x.tolist(), "y": y.tolist(), "r": st.spearmanr(x, y).statistic})

means = []
for n, phi, lags in [(60, 0.0, 3), (120, 0.6, 5), (146, 0.9, 11)]:
    x = ar(n, phi)
    means.append({"x": x.tolist(), **hac_mean(x, lags)})

blocks = []
for n, phi in [(100, 0.0), (146, 0.5), (600, 0.8), (60, 0.9)]:
    x = ar(n, phi)
    blocks.append({"x": x.tolist(), "stationary": float(optimal_block_length(x)["stationary"].iloc[0])})

dates, assets = 24, 15
x1, x2 = np.round(rng.standard_normal((2, dates, assets)), 6)
y = np.round(0.02 * x1 - 0.01 * x2 + 0.05 * rng.standard_normal((dates, assets)), 6)
x1[3, 2] = np.nan
y[5, 7] = np.nan
slopes, r2 = [], []
for t in range(dates):
    keep = ~np.isnan(x1[t]) & ~np.isnan(y[t])
    fit = sm.OLS(y[t][keep], sm.add_constant(np.column_stack([x1[t][keep], x2[t][keep]]))).fit()
    slopes.append(fit.params[1:].tolist())
    r2.append(fit.rsquared)
slopes = np.array(slopes)
fama = {
    "dates": dates,
    "assets": assets,
    "signals": [[None if np.isnan(v) else v for v in s.ravel()] for s in (x1, x2)],
    "forward": [None if np.isnan(v) else v for v in y.ravel()],
    "slope": slopes.ravel().tolist(),
    "r2": r2,
    "premium": [hac_mean(slopes[:, j], 2) for j in range(2)],
    "horizon": 3,
}

panels = []
for dates, assets, lags in [(40, 6, 3), (80, 1, 5)]:
    score = np.round(rng.standard_normal((dates, assets)) + rng.standard_normal((dates, 1)), 6)
    common = ar(dates, 0.7)[:, None]
    outcome = np.round(0.1 * score + common + 0.5 * rng.standard_normal((dates, assets)), 6)
    time = np.repeat(np.arange(dates), assets)
    fit = sm.OLS(outcome.ravel(), sm.add_constant(score.ravel())).fit(
        cov_type="hac-groupsum", cov_kwds={"time": time, "maxlags": lags, "use_correction": False}
    )
    panels.append(
        {
            "dates": dates,
            "assets": assets,
            "lags": lags,
            "score": score.ravel().tolist(),
            "outcome": outcome.ravel().tolist(),
            "intercept": fit.params[0],
            "slope": fit.params[1],
            "error": fit.bse[1],
            "t": fit.tvalues[1],
        }
    )

print(
    json.dumps(
        {
            "versions": {
                "numpy": np.__version__,
                "scipy": scipy.__version__,
                "statsmodels": statsmodels.__version__,
                "arch": arch.__version__,
            },
            "spearman": spearman,
            "means": means,
            "blocks": blocks,
            "fama": fama,
            "panels": panels,
        },
        separators=(",", ":"),
    )
)
