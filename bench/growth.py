"""How time and memory grow with the graph: corpora of 1, 3, 10… times the record, step by step.

    python -m bench.growth [--sizes 1,3,10,30,100] [--results FILE] [--write docs/growth.md]

Run it in the root of the repository, with matplotlib installed (the extra `bench`). A measurement
that is in FILE already is not made again. `--write` puts the tables between the two marks of the
page, and the plot beside it. For corpora of 30 records and more the build is measured as a whole,
and its store is queried; nothing is exported. A hundred records take an hour or two, and
50 GB where temporary files are (TMPDIR).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import corpora
from bench.setting import Setting
from scograph import paths
from scograph.query import catalog

SIZES = (1.0, 3.0, 10.0)
STEPS = ("load", "inference", "validation", "storing", "whole build")
FORMATS = ("nquads", "turtle")
WHOLE_FROM = 30.0
LIMIT = 20 << 30
TIMEOUT = 2 * 3600.0
QUERY_TIMEOUT = 60.0
BEYOND = 1000
SEED = 1
BEGIN, END = "<!-- measured -->\n", "<!-- until here -->"

_ID = "https://w3id.org/scograph/id/"
_BODY, _LAND = corpora.named(0, 3, "League").slug, corpora.named(0, 4).slug
_OTHER = corpora.named(1, 4).slug


@dataclass
class Results:
    """Measurements by size and step, kept in a file as they come."""

    path: Path | None
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path and self.path.exists():
            self.found = json.loads(self.path.read_text(encoding="utf-8"))

    def get(self, size: float, *step: str) -> dict[str, Any]:
        return self.found.get(_key(size, *step), {})

    def put(self, made: dict[str, Any], size: float, *step: str) -> None:
        self.found[_key(size, *step)] = made
        if self.path:
            self.path.write_text(json.dumps(self.found, indent=1), encoding="utf-8")


def report(setting: Setting) -> str:
    """The growth with corpora of a few sizes, as one section beside the others."""
    results = Results(None)
    measure(setting.folder / "growth", setting.sizes, results)
    note = "[growth.md](growth.md) has larger corpora, what grows faster than the graph, and why."
    return f"## Growth\n\n{note}\n\n{tables(list(setting.sizes), results)}"


def measure(folder: Path, sizes: Iterable[float], results: Results, queries: bool = True) -> None:
    """Makes a corpus of each size, and goes through all steps with it."""
    for size in sizes:
        place = folder / f"{size:g}"
        steps = all_steps(size)
        if queries:
            steps += [("query", name, given) for name, given in askings()]
        if all(results.get(size, *step) for step in steps):
            continue
        (place / "corpus").mkdir(parents=True)
        corpora.write(place / "corpus", size, SEED)
        for step in steps:
            # Each step needs what those before it have made.
            needed = step[0] in (STEPS if size >= WHOLE_FROM else STEPS[:4])
            if not needed and results.get(size, *step):
                continue
            made = run(place, *step)
            results.put(made, size, *step)
            print(f"{size:g}  {' '.join(step)}  {made}", file=sys.stderr)
            if "failed" in made and needed:
                break
        shutil.rmtree(place)


def all_steps(size: float = 1.0) -> list[tuple[str, ...]]:
    """The steps with a corpus but for queries, in the order in which they need each other."""
    if size >= WHOLE_FROM:
        return [("load",), ("whole build",)]
    return [*((name,) for name in STEPS), *(("export", name) for name in FORMATS)]


def run(place: Path, *step: str) -> dict[str, Any]:
    """What a step took, in a process of its own with no more than LIMIT of memory."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))

    command = [sys.executable, "-m", "bench.steps", step[0], str(place), *step[1:]]
    timeout = QUERY_TIMEOUT if step[0] == "query" else TIMEOUT
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=timeout, check=False, preexec_fn=bounded
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"> {timeout:.0f} s"}
    if done.returncode:
        print(done.stderr.decode(errors="replace")[-2000:], file=sys.stderr)
        return {"failed": f"exit {done.returncode}"}
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def askings() -> list[tuple[str, str]]:
    """Each canned query twice: with what its example gives, and with no more than it must have."""
    found: list[tuple[str, str]] = []
    for name, canned in sorted(catalog.compile(paths.QUERIES)["queries"].items()):
        needed = {p["name"] for p in canned["parameters"] if p.get("required") or "default" in p}
        for wanted in (needed | set(canned["example"]), needed):
            given = {
                parameter["name"]: _value(parameter, canned["example"])
                for parameter in canned["parameters"]
                if parameter["name"] in wanted
            }
            asked = (name, json.dumps(given, sort_keys=True))
            if asked not in found:
                found.append(asked)
    return found


