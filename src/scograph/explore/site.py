"""All pages as files: whatever a page links to is written too, so that no link leads nowhere."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import resources
from pathlib import Path
from typing import NamedTuple, TypeVar

from scograph import catalog, lifeline, locks, store
from scograph.errors import BadRequest, StoreFailed
from scograph.explore.links import LANGUAGES, Files, Page
from scograph.namespaces import SCOD
from scograph.serve import jobs

_STARTS = ("home", "queries", "pictures", "ontology", "search", "sparql")
_MARK = ".scograph-site"
_BATCH = 25
_T = TypeVar("_T")


class Written(NamedTuple):
    """How many pages there are in the folder, and how many files of data beside them."""

    pages: int
    files: int


def write(
    current: Path,
    folder: Path,
    languages: Collection[str] = tuple(LANGUAGES),
    *,
    tell: Callable[[int, int], None] = lambda done, known: None,
) -> Written:
    """The pages of a built store, in a folder that is new, empty, or an older site.

    It appears whole, or what was there stays. `tell` hears how many files are written and how
    many are known to come. BadRequest where the folder holds something else; StoreFailed where it
    cannot be written.
    """
    folder = folder.resolve()
    if not folder.name:
        raise BadRequest(f"{folder} has everything in it. Say a folder that is new or empty.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locks.held(folder.with_name(f".{folder.name}.lock")):
            return _replace(current, folder, {code: LANGUAGES[code] for code in languages}, tell)
    except OSError as error:
        raise StoreFailed(f"The site cannot be written to {folder}: {error.strerror}.") from None
    except BrokenProcessPool:
        raise StoreFailed(
            "A process that wrote pages was ended from outside, perhaps for want of memory. "
            f"What was at {folder} is untouched."
        ) from None


def _replace(
    current: Path,
    folder: Path,
    languages: dict[str, str],
    tell: Callable[[int, int], None],
) -> Written:
    """Writes beside the folder, and then puts what is written in its place."""
    draft, before = (folder.with_name(f".{folder.name}.{word}") for word in ("draft", "before"))
    for path in (folder, draft, before):
        if path.exists() and any(path.iterdir()) and not (path / _MARK).exists():
            raise BadRequest(f"{path} holds other things. Say a folder that is new or empty.")
    # Nobody else has the lock, so these were left by one that was killed.
    if before.exists() and not folder.exists():
        before.rename(folder)
    for path in (draft, before):
        shutil.rmtree(path, ignore_errors=True)
    draft.mkdir()
    try:
        (draft / _MARK).touch()
        written = _write(current, draft, languages, tell)
        if folder.exists():
            folder.rename(before)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)
    return written


class _Linked(NamedTuple):
    """A number of pages, and what they link to by the path of the file."""

    written: int
    pages: dict[str, tuple[Page, str]]
    files: dict[str, tuple[Page, str, str]]


def _write(
    current: Path,
    folder: Path,
    languages: dict[str, str],
    tell: Callable[[int, int], None],
) -> Written:
    new = {
        str(Files.path(Page(kind), lang)): (Page(kind), lang)
        for kind in _STARTS
        for lang in languages
    }
    known = _Linked(0, dict(new), {})
    done = 0
    with ProcessPoolExecutor(
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open,
        initargs=(current, folder, languages),
    ) as workers:
        while new:
            found: dict[str, tuple[Page, str]] = {}
            for linked in workers.map(_pages, _batches(list(new.items()))):
                found.update(linked.pages)
                known.files.update(linked.files)
                done += linked.written
                tell(done, len(known.pages) + len(known.files))
            new = {path: what for path, what in found.items() if path not in known.pages}
            known.pages.update(new)
        for number in workers.map(_files, _batches(list(known.files.items()))):
            done += number
            tell(done, len(known.pages) + len(known.files))
    with resources.as_file(resources.files("scograph.explore") / "static") as static:
        # A saved page cannot ask, so it has no editor.
        editor = shutil.ignore_patterns("codemirror", "editor.*")
        shutil.copytree(static, folder / "static", ignore=editor)
    return Written(len(known.pages), len(known.files))


def _batches(items: list[tuple[str, _T]]) -> Iterator[list[tuple[str, _T]]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


class _Desk(NamedTuple):
    """What a process that writes pages has open."""

    served: jobs.Served
    folder: Path
    languages: dict[str, str]


_desk: _Desk


def _open(current: Path, folder: Path, languages: dict[str, str]) -> None:
    global _desk
    lifeline.hold()
    served = jobs.Served(store.open_at(current), catalog.load(current))
    _desk = _Desk(served, folder, languages)


def _pages(batch: list[tuple[str, tuple[Page, str]]]) -> _Linked:
    """Writes some pages; what they link to."""
    linked = _Linked(len(batch), {}, {})
    for path, (page, lang) in batch:
        links = Files(page, lang, _desk.languages)
        _put(path, _desk.served.explorer.page(page, links))
        linked.pages.update(links.pages)
        linked.files.update(links.files)
        if page.kind == "search":
            listed = _desk.served.explorer.names(links)
            names = Path(path).with_name("names.json")
            _put(str(names), json.dumps(listed, ensure_ascii=False).encode())
    return linked


def _files(batch: list[tuple[str, tuple[Page, str, str]]]) -> int:
    """Writes what some pages show, in formats for machines; the number of files."""
    for path, (page, format_name, lang) in batch:
        job = {"format": format_name, "lang": lang, "rows": 1_000_000, **_JOBS[page.kind](page)}
        reply = jobs.work(_desk.served, job)
        if not isinstance(reply, jobs.Reply):
            raise StoreFailed(f"{page.kind} {page.name} could not be written as {format_name}.")
        _put(path, reply.content)
    return len(batch)


_JOBS: dict[str, Callable[[Page], dict[str, object]]] = {
    "thing": lambda page: {"kind": "thing", "iri": f"{SCOD}{page.name}"},
    "ontology": lambda page: {"kind": "ontology"},
    "query": lambda page: {"kind": "canned", "name": page.name, "given": dict(page.given)},
    "picture": lambda page: {"kind": "picture", "name": page.name, "given": dict(page.given)},
}


def _put(path: str, content: bytes) -> None:
    whole = _desk.folder / path
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(content)
