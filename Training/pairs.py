"""Sentences with two marked parties and one category: news, to learn categories from, and for `entente classify`."""
import hashlib
import re

import cases as cs
import reading_data as rd

ROOTS = "ACCUSE AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN YIELD".split()


class Pair:
    """A sentence as a window, with the marks of its parties and where their pieces stand."""

    def __init__(self, record, evidence, tokenizer, vocabularies):
        document = rd.Document(evidence)
        pieces = cs.pieces_of(tokenizer, cs.words_of(document, record["text"]))
        blank = [0] * len(rd.Document.WORD_TABLES)
        marks = {}
        text = record["marked"]
        for name, number in (("s", 1), ("t", 2)):
            m = re.search(f"<{name}>(.*?)</{name}>", text, re.S)
            if m is None:
                continue
            before = len(re.sub(r"</?[st]>", "", text[:m.start()]))
            length = len(re.sub(r"</?[st]>", "", m.group(1)))
            for t, w in enumerate(document.words):
                if w[0] < before + length and w[1] > before:
                    marks[t] = number
        self.id, self.label = record["id"], ROOTS.index(record["event"])
        self.ids, self.features, self.marks = [tokenizer.cls_token_id], [blank], [0]
        self.triggers = []
        for t in range(len(document.words)):
            f = vocabularies.numbers("word", document.word_features(t))
            if document.words[t][9] and t not in marks:
                self.triggers.append(len(self.ids))
            self.ids += pieces[t]
            self.features += [f] * len(pieces[t])
            self.marks += [marks.get(t, 0)] * len(pieces[t])
        self.ids, self.features, self.marks = self.ids[:300] + [tokenizer.sep_token_id], self.features[:300] + [blank], self.marks[:300] + [0]
        self.triggers = [t for t in self.triggers if t < 300]


def prepare(records, evidence, tokenizer, vocabularies):
    found = {e["id"]: e for e in rd.load(evidence) if "words" in e}
    return [Pair(r, found[r["id"]], tokenizer, vocabularies) for r in rd.load(records) if r["id"] in found]


def fold(pair, folds):
    return int(hashlib.sha256(pair.id.encode()).hexdigest(), 16) % folds
