#!/usr/bin/env python3
"""Trains the learned reader of events on annotated documents.

usage: train.py --base FOLDER --gold train.jsonl --evidence train.ev.jsonl [--held FOLD/FOLDS] [--check check.jsonl check.ev.jsonl]
                [--epochs 10] [--rank 32 | --full] [--seed 1] [--out FILE.pt]

EVIDENCE is what `entente evidence` writes for the gold documents. With --held K/N every N-th document (by order of digest) is kept
out of training and predicted; with --check another file is. Predictions go to OUT.coded.jsonl in the form that score.py reads.
"""
import argparse
import collections
import hashlib
import json
import random
import time

import torch
from torch.nn import functional as F
from transformers import AutoModel, AutoTokenizer

import cases as cs
import pairs
import reading
import reading_data as rd
from reader_model import Reader, with_low_rank


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--base", required=True)
    p.add_argument("--gold", required=True)
    p.add_argument("--evidence", required=True)
    p.add_argument("--held", default=None)
    p.add_argument("--check", nargs=2, default=None)
    p.add_argument("--epochs", type=int, default=10)
    p.add_argument("--rank", type=int, default=32)
    p.add_argument("--full", action="store_true")
    p.add_argument("--rate", type=float, default=None)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--out", required=True)
    p.add_argument("--bf16", action="store_true")
    p.add_argument("--share", type=float, default=1, help="learn from this share of the documents, to see what more would give")
    p.add_argument("--pairs", nargs=2, default=None, help="marked pairs (as data/plover/plv_train.jsonl) and their evidence")
    p.add_argument("--pair-triggers", type=float, default=0, help="weight of a loss that asks for some trigger in each marked pair's sentence")
    p.add_argument("--alone", type=float, default=0.2, help="share of sentences that are also learned from without what stands around them")
    p.add_argument("--dense", default="cri-,ess-,his-,new-", help="beginnings of the names of documents that are annotated more densely than is wanted")
    p.add_argument("--start", default=None, help="go on from what an earlier run wrote")
    p.add_argument("--load", default=None, help="predict with what an earlier run wrote instead of training")
    return p.parse_args()


opt = arguments()
random.seed(opt.seed)
torch.manual_seed(opt.seed)
tokenizer = AutoTokenizer.from_pretrained(opt.base)


def documents(gold, evidence):
    records = {o["id"]: o for o in rd.load(gold)}
    return [(rd.Document(e, records[e["id"]].get("title")), records[e["id"]]) for e in rd.load(evidence) if "error" not in e]


def pair_loss(model, batch, bf16):
    """Of marked pairs the category; with --pair-triggers also that some word which isn't a party's tells an event of it."""
    scores, vectors = pair_scores(model, batch, bf16)
    loss = F.cross_entropy(scores, torch.tensor([p.label for p in batch]), label_smoothing=0.1)
    if not opt.pair_triggers:
        return loss
    told = torch.zeros(())
    for n, p in enumerate(batch):
        if p.triggers:
            root = pairs.ROOTS[p.label]
            classes = [rd.CATEGORIES.index(c) for c in (("CONCEDE", "RETREAT") if root == "YIELD" else (root,))]
            q = torch.log_softmax(model.trigger(vectors[n, p.triggers]), -1)[:, classes]
            told = told - torch.log(1 - torch.prod(1 - q.exp().sum(1).clamp(max=0.999)) + 1e-6)
    return loss + opt.pair_triggers * told / len(batch)


def pair_scores(model, batch, bf16):
    ids, mask, features = reading.pad(batch)
    marks = torch.tensor([p.marks + [0] * (ids.shape[1] - len(p.marks)) for p in batch])
    if model.training:
        features = reading.forgotten(features, 0.1)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        vectors = model.encode(ids, mask, features, marks)
    vectors = vectors.float()
    return model.categories(vectors, mask, marks), model.drop(vectors)


