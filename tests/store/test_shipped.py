"""The store in the wheel: used if it was made from what is shipped, and only then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.project import Project

pytestmark = pytest.mark.slow

# As hatch_build.py does.
MAKE = """
from pathlib import Path
from scograph.query import catalog
from scograph.store import build, shipped

made = Path({target!r}, "store")
made.mkdir(parents=True)
build.make(made)
shipped.seal(made)
catalog.ship(Path({target!r}, "queries.json"))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Project:
    """The project as a wheel lays it out, its store made in the checkout before."""
    project = Project(tmp_path)
    target = tmp_path / "made"
    answer = project.python(MAKE.format(target=str(target)))
    assert answer.code == 0, answer.err
    shipped = project.root / "src" / "scograph" / "shipped"
    target.rename(shipped)
    for name in ("ontology", "data", "queries"):
        (project.root / name).rename(shipped / name)
    project.data = shipped / "data" / "corpus.ttl"
    return project


def without_engines(tmp_path: Path) -> str:
    """A search path on which every reasoner and validator fails when it is imported."""
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in ("owlrl", "sparq", "pyshacl", "shacl", "rdflib", "yaml"):
        (folder / f"{name}.py").write_text("raise AssertionError('no engine is needed')\n")
    return str(folder)


def test_no_engine_is_needed_where_it_fits(installed: Project, tmp_path: Path) -> None:
    path = f"{without_engines(tmp_path)}{os.pathsep}{installed.environment()['PYTHONPATH']}"
    answer = installed.run("build", PYTHONPATH=path)
    assert answer.code == 0, answer.err
    with_it = Path(answer.out.splitlines()[-1])
    assert installed.run("queries", "founders", PYTHONPATH=path).code == 0
    assert installed.count(with_it) == installed.count(installed.build("--force"))


def test_it_is_left_where_the_data_changed(installed: Project, tmp_path: Path) -> None:
    with installed.data.open("a", encoding="utf-8") as file:
        file.write("\n# A comment.\n")
    path = f"{without_engines(tmp_path)}{os.pathsep}{installed.environment()['PYTHONPATH']}"
    assert "no engine is needed" in installed.run("build", PYTHONPATH=path).err
    assert installed.run("build").code == 0


def test_a_damaged_one_is_left(installed: Project) -> None:
    first = installed.count(installed.build())
    packed = list((installed.root / "src/scograph/shipped/store").glob("*.xz"))
    assert packed
    for quads in packed:
        quads.write_bytes(quads.read_bytes()[:100])
    shutil.rmtree(installed.cache)
    assert installed.count(installed.build()) == first


def test_the_same_graph_makes_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, at another time."""
    made = []
    for name in ("one", "two"):
        project = Project(tmp_path / name)
        assert project.python(MAKE.format(target=str(tmp_path / name / "made"))).code == 0
        files = (tmp_path / name / "made").rglob("*")
        made.append({file.name: file.read_bytes() for file in files if file.is_file()})
    assert made[0] == made[1]
    assert set(made[0]) == {
        "default.nt.xz", "named.nq.xz", "info.json", "files.json", "made_from", "queries.json",
    }  # fmt: skip
