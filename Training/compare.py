#!/usr/bin/env python3
"""Compares what the program decides with what PyTorch decides, event by event.

usage: compare.py PREDICTIONS.json CODED.jsonl TEXTS.jsonl EVIDENCE.jsonl [--event-threshold 0.4]

PREDICTIONS is what train.py writes (OUT.pred.json), CODED what `entente code --coder learned` makes of TEXTS, EVIDENCE what
`entente evidence` makes of them. Events are compared by place of their trigger, category, sides, date and status. What the program leaves
out for its confidence counts as missing there, so a few are.
"""
import json
import sys

import reading_data as rd

predictions, coded, texts, evidence = sys.argv[1:5]
threshold = float(sys.argv[sys.argv.index("--event-threshold") + 1]) if "--event-threshold" in sys.argv else 0.4
documents = {e["id"]: rd.Document(e) for e in rd.load(evidence)}
coded = {c["id"]: c for c in rd.load(coded)}
same = differ = only_torch = only_program = 0
for name, events in json.load(open(predictions)).items():
    document = documents[name]
    ours = {}
    for e in coded[name]["events"]:
        ours[e["trigger"]["start"], e["trigger"]["end"]] = e
    used = set()
    for line, _ in rd.lines(document, events, threshold):
        a, b = document.words[line["token"]][:2]
        hit = next((k for k in ours if k not in used and k[0] <= a and b <= k[1] and ours[k]["event"] == line["event"]), None)
        if hit is None:
            only_torch += 1
            continue
        used.add(hit)
        e = ours[hit]
        codes = lambda x, side: {p["code"] for p in x[side] if p.get("code")}
        agree = (codes(e, "actors") == codes(line, "actors") and codes(e, "recipients") == codes(line, "recipients")
                 and ((e["date"] or {}).get("edtf")) == ((line["date"] or {}).get("edtf")) and e["status"] == line["status"])
        same, differ = same + agree, differ + (not agree)
    only_program += len(ours) - len(used)
print(f"same {same}, other sides, date or status {differ}, only PyTorch {only_torch}, only the program {only_program}")