def write_pairs(model, held):
    model.eval()
    with torch.no_grad(), open(opt.out + ".pairs.json", "w") as file:
        found = {}
        for k in range(0, len(held), 16):
            for p, s in zip(held[k:k + 16], torch.softmax(pair_scores(model, held[k:k + 16], opt.bf16)[0], -1).tolist()):
                found[p.id] = s
        json.dump(found, file)
    hits = [(pairs.ROOTS[p.label], pairs.ROOTS[max(range(15), key=found[p.id].__getitem__)]) for p in held]
    scores = []
    for c in sorted({g for g, _ in hits}):
        t = sum(g == f == c for g, f in hits)
        scores.append(2 * t / max(1, sum(g == c for g, _ in hits) + sum(f == c for _, f in hits)))
    print(f"pairs: accuracy {sum(g == f for g, f in hits) / len(hits):.3f}, macro-F1 {sum(scores) / len(scores):.3f} of {len(hits)}", flush=True)


def losses(model, batch):
    vectors, base = reading.encode(model, batch, opt.bf16)
    where = torch.tensor([base[w] + window.first[t] for w, window in enumerate(batch) for t in window.candidates])
    labels = torch.tensor([l for window in batch for l in window.labels])
    trigger = F.cross_entropy(model.trigger(vectors[where]), labels, label_smoothing=0.05)
    every = torch.tensor([base[w] + window.first[t] for w, window in enumerate(batch) for t in range(window.own, window.end)])
    spans = torch.tensor([s for window in batch for s in window.spans])
    trigger = trigger + 1.5 * F.binary_cross_entropy_with_logits(model.layers(vectors[every]), spans)
    events = [(base[w], case, event) for w, window in enumerate(batch) for case, event in window.cases()]
    if not events:
        return 4 * trigger
    cases = [(b, c) for b, c, _ in events]
    at = torch.tensor([b + batch[base.index(b)].first[c.trigger] for b, c in cases])
    status = F.cross_entropy(model.status(vectors[at]), torch.tensor([rd.STATUSES.index(e["status"]) for *_, e in events]))
    return 4 * trigger + 0.4 * status + 0.5 * side_loss(model, vectors, at, cases, events) + 0.5 * date_loss(model, vectors, at, cases, events)


def side_loss(model, vectors, at, cases, events):
    """Of an event's codes and nobody, those that the annotation names share the probability; and each code by itself belongs or not."""
    sides = reading.Sides(model, vectors, at, cases)
    if sides.empty:
        return torch.zeros(())
    gold = torch.zeros(2, *sides.mask.shape)
    known = [[True, True] for _ in events]
    for g, (_, case, event) in enumerate(events):
        for side, name in enumerate(("actors", "recipients")):
            named = cs.codes_of(event, name)
            for n, code in enumerate(case.codes):
                gold[side, g, 1 + n] = float(code in named)
            if not named:
                gold[side, g, 0] = 1
            known[g][side] = bool(gold[side, g].sum() > 0)
    actor = sides.actor, sides.actor_member
    recipient = sides.recipients(gold[0].long())
    total = torch.zeros(())
    for side, (point, member) in enumerate((actor, recipient)):
        own = torch.tensor([k[side] for k in known]).float()
        chosen = torch.logsumexp(point + (1 - gold[side]) * -1e9, 1)
        total = total + ((torch.logsumexp(point, 1) - chosen) * own).sum()
        each = F.binary_cross_entropy_with_logits(member, gold[side], reduction="none") * sides.mask
        total = total + each[:, 1:].sum()
    return total / len(events)


def date_loss(model, vectors, at, cases, events):
    """Of the candidates those that give the annotated date share the probability."""
    total, n = torch.zeros(()), 0
    for scores, (_, case, event) in zip(reading.dates(model, vectors, at, cases), events):
        good = cs.best_dates(case, event["date"]) if event["date"] else [len(case.dates)]
        if good:
            total, n = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[good], 0), n + 1
    return total / max(1, n)


