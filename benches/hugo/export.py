#!/usr/bin/env python3
"""Turns a website built by Steunwijzer into content for Hugo: the same pages, with the same words,
tables and links.

    export.py <built website> <folder for Hugo>

Text becomes Markdown in the body of a page. Tables become data in its front matter, which the
shortcode `tabel` draws; their cells are ready HTML, so that Hugo need not read Markdown in them. What
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
RUW = {"svg", "form", "script", "button", "select", "label", "dialog", "template", "search", "fieldset", "input", "pre", "output"}
# Blocks that only hold other blocks.
DOORZICHTIG = {"div", "section", "nav", "main", "article", "header", "footer", "aside", "figure", "figcaption", "hgroup"}
MINSTENS_GELIJK = 4000


class Knoop:
    """An element: name, attributes, children (elements or texts)."""

    __slots__ = ("naam", "attr", "kinderen")

    def __init__(self, naam, attr):
        self.naam, self.attr, self.kinderen = naam, attr, []

    def alle(self, naam):
        for kind in self.kinderen:
            if isinstance(kind, Knoop):
                if kind.naam == naam:
                    yield kind
                yield from kind.alle(naam)


class Boom(HTMLParser):
    """Builds the tree. Steunwijzer's own output closes all its elements."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stapel = [Knoop("#", {})]

    def handle_starttag(self, naam, attr):
        knoop = Knoop(naam, dict(attr))
        self.stapel[-1].kinderen.append(knoop)
        if naam not in VOID:
            self.stapel.append(knoop)

    def handle_startendtag(self, naam, attr):
        self.stapel[-1].kinderen.append(Knoop(naam, dict(attr)))

    def handle_endtag(self, naam):
        if naam in VOID:
            return
        while len(self.stapel) > 1:
            if self.stapel.pop().naam == naam:
                return

    def handle_data(self, tekst):
        self.stapel[-1].kinderen.append(tekst)


def lees(tekst):
    boom = Boom()
    boom.feed(tekst)
    return boom.stapel[0]


