#!/usr/bin/env python3
"""Turns a website built by Steunwijzer into content for Hugo: the same pages, with the same words,
tables and links.

    export.py <built website> <folder for Hugo>

Text becomes Markdown in the body of a page. Tables become data in its front matter, which the
shortcode `table` draws; their cells are ready HTML, so that Hugo need not read Markdown in them. What
stands on every page (head, header, footer, crumbs) is in Hugo's templates. A page whose text
another page also holds points to that page and does not hold it twice: Hugo then renders it once.
What is computed from many schools (sentences, comparisons, coverage) comes ready; Hugo only lays it out.
"""

import hashlib
import html
import json
import os
import re
import shutil
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

VOID = {"br", "hr", "img", "input", "meta", "link", "col", "source", "wbr"}
INLINE = {"a", "abbr", "b", "strong", "em", "i", "code", "span", "br", "img", "small", "del", "time", "sub", "sup", "wbr"}
# Kept as they are: Markdown has no words for them.
RAW = {"svg", "form", "script", "button", "select", "label", "dialog", "template", "search", "fieldset", "input", "pre", "output"}
# Blocks that only hold other blocks.
TRANSPARENT = {"div", "section", "nav", "main", "article", "header", "footer", "aside", "figure", "figcaption", "hgroup"}
SHARED_FROM = 4000


class Node:
    """An element: name, attributes, children (elements or texts)."""

    __slots__ = ("name", "attributes", "children")

    def __init__(self, name, attributes):
        self.name, self.attributes, self.children = name, attributes, []

    def every(self, name):
        for child in self.children:
            if isinstance(child, Node):
                if child.name == name:
                    yield child
                yield from child.every(name)


# Start tags that end an open element of one of these names, as far up as the nearest of the others.
ENDED_BY = {
    "li": ({"li", "p"}, {"ul", "ol"}),
    "dt": ({"dt", "dd", "p"}, {"dl"}),
    "dd": ({"dt", "dd", "p"}, {"dl"}),
    "td": ({"td", "th", "p"}, {"tr"}),
    "th": ({"td", "th", "p"}, {"tr"}),
    "tr": ({"tr", "td", "th", "p"}, {"thead", "tbody", "tfoot", "table"}),
    "tbody": ({"thead", "tbody", "tr", "td", "th", "p"}, {"table"}),
    "option": ({"option"}, {"select"}),
} | {
    block: ({"p"}, {"div", "section", "li", "td", "th", "dd", "details", "article", "main", "body", "button"})
    for block in (
        "p div ul ol dl table h1 h2 h3 h4 h5 h6 section article details aside blockquote fieldset figcaption figure footer form"
        " header hr main nav pre"
    ).split()
}


