"""The graph in the wheel, inferred and validated, so that the first command need not build it.

It is a list of quads in a fixed order, compressed: the same graph makes the same bytes.
"""

from __future__ import annotations

import json
import lzma
import shutil
from pathlib import Path

import pyoxigraph as ox

from scograph import paths
from scograph.rdf import ntriples
from scograph.store import fingerprint, unpack
from scograph.store.seal import write as write_checksums

_MADE_FROM = "made_from"
_BESIDE = ("info.json", "files.json")
# What citations have found; a store is whole without it.
_CITED = "cite.bin"


def store() -> Path | None:
    """The folder of the graph in the wheel; None if made from other files than the shipped ones."""
    try:
        made_from = (paths.STORE / _MADE_FROM).read_text(encoding="utf-8")
        return paths.STORE if made_from == fingerprint.digest(fingerprint.shipped()) else None
    except (OSError, ValueError):
        return None


def seal(folder: Path) -> None:
    """Puts the quads of a store in the place of the store, with the digest of its inputs."""
    made = ox.Store.read_only(str(folder / "oxigraph"))
    default = _dump(made, ox.DefaultGraph()).splitlines(keepends=True)
    named: list[bytes] = []
    for graph in sorted(made.named_graphs(), key=str):
        content = ntriples.in_graph([_dump(made, graph)], graph.value)
        named += content.splitlines(keepends=True)
    # A load renames blank nodes, so all of their quads are in one.
    plain = {
        unpack.DEFAULT: [line for line in default if b"_:" not in line],
        unpack.NAMED: [line for line in named if b"_:" not in line],
    }
    blank = b"".join(line for line in (*default, *named) if b"_:" in line)
    labelled = ox.Dataset(ox.parse(blank, format=ox.RdfFormat.N_QUADS))
    labelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    content = ox.serialize(labelled, format=ox.RdfFormat.N_QUADS) or b""
    plain[unpack.NAMED] += content.splitlines(keepends=True)
    for name, lines in plain.items():
        (folder / name).write_bytes(lzma.compress(b"".join(sorted(lines)), preset=9))
    del made
    shutil.rmtree(folder / "oxigraph")
    for path in folder.iterdir():
        if path.name not in (*_BESIDE, _CITED, *plain):
            path.unlink()
    text = fingerprint.digest(fingerprint.shipped())
    (folder / _MADE_FROM).write_text(text, encoding="utf-8")


def take(made: Path, folder: Path) -> bool:
    """True if the store of a sealed folder could be made whole in another one."""
    try:
        wanted = json.loads((made / _BESIDE[0]).read_bytes())["quads"]
        if not unpack.run(made, folder / "oxigraph"):
            return False
        if len(ox.Store.read_only(str(folder / "oxigraph"))) != wanted:
            return False
        for name in _BESIDE:
            shutil.copyfile(made / name, folder / name)
        if (made / _CITED).is_file():
            shutil.copyfile(made / _CITED, folder / _CITED)
        write_checksums(folder)
    except (OSError, RuntimeError, ValueError, KeyError):
        return False
    return True


def _dump(made: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bytes:
    return made.dump(from_graph=graph, format=ox.RdfFormat.N_TRIPLES) or b""