class Pagina:
    """One page on its way to Hugo."""

    def __init__(self, pad):
        self.map = dirname(pad)
        self.tabellen = []

    def link(self, adres):
        """A link from the root of the site, as Hugo's pages have them."""
        if not adres or re.match(r"[a-z]+:|#|/", adres):
            return adres
        pad, streep, anker = adres.partition("#")
        return "/" + re.sub(r"(^|/)index\.html$", r"\1", normpath(join(self.map, pad))) + streep + anker

    def attr(self, attr):
        uit = ""
        for naam, waarde in attr.items():
            if naam in ("href", "src"):
                waarde = self.link(waarde)
            uit += f" {naam}" if waarde is None else f' {naam}="{html.escape(waarde)}"'
        return uit

    def als_html(self, knoop):
        if isinstance(knoop, str):
            return html.escape(knoop, quote=False)
        binnen = "".join(map(self.als_html, knoop.kinderen))
        if knoop.naam == "script":
            binnen = "".join(k for k in knoop.kinderen if isinstance(k, str))
        begin = f"<{knoop.naam}{self.attr(knoop.attr)}>"
        return begin if knoop.naam in VOID else f"{begin}{binnen}</{knoop.naam}>"

    # Inline Markdown.

    def inline(self, kinderen):
        return "".join(map(self.inline_een, kinderen))

    def inline_een(self, kind):
        if isinstance(kind, str):
            return re.sub(r"([\\`*_\[\]<>&#~|])", r"\\\1", re.sub(r"\s+", " ", kind))
        binnen = lambda: self.inline(kind.kinderen)
        match kind.naam:
            case "a" if "href" in kind.attr and not {"class", "aria-label"} & kind.attr.keys():
                return f"[{binnen().strip()}]({self.link(kind.attr['href']).replace(' ', '%20')})"
            case "strong" | "b" if (tekst := binnen()) == tekst.strip() != "":
                return f"**{tekst}**"
            case "em" | "i" if (tekst := binnen()) == tekst.strip() != "":
                return f"*{tekst}*"
            case "br":
                return "<br>"
            case "span" if not {"id", "aria-hidden", "hidden"} & kind.attr.keys():
                return binnen()
            case _:
                return re.sub(r"\n\s*", " ", self.als_html(kind))

    # Block Markdown: each gives lines.

    def blokken(self, kinderen):
        regels, los = [], []

        def sluit():
            tekst = self.inline(los).strip()
            los.clear()
            if tekst:
                regels.extend([re.sub(r"^(\d+)([.)])|^([-+=:])", r"\1\\\2\3" if tekst[0].isdigit() else r"\\\3", tekst), ""])

        for kind in kinderen:
            if isinstance(kind, str) or kind.naam in INLINE and not any(True for _ in kind.alle("p")):
                los.append(kind)
                continue
            sluit()
            regels.extend(self.blok(kind))
        sluit()
        return regels

    def blok(self, knoop):
        naam = knoop.naam
        if naam == "p" or naam == "summary":
            return self.blokken([*knoop.kinderen])
        if re.fullmatch("h[1-6]", naam):
            anker = f" {{#{knoop.attr['id']}}}" if "id" in knoop.attr else ""
            return ["#" * int(naam[1]) + " " + self.inline(knoop.kinderen).strip() + anker, ""]
        if naam in ("ul", "ol"):
            return self.lijst(knoop)
        if naam == "table":
            self.tabellen.append(self.tabel(knoop))
            return [f"{{{{< tabel {len(self.tabellen) - 1} >}}}}", ""]
        if naam == "dl":
            return self.dl(knoop)
        if naam == "details":
            kop = next((k for k in knoop.kinderen if isinstance(k, Knoop) and k.naam == "summary"), None)
            rest = [k for k in knoop.kinderen if k is not kop]
            titel = "".join(map(self.als_html, kop.kinderen)) if kop else ""
            return [f"<details><summary>{titel}</summary>", "", *self.blokken(rest), "</details>", ""]
        if naam == "blockquote":
            return [f"> {regel}".rstrip() for regel in self.blokken(knoop.kinderen)] + [""]
        if naam == "hr":
            return ["---", ""]
        if naam in DOORZICHTIG and not any(True for _ in knoop.alle("svg") if naam == "figure"):
            return self.blokken(knoop.kinderen)
        # Blank lines would end a block of HTML.
        return [re.sub(r"\n\s*\n", "\n", self.als_html(knoop)), ""]

    def lijst(self, knoop):
        regels = []
        nummer = int(knoop.attr.get("start") or 1)
        for item in knoop.kinderen:
            if not isinstance(item, Knoop):
                continue
            teken = "- " if knoop.naam == "ul" else f"{nummer}. "
            nummer += 1
            eigen = self.blokken(item.kinderen)
            while eigen and not eigen[-1]:
                eigen.pop()
            # One paragraph, or a paragraph with a list: no blank lines, so no <p> inside.
            eerste, *rest = eigen or [""]
            regels.append(teken + eerste)
            regels.extend((" " * len(teken) + regel).rstrip() for regel in rest)
        return [*regels, ""] if regels else []

    def dl(self, knoop):
        regels = []

        def loop(kinderen):
            for kind in kinderen:
                if not isinstance(kind, Knoop):
                    continue
                if kind.naam == "dt":
                    regels.append(self.inline(kind.kinderen).strip() or "-")
                elif kind.naam == "dd":
                    eigen = self.blokken(kind.kinderen) or [""]
                    while len(eigen) > 1 and not eigen[-1]:
                        eigen.pop()
                    regels.append(":   " + eigen[0])
                    regels.extend(("    " + regel).rstrip() for regel in eigen[1:])
                    regels.append("")
                else:
                    loop(kind.kinderen)

        loop(knoop.kinderen)
        return [*regels, ""]

    def tabel(self, knoop):
        tabel = {"kop": [], "rijen": [*self.rijen(knoop)]}
        for deel in knoop.kinderen:
            match deel.naam if isinstance(deel, Knoop) else "":
                case "caption":
                    tabel["titel"] = self.cel_html(deel)
                case "thead":
                    tabel["kop"] += self.rijen(deel)
                case "tbody" | "tfoot":
                    tabel["rijen"] += self.rijen(deel)
        return tabel

    def rijen(self, deel):
        """The rows of a part of a table, not those of tables inside it."""
        for kind in deel.kinderen:
            if isinstance(kind, Knoop) and kind.naam == "tr":
                yield self.rij(kind)

    def cel_html(self, cel):
        return "".join(map(self.als_html, cel.kinderen)).strip()

    def rij(self, rij):
        cellen = []
        for cel in rij.kinderen:
            if not isinstance(cel, Knoop):
                continue
            een = {"t": self.cel_html(cel)}
            if cel.naam == "th":
                een["kop"] = "col" if cel.attr.get("scope") == "col" else "row"
            if attr := {k: v for k, v in cel.attr.items() if k != "scope"}:
                een["a"] = self.attr(attr).strip()
            cellen.append(een)
        return cellen