class TreeBuilder(HTMLParser):
    """Builds the tree. Steunwijzer leaves out end tags only where the next tag of a page says the same."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = [Node("#", {})]

    def handle_starttag(self, name, attributes):
        ended, up_to = ENDED_BY.get(name, (set(), set()))
        open_names = [node.name for node in self.stack]
        within = max((i for i, open_name in enumerate(open_names) if open_name in up_to), default=0)
        first = next((i for i in range(within + 1, len(open_names)) if open_names[i] in ended), None)
        if first is not None:
            del self.stack[first:]
        node = Node(name, dict(attributes))
        self.stack[-1].children.append(node)
        if name not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, name, attributes):
        self.stack[-1].children.append(Node(name, dict(attributes)))

    def handle_endtag(self, name):
        if name in VOID:
            return
        while len(self.stack) > 1:
            if self.stack.pop().name == name:
                return

    def handle_data(self, text):
        self.stack[-1].children.append(text)


def parse(text):
    tree = TreeBuilder()
    tree.feed(text)
    return tree.stack[0]


class Page:
    """One page on its way to Hugo."""

    def __init__(self, path):
        self.folder = dirname(path)
        self.tables = []

    def link(self, address):
        """A link from the root of the site, as Hugo's pages have them."""
        if not address or re.match(r"[a-z]+:|#|/", address):
            return address
        path, mark, anchor = address.partition("#")
        return "/" + re.sub(r"(^|/)index\.html$", r"\1", normpath(join(self.folder, path))) + mark + anchor

    def attributes(self, attributes):
        out = ""
        for name, value in attributes.items():
            if name in ("href", "src"):
                value = self.link(value)
            out += f" {name}" if value is None else f' {name}="{html.escape(value)}"'
        return out

    def to_html(self, node):
        if isinstance(node, str):
            return html.escape(node, quote=False)
        inside = "".join(map(self.to_html, node.children))
        if node.name == "script":
            inside = "".join(k for k in node.children if isinstance(k, str))
        begin = f"<{node.name}{self.attributes(node.attributes)}>"
        return begin if node.name in VOID else f"{begin}{inside}</{node.name}>"

    # Inline Markdown.

    def inline(self, children):
        return "".join(map(self.inline_one, children))

    def inline_one(self, child):
        if isinstance(child, str):
            return re.sub(r"([\\`*_\[\]<>&#~|])", r"\\\1", re.sub(r"\s+", " ", child))
        inside = lambda: self.inline(child.children)
        match child.name:
            case "a" if "href" in child.attributes and not {"class", "aria-label"} & child.attributes.keys():
                return f"[{inside().strip()}]({self.link(child.attributes['href']).replace(' ', '%20')})"
            case "strong" | "b" if (text := inside()) == text.strip() != "":
                return f"**{text}**"
            case "em" | "i" if (text := inside()) == text.strip() != "":
                return f"*{text}*"
            case "br":
                return "<br>"
            case "span" if not {"id", "aria-hidden", "hidden"} & child.attributes.keys():
                return inside()
            case _:
                return re.sub(r"\n\s*", " ", self.to_html(child))

    # Block Markdown: each gives lines.

    def blocks(self, children):
        lines, loose = [], []

        def close():
            text = self.inline(loose).strip()
            loose.clear()
            if text:
                lines.extend([re.sub(r"^(\d+)([.)])|^([-+=:])", r"\1\\\2\3" if text[0].isdigit() else r"\\\3", text), ""])

        for child in children:
            if isinstance(child, str) or child.name in INLINE and not any(True for _ in child.every("p")):
                loose.append(child)
                continue
            close()
            lines.extend(self.block(child))
        close()
        return lines

    def block(self, node):
        name = node.name
        if name == "p" or name == "summary":
            return self.blocks([*node.children])
        if re.fullmatch("h[1-6]", name):
            anchor = f" {{#{node.attributes['id']}}}" if "id" in node.attributes else ""
            return ["#" * int(name[1]) + " " + self.inline(node.children).strip() + anchor, ""]
        if name in ("ul", "ol"):
            return self.bullets(node)
        if name == "table":
            self.tables.append(self.table(node))
            return [f"{{{{< table {len(self.tables) - 1} >}}}}", ""]
        if name == "dl":
            return self.definitions(node)
        if name == "details":
            summary = next((k for k in node.children if isinstance(k, Node) and k.name == "summary"), None)
            rest = [k for k in node.children if k is not summary]
            title = "".join(map(self.to_html, summary.children)) if summary else ""
            return [f"<details><summary>{title}</summary>", "", *self.blocks(rest), "</details>", ""]
        if name == "blockquote":
            return [f"> {line}".rstrip() for line in self.blocks(node.children)] + [""]
        if name == "hr":
            return ["---", ""]
        if name in TRANSPARENT and not any(True for _ in node.every("svg") if name == "figure"):
            return self.blocks(node.children)
        # Blank lines would end a block of HTML.
        return [re.sub(r"\n\s*\n", "\n", self.to_html(node)), ""]

    def bullets(self, node):
        lines = []
        number = int(node.attributes.get("start") or 1)
        for item in node.children:
            if not isinstance(item, Node):
                continue
            bullet = "- " if node.name == "ul" else f"{number}. "
            number += 1
            own = self.blocks(item.children)
            while own and not own[-1]:
                own.pop()
            # One paragraph, or a paragraph with a list: no blank lines, so no <p> inside.
            first, *rest = own or [""]
            lines.append(bullet + first)
            lines.extend((" " * len(bullet) + line).rstrip() for line in rest)
        return [*lines, ""] if lines else []

    def definitions(self, node):
        lines = []

        def walk(children):
            for child in children:
                if not isinstance(child, Node):
                    continue
                if child.name == "dt":
                    lines.append(self.inline(child.children).strip() or "-")
                elif child.name == "dd":
                    own = self.blocks(child.children) or [""]
                    while len(own) > 1 and not own[-1]:
                        own.pop()
                    lines.append(":   " + own[0])
                    lines.extend(("    " + line).rstrip() for line in own[1:])
                    lines.append("")
                else:
                    walk(child.children)

        walk(node.children)
        return [*lines, ""]

    def table(self, node):
        table = {"head": [], "rows": [*self.rows(node)]}
        for part in node.children:
            match part.name if isinstance(part, Node) else "":
                case "caption":
                    table["caption"] = self.cell_html(part)
                case "thead":
                    table["head"] += self.rows(part)
                case "tbody" | "tfoot":
                    table["rows"] += self.rows(part)
        return table

    def rows(self, part):
        """The rows of a part of a table, not those of tables inside it."""
        for child in part.children:
            if isinstance(child, Node) and child.name == "tr":
                yield self.row(child)

    def cell_html(self, cell):
        return "".join(map(self.to_html, cell.children)).strip()

    def row(self, row):
        cells = []
        for cell in row.children:
            if not isinstance(cell, Node):
                continue
            entry = {"html": self.cell_html(cell)}
            if cell.name == "th":
                entry["scope"] = "col" if cell.attributes.get("scope") == "col" else "row"
            if attributes := {k: v for k, v in cell.attributes.items() if k != "scope"}:
                entry["attributes"] = self.attributes(attributes).strip()
            cells.append(entry)
        return cells


