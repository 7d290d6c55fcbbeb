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

import reading_data as rd
from reader_model import Reader, with_low_rank
from scoring import same_date


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
    p.add_argument("--load", default=None, help="predict with what an earlier run wrote instead of training")
    return p.parse_args()


opt = arguments()
random.seed(opt.seed)
torch.manual_seed(opt.seed)
tokenizer = AutoTokenizer.from_pretrained(opt.base)


def documents(gold, evidence):
    records = {o["id"]: o for o in rd.load(gold)}
    return [(rd.Document(e, records[e["id"]].get("title")), records[e["id"]]) for e in rd.load(evidence) if "error" not in e]


def words_of(document, text):
    return [text[w[0]:w[1]] for w in document.words]


def pieces_of(words):
    """Each word's pieces, at least one."""
    if not words:
        return []
    encoded = tokenizer(words, is_split_into_words=True, add_special_tokens=False)
    found = [[] for _ in words]
    for piece, word in zip(encoded["input_ids"], encoded.word_ids()):
        if len(found[word]) < rd.PER_WORD:
            found[word].append(piece)
    return [f or [tokenizer.unk_token_id] for f in found]


class Vocabularies:
    def __init__(self, docs):
        counters = {k: [collections.Counter() for _ in names] for k, names in
                    (("word", rd.Document.WORD_TABLES), ("party", rd.Document.PARTY_TABLES), ("time", rd.Document.TIME_TABLES))}
        for document, gold in docs:
            for t in range(len(document.words)):
                for c, f in zip(counters["word"], document.word_features(t)):
                    c[f] += 1
            for event in gold["events"]:
                t = rd.trigger_token(document, gold["text"], event)
                if t is None:
                    continue
                first = max(0, document.sentence_of[t] - 3)
                for n in document.party_candidates(t, first):
                    for c, f in zip(counters["party"], document.party_features(t, n)):
                        c[f] += 1
                for _, n, order in document.dates(t):
                    for c, f in zip(counters["time"], document.time_features(t, n, order)):
                        c[f] += 1
        self.tables = {k: [rd.Vocabulary.of(c, most=400, least=3) for c in v] for k, v in counters.items()}

    @classmethod
    def loaded(cls, tables):
        made = cls([])
        made.tables = {k: [rd.Vocabulary(names) for names in t] for k, t in tables.items()}
        return made

    def sizes(self, kind):
        return [len(v) for v in self.tables[kind]]

    def numbers(self, kind, names):
        return [v[n] for v, n in zip(self.tables[kind], names)]


class Window:
    """Pieces and features of a window, and the triggers it is trained on."""

    def __init__(self, document, gold, pieces, title, window, vocabularies, events):
        context, own, end = window
        self.document, self.own, self.end = document, own, end
        self.first_sentence = document.sentence_of[context]
        blank = [0] * len(rd.Document.WORD_TABLES)
        ids, features = [tokenizer.cls_token_id], [blank]
        if title:
            ids += title + [tokenizer.sep_token_id]
            features += [blank] * (len(title) + 1)
        self.first = {}
        for t in range(context, end):
            self.first[t] = len(ids)
            f = vocabularies.numbers("word", document.word_features(t))
            ids += pieces[t]
            features += [f] * len(pieces[t])
        ids.append(tokenizer.sep_token_id)
        features.append(blank)
        self.ids, self.features = ids, features
        self.candidates = [t for t in range(own, end) if document.words[t][9]]
        self.labels = [0] * len(self.candidates)
        self.events = []
        for t, event in events:
            if own <= t < end:
                if document.words[t][9]:
                    self.labels[self.candidates.index(t)] = rd.CATEGORIES.index(event["event"])
                self.events.append((t, event))


def prepare(docs, vocabularies):
    windows = []
    for document, gold in docs:
        text = gold["text"]
        pieces = pieces_of(words_of(document, text))
        title = tokenizer(document.title, add_special_tokens=False)["input_ids"][:rd.TITLE] if document.title else []
        events = [(t, e) for e in gold["events"] if (t := rd.trigger_token(document, text, e)) is not None]
        for w in document.windows([len(p) for p in pieces]):
            windows.append(Window(document, gold, pieces, title, w, vocabularies, events))
    return windows


def pad(batch):
    n = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [0] * (n - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (n - len(w.ids)) for w in batch])
    blank = [0] * len(rd.Document.WORD_TABLES)
    return ids, mask, torch.tensor([w.features + [blank] * (n - len(w.features)) for w in batch])


class Pairs:
    """Triggers of a batch with their candidates, flat."""

    def __init__(self, vocabularies, kind):
        self.v, self.kind = vocabularies, kind
        self.trigger, self.item, self.known, self.features, self.group = [], [], [], [], []

    def add(self, trigger, item, names, group):
        self.trigger.append(trigger)
        self.item.append(item or 0)
        self.known.append(0.0 if item is None else 1.0)
        self.features.append(self.v.numbers(self.kind, names))
        self.group.append(group)

    def score(self, head, vectors):
        known = torch.tensor(self.known).unsqueeze(1)
        features = torch.tensor(self.features)
        if head.training:
            features = forgotten(features, 0.05)
        return head(vectors[torch.tensor(self.trigger)], vectors[torch.tensor(self.item)] * known, features)


