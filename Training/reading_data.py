"""What the learned reader sees of a document: windows of pieces, features of words, candidates for parties and dates.

The Swift target EventReading builds the same from the same evidence; compare.py compares the two. Every constant here that it
has to share is written into the model file by train.py.
"""
import json
import math
import re

CATEGORIES = "NONE AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST MOBILIZE COERCE ASSAULT OTHER".split()
STATUSES = ["occurred", "ongoing", "expected", "hypothetical", "denied"]
WINDOW, CONTEXT, TITLE, LONGEST, PER_WORD = 200, 90, 16, 190, 12  # pieces
TIMES_BACK, STATES = 10, 4
UNKNOWN = 0


def bucket(distance):
    """A signed distance in words, in fifteen steps."""
    size = abs(distance)
    step = 0 if size == 0 else 1 if size == 1 else 2 if size == 2 else 3 if size <= 4 else 4 if size <= 8 else 5 if size <= 16 else 6 if size <= 32 else 7
    return 7 + step if distance > 0 else 7 - step


class Vocabulary:
    """Strings to numbers from 1; 0 is for all others."""

    def __init__(self, names=()):
        self.names = list(names)
        self.index = {n: i + 1 for i, n in enumerate(self.names)}

    def __len__(self):
        return len(self.names) + 1

    def __getitem__(self, name):
        return self.index.get(name, UNKNOWN)

    @classmethod
    def of(cls, counts, most=None, least=1):
        ranked = sorted((n for n, c in counts.items() if c >= least and n), key=lambda n: (-counts[n], n))
        return cls(ranked[:most])


def granularity(edtf):
    if "/" in edtf:
        return "open" if edtf.startswith("..") or edtf.endswith("..") else "interval"
    bare = edtf.rstrip("~?%")
    return "decade" if "X" in bare else ("year", "month", "day")[min(2, bare.lstrip("-").count("-"))]


def compared(one, other):
    """How a date lies to another: the same, inside it, around it, before, after or across; by text, a day's year and month being its beginning."""
    if not other:
        return "undated"
    if one == other:
        return "same"
    if "/" in one or "/" in other or "X" in one or "X" in other:
        return "open"
    a, b = one.rstrip("~?%"), other.rstrip("~?%")
    if a.startswith(b):
        return "inside"
    if b.startswith(a):
        return "around"
    if a.startswith("-") or b.startswith("-"):
        return "other"
    year = "" if a[:4] != b[:4] else "-year"
    return ("before" if a < b else "after") + year


class Told:
    """An event decided before, as what comes after it sees it."""

    def __init__(self, token, category, actors, recipients, date):
        self.token, self.category, self.actors, self.recipients, self.date = token, category, set(actors), set(recipients), date or ""

    def part(self, code):
        return ("both" if code in self.recipients else "actor") if code in self.actors else "recipient" if code in self.recipients else "-"