def _value(parameter: dict[str, Any], example: dict[str, Any]) -> str:
    """Something of the same kind that is in corpora of all sizes."""
    name, kind = parameter["name"], parameter.get("of", "").partition(":")[2]
    if parameter["type"] != "thing":
        return str(example.get(name) or parameter["default"])
    if name == "with":
        return _ID + _OTHER
    things = {
        "Organization": _BODY,
        "Person": _leader(),
        "Document": f"{_BODY}-declaration-2024",
        "Event": f"{_BODY}-summit-2024",
        "Meeting": f"{_BODY}-summit-2024",
        "Summit": f"{_BODY}-summit-2024",
        "Post": f"president-of-{_LAND}",
        "Organ": _BODY,
    }
    return _ID + things.get(kind, _LAND)


def _leader() -> str:
    return corpora.state(0, SEED).tenures[-1].holder.slug


def _key(size: float, *step: str) -> str:
    return " | ".join((f"{size:g}", *step))


def tables(sizes: list[float], results: Results) -> str:
    """The measurements in Markdown."""
    sizes = [size for size in sizes if results.get(size, "load")]
    triples = [results.get(size, "load").get("triples", 0) for size in sizes]
    heads = [f"{size:g} × ({count:,})" for size, count in zip(sizes, triples, strict=True)]
    steps = all_steps()
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    parts = [
        f"{machine}, Python {platform.python_version()}. Sizes in records, with the asserted "
        "triples that the files and the ontology hold. CPU seconds of all threads; the wall clock "
        "and the peak memory of the process stand behind.",
        _steps(heads, steps, sizes, results),
        "What was made, for each asserted triple:",
        _made(heads, sizes, results),
        "Canned queries, from an open store to CSV, the best of up to five runs in CPU "
        "milliseconds, and the rows. Each is asked with the parameters of its example, and with "
        "none but those that it needs. Growth is the power of the size, from the "
        "second to the last one: 1 is linear. In bold: time grows much faster than the "
        "answer and than the graph.",
        _queries(heads, sizes, results),
        _beyond(sizes, results),
    ]
    return "\n\n".join(parts)


def _steps(
    heads: list[str], steps: list[tuple[str, ...]], sizes: list[float], results: Results
) -> str:
    lines = [_row(["step", *heads, "growth"]), _rule(len(heads) + 1)]
    for step in steps:
        cells = []
        for size in sizes:
            made = results.get(size, *step)
            if "cpu" in made:
                cells.append(f"{made['cpu']:.1f} ({made['wall']:.1f} s, {made['mib']:,.0f} MiB)")
            else:
                cells.append(made.get("failed", ""))
        lines.append(_row([" ".join(step), *cells, _power(sizes, step, results, "cpu")]))
    return "\n".join(lines)


def _made(heads: list[str], sizes: list[float], results: Results) -> str:
    lines = [_row(["per asserted triple", *heads]), _rule(len(heads))]
    kinds = {
        "triples inferred": ("whole build", "inferred"),
        "quads in the store": ("whole build", "quads"),
        "bytes of Turtle": ("load", "turtle bytes"),
        "bytes of the store": ("whole build", "store bytes"),
    }
    for title, (step, kind) in kinds.items():
        found = [
            f"{results.get(size, step)[kind] / results.get(size, 'load')['triples']:.2f}"
            if kind in results.get(size, step)
            else ""
            for size in sizes
        ]
        lines.append(_row([title, *found]))
    return "\n".join(lines)


