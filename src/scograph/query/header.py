"""The headers of canned queries: read, and checked against their SPARQL.

A query is a `.rq` file whose first lines, marked `#+`, are YAML (the convention of grlc):
summary, question, parameters, columns, completeness, example, tags.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from scograph.errors import InputError
from scograph.rdf import sparql_tokens

TYPES = ("thing", "concept", "date", "integer", "flag", "text")
# What a parameter says about the facts that an answer rests on; the days are `from`, `to` and `on`.
ROLES = (
    *("body", "meeting", "host", "party", "person", "with", "capacity", "post", "thing"),
)  # fmt: skip
_KEYS = {
    *("summary", "question", "description", "parameters", "columns", "completeness"),
    *("undated", "witness", "example", "tags", "asks"),
}
_NEEDED = ("summary", "question", "columns", "example", "tags")
_PARAMETER_KEYS = {"name", "type", "of", "default", "choices", "help", "example", "required"}
_SAID = ("organ", "as")
_ASKS_KEYS = {
    "words", "may", "answers", "else", "names", "meeting", "time", "order", "most", "rows", "given",
    "assume", "complete", "counts", "length",
}  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(r"#(?:\? (.*)| (values|labels): (.*))$")
_NEARLY_MARK = re.compile(r"#\?|#\s*(?:values?|labels?)\s*:", re.I)


class Parameter(TypedDict):
    """A parameter; `of` is its class or code list, `period` if its last day is used too."""

    name: str
    type: str
    help: str
    required: bool
    of: NotRequired[str]
    default: NotRequired[str]
    choices: NotRequired[list[str]]
    example: NotRequired[str]
    period: NotRequired[bool]


class Rests(TypedDict):
    """The facts that an answer rests on.

    `facts` are the kinds of fact, as local names of `scog:factKinds` without `fact-`; `of` is the
    class of the meetings that are meant; `by` has the parameters that narrow them, by role: of
    several, the first that is given counts. Of the kinds in `shown`, a row tells what is not
    recorded: where there is no row, nothing is missing.
    """

    facts: list[str]
    of: str | None
    by: dict[str, list[str]]
    shown: list[str]


class Query(TypedDict):
    """A canned query: its header, and its SPARQL with marked lines.

    `undated` is the column that is unbound in a row of which no source tells when it was, and which
    is in no period therefore; empty where there are no such rows.
    """

    name: str
    topic: str
    summary: str
    question: str
    description: str
    parameters: list[Parameter]
    columns: dict[str, str]
    completeness: Rests | None
    undated: str
    witness: list[str]
    example: dict[str, str | bool]
    tags: list[str]
    sparql: str
    asks: list[dict[str, Any]]


def read(path: Path) -> Query:
    """One query as a dictionary; InputError names the file and the line of an error in it."""
    return _Header(path).query()


class _Header:
    """The header of one file, with the line of each key for messages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            raise InputError("The query is not UTF-8.", path=path) from None
        count = next((n for n, line in enumerate(lines) if not line.startswith("#+")), len(lines))
        self.lines = [line[2:].removeprefix(" ") for line in lines[:count]]
        self.body = "\n".join(lines[count:]).strip() + "\n"
        blank = next((n for n, line in enumerate(lines[count:]) if line.strip()), 0)
        self.body_line = count + blank + 1

    def query(self) -> Query:
        head = self._yaml()
        for key in head:
            if key not in _KEYS:
                raise self._error(f"The header has no key {key!r}", key, _KEYS)
        for key in _NEEDED:
            if key not in head:
                raise self._error(f"The header lacks {key!r}", "")
        parameters = [self._parameter(item) for item in head.get("parameters") or []]
        names = [parameter["name"] for parameter in parameters]
        if len(set(names)) < len(names):
            raise self._error("Two parameters have the same name", "parameters")
        example = {
            str(key): value if isinstance(value, bool) else str(value)
            for key, value in (head["example"] or {}).items()
        }
        for key in example:
            if key not in names:
                raise self._error(f"The example gives {key!r}, which is no parameter", "example")
        columns = {str(key): str(text) for key, text in head["columns"].items()}
        self._check_body(
            {one["name"]: one for one in parameters}, columns, head.get("witness") or []
        )
        return {
            "name": self.path.stem,
            "topic": self.path.parent.name,
            "summary": str(head["summary"]),
            "question": str(head["question"]),
            "description": str(head.get("description") or ""),
            "parameters": parameters,
            "columns": columns,
            "completeness": self._rests(head.get("completeness"), names),
            "undated": self._undated(head.get("undated"), columns),
            "witness": [str(name) for name in head.get("witness") or []],
            "example": example,
            "tags": [str(tag) for tag in head["tags"]],
            "asks": self._asks(head.get("asks") or [], columns, names),
            "sparql": self.body,
        }

    def _yaml(self) -> dict[str, Any]:
        import yaml

        text = "\n".join(self.lines)
        try:
            head = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
            self._refuse_duplicates(yaml.compose(text, Loader=yaml.BaseLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            raise InputError(
                f"The header is not YAML: {error.problem}.",
                path=self.path,
                line=mark.line + 1 if mark else 1,
                column=mark.column + 4 if mark else None,
            ) from None
        except yaml.YAMLError:
            raise InputError(
                "The header has a control character.", path=self.path, line=1
            ) from None
        if not isinstance(head, dict):
            raise InputError("The query has no `#+` header.", path=self.path, line=1)
        for key in ("summary", "question", "description"):
            if not isinstance(head.get(key, ""), str):
                raise self._error(f"{key!r} is not text", key)
        for key, kind in (
            *(("columns", dict), ("tags", list), ("parameters", list), ("witness", list)),
            ("completeness", dict),
            ("asks", list),
        ):
            if key in head and not isinstance(head[key], kind):
                raise self._error(f"{key!r} is not a {kind.__name__}", key)
        if not isinstance(head.get("example") or {}, dict):
            raise self._error("'example' is not a dict", "example")
        return head

    def _refuse_duplicates(self, node: Any) -> None:
        """InputError where a key is there twice: YAML would forget the first."""
        if not isinstance(node.value if node else None, list):
            return
        seen: set[str] = set()
        for part in node.value:
            key, *rest = part if isinstance(part, tuple) else (part,)
            if rest:
                if str(key.value) in seen:
                    raise InputError(
                        f"{str(key.value)!r} is there twice.",
                        path=self.path,
                        line=key.start_mark.line + 1,
                    )
                seen.add(str(key.value))
            for inner in rest or [key]:
                self._refuse_duplicates(inner)

    def _rests(self, given: dict[str, Any] | None, parameters: list[str]) -> Rests | None:
        """What the key `completeness` says; None without one."""
        if given is None:
            return None
        known = {"facts", "of", "shown", *ROLES}
        for key, value in given.items():
            if key not in known:
                raise self._error(f"'completeness' has no key {key!r}", "completeness", known)
            for name in _several(value) if key in ROLES else ():
                if name not in parameters:
                    raise self._error(
                        f"'completeness' names {name!r}, which is no parameter", "completeness"
                    )
        facts = given.get("facts")
        if not isinstance(facts, list):
            raise self._error("'completeness' has no list of 'facts'", "completeness")
        by = {key: _several(given[key]) for key in ROLES if key in given}
        shown = [str(fact) for fact in given.get("shown") or ()]
        return {
            "facts": [str(fact) for fact in facts], "of": given.get("of"), "by": by, "shown": shown
        }  # fmt: skip

    def _undated(self, given: Any, columns: dict[str, str]) -> str:
        if given is not None and given not in columns:
            raise self._error(f"'undated' names {given!r}, which is no column", "undated")
        return str(given or "")

    def _parameter(self, item: Any) -> Parameter:
        if not isinstance(item, dict) or "name" not in item:
            raise self._error("A parameter has no name", "parameters")
        name = item["name"]
        for key, value in item.items():
            if not isinstance(value, list if key == "choices" else str):
                raise self._error(f"The {key} of a parameter is not what it should be", key)
        for key in item:
            if key not in _PARAMETER_KEYS:
                raise self._error(f"Parameter {name} has no key {key!r}", key, _PARAMETER_KEYS)
        if not _NAME.fullmatch(name):
            raise self._error(f"{name!r} cannot be the name of an option", name)
        if item.get("type") not in TYPES:
            raise self._error(f"Parameter {name} has no known type", name, TYPES)
        if not item.get("help"):
            raise self._error(f"Parameter {name} has no help", name)
        if item["type"] == "concept" and "of" not in item:
            raise self._error(f"Parameter {name} does not say of which code list", name)
        if item.get("required", "true") not in ("true", "false"):
            raise self._error(f"Parameter {name}: 'required' is true or false", name)
        if "default" in item and item["default"] not in item.get("choices", [item["default"]]):
            raise self._error(f"The default of {name} is not among its choices", name)
        return cast("Parameter", {**item, "required": item.get("required") == "true"})

    def _asks(
        self, asks: list[Any], columns: dict[str, str], parameters: list[str]
    ) -> list[dict[str, Any]]:
        """How the query is asked in words (docs/contributing.md), with columns that there are."""
        for one in asks:
            if not isinstance(one, dict):
                raise self._error("An entry of 'asks' is not a dict", "asks")
            for key in one:
                if key not in _ASKS_KEYS:
                    raise self._error(f"'asks' has no key {key!r}", key, _ASKS_KEYS)
            # `organ` stands for the office of its head, `as` for a name that is only said.
            named = [str(name).rstrip("!") for name in one.get("names") or {}]
            for name in [*named, *(one.get("given") or {}), *(one.get("assume") or {})]:
                if name not in parameters and name not in columns and name not in _SAID:
                    raise self._error(f"{name!r} in 'asks' is no parameter and no column", name)
            taken = [*(one.get("answers") or {}).values(), one.get("else"), one.get("order"),
                     one.get("most"), *(one.get("rows") or {}), *(one.get("counts") or {}),
                     *(one.get("counts") or {}).values(), *str(one.get("length") or "").split(),
                    ]  # fmt: skip
            for name in taken:
                if name and name not in columns:
                    raise self._error(f"{name!r} in 'asks' is no column", str(name))
        return asks

    def _check_body(
        self, names: dict[str, Parameter], columns: dict[str, str], witness: list[str]
    ) -> None:
        used: set[str] = set()
        labelled: set[str] = set()
        # `on-last` is the last day of the month or year that was given as `on`.
        known = {*names, *(f"{name}-last" for name, one in names.items() if one["type"] == "date")}
        for number, line in enumerate(self.body.splitlines(), self.body_line):
            mark = _MARK.search(line)
            if not mark:
                if _NEARLY_MARK.search(line):
                    raise InputError(
                        "This is no mark. Write `#? name`, `# values: name` or `# labels: name`.",
                        path=self.path,
                        line=number,
                    )
                continue
            condition, kind, words = mark.groups()
            if condition is not None:
                wanted = [word.lstrip("!") for word in condition.split()]
            else:
                wanted = [word.partition("=")[0] for word in words.split()]
            if kind == "labels":
                labelled.update(f"{word}Label" for word in wanted)
                unknown = [word for word in wanted if f"{word}Label" not in columns]
            else:
                used.update(wanted)
                unknown = [word for word in wanted if word not in known]
            if unknown:
                raise InputError(
                    f"{unknown[0]!r} is neither a parameter nor a labelled column of the header.",
                    path=self.path,
                    line=number,
                )
        for name, parameter in names.items():
            if parameter["type"] == "date":
                parameter["period"] = f"{name}-last" in used
            if name not in used:
                raise self._error(f"The query does not use the parameter {name}", name)
        select = sparql_tokens.select(self.body)
        if select is None:
            raise InputError("A canned query is a SELECT.", path=self.path)
        found, bound = select
        if found != list(columns):
            odd = next(
                (name for name in [*columns, *found] if (name in columns) != (name in found)), ""
            )
            reason = f"{odd!r} is in one of them only" if odd else "their order differs"
            raise self._error(
                f"The columns are not those that the query selects: {reason}", odd or "columns"
            )
        for name in witness:
            if name not in bound:
                raise self._error(f"The query has no variable {name}", "witness")
        bound |= labelled
        for name in columns:
            if name not in bound:
                raise self._error(f"Nothing gives the column {name} a value", name)

    def _error(self, text: str, word: str, allowed: Any = ()) -> InputError:
        known = f"; known are {', '.join(sorted(allowed))}" if allowed else ""
        return InputError(f"{text}{known}.", path=self.path, line=self._line(word))

    def _line(self, word: str) -> int:
        """The line of a key, or of a parameter by its name; 1 where neither is there."""
        for form in (rf"{word}:", rf"[-\s{{]*{word}:", rf".*\bname: {word}\b", rf".*\b{word}\b"):
            for number, line in enumerate(self.lines, 1):
                if word and re.match(form, line):
                    return number
        return 1


def _several(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
