#!/usr/bin/env python3
"""Holds the pages that the program made smaller against minify-html, which does not ship: `tests/smaller.py <built website>`

A page is read with html5lib, by the rules of browsers, and written again with all end tags and quotes. minify-html makes that as
small as it can. Ours must show the same words, and may be a little larger: it moves nothing, and keeps `<html>`, `<head>` and
`<body>`.
"""

import pathlib
import sys

import html5lib
import minify_html

# How much larger our pages may be.
LARGER = 1.01
# So many pages are read, the largest and others at regular distances; html5lib is slow.
PAGES = 40


def words(page):
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for name in ("script", "style"):
        for element in tree.iter(name):
            element.text = None
    return " ".join(tree.itertext()).split()


def in_full(page):
    tree = html5lib.parse(page, treebuilder="dom")
    return html5lib.serialize(tree, tree="dom", omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=False)


def main():
    pages = sorted(pathlib.Path(sys.argv[1]).rglob("*.html"), key=lambda p: (-p.stat().st_size, p))
    assert pages, f"no pages in {sys.argv[1]}"
    ours = theirs = read = 0
    for path in pages[:: max(1, len(pages) // PAGES)]:
        page = path.read_text(encoding="utf-8")
        full = in_full(page)
        small = minify_html.minify(full)
        assert words(page) == words(full), f"{path}: other words than when it is written in full"
        ours, theirs, read = ours + len(page.encode()), theirs + len(small.encode()), read + 1
    print(f"{read} pages: {ours} bytes, minify-html {theirs}, that is {ours / theirs:.3f}")
    assert ours <= theirs * LARGER, f"our pages are {ours / theirs:.3f} times as large as those of minify-html"


main()
