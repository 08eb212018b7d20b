"""Builds a store: reads the corpus, infers, loads a draft, validates it, publishes it."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pyoxigraph as ox

from scograph import interrupts
from scograph.corpus import load
from scograph.corpus.partitions import Partitions
from scograph.corpus.positions import CorpusStatements
from scograph.errors import CheckError, InconsistencyError, StoreError
from scograph.names import index
from scograph.rdf import ntriples
from scograph.rdf.namespaces import NAMES_GRAPH
from scograph.reason import closure, unusable
from scograph.reason.engines import Engine
from scograph.shapes import inconsistency, misplaced, undeclared, validate
from scograph.shapes.engines import Validator
from scograph.shapes.findings import Finding, violations
from scograph.store import file_index, fingerprint, locks, pointers, pruning, seal, shipped
from scograph.store.bulk_load import BulkLoad
from scograph.store.pointers import GraphSpec
from scograph.store.progress import Progress

# Of addresses; the loader takes large blocks, whatever the data, and the shipped data take more.
_MEBIBYTES, _SHIPPED_MEBIBYTES = 2048, 3072
_SETTLED = 2_000_000_000  # Nanoseconds after which a change must show in a file's times.


class Choice(NamedTuple):
    """Options of a build: the engines (None: the fastest one), and whether to force it."""

    engine: Engine | None = None
    validator: Validator | None = None
    force: bool = False


def build(
    spec: GraphSpec,
    *,
    reason: str = "",
    progress: Progress | None = None,
    choice: Choice = Choice(),  # noqa: B008 (a tuple of constants)
) -> Path:
    """The folder of a current store, which is built if the content of its inputs has changed.

    Two builders of the same store: the second waits, and takes what the first one made.
    """
    interrupts.need(_MEBIBYTES if spec.only_data else _SHIPPED_MEBIBYTES, "To build a store")
    with _disk(), progress or Progress(after=1.0) as shown:
        shown.why(reason)
        if reason == seal.DAMAGED:
            shown.note(f"{reason}: it is built anew.")
        pointers.stores().mkdir(parents=True, exist_ok=True)
        for _ in range(5):
            started = time.time_ns()
            stamps = fingerprint.stamps(pointers.inputs(spec))
            contents = fingerprint.contents(pointers.inputs(spec))
            folder = _one(spec, contents, shown, choice)
            if folder and fingerprint.stamps(pointers.inputs(spec)) == stamps:
                break
        else:
            raise StoreError("The files change while they are read. Try again when they are still.")
        newest = max((max(stamp.modified, stamp.changed) for stamp in stamps), default=0)
        settled = newest < started - _SETTLED
        # Where the cache is read-only, a store that is there can be used all the same.
        with suppress(OSError):
            pointers.write(spec, pointers.Pointer(folder.name, stamps, settled))
            pruning.prune()
        return folder


def discard(folder: Path) -> None:
    """Removes a damaged store, so that the next command builds it again."""
    shutil.rmtree(folder, ignore_errors=True)


def _one(
    spec: GraphSpec, contents: Mapping[str, str], shown: Progress, choice: Choice
) -> Path | None:
    """The store of files with these hashes; None if they changed while they were read."""
    digest = pointers.digest(spec, contents)
    lock = pointers.cache() / f"{digest}.lock"
    before = _whole(digest)
    if before and not choice.force:
        return before
    with locks.held(lock, waiting=lambda: shown.note("waiting for another scograph's build.")):
        made = _whole(digest)
        if made and (not choice.force or made != before):
            return made
        draft = pointers.stores() / f"draft.{digest}.{secrets.token_hex(4)}"
        draft.mkdir()
        try:
            _fill(draft, spec, contents, shown, choice)
            if pointers.digest(spec) != digest:
                return None
            return draft.rename(pointers.stores() / f"{digest}.{time.time_ns():x}")
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            _discard_damaged(digest)


def _discard_damaged(digest: str) -> None:
    for folder in pointers.stores().glob(f"{digest}.*"):
        if not seal.holds(folder):
            discard(folder)


def _fill(
    draft: Path,
    spec: GraphSpec,
    contents: Mapping[str, str],
    shown: Progress,
    choice: Choice,
) -> None:
    made = None if choice.force or spec != GraphSpec() else shipped.store()
    if made is not None:
        shown.step("Storing")
        if shipped.take(made, draft):
            return
        for part in draft.iterdir():
            shutil.rmtree(part) if part.is_dir() else part.unlink()
    make(draft, spec, choice, contents=contents, step=shown.step, note=shown.note)


def make(
    folder: Path,
    spec: GraphSpec = GraphSpec(),  # noqa: B008 (a tuple of constants)
    choice: Choice = Choice(),  # noqa: B008
    *,
    contents: Mapping[str, str] | None = None,
    step: Callable[[str], None] = lambda label: None,
    note: Callable[[str], None] = lambda text: None,
) -> None:
    """Makes a whole store in a folder: reads the files, infers, loads and validates.

    CheckError, with the findings, if the graph breaks a shape, and InconsistencyError if it
    contradicts itself. The user's own files are not validated. `contents` are the hashes of the
    inputs, if they are known.
    """
    step("Reading")
    own = load.turtle_files(Path(place) for place in pointers.places(spec))
    data = [] if spec.only_data else load.data_files()
    scratch = tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True)
    with scratch as within, BulkLoad(folder / "oxigraph") as loading:
        corpus = load.read([*load.ontology_files(), *data, *own], Path(within))
        draft = _Draft(corpus, loading)
        notes: list[misplaced.Note] = []
        if spec.asserted:
            draft.load(Partitions(corpus.asserted.scratch))
            notes = misplaced.noted(misplaced.texts(corpus, None))
        else:
            step("Reasoning")
            left_out = unusable.find(corpus.asserted.lines)
            inferred, store = _entailed(corpus, choice.engine, left_out)
            draft.load(inferred)
            odd = misplaced.axioms(left_out, CorpusStatements(corpus))
            if own:
                note("your own files are not checked here; to check them: scograph validate FILE")
                notes = misplaced.noted([*misplaced.texts(corpus, store), *odd])
            else:
                step("Checking")
                _validate(corpus, inferred, store, choice.validator, odd)
            del store
        step("Storing")
        if own:
            notes += undeclared.noted(corpus, only_data=spec.only_data)
        draft.finish(folder, notes)
        if spec == GraphSpec():
            _note_files(folder, corpus, contents)
    seal.write(folder)


def fill(folder: Path, corpus: load.Corpus, inferred: Partitions) -> None:
    """Makes a store of a corpus and its inferred triples in a folder, without validation."""
    with BulkLoad(folder / "oxigraph") as loading:
        draft = _Draft(corpus, loading)
        draft.load(inferred)
        draft.finish(folder)
    _note_files(folder, corpus)
    seal.write(folder)


def _note_files(
    folder: Path, corpus: load.Corpus, contents: Mapping[str, str] | None = None
) -> None:
    """Writes the file index of a store of the shipped files."""
    file_index.write(folder, corpus, contents or fingerprint.contents(fingerprint.shipped()))


class _Draft:
    """The load of all quads into a draft, with a count."""

    def __init__(self, corpus: load.Corpus, loading: BulkLoad) -> None:
        self._corpus = corpus
        self._inferred = Partitions(corpus.asserted.scratch)
        self._loading = loading
        self._lock = Lock()
        self._counts: Counter[str] = Counter(asserted=0, inferred=0, quads=0)
        loading.prepare(
            ntriples.in_graph(self._counted(lines), name) for name, lines in corpus.graphs()
        )

    def load(self, inferred: Partitions) -> None:
        """Starts to load all quads."""
        self._inferred = inferred
        asserted = self._corpus.asserted

        def default() -> Iterator[Iterable[bytes]]:
            for lines in asserted:
                yield self._counted(lines, "asserted")
            for lines in inferred:
                yield self._counted(lines, "inferred")

        def keys() -> Iterator[bytes]:
            for lines in zip(asserted, inferred, strict=True):
                found = index.lines(chain(*lines))
                yield ntriples.in_graph(self._counted(found), NAMES_GRAPH)

        self._loading.start(chain.from_iterable(default()), keys())

    def finish(self, folder: Path, notes: Sequence[misplaced.Note] = ()) -> None:
        """Waits for the load, and marks the store as complete if all quads are in it.

        `notes` are on the user's files, for whoever opens the store.
        """
        stored = self._loading.finish()
        if stored != self._counts["quads"] and stored != self._counts["quads"] - self._merged():
            raise StoreError(
                f"{stored} of {self._counts['quads']} statements are in the new store in {folder}. "
                "Is the disk full? The store that was there before is untouched."
            )
        counts = {**self._counts, "quads": stored, "notes": list(notes)}
        (folder / "info.json").write_text(json.dumps(counts), encoding="utf-8")

    def _merged(self) -> int:
        """The number of quads that are one with another in the store: 46.0 and 46.00 are."""
        whole = (chain(*lines) for lines in zip(self._corpus.asserted, self._inferred, strict=True))
        return sum(map(_merged, whole)) + sum(_merged(lines) for _, lines in self._corpus.graphs())

    def _counted(self, lines: Collection[bytes], kind: str = "") -> Collection[bytes]:
        # Another thread counts the named graphs.
        with self._lock:
            self._counts["quads"] += len(lines)
            if kind:
                self._counts[kind] += len(lines)
        return lines


def _merged(triples: Iterable[bytes]) -> int:
    typed = [line for line in triples if b'"^^<' in line]
    store = ox.Store()
    store.bulk_load(b"".join(typed), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return len(typed) - len(store)


def _entailed(
    corpus: load.Corpus, engine: Engine | None, left_out: Collection[bytes]
) -> closure.Entailed:
    """The inferred triples; a contradiction is reported with the files that it is in."""
    try:
        return closure.entail(corpus.asserted, engine=engine, left_out=left_out)
    except InconsistencyError as error:
        found = inconsistency.findings(error, CorpusStatements(corpus), corpus.asserted.lines())
        raise InconsistencyError(list(map(str, found)), error.things) from None


def _validate(
    corpus: load.Corpus,
    inferred: Partitions,
    store: ox.Store,
    validator: Validator | None,
    others: Iterable[Finding],
) -> None:
    """CheckError with the findings and others if the graph violates a shape; changes the store."""
    findings = [*others]
    findings += validate.check(corpus, inferred, load.shape_files(), validator, store=store)
    broken = violations(findings)
    if broken:
        listed = "\n".join(str(finding) for finding in broken)
        raise CheckError(f"The data do not conform, so no store was built.\n{listed}")


def _whole(digest: str) -> Path | None:
    """The newest complete store of inputs with this digest."""
    made = sorted(pointers.stores().glob(f"{digest}.*"), reverse=True)
    return next((folder for folder in made if seal.holds(folder)), None)


@contextmanager
def _disk() -> Iterator[None]:
    """Turns a failure of the disk into a StoreError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error).rpartition(": ")[2].rstrip(".")
        raise StoreError(
            f"Cannot write the store in {pointers.cache()}: {reason[:1].lower()}{reason[1:]}. "
            "To keep it elsewhere, name a folder that you may write to: SCOGRAPH_CACHE=/some/folder"
        ) from None
