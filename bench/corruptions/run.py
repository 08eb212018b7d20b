"""Makes corruptions of the shipped record, and looks which of them validation finds."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corruptions.kind import Corruption, Kind, corruptions
from bench.corruptions.kinds import KINDS
from bench.corruptions.record import Record
from scograph import paths
from scograph.corpus import load
from scograph.corpus.positions import CorpusStatements
from scograph.errors import InconsistencyError, InputError
from scograph.rdf.namespaces import SCOD
from scograph.reason import closure
from scograph.shapes import inconsistency, validate
from scograph.shapes.findings import Finding, every
from scograph.store import draft_check, file_index, fingerprint, pointers
from scograph.store.draft_check import NeedsFullCheckError
from scograph.store.file_index import FileIndex

_VALID = Path(__file__).parent / "valid"
_ALONE = {"contradiction", "syntax"}


class Outcome(NamedTuple):
    """A corruption, the codes of the findings at the changed things, and of those elsewhere."""

    corruption: Corruption
    here: set[str]
    elsewhere: set[str]


def outcomes(
    kinds: Iterable[Kind],
    record: Record,
    places: int,
    *,
    full: bool = False,
    seed: int = 7,
    together: int = 1,
) -> Iterator[Outcome]:
    """What is found of some places of each kind.

    As many as `together` are checked at once, if they are in different files: that is faster, and
    the findings on one may be due to another.
    """
    base = None if full else _base()
    chosen = []
    for kind in kinds:
        found = list(corruptions(kind, record))
        chance = random.Random(f"{seed} {kind.name}")  # noqa: S311
        chosen += chance.sample(found, min(places, len(found)))
    for batch in _batches(chosen, record, together):
        yield from _outcomes(batch, record, base)


def _batches(
    found: Iterable[Corruption], record: Record, size: int
) -> Iterator[Sequence[Corruption]]:
    """The corruptions in groups in which no two change one file."""
    batches: list[tuple[list[Corruption], set[Path]]] = []
    for one in found:
        files = set(one.files(record))
        free = next((pair for pair in batches if not files & pair[1]), None)
        if free is None:
            free = ([], set())
            batches.append(free)
        batch, taken = free
        batch.append(one)
        taken |= files
        if len(batch) >= size:
            batches = [pair for pair in batches if pair[0] is not batch]
            yield batch
    yield from (batch for batch, _ in batches)


def _outcomes(
    batch: Sequence[Corruption], record: Record, base: FileIndex | None
) -> Iterator[Outcome]:
    folder = Path(tempfile.mkdtemp(prefix="corruptions."))
    try:
        replaced: dict[Path, Path] = {}
        lines: list[set[tuple[Path | None, int | None]]] = []
        for corruption in batch:
            lines.append(set())
            for file, changed in corruption.files(record).items():
                copy = folder / file.name
                copy.write_text(record.written(file, changed), encoding="utf-8")
                replaced[file] = copy
                lines[-1] |= _lines(copy, changed)
        findings = _findings(replaced, base, is_alone=len(batch) == 1)
    finally:
        shutil.rmtree(folder)
    if findings is None:
        yield from _outcomes(batch[: len(batch) // 2], record, base)
        yield from _outcomes(batch[len(batch) // 2 :], record, base)
        return
    is_alone = len(batch) == 1
    made = [
        _outcome(one, places, every(findings), is_alone=is_alone)
        for one, places in zip(batch, lines, strict=True)
    ]
    if is_alone or not any(one.code in _ALONE for one in every(findings)):
        yield from made
        return
    # A contradiction hides all other findings: the rest is looked at without it.
    hits = [one for one in made if one.here & _ALONE]
    yield from hits
    rest = [one.corruption for one in made if not one.here & _ALONE]
    parts = [rest] if hits else [rest[: len(rest) // 2], rest[len(rest) // 2 :]]
    for part in filter(None, parts):
        yield from _outcomes(part, record, base)


def _outcome(
    corruption: Corruption,
    places: Collection[tuple[Path | None, int | None]],
    findings: Iterable[Finding],
    *,
    is_alone: bool,
) -> Outcome:
    here: set[str] = set()
    elsewhere: set[str] = set()
    names = {name.replace("scod:", SCOD) for name in corruption.changed}
    for finding in findings:
        is_here = finding.thing in names or (is_alone and finding.thing.startswith("_:"))
        is_here = is_here or (finding.file, finding.line) in places
        (here if is_here else elsewhere).add(finding.code)
    return Outcome(corruption, here, elsewhere if is_alone else set())


def _lines(copy: Path, names: Iterable[str]) -> set[tuple[Path | None, int | None]]:
    """The lines of a file in which some things are written."""
    found: set[tuple[Path | None, int | None]] = set()
    inside = False
    for number, line in enumerate(copy.read_text(encoding="utf-8").splitlines(), 1):
        inside = line in names or (inside and line != ".")
        if inside:
            found.add((copy, number))
    return found


def _findings(
    replaced: dict[Path, Path], base: FileIndex | None, *, is_alone: bool
) -> list[Finding] | None:
    """The findings, or None if several corruptions need a full check together."""
    own = list(replaced.values())
    try:
        if base is not None:
            names = {fingerprint.name(str(file)): copy for file, copy in replaced.items()}
            return draft_check.check(base, names, own).findings
    except NeedsFullCheckError:
        if not is_alone:
            return None
    except InputError as error:
        return [_unreadable(error, own)]
    try:
        return _in_full(replaced, own)
    except InputError as error:
        return [_unreadable(error, own)]


def _in_full(replaced: dict[Path, Path], own: Sequence[Path]) -> list[Finding]:
    files = [replaced.get(file, file) for file in load.data_files()]
    corpus = load.read([*load.ontology_files(), *files])
    try:
        inferred, store = closure.entail(corpus.asserted)
    except InconsistencyError as error:
        statements = CorpusStatements(corpus)
        return inconsistency.findings(error, statements, corpus.asserted.lines(), own)
    return validate.check(corpus, inferred, load.shape_files(), first=own, store=store)


def _unreadable(error: InputError, own: Sequence[Path]) -> Finding:
    return Finding(
        code="syntax", severity="Violation", file=own[0], line=None, thing="_:", name="",
        path=None, value=None, reason=str(error), remedy="",
    )  # fmt: skip


def additions() -> dict[Path, list[Finding]]:
    """The findings on files that add what may well be true, by file; all are looked at together."""
    files = sorted(_VALID.glob("*.ttl"))
    found: dict[Path, list[Finding]] = {file: [] for file in files}
    looked = draft_check.check(_base(), {str(file): file for file in files}, files)
    for finding in every(looked.findings):
        found.setdefault(finding.file or _VALID, []).append(finding)
    return found


def _base() -> FileIndex:
    """The index of the store of the shipped graph, which must be built."""
    contents = fingerprint.contents(fingerprint.shipped())
    folders = [paths.STORE, *sorted(pointers.stores().iterdir())]
    base = file_index.nearest(folders, contents)
    assert base, "First run: scograph build"
    return base


def table(found: Sequence[Outcome]) -> str:
    """A line for each kind: how many were tried, how many found, and by which codes."""
    lines = []
    for group in ("contradicts", "suspicious"):
        of_group = [one for one in found if one.corruption.kind.group == group]
        hits = sum(bool(one.here) for one in of_group)
        share = 100 * hits / len(of_group) if of_group else 100.0
        lines.append(f"\n## {group}: {hits} of {len(of_group)} found ({share:.1f} %)\n")
        lines.append("| kind | tried | found | codes at the changed thing |")
        lines.append("| --- | --- | --- | --- |")
        for name in dict.fromkeys(one.corruption.kind.name for one in of_group):
            of_kind = [one for one in of_group if one.corruption.kind.name == name]
            codes = sorted({code for one in of_kind for code in one.here})
            count = sum(bool(one.here) for one in of_kind)
            lines.append(f"| {name} | {len(of_kind)} | {count} | {', '.join(codes)} |")
    return "\n".join(lines) + "\n"


def chosen(words: Sequence[str], kinds: Iterable[Kind] = KINDS.values()) -> list[Kind]:
    """The kinds whose names contain one of the words; all without words."""
    return [kind for kind in kinds if not words or any(word in kind.name for word in words)]


def sample(kinds: Iterable[Kind], words: Sequence[str], number: int, seed: int) -> list[Kind]:
    """Some of the kinds whose names contain one of the words."""
    found = chosen(words, kinds)
    return random.Random(seed).sample(found, min(number, len(found)))  # noqa: S311
