"""The closure in the wheel: taken where it fits what is shipped, and only there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.project import Project

MAKE = """
from pathlib import Path
from scograph import checked, load, readymade
world = load.read([*load.ontology_files(), *load.data_files()])
readymade.write(checked.closure(world), Path({target!r}))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Project:
    """The project as a wheel lays it out, its closure made in the checkout before."""
    project = Project(tmp_path)
    target = tmp_path / "closure.nt.gz"
    answer = project.python(MAKE.format(target=str(target)))
    assert answer.code == 0, answer.err
    shipped = project.root / "src" / "scograph" / "shipped"
    shipped.mkdir()
    for name in ("ontology", "data", "queries"):
        (project.root / name).rename(shipped / name)
    for made in (target, target.with_name("closure.json")):
        made.rename(shipped / made.name)
    project.data = shipped / "data" / "world.ttl"
    return project


def without_engines(tmp_path: Path) -> str:
    """A search path on which every reasoner and validator fails when it is imported."""
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in ("owlrl", "sparq", "pyshacl", "shacl", "rdflib"):
        (folder / f"{name}.py").write_text("raise AssertionError('no engine is needed')\n")
    return str(folder)


def test_no_engine_is_needed_where_it_fits(installed: Project, tmp_path: Path) -> None:
    path = f"{without_engines(tmp_path)}{os.pathsep}{installed.environment()['PYTHONPATH']}"
    answer = installed.run("build", PYTHONPATH=path)
    assert answer.code == 0, answer.err
    with_it = Path(answer.out.splitlines()[-1])
    assert installed.count(with_it) == installed.count(installed.build("--force"))


def test_it_is_left_where_the_data_changed(installed: Project, tmp_path: Path) -> None:
    with installed.data.open("a", encoding="utf-8") as file:
        file.write("\n# A comment.\n")
    path = f"{without_engines(tmp_path)}{os.pathsep}{installed.environment()['PYTHONPATH']}"
    assert "no engine is needed" in installed.run("build", PYTHONPATH=path).err
    assert installed.run("build").code == 0


def test_a_damaged_one_is_left(installed: Project) -> None:
    first = installed.count(installed.build())
    closure = installed.root / "src" / "scograph" / "shipped" / "closure.nt.gz"
    closure.write_bytes(closure.read_bytes()[:1000])
    shutil.rmtree(installed.cache)
    assert installed.count(installed.build()) == first


def test_it_is_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    project = Project(tmp_path)
    targets = [tmp_path / name / "closure.nt.gz" for name in ("one", "two")]
    for target in targets:
        target.parent.mkdir()
        assert project.python(MAKE.format(target=str(target))).code == 0
    assert targets[0].read_bytes() == targets[1].read_bytes()
