"""Spreadsheets: unpacked, so that a difference has a place, and filled in, well or badly."""

import html
import re
import zipfile

CELL = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"(?: t="(\w+)")?(?:/>|>(.*?)</c>)', re.S)
CHOICE = re.compile(r'<dataValidation type="list"[^>]*sqref="([^"]+)"[^>]*><formula1>"([^"]+)"</formula1>')
# One wrong answer in so many cells: a few hundred show as much as thousands.
EVERY = 9
# A longer text is a sentence, to which another may be added.
SENTENCE = 25


def unpack(path):
    """Writes the parts of a workbook in a folder beside it, one tag a line."""
    folder = path.with_name(path.name + ".parts")
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            part = folder / name
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(book.read(name).replace(b"><", b">\n<"))


def fill(path, target, texts=None):
    """Fills in cells among those that are coloured and not locked, and returns how many: some with these texts by turns or,
    without texts, as somebody would: another choice in every third answer that has a list, one more sentence in every text."""
    filled = seen = 0
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        open_styles = input_styles(book.read("xl/styles.xml").decode())
        strings = re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)
        strings = [re.sub(r"<[^>]*>", "", string) for string in strings]
        for name in book.namelist():
            data = book.read(name)
            if name.startswith("xl/worksheets/sheet"):
                sheet = data.decode()
                choices = choices_of(sheet)

                def cell(match):
                    nonlocal filled, seen
                    column, row, style, kind, inside = match.groups()
                    if style not in open_styles:
                        return match.group()
                    seen += 1
                    if texts:
                        text = texts[filled % len(texts)] if seen % EVERY == 1 else None
                    else:
                        text = better(choices.get((column, int(row))) if column == "D" else None, int(row), kind, inside, strings)
                    if text is None:
                        return match.group()
                    filled += 1
                    return f'<c r="{column}{row}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'

                data = CELL.sub(cell, sheet).encode()
            out.writestr(zipfile.ZipInfo(name), data)
    return filled


def better(choices, row, kind, inside, strings):
    """What somebody would put in a cell, in XML; none if it is left as it is."""
    # Only the answers in column D have choices here: changing one cell of a row in a table may make that row wrong.
    if choices:
        return choices[row // 3 % len(choices)] if row % 3 == 0 else None
    if kind == "s":
        text = strings[int(re.search(r"<v>(\d+)</v>", inside).group(1))]
        return text + " Zo is het nu." if len(text) > SENTENCE and " " in text else None
    return None


def input_styles(styles):
    """The numbers of the styles of cells that are coloured and not locked."""
    formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.S).group()
    found = re.findall(r"<xf\b[^>]*?/>|<xf\b[^>]*>.*?</xf>", formats, re.S)
    return {str(number) for number, style in enumerate(found) if 'locked="0"' in style and 'fillId="0"' not in style}


def choices_of(sheet):
    """The words of the lists of a sheet, by column and row."""
    found = {}
    for places, words in CHOICE.findall(sheet):
        for place in places.split():
            column, first, last = re.fullmatch(r"([A-Z]+)(\d+)(?::[A-Z]+(\d+))?", place).groups()
            for row in range(int(first), int(last or first) + 1):
                found[column, row] = html.unescape(words).split(",")
    return found
