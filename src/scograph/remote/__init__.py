"""SPARQL endpoints and triple stores over HTTP: queries, and loading."""
