"""The store: current or not, by content; unharmed by a kill, a full disk or a second builder."""

from __future__ import annotations

import json
import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import paths
from scograph.corpus import special_files
from scograph.rdf import graph
from scograph.rdf.namespaces import INFERRED_GRAPH, NAMES_GRAPH, SCOD
from tests.support.project import Project

OWN = """\
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

scod:dorland a scog:State ; skos:prefLabel "Dorland"@en , "Дорландия"@ru , "多兰"@zh .
scod:dorland-claim-1 a scog:Claim ; scog:claimAbout scod:dorland ;
    scog:claimFrom scod:river-herald-2006-p2-s2 ; scog:rank scog:rank-normal .
"""
READER = """\
import sys
from scograph.store import cache as store
found = store.open()
print("open", flush=True)
sys.stdin.readline()
print(len(list(found.quads_for_pattern(None, None, None, None))))
"""
BROKEN = "scod:a scod:b"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def built(project: Project) -> Path:
    return project.build()


def opened(folder: Path) -> ox.Store:
    return ox.Store.read_only(str(folder / "oxigraph"))


def kept(project: Project) -> list[str]:
    """What lies in the cache folder, but for pointers."""
    stores = [path.name for path in (project.cache / "stores").iterdir()]
    return sorted(stores + [path.name for path in project.cache.glob("*.lock")])


def test_a_second_build_finds_the_first(project: Project, built: Path) -> None:
    assert project.build() == built


def test_a_touched_file_is_no_change(project: Project, built: Path) -> None:
    os.utime(project.data)
    assert project.build() == built


def is_current(project: Project) -> bool:
    answer = project.run("info", "--format", "json")
    assert answer.code == 0, answer.err
    return bool(json.loads(answer.out)["current"])