class Document:
    """The evidence of one document (a line of `entente evidence`) with what the reader derives from it."""

    def __init__(self, evidence, title=""):
        self.id = evidence["id"]
        self.title = title or ""
        self.words = evidence["words"]
        self.sentences = [tuple(s) for s in evidence["sentences"]]
        self.passages = evidence["passages"]
        self.parties = evidence["parties"]
        self.times = evidence["times"]
        self.proposals = evidence["proposals"]
        self.sentence_of = [0] * len(self.words)
        for k, (a, b) in enumerate(self.sentences):
            for t in range(a, b):
                self.sentence_of[t] = k
        counts = {}
        first = {}
        for n, p in enumerate(self.parties):
            if p[0] and p[2] != "pronoun":
                counts[p[0]] = counts.get(p[0], 0) + 1
                first.setdefault(p[0], n)
        self.states = sorted(counts, key=lambda c: (-counts[c], first[c]))  # codes, most frequent first
        self.rank = {c: i for i, c in enumerate(self.states)}
        self.proposal_at = {}
        for n, p in enumerate(self.proposals):
            self.proposal_at.setdefault(p[0], n)
        self.parties_in = {}
        for n, p in enumerate(self.parties):
            if p[0]:
                self.parties_in.setdefault(self.sentence_of[p[6]], []).append(n)
        # A party's part in the rules' events of its sentence.
        self.part = {}
        for p in self.proposals:
            for n in p[3]:
                self.part.setdefault(n, "actor")
            for n in p[4]:
                self.part.setdefault(n, "recipient")

    def tag(self, t): return self.words[t][2]
    def relation(self, t): return self.words[t][3]
    def head(self, t): return self.words[t][4]

    def ancestors(self, t):
        path = [t]
        while self.head(path[-1]) != path[-1] and len(path) < 24:
            path.append(self.head(path[-1]))
        return path

    def path(self, item, trigger):
        """The way through the parse from `item` to `trigger`: the last three relations up, and down the first two."""
        if self.sentence_of[item] != self.sentence_of[trigger]:
            return "-"
        up, over = self.ancestors(item), self.ancestors(trigger)
        places = {t: i for i, t in enumerate(over)}
        for i, t in enumerate(up):
            if t in places:
                ups = [self.step(u) for u in up[:i]][-3:]
                downs = [self.relation(u) for u in over[:places[t]]][:2]
                return "<".join(ups) + "^" + ">".join(downs)
        return "-"

    def step(self, t):
        relation = self.relation(t)
        return relation + ":" + self.words[t][5] if relation in ("prep", "agent") else relation

    def units(self, pieces):
        """Token ranges that windows are made of: sentences, and pieces of those that are longer than LONGEST."""
        found = []
        for a, b in self.sentences:
            start, used = a, 0
            for t in range(a, b):
                if used + pieces[t] > LONGEST and t > start:
                    found.append((start, t))
                    start, used = t, 0
                used += pieces[t]
            found.append((start, b))
        return found

    def windows(self, pieces):
        """(first context token, first own token, end) of each window; `pieces` counts each word's pieces."""
        units = self.units(pieces)
        sizes = [sum(pieces[a:b]) for a, b in units]
        found, k = [], 0
        while k < len(units):
            start, room = k, CONTEXT
            while start > 0 and sizes[start - 1] <= room:
                start -= 1
                room -= sizes[start]
            used, end = CONTEXT - room + sizes[k], k + 1
            while end < len(units) and used + sizes[end] <= WINDOW:
                used += sizes[end]
                end += 1
            found.append((units[start][0], units[k][0], units[end - 1][1]))
            k = end
        return found

    # Candidates ---------------------------------------------------------------------------------------------------

    def party_candidates(self, trigger, first_sentence):
        """Numbers of the parties that may have done or suffered it, then the document's most frequent codes (-1-rank)."""
        k = self.sentence_of[trigger]
        found = [n for s in range(first_sentence, k + 1) for n in self.parties_in.get(s, [])]
        return found[-48:] + [-1 - r for r in range(min(STATES, len(self.states)))]

    def party_code(self, n):
        return self.states[-1 - n] if n < 0 else self.parties[n][0]

    def party_features(self, trigger, n):
        """Names of the features of a pair, one a table."""
        proposal = self.proposals[self.proposal_at[trigger]] if trigger in self.proposal_at else None
        code = self.party_code(n)
        by_code = "none" if proposal is None else "-"
        if proposal is not None:
            actors, recipients = ({self.parties[p][0] for p in proposal[i]} for i in (3, 4))
            by_code = ("both" if code in recipients else "actor") if code in actors else "recipient" if code in recipients else "-"
        kind = code if code in ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC") else "state"
        rank = str(min(self.rank.get(code, 9), 9))
        places = self.words[trigger][13]
        place_by_code = next((places[i + 1] for i in range(0, len(places), 2) if self.parties[places[i]][0] == code), "-")
        if n < 0:
            return ["document", "document", "document", "document", "document", by_code, "document", rank, kind, "document", place_by_code]
        p = self.parties[n]
        by_mention = "none"
        if proposal is not None:
            by_mention = "actor" if n in proposal[3] else "recipient" if n in proposal[4] else "-"
        back = self.sentence_of[trigger] - self.sentence_of[p[6]]
        return [str(min(back, 5)), str(bucket(p[6] - trigger)) if back == 0 else "far", self.path(p[6], trigger), p[3],
                by_mention, by_code, self.part.get(n, "-"), rank, kind,
                next((places[i + 1] for i in range(0, len(places), 2) if places[i] == n), "-"), place_by_code]

    PARTY_TABLES = ["sentence", "distance", "path", "sort", "rule-mention", "rule-code", "rule-part", "rank", "kind", "place", "place-code"]

    def code_features(self, trigger, code, history):
        """Names of the features of a code at a trigger: its parts in the two events told before and in the one that governs this."""
        last, second, governor, relation = self.told(trigger, history)
        same = "none" if last is None else "same" if self.sentence_of[last.token] == self.sentence_of[trigger] else "before"
        return ["none" if last is None else last.part(code) + ":" + same, "none" if second is None else second.part(code),
                "none" if governor is None else governor.part(code) + ":" + relation,
                "none" if governor is None else governor.part(code) + ":" + governor.category]

    CODE_TABLES = ["last", "second", "governor-relation", "governor-category"]

    def told(self, trigger, history):
        """Of the events decided before (in their order): the last two within three sentences, and the nearest above in the parse."""
        near = [h for h in history[-2:] if self.sentence_of[trigger] - self.sentence_of[h.token] <= 3]
        last, second = (near[-1] if near else None), (near[-2] if len(near) > 1 else None)
        governor, relation, t = None, "", trigger
        own = {h.token: h for h in history[-12:] if self.sentence_of[h.token] == self.sentence_of[trigger]}
        for _ in range(12):
            above = self.head(t)
            if above == t or not own:
                break
            if above in own:
                governor, relation = own[above], self.relation(t)
                break
            t = above
        return last, second, governor, relation

    def time_candidates(self, trigger):
        """Numbers of the last times up to the end of the trigger's sentence, nearest last."""
        end = self.sentences[self.sentence_of[trigger]][1]
        found = [n for n, t in enumerate(self.times) if t[5] < end]
        return found[-TIMES_BACK:]

    RULE = -1  # the date that the rules would give, where no candidate has it

    def dates(self, trigger):
        """(EDTF, number of the time or RULE, order) of each candidate."""
        found = self.time_candidates(trigger)
        listed = [(self.times[n][0], n, order) for order, n in enumerate(reversed(found))]
        ruled = self.words[trigger][14]
        if ruled and all(ruled != edtf for edtf, _, _ in listed):
            listed.append((ruled, self.RULE, 0))
        return listed

    def time_features(self, trigger, edtf, n, order, history):
        word = self.words[trigger]
        last, _, governor, relation = self.told(trigger, history)
        told = [compared(edtf, word[14]), self.telling(last, edtf, "" if last is None else str(min(3, self.sentence_of[trigger] - self.sentence_of[last.token]))),
                self.telling(governor, edtf, relation)]
        if n == self.RULE:
            return ["rule", "rule", "rule", "rule:" + word[15], granularity(word[14]), "same:" + word[15], "rule", "rule"] + told
        t = self.times[n]
        back = self.sentence_of[trigger] - self.sentence_of[t[5]]
        same = "passage" if self.passage_of(t[5]) == self.passage_of(trigger) else "-"
        rule = "undated" if not word[14] else ("same:" if word[14] == t[0] else "other:") + word[15]
        return [str(min(back, 8)), str(bucket(t[5] - trigger)) if back == 0 else "far", self.path(t[5], trigger), t[2] + ":" + t[1],
                granularity(t[0]), rule, same, str(order)] + told

    @staticmethod
    def telling(event, edtf, how):
        if event is None:
            return "none"
        return ("undated" if not event.date else compared(edtf, event.date)) + ":" + how

    TIME_TABLES = ["sentence", "distance", "path", "kind", "granularity", "rule", "passage", "order", "rule-relation", "last", "governor"]

    def passage_of(self, t):
        low, high = 0, len(self.passages)
        while high - low > 1:
            middle = (low + high) // 2
            if self.passages[middle] <= t:
                low = middle
            else:
                high = middle
        return low

    # Words --------------------------------------------------------------------------------------------------------

    WORD_TABLES = ["tag", "relation", "party", "mark", "rule", "lemma1", "lemma2", "modality"]

    def word_features(self, t):
        w = self.words[t]
        rule = self.proposals[w[12]][1] if w[12] >= 0 else ""
        lemma = w[10] + ["", ""]
        mark = ("time" if w[7] else "") + ("quoted" if w[8] else "")
        return [w[2], w[3], w[6], mark, rule, lemma[0], lemma[1], str(w[11]) if w[9] else ""]


