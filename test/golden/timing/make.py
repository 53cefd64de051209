"""Golden values of price segments, by pandas and a second statement of the rules. Run: python3 test/golden/timing/make.py

Writes segments.json beside itself; it names the versions that made it. The rules are written here over whole series,
bar by bar from the published text, and share nothing with the code under test.
"""
import json
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
