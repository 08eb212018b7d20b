"""The pages for contributors name every room, every dependency and only files that exist."""

from __future__ import annotations

import re
import tomllib

import yaml

import scograph
from tests.support.terminal import ROOT

MAPS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "ontology" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FOLDERS = "|".join(path.name for path in sorted(ROOT.iterdir()) if path.is_dir())
# A path from the root, without parts in capitals, which the reader replaces.
PATH = re.compile(rf"`((?:{FOLDERS})/[a-z0-9_./-]*)`")


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=;\[]", text, maxsplit=1)[0] for text in requirements}


def test_every_room_has_its_paragraph() -> None:
    packages = {path.parent.name for path in (ROOT / "src" / "scograph").glob("*/__init__.py")}
    rooms = read("docs", "architecture.md").partition("## The rooms")[2].partition("\n## ")[0]
    assert set(re.findall(r"\n### (\w+)\n\n[\w`]", rooms)) == packages


def test_every_dependency_has_its_reason() -> None:
    section = read("docs", "contributing.md").partition("## Dependencies")[2].partition("\n## ")[0]
    cells = [row.split("|") for row in section.splitlines() if row.startswith("| ")]
    explained = {
        package
        for row in cells
        if row[-2].strip()
        for cell in row[1:-2]
        for package in re.split(r"[\s,]+", cell.strip())
    }
    wanted = names(PROJECT["dependencies"])
    for extra in PROJECT["optional-dependencies"].values():
        wanted |= names(extra)
    assert wanted - explained == set()


def test_every_path_exists() -> None:
    paths = {
        (str(page.relative_to(ROOT)), path)
        for page in MAPS
        for path in PATH.findall(page.read_text(encoding="utf-8"))
    }
    assert paths
    assert [found for found in sorted(paths) if not (ROOT / found[1]).exists()] == []


def test_links_of_the_pages_at_the_top_lead_somewhere() -> None:
    pages = [ROOT / "CHANGELOG.md", ROOT / "ontology" / "README.md"]
    dead = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]
    assert dead == []


def test_changelog_has_the_version_and_its_sections() -> None:
    text = read("CHANGELOG.md")
    assert f"\n## {scograph.__version__}\n" in text
    newest = text.partition("\n## ")[2].partition("\n## ")[0]
    assert re.findall(r"\n### (\w+)\n", newest) == ["Ontology", "Data", "Tool"]


def test_citation_has_what_its_format_needs() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == scograph.__version__
    assert citation["authors"] == [{"name": author["name"]} for author in PROJECT["authors"]]
    assert citation["title"]
    assert citation["message"]
    assert citation["type"] in ("dataset", "software")