def clause(document, trigger):
    """About the words of the clause: the trigger's subtree without clauses that hang on it."""
    a, b = document.sentences[document.sentence_of[trigger]]
    children = {}
    for t in range(a, b):
        if document.head(t) != t:
            children.setdefault(document.head(t), []).append(t)
    verb = document.tag(trigger).startswith("VB")
    low = high = trigger
    open_ = [trigger]
    while open_:
        t = open_.pop()
        low, high = min(low, t), max(high, t)
        for c in children.get(t, []):
            r = document.relation(c)
            if r == "relcl" or t == trigger and (r in ("advcl", "parataxis") or verb and r == "conj"):
                continue
            open_.append(c)
    return document.words[low][0], document.words[high][1]


def predict(model, windows, least=0.2, telling=0.35):
    """Of each document the words that may be events, and each word's share in the other layers (key ID + "/layers"). Sides and dates are decided in the order of the text: each event knows those before
    that are events with at least `telling`."""
    model.eval()
    out, history, layered = (collections.defaultdict(list) for _ in range(3))
    with torch.no_grad():
        for k in range(0, len(windows), 16):
            batch = windows[k:k + 16]
            vectors, base = reading.encode(model, batch, opt.bf16)
            for w, window in enumerate(batch):
                inside = torch.sigmoid(model.layers(vectors[[base[w] + window.first[t] for t in range(window.own, window.end)]]))
                layered[window.document.id] += [[round(x, 3) for x in row] for row in inside.tolist()]
                if not window.candidates:
                    continue
                p = torch.softmax(model.trigger(vectors[[base[w] + window.first[t] for t in window.candidates]]), -1)
                for t, q in zip(window.candidates, p):
                    if 1 - q[0] <= least:
                        continue
                    document = window.document
                    told = history[document.id]
                    e = event(model, vectors, base[w], window, cs.Case(document, window, t, told, window.vocabularies), q)
                    out[document.id].append(e)
                    if 1 - q[0] >= telling and (found := rd.decided(document, e)):
                        line = found[0]
                        told.append(rd.Told(t, line["event"], [a["code"] for a in line["actors"]], [a["code"] for a in line["recipients"]],
                                            (line["date"] or {}).get("edtf")))
    return out, layered


def event(model, vectors, base, window, case, q):
    at = torch.tensor([base + window.first[case.trigger]])
    odds = []
    sides = reading.Sides(model, vectors, at, [(base, case)])
    if not sides.empty:
        a, among = torch.softmax(sides.actor[0], 0).tolist(), torch.sigmoid(sides.actor_member[0]).tolist()
        odds = [(c, [a[1 + n], 0.0, among[1 + n], 0.0]) for n, c in enumerate(case.codes)]
        acting, _ = rd.side(odds, 0, rd.MEMBER)
        flags = torch.zeros(1, 1 + sides.most, dtype=torch.long)
        for n, c in enumerate(case.codes):
            flags[0, 1 + n] = int(c in acting)
        flags[0, 0] = int(not acting)
        point, member = sides.recipients(flags)
        r, among = torch.softmax(point[0], 0).tolist(), torch.sigmoid(member[0]).tolist()
        for n, (_, p) in enumerate(odds):
            p[1], p[3] = r[1 + n], among[1 + n]
    merged = collections.defaultdict(list)
    for score, edtf in zip(reading.dates(model, vectors, at, [(base, case)])[0].tolist(), [d[0] for d in case.dates] + [""]):
        merged[edtf].append(score)
    dates = sorted(((torch.logsumexp(torch.tensor(x), 0).item(), e) for e, x in merged.items()), reverse=True)
    a, b = clause(window.document, case.trigger)
    return {"start": a, "end": b, "token": case.trigger, "p": q.tolist(), "status": torch.softmax(model.status(vectors[at])[0], -1).tolist(),
            "odds": odds, "dates": dates}


