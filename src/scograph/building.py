"""Builds a store beside the others, whole or not at all, and points to it."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import (
    catalog,
    fingerprint,
    infer,
    layout,
    load,
    locks,
    names,
    ntriples,
    readymade,
    store,
)
from scograph.errors import CheckFailed, InconsistentGraph, StoreFailed
from scograph.namespaces import INFERRED_GRAPH, NAMES_GRAPH, PREFIXES, SCOG
from scograph.progress import Progress
from scograph.reasoners import Engine

_DAY = 86_400
_SETTLED = 2_000_000_000  # Nanoseconds after which a change must show in a file's times.
_KEPT = 10

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_KEY = ox.NamedNode(NAMES_GRAPH + "#key")
_LABELS = tuple(
    ox.NamedNode(iri)
    for iri in (
        PREFIXES["skos"] + "prefLabel",
        PREFIXES["skos"] + "altLabel",
        PREFIXES["rdfs"] + "label",
        PREFIXES["dct"] + "title",
    )
)
# Nobody asks for these by name, and they are many.
_NAMELESS = tuple(
    ox.NamedNode(iri)
    for iri in (SCOG + "Claim", SCOG + "SourcePlace", PREFIXES["oa"] + "TextPositionSelector")
)


class Choice(NamedTuple):
    """How to build: the engines (None is the fastest one installed), and whether in any case."""

    engine: Engine | None = None
    validator: str | None = None
    force: bool = False


def build(
    spec: store.GraphSpec,
    *,
    reason: str = "",
    progress: Progress | None = None,
    choice: Choice = Choice(),  # noqa: B008 (a tuple of constants)
) -> Path:
    """The folder of a store that is up to date, made anew where the content of its inputs changed.

    Two builders of the same store: the second waits, and takes what the first one made.
    """
    with _disk(), progress or Progress(after=1.0) as shown:
        shown.why(reason)
        store.stores().mkdir(parents=True, exist_ok=True)
        for _ in range(3):
            started = time.time_ns()
            stamps = fingerprint.stamps(store.inputs(spec))
            folder = _one(spec, store.digest(spec), shown, choice)
            if fingerprint.stamps(store.inputs(spec)) == stamps:
                break
        newest = max((max(stamp.modified, stamp.changed) for stamp in stamps), default=0)
        settled = newest < started - _SETTLED
        _point(spec, store.Pointer(folder.name, stamps, settled))
        _clean()
        return folder


def discard(folder: Path) -> None:
    """A damaged store is taken away, so that the next question builds it anew."""
    shutil.rmtree(folder, ignore_errors=True)


def _one(spec: store.GraphSpec, digest: str, shown: Progress, choice: Choice) -> Path:
    lock = store.cache() / f"{digest}.lock"
    before = _whole(digest)
    if before and not choice.force:
        return before
    with locks.held(lock, waiting=lambda: shown.note("waiting for another scograph's build.")):
        made = _whole(digest)
        if made and (not choice.force or made != before):
            return made
        draft = store.stores() / f"draft.{digest}.{secrets.token_hex(4)}"
        draft.mkdir()
        try:
            _fill(draft, spec, shown, choice)
            target = store.stores() / f"{digest}.{time.time_ns():x}"
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        return target


def _fill(draft: Path, spec: store.GraphSpec, shown: Progress, choice: Choice) -> None:
    shown.step("Reading")
    own = load.turtle_files(Path(place) for place in store.places(spec))
    shipped = [] if spec.only_data else load.data_files()
    world = load.read([*load.ontology_files(), *shipped, *own])
    inferred = b"" if spec.asserted else _inferred(world, spec, shown, choice)
    shown.step("Storing")
    counts = _store(draft / "oxigraph", world, inferred)
    (draft / "catalog.json").write_text(
        json.dumps(catalog.compile(layout.QUERIES), ensure_ascii=False), encoding="utf-8"
    )
    (draft / "info.json").write_text(json.dumps(counts), encoding="utf-8")


def _inferred(world: load.World, spec: store.GraphSpec, shown: Progress, choice: Choice) -> bytes:
    if not spec.data and not choice.force:
        made = readymade.closure()
        if made is not None:
            return made
    shown.step("Reasoning")
    try:
        inferred = infer.closure(world.ntriples(), engine=choice.engine)
    except InconsistentGraph as error:
        raise _with_files(error, world) from None
    if spec.data:
        shown.note("your own files are not checked here; to check them: scograph validate FILE")
    else:
        shown.step("Checking")
        check(world, inferred, choice.validator)
    return inferred


def check(world: load.World, inferred: bytes, validator: str | None) -> None:
    """CheckFailed with the findings, where the graph breaks a shape."""
    from scograph import validate

    findings = validate.check(world, inferred, load.shape_files(), validator)
    broken = [finding for finding in findings if finding.severity == "Violation"]
    if broken:
        listed = "\n".join(str(finding) for finding in broken)
        raise CheckFailed(f"The data do not conform, so no store was built.\n{listed}")


def _with_files(error: InconsistentGraph, world: load.World) -> InconsistentGraph:
    files = {thing: world.files_of(thing) for thing in error.things}
    listed = [
        f"{clash} ({', '.join(map(str, files[thing]))})" if files.get(thing) else clash
        for clash, thing in zip(error.clashes, error.things, strict=False)
    ]
    return InconsistentGraph(listed or error.clashes, error.things)


def _store(folder: Path, world: load.World, inferred: bytes) -> dict[str, int]:
    """Fills an Oxigraph store, and counts what is in it afterwards."""
    asserted = world.triples()
    derived = set(ntriples.read(inferred))
    quads = set(world.quads())
    quads.update(ntriples.quads(derived), ntriples.quads(derived, INFERRED_GRAPH))
    quads.update(_index(asserted | derived))
    try:
        filled = ox.Store(str(folder))
        filled.bulk_extend(quads)
        filled.flush()
        del filled
        stored = len(ox.Store.read_only(str(folder)))
    except RuntimeError as error:
        raise OSError(str(error)) from None
    if stored != len(quads):
        raise StoreFailed(
            f"{stored} of {len(quads)} statements are in the new store in {folder}. Is the disk "
            "full? The store that was there before is untouched."
        )
    return {"asserted": len(asserted), "inferred": len(derived), "quads": stored}


def _index(triples: set[ox.Triple]) -> Iterator[ox.Quad]:
    """For each name of a thing, the form in which names are compared."""
    graph = ox.NamedNode(NAMES_GRAPH)
    nameless = {
        triple.subject
        for triple in triples
        if triple.predicate == _TYPE and triple.object in _NAMELESS
    }
    for triple in triples:
        name = triple.object
        if (
            triple.predicate in _LABELS
            and isinstance(name, ox.Literal)
            and triple.subject not in nameless
        ):
            yield ox.Quad(triple.subject, _KEY, ox.Literal(names.fold(name.value)), graph)


def _whole(digest: str) -> Path | None:
    """The newest whole store made from inputs with this digest."""
    made = sorted(store.stores().glob(f"{digest}.*"))
    return made[-1] if made and (made[-1] / "info.json").is_file() else None


def _point(spec: store.GraphSpec, pointer: store.Pointer) -> None:
    content = {
        "graph": store.identity(spec),
        "store": pointer.store,
        "settled": pointer.settled,
        "stamps": pointer.stamps,
    }
    path = store.pointer_path(spec)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _clean() -> None:
    """Takes away what dead builders left, and stores that no graph has pointed to for a while."""
    now = time.time()
    cache = store.cache()
    for draft in store.stores().glob("draft.*"):
        with locks.free(cache / f"{draft.name.split('.')[1]}.lock") as dead:
            if dead:
                shutil.rmtree(draft, ignore_errors=True)
    with suppress(OSError):
        for left in cache.glob("*.tmp"):
            if left.stat().st_mtime < now - _DAY:
                left.unlink(missing_ok=True)
    pointed = set()
    for pointer in cache.glob("graph-*.json"):
        with suppress(OSError, ValueError, KeyError):
            pointed.add(json.loads(pointer.read_bytes())["store"])
    with suppress(OSError):
        unused = [path for path in store.stores().iterdir() if path.name not in pointed]
        unused = [path for path in unused if not path.name.startswith("draft.")]
        unused.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for rank, path in enumerate(unused):
            age = now - path.stat().st_mtime
            if age > _DAY or (rank >= _KEPT and age > 600):
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _disk() -> Iterator[None]:
    """A failure of the disk in one sentence."""
    try:
        yield
    except OSError as error:
        reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
        raise StoreFailed(
            f"Cannot write the store in {store.cache()}: {reason[:1].lower()}{reason[1:]}. "
            "To keep it elsewhere, name a folder that you may write to: SCOGRAPH_CACHE=/some/folder"
        ) from None
