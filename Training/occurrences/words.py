#!/usr/bin/env python3
"""Counts in how many sentences each stem stands, and writes the table of word weights.

usage: words.py FOLDER-OF-DATA WORD-WEIGHTS.tsv

Stems are made as in Sources/Analysis/Occurrences/StoryWords.swift, without its marks on names."""
import collections
import json
import math
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")


def stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:7]


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    table = (ROOT / "Sources/EmbeddedResources/tables/occurrences/passing-words.tsv").read_text(encoding="utf-8")
    passing = {line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")}
    counts, sentences = collections.Counter(), 0
    for name in ("annotated/train.jsonl", "essays/milestones.jsonl", "milestones/articles.jsonl"):
        for line in (data / name).open(encoding="utf-8"):
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", json.loads(line)["text"]):
                plain = "".join(c for c in unicodedata.normalize("NFD", sentence) if not unicodedata.combining(c))
                words = {w.lower() for w in re.findall(r"[A-Za-z]{2,}", re.sub(r"['’][a-z]+", "", plain))}
                stems = {stem(w) for w in words - passing}
                if len(stems) >= 3:
                    sentences += 1
                    counts.update(stems)
    head = out.read_text(encoding="utf-8").split("stem\t")[0]
    rows = []
    for word, count in sorted(counts.items()):
        weight = round(math.log((sentences + 1) / (count + 1)) * 10) / 10
        if count > 1 and weight < 7:
            rows.append(f"{word}\t{weight:.1f}")
    out.write_text(head + "stem\tweight\n" + "\n".join(rows) + "\n", encoding="utf-8")


main()