def grouped_logsumexp(scores, groups, n):
    top = torch.full((n,), -1e9).scatter_reduce(0, groups, scores.detach(), "amax")
    return top + torch.log(torch.zeros(n).scatter_add(0, groups, torch.exp(scores - top[groups])) + 1e-20)


def party_scores(model, v, batch, vectors, base, triggers):
    """For each trigger: its codes and their scores: of being the (first) actor or recipient, and of belonging to either."""
    pairs, codes, keys = Pairs(v, "party"), [], {}
    for g, (w, t) in enumerate(triggers):
        window = batch[w]
        for n in window.document.party_candidates(t, window.first_sentence):
            code = window.document.party_code(n)
            key = (g, code)
            if key not in keys:
                keys[key] = len(codes)
                codes.append(key)
            place = window.first.get(window.document.parties[n][6]) if n >= 0 else None
            pairs.add(base[w] + window.first[t], None if place is None else base[w] + place, window.document.party_features(t, n), keys[key])
    if not codes:
        return codes, None
    s = pairs.score(model.party, vectors)
    groups = torch.tensor(pairs.group)
    return codes, torch.stack([grouped_logsumexp(s[:, i], groups, len(codes)) for i in range(4)], 1)


def time_scores(model, v, batch, vectors, base, triggers):
    """For each trigger: its dates ("" for none) and their scores."""
    pairs, found = Pairs(v, "time"), []
    for g, (w, t) in enumerate(triggers):
        document = batch[w].document
        for edtf, n, order in document.dates(t):
            place = batch[w].first.get(document.times[n][5]) if n != document.RULE else None
            pairs.add(base[w] + batch[w].first[t], None if place is None else base[w] + place, document.time_features(t, n, order), g)
            found.append((g, edtf, n))
    s = pairs.score(model.time, vectors)[:, 0] if found else torch.zeros(0)
    undated = model.undated(vectors[torch.tensor([base[w] + batch[w].first[t] for w, t in triggers])])[:, 0]
    return found, s, undated


def forgotten(features, share):
    """Features of which a share is unknown, so that none is relied on alone; only in training."""
    return features * (torch.rand(features.shape) >= share)


def forward(model, batch):
    ids, mask, features = pad(batch)
    if model.training:
        features = forgotten(features, 0.1)
    x = model.encode(ids, mask, features)
    n = ids.shape[1]
    return model.drop(x.reshape(-1, x.shape[-1])), [i * n for i in range(len(batch))]


def losses(model, v, batch):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=opt.bf16):
        vectors, base = forward(model, batch)
    vectors = vectors.float()
    where = torch.tensor([base[w] + window.first[t] for w, window in enumerate(batch) for t in window.candidates])
    labels = torch.tensor([l for window in batch for l in window.labels])
    trigger = F.cross_entropy(model.trigger(vectors[where]), labels, label_smoothing=0.05)
    events = [(w, t, e) for w, window in enumerate(batch) for t, e in window.events]
    if not events:
        return trigger * 4
    triggers = [(w, t) for w, t, _ in events]
    at = torch.tensor([base[w] + batch[w].first[t] for w, t in triggers])
    status = F.cross_entropy(model.status(vectors[at]), torch.tensor([rd.STATUSES.index(e["status"]) for *_, e in events]))
    codes, s = party_scores(model, v, batch, vectors, base, triggers)
    party = torch.zeros(())
    if s is not None:
        gold = torch.tensor([[float(any(p.get("code") == c for p in events[g][2][side])) for side in ("actors", "recipients")] for g, c in codes])
        party = F.binary_cross_entropy_with_logits(s[:, 2:], gold, reduction="sum") / len(events)
        party = party + pointing_loss([g for g, _ in codes], s[:, :2], model.nobody(vectors[at]), gold, events)
    found, ts, undated = time_scores(model, v, batch, vectors, base, triggers)
    date = dating_loss(found, ts, undated, [e["date"] for *_, e in events])
    return 4 * trigger + 0.4 * status + 0.5 * party + 0.5 * date


def pointing_loss(groups, scores, nobody, gold, events):
    """Of an event's codes and nobody, those that the annotation names share the probability; each side by itself."""
    members = {}
    for i, g in enumerate(groups):
        members.setdefault(g, []).append(i)
    total = torch.zeros(())
    for g, (_, _, event) in enumerate(events):
        own = members.get(g, [])
        for side, name in enumerate(("actors", "recipients")):
            everything = torch.cat([scores[own, side], nobody[g, side:side + 1]])
            named = [i for i in own if gold[i, side] > 0]
            known = [p for p in event[name] if p.get("code") and p["code"] != "---"]
            if named:
                total = total + torch.logsumexp(everything, 0) - torch.logsumexp(scores[named, side], 0)
            elif not known:
                total = total + torch.logsumexp(everything, 0) - nobody[g, side]
    return total / len(events)


