"""Annotates a JSON-lines file with spaCy's nlp.pipe and prints one JSON object with what it took.

usage: spacy_side.py FOLDER FILE [--processes N] [--passes N] [--rows OUTPUT]
"""
import argparse
import json
import os
import resource
import time

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("file")
parser.add_argument("--processes", type=int, default=1)
parser.add_argument("--passes", type=int, default=1)
parser.add_argument("--rows", metavar="OUTPUT", help="write the tokens of each text as JSON instead of timing")
options = parser.parse_args()
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

start = time.perf_counter()
import spacy  # noqa: E402

imported = time.perf_counter()
nlp = spacy.load(options.folder)
loaded = time.perf_counter()
with open(options.file, encoding="utf8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
opened = time.perf_counter()

if options.rows:
    with open(options.rows, "w", encoding="utf8") as output:
        for doc in nlp.pipe(texts, batch_size=256):
            rows = [
                [t.text, t.idx, t.whitespace_, t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i, 1 if t.is_sent_start else -1,
                 t.ent_iob_ or "O", t.ent_type_]
                for t in doc
            ]
            output.write(json.dumps({"text": doc.text, "tokens": rows}) + "\n")
    raise SystemExit

nlp("The first sentence of a cold process.")
first = time.perf_counter()
tokens = 0
for _ in range(options.passes):
    for doc in nlp.pipe(texts, batch_size=256, n_process=options.processes):
        tokens += len(doc)
end = time.perf_counter()
print(json.dumps({
    "spacy": spacy.__version__, "import": imported - start, "load": loaded - imported, "first": first - opened, "seconds": end - first,
    "tokens": tokens, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
}))
