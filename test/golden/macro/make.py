"""Golden values of the dynamic factor model, by statsmodels. Run: python3 test/golden/macro/make.py

Writes dynamic-factor.json beside itself: a simulated panel with ragged edges and holes, the starting parameters, the
log-likelihood of each EM step, the parameters and smoothed factors after the last, and the news of a later vintage.
"""
import json
import pathlib
import platform

import numpy as np
import pandas as pd
import statsmodels
from statsmodels.tsa.statespace.dynamic_factor_mq import DynamicFactorMQ

HERE = pathlib.Path(__file__).parent
PROVENANCE = {
    "script": "test/golden/macro/make.py",
    "python": platform.python_version(),
    "numpy": np.__version__,
    "statsmodels": statsmodels.__version__,
}
STEPS = 12


def listed(x):
    """Nested lists with null for NaN."""
    x = np.asarray(x, dtype=float)
    return json.loads(pd.DataFrame(x.reshape(len(x), -1)).to_json(orient="values", double_precision=15))


def simulate():
    rng = np.random.default_rng(20240223)
    months, monthly, r = 132, 6, 2
    f = np.zeros((months + 30, r))
    a1 = np.array([[0.6, 0.1], [-0.1, 0.5]])
    a2 = np.array([[0.15, 0.0], [0.05, 0.1]])
    for t in range(2, len(f)):
        f[t] = a1 @ f[t - 1] + a2 @ f[t - 2] + rng.normal(size=r) * [0.7, 0.6]
    f = f[30:]
    load = rng.normal(size=(monthly + 1, r)) + [[1.0, 0.0]]
    rho = rng.uniform(0.0, 0.6, monthly + 1)
    e = np.zeros((months, monthly + 1))
    for t in range(1, months):
        e[t] = rho * e[t - 1] + 0.5 * rng.normal(size=monthly + 1)
    latent = f @ load.T + e
    y = latent.copy()
    q = latent[:, monthly]
    y[:, monthly] = np.nan
    for t in range(5, months, 3):
        y[t, monthly] = q[t] + 2 * q[t - 1] + 3 * q[t - 2] + 2 * q[t - 3] + q[t - 4]
    y[rng.uniform(size=y.shape) < 0.04] = np.nan
    y[:20, 5] = np.nan
    return y


def build(y, months):
    index = pd.period_range("2010-01", periods=len(y), freq="M")
    monthly = pd.DataFrame(y[:, :6], index=index, columns=[f"m{i}" for i in range(6)])
    quarterly = pd.DataFrame(y[2::3, 6:], index=pd.period_range("2010Q1", periods=len(y) // 3, freq="Q"), columns=["q"])
    return DynamicFactorMQ(
        monthly, endog_quarterly=quarterly, factors={**{f'm{i}': ['a', 'b'] for i in range(6)}, 'q': ['a', 'b']}, factor_orders={('a', 'b'): 2},
        idiosyncratic_ar1=True, standardize=False,
    )


def unpack(params):
    n, r, p = 7, 2, 2
    at = 0

    def take(k):
        nonlocal at
        at += k
        return params[at - k : at]

    loadings = take(n * r)
    transition = take(r * r * p)
    lower = np.zeros((r, r))
    lower[np.tril_indices(r)] = take(r * (r + 1) // 2)
    return {
        "loadings": loadings.tolist(),
        "transition": transition.tolist(),
        "innovation": (lower @ lower.T).ravel().tolist(),
        "persistence": take(n).tolist(),
        "variance": take(n).tolist(),
    }


def main():
    y = simulate()
    old = y.copy()
    # The older vintage ends raggedly, and one later-revised figure has its first value.
    old[-1, :] = np.nan
    old[-2, [1, 3, 4, 6]] = np.nan
    old[-3, 6] = np.nan
    new = y.copy()
    new[-1, [0, 1, 2, 4, 6]] = np.nan
    old[-4, 2] += 0.8
    mod = build(old, len(y))
    start = mod.start_params
    res = mod.fit_em(start, maxiter=STEPS, tolerance=0, full_output=True, em_initialization=False)
    path = res.mle_retvals["llf"]
    params = res.params
    prior = mod.smooth(params)
    later = build(new, len(y)).smooth(params)
    news = later.news(prior, impact_date=str(pd.Period("2010-01", "M") + len(y) - 1), impacted_variable="q", comparison_type="previous", revisions_details_start=True)
    details = news.details_by_impact.reset_index()
    revisions = news.revision_details_by_impact.reset_index() if hasattr(news, "revision_details_by_impact") else None
    index = pd.period_range("2010-01", periods=len(y), freq="M")
    place = {str(d): i for i, d in enumerate(index)}
    columns = {f"m{i}": i for i in range(6)} | {"q": 6}
    rows = [
        {
            "month": place[str(d["update date"])],
            "series": columns[d["updated variable"]],
            "surprise": d["news"],
            "weight": d["weight"],
            "impact": d["impact"],
        }
        for d in details.to_dict("records")
    ]
    revised = [
        {
            "month": place[str(d["revision date"])],
            "series": columns[d["revised variable"]],
            "surprise": d["revision"],
            "weight": d["weight"],
            "impact": d["impact"],
        }
        for d in revisions.to_dict("records")
    ]
    total = news.impacts.reset_index().to_dict("records")[0]
    out = {
        "provenance": PROVENANCE,
        "panel": listed(old),
        "later": listed(new),
        "start": unpack(np.asarray(start)),
        "likelihood": [float(v) for v in path],
        "fitted": unpack(np.asarray(params)),
        "factors": listed(prior.states.smoothed.iloc[:, :2]),
        "factorVariance": listed(np.array([np.diag(prior.smoothed_state_cov[:2, :2, t]) for t in range(len(y))])),
        "news": rows,
        "revisions": revised,
        "previous": float(total["estimate (prev)"]),
        "updated": float(total["estimate (new)"]),
    }
    (HERE / "dynamic-factor.json").write_text(json.dumps(out) + "\n")
    print({k: out[k] for k in ("likelihood", "news", "revisions", "previous", "updated")})


main()
