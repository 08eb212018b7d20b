"""The OWL 2 RL closure, the SPARQL rules, and contradictions."""