def side(odds, number, member):
    """The codes of a side (0 actors, 1 recipients) and its probability, from each code's (actor, recipient, in actors, in recipients).

    The likeliest is taken, or nobody where that is likelier; then those that belong to the side with at least `member`.
    """
    nobody = max(0.0, 1 - sum(p[number] for _, p in odds))
    best = max((p[number] for _, p in odds), default=0.0)
    chosen, probability = [], max(best, nobody)
    for code, p in odds:
        if best >= nobody and (p[number] == best or p[number + 2] > member):
            chosen.append(code)
            probability *= 1.0 if p[number] == best else p[number + 2]
        elif best >= nobody:
            probability *= 1 - p[number + 2]
    return chosen, probability


def sides(odds, member):
    """Actors, recipients and the probability of both."""
    actors, a = side(odds, 0, member)
    recipients, r = side(odds, 1, member)
    return actors, recipients, a * r


# Below these probabilities of its own choice the reader takes the rules' where they have one at the same word.
RULE_CATEGORY, RULE_SIDES, RULE_STATUS = 0.65, 0.3, 0.72
MEMBER = 0.7  # the least probability of belonging to a side beside the likeliest


def decided(document, e):
    """A prediction as a line of `entente code`, with the probabilities of its fields; None where it is no event."""
    p = e["p"]
    c = max(range(1, len(p)), key=lambda i: p[i])
    category, sure = CATEGORIES[c], p[c] / max(1 - p[0], 0.001)
    actors, recipients, both = sides(e["odds"], MEMBER)
    certain = max(e["status"])
    status = STATUSES[e["status"].index(certain)]
    agrees = 0.0
    if e["token"] in document.proposal_at:
        rule = document.proposals[document.proposal_at[e["token"]]]
        agrees = 1.0 if rule[1] == category else 0.5
        if sure < RULE_CATEGORY:
            category = rule[1]
        told = [[c for c in dict.fromkeys(document.parties[n][0] for n in rule[i]) if c] for i in (3, 4)]
        if both < RULE_SIDES and (told[0] and told[1] or len(told[0]) > 1):
            actors, recipients = told
        if certain < RULE_STATUS:
            status = rule[2]
    if category == "OTHER" or not actors and not recipients:
        return None
    top = e["dates"][0][0]
    dated = 1 / sum(math.exp(s - top) for s, _ in e["dates"])
    edtf = e["dates"][0][1]
    line = {"token": e["token"], "event": category, "actors": [{"code": x} for x in actors], "recipients": [{"code": x} for x in recipients],
            "date": {"edtf": edtf} if edtf else None, "status": status, "start": e["start"], "end": e["end"]}
    return line, [1 - p[0], sure, certain, both, dated, agrees]