def write(model, tests, held):
    """Predictions of the documents kept out, coded at three thresholds, and their gold beside."""
    predictions, layered = predict(model, tests)
    with open(opt.out + ".pred.json", "w") as file:
        json.dump(predictions, file)
    with open(opt.out + ".layers.json", "w") as file:
        json.dump(layered, file)
    for threshold in (0.35, 0.5, 0.65):
        with open(opt.out + f".{threshold}.coded.jsonl", "w") as file:
            for document, _ in held:
                found = [line for line, _ in rd.lines(document, predictions.get(document.id, []), threshold)]
                file.write(json.dumps({"id": document.id, "events": found}) + "\n")
    with open(opt.out + ".gold.jsonl", "w") as file:
        for _, gold in held:
            file.write(json.dumps(gold) + "\n")


def main():
    docs = documents(opt.gold, opt.evidence)
    held = []
    if opt.held:
        fold, folds = map(int, opt.held.split("/"))
        ranked = sorted(docs, key=lambda d: hashlib.sha256(d[0].id.encode()).hexdigest())
        held = [d for i, d in enumerate(ranked) if i % folds == fold]
        docs = [d for i, d in enumerate(ranked) if i % folds != fold]
    if opt.check:
        held = documents(*opt.check)
    docs = docs[:max(1, round(opt.share * len(docs)))]
    before = opt.load or opt.start
    loaded = torch.load(before, map_location="cpu", weights_only=True) if before else None
    v = cs.Vocabularies.loaded(loaded["tables"]) if loaded else cs.Vocabularies(docs)
    windows, tests = [] if opt.load else cs.prepare(docs, tokenizer, v, opt.alone, opt.dense.split(",")), cs.prepare(held, tokenizer, v)
    encoder = AutoModel.from_pretrained(opt.base, add_pooling_layer=False, hidden_dropout_prob=0.15)
    if not opt.full:
        with_low_rank(encoder, opt.rank)
    model = Reader(encoder, v.sizes("word"), v.sizes("party"), v.sizes("time"), v.sizes("code"), len(rd.CATEGORIES), len(rd.STATUSES))
    if loaded:
        model.load_state_dict(loaded["model"], strict=not opt.start)
    if opt.load:
        write(model, tests, held)
        return
    marked, marked_held = [], []
    if opt.pairs:
        marked = pairs.prepare(*opt.pairs, tokenizer, v)
        if opt.held:
            marked_held = [p for p in marked if pairs.fold(p, folds) == fold]
            marked = [p for p in marked if pairs.fold(p, folds) != fold]
    rate = opt.rate or (1.5e-4 if opt.full else 6e-4)
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    print(f"{len(docs)} documents, {len(windows)} windows, {sum(len(w.ids) for w in windows)} pieces, {len(tests)} held windows; "
          f"{sum(p.numel() for p in inner)} + {sum(p.numel() for p in outer)} trained", flush=True)
    steps = opt.epochs * ((len(windows) + opt.batch - 1) // opt.batch)
    adam = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": outer, "lr": 2.5 * rate}], weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: min(1, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps))
    begun = time.time()
    for epoch in range(opt.epochs):
        model.train()
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids) + 30 * random.random())
        batches = [order[i:i + opt.batch] for i in range(0, len(order), opt.batch)]
        random.shuffle(batches)
        total = 0
        for numbers in batches:
            loss = losses(model, [windows[i] for i in numbers])
            if marked:
                loss = loss + pair_loss(model, random.sample(marked, min(len(marked), -(-len(marked) // len(batches)))), opt.bf16)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
            adam.step()
            plan.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(batches):.4f}, {time.time() - begun:.0f} s", flush=True)
        if tests and (epoch % 3 == 2 or epoch == opt.epochs - 1):
            write(model, tests, held)
        if marked_held and epoch > 2:
            write_pairs(model, marked_held)
    torch.save({"model": model.state_dict(), "tables": {k: [x.names for x in t] for k, t in v.tables.items()}}, opt.out)


main()
