"""The daily cross-sectional regression by numpy and statsmodels, for bench/regression.bench.ts.

Reads one day from standard input (JSON: industries, industry, style, weight, cap, y, days) and writes seconds a day and
the estimates to standard output. The same eliminated design in all: country, industries but the last, styles.
"""
import json
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

day = json.load(sys.stdin)
industry = np.array(day["industry"])
p = day["industries"]
style = np.array(day["style"]).T
v = np.array(day["weight"])
cap = np.array(day["cap"])
y = np.array(day["y"])
n, s = style.shape
w = np.bincount(industry, cap, p) / cap.sum()


def design():
    x = np.zeros((n, 1 + p + s))
    x[:, 0] = 1
    x[np.arange(n), 1 + industry] = 1
    x[:, 1 + p :] = style
    r = np.zeros((1 + p + s, p + s))
    r[0, 0] = 1
    r[1:p, 1:p] = np.eye(p - 1)
    r[p, 1:p] = -w[:-1] / w[-1]
    r[1 + p :, p:] = np.eye(s)
    return x, r


def classical():
    x, r = design()
    z = x @ r
    zv = z * v[:, None]
    a = np.linalg.inv(zv.T @ z)
    b = a @ (zv.T @ y)
    u = y - z @ b
    f = r @ b
    s2 = (v * u * u).sum() / (n - z.shape[1])
    return f, f / np.sqrt(s2 * np.einsum("ij,jk,ik->i", r, a, r))


def robust():
    x, r = design()
    z = x @ r
    zv = z * v[:, None]
    a = np.linalg.inv(zv.T @ z)
    b = a @ (zv.T @ y)
    u = y - z @ b
    f = r @ b
    s2 = (v * u * u).sum() / (n - z.shape[1])
    za = z @ a
    h = v * (za * z).sum(axis=1)
    e = (u * v / (1 - h))[:, None] * za
    ra = r @ (e.T @ e) @ r.T
    return f, f / np.sqrt(s2 * np.einsum("ij,jk,ik->i", r, a, r)), f / np.sqrt(np.diag(ra))


def seconds(work, days):
    work()
    times = []
    for _ in range(days):
        started = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - started)
    return float(np.median(times)), result


out = {"numpy": np.__version__}
out["classical"], (f, t) = seconds(classical, day["days"])
out["robust"], (_, _, hc3) = seconds(robust, day["days"])
out["f"], out["t"], out["t_hc3"] = f.tolist(), t.tolist(), hc3.tolist()
try:
    import statsmodels
    import statsmodels.api as sm

    def wls():
        x, r = design()
        fit = sm.WLS(y, x @ r, weights=v).fit()
        return r @ fit.params, np.sqrt(np.einsum("ij,jk,ik->i", r, fit.cov_params(), r))

    out["statsmodels"] = statsmodels.__version__
    out["wls"], _ = seconds(wls, max(3, day["days"] // 4))
except ImportError:
    pass
json.dump(out, sys.stdout)
