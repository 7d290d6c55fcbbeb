#!/usr/bin/env python3
"""Writes a trained reader as the file that ships: low-rank changes of the encoder, heads, names of features, constants.

usage: export.py TRAINED.pt --version V [--calibration FILE.json] [--event-threshold 0.35] --out reader.safetensors

Matrices are stored in 16 bits, biases and normalisations in 32.
"""
import argparse
import json

import torch
from safetensors.torch import save_file

import pairs
import reading_data as rd

p = argparse.ArgumentParser()
p.add_argument("trained")
p.add_argument("--version", required=True)
p.add_argument("--calibration", default=None)
p.add_argument("--event-threshold", type=float, default=0.4)
p.add_argument("--least-confidence", type=float, default=0.03)
p.add_argument("--statement", type=float, nargs=2, default=(0.5, 1.0), help="a run of words is a statement where they lie together this much above a floor")
p.add_argument("--agreement", type=float, nargs=2, default=(0.3, 0.6))
p.add_argument("--layer-support", type=float, default=0.3)
p.add_argument("--out", required=True)
opt = p.parse_args()
trained = torch.load(opt.trained, map_location="cpu", weights_only=True)
model, tables = trained["model"], trained["tables"]
out = {}


def put(name, tensor):
    tensor = tensor.detach().float()
    out[name] = tensor.half().contiguous() if tensor.dim() == 2 else tensor.contiguous()


for name, tensor in model.items():
    if name.startswith("words."):
        put("words." + name.split(".")[1], tensor)
    elif not name.startswith("encoder.") and name != "dense":
        put(name, tensor)
    elif name.endswith(".a"):
        put("encoder:" + name[len("encoder."):-2] + ".weight.right", tensor)
    elif name.endswith(".b"):
        put("encoder:" + name[len("encoder."):-2] + ".weight.left", 2.0 * tensor)
    elif name.endswith(".bias") or "LayerNorm" in name:
        put("encoder:" + name[len("encoder."):].replace(".base.", "."), tensor)
calibration = json.load(open(opt.calibration)) if opt.calibration else [0.5, 0.5, 0.5, 1.0, 1.0, 0.0, -0.5]
settings = {
    "base": "all-MiniLM-L6-v2", "version": opt.version, "window": rd.WINDOW, "context": rd.CONTEXT, "title": rd.TITLE,
    "longest": rd.LONGEST, "per_word": rd.PER_WORD, "times_back": rd.TIMES_BACK, "states": rd.STATES,
    "event_threshold": opt.event_threshold, "least_confidence": opt.least_confidence, "part_threshold": rd.MEMBER, "rule_category": rd.RULE_CATEGORY,
    "rule_sides": rd.RULE_SIDES, "rule_status": rd.RULE_STATUS, "categories": rd.CATEGORIES, "statuses": rd.STATUSES, "statement_floor": opt.statement[0], "statement_evidence": opt.statement[1], "agreement_floor": opt.agreement[0], "agreement_evidence": opt.agreement[1],
    "layer_support": opt.layer_support, "pair_classes": pairs.ROOTS,
    "word_tables": tables["word"], "party_tables": tables["party"], "time_tables": tables["time"], "code_tables": tables["code"], "calibration": calibration,
}
save_file(out, opt.out, metadata={"reader": json.dumps(settings, ensure_ascii=False, separators=(",", ":"))})
