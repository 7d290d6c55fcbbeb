"""Starts `entente serve` over an archive of the samples and stops it again."""
import os
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = os.environ.get("ENTENTE", str(ROOT / ".build/release/entente"))


class Site:
    """A server on a free port of this machine, over a new archive."""

    def __init__(self, files=()):
        self.folder = tempfile.TemporaryDirectory(prefix="entente-browser-")
        self.archive = os.path.join(self.folder.name, "archive.sqlite")
        self.process = subprocess.Popen(
            [ENTENTE, "serve", "--port", "0", "--archive", self.archive, *map(str, files)],
            stderr=subprocess.PIPE, text=True, cwd=ROOT)
        self.address = None
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group(0)
                break
        if not self.address:
            raise RuntimeError("the server didn't start")
        self.wait_for(len(files))

    def wait_for(self, documents):
        """Until as many documents are read and none is being read."""
        for _ in range(600):
            with urllib.request.urlopen(self.address + "/reading/list") as answer:
                is_busy = b"data-busy" in answer.read()
            if not is_busy and (not documents or self.has(documents)):
                return
            time.sleep(0.1)
        raise RuntimeError("the samples weren't read in a minute")

    def has(self, document):
        try:
            urllib.request.urlopen(f"{self.address}/documents/{document}").close()
        except urllib.error.HTTPError:
            return False
        return True

    def pages(self):
        """Names and addresses of all pages, that of a finding's explanation asked from its panel."""
        pages = {name: self.place(path) for name, path in PAGES.items()}
        with urllib.request.urlopen(self.address + pages["finding"].split("#")[0]) as answer:
            found = re.search(r"/findings/[^\"]+/explanation", answer.read().decode())
        return {**pages, **({"explanation": found.group(0)} if found else {})}

    def place(self, path):
        """A path in which `finding=e1` stands for the first event of its document, and so on for other letters."""
        asked = re.fullmatch(r"(/documents/\d+)\?finding=([a-z])1(?:#\w+)?", path)
        if not asked:
            return path
        document, letter = asked.groups()
        everything = "?marks=time,actor,event,statement,figure,agreement,citation,"
        try:
            with urllib.request.urlopen(self.address + document + everything) as answer:
                found = re.search(rf"finding(?:=|&#x3D;)({letter}\d[\dx-]*)", answer.read().decode())
        except urllib.error.HTTPError:
            return path
        return f"{document}?finding={found.group(1)}#{found.group(1)}" if found else path

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


SAMPLES = sorted((ROOT / "Samples").glob("*.html")) + sorted((ROOT / "Samples").glob("*.pdf"))
PAGES = {
    "documents": "/",
    "document": "/documents/1",
    "finding": "/documents/1?finding=e1#e1",
    "statement": "/documents/1?finding=s1#s1",
    "document-pdf": "/documents/2",
    "document-all": "/documents/1?marks=time,actor,event,statement,figure,agreement,citation,",
    "figure": "/documents/1?finding=f1#f1",
    "agreement": "/documents/1?finding=g1#g1",
    "source": "/documents/2?finding=c1#c1",
    "edit": "/documents/1/edit",
    "remove": "/documents/1/remove",
    "chronicle": "/chronicle",
    "chronicle-filtered": "/chronicle?actor=FRA&with=GBR&from=1898&to=1904",
    "chronicle-nothing": "/chronicle?actor=FRA&from=1700&to=1701",
    "chronicle-problem": "/chronicle?from=soon",
    "actors": "/actors",
    "actor": "/actors/FRA",
    "pair": "/pairs/FRA/GBR",
    "statements": "/statements",
    "figures": "/figures",
    "agreements": "/agreements",
    "sources": "/sources",
    "search-empty": "/search",
    "search": "/search?q=convention",
    "search-actor": "/search?q=Lansdowne",
    "search-nothing": "/search?q=zzzz",
    "reading": "/reading",
    "missing": "/nowhere",
}
# Of an archive without documents.
EMPTY = {
    "welcome": "/", "chronicle-empty": "/chronicle", "actors-empty": "/actors", "statements-empty": "/statements",
    "sources-empty": "/sources", "search-of-nothing": "/search?q=war",
}