def eerste(boom, naam, **attr):
    for knoop in boom.alle(naam):
        if all(knoop.attr.get(k) == v for k, v in attr.items()):
            return knoop
    return Knoop(naam, {})


def hoofd(boom, pagina):
    """What stands in the head of a page and is not in the template: styles, scripts, data for search engines."""
    uit = []
    for knoop in eerste(boom, "head").kinderen:
        if not isinstance(knoop, Knoop) or knoop.naam == "title":
            continue
        if knoop.naam == "meta" and "image" not in knoop.attr.get("property", ""):
            continue
        if knoop.attr.get("rel") != "canonical":
            uit.append(pagina.als_html(knoop))
    return "\n".join(uit)


def geraamte(site, hugo):
    """Header, footer and the usual head, the same on every page, taken from the home page."""
    boom = lees((site / "index.html").read_text(encoding="utf-8"))
    pagina = Pagina("index.html")
    for naam, knoop in (("kop", eerste(boom, "header")), ("voet", eerste(boom, "footer"))):
        for link in knoop.alle("a"):
            link.attr.pop("aria-current", None)
        (hugo / f"layouts/_partials/{naam}.html").write_text(pagina.als_html(knoop), encoding="utf-8")


def lees_pagina(werk):
    """A page's front matter, its opening and the rest of its text."""
    site, pad = werk
    boom = lees((site / pad).read_text(encoding="utf-8"))
    pagina = Pagina(pad)
    kop = {"title": "".join(k for k in eerste(boom, "title").kinderen if isinstance(k, str))}
    kop["description"] = eerste(boom, "meta", name="description").attr.get("content", "")
    canoniek = eerste(boom, "link", rel="canonical").attr.get("href", "")
    kop["url"] = "/" + re.sub(r"index\.html$", "", pad)
    kop["canoniek"] = canoniek
    if any(m.attr.get("http-equiv") == "refresh" for m in boom.alle("meta")):
        doel = eerste(boom, "main")
        naar = next((a.attr["href"] for a in doel.alle("a")), "index.html")
        return pad, {"verwijst": pagina.link(naar), "url": kop["url"]}, None, None
    kruimels = eerste(boom, "nav", **{"class": "kruimels"})
    kop["kruimels"] = [
        {"naam": "".join(map(pagina.als_html, k.kinderen)), "adres": pagina.link(k.attr.get("href", ""))}
        for li in kruimels.alle("li")
        for k in li.kinderen
        if isinstance(k, Knoop)
    ]
    kop["hoofd"] = hoofd(boom, pagina)
    delen = eerste(boom, "main").kinderen
    opening = [d for d in delen if isinstance(d, Knoop) and d.attr.get("class") == "opening"]
    begin = "\n".join(pagina.blokken(opening))
    los, pagina.tabellen = pagina.tabellen, []
    if los:
        opening, begin = [], ""
    rest = "\n".join(pagina.blokken([d for d in delen if d not in opening]))
    return pad, kop, begin, (rest, pagina.tabellen)


