"""Titles in English with capitals, as Chicago and MLA want them and citeproc-js writes them."""

from __future__ import annotations

import re

_SMALL = frozenset(
    """
    about above across afore after against al along alongside amid amidst among amongst anenst
    apropos apud around as aside astride at athwart atop barring before behind below beneath
    beside besides between beyond but by circa despite down during et except for forenenst from
    given in inside into lest like modulo near next notwithstanding of off on onto out over per
    plus pro qua sans since than through thru throughout thruout till to toward towards under
    underneath until unto up upon versus vs. v. vs v via vis-à-vis with within without or yet so
    and nor a an the de d' von van c ca
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\s\-–—:!?.,;()\[\]“”‘\"«»/]+(?:\.(?=\w))?")


def title_case(text: str) -> str:
    """The title with capitals; words that have one already are left as they are.

    >>> title_case("Iran's foreign minister fired: what now for the SCO")
    "Iran's Foreign Minister Fired: What Now for the SCO"
    """
    words = list(_WORD.finditer(text))
    out, at = [], 0
    for number, found in enumerate(words):
        word = found[0]
        before = text[at : found.start()]
        out.append(before)
        first = number == 0 or before.rstrip().endswith((":", "?", "!"))
        last = number == len(words) - 1
        joined = text[found.end() : found.end() + 1] == "-" and not before.endswith("-")
        minor = word.lower() in _SMALL or len(word) == 1
        if word == word.lower() and (first or last or joined or not minor):
            word = word[0].upper() + word[1:]
        out.append(word)
        at = found.end()
    return "".join([*out, text[at:]])
