"""One page of each kind, on the shipped graph: what it is, and its address."""

KINDS = {
    "home": "/",
    "state": "/id/china",
    "person": "/id/vladimir-putin",
    "summit": "/id/tashkent-summit-2004",
    "organisation": "/id/sco",
    "facts of one kind": "/id/china?all=Participation",
    "document": "/id/sco-charter",
    "place": "/id/tashkent",
    "source": "/id/cldr-dates-full-48-2-0",
    "ontology": "/ontology",
    "questions": "/queries",
    "question": "/queries/attendees",
    "answer": "/queries/members?organization=scod:sco&on=2018-06-20",
    "reasons": "/why?thing=hu-jintao&property=attended&value=scod:tashkent-summit-2004",
    "pictures": "/pictures",
    "picture": "/pictures/encounters",
    "search": "/search?q=tashkent",
    "sparql": "/sparql",
}
LANGUAGES = ("en", "ru", "zh")


def in_language(address: str, lang: str) -> str:
    """The address of a page in another language."""
    return address if lang == "en" else f"{address}{'&' if '?' in address else '?'}lang={lang}"