def schrijf(pad, kop, tekst):
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(json.dumps(kop, ensure_ascii=False, separators=(",", ":")) + "\n\n" + tekst, encoding="utf-8")


def main():
    site, hugo = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.rmtree(hugo, ignore_errors=True)
    shutil.copytree(Path(__file__).parent, hugo, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    content = hugo / "content"
    geraamte(site, hugo)
    paden = sorted(str(p.relative_to(site)) for p in site.rglob("*.html"))
    # Files that are no pages are the same for both: they are copied. Hugo writes its own sitemap and robots.txt.
    for bestand in sorted(p for p in site.rglob("*") if p.is_file()):
        pad = str(bestand.relative_to(site))
        if not pad.endswith(".html") and pad not in ("sitemap.xml", "robots.txt", ".steunwijzer"):
            doel = hugo / "static" / pad
            doel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(bestand, doel)
    with ProcessPoolExecutor() as pool:
        gelezen = list(pool.map(lees_pagina, [(site, pad) for pad in paden], chunksize=20))
    # What most pages have in their head is in the template.
    hoofden = Counter(kop["hoofd"] for _, kop, _, _ in gelezen if "hoofd" in kop)
    gewoon = hoofden.most_common(1)[0][0]
    (hugo / "layouts/_partials/hoofd.html").write_text(gewoon, encoding="utf-8")
    mappen = {dirname(pad) for pad in paden}
    verwijzingen, paginas, gezien = {}, [], {}
    for pad, kop, begin, rest in gelezen:
        if "verwijst" in kop:
            verwijzingen.setdefault(kop["verwijst"], []).append(kop["url"])
            continue
        if kop["hoofd"] == gewoon:
            del kop["hoofd"]
        tekst, tabellen = rest
        som = hashlib.sha256(json.dumps(rest).encode()).hexdigest()
        if len(tekst) >= MINSTENS_GELIJK and som in gezien:
            kop["zelfde"], tekst, tabellen = gezien[som], "", []
        else:
            gezien[som] = kop["url"].rstrip("/")
        if tabellen:
            kop["tabellen"] = tabellen
        # The opening stands above the text: in data where the text is that of another page.
        if begin:
            kop["opening"] = begin
        paginas.append((pad, kop, tekst))
    for pad, kop, tekst in paginas:
        if kop["url"] in verwijzingen:
            kop["aliases"] = verwijzingen[kop["url"]]
        map_ = dirname(pad)
        del kop["url"]
        if pad == "404.html":
            (hugo / "layouts/_partials/niet-gevonden.md").write_text(tekst, encoding="utf-8")
        elif not pad.endswith("index.html"):
            schrijf(content / f"{pad.removesuffix('.html')}.md", kop | {"url": f"/{pad}"}, tekst)
        elif map_ == "" or ("/" not in map_ and any(m.startswith(map_ + "/") for m in mappen)):
            schrijf(content / map_ / "_index.md", kop, tekst)
        else:
            schrijf(content / f"{map_}.md", kop, tekst)
    # A folder at the top without a page of its own would get one from Hugo.
    for map_ in sorted({m.split("/")[0] for m in mappen if "/" in m} - mappen):
        schrijf(content / map_ / "_index.md", {"build": {"render": "never", "list": "never"}}, "")
    print(f"{hugo}: {len(paginas)} pages, {sum('zelfde' in kop for _, kop, _ in paginas)} with the text of another page")


if __name__ == "__main__":
    main()
