"""Validation of the shipped graph, of edited files, and of the user's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scograph import interrupts, paths
from scograph.corpus import load
from scograph.corpus.positions import CorpusStatements, Statements
from scograph.errors import CheckError, InconsistencyError, InputError, StoreError
from scograph.reason import closure, unusable
from scograph.shapes import inconsistency, misplaced, undeclared, validate
from scograph.shapes.engines import Validator
from scograph.shapes.findings import Finding, violations
from scograph.store import (
    cache,
    draft_check,
    draft_statements,
    file_index,
    fingerprint,
    locks,
    pointers,
    replacing,
)
from scograph.store.draft_check import NeedsFullCheckError
from scograph.store.file_index import FileIndex

_MEBIBYTES = 3072  # Of addresses; the engines end the process where there are none left.


class Examined(NamedTuple):
    """The files that were checked, the findings, and how far the check reached.

    `things` are in the files and `referring` refer to them; both are None if all was checked.
    """

    files: list[Path]
    findings: list[Finding]
    things: int | None = None
    referring: int | None = None


def examine(
    given: Iterable[Path],
    engine: Validator | None = None,
    *,
    replacements: Iterable[Path] = (),
    full: bool = False,
    step: Callable[[str], None] = lambda label: None,
) -> Examined:
    """The findings on the shipped graph, or those that the given files and folders cause.

    The user's files are checked together with the shipped graph, `replacements` in place of the
    shipped files of the same name. Warnings about things that they do not describe are left out.
    Files that differ from the last good store are checked against it, unless `full` is true, too
    many of them differ, or no file is named and none differs.
    """
    interrupts.need(_MEBIBYTES, "To validate")
    step("Reading")
    shipped = load.data_files()
    copies = list(replacements)
    for copy in copies:
        if not copy.is_file():
            raise InputError(
                "It is no file." if copy.exists() else "There is no such file.", path=copy
            )
    replaced = replacing.targets(copies, shipped)
    named = [_home(file, shipped) for file in load.turtle_files(given)]
    own = list(dict.fromkeys([*replaced.values(), *named]))
    if not full:
        try:
            step("Checking")
            return _draft(shipped, own, replaced, engine)
        except NeedsFullCheckError:
            pass
    return _full([replaced.get(file, file) for file in shipped], own, engine, step)


def wrong_namespaces(given: Iterable[Path]) -> list[str]:
    """A sentence for each term of the user's files whose namespace is nearly the project's."""
    files = load.turtle_files(given)
    corpus = load.read([*load.ontology_files(), *files])
    notes = undeclared.noted(corpus, only_data=False, wrong_namespace=True) if files else []
    return list(misplaced.worded(notes))


def _draft(
    shipped: list[Path], own: list[Path], replaced: dict[Path, Path], engine: Validator | None
) -> Examined:
    """The findings on the files that differ from the last good store, and on the user's own."""
    contents = fingerprint.contents(fingerprint.shipped())
    base = _base(contents, build=bool(own))
    files = {name: paths.ROOT / name for name in base.differing(file_index.data_hashes(contents))}
    files |= {_name(file): by for file, by in replaced.items()}
    files |= {_name(file): file for file in own if file not in replaced.values()}
    if not files:
        raise NeedsFullCheckError("no file differs")
    made = draft_check.check(base, files, own, engine)
    written = list(draft_statements.lines_in(path for path in files.values() if path.is_file()))
    odd = misplaced.axioms(unusable.find(lambda: written), made.statements, own)
    findings = _theirs(odd + made.findings, made.statements, own)
    checked = own or [path for path in files.values() if path.is_file()]
    return Examined(sorted(checked), findings, made.things, made.referring)


def _base(contents: Mapping[str, str], *, build: bool) -> FileIndex:
    """The files of the good store from which the fewest files differ, which may be built now."""
    data = file_index.data_hashes(contents)
    found = file_index.nearest(_good_stores(), contents)
    if build and (found is None or len(found.differing(data)) > draft_check.MOST_FILES):
        # Built once, it serves for the next checks too.
        with suppress(CheckError, StoreError):
            cache.current()
        found = file_index.nearest(_good_stores(), contents)
    if found is None:
        raise NeedsFullCheckError("there is no good store")
    locks.read(found.folder / "info.json")
    return found


def _good_stores() -> Iterator[Path]:
    """The folders of all stores."""
    with suppress(OSError, StoreError):
        yield from sorted(pointers.stores().iterdir())


def _home(file: Path, shipped: Iterable[Path]) -> Path:
    """The shipped file that a path leads to, or the path."""
    target = file.resolve()
    found = (one for one in shipped if one.name == target.name and one.samefile(target))
    return next(found, file)


def _name(path: Path) -> str:
    return fingerprint.name(str(path.absolute()))


def _full(
    shipped: list[Path],
    own: list[Path],
    engine: Validator | None,
    step: Callable[[str], None],
) -> Examined:
    """The findings on all files."""
    corpus = load.read([*load.ontology_files(), *shipped, *own])
    statements = CorpusStatements(corpus)
    step("Reasoning")
    left_out = unusable.find(corpus.asserted.lines)
    odd = misplaced.axioms(left_out, statements, own)
    try:
        inferred, store = closure.entail(corpus.asserted, left_out=left_out)
    except InconsistencyError as error:
        found = inconsistency.findings(error, statements, corpus.asserted.lines(), own)
        return Examined(own or shipped, [*odd, *found])
    step("Checking")
    findings = odd + validate.check(corpus, inferred, load.shape_files(), engine, own, store=store)
    return Examined(own or shipped, _theirs(findings, statements, own))


def _theirs(findings: list[Finding], statements: Statements, own: list[Path]) -> list[Finding]:
    """The findings without warnings about things that the user's files do not describe."""
    files = set(own)

    def theirs(iri: str | None) -> bool:
        return iri is not None and not files.isdisjoint(statements.files_of(iri))

    return [
        finding
        for finding in findings
        if not own or violations([finding]) or theirs(finding.thing) or theirs(finding.value)
    ]
