"""Files that the bulk loaders of triple stores take, and how each loader is called."""

# ruff: noqa: E501, S608
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from scograph import atomic, export, profiles
from scograph.errors import BadRequest
from scograph.namespaces import EVERYTHING_GRAPH, GRAPH

DATA = "scograph.nq"


def write(graphs: export.Graphs, store: str, folder: Path) -> list[Path]:
    """Writes the data, what the loader needs beside them, and the recipe; gives their paths.

    Each file appears whole or not at all. BadRequest where the folder is a file.
    """
    profile = profiles.get(store)
    if folder.exists() and not folder.is_dir():
        raise BadRequest(f"{folder} is a file. Name a folder with -o; several files go into it.")
    folder.mkdir(parents=True, exist_ok=True)
    kept = dict(graphs)
    if profile.everything:
        kept[profile.everything] = kept.pop(None, [])
    elif profile.union:
        kept.pop(None, None)
    counts = {name: len(triples) for name, triples in kept.items()}
    paths = []
    with atomic.output(folder / DATA) as stream:
        export.write(kept, "nquads", stream)
    paths.append(folder / DATA)
    texts = {"README.md": _readme(profile, counts)}
    if store in _BESIDE:
        name, text = _BESIDE[store]
        texts[name] = text
    for name, text in texts.items():
        with atomic.output(folder / name) as stream:
            stream.write(text.encode())
        paths.append(folder / name)
    return paths


def _readme(profile: profiles.Profile, counts: Mapping[str | None, int]) -> str:
    run = (
        f"Tested with {profile.title} {profile.tested}."
        if profile.tested
        else f"From the documentation of {profile.title}; not run by the tests of scograph."
    )
    total = sum(counts.values())
    parts = [f"# scograph for {profile.title}\n\n{run}\n", _STEPS[profile.name]]
    parts.append(
        f"\n`{DATA}` holds {total} triples in {len(counts)} graphs. Count them afterwards:\n\n"
        "```sparql\nSELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER (STRSTARTS(STR(?g), "{GRAPH}")) }}\n```\n\n'
        f"gives {total - counts.get(None, 0)}"
        + (f"; `{{ ?s ?p ?o }}` alone gives {counts[None]}." if None in counts else ".")
        + " Then ask it the canned queries:\n\n```sh\n"
        f"scograph check --endpoint {profile.example} --store {profile.name}\n```\n"
    )
    return "".join(parts)


_FUSEKI = f"""
The loader writes the database's own files, so no server may run on them. It adds to what is there:
load into a new folder, and start the server on that one in place of the old.

```sh
tdb2.tdbloader --loc new-db {DATA}
fuseki-server --tdb2 --loc new-db /scograph
```
"""
_VIRTUOSO = f"""
Copy this folder to one that `DirsAllowed` in virtuoso.ini names, and go there.

```sh
isql-vt 1111 dba PASSWORD load.isql -i "$PWD"
```

`load.isql` empties the graphs of an earlier load first. If the server stops in between, run it again.

Virtuoso has no default graph of its own: a query that names no graph sees all graphs, and each triple
once for each graph that holds it. `<{EVERYTHING_GRAPH}>` holds what is the default graph elsewhere. Say

```ini
[SPARQL]
DefaultGraph     = {EVERYTHING_GRAPH}
ResultSetMaxRows = 1000000
```

in virtuoso.ini, or write `FROM <{EVERYTHING_GRAPH}>`. Answers are cut at ResultSetMaxRows without an
error.
"""
_LOAD_ISQL = f"""log_enable (3, 1);
SPARQL DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER (STRSTARTS (STR (?g), '{GRAPH}')) }};
DELETE FROM DB.DBA.load_list WHERE ll_file LIKE '%{DATA}';
ld_dir ('$ARGV[$I]', '{DATA}', '{EVERYTHING_GRAPH}');
rdf_loader_run ();
checkpoint;
SELECT ll_file, ll_state, ll_error FROM DB.DBA.load_list WHERE ll_file LIKE '%{DATA}';
"""
_OXIGRAPH = f"""
The loader writes the store's own files, so no server may run on them. It adds to what is there: load
into a new folder, and start the server on that one in place of the old.

```sh
oxigraph load --location new-db --file {DATA}
oxigraph serve --location new-db --bind localhost:7878
```
"""
_RDF4J = f"""
This replaces all that the repository holds, in one transaction:

```sh
curl -f -X PUT -H "Content-Type: application/n-quads" --data-binary @{DATA} \\
  http://localhost:8080/rdf4j-server/repositories/scograph/statements
```

A query that names no graph sees all graphs together, and a triple once for each graph that holds it;
so the default graph is not in the file. Say DISTINCT where you count.
"""
_GRAPHDB = f"""
With the server stopped, `importrdf` fills a repository from a configuration file `repo.ttl`; `--force`
replaces the one that is there.

```sh
importrdf preload --force -c repo.ttl {DATA}
```

On a running server, the same request as with RDF4J:

```sh
curl -f -X PUT -H "Content-Type: application/n-quads" --data-binary @{DATA} \\
  http://localhost:7200/repositories/scograph/statements
```
"""
_STARDOG = f"""
A new database is filled when it is made:

```sh
stardog-admin db create -n scograph {DATA}
```

An old one is replaced in one transaction:

```sh
stardog data add --remove-all scograph {DATA}
```
"""
_NEPTUNE = f"""
Copy `{DATA}` to a bucket that the cluster may read, fill in `load.json`, and send it from within the
cluster's network:

```sh
aws s3 cp {DATA} s3://YOUR-BUCKET/{DATA}
curl -X POST -H "Content-Type: application/json" https://YOUR-CLUSTER:8182/loader -d @load.json
```

The loader adds. Drop the graphs of an earlier load first (`DROP GRAPH`), since blank nodes would come
twice. The default graph of a query is the union of all graphs, so the file holds named graphs alone.
"""
_LOAD_JSON = (
    json.dumps(
        {
            "source": f"s3://YOUR-BUCKET/{DATA}",
            "format": "nquads",
            "iamRoleArn": "arn:aws:iam::YOUR-ACCOUNT:role/YOUR-ROLE",
            "region": "YOUR-REGION",
            "failOnError": "TRUE",
            "parserConfiguration": {"namedGraphUri": EVERYTHING_GRAPH},
        },
        indent=2,
    )
    + "\n"
)
_QLEVER = """
The `Qleverfile` beside the data is for the command `qlever` (`pip install qlever`):

```sh
qlever index --overwrite-existing
qlever start
```

The index is built anew each time. A query that names no graph sees all graphs.
"""
_QLEVERFILE = f"""[data]
NAME        = scograph
DESCRIPTION = The Shanghai Cooperation Organisation

[index]
INPUT_FILES     = {DATA}
CAT_INPUT_FILES = cat ${{INPUT_FILES}}
FORMAT          = nq

[server]
PORT = 7001
"""

_STEPS = {
    "fuseki": _FUSEKI,
    "virtuoso": _VIRTUOSO,
    "oxigraph": _OXIGRAPH,
    "rdf4j": _RDF4J,
    "graphdb": _GRAPHDB,
    "stardog": _STARDOG,
    "neptune": _NEPTUNE,
    "qlever": _QLEVER,
}
_BESIDE = {
    "virtuoso": ("load.isql", _LOAD_ISQL),
    "neptune": ("load.json", _LOAD_JSON),
    "qlever": ("Qleverfile", _QLEVERFILE),
}
