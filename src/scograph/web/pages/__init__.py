"""The pages for people who read the graph with a browser: each made from the store.

`links` has the address of each page, `texts` the labels and values on it; `thing`, `questions`,
`finding` and `terms` gather what a page shows, `explorer` makes it, and `web.site` writes all pages
to files.
"""
