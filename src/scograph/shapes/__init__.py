"""SHACL: engines, batched SPARQL constraints, findings."""
