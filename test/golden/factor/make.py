"""Golden values of the risk model, by numpy and statsmodels. Run: python3 test/golden/factor/make.py

Writes cross-section.json, regression.json and covariance.json beside itself; each names the versions that made it.
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import scipy.stats
import statsmodels
import statsmodels.api as sm

HERE = pathlib.Path(__file__).parent
PROVENANCE = {
    "script": "test/golden/factor/make.py",
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}


def write(name, data):
    (HERE / name).write_text(json.dumps({"provenance": PROVENANCE, **data}) + "\n")


def listed(x):
    return np.asarray(x).tolist()


def cross_section():
    rng = np.random.default_rng(20240223)
    n, p, s = 90, 5, 4
    industry = np.r_[np.arange(p), rng.integers(0, p, n - p)]
    style = rng.normal(size=(n, s))
    style[:, 3] += 0.6 * style[:, 0]
    cap = np.exp(rng.normal(22, 1.2, n))
    v = np.sqrt(cap)
    v = v * n / v.sum()
    y = 0.001 + 0.01 * rng.standard_t(4, n) + style @ np.array([0.002, -0.001, 0.0, 0.003])
    w = np.array([cap[industry == i].sum() for i in range(p)]) / cap.sum()
    x = np.column_stack([np.ones(n), np.eye(p)[industry], style])
    # The last industry is eliminated: f = R g, row P of R is -w_i / w_P.
    keep = [k for k in range(1 + p + s) if k != p]
    r = np.zeros((1 + p + s, p + s))
    for j, k in enumerate(keep):
        r[k, j] = 1
    for i in range(p - 1):
        r[p, 1 + i] = -w[i] / w[p - 1]
    fit = sm.WLS(y, x @ r, weights=v).fit()
    f = r @ fit.params
    robust = fit.get_robustcov_results("HC3")
    # The same by the Lagrange conditions, no elimination.
    k = 1 + p + s
    c = np.zeros((1, k))
    c[0, 1 : 1 + p] = w
    kkt = np.block([[x.T @ (v[:, None] * x), c.T], [c, np.zeros((1, 1))]])
    solved = np.linalg.solve(kkt, np.r_[x.T @ (v * y), 0])[:k]
    u = y - x @ f
    vif = []
    for j in range(s):
        others = np.column_stack([np.eye(p)[industry], np.delete(style, j, axis=1)])
        vif.append(1 / (1 - sm.WLS(style[:, j], others, weights=v).fit().rsquared))
    dummies = np.eye(p)[industry]
    root = np.sqrt(v)[:, None]
    within = root * (style - dummies @ np.linalg.lstsq(root * dummies, root * style, rcond=None)[0])
    within /= np.linalg.norm(within, axis=0)
    write(
        "cross-section.json",
        {
            "industries": p,
            "industry": listed(industry),
            "style": listed(style.T),
            "cap": listed(cap),
            "weight": listed(v),
            "y": listed(y),
            "share": listed(w),
            "f": listed(f),
            "f_kkt": listed(solved),
            "se": listed(np.sqrt(np.diag(r @ fit.cov_params() @ r.T))),
            "se_hc3": listed(np.sqrt(np.diag(r @ robust.cov_params() @ r.T))),
            "r2": 1 - (v * u * u).sum() / (v * y * y).sum(),
            "r2_centred": 1 - (v * u * u).sum() / (v * (y - (v * y).sum() / v.sum()) ** 2).sum(),
            "vif": vif,
            "condition": float(np.linalg.cond(within)),
        },
    )


def regression():
    rng = np.random.default_rng(7)
    n = 60
    x = np.column_stack([np.ones(n), rng.normal(size=n), rng.exponential(size=n)])
    e = np.zeros(n)
    for t in range(1, n):
        e[t] = 0.5 * e[t - 1] + rng.normal() * (1 + abs(x[t, 1]))
    y = x @ np.array([0.3, -1.0, 2.0]) + e
    weight = rng.uniform(0.2, 3, n)
    ols = sm.OLS(y, x).fit()
    wls = sm.WLS(y, x, weights=weight).fit()
    write(
        "regression.json",
        {
            "x": listed(x),
            "y": listed(y),
            "weight": listed(weight),
            "ols": listed(ols.params),
            "r2": ols.rsquared,
            "classical": listed(ols.bse),
            "hc0": listed(ols.HC0_se),
            "hc1": listed(ols.HC1_se),
            "hc3": listed(ols.HC3_se),
            "newey-west": listed(ols.get_robustcov_results("HAC", maxlags=4, use_correction=False).bse),
            "wls": listed(wls.params),
            "wls_r2": wls.rsquared,
            "wls_classical": listed(wls.bse),
            "wls_hc3": listed(wls.HC3_se),
            "skewness": scipy.stats.skew(y),
            "kurtosis": scipy.stats.kurtosis(y, fisher=False),
            "pearson": scipy.stats.pearsonr(x[:, 1], y)[0],
            "spearman": scipy.stats.spearmanr(np.round(x[:, 1], 1), np.round(y))[0],
            "quantile": [[p, float(np.quantile(y, p))] for p in (0, 0.05, 0.25, 0.5, 0.9, 1)],
            "normal_quantile": [[p, scipy.stats.norm.ppf(p)] for p in (1e-300, 1e-10, 0.02, 0.3, 0.5, 0.9, 0.999)],
            "normal_cdf": [[z, scipy.stats.norm.cdf(z)] for z in (-37, -8, -3.6, -1.96, -0.3, 0, 0.5, 2, 3.6, 6)],
        },
    )


def covariance():
    rng = np.random.default_rng(3)
    t, k = 200, 4
    f = rng.normal(size=(t, k)) * np.array([0.01, 0.004, 0.003, 0.006])
    f[1:, 1] += 0.3 * f[:-1, 1] + 0.2 * f[:-1, 0]

    def newey_west(half_life, lags):
        w = 0.5 ** (np.arange(t)[::-1] / half_life)
        w /= w.sum()
        total = (f * w[:, None]).T @ f
        for lag in range(1, lags + 1):
            c = np.zeros((k, k))
            for i in range(lag, t):
                c += w[i] * np.outer(f[i], f[i - lag])
            total += (1 - lag / (lags + 1)) * (c + c.T)
        return total

    vol, corr = newey_west(84, 5), newey_west(504, 2)
    d = np.sqrt(np.diag(vol))
    e = np.sqrt(np.diag(corr))
    combined = corr / np.outer(e, e) * np.outer(d, d)
    values, vectors = np.linalg.eigh(combined)
    write(
        "covariance.json",
        {
            "f": listed(f),
            "vol_84_5": listed(vol),
            "corr_504_2": listed(corr),
            "combined": listed(combined),
            "eigenvalues": listed(values),
            "eigenvectors": listed(vectors),
        },
    )


cross_section()
regression()
covariance()
