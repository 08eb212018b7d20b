"""The OpenAPI 3.1 description of the web API, made from the headers of the canned queries."""

from __future__ import annotations

from typing import Any

from scograph import __version__
from scograph.entity.cited import DEFAULT_STYLE
from scograph.formats.references import STYLES
from scograph.query.header import Parameter, Query
from scograph.web.negotiate import DATASET, GRAPH, ROWS, WHY

_SCHEMAS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
}
_LANG = {
    "name": "lang",
    "in": "query",
    "description": "The language of the labels, as a tag.",
    "schema": {"type": "string", "default": "en", "pattern": "^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$"},
    "example": "ru",
}
_CITE = [
    {
        "name": "cite",
        "in": "query",
        "description": "Where each row comes from: sources, and sources that differ.",
        "allowEmptyValue": True,
        "schema": {"type": "boolean"},
    },
    {
        "name": "style",
        "in": "query",
        "description": "How references are written in JSON.",
        "schema": {"type": "string", "enum": list(STYLES), "default": DEFAULT_STYLE},
    },
]
_QUESTION = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "The question, in English, Chinese or Russian.",
    "schema": {"type": "string"},
    "example": "Who hosted the 2010 summit?",
}
_FACT = [
    {
        "name": "thing",
        "in": "query",
        "required": True,
        "description": "A fact, or the thing that a statement is about.",
        "schema": {"type": "string"},
        "example": "scod:tashkent-summit-2004-hu-jintao",
    },
    {
        "name": "property",
        "in": "query",
        "description": "The property of the statement; without a value, all of its values.",
        "schema": {"type": "string"},
    },
    {"name": "value", "in": "query", "schema": {"type": "string"}},
    _CITE[1],
    _LANG,
]
_FAILURES = {
    "400": "The request is wrong: an unknown or ambiguous name, a bad date, no such parameter.",
    "404": "There is nothing of that name.",
    "406": "None of the types accepted can be given.",
    "503": "Too many queries run at once, or this one needed too much memory.",
    "504": "The query ran too long and was stopped.",
}


def describe(queries: dict[str, Query], base: str) -> dict[str, Any]:
    """The OpenAPI document: a path for each canned query and each address."""
    paths: dict[str, Any] = {
        "/queries": {"get": _operation("queries", "The canned queries", [], {"application/json"})},
        "/sparql": {"get": _sparql(), "post": _sparql_post()},
        "/graphs": {"get": _operation("graphs", "A graph of the store", _GRAPHS, GRAPH.values())},
        "/id/{name}": {"get": _operation("thing", "One thing", _NAME, DATASET.values())},
        "/ontology": {"get": _operation("ontology", "The terms", [_format(GRAPH)], GRAPH.values())},
        "/ask": {
            "get": _operation(
                "ask",
                "A question in people's own words",
                [_QUESTION, *_CITE, _LANG, _format(ROWS)],
                ROWS.values(),
            )
        },
        "/why": {"get": _operation("why", "Why the graph says something", _FACT, WHY.values())},
        "/context": {
            "get": _operation("context", "The JSON-LD context", [], {"application/ld+json"})
        },
        "/.well-known/void": {
            "get": _operation("void", "What the graph holds", [_format(GRAPH)], GRAPH.values())
        },
    }
    for name, canned in sorted(queries.items()):
        parameters = [_parameter(one) for one in canned["parameters"]]
        operation = _operation(
            name, canned["summary"], [*parameters, *_CITE, _LANG, _format(ROWS)], ROWS.values()
        )
        paths[f"/queries/{name}"] = {"get": {**operation, "description": canned["question"]}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "scograph",
            "version": __version__,
            "summary": "A knowledge graph of the Shanghai Cooperation Organisation.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _operation(name: str, summary: str, parameters: list[Any], types: Any) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {media: {"schema": {}} for media in types},
            },
            **{status: _problem(text) for status, text in _FAILURES.items()},
        },
    }


def _sparql() -> dict[str, Any]:
    given = [
        {"name": "query", "in": "query", "schema": {"type": "string"}, "example": "ASK {}"},
        {"name": "default-graph-uri", "in": "query", "schema": _IRIS},
        {"name": "named-graph-uri", "in": "query", "schema": _IRIS},
        {"name": "format", "in": "query", "schema": {"type": "string"}},
    ]
    operation = _operation("sparql", "SPARQL 1.1 Protocol", given, {**ROWS, **GRAPH}.values())
    operation["responses"] |= _more("403", "414")
    return operation


def _sparql_post() -> dict[str, Any]:
    operation = _operation("sparqlPost", "SPARQL 1.1 Protocol", [], {**ROWS, **GRAPH}.values())
    operation["requestBody"] = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {"type": "string"}},
                }
            },
        },
    }
    operation["responses"] |= _more("403", "413", "415")
    return operation


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_SCHEMAS.get(parameter["type"], {"type": "string", "minLength": 1}))
    if parameter.get("choices"):
        schema["enum"] = parameter["choices"]
    if parameter["type"] == "date" and parameter.get("default") == "today":
        schema = {"type": "string", "pattern": rf"{schema['pattern']}|^today$"}
    described = {
        "name": parameter["name"],
        "in": "query",
        "description": parameter["help"],
        "required": bool(parameter.get("required")),
        "schema": schema,
    }
    if "example" in parameter and parameter["type"] != "date":
        described["example"] = parameter["example"]
    return described


def _format(offers: dict[str, str]) -> dict[str, Any]:
    return {
        "name": "format",
        "in": "query",
        "description": "The format; it wins over the Accept header.",
        "schema": {"type": "string", "enum": list(offers)},
    }


def _more(*statuses: str) -> dict[str, Any]:
    texts = {
        "403": "The graph is read-only.",
        "413": "The request is too large.",
        "414": "The address is too long.",
        "415": "The content is of another type.",
    }
    return {status: _problem(texts[status]) for status in statuses}


def _problem(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}


_IRIS = {"type": "array", "items": {"type": "string", "format": "uri"}}
_GRAPHS = [
    {"name": "default", "in": "query", "allowEmptyValue": True, "schema": {"type": "string"}},
    {"name": "graph", "in": "query", "schema": {"type": "string", "format": "uri"}},
    _format(GRAPH),
]
_NAME = [
    {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1},
        "example": "sco",
    },
    _format(DATASET),
]
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "near": {"type": "array", "items": {"type": "string"}},
    },
}
