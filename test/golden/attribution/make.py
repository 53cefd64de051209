"""Golden values of fund attribution from independent stacks: numpy, scipy and statsmodels.

Run: python make.py  (writes values.json beside it)
"""
import json, sys
from pathlib import Path
import numpy as np, scipy, statsmodels, statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import norm

rng = np.random.default_rng(20240223)
n = 250
market = rng.normal(0.0004, 0.012, n)
fund = 0.0001 + 0.9 * market + 0.8 * market**2 + rng.normal(0, 0.004, n)
timing = {"market": market.tolist(), "fund": fund.tolist(), "lags": 5}
for name, extra in [("treynor-mazuy", market**2), ("henriksson-merton", np.maximum(market, 0))]:
    x = np.column_stack([np.ones(n), market, extra])
    fit = sm.OLS(fund, x).fit(cov_type="HAC", cov_kwds={"maxlags": 5, "use_correction": False})
    timing[name] = {"coefficients": fit.params.tolist(), "t": fit.tvalues.tolist(), "r2": fit.rsquared}

# Empirical Bayes: Paule-Mandel by Brent's method, Morris's term for the mean, width by the Q-profile bound.
y = rng.normal(0.01, 0.02, 40) + rng.normal(0, 1, 40) * (s := rng.uniform(0.005, 0.03, 40))
def q(v):
    w = 1 / (v + s**2); m = (w * y).sum() / w.sum()
    return (w * (y - m) ** 2).sum() - (len(y) - 1)
v = brentq(q, 0, 1, xtol=1e-18, rtol=1e-15)
w = 1 / (v + s**2); m = (w * y).sum() / w.sum()
b = v / (v + s**2); value = m + b * (y - m); c = 2 / (9 * (len(y) - 1))
vu = brentq(lambda x: q(x) + len(y) - 1 - (len(y) - 1) * (1 - c + norm.ppf(0.05) * np.sqrt(c)) ** 3, 0, 1, xtol=1e-18, rtol=1e-15)
sd = np.sqrt(b**2 * s**2 + (1 - b) ** 2 * (vu + 1 / w.sum()))  # mean squared error at the Q-profile upper bound
shrink = {"estimate": y.tolist(), "error": s.tolist(), "mean": m, "spread": float(np.sqrt(v)), "value": value.tolist(),
          "deviation": sd.tolist(), "lo": (value - norm.ppf(0.95) * sd).tolist(), "positive": norm.cdf(value / sd).tolist()}

# Menchero's coefficients as the constrained least-squares problem that defines them.
p = np.array([0.05, -0.03, 0.08, 0.02]); bm = np.array([0.03, -0.01, 0.04, 0.03]); T = len(p)
R = np.prod(1 + p) - 1; B = np.prod(1 + bm) - 1
A = (R - B) / T / ((1 + R) ** (1 / T) - (1 + B) ** (1 / T))
d = p - bm
best = minimize(lambda a: (a**2).sum() * 1e6, np.zeros(T), constraints={"type": "eq", "fun": lambda a: ((A + a) * d).sum() - (R - B)},
                options={"ftol": 1e-20, "maxiter": 1000})
k = lambda r, b: (np.log1p(r) - np.log1p(b)) / (r - b)
linking = {"portfolio": p.tolist(), "benchmark": bm.tolist(), "active": R - B,
           "menchero": (A + best.x).tolist(), "carino": [k(*x) / k(R, B) for x in zip(p, bm)]}
values = {"versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__,
                       "statsmodels": statsmodels.__version__},
          "timing": timing, "shrink": shrink, "linking": linking}
Path(__file__).with_name("values.json").write_text(json.dumps(values, indent=1))
