"""The shipped graph split over two servers, and canned queries asked of both together by Comunica.

    python -m bench.split [QUERY...]

Half of the things are in one Oxigraph server and half in the other, each with all that is said of
it; the ontology, whose lists have no names, is in the first. A row for each query says whether the
answer to its example is the recorded one. Comunica comes by tests/support/stores/install.sh.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from zlib import crc32

import httpx
import pyoxigraph as ox

from scograph.query import catalog, check, parameters, template
from scograph.store import cache
from tests.support.servers import STORES, oxigraph

QUERIES = ("founders", "hosts", "summits", "attendances", "memberships", "signatories")
TIMEOUT = 120.0
COMMAND = ("node", str(Path(__file__).with_name("split.mjs")), str(STORES.resolve()))


def halves(opened: ox.Store) -> list[bytes]:
    """The default graph as two N-Triples, by the subject."""
    parts: list[list[str]] = [[], []]
    for quad in opened.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        subject, value = quad.subject, quad.object
        blank = isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode)
        at = 0 if blank else crc32(str(subject).encode()) % 2
        parts[at].append(f"{quad.triple} .\n")
    return ["".join(lines).encode() for lines in parts]


def compared(name: str, sparql: str, endpoints: list[str]) -> str:
    """A row in Markdown: the rows, whether they are the recorded ones, the seconds."""
    columns, *wanted = check._rows(check.recorded(name))
    begun = time.perf_counter()
    try:
        done = subprocess.run(
            [*COMMAND, ",".join(columns), *endpoints],
            input=sparql.encode(), capture_output=True, timeout=TIMEOUT, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"| `{name}` | | no answer in {TIMEOUT:.0f} s | |"
    except subprocess.CalledProcessError as error:
        print(error.stderr.decode(errors="replace")[-1000:], file=sys.stderr)
        return f"| `{name}` | | failed | |"
    found = Counter(map(tuple, json.loads(done.stdout)))
    same = "same" if found == Counter(wanted) else "**other rows**"
    return f"| `{name}` | {found.total()} | {same} | {time.perf_counter() - begun:.0f} |"


def main() -> None:
    folder = cache.current()
    opened, canned = cache.open_at(folder), catalog.load()
    print("| query | rows | beside the recorded answer | seconds |\n| --- | ---: | --- | ---: |")
    with oxigraph() as one, oxigraph() as other:
        for server, half in zip((one, other), halves(opened), strict=True):
            headers = {"Content-Type": "application/n-triples"}
            url = f"{server.store}?default"
            httpx.put(url, content=half, headers=headers, timeout=300).raise_for_status()
        for name in sys.argv[1:] or QUERIES:
            bound = parameters.bind(opened, canned[name], canned[name]["example"])
            sparql = template.expand(canned[name], bound)
            print(compared(name, sparql, [one.query, other.query]), flush=True)


if __name__ == "__main__":
    main()