def dating_loss(found, scores, undated, gold):
    """Of the candidates those that give the annotated date share the probability."""
    right = {}
    for i, (g, edtf, _) in enumerate(found):
        right.setdefault(g, []).append((same_date(gold[g], edtf), i))
    total, n = torch.zeros(()), 0
    for g, date in enumerate(gold):
        own = right.get(g, [])
        everything = torch.cat([scores[[i for _, i in own]], undated[g:g + 1]]) if own else undated[g:g + 1]
        best = max([m for m, _ in own], default=0)
        if not date:
            good = undated[g:g + 1]
        elif best > 0:
            good = scores[[i for m, i in own if m == best]]
        else:
            continue
        total, n = total + torch.logsumexp(everything, 0) - torch.logsumexp(good, 0), n + 1
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


def predict(model, v, windows, least=0.2):
    model.eval()
    out = collections.defaultdict(list)
    with torch.no_grad():
        for k in range(0, len(windows), 16):
            batch = windows[k:k + 16]
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=opt.bf16):
                vectors, base = forward(model, batch)
            vectors = vectors.float()
            triggers, chosen = [], []
            for w, window in enumerate(batch):
                if not window.candidates:
                    continue
                p = torch.softmax(model.trigger(vectors[[base[w] + window.first[t] for t in window.candidates]]), -1)
                for t, q in zip(window.candidates, p):
                    if 1 - q[0] > least:
                        triggers.append((w, t))
                        chosen.append(q)
            if not triggers:
                continue
            at = [base[w] + batch[w].first[t] for w, t in triggers]
            status = torch.softmax(model.status(vectors[at]), -1)
            codes, s = party_scores(model, v, batch, vectors, base, triggers)
            found, ts, undated = time_scores(model, v, batch, vectors, base, triggers)
            nobody = model.nobody(vectors[at])
            for g, (w, t) in enumerate(triggers):
                document = batch[w].document
                own = [i for i, (h, _) in enumerate(codes) if h == g]
                pointed = torch.softmax(torch.cat([s[own, :2], nobody[g:g + 1]]), 0)
                odds = [(codes[i][1], pointed[k].tolist() + torch.sigmoid(s[i, 2:]).tolist()) for k, i in enumerate(own)]
                dates = [(edtf, ts[i].item()) for i, (h, edtf, _) in enumerate(found) if h == g] + [("", undated[g].item())]
                merged = collections.defaultdict(list)
                for edtf, score in dates:
                    merged[edtf].append(score)
                dates = sorted(((torch.logsumexp(torch.tensor(x), 0).item(), e) for e, x in merged.items()), reverse=True)
                a, b = clause(document, t)
                out[document.id].append({"start": a, "end": b, "token": t, "p": chosen[g].tolist(), "status": status[g].tolist(), "odds": odds, "dates": dates})
    return out


def write(model, v, tests, held):
    """Predictions of the documents kept out, coded at three thresholds, and their gold beside."""
    predictions = predict(model, v, tests)
    with open(opt.out + ".pred.json", "w") as file:
        json.dump(predictions, file)
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
    loaded = torch.load(opt.load, map_location="cpu", weights_only=True) if opt.load else None
    v = Vocabularies.loaded(loaded["tables"]) if loaded else Vocabularies(docs)
    windows, tests = [] if loaded else prepare(docs, v), prepare(held, v)
    encoder = AutoModel.from_pretrained(opt.base, add_pooling_layer=False, hidden_dropout_prob=0.15)
    if not opt.full:
        with_low_rank(encoder, opt.rank)
    model = Reader(encoder, v.sizes("word"), v.sizes("party"), v.sizes("time"), len(rd.CATEGORIES), len(rd.STATUSES))
    if loaded:
        model.load_state_dict(loaded["model"])
        write(model, v, tests, held)
        return
    rate = opt.rate or (1.5e-4 if opt.full else 6e-4)
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    print(f"{len(docs)} documents, {len(windows)} windows, {sum(len(w.ids) for w in windows)} pieces, {len(tests)} held windows; "
          f"{sum(p.numel() for p in inner)} + {sum(p.numel() for p in outer)} trained", flush=True)
    steps = opt.epochs * ((len(windows) + opt.batch - 1) // opt.batch)
    adam = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": outer, "lr": 1.5e-3}], weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: min(1, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps))
    begun = time.time()
    for epoch in range(opt.epochs):
        model.train()
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids) + 30 * random.random())
        batches = [order[i:i + opt.batch] for i in range(0, len(order), opt.batch)]
        random.shuffle(batches)
        total = 0
        for numbers in batches:
            loss = losses(model, v, [windows[i] for i in numbers])
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
            adam.step()
            plan.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(batches):.4f}, {time.time() - begun:.0f} s", flush=True)
        if tests and (epoch % 3 == 2 or epoch == opt.epochs - 1):
            write(model, v, tests, held)
    torch.save({"model": model.state_dict(), "tables": {k: [x.names for x in t] for k, t in v.tables.items()}}, opt.out)


main()
