"""The other tools: which of them are on this machine, in which version, and how each is called."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

STORES = Path(__file__).resolve().parents[1] / "tests" / "support" / "stores"
JARS = STORES / "fuseki"
_COMUNICA = STORES / "node_modules" / "@comunica" / "query-sparql"
_BY_STORES = "tests/support/stores/install.sh installs it"
_PACKAGES = (
    "pyoxigraph", "rdflib", "owlrl", "pyshacl", "sparq-rdf", "shacl", "oxigraph", "click",
    "starlette", "uvicorn",
)  # fmt: skip
_OTHERS = {
    "jena": ("Apache Jena and Fuseki", _BY_STORES),
    "comunica": ("Comunica", _BY_STORES),
    "virtuoso": ("OpenLink Virtuoso", "apt-get install virtuoso-opensource"),
}
NAMES = (*_PACKAGES, *_OTHERS)


class Peers:
    """What is there; those asked for in vain are remembered, to be named in the report."""

    def __init__(self, without: Iterable[str] = ()) -> None:
        self._without = set(without)
        self._versions: dict[str, str | None] = {}
        self._missed: dict[str, str] = {}

    def has(self, name: str) -> bool:
        """Whether a tool is there and is wanted."""
        if name in self._without:
            self._missed[name] = "not wanted in this run"
        elif self.version(name) is None:
            self._missed[name] = _OTHERS.get(name, ("", "pip install '.[test]' installs it"))[1]
        return name not in self._missed

    def version(self, name: str) -> str | None:
        """The version of a tool; None where it is not installed."""
        if name not in self._versions:
            self._versions[name] = _version(name)
        return self._versions[name]

    def missed(self) -> list[str]:
        """A line for each tool that was left out since the last call."""
        lines = [f"Left out: {title(name)} ({why})." for name, why in self._missed.items()]
        self._missed.clear()
        return lines

    def listed(self) -> str:
        """All tools and their versions, in one sentence."""
        there = [f"{title(name)} {self.version(name)}" for name in NAMES if self.version(name)]
        return f"Python {platform.python_version()}, {', '.join(there)}."


def title(name: str) -> str:
    """A tool's name as people write it."""
    return _OTHERS.get(name, (name, ""))[0]


def script(name: str) -> str:
    """A console script beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit(f"There is no {name} beside this Python. Install the project first, with [test].")
    return found


def java(main: str) -> list[str]:
    """The beginning of a command of Jena's, by the name of its class."""
    return ["java", "-cp", str(JARS / "*"), main]


def _version(name: str) -> str | None:
    if name == "jena":
        jars = [*JARS.glob("jena-arq-*.jar")]
        if not jars or shutil.which("java") is None:
            return None
        return f"{jars[0].stem.removeprefix('jena-arq-')} on Java {_java_version()}"
    if name == "comunica":
        if not (_COMUNICA / "package.json").exists() or shutil.which("node") is None:
            return None
        made = json.loads((_COMUNICA / "package.json").read_bytes())["version"]
        return f"{made} on Node {_said('node', '--version').strip().removeprefix('v')}"
    if name == "virtuoso":
        if shutil.which("virtuoso-t") is None:
            return None
        found = re.search(r"Version (\S+)", _said("virtuoso-t", "-?"))
        return found[1] if found else "of an unknown version"
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _java_version() -> str:
    found = re.search(r'version "([^"]+)"', _said("java", "-version"))
    return found[1] if found else "of an unknown version"


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr
