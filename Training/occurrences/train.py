#!/usr/bin/env python3
"""Fits the weights of the pair model, and scores them by folds.

usage: train.py FOLDER-OF-DATA [--write]      needs numpy; run from the root, after make build

Positives and negatives are pairs of sentences of clusters/crimea.jsonl (of each pair of sentences the pair of events that the
model holds most likely), the labelled pairs of histories in labels.tsv, and pairs of articles on two countries whose sides
or stated days differ. The folds keep clusters of one happening together; a pair is scored by models that saw neither cluster.
"""
import collections
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = ROOT / ".build/release/entente"
TABLE = ROOT / "Sources/EmbeddedResources/tables/occurrences/pair-weights.tsv"
FOLDS, SLACK, THRESHOLD = 5, 0.3, -0.5
LABEL_WEIGHT, FOREIGN_WEIGHT = 3.0, 1.0


def pairs(archive, *options):
    run = subprocess.run([ENTENTE, "pairs", "--archive", archive, *options], capture_output=True, check=True)
    lines = run.stdout.splitlines()
    return json.loads(lines[0])["features"], [json.loads(line) for line in lines[1:]]


def read(archive, *files):
    run = subprocess.run([ENTENTE, "read", *files, "--archive", archive, "--quiet"])
    if run.returncode > 1:
        raise SystemExit("read failed")


def fit(x, y, w, l2=1.0):
    theta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], l2)
    ridge[0] = 0.01
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        step = np.linalg.solve((x.T * (w * p * (1 - p))) @ x + np.diag(ridge), x.T @ (w * (p - y)) + ridge * theta)
        theta -= step
        if abs(step).max() < 1e-6:
            break
    return theta


def fit_sentences(chosen, truth, by_pair, start, more):
    """Which events of two sentences are the pair is found together with the weights."""
    theta = None
    for _ in range(5):
        rows = []
        for key in chosen:
            values = by_pair[key]
            rows.append(values[int(np.argmax(values @ (start if theta is None else theta)))])
        x = np.vstack([np.array(rows), *[m[0] for m in more]])
        y = np.concatenate([[float(truth[a] == truth[b]) for a, b in chosen], *[m[1] for m in more]])
        w = np.concatenate([np.ones(len(rows)), *[np.full(len(m[1]), m[2]) for m in more]])
        theta = fit(x, y, w)
    return theta


def group(links, score, events):
    """As Sources/Analysis/Occurrences/HappeningGrouping.swift does."""
    groups, of, taken = {}, {}, set()
    for s, a, b in sorted(links, key=lambda t: (-t[0], t[1], t[2])):
        one, other = (a, events[b]), (b, events[a])
        if one in taken or other in taken:
            continue
        taken |= {one, other}
        for n in (a, b):
            if n not in of:
                of[n], groups[n] = n, [n]
        left, right = groups[of[a]], groups[of[b]]
        if left is right:
            continue
        values = [score(x, y) for x in left for y in right]
        if any(v is None for v in values) or any(events[x] == events[y] for x in left for y in right):
            continue
        if sum(values) / len(values) < THRESHOLD - SLACK:
            continue
        gone = of[b]
        for n in right:
            of[n] = of[a]
        groups[of[a]] = left + right
        del groups[gone]
    return list(groups.values())