@pytest.mark.slow
def test_a_change_is_seen(project: Project) -> None:
    extra = project.data.with_name("extra.ttl")
    extra.write_text(OWN)
    stamp = extra.stat()
    first = project.build()
    assert is_current(project)
    extra.write_text(OWN.replace("Dorland", "Dorlanda"))
    assert not is_current(project), "a file was changed"
    extra.write_text(OWN)
    extra.with_name("more.ttl").write_text(OWN.replace("dorland", "elland"))
    assert not is_current(project), "a file is new"
    extra.with_name("more.ttl").unlink()
    extra.unlink()
    assert not is_current(project), "a file is gone"
    extra.write_text(OWN.replace("Dorland", "Norland"))
    os.utime(extra, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert not is_current(project), "a file has the size and the time of the old one"
    assert project.build() != first


@pytest.mark.slow
def test_all_that_a_store_is_made_from_counts(project: Project, built: Path) -> None:
    for folder, ending in (
        ("ontology", "*.ttl"),
        ("ontology/rules", "*.rq"),
        ("ontology/shapes", "*.ttl"),
        ("src/scograph", "load.py"),
    ):
        path = sorted((project.root / folder).rglob(ending))[-1]
        before = path.read_bytes()
        path.write_bytes(before + b"\n#\n")
        assert not is_current(project), path
        path.write_bytes(before)
        assert is_current(project), path


@pytest.mark.slow
def test_a_changed_query_is_no_new_store(project: Project, built: Path) -> None:
    path = project.root / "queries" / "membership" / "founders.rq"
    changed = path.read_text(encoding="utf-8").replace("summary: ", "summary: Anew, ", 1)
    assert "Anew" not in project.run("queries").out
    path.write_text(changed, encoding="utf-8")
    assert "Anew" in project.run("queries").out
    assert project.build() == built


@pytest.mark.slow
def test_the_same_content_elsewhere_is_the_same_store(tmp_path: Path) -> None:
    one, two = Project(tmp_path / "one"), Project(tmp_path / "two")
    two.cache = one.cache
    assert one.build() == two.build()


def test_two_spellings_of_one_number_are_stored_once(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("<urn:mountain> <urn:height> 46.0 , 46.00 , 47 , 047 .\n")
    store = opened(project.build("--data", own))
    heights = store.quads_for_pattern(
        ox.NamedNode("urn:mountain"), ox.NamedNode("urn:height"), None, ox.DefaultGraph()
    )
    assert len(list(heights)) == 2


@pytest.mark.slow
def test_named_graphs_and_the_default_graph(built: Path) -> None:
    store = opened(built)
    default = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    named = {
        graph.value: {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
        for graph in store.named_graphs()
        if isinstance(graph, ox.NamedNode)
    }
    names = named.pop(NAMES_GRAPH)
    asserted = set().union(*named.values())
    assert INFERRED_GRAPH not in named
    assert asserted < default
    assert set(graph.inferred(store)) == default - asserted
    key = ox.NamedNode(NAMES_GRAPH + "#key")
    assert {triple.predicate for triple in names} == {key}
    arland = {t.object.value for t in names if t.subject == ox.NamedNode(SCOD + "arland")}
    assert "arland" in arland
    assert len(arland) >= 3


@pytest.mark.slow
def test_asserted_alone(project: Project, built: Path) -> None:
    folder = project.build("--asserted")
    assert folder != built
    assert list(graph.inferred(opened(folder))) == []
    assert project.build() == built


@pytest.mark.slow
def test_own_data_beside_and_alone(project: Project, built: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN)
    dorland, arland = (ox.NamedNode(SCOD + name) for name in ("dorland", "arland"))
    beside, alone = project.build("--data", own), project.build("--data", own, "--only-data")
    for folder, there in ((built, {arland}), (beside, {arland, dorland}), (alone, {dorland})):
        store = opened(folder)
        found = {
            thing
            for thing in (arland, dorland)
            if any(store.quads_for_pattern(thing, None, None, ox.DefaultGraph()))
        }
        assert found == there
    types = {quad.object for quad in opened(alone).quads_for_pattern(dorland, None, None, None)}
    assert ox.NamedNode("https://schema.org/Country") in types


@pytest.mark.slow
def test_own_data_are_watched(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.ttl").write_text(OWN)
    first = project.build("--data", own)
    (own / "b.ttl").write_text(OWN.replace("dorland", "elland"))
    assert project.build("--data", own) != first


def test_broken_turtle_leaves_the_last_good_store(project: Project, built: Path) -> None:
    count = project.count(built)
    project.data.with_name("broken.ttl").write_text(BROKEN)
    answer = project.run("build")
    assert answer.code == 3
    assert "broken.ttl:1:" in answer.err
    assert project.count(built) == count
    assert kept(project) == [built.name]


@pytest.mark.slow
def test_data_that_break_a_shape_leave_the_last_good_store(project: Project, built: Path) -> None:
    project.data.with_name("extra.ttl").write_text(OWN)
    with project.data.open("a", encoding="utf-8") as file:
        file.write("\nscod:arland-in-the-union-twice a scog:MembershipSpell .\n")
    answer = project.run("build")
    assert answer.code == 1
    assert "arland-in-the-union-twice" in answer.err
    assert "Traceback" not in answer.err
    assert kept(project) == [built.name]


@pytest.mark.slow
def test_a_contradiction_is_named_with_its_file(project: Project, built: Path) -> None:
    with project.data.open("a", encoding="utf-8") as file:
        file.write("\nscod:arland a scog:Person .\n")
    answer = project.run("build")
    assert answer.code == 1
    assert "Arland is both" in answer.err
    assert "corpus.ttl" in answer.err
    assert kept(project) == [built.name]


@pytest.mark.slow
def test_killed_at_any_moment(project: Project, built: Path) -> None:
    """Whatever a killed build leaves, the last good store answers, and the next build goes well."""
    count = project.count(built)
    started = sum(os.times()[2:4])
    project.build("--force")
    whole = sum(os.times()[2:4]) - started
    left_behind = 0
    for part in range(1, 13):
        # It ends itself after that much computing, however busy the machine is.
        seconds = whole * part / 12
        project.run(
            "build", "--force", before=partial(signal.setitimer, signal.ITIMER_PROF, seconds)
        )
        left_behind += any("draft." in name for name in kept(project))
        answer = project.run("info", "--format", "json")
        assert answer.code == 0, answer.err
        assert '"current": true' in answer.out
        assert project.count(built) == count
    assert left_behind, "no kill came while a store was being built"
    last = project.build("--force")
    assert project.count(last) == count
    assert not [name for name in kept(project) if "draft." in name or "lock" in name]


@pytest.mark.slow
def test_stopped_by_hand_leaves_nothing(project: Project, built: Path) -> None:
    for _ in range(20):
        before = kept(project)
        process = project.start("build", "--force")
        while process.poll() is None and not any("draft." in name for name in kept(project)):
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        # A build that was over before it heard the signal is followed by another one.
        if process.returncode != 0:
            break
    assert process.returncode == 130
    assert "Traceback" not in err
    assert kept(project) == before


@pytest.mark.slow
def test_two_builders_make_one_store(project: Project) -> None:
    processes = [project.start("build") for _ in range(3)]
    ends = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], ends
    assert len({out.splitlines()[-1] for out, _ in ends}) == 1
    assert len(kept(project)) == 1


@pytest.mark.slow
def test_a_full_disk_leaves_the_last_good_store(project: Project, built: Path) -> None:
    count = project.count(built)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    answer = project.run("build", "--force", before=small_files)
    assert answer.code == 4
    assert "SCOGRAPH_CACHE" in answer.err
    assert "Traceback" not in answer.err
    assert project.count(built) == count
    assert kept(project) == [built.name]


def test_a_cache_folder_that_cannot_be_written(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = project.run("build", SCOGRAPH_CACHE=str(tmp_path / "file" / "cache"))
    assert answer.code == 4
    assert "scograph: Cannot write the store in " in answer.err
    assert "SCOGRAPH_CACHE" in answer.err


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is for Linux")
@pytest.mark.parametrize(("home", "caches"), [("", ""), (".", ""), ("here", "there"), ("", "x")])
def test_no_cache_where_nobody_asked_for_one(
    home: str, caches: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCOGRAPH_CACHE", raising=False)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("XDG_CACHE_HOME", caches)
    own = pwd.getpwuid(os.getuid()).pw_dir
    assert paths.cache_dir() == Path(own, ".cache", "scograph")


@pytest.mark.slow
def test_a_cache_folder_with_a_line_end_in_its_name(project: Project, tmp_path: Path) -> None:
    cache = tmp_path / "a\nb <c> {d}"
    answer = project.run("build", SCOGRAPH_CACHE=str(cache))
    assert answer.code == 0, answer.err
    assert [path for path in cache.iterdir() if path.name == "stores"]


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["no pointer", "half a pointer", "no store", "half a store"])
def test_a_damaged_cache_heals(damage: str, project: Project, built: Path) -> None:
    count = project.count(built)
    (pointer,) = project.cache.glob("graph-*.json")
    if damage == "no pointer":
        pointer.unlink()
    elif damage == "half a pointer":
        pointer.write_bytes(pointer.read_bytes()[:100])
    elif damage == "no store":
        shutil.rmtree(built)
    else:
        (built / "oxigraph" / "CURRENT").unlink()
    answer = project.python("from scograph.store import cache; print(len(cache.open()))")
    assert answer.code == 0, answer.err
    assert int(answer.out) == count


@pytest.mark.slow
def test_a_reader_is_not_disturbed(project: Project, built: Path) -> None:
    reader = subprocess.Popen(
        [project.command()[0], "-c", READER],
        env=project.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert reader.stdout
    assert reader.stdout.readline() == "open\n"
    count = project.count(built)
    project.data.with_name("extra.ttl").write_text(OWN)
    project.build("--asserted")
    shutil.rmtree(built)
    out, _ = reader.communicate("\n")
    assert int(out) == count


def test_a_question_builds_by_itself(project: Project) -> None:
    answer = project.python("from scograph.store import cache; print(cache.current())")
    assert answer.code == 0, answer.err
    assert Path(answer.out.strip()) == project.build()


@pytest.mark.slow
def test_old_stores_go_when_nobody_points_to_them(project: Project, built: Path) -> None:
    other = project.build("--asserted")
    newer = project.build("--force")
    abandoned = project.cache / "stores" / "draft.0123456789abcdef0123.00"
    abandoned.mkdir()
    for path in (built, other, newer):
        os.utime(path, (0, 0))
    last = project.build("--force")
    assert kept(project) == sorted(path.name for path in (other, last))


@pytest.mark.slow
def test_what_is_not_ours_stays_in_the_folder_of_the_cache(
    project: Project, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SCOGRAPH_CACHE may name a folder that holds other things, and links lead out of it."""
    precious = project.cache.with_name("precious")
    precious.mkdir()
    (precious / "letter.txt").write_text("x")
    names = (
        *("package.json", "rows.jsonl", "list.json5", "graph-mine.json", "stores/notes.txt"),
        *("stores/mine/info.json", "stores/draft.mine/x", "stores/draft.txt", "pipes/x/own.ttl"),
    )
    for name in names:
        file = project.cache / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("[1]")
    links = ("stores/0123456789abcdef0123.1", "stores/draft.0123456789abcdef0123.2", "pipes/link")
    for name in links:
        (project.cache / name).symlink_to(precious)
    for path in (precious, *(project.cache / name for name in names)):
        os.utime(path, (0, 0))
        os.utime(path.parent, (0, 0))
    project.build("--force")
    monkeypatch.setenv("SCOGRAPH_CACHE", str(project.cache))
    reading, writing = os.pipe()
    os.close(writing)
    assert special_files.kept(Path(f"/dev/fd/{reading}")).read_bytes() == b""
    os.close(reading)
    assert [name for name in (*names, *links) if not (project.cache / name).exists()] == []
    assert (precious / "letter.txt").exists()


@pytest.mark.slow
def test_finding_a_store_imports_little(project: Project, built: Path) -> None:
    code = "import sys; from scograph.store import cache; cache.open(); print(*sys.modules)"
    time.sleep(2.1)
    project.python(code)
    loaded = set(project.python(code).out.split())
    heavy = {"rdflib", "owlrl", "pyshacl", "yaml", "rich", "httpx", "sparq", "hashlib", "click"}
    assert not heavy & loaded
