"""A store made from another one by what has changed, instead of from all files.

What a change cannot reach is not looked at: reasoning, rules, shapes and graphs are taken up only
where a changed triple leads. The store that comes out is the one that a full build would make, quad
by quad. What is out of the ordinary (a changed axiom, a finding, a contradiction, too much at once)
is left to a full build.
"""
