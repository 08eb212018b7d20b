"""Blank nodes as IRIs: each SHACL engine labels blank nodes anew, and IRIs it leaves alone."""

from __future__ import annotations

import re

PREFIX = "urn:scograph:blank:"
_BYTES = PREFIX.encode()
_SUBJECT = re.compile(rb"^_:(\S+)")
_OBJECT = re.compile(rb" _:(\S+) \.$")


def skolemized(line: bytes) -> bytes:
    r"""The line of N-Triples with IRIs for its blank nodes.

    >>> skolemized(b"_:a <urn:p> _:b .\n")
    b'<urn:scograph:blank:a> <urn:p> <urn:scograph:blank:b> .\n'
    """
    if b"_:" not in line:
        return line
    return _OBJECT.sub(rb" <%s\1> ." % _BYTES, _SUBJECT.sub(rb"<%s\1>" % _BYTES, line))


def label(iri: str) -> str:
    """The label of the blank node that an IRI stands for, `_:x`; any other IRI unchanged."""
    return "_:" + iri.removeprefix(PREFIX) if iri.startswith(PREFIX) else iri


def is_blank(text: str) -> bool:
    """True for the label of a blank node, and for an IRI that stands for one."""
    return text.startswith(("_:", PREFIX))
