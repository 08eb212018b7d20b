"""The documentation: current, complete, and true when run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.terminal import ROOT, scograph

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Commands of the documentation that need a file or a server of the reader's, or minutes.
NOT_HERE = ("my.ttl", "http://", "--sources", " serve", " site", "-o ")


def shell_examples() -> list[str]:
    found = []
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            found += [
                line.partition("   #")[0].strip()
                for line in block.splitlines()
                if line.startswith("scograph ")
            ]
    return [line for line in dict.fromkeys(found) if not any(word in line for word in NOT_HERE)]


@pytest.mark.record
@pytest.mark.parametrize("line", shell_examples())
def test_example_runs(line: str) -> None:
    answer = scograph(*shlex.split(line)[1:])
    assert answer.out


@pytest.mark.record
@pytest.mark.parametrize(
    "query",
    re.findall(
        r"<!-- sparql -->\n```sparql\n(.*?)```",
        "".join(p.read_text("utf-8") for p in PAGES),
        re.DOTALL,
    ),
)
def test_sparql_of_the_documentation_answers(query: str) -> None:
    assert len(scograph("query", query, "--format", "csv").out.splitlines()) > 1


@pytest.mark.record
def test_readme_shows_what_is_printed() -> None:
    examples = re.findall(r"<!-- example: (.*?) -->\n```\n(.*?)```", README, re.DOTALL)
    assert examples
    for line, shown in examples:
        printed = scograph(*shlex.split(line), "--format", "table", env={"COLUMNS": "110"}).out
        assert shown == printed, f"the README shows an old answer of: scograph {line}"


@pytest.mark.record
def test_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "make.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run: python docs/make.py"


def test_links_lead_somewhere() -> None:
    dead = [
        (str(page.relative_to(ROOT)), target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http", "#"))
        and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert dead == []


def test_every_finding_has_a_heading() -> None:
    shapes = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "ontology" / "shapes").glob("*.ttl")
    )
    errors = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = set(re.findall(r'dct:identifier "([a-z-]+)"', shapes))
    assert codes
    assert {code for code in codes if f"\n## {code}\n" not in errors} == set()


@pytest.mark.record
def test_turtle_of_the_documentation_validates(tmp_path: Path) -> None:
    blocks = re.findall(
        r"<!-- turtle: validates -->\n```turtle\n(.*?)```",
        "".join(page.read_text("utf-8") for page in PAGES),
        re.DOTALL,
    )
    assert blocks
    for number, block in enumerate(blocks):
        file = tmp_path / f"example-{number}.ttl"
        file.write_text(block, encoding="utf-8")
        scograph("validate", str(file))