def main():
    data = pathlib.Path(sys.argv[1])
    clusters = [json.loads(line) for line in (data / "clusters/crimea.jsonl").open(encoding="utf-8")]
    truth = {f"{r['id']}/{i}": r.get("same_as") or r["id"] for r in clusters for i in range(len(r["sentences"]))}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with (folder / "in.jsonl").open("w", encoding="utf-8") as file:
            for r in clusters:
                for i, sentence in enumerate(r["sentences"]):
                    name = f"{r['id']}/{i}"
                    file.write(json.dumps({"id": name, "title": name, "date": "2023-01-01", "publisher": f"Source {name}", "text": sentence}) + "\n")
        read(folder / "clusters.sqlite", folder / "in.jsonl")
        features, every = pairs(folder / "clusters.sqlite", "--all")
        seen = set()
        with (folder / "histories.jsonl").open("w", encoding="utf-8") as file:
            for name in ("annotated/train.jsonl", "essays/milestones.jsonl", "milestones/articles.jsonl"):
                for line in (data / name).open(encoding="utf-8"):
                    r = json.loads(line)
                    start = "".join(r["text"].split())[:300]
                    if start not in seen:
                        seen.add(start)
                        file.write(json.dumps({k: r.get(k) for k in ("id", "title", "date", "publisher", "text")}) + "\n")
        samples = sorted((ROOT / "Samples").glob("*.html")) + sorted((ROOT / "Samples").glob("*.pdf"))
        read(folder / "histories.sqlite", folder / "histories.jsonl", *samples)
        _, histories = pairs(folder / "histories.sqlite")
    labelled = {}
    for line in (pathlib.Path(__file__).parent / "labels.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and not line.startswith("first_"):
            a, x, b, y, one = line.split("\t")
            labelled[frozenset(((a, x), (b, y)))] = float(one)
    rows, answers, foreign = [], [], []
    place = {name: i for i, name in enumerate(features)}
    for p in histories:
        if p["values"] is None:
            continue
        key = frozenset(((p["a_document"], p["a"].split(".")[1]), (p["b_document"], p["b"].split(".")[1])))
        if key in labelled:
            rows.append(p["values"])
            answers.append(labelled[key])
        elif p["a_document"].startswith("rdcr-") and p["b_document"].startswith("rdcr-") and p["a_document"] != p["b_document"]:
            values = p["values"]
            differ = values[place["otherSides"]] or values[place["otherDay"]] or values[place["dateOff"]]
            # Some articles repeat a whole paragraph of another.
            if differ and values[place["story"]] < 0.95:
                foreign.append(values)
    more = [(np.array(rows), np.array(answers), LABEL_WEIGHT), (np.array(foreign), np.zeros(len(foreign)), FOREIGN_WEIGHT)]
    by_pair, events, values_of, candidates = collections.defaultdict(list), {}, {}, []
    for p in every:
        events[p["a"]], events[p["b"]] = p["a_document"], p["b_document"]
        if p["a_document"] == p["b_document"]:
            continue
        values_of[frozenset((p["a"], p["b"]))] = p["values"]
        if p["values"] is not None and p["candidate"]:
            by_pair[tuple(sorted((p["a_document"], p["b_document"])))].append(p["values"])
            candidates.append((p["a"], p["b"]))
    by_pair = {key: np.array(values) for key, values in by_pair.items()}
    values_of = {k: None if v is None else np.array(v) for k, v in values_of.items()}
    start = np.zeros(len(features))
    start[place["clause"]], start[place["sameCategory"]] = 1, 0.3
    names = sorted(set(truth.values()))
    random.Random(7).shuffle(names)
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    models = [fit_sentences([k for k in by_pair if fold[truth[k[0]]] != f and fold[truth[k[1]]] != f], truth, by_pair, start, more) for f in range(FOLDS)]

    def score(a, b):
        values = values_of.get(frozenset((a, b)))
        if values is None:
            return None
        mine = {fold[truth[events[a]]], fold[truth[events[b]]]}
        return float(np.mean([values @ models[f] for f in mine]))

    links = [(s, *sorted((a, b))) for a, b in candidates if (s := score(a, b)) is not None and s >= THRESHOLD]
    merged = set()
    for g in group(links, score, events):
        merged |= set(itertools.combinations(sorted({events[n] for n in g}), 2))
    gold = {p for p in itertools.combinations(sorted(truth), 2) if truth[p[0]] == truth[p[1]]}
    hit = len(merged & gold)
    precision, recall = hit / max(1, len(merged)), hit / len(gold)
    parent = {n: n for n in truth}

    def root(n):
        while parent[n] != n:
            n = parent[n]
        return n

    for a, b in merged:
        parent[root(a)] = root(b)
    groups, golds = collections.defaultdict(set), collections.defaultdict(set)
    for n in truth:
        groups[root(n)].add(n)
        golds[truth[n]].add(n)
    bp = sum(len(groups[root(n)] & golds[truth[n]]) / len(groups[root(n)]) for n in truth) / len(truth)
    br = sum(len(groups[root(n)] & golds[truth[n]]) / len(golds[truth[n]]) for n in truth) / len(truth)
    print(f"by {FOLDS} folds: pairs precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"
          f"   B-cubed F1 {2 * bp * br / (bp + br):.3f}   ({len(by_pair)} pairs of sentences, {len(rows)} labelled, {len(foreign)} of two countries)")
    theta = fit_sentences(list(by_pair), truth, by_pair, start, more)
    for name, weight in zip(features, theta):
        print(f"{name}\t{weight:.3f}")
    if "--write" in sys.argv:
        head = TABLE.read_text(encoding="utf-8").split("feature\t")[0]
        TABLE.write_text(head + "feature\tweight\n" + "".join(f"{n}\t{w:.3f}\n" for n, w in zip(features, theta)), encoding="utf-8")


main()
