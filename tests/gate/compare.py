"""Compares two sides under a map of names, and shows where they differ."""

import difflib
import fnmatch
import gzip
import operator
import re
import shutil
import subprocess

from .inputs import Unusable

TAG = re.compile(r"""<[a-zA-Z][^\s<>"']*(?:"[^"]*"|'[^']*'|[^"'<>])*>""")
ATTRIBUTE = re.compile(r"""(\s)([^\s=<>"'/]+)(?:=("[^"]*"|'[^']*'|[^\s>]*))?""")
BLOCK = re.compile(r"(<(style|script)\b[^>]*>)(.*?)(</\2>)", re.S)
# Attributes whose words are ids.
IDS = {"id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers", "list", "form"}
SIGNS = {".": "class", "#": "id", "--": "property", "[": "attribute"}


class Map:
    """Names that were changed on purpose, by kind."""

    def __init__(self, lines=()):
        self.kinds = {kind: {} for kind in SIGNS.values()}
        self.bare = {}
        for line in lines:
            if line.startswith("# ") or not line.strip() or line.strip() == "#":
                continue
            words = line.split()
            if len(words) != 2:
                raise Unusable(f"a line of the map is `old new`, not `{line}`")
            (old_sign, old), (new_sign, new) = map(split_sign, words)
            if old_sign != new_sign:
                raise Unusable(f"two kinds of name on one line of the map: `{line}`")
            target = self.kinds[SIGNS[old_sign]] if old_sign else self.bare
            if target.setdefault(old, new) != new:
                raise Unusable(f"`{words[0]}` stands in the map twice")
        # In scripts an attribute `data-old-name` is also `dataset.oldName`.
        camel = {dataset(old): dataset(new) for old, new in self.kinds["attribute"].items() if old.startswith("data-")}
        every = {**self.kinds["attribute"], **self.kinds["id"], **self.kinds["class"], **camel}
        every |= {"--" + old: "--" + new for old, new in self.kinds["property"].items()}
        self.words = every | self.bare
        words = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))
        self.pattern = re.compile(rf"(?<![\w$-])(?:{words})(?![\w$-])") if words else None

    @classmethod
    def read(cls, path):
        return cls(path.read_text(encoding="utf-8").splitlines() if path else ())

    def name(self, kind, word):
        return self.kinds[kind].get(word) or self.bare.get(word, word)

    def plain(self, text):
        """A text with every name of the map that stands as a word by itself replaced."""
        return self.pattern.sub(lambda found: self.words[found.group()], text)

    def css(self, text):
        """A style with its names replaced; the character before a name tells its kind."""

        def one(found):
            sign, word = found.groups()
            return sign + (self.name(SIGNS[sign], word) if sign else self.bare.get(word, word))

        return re.sub(r"((?<![\w-])--|\.(?=[A-Za-z_-])|#|\[|)(?<![\w-][\w])(?<![A-Za-z0-9_])(-?[A-Za-z_][\w-]*)", one, text)

    def html(self, text):
        """A page with names replaced in attributes, styles and scripts; text that visitors read stays."""
        blocks = []

        def take(found):
            opening, tag, inside, closing = found.groups()
            is_data = "application/" in opening
            blocks.append(self.css(inside) if tag == "style" else inside if is_data else self.plain(inside))
            return f"{opening}\0{len(blocks) - 1}\0{closing}"

        text = TAG.sub(lambda tag: ATTRIBUTE.sub(self.attribute, tag.group()), BLOCK.sub(take, text))
        return re.sub("\0(\\d+)\0", lambda found: blocks[int(found.group(1))], text)

    def attribute(self, found):
        space, name, value = found.groups()
        renamed = self.name("attribute", name) if "-" in name else self.kinds["attribute"].get(name, name)
        if value is None:
            return space + renamed
        quote = value[0] if value[:1] in ('"', "'") else ""
        inside = value[1:-1] if quote else value
        if name == "class":
            inside = self.each_word("class", inside)
        elif name in IDS:
            inside = self.each_word("id", inside)
        elif name in ("href", "xlink:href", "action") and "#" in inside:
            page, anchor = inside.split("#", 1)
            inside = f"{page}#{self.name('id', anchor)}"
        elif name == "style":
            inside = self.css(inside)
        elif name == "fill":
            inside = re.sub(r"(?<=^url\(#)[^)]+", lambda anchor: self.name("id", anchor.group()), inside)
        elif name.startswith("data-"):
            inside = self.bare.get(inside, inside)
        return f"{space}{renamed}={quote}{inside}{quote}"

    def each_word(self, kind, words):
        return re.sub(r"\S+", lambda found: self.name(kind, found.group()), words)

    def applied(self, path, data):
        """The old bytes under the new names."""
        if not self.words:
            return data
        about_theme = path.startswith(("theme/", "cases/thema-", "cases/pdf-fout-", "cases/goed-thema-"))
        if not path.endswith((".html", ".css", ".js")) and not (path.endswith(".txt") and about_theme):
            # A page of the preview may have no ending.
            if not path.startswith("serve/pages/"):
                return data
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return data
        if path.endswith(".css"):
            text = self.css(text)
        elif path.endswith((".js", ".txt")):
            text = self.plain(text)
        else:
            text = self.html(text)
        return text.encode()

    def path(self, path):
        """The path on the new side of an output of the old one."""
        return self.plain(path) if self.words and path.startswith("theme/eject/") else path


