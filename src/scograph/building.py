"""Builds a store beside the others, whole or not at all, and points to it."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import (
    catalog,
    checked,
    fingerprint,
    infer,
    layout,
    load,
    locks,
    nameindex,
    ntriples,
    parts,
    pruning,
    readymade,
    store,
)
from scograph.engines import Validator
from scograph.errors import StoreFailed
from scograph.filling import Filling
from scograph.namespaces import INFERRED_GRAPH, NAMES_GRAPH
from scograph.parts import Parts
from scograph.progress import Progress
from scograph.reasoners import Engine
from scograph.revision import base, revise
from scograph.revision.base import Known

_SETTLED = 2_000_000_000  # Nanoseconds after which a change must show in a file's times.


class Choice(NamedTuple):
    """How to build: the engines (None is the fastest one installed), and whether in any case."""

    engine: Engine | None = None
    validator: Validator | None = None
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
        for _ in range(5):
            started = time.time_ns()
            stamps = fingerprint.stamps(store.inputs(spec))
            contents = fingerprint.contents(store.inputs(spec))
            folder = _one(spec, contents, shown, choice)
            if folder and fingerprint.stamps(store.inputs(spec)) == stamps:
                break
        else:
            raise StoreFailed(
                "The files change while they are read. Try again when they are still."
            )
        newest = max((max(stamp.modified, stamp.changed) for stamp in stamps), default=0)
        settled = newest < started - _SETTLED
        # Where the cache is read-only, a store that is there can be used all the same.
        with suppress(OSError):
            _point(spec, store.Pointer(folder.name, stamps, settled))
            pruning.prune()
        return folder


def discard(folder: Path) -> None:
    """A damaged store is taken away, so that the next question builds it anew."""
    shutil.rmtree(folder, ignore_errors=True)


def _one(
    spec: store.GraphSpec, contents: Mapping[str, str], shown: Progress, choice: Choice
) -> Path | None:
    """A store of files with these hashes; None where they changed while they were read."""
    digest = store.digest(spec, contents)
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
            _fill(draft, spec, contents, shown, choice)
            if store.digest(spec) != digest:
                return None
            return draft.rename(store.stores() / f"{digest}.{time.time_ns():x}")
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _fill(
    draft: Path,
    spec: store.GraphSpec,
    contents: Mapping[str, str],
    shown: Progress,
    choice: Choice,
) -> None:
    made = None if choice.force or spec != store.GraphSpec() else readymade.store()
    if made is not None and _copied(made, draft):
        return
    if not spec.asserted and choice == Choice() and _revised(draft, spec, contents, shown):
        return
    shown.step("Reading")
    own = load.turtle_files(Path(place) for place in store.places(spec))
    shipped = [] if spec.only_data else load.data_files()
    scratch = tempfile.TemporaryDirectory(dir=draft, ignore_cleanup_errors=True)
    with scratch as within, Filling(draft / "oxigraph") as filling:
        world = load.read([*load.ontology_files(), *shipped, *own], Path(within))
        inferred, unchecked = _inferred(world, spec, shown, choice)
        expected = _start(filling, world, inferred)
        known = Known.NOTHING if spec.data else Known.CONFORMS
        if unchecked:
            known = checked.check(world, unchecked, validator=choice.validator, step=shown.step)
            del unchecked
        shown.step("Storing")
        _finish(draft, filling, expected)
        if not spec.asserted:
            base.keep(draft, world, contents, known)


def _revised(
    draft: Path, spec: store.GraphSpec, contents: Mapping[str, str], shown: Progress
) -> bool:
    """Whether the store could be made from one that is there, by what has changed since."""
    shown.step("Working the changes in")
    wanted = Known.NOTHING if spec.data else Known.CONFORMS
    made = revise.revise(draft / "revised", store.made(), contents, wanted)
    if made is None:
        return False
    (draft / "revised").rename(draft / "oxigraph")
    if made.queries is None:
        _compile_queries(draft)
    else:
        shutil.copyfile(made.queries, draft / catalog.FILE)
    before = store.counts(made.base)
    counts = {
        "asserted": before["asserted"] + made.stated,
        "inferred": before["inferred"] + made.inferred,
        "quads": before["quads"] + made.quads,
    }
    stored = len(ox.Store.read_only(str(draft / "oxigraph")))
    _seal(draft, counts, stored, base=made.base.name)
    return True


def _copied(made: Path, draft: Path) -> bool:
    """Whether a store could be taken over whole, as another version of the engine may not."""
    try:
        shutil.copytree(made, draft, dirs_exist_ok=True)
        wanted = json.loads((draft / "info.json").read_bytes())["quads"]
        if len(ox.Store.read_only(str(draft / "oxigraph"))) == wanted:
            return True
    except (OSError, RuntimeError, ValueError, KeyError):
        pass
    for part in draft.iterdir():
        shutil.rmtree(part) if part.is_dir() else part.unlink()
    return False


def fill(
    folder: Path,
    world: load.World,
    inferred: Parts | bytes,
    known: Known = Known.CONFORMS,
) -> None:
    """Makes in a folder what a store consists of: the graph, the queries, the counts."""
    with Filling(folder / "oxigraph") as filling:
        _finish(folder, filling, _start(filling, world, inferred))
    base.keep(folder, world, fingerprint.contents(fingerprint.shipped()), known)


def _start(filling: Filling, world: load.World, inferred: Parts | bytes) -> Counter[str]:
    """Begins to store all that there is, and tells how much it is.

    What follows is no part of what is asserted.
    """
    scratch = world.asserted.scratch
    follows = parts.of(inferred, scratch) if isinstance(inferred, bytes) else inferred
    counts: Counter[str] = Counter()

    def counted(lines: Collection[bytes], *kinds: str) -> Collection[bytes]:
        counts.update(dict.fromkeys(kinds, len(lines)))
        return lines

    def default() -> Iterator[Iterable[bytes]]:
        for lines in world.asserted:
            yield counted(lines, "asserted", "quads")
        for lines in follows:
            yield counted(lines, "inferred", "quads")

    def named() -> Iterator[bytes]:
        for name, lines in world.graphs():
            yield ntriples.in_graph(counted(lines, "quads"), name)
        for told, lines in zip(world.asserted, follows, strict=True):
            yield ntriples.in_graph(counted(lines, "quads"), INFERRED_GRAPH)
            names = nameindex.lines(chain(told, lines))
            yield ntriples.in_graph(counted(names, "quads"), NAMES_GRAPH)

    filling.start(chain.from_iterable(default()), named())
    return counts


def _finish(folder: Path, filling: Filling, counts: Counter[str]) -> None:
    """Waits for the store, and seals it."""
    _compile_queries(folder)
    _seal(folder, counts, filling.finish())


def _compile_queries(folder: Path) -> None:
    queries = json.dumps(catalog.compile(layout.QUERIES), ensure_ascii=False)
    (folder / catalog.FILE).write_text(queries, encoding="utf-8")


def _seal(folder: Path, counts: Mapping[str, int], stored: int, **also: str) -> None:
    """Says that a store is whole, if as many quads are in it as there should be."""
    if stored != counts["quads"]:
        raise StoreFailed(
            f"{stored} of {counts['quads']} statements are in the new store in {folder}. Is the "
            "disk full? The store that was there before is untouched."
        )
    (folder / "info.json").write_text(json.dumps({**counts, **also}), encoding="utf-8")


def _inferred(
    world: load.World, spec: store.GraphSpec, shown: Progress, choice: Choice
) -> tuple[Parts | bytes, infer.Entailed | None]:
    """What follows, and the same once more where it has to be checked."""
    if spec.asserted:
        return b"", None
    made = None if choice.force or spec.data else readymade.closure()
    if made is not None:
        return made, None
    entailed = checked.entailed(world, engine=choice.engine, step=shown.step)
    if spec.data:
        shown.note("your own files are not checked here; to check them: scograph validate FILE")
        return entailed.inferred, None
    return entailed.inferred, entailed


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


@contextmanager
def _disk() -> Iterator[None]:
    """A failure of the disk in one sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error).rpartition(": ")[2].rstrip(".")
        raise StoreFailed(
            f"Cannot write the store in {store.cache()}: {reason[:1].lower()}{reason[1:]}. "
            "To keep it elsewhere, name a folder that you may write to: SCOGRAPH_CACHE=/some/folder"
        ) from None