def _queries(heads: list[str], sizes: list[float], results: Results) -> str:
    lines = [_row(["query", *heads, "growth of time", "of rows"]), _rule(len(heads) + 2)]
    for name, given in askings():
        step = ("query", name, given)
        cells = []
        for size in sizes:
            made = results.get(size, *step)
            if "cpu" in made:
                cells.append(f"{made['cpu'] * 1000:,.0f} ({made['rows']:,})")
            else:
                cells.append(made.get("failed", ""))
        title = " ".join([f"`{name}`", *(f"{key}" for key in json.loads(given))])
        time, answer = (_power(sizes, step, results, kind) for kind in ("cpu", "rows"))
        if time and float(time) > max(1.0, float(answer or 0)) + 0.3:
            time = f"**{time}**"
        lines.append(_row([title, *cells, time, answer]))
    return "\n".join(lines)


def _beyond(sizes: list[float], results: Results) -> str:
    """What a far larger graph would take, if all goes on as from the second size to the last."""
    lines = [_row(["arithmetic, not measured", f"{BEYOND} times the record"]), _rule(1)]
    sought = [
        ("asserted triples, millions", ("load",), "triples", 1e6),
        ("inferred triples, millions", ("whole build",), "inferred", 1e6),
        ("quads in the store, millions", ("whole build",), "quads", 1e6),
        ("store, GB", ("whole build",), "store bytes", 1e9),
    ]
    for step in STEPS:
        sought.append((f"{step}, CPU hours", (step,), "cpu", 3600))
        sought.append((f"{step}, peak GiB", (step,), "mib", 1024))
    for title, of, kind, unit in sought:
        power = _power(sizes, of, results, kind)
        there = [size for size in sizes if results.get(size, *of).get(kind)]
        if power:
            triples = [results.get(size, "load")["triples"] for size in (sizes[0], there[-1])]
            times = BEYOND * triples[0] / triples[1]
            found = results.get(there[-1], *of)[kind] * times ** float(power) / unit
            lines.append(_row([title, f"{found:.1f}" if found < 10 else f"{found:,.0f}"]))
    return "\n".join(lines)


def _power(sizes: list[float], step: tuple[str, ...], results: Results, kind: str) -> str:
    """The power of the size with which something grows; empty where it is too little to tell."""
    there = [size for size in sizes[1:] if results.get(size, *step).get(kind)]
    if len(there) < 2:
        return ""
    first, last = (results.get(size, *step)[kind] for size in (there[0], there[-1]))
    first_size, last_size = (results.get(size, "load")["triples"] for size in (there[0], there[-1]))
    return f"{math.log(last / first) / math.log(last_size / first_size):.2f}"


def plot(path: Path, sizes: list[float], results: Results) -> None:
    """CPU time and peak memory of each step against the asserted triples, both logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.size": 9})
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 2, figsize=(10, 4.2), sharex=True)
    steps = all_steps()
    for panel, kind, title in zip(panels, ("cpu", "mib"), ("CPU seconds", "peak MiB"), strict=True):
        for step in steps:
            there = [size for size in sizes if kind in results.get(size, *step)]
            panel.plot(
                [results.get(size, "load")["triples"] for size in there],
                [results.get(size, *step)[kind] for size in there],
                marker="o", markersize=3, label=" ".join(step),
            )  # fmt: skip
        panel.set(xscale="log", yscale="log", title=title, xlabel="asserted triples")
        panel.grid(which="both", linewidth=0.3)
    panels[1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None, "Creator": None})


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "| --- |" + " ---: |" * columns


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.growth", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--sizes", default=",".join(f"{size:g}" for size in SIZES))
    parser.add_argument("--results", type=Path, metavar="FILE", help="keep measurements there")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page")
    parser.add_argument("--without-queries", action="store_true")
    options = parser.parse_args()
    sizes = [float(size) for size in options.sizes.split(",")]
    results = Results(options.results)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), sizes, results, not options.without_queries)
    text = tables(sizes, results)
    picture = "![Time and memory against size](growth.svg)"
    if options.write is None:
        print(text)
        return
    before, _, rest = options.write.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    options.write.write_text(
        f"{before}{BEGIN}\n{text}\n\n{picture}\n\n{END}{after}", encoding="utf-8"
    )
    plot(options.write.with_suffix(".svg"), sizes, results)


if __name__ == "__main__":
    main()
