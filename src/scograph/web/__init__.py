"""The graph over HTTP: web pages, a SPARQL endpoint, canned queries and linked data.

The parent process speaks HTTP and holds no graph. Worker processes answer the
requests of clients, each under a time and a memory limit (docs/decisions/0009).
"""
