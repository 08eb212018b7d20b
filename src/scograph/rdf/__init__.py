"""Terms and namespaces, lines of N-Triples, look-ups in a graph, tokens of SPARQL."""
