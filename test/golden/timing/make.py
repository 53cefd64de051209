"""Golden values of price segments, by pandas and a second statement of the rules. Run: python3 test/golden/timing/make.py

Writes segments.json beside itself; it names the versions that made it. The rules are written here over whole series,
bar by bar from the published text, and share nothing with the code under test.
"""
import json
import math
import pathlib
import platform

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent
PROVENANCE = {
    "script": "test/golden/timing/make.py",
    "python": platform.python_version(),
    "numpy": np.__version__,
    "pandas": pd.__version__,
}


def write(name, data):
    (HERE / name).write_text(json.dumps({"provenance": PROVENANCE, **data}) + "\n")


def macd(close):
    x = pd.Series(close)
    ema = lambda v, span: v.ewm(span=span, adjust=False).mean()
    dif = ema(x, 12) - ema(x, 26)
    return dif.to_numpy(), ema(dif, 9).to_numpy()


def pivots(close, dea):
    """Legs by the published rules: look back over the bars since the leg's start at every bar."""
    found = []
    moved = np.flatnonzero(close != close[0])
    if len(moved) == 0:
        return found
    s = int(np.sign(close[moved[0]] - close[0]))
    start = 0
    since = 0  # first bar that may be the leg's extreme
    for t in range(1, len(close)):
        leg = s * close[since : t + 1]
        ext = since + int(np.argmax(leg))
        after = s * close[ext : t + 1]
        ctr = ext + int(np.argmin(after))
        crossed = s * dea[t] < 0 and ctr == t and s * dea[ext] > 0
        broken = s * (close[t] - close[start]) < 0
        if crossed or broken:
            found.append([ext, "high" if s > 0 else "low", t, "dea" if crossed else "fast"])
            start, since, s = ext, ctr, -s
    return found


def segments():
    rng = np.random.default_rng(20240223)
    series = []
    for n, vol, persistence in [(1500, 0.013, 0.0), (900, 0.02, 0.15), (400, 0.03, -0.1)]:
        shock = vol * rng.standard_t(4, n) / np.sqrt(2)
        r = np.zeros(n)
        for t in range(1, n):
            r[t] = persistence * r[t - 1] + shock[t]
        close = np.round(1000 * np.exp(np.cumsum(r)), 2)
        dif, dea = macd(close)
        series.append({"close": close.tolist(), "dif": dif.tolist(), "dea": dea.tolist(), "pivots": pivots(close, dea)})
    write("segments.json", {"series": series})


segments()


def informed():
    """PIN by scipy from every start of the grid, on simulated tapes; the likelihood by the unfactorised density."""
    from itertools import product

    import scipy
    from scipy.optimize import minimize
    from scipy.stats import norm, poisson

    rng = np.random.default_rng(7)

    def loglik(p, b, s):
        alpha, delta, mu, eb, es = p
        day = (
            (1 - alpha) * poisson.pmf(b, eb) * poisson.pmf(s, es)
            + alpha * delta * poisson.pmf(b, eb) * poisson.pmf(s, es + mu)
            + alpha * (1 - delta) * poisson.pmf(b, eb + mu) * poisson.pmf(s, es)
        )
        with np.errstate(divide="ignore"):
            return float(np.sum(np.log(day)))

    constant = lambda b, s: float(-np.sum([math.lgamma(x + 1) for x in [*b, *s]]))
    tapes = []
    for alpha, delta, mu, eb, es in [(0.3, 0.5, 40, 40, 45), (0.4, 0.3, 20, 25, 20), (0.2, 0.6, 70, 60, 60)]:
        news = rng.random(60) < alpha
        bad = rng.random(60) < delta
        b = rng.poisson(eb + mu * (news & ~bad))
        s = rng.poisson(es + mu * (news & bad))
        best = None
        grid = [0.1, 0.3, 0.5, 0.7, 0.9]
        for a0, d0, g0 in product(grid, grid, grid):
            e0 = g0 * b.mean()
            m0 = (b.mean() - e0) / (a0 * (1 - d0))
            f0 = s.mean() - a0 * d0 * m0
            if f0 <= 0:
                continue
            x0 = [np.log(a0 / (1 - a0)), np.log(d0 / (1 - d0)), np.log(m0), np.log(e0), np.log(f0)]

            def objective(x):
                p = [1 / (1 + np.exp(-x[0])), 1 / (1 + np.exp(-x[1])), *np.exp(x[2:])]
                value = -loglik(p, b, s)
                return value if np.isfinite(value) else 1e10

            found = minimize(objective, x0, method="L-BFGS-B", options={"ftol": 1e-13, "gtol": 1e-8})
            if best is None or found.fun < best.fun:
                best = found
        x = best.x
        a, d = 1 / (1 + np.exp(-x[0])), 1 / (1 + np.exp(-x[1]))
        m, e, f = np.exp(x[2:])
        tapes.append(
            {
                "buys": b.tolist(),
                "sells": s.tolist(),
                "planted": [alpha, delta, mu, eb, es],
                "at_planted": loglik([alpha, delta, mu, eb, es], b, s) - constant(b, s),
                "logLikelihood": -best.fun - constant(b, s),
                "pin": a * m / (a * m + e + f),
            }
        )
    change = rng.normal(0, 0.002, 40)
    volume = rng.integers(100, 5000, 40)
    sigma = float(np.std(change, ddof=1))
    bought = norm.cdf(change / sigma)
    size = float(volume.sum() / 20)
    edges = np.cumsum(volume)
    buckets = []
    for k in range(20):
        lo, hi = k * size, (k + 1) * size
        part = np.clip(np.minimum(edges, hi) - np.maximum(edges - volume, lo), 0, None)
        buy = float((part * bought).sum())
        buckets.append(abs(2 * buy - size) / size)
    write(
        "informed.json",
        {
            "scipy": scipy.__version__,
            "tapes": tapes,
            "vpin": {
                "change": change.tolist(),
                "volume": volume.tolist(),
                "sigma": sigma,
                "size": size,
                "last10": float(np.mean(buckets[9:19])),
            },
        },
    )


informed()