def first(tree, name, /, **attributes):
    for node in tree.every(name):
        if all(node.attributes.get(k) == v for k, v in attributes.items()):
            return node
    return Node(name, {})


def head_of(tree, page):
    """What stands in the head of a page and is not in the template: styles, scripts, data for search engines."""
    out = []
    for node in first(tree, "head").children:
        if not isinstance(node, Node) or node.name == "title":
            continue
        if node.name == "meta" and "image" not in node.attributes.get("property", ""):
            continue
        if node.attributes.get("rel") != "canonical":
            out.append(page.to_html(node))
    return "\n".join(out)


def write_frame(site, hugo):
    """Header, footer and the usual head, the same on every page, taken from the home page."""
    tree = parse((site / "index.html").read_text(encoding="utf-8"))
    page = Page("index.html")
    for name, node in (("header", first(tree, "header")), ("footer", first(tree, "footer"))):
        for link in node.every("a"):
            link.attributes.pop("aria-current", None)
        (hugo / f"layouts/_partials/{name}.html").write_text(page.to_html(node), encoding="utf-8")


def read_page(job):
    """A page's front matter, its opening and the rest of its text."""
    site, path = job
    tree = parse((site / path).read_text(encoding="utf-8"))
    page = Page(path)
    front = {"title": "".join(k for k in first(tree, "title").children if isinstance(k, str))}
    front["description"] = first(tree, "meta", name="description").attributes.get("content", "")
    canonical = first(tree, "link", rel="canonical").attributes.get("href", "")
    front["url"] = "/" + re.sub(r"index\.html$", "", path)
    front["canonical"] = canonical
    if any(m.attributes.get("http-equiv") == "refresh" for m in tree.every("meta")):
        target = first(tree, "main")
        onward = next((a.attributes["href"] for a in target.every("a")), "index.html")
        return path, {"leads_to": page.link(onward), "url": front["url"]}, None, None
    crumbs = first(tree, "nav", **{"class": "breadcrumbs"})
    front["crumbs"] = [
        {"name": "".join(map(page.to_html, k.children)), "address": page.link(k.attributes.get("href", ""))}
        for li in crumbs.every("li")
        for k in li.children
        if isinstance(k, Node)
    ]
    front["head"] = head_of(tree, page)
    parts = first(tree, "main").children
    opening = [d for d in parts if isinstance(d, Node) and d.attributes.get("class") == "opening"]
    begin = "\n".join(page.blocks(opening))
    loose, page.tables = page.tables, []
    if loose:
        opening, begin = [], ""
    rest = "\n".join(page.blocks([d for d in parts if d not in opening]))
    return path, front, begin, (rest, page.tables)


