"""The pages as a static site: every page that another one links to is written."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import resources
from pathlib import Path
from typing import NamedTuple, TypeVar

from scograph import file_names, interrupts
from scograph.errors import ScographError, StoreError, UsageError, boundary
from scograph.query import catalog
from scograph.store import cache, locks
from scograph.web import child_process, jobs
from scograph.web.pages.links import LANGUAGES, Files, Page
from scograph.web.work import Served, work

_STARTS = ("home", "queries", "pictures", "ontology", "search", "sparql")
_MARK = ".scograph-site"
_BATCH = 25
_MEBIBYTES = 1024  # Of addresses, for each process.
_T = TypeVar("_T")
_R = TypeVar("_R")


class Written(NamedTuple):
    """The numbers of pages and of data files in the folder."""

    pages: int
    files: int


def write(
    current: Path,
    folder: Path,
    languages: Collection[str] = tuple(LANGUAGES),
    *,
    tell: Callable[[int, int], None] = lambda done, known: None,
) -> Written:
    """Writes the pages of a store into a folder that is new, empty, or an older site.

    It appears whole, or what was there stays; so do files that others have put into an older site.
    `tell` hears how many files are written and how many are known to come. UsageError where the
    folder holds something else; StoreError where it cannot be written.
    """
    folder = folder.resolve()
    if not folder.name:
        raise UsageError(f"{folder} has everything in it. Name a folder that is new or empty.")
    interrupts.need(_MEBIBYTES, "To write a site")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locks.held(folder.with_name(f".{folder.name}.lock")):
            return _replace(current, folder, {code: LANGUAGES[code] for code in languages}, tell)
    except OSError as error:
        raise StoreError(f"The site cannot be written to {folder}: {error.strerror}.") from None
    except BrokenProcessPool:
        raise StoreError(
            "A process that wrote pages was ended from outside, perhaps for want of memory. "
            f"What was at {folder} is untouched."
        ) from None


def _replace(
    current: Path,
    folder: Path,
    languages: dict[str, str],
    tell: Callable[[int, int], None],
) -> Written:
    """A temporary folder, which takes the place of the old one at the end."""
    draft, before = (folder.with_name(f".{folder.name}.{word}") for word in ("draft", "before"))
    for path in (folder, draft, before):
        if path.exists() and any(path.iterdir()) and not (path / _MARK).exists():
            raise UsageError(f"{path} holds other things. Name a folder that is new or empty.")
    # Nobody else has the lock, so these were left by one that was killed.
    if before.exists() and not folder.exists():
        before.rename(folder)
    for path in (draft, before):
        shutil.rmtree(path, ignore_errors=True)
    draft.mkdir()
    try:
        (draft / _MARK).touch()
        written = _write(current, draft, languages, tell)
        ours = "\n".join(_listed(draft))
        _carry_over(folder, draft)
        (draft / _MARK).write_text(ours, encoding="utf-8")
        if folder.exists():
            folder.rename(before)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)
    return written


def _listed(folder: Path) -> list[str]:
    """The relative paths of all files in a folder."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _carry_over(folder: Path, draft: Path) -> None:
    """Copies what somebody has put into the older site, such as the CNAME of a host of pages."""
    mark = folder / _MARK
    known = (
        set(mark.read_text(encoding="utf-8", errors="replace").split("\n"))
        if mark.exists()
        else {""}
    )
    if known == {""}:
        return
    for name in _listed(folder):
        if name in known:
            continue
        theirs, to = folder / name, draft / name
        if to.exists() or not (theirs.is_file() or theirs.is_symlink()):
            raise UsageError(
                f"{theirs} is not of the site that was written here, and cannot stay. Move it away."
            )
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(theirs, to, follow_symlinks=False)


class _Linked(NamedTuple):
    """A number of pages, and the pages that they link to, by file."""

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
    # A process of multiprocessing removes the semaphores of one that was ended by a signal, and
    # says so on the terminal.
    quiet = (os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, quiet))
    with ProcessPoolExecutor(
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open,
        initargs=(current, folder, languages),
    ) as workers:
        while new:
            found: dict[str, tuple[Page, str]] = {}
            for linked in _each(workers, _pages, list(new.items())):
                found.update(linked.pages)
                known.files.update(linked.files)
                done += linked.written
                tell(done, len(known.pages) + len(known.files))
            new = {path: what for path, what in found.items() if path not in known.pages}
            known.pages.update(new)
        for number in _each(workers, _files, list(known.files.items())):
            done += number
            tell(done, len(known.pages) + len(known.files))
    with resources.as_file(resources.files("scograph.web") / "static") as static:
        # A saved page cannot ask, so it has no editor.
        editor = shutil.ignore_patterns("codemirror", "editor.*")
        shutil.copytree(static, folder / "static", ignore=editor)
    return Written(len(known.pages), len(known.files))


def _each(
    workers: ProcessPoolExecutor, write: Callable[[list[_T]], _R], items: list[_T]
) -> Iterator[_R]:
    """What the processes, which are started where there is work for them, give for each batch."""
    with child_process.without_interrupts():
        return workers.map(write, _batches(items))


def _batches(items: list[_T]) -> Iterator[list[_T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


class _Open(NamedTuple):
    """The state of a process that writes pages."""

    served: Served
    folder: Path
    languages: dict[str, str]


_opened: _Open | ScographError | OSError


def _open(current: Path, folder: Path, languages: dict[str, str]) -> None:
    """Opens the store. What it refuses is for the first batch: here it would be a traceback."""
    global _opened
    child_process.end_with_parent()
    try:
        with boundary(f"A process that writes pages cannot use the store in {current}"):
            served = Served(cache.open_at(current), catalog.load())
        _opened = _Open(served, folder, languages)
    except (ScographError, OSError) as error:
        _opened = error


def _there() -> _Open:
    if not isinstance(_opened, _Open):
        raise _opened
    return _opened


def _pages(batch: list[tuple[str, tuple[Page, str]]]) -> _Linked:
    """The pages that some pages link to; writes the latter."""
    there, linked = _there(), _Linked(len(batch), {}, {})
    for path, (page, lang) in batch:
        links = Files(page, lang, there.languages)
        _put(there.folder, path, there.served.explorer.page(page, links))
        linked.pages.update(links.pages)
        linked.files.update(links.files)
        if page.kind == "search":
            listed = there.served.explorer.names(links)
            names = Path(path).with_name("names.json")
            _put(there.folder, str(names), json.dumps(listed, ensure_ascii=False).encode())
    return linked


def _files(batch: list[tuple[str, tuple[Page, str, str]]]) -> int:
    """The number of data files written for some pages."""
    there = _there()
    for path, (page, format_name, lang) in batch:
        reply = work(there.served, _job(page, format_name, lang))
        if isinstance(reply, jobs.Refusal):
            raise StoreError(f"{page.kind} {page.name} could not be written as {format_name}.")
        _put(there.folder, path, reply.content)
    return len(batch)


def _job(page: Page, format_name: str, lang: str) -> jobs.Job:
    """The job of a server for the data of a page."""
    match page.kind:
        case "thing":
            return jobs.Thing(page.name, format_name)
        case "ontology":
            return jobs.Ontology(format_name)
        case "picture":
            return jobs.Chart(page.name, page.given, lang)
        case _:
            return jobs.Canned(page.name, page.given, lang, format_name, 1_000_000)


def _put(folder: Path, path: str, content: bytes) -> None:
    whole = file_names.inside(folder, path)
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(content)