def both(path, old, new, names):
    """What is compared of an output: the old bytes under the new names, and the new bytes."""
    sides = names.applied(path, old.read_bytes()), new.read_bytes()
    # The list of theme files is sorted by name, so new names stand at other places.
    return [b"\n".join(sorted(side.split(b"\n"))) for side in sides] if path == "theme/list.txt" else sides


def split_sign(word):
    for sign in SIGNS:
        if word.startswith(sign):
            return sign, word[len(sign) :].removesuffix("]" if sign == "[" else "")
    return "", word


def dataset(attribute):
    return re.sub(r"-(\w)", lambda found: found.group(1).upper(), attribute.removeprefix("data-"))


def differences(old, new, names, skip):
    """Paths that one side lacks, or whose bytes differ, in the order of the jobs."""
    found = []
    # What was said about a file of the theme is kept under its name, which may have changed.
    places = {names.path(path): path for path in old.hashes}
    for path in dict.fromkeys([*places, *new.hashes]):
        if any(fnmatch.fnmatch(path, glob) for glob in skip):
            continue
        if path not in new.hashes:
            found.append((path, "is gone"))
        elif path not in places:
            found.append((path, "is new"))
        elif old.hashes[places[path]] != new.hashes[path]:
            if operator.ne(*both(path, old.out / places[path], new.out / path, names)):
                found.append((path, "differs"))
        elif names.words and path.endswith((".html", ".css", ".js")):
            data = (old.out / places[path]).read_bytes()
            # The bytes are the same, though the map says that a name in them was changed.
            if names.applied(path, data) != data:
                found.append((path, "still has an old name of the map"))
    return found


def report(old, new, names, options):
    """Prints what differs; returns the exit code."""
    found = differences(old, new, names, options.skip)
    if not found:
        return 0
    print(f"{len(found)} of {len(old.hashes | new.hashes)} outputs differ:")
    groups = {}
    for path, _ in found:
        groups.setdefault(path.split("/")[0], []).append(path)
    print("  " + ", ".join(f"{name} {len(paths)}" for name, paths in groups.items()))
    for path, how in found[: options.show]:
        print(f"  {path} {how}")
    if len(found) > options.show:
        print(f"  and {len(found) - options.show} more (--show N)")
    path = next((path for path, how in found if how == "differs"), None)
    if path:
        print(f"\n{path}:")
        before = next(place for place in old.hashes if names.path(place) == path)
        print(piece(path, *both(path, old.out / before, new.out / path, names)))
    return 1


def piece(path, old, new):
    """A short difference between two files, as text if they can be shown as text."""
    sides = [lines(path, data) for data in (old, new)]
    if None in sides or sides[0] == sides[1]:
        at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
        return f"  {len(old)} and {len(new)} bytes, the first that differs is byte {at}:\n  - {old[at : at + 60]!r}\n  + {new[at : at + 60]!r}"
    shown = [line for line in difflib.unified_diff(*sides, lineterm="", n=1) if not line.startswith(("---", "+++"))]
    return "\n".join("  " + (line if len(line) <= 240 else line[:240] + "...") for line in shown[:16])


def lines(path, data):
    """The lines of a file, to be shown; none if it is not text."""
    if path.endswith(".pdf") and shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
        return done.stdout.decode(errors="replace").splitlines() if done.returncode == 0 else None
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if path.endswith((".html", ".xml")):
        text = text.replace("<", "\n<")
    elif max(map(len, text.splitlines()), default=0) > 500:
        text = re.sub(r"([,;{}])", r"\1\n", text)
    return text.splitlines()
