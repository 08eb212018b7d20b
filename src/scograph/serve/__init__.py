"""The graph over HTTP: a SPARQL endpoint, the canned queries and linked data, for strangers.

The parent process speaks HTTP and holds no graph. What a stranger asks is worked out in a worker
process, which a deadline kills and whose memory is limited (docs/decisions/0009).
"""
