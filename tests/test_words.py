"""Code, messages and pages use the terms of the standards, which docs/glossary.md lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.terminal import ROOT

# Each with what to write instead: fix, error, untrusted client, blank node, asserted, status,
# corpus, "e.g.", by default, even if, OWL vocabulary, requires authentication.
REPLACED = re.compile(
    r"\b(?:mend(?:s|ed|ing)?|slips?|strangers?|nameless|told|(?<![-\[\x22])standings?|(?<!of-)worlds?)\b"
    r"|(?-i:\bSay,)|unless said|be it only|thing without a name|words of OWL|wants a login",
    re.IGNORECASE,
)
TEXTS = {
    "src/scograph": (".py", ".html", ".yaml"),
    "bench": (".py",),
    "queries": (".rq",),
    "ontology/shapes": (".ttl",),
    "docs": (".md",),
}


def texts() -> Iterator[Path]:
    for folder, endings in TEXTS.items():
        found = (path for path in (ROOT / folder).rglob("*") if path.suffix in endings)
        # `words` are those in which people ask.
        # `terms.md` has the names that the ontology gives its terms.
        left_out = {"decisions", "words", "terms.md"}
        yield from sorted(path for path in found if not left_out & set(path.parts))
    yield ROOT / "README.md"


def test_words_that_have_a_better_one_are_not_used() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if REPLACED.search(line)
    ]
    assert found == []
