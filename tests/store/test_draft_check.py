"""A draft check finds what the full check finds, on every case of every shape."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from scograph import paths
from scograph.corpus import load
from scograph.errors import InconsistencyError
from scograph.rdf.namespaces import PREFIXES
from scograph.reason import closure
from scograph.shapes import validate
from scograph.shapes.findings import Finding
from scograph.store import build, draft_check, file_index, fingerprint
from scograph.store.draft_check import NeedsFullCheckError
from tests.support import patches
from tests.support.edits import edited
from tests.support.samples import marked

EDITS = 6
# A list can be part of an axiom, so that its case is left to the full check.
CASES = sorted(
    path
    for path in (Path(__file__).parents[1] / "shapes" / "cases").glob("*/*.ttl")
    if path.parent.name != "list-in-a-circle"
)
# Of each kind of shape one, and the cases in which a change is seen far from where it was made.
SAMPLE = {
    "act-outside-meeting",
    "city-outside-host-state",
    "claim-for-absent-property",
    "coverage-of-absent-member",
    "coverage-of-something",
    "member-before-joining",
    "missing-label",
    "no-name",
    "not-a-date",
    "same-name",
    "undeclared-term",
    "undescribed-thing",
    "unknown-code",
}
FIRST = [next(one for one in CASES if one.parent.name == shape) for shape in sorted(SAMPLE)]


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


def split(corpus: Path, folder: Path) -> None:
    """Writes the corpus as N-Triples, with twenty things in a file, the same things in the same."""
    order: dict[bytes, int] = {}
    for line in load.lines(patches.CORPUS.read_bytes(), patches.CORPUS):
        order.setdefault(line.split(b" ", 1)[0], len(order))
    files: dict[str, list[bytes]] = {}
    for line in load.lines(corpus.read_bytes(), corpus):
        number = order.get(line.split(b" ", 1)[0], len(order)) // 20
        files.setdefault(f"{number:03}.ttl", []).append(line)
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for file, lines in files.items():
        text = b"".join(sorted(lines))
        path = folder / file
        if not path.is_file() or path.read_bytes() != text:
            path.write_bytes(text)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the invented corpus in several files, and the store that was built of them."""
    folder = tmp_path_factory.mktemp("draft")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "DATA", folder / "data")
        patch.setattr(paths, "ROOT", folder)
        patch.setattr(fingerprint, "_ROOTS", [f"{folder}/", *fingerprint._ROOTS])
        split(patches.CORPUS, paths.DATA)
        (folder / "store").mkdir()
        corpus = load.read([*load.ontology_files(), *load.data_files()])
        build.fill(folder / "store", corpus, closure.entail(corpus.asserted).inferred)
        yield folder


def draft(base: Path) -> list[Finding]:
    contents = fingerprint.contents(fingerprint.shipped())
    index = file_index.nearest([base / "store"], contents)
    assert index
    names = index.differing(file_index.data_hashes(contents))
    return draft_check.check(index, {one: base / one for one in names}, []).findings


def full() -> list[Finding]:
    corpus = load.read([*load.ontology_files(), *load.data_files()])
    inferred = closure.closure(corpus.ntriples())
    return validate.check(corpus, inferred, load.shape_files())


def both(case: Path, base: Path, tmp_path: Path) -> tuple[list[Finding], list[Finding]]:
    """What the draft check finds, and what the full check does."""
    patched = tmp_path / "corpus.ttl"
    patched.write_text(patches.patched(case), encoding="utf-8")
    split(patched, base / "data")
    return near(draft(base)), near(full())


def near(found: list[Finding]) -> list[Finding]:
    """The findings, without those of a shape that compares a place with all others.

    The draft check asks it of edited places only: a place may be far from all others since another
    one was moved.
    """
    return [one for one in found if not (one.shape or "").endswith("far-from-its-state.all")]


@pytest.mark.slow
@pytest.mark.parametrize("case", marked(CASES, FIRST, pytest.mark.whole), ids=name)
def test_the_same_findings_as_in_full(case: Path, base: Path, tmp_path: Path) -> None:
    drafted, whole = both(case, base, tmp_path)
    assert drafted == whole


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(EDITS))
def test_the_same_findings_after_any_edit(seed: int, base: Path, tmp_path: Path) -> None:
    lines = sorted(load.lines(patches.CORPUS.read_bytes(), patches.CORPUS))
    changed = tmp_path / "corpus.ttl"
    changed.write_bytes(b"".join(edited(lines, random.Random(seed))))  # noqa: S311
    split(changed, base / "data")
    try:
        found = full()
    except InconsistencyError:
        assert {one.code for one in draft(base)} == {"contradiction"}
        return
    assert draft(base) == found


@pytest.mark.parametrize(
    "triple",
    [
        "scog:Summit rdfs:subClassOf scog:Person",
        "scod:arland owl:sameAs scod:borland",
        "scog:hosts a owl:TransitiveProperty",
        "scod:arland rdf:rest scod:arland",
    ],
)
@pytest.mark.slow
def test_axioms_are_left_to_the_full_check(triple: str, base: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    heads = (
        f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("owl", "rdf", "rdfs", "scod", "scog")
    )
    own.write_text(f"{''.join(heads)}{triple} .\n", encoding="utf-8")
    index = file_index.nearest([base / "store"], fingerprint.contents(fingerprint.shipped()))
    assert index
    with pytest.raises(NeedsFullCheckError):
        draft_check.check(index, {str(own): own}, [own])