def write(path, front, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(front, ensure_ascii=False, separators=(",", ":")) + "\n\n" + text, encoding="utf-8")


def main():
    site, hugo = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.rmtree(hugo, ignore_errors=True)
    shutil.copytree(Path(__file__).parent, hugo, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    content = hugo / "content"
    write_frame(site, hugo)
    paths = sorted(str(p.relative_to(site)) for p in site.rglob("*.html"))
    # Files that are no pages are the same for both: they are copied. Hugo writes its own sitemap and robots.txt.
    for file in sorted(p for p in site.rglob("*") if p.is_file()):
        path = str(file.relative_to(site))
        if not path.endswith(".html") and path not in ("sitemap.xml", "robots.txt", ".steunwijzer"):
            target = hugo / "static" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    with ProcessPoolExecutor() as pool:
        pages_read = list(pool.map(read_page, [(site, path) for path in paths], chunksize=20))
    # What most pages have in their head is in the template.
    heads = Counter(front["head"] for _, front, _, _ in pages_read if "head" in front)
    usual = heads.most_common(1)[0][0]
    (hugo / "layouts/_partials/head.html").write_text(usual, encoding="utf-8")
    folders = {dirname(path) for path in paths}
    redirects, pages, seen = {}, [], {}
    for path, front, begin, rest in pages_read:
        if "leads_to" in front:
            redirects.setdefault(front["leads_to"], []).append(front["url"])
            continue
        if front["head"] == usual:
            del front["head"]
        text, tables = rest
        digest = hashlib.sha256(json.dumps(rest).encode()).hexdigest()
        if len(text) >= SHARED_FROM and digest in seen:
            front["same_as"], text, tables = seen[digest], "", []
        else:
            seen[digest] = front["url"].rstrip("/")
        if tables:
            front["tables"] = tables
        # The opening stands above the text: in data where the text is that of another page.
        if begin:
            front["opening"] = begin
        pages.append((path, front, text))
    for path, front, text in pages:
        if front["url"] in redirects:
            front["aliases"] = redirects[front["url"]]
        folder = dirname(path)
        del front["url"]
        if path == "404.html":
            (hugo / "layouts/_partials/not-found.md").write_text(text, encoding="utf-8")
        elif not path.endswith("index.html"):
            write(content / f"{path.removesuffix('.html')}.md", front | {"url": f"/{path}"}, text)
        elif folder == "" or ("/" not in folder and any(m.startswith(folder + "/") for m in folders)):
            write(content / folder / "_index.md", front, text)
        else:
            write(content / f"{folder}.md", front, text)
    # A folder at the top without a page of its own would get one from Hugo.
    for folder in sorted({m.split("/")[0] for m in folders if "/" in m} - folders):
        write(content / folder / "_index.md", {"build": {"render": "never", "list": "never"}}, "")
    print(f"{hugo}: {len(pages)} pages, {sum('same_as' in front for _, front, _ in pages)} with the text of another page")


if __name__ == "__main__":
    main()
