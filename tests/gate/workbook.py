"""Spreadsheets: unpacked so that a difference has a place, and filled in without regard for what is asked."""

import re
import zipfile

CELL = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"(?: t="\w+")?(?:/>|>.*?</c>)', re.S)


def unpack(path):
    """Writes the parts of a workbook in a folder beside it, one tag a line."""
    folder = path.with_name(path.name + ".parts")
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            part = folder / name
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(book.read(name).replace(b"><", b">\n<"))


def fill(path, target, texts):
    """Puts these texts by turns in every cell that somebody may fill in (cells that are not locked); returns how many."""
    filled = 0
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        styles = book.read("xl/styles.xml").decode()
        formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.S).group()
        open_styles = {
            str(number)
            for number, style in enumerate(re.findall(r"<xf\b[^>]*?(?:/>|>.*?</xf>)", formats, re.S))
            if 'locked="0"' in style
        }

        def cell(match):
            nonlocal filled
            place, style = match.groups()
            if style not in open_styles:
                return match.group()
            text = texts[filled % len(texts)]
            filled += 1
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'

        for name in book.namelist():
            data = book.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = CELL.sub(cell, data.decode()).encode()
            out.writestr(zipfile.ZipInfo(name), data)
    return filled
