"""The monthly top-N strategy in vectorised numpy and pandas, for bench/backtest.bench.ts.

Reads a folder: open, close, reference (int32 ticks), score (float32), days (int32), each days x assets or days. Holds the
n highest scores in equal parts, chosen at month ends, traded at the next open, without any friction; dividends do not
occur in the benchmark's market. Whole shares sized at the close of the decision, sales first, buys cut in one proportion
where cash is short. Writes NAV and seconds.
"""
import json
import pathlib
import sys
import time

import numpy as np
import pandas as pd

folder = pathlib.Path(sys.argv[1])
n, capital = int(sys.argv[2]), float(sys.argv[3])
days = np.fromfile(folder / "days", np.int32)
rows = len(days)
read = lambda name, kind: np.fromfile(folder / name, kind).reshape(rows, -1)
opening, close, score = read("open", np.int32), read("close", np.int32), read("score", np.float32)


def run():
    month = pd.DatetimeIndex(days.astype("datetime64[D]")).to_period("M").asi8
    decide = np.flatnonzero(month[:-1] != month[1:])
    nav = np.empty(rows)
    shares = np.zeros(close.shape[1])
    cash, at = capital, 0
    for d in decide:
        nav[at : d + 1] = cash + close[at : d + 1].astype(float) @ shares if at < d + 1 else nav[at : d + 1]
        top = np.argsort(-score[d], kind="stable")[:n]
        price = close[d, top].astype(float)
        want = np.zeros_like(shares)
        want[top] = np.floor(nav[d] / n / price * (1 + 1e-14) + 1e-9)
        trade = want - shares
        cost = opening[d + 1].astype(float)
        sold, bought = np.minimum(trade, 0), np.maximum(trade, 0)
        cash -= sold @ cost
        need = bought @ cost
        if need > cash:
            bought = np.floor(bought * (cash / need))
        cash -= bought @ cost
        shares = shares + sold + bought
        at = d + 1
    nav[at:] = cash + close[at:].astype(float) @ shares
    return nav


def held_only():
    """The same, valuing only the columns that are held: what a careful author writes."""
    month = pd.DatetimeIndex(days.astype("datetime64[D]")).to_period("M").asi8
    decide = np.flatnonzero(month[:-1] != month[1:])
    nav = np.empty(rows)
    names, shares = np.zeros(0, int), np.zeros(0)
    cash, at = capital, 0
    for d in decide:
        nav[at : d + 1] = cash + close[at : d + 1][:, names].astype(float) @ shares
        part = np.argpartition(-score[d], n)[:n]
        top = np.sort(part)
        everyone = np.union1d(names, top)
        before, want = np.zeros(len(everyone)), np.zeros(len(everyone))
        before[np.searchsorted(everyone, names)] = shares
        price = close[d, top].astype(float)
        want[np.searchsorted(everyone, top)] = np.floor(nav[d] / n / price * (1 + 1e-14) + 1e-9)
        cost = opening[d + 1, everyone].astype(float)
        trade = want - before
        sold, bought = np.minimum(trade, 0), np.maximum(trade, 0)
        cash -= sold @ cost
        need = bought @ cost
        if need > cash:
            bought = np.floor(bought * (cash / need))
        cash -= bought @ cost
        after = before + sold + bought
        names, shares, at = everyone[after > 0], after[after > 0], d + 1
    nav[at:] = cash + close[at:][:, names].astype(float) @ shares
    return nav


def seconds(work):
    times = []
    for _ in range(5):
        started = time.perf_counter()
        nav = work()
        times.append(time.perf_counter() - started)
    return float(np.median(times)), nav


dense, nav = seconds(run)
sparse, again = seconds(held_only)
assert np.array_equal(nav, again)
json.dump({"dense": dense, "held": sparse, "nav": nav.tolist(), "numpy": np.__version__, "pandas": pd.__version__}, sys.stdout)
