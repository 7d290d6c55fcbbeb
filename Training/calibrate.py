#!/usr/bin/env python3
"""Fits the probability that a line is all right from the probabilities of its fields, on documents kept out of training.

usage: calibrate.py PREDICTIONS.json --gold GOLD.jsonl --evidence EVIDENCE.jsonl --score SCORE.py [--event-threshold T] --out FILE.json

PREDICTIONS is what train.py --held writes (OUT.pred.json). Logistic regression; prints a reliability table by five folds of documents.
"""
import argparse
import json
import math
import sys

import numpy as np

import reading_data as rd

p = argparse.ArgumentParser()
p.add_argument("predictions", nargs="+")
p.add_argument("--gold", required=True)
p.add_argument("--evidence", required=True)
p.add_argument("--score", required=True)
p.add_argument("--only", default=None, help="count the documents of these JSON lines alone")
p.add_argument("--event-threshold", type=float, default=0.35)
p.add_argument("--out", required=True)
opt = p.parse_args()
source = open(opt.score, encoding="utf-8").read().replace("\nmain()\n", "\n")
scorer = {}
exec(compile(source, opt.score, "exec"), scorer)


def odds(x):
    x = min(max(x, 0.001), 0.999)
    return math.log(x / (1 - x))


documents = {e["id"]: rd.Document(e) for e in rd.load(opt.evidence)}
gold = {o["id"]: o for o in rd.load(opt.gold)}
counted = {o["id"] for o in rd.load(opt.only)} if opt.only else set(gold)
x, y, fold = [], [], []
for path in opt.predictions:
    for n, (name, events) in enumerate(sorted(json.load(open(path)).items())):
        if name not in counted:
            continue
        pairs = [(line, [odds(q) for q in p[:5]] + [p[5], 1.0]) for line, p in rd.lines(documents[name], events, opt.event_threshold)]
        own = [e for e in gold[name]["events"] if e["event"] != "OTHER"]
        other = [e for e in gold[name]["events"] if e["event"] == "OTHER"]
        lines = [l for l, _ in pairs]
        matched = {id(b): a for a, b in scorer["match"](own, lines, scorer["ok"], scorer["agree"])}
        for line, inputs in pairs:
            if id(line) not in matched and any(scorer["ok"](o, line) for o in other):
                continue
            x.append(inputs)
            y.append(float(id(line) in matched and scorer["right"](matched[id(line)], line)))
            fold.append(n % 5)
x, y, fold = np.array(x), np.array(y), np.array(fold)


def fit(x, y):
    w = np.zeros(x.shape[1])
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        h = (x * (q * (1 - q))[:, None]).T @ x + 1e-2 * np.eye(x.shape[1])
        w += np.linalg.solve(h, x.T @ (y - q) - 1e-2 * w)
    return w


said = np.zeros(len(y))
for k in range(5):
    said[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
error = 0.0
for low in np.arange(0, 1, 0.1):
    inside = (said >= low) & (said < low + 0.1)
    if inside.any():
        error += inside.mean() * abs(said[inside].mean() - y[inside].mean())
        print(f"{low:.1f}  said {said[inside].mean():.3f}  right {y[inside].mean():.3f}  n {inside.sum()}")
print(f"{len(y)} lines, right {y.mean():.3f}, expected calibration error {error:.3f}", file=sys.stderr)
json.dump([round(float(v), 5) for v in fit(x, y)], open(opt.out, "w"))