BOUNDS = {"conj", "advcl", "relcl", "ccomp", "parataxis"}


def below(document, t, above):
    for _ in range(3):
        if document.relation(t) in BOUNDS or document.head(t) == t:
            return False
        t = document.head(t)
        if t == above:
            return True
    return False


def lines(document, events, threshold):
    """The lines of a document, without what one word tells again of another's event; [(line, probabilities)]."""
    found = [x for e in events if 1 - e["p"][0] >= threshold and (x := decided(document, e))]
    kept = []
    for line, p in sorted(found, key=lambda x: -x[1][0]):
        codes = {a["code"] for a in line["actors"] + line["recipients"]}
        if not any(k["event"] == line["event"] and document.sentence_of[k["token"]] == document.sentence_of[line["token"]]
                   and codes <= {a["code"] for a in k["actors"] + k["recipients"]}
                   and (below(document, k["token"], line["token"]) or below(document, line["token"], k["token"])) for k, _ in kept):
            kept.append((line, p))
    return sorted(kept, key=lambda x: x[0]["token"])


def trigger_token(document, text, event):
    """The word that heads an annotated trigger, or None."""
    m = re.search(r"\s+".join(map(re.escape, event["trigger"].split())), text[event["start"]:event["end"]])
    if not m:
        return None
    a, b = event["start"] + m.start(), event["start"] + m.end()
    inside = [t for t, w in enumerate(document.words) if w[0] < b and w[1] > a]
    heads = [t for t in inside if document.head(t) not in inside or document.head(t) == t]
    content = [t for t in heads if document.words[t][9]] or [t for t in inside if document.words[t][9]]
    return content[0] if content else None


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
