#!/usr/bin/env python3
"""Annotated documents of this folder as JSON lines, as shared/data/annotated/train.jsonl has them.

usage: annotations.py [--texts TEXTS.jsonl] [--names FILE] > documents.jsonl      every file of documents/ but those of
                                                                documents/held.names, faults on standard error
       annotations.py --check FILE.txt…                             faults of these files alone

documents/*.txt hold a text and its annotation in short (documents/README.md). documents/standoff.jsonl holds annotations of
texts that aren't part of the project; those that TEXTS (JSON lines with "id" and "text") has with the same digest are joined.
With --names only the documents that a file names are written, those of held.names among them.
"""
import hashlib
import json
import pathlib
import re
import sys

CATEGORIES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT OTHER".split())
STATUSES, BASES = {"occurred", "ongoing", "expected", "hypothetical", "denied"}, {"explicit", "carried", "relative", "none"}
EDTF = re.compile(r"^(\d{4}|\d{3}X|\d{2}XX)(-(\d\d|2[1-4])(-\d\d)?)?[~?%]?$")
COLUMNS = {"events": 10, "statements": 8, "figures": 6, "agreements": 5}


class Faulty(Exception):
    pass


def edtf(value):
    parts = value.split("/")
    return len(parts) <= 2 and all(p in ("", "..") or EDTF.match(p) for p in parts) and any(p not in ("", "..") for p in parts)


def flattened(text):
    """The text with each run of white space as one blank, and each character's place in it."""
    flat, back = [], []
    for i, c in enumerate(text):
        if not c.isspace():
            flat.append(c)
            back.append(i)
        elif flat and flat[-1] != " ":
            flat.append(" ")
            back.append(i)
    return "".join(flat), back


def place(quote, flat, at):
    """Where a quote stands from `at` on, else from the top; "first words ... last words" stands for all between."""
    first, _, last = quote.partition(" ... ")
    start = flat.find(first, at)
    start = start if start >= 0 else flat.find(first)
    if start < 0:
        raise Faulty(f"quote not in the text: {quote[:80]!r}")
    if not last:
        return start, start + len(first)
    end = flat.find(last, start + len(first))
    if end < 0 or end - start > 700:
        raise Faulty(f"end of quote not in the text: {quote[:80]!r}")
    return start, end + len(last)


def people(text):
    out = []
    for part in filter(None, (x.strip() for x in text.split(";"))):
        name, _, code = part.rpartition("=")
        if not re.match(r"^([A-Z]{3}|---)$", code.strip()):
            raise Faulty(f"no code: {part!r}")
        out.append({"text": name.strip() or code, "code": code.strip()})
    return out


def item(layer, c, quote):
    if layer == "events":
        if c[1] not in quote:
            raise Faulty(f"trigger {c[1]!r} not in its quote")
        for value, known in ((c[2], CATEGORIES), (c[6], BASES), (c[7], STATUSES), (c[9], {"0", "1"})):
            if value not in known:
                raise Faulty(f"unknown value {value!r}")
        if bool(c[5]) == (c[6] == "none") or c[5] and not edtf(c[5]):
            raise Faulty(f"date {c[5]!r} with basis {c[6]}")
        actors, recipients = people(c[3]), people(c[4])
        if not actors and not recipients:
            raise Faulty("nobody takes part")
        return {"trigger": c[1], "event": c[2], "actors": actors, "recipients": recipients, "date": c[5] or None, "date_basis": c[6],
                "status": c[7], "said_by": c[8] or None, "core": c[9] == "1"}
    if layer == "statements":
        if c[1] not in ("direct", "indirect") or not c[2]:
            raise Faulty("kind or speaker")
        return {"kind": c[1], "speaker": c[2], "speaker_code": c[3], "role": c[4] or None, "about": c[5].split(), "stance": int(c[6]) if c[6] else None,
                "date": c[7] or None, "outlet": None}
    if layer == "figures":
        value = float(c[1].replace(",", ""))
        return {"value": int(value) if value == int(value) else value, "unit": c[2], "kind": c[3], "of": c[4], "date": c[5] or None}
    return {"name": c[1], "parties": c[2].split(), "date": c[3] or None, "status": c[4]}


def read(path):
    """A document of its file, and its faults as (line, reason)."""
    head, text, layers, faults = {}, [], {k: [] for k in COLUMNS}, []
    part, flat, back, at = "head", None, None, 0
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() in ("TEXT", *(k.upper() for k in COLUMNS)):
            part, at = line.strip().lower(), 0
            if part != "text" and flat is None:
                flat, back = flattened("\n".join(text).strip())
        elif part == "head":
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
        elif part == "text":
            text.append(line)
        elif line.strip():
            c = [x.strip() for x in line.split("|")]
            try:
                if len(c) != COLUMNS[part]:
                    raise Faulty(f"{len(c)} columns instead of {COLUMNS[part]}")
                start, end = place(c[0], flat, at)
                at = start
                quote = flat[start:end]
                layers[part].append({"quote": quote, **item(part, c, quote), "start": back[start], "end": back[end - 1] + 1})
            except (Faulty, ValueError) as fault:
                faults.append((n, str(fault)))
    return {"id": head.get("id", path.stem), "title": head.get("title", ""), "date": head.get("date", ""), "publisher": head.get("publisher", ""),
            "text": "\n".join(text).strip(), **layers}, faults


def joined(annotation, text):
    """A stand-off annotation with the words that it points to."""
    for layer in COLUMNS:
        for one in annotation[layer]:
            one["quote"] = re.sub(r"\s+", " ", text[one["start"]:one["end"]])
            if "trigger_start" in one:
                one["trigger"] = re.sub(r"\s+", " ", text[one.pop("trigger_start"):one.pop("trigger_end")])
    return {**annotation, "text": text}


def main():
    arguments = sys.argv[1:]
    listed = lambda path: set(path.read_text(encoding="utf-8").split())
    folder = pathlib.Path(__file__).parent / "documents"
    if "--names" in arguments:
        at = arguments.index("--names")
        named = listed(pathlib.Path(arguments[at + 1]))
        wanted = lambda name: name in named
        del arguments[at:at + 2]
    else:
        held = listed(folder / "held.names")
        wanted = lambda name: name not in held
    checked = [pathlib.Path(a) for a in arguments[1:]] if arguments[:1] == ["--check"] else sorted(folder.glob("*.txt"))
    failed = False
    for path in checked:
        document, faults = read(path)
        for line, reason in faults:
            print(f"{path}:{line}: {reason}", file=sys.stderr)
            failed = True
        if arguments[:1] != ["--check"]:
            if wanted(document["id"]):
                print(json.dumps(document, ensure_ascii=False))
        else:
            print(f"{path.name}: {', '.join(f'{len(document[k])} {k}' for k in COLUMNS)}")
    if arguments[:1] == ["--texts"]:
        texts = {hashlib.sha256(o["text"].encode()).hexdigest(): o["text"] for o in map(json.loads, open(arguments[1], encoding="utf-8"))}
        for line in (folder / "standoff.jsonl").open(encoding="utf-8"):
            annotation = json.loads(line)
            if not wanted(annotation["id"]):
                continue
            if (digest := annotation.pop("sha256")) in texts:
                print(json.dumps(joined(annotation, texts[digest]), ensure_ascii=False))
            else:
                print(f"{annotation['id']}: its text isn't there", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
