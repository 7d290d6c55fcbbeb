"""The network at work on a batch of windows: vectors, and scores of sides and dates."""
import torch

import reading_data as rd


def forgotten(features, share):
    """Features of which a share is unknown, so that none is relied on alone; only in training."""
    return features * (torch.rand(features.shape) >= share)


def pad(batch):
    n = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [0] * (n - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (n - len(w.ids)) for w in batch])
    blank = [0] * len(rd.Document.WORD_TABLES)
    return ids, mask, torch.tensor([w.features + [blank] * (n - len(w.features)) for w in batch])


def encode(model, batch, bf16):
    """The vectors of all pieces in a row, and where each window's begin."""
    ids, mask, features = pad(batch)
    if model.training:
        features = forgotten(features, 0.1)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        x = model.encode(ids, mask, features, dense=torch.tensor([float(w.dense) for w in batch]) if model.training else None)
        x = model.drop(x.reshape(-1, x.shape[-1]))
    n = ids.shape[1]
    return x.float(), [i * n for i in range(len(batch))]


def items(vectors, places):
    known = torch.tensor([[0.0 if p is None else 1.0] for p in places])
    return vectors[torch.tensor([p or 0 for p in places])] * known


class Sides:
    """The codes of some cases: of each event the scores of nobody and its codes, (events, 1 + most)."""

    def __init__(self, model, vectors, at, cases):
        self.model, self.head = model, model.sides
        self.most = max(1, max(len(c.codes) for _, c in cases))
        event, code, places, features, told, place, count = [], [], [], [], [], [], 0
        for g, (base, case) in enumerate(cases):
            for p, n, f in case.mentions:
                event.append(g)
                code.append(count + n)
                places.append(None if p is None else base + p)
                features.append(f)
            place += [(g, 1 + n) for n in range(len(case.codes))]
            told += case.told
            count += len(case.codes)
        self.empty = not code
        if self.empty:
            return
        features, told = torch.tensor(features), torch.tensor(told)
        if model.training:
            features, told = forgotten(features, 0.05), forgotten(told, 0.1)
        x, self.mask = self.head.codes(vectors[at], items(vectors, places), features, torch.tensor(event), torch.tensor(code), count, told,
                                       torch.tensor(place), len(cases), self.most)
        self.x = self.head.actors(x, self.mask)
        self.hidden = (1 - self.mask) * -1e9
        a = self.head.actor(self.x)
        self.actor, self.actor_member = a[..., 0] + self.hidden, a[..., 1]

    def recipients(self, flags):
        """`flags`: (events, 1 + most), 1 for those that act; in place 0, whether nobody does."""
        r = self.head.recipient(self.head.recipients(self.x + self.head.flag(flags), self.mask))
        return r[..., 0] + self.hidden, r[..., 1]


def dates(model, vectors, at, cases):
    """For each case the scores of its dates, and then of none."""
    places, features, place = [], [], []
    for g, (base, case) in enumerate(cases):
        for k, (_, p, f) in enumerate(case.dates):
            places.append(None if p is None else base + p)
            features.append(f)
            place.append((g, 1 + k))
    if not place:
        return [torch.zeros(1) for _ in cases]
    features = torch.tensor(features)
    if model.training:
        features = forgotten(features, 0.05)
    most = max(len(c.dates) for _, c in cases)
    s = model.time(vectors[at], items(vectors, places), features, torch.tensor(place), len(cases), most)
    return [torch.cat([s[g, 1:1 + len(c.dates)], s[g, :1]]) for g, (_, c) in enumerate(cases)]
