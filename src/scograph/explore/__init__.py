"""The explorer: pages for people who read the graph with a browser.

`links` says where a page is, `labels` how a thing is called, `thing`, `questions`, `finding` and
`terms` gather what a page shows, `pages` makes it, and `site` writes all pages to files.
"""
