"""Files for the bulk loaders of triple stores, with a recipe that calls the loader.

`recipe_files/` has a folder for each store: its README.md and what else its loader needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from scograph import files
from scograph.errors import UsageError
from scograph.formats import lines
from scograph.rdf.namespaces import GRAPH
from scograph.remote import stores

DATA = "scograph.nq"
_FILES = Path(__file__).with_name("recipe_files")


def write(graphs: lines.Lines, store: str, folder: Path) -> list[Path]:
    """The paths of the files written into the folder: data, recipe, and the loader's own files.

    Each file appears whole or not at all. UsageError where the folder is a file.
    """
    profile = stores.get(store)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder with -o; several files go into it.")
    folder.mkdir(parents=True, exist_ok=True)
    kept = dict(graphs)
    if profile.everything:
        kept[profile.everything] = kept.pop(None, [])
    elif profile.union:
        kept.pop(None, None)
    with files.output(folder / DATA) as stream:
        stream.write(lines.nquads(kept))
    counts = {name: len(found) for name, found in kept.items()}
    paths = [folder / DATA]
    for source in sorted((_FILES / store).iterdir()):
        text = source.read_text(encoding="utf-8")
        if source.name == "README.md":
            text = _readme(text, profile, counts)
        paths.append(folder / source.name)
        with files.output(paths[-1]) as stream:
            stream.write(text.encode())
    return paths


def _readme(steps: str, profile: stores.Profile, counts: Mapping[str | None, int]) -> str:
    tested = (
        f"Tested with {profile.title} {profile.tested}."
        if profile.tested
        else f"From the documentation of {profile.title}; not run by the tests of scograph."
    )
    total = sum(counts.values())
    default = counts.get(None, 0)
    counting = Template((_FILES / "count.md").read_text(encoding="utf-8")).substitute(
        total=total,
        graphs=len(counts),
        named=total - default,
        default=f"; `{{ ?s ?p ?o }}` alone gives {default}" if default else "",
        prefix=GRAPH,
        example=profile.example,
        store=profile.name,
    )
    return f"# scograph for {profile.title}\n\n{tested}\n\n{steps}\n{counting}"
