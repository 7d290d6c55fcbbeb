"""Documents made ready for training and prediction: windows of pieces, and of each trigger its candidates as numbers."""
import bisect
import collections
import random

import reading_data as rd
from scoring import same_date


def words_of(document, text):
    return [text[w[0]:w[1]] for w in document.words]


def pieces_of(tokenizer, words):
    """Each word's pieces, at least one."""
    if not words:
        return []
    encoded = tokenizer(words, is_split_into_words=True, add_special_tokens=False)
    found = [[] for _ in words]
    for piece, word in zip(encoded["input_ids"], encoded.word_ids()):
        if len(found[word]) < rd.PER_WORD:
            found[word].append(piece)
    return [f or [tokenizer.unk_token_id] for f in found]


def codes_of(event, side):
    return [p["code"] for p in event[side] if p.get("code") and p["code"] != "---"]


def histories(document, text, events):
    """(trigger, event, number of events told before) of the annotated events in the order of their triggers, and what each tells."""
    placed = sorted(((t, i) for i, e in enumerate(events) if (t := rd.trigger_token(document, text, e)) is not None))
    found, told = [], []
    for t, i in placed:
        e = events[i]
        found.append((t, e, sum(h.token < t for h in told)))
        if e["event"] != "OTHER":
            told.append(rd.Told(t, e["event"], codes_of(e, "actors"), codes_of(e, "recipients"), e["date"]))
    return found, told


WRONG_SIDES, WRONG_DATE, MISSED, VARIANTS = 0.35, 0.25, 0.12, 3


def mistaken(document, told, chance):
    """What a reader might have made of the events told: some missed, some with wrong sides or dates, as often as it errs."""
    out = []
    for h in told:
        if chance.random() < MISSED:
            continue
        actors, recipients, date = set(h.actors), set(h.recipients), h.date
        if chance.random() < WRONG_SIDES:
            first = document.sentence_of[h.token]
            others = sorted({document.parties[n][0] for s in range(max(0, first - 2), first + 1) for n in document.parties_in.get(s, [])})
            how = chance.randrange(4)
            if how == 0 and recipients:
                recipients = set()
            elif how == 1 and others:
                recipients = {chance.choice(others)}
            elif how == 2 and others:
                actors = {chance.choice(others)}
            else:
                actors, recipients = (recipients, actors) if recipients else (actors, set(others[:1]))
        if chance.random() < WRONG_DATE:
            dates = [edtf for edtf, _, _ in document.dates(h.token)] + [""]
            date = chance.choice(dates[-4:])
        out.append(rd.Told(h.token, h.category, actors, recipients, date))
    return out


LAYERS = ["statements", "figures", "agreements"]


def spans(document, gold):
    """For each word, for each layer: whether an item of it begins there, and whether one holds it."""
    out = [[0.0] * (2 * len(LAYERS)) for _ in document.words]
    starts = [w[0] for w in document.words]
    for i, layer in enumerate(LAYERS):
        for item in gold.get(layer) or []:
            first = bisect.bisect_left(starts, item["start"])
            if first < len(starts) and starts[first] < item["end"]:
                out[first][2 * i] = 1.0
            for t in range(first, len(starts)):
                if starts[t] >= item["end"]:
                    break
                out[t][2 * i + 1] = 1.0
    return out


class Vocabularies:
    def __init__(self, docs):
        counters = {k: [collections.Counter() for _ in names] for k, names in
                    (("word", rd.Document.WORD_TABLES), ("party", rd.Document.PARTY_TABLES), ("time", rd.Document.TIME_TABLES), ("code", rd.Document.CODE_TABLES))}
        for document, gold in docs:
            for t in range(len(document.words)):
                for c, f in zip(counters["word"], document.word_features(t)):
                    c[f] += 1
            placed, told = histories(document, gold["text"], gold["events"])
            for t, _, before in placed:
                history = told[:before]
                first = max(0, document.sentence_of[t] - 3)
                seen = set()
                for n in document.party_candidates(t, first):
                    for c, f in zip(counters["party"], document.party_features(t, n)):
                        c[f] += 1
                    seen.add(document.party_code(n))
                for code in sorted(seen):
                    for c, f in zip(counters["code"], document.code_features(t, code, history)):
                        c[f] += 1
                for edtf, n, order in document.dates(t):
                    for c, f in zip(counters["time"], document.time_features(t, edtf, n, order, history)):
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


class Case:
    """A trigger with its candidates as numbers: mentions, their codes, and dates; with what was told before."""

    def __init__(self, document, window, trigger, history, vocabularies):
        self.trigger = trigger
        self.codes, self.mentions = [], []  # (place in the window or None, number of the code, features)
        number = {}
        for n in document.party_candidates(trigger, window.first_sentence):
            code = document.party_code(n)
            if code not in number:
                number[code] = len(self.codes)
                self.codes.append(code)
            place = window.first.get(document.parties[n][6]) if n >= 0 else None
            self.mentions.append((place, number[code], vocabularies.numbers("party", document.party_features(trigger, n))))
        self.told = [vocabularies.numbers("code", document.code_features(trigger, c, history)) for c in self.codes]
        self.dates = []  # (EDTF, place, features)
        for edtf, n, order in document.dates(trigger):
            place = window.first.get(document.times[n][5]) if n >= 0 else None
            self.dates.append((edtf, place, vocabularies.numbers("time", document.time_features(trigger, edtf, n, order, history))))


class Window:
    """Pieces and features of a window, and the triggers it is trained on."""

    def __init__(self, document, tokenizer, pieces, title, window, vocabularies, events, spanned):
        context, own, end = window
        self.spans = spanned[own:end]
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
        self.vocabularies = vocabularies
        self.events = []  # (an event, its case after each variant of what was told before)
        placed, told = events
        for t, event, before in placed:
            if own <= t < end:
                if document.words[t][9]:
                    self.labels[self.candidates.index(t)] = rd.CATEGORIES.index(event["event"])
                self.events.append((event, [Case(document, self, t, [h for h in v if h.token < t], vocabularies) for v in told]))

    def cases(self):
        """The events with their candidates, each after one of the variants of what was told before."""
        return [(random.choice(variants), event) for event, variants in self.events]


def prepare(docs, tokenizer, vocabularies, alone=0.0, dense=()):
    """The windows of documents, and a share of their sentences once more as if each were a document by itself; those whose documents' names begin
    with one of `dense` are marked as annotated more densely."""
    windows = []
    for document, gold in docs:
        before = len(windows)
        text = gold["text"]
        pieces = pieces_of(tokenizer, words_of(document, text))
        title = tokenizer(document.title, add_special_tokens=False)["input_ids"][:rd.TITLE] if document.title else []
        placed, told = histories(document, text, gold["events"])
        chance = random.Random(document.id)
        events = placed, [mistaken(document, told, chance) for _ in range(VARIANTS)]
        spanned = spans(document, gold)
        for w in document.windows([len(p) for p in pieces]):
            windows.append(Window(document, tokenizer, pieces, title, w, vocabularies, events, spanned))
        for a, b in document.units([len(p) for p in pieces]):
            if alone and chance.random() < alone and b - a > 4:
                windows.append(Window(document, tokenizer, pieces, [], (a, a, b), vocabularies, (placed, [[]]), spanned))
        for window in windows[before:]:
            window.dense = document.id.startswith(tuple(dense))
    return windows


def best_dates(case, gold):
    """Numbers of the candidates that give the annotated date best."""
    match = [same_date(gold, edtf) for edtf, _, _ in case.dates]
    best = max(match, default=0)
    return [i for i, m in enumerate(match) if m == best] if best else []
