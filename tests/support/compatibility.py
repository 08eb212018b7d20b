"""Write docs/compatibility.md: `python -m tests.support.compatibility` asks every store every canned query.

It starts the stores that the tests start, and takes some minutes.
"""

# ruff: noqa: E501
from __future__ import annotations

import tempfile
from pathlib import Path

from scograph import paths
from scograph.formats.lines import of_graphs
from scograph.query import catalog, check
from scograph.remote import recipes, stores
from scograph.store import cache
from tests.support import store_kinds as kinds

PAGE = Path(__file__).parents[2] / "docs" / "compatibility.md"
HEAD = """# The canned queries on other stores

<!-- Made by python -m tests.support.compatibility; run that instead. -->

Each store was filled by its own loader from `scograph export --for`, and asked the example of each canned
query. *same*: the rows are those that were recorded, as on the embedded store and rdflib. The tests ask the
same (`tests/remote/test_stores.py`): a run of CI asks each store a fifth of the queries, a run of the whole all.
"""
DIFFERENCES = """
## What the engines do differently

Queries and pushes are written so that none of this shows. It will show in queries of your own.

| engine | what it does | what scograph does |
| --- | --- | --- |
| Virtuoso 7.2.5 | A query that names no graph gets a triple once for each graph that holds it; joins multiply that, and a query of ten patterns does not end. | Keeps everything in one graph beside the others, and asks that one. |
| Virtuoso 7.2.5 | Cuts answers at ResultSetMaxRows without an error. | Reads its header `X-SPARQL-MaxRows`, and fails with exit code 4. |
| Virtuoso 7.2.5 | `IF (BOUND(?x), CONCAT("a", STR(?x)), "")` may give `"a"` where `?x` is unbound. | Builds such text by `REPLACE(COALESCE(STR(?x), ""), "^(.+)$", "a$1")`. |
| Virtuoso 7.2.5 | Breaks letters outside ASCII in string functions whose pattern or replacement is written in the query. | ASCII alone there. |
| Virtuoso 7.2.5 | `MIN` and `MAX` of stored strings go by the order in which they were stored. | `STR` first. |
| Virtuoso 7.2.5 | Refuses an update of some hundred operations: "Query too large, variables in state over the limit". | Moves all graphs by one operation. |
| Virtuoso 7.2.5 | Refuses blank nodes in `INSERT DATA`. | A template, with an empty pattern. |
| Virtuoso 7.2.5 | Calls blank nodes `nodeID://b1` in answers. | Takes that for a label. |
| RDF4J 4.1.3 | Fails with "Node has no parent" on `COALESCE(?x, ...)` where `VALUES` gives `?x`. | `COALESCE(IF (BOUND(?x), ?x, ?x), ...)` |
| RDF4J 4.1.3 | `FILTER NOT EXISTS` with a group inside loses what the group outside binds, or does not end. | A sub-SELECT with `MIN`. |
| RDF4J 4.1.3 | `INSERT { GRAPH ?g ... }` writes to the default graph where `VALUES` alone binds `?g`. | `BIND (?name AS ?g)` |
| RDF4J 4.1.3 | Takes an update for Latin-1 unless its charset is given. | Gives it. |
| RDF4J 4.1.3 | A NativeStore whose disk was full is empty at its next start. | Nothing can be done from outside; keep the export. A test fails when it is fixed. |
| Fuseki 5.6.0, TDB2 | `MOVE` loses triples. | `INSERT ... WHERE`. |
| Fuseki 5.6.0, TDB2 | Gives `30000000.0` back where others give `30000000`. | Whole numbers as integers. |
| Oxigraph 0.5 | `IF (BOUND(?x), ?x, <y>)` as the key of a join makes it a loop. | `COALESCE`. |
"""


def main() -> None:
    """Asks, and writes the page."""
    graph = cache.open()
    queries = catalog.compile(paths.QUERIES)["queries"]
    found: dict[str, dict[str, str]] = {name: {} for name in queries}
    for kind in kinds.KINDS:
        with tempfile.TemporaryDirectory() as folder:
            files = Path(folder) / "files"
            recipes.write(of_graphs(graph), kinds.PROFILE[kind], files)
            with kinds.filled(kind, Path(folder) / "db", files) as there:
                for name, canned in queries.items():
                    outcome = check.outcome(graph, canned, endpoint=there.endpoint)
                    found[name][kind] = "same" if outcome.same else "**differs**"
                    found[name]["rows"] = str(outcome.rows)
    titles = [
        f"{stores.PROFILES[kinds.PROFILE[kind]].title} "
        f"{stores.PROFILES[kinds.PROFILE[kind]].tested}"
        + (f", {kind.partition('-')[2]}" if "-" in kind else "")
        for kind in kinds.KINDS
    ]
    lines = [f"| query | rows | {' | '.join(titles)} |", "| --- |" + " --- |" * (len(titles) + 1)]
    for name, cells in sorted(found.items()):
        row = " | ".join(cells[kind] for kind in kinds.KINDS)
        lines.append(f"| `{name}` | {cells['rows']} | {row} |")
    PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n" + DIFFERENCES, encoding="utf-8")


if __name__ == "__main__":
    main()
