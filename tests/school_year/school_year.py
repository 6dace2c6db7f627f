"""A year of a school, recorded: begin a site, break it in ten ways, mend it by following only the messages, go on to the
next school year, fill in the form with a spreadsheet library that nobody here wrote, take it over, and build.

Everything the program says is compared with `report.txt`; UPDATE=1 records it again.
Usage: school_year.py <program>
"""

import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent
PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
PROFIEL = "content/scholen/voorbeeldschool/2025-2026/profiel.yaml"
SCHOOL = "content/scholen/voorbeeldschool/school.yaml"
NEXT_PROFIEL = "content/scholen/voorbeeldschool/2026-2027/profiel.yaml"

report = []


def note(line):
    report.append(line.rstrip())


def run(*arguments, code=0, quiet=False):
    """Runs the program as somebody at a keyboard does; returns what it said on standard output."""
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1767225600", "NO_COLOR": "1"}
    done = subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True)
    if not quiet:
        note(f"$ steunwijzer {' '.join(arguments)}")
        for line in (done.stdout + done.stderr).splitlines():
            note(re.sub(r"\d+,\d seconden", "N seconden", line))
        note(f"[{done.returncode}]\n")
    assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def write(path, text):
    pathlib.Path(path).write_text(text, encoding="utf-8")


def replace(path, old, new):
    text = read(path)
    assert text.count(old) >= 1, f"`{old}` is not in {path}"
    write(path, text.replace(old, new, 1))


# ---------------------------------------------------------------- a profile

FILLED_IN = [
    (SCHOOL, "plaats:", "plaats: Den Haag"),
    (PROFIEL, "peildatum:  ", "peildatum: 2025-10"),
    (PROFIEL, "  visie:\n", "  visie: Elk kind hoort erbij.\n"),
    (PROFIEL, "  concept:\n", "  concept: dalton\n"),
    (PROFIEL, "    orthopedagoog:", "    orthopedagoog: [school]"),
    (PROFIEL, "    mentor:", "    mentor: [school]"),
    (PROFIEL, "    planmatig:", "    planmatig: Ontwikkeld"),
    (PROFIEL, "    leden:", "    leden: [mentor, orthopedagoog]"),
    (PROFIEL, "    bijeenkomsten:", "    bijeenkomsten: 9 keer per jaar"),
]

# Ten slips that people make, each in another place.
BROKEN = [
    ("a letter too few in an item", PROFIEL, "    orthopedagoog: [school]", "    orthopedagog: [school]"),
    ("two letters swapped in a section", PROFIEL, "  concept: dalton", "  concpet: dalton"),
    ("a value that is not on the scale", PROFIEL, "planmatig: Ontwikkeld", "planmatig: Ontwikkelt"),
    ("a date as people write it", PROFIEL, "peildatum: 2025-10", "peildatum: 1-10-25"),
    ("a tab", PROFIEL, "  kenmerken:\n", "\tkenmerken:\n"),
    ("an apostrophe in front", PROFIEL, "  visie: Elk kind", "  visie: 't Kind"),
    ("a colon in a text", PROFIEL, "  sterke-punten:\n", "  sterke-punten: Let op: wij helpen elkaar.\n"),
    ("a role spelt wrongly", PROFIEL, "leden: [mentor, orthopedagoog]", "leden: [mentro, orthopedagoog]"),
    ("a format that does not exist", PROFIEL, "formaat: perspectief-vo", "formaat: perspectief-v0"),
    ("a key spelt wrongly", SCHOOL, "plaats: Den Haag", "plaat: Den Haag"),
]


def mend(melding):
    """Does what a message says, and nothing that it does not say. Returns whether it said enough."""
    path, hint = melding["file"], melding["hint"] or ""
    lines = read(path).split("\n")
    i, column = melding["line"] - 1, melding["column"] - 1
    line = lines[i]
    word = re.match(r"[^\s,:\]}]+", line[column:])
    meant = re.search(r"bedoelde u `([^`]+)`", hint)
    quoted = re.search(r"aanhalingstekens om de (?:hele )?waarde: `(.*)`", hint)
    wanted = re.match(r"schrijf `([^`]+)`", hint)
    if meant and word:
        lines[i] = line[:column] + meant[1] + line[column + word.end():]
    elif quoted:
        indent = re.match(r"[\s-]*", line)[0]
        lines[i] = indent + quoted[1]
    elif wanted and word:
        lines[i] = line[:column] + wanted[1] + line[column + word.end():]
    elif hint.startswith("vervang de tab door spaties, twee per stap"):
        lines[i] = line.replace("\t", "  ")
    else:
        return False
    write(path, "\n".join(lines))
    note(f"  {path}:{melding['line']}: {melding['message']} -> {hint}")
    return True


def meldingen():
    done = subprocess.run(
        [PROGRAM, "check", "--report", "json"], env={"SOURCE_DATE_EPOCH": "1767225600"}, capture_output=True, text=True
    )
    errors = [m for m in json.loads(done.stdout)["messages"] if m["severity"] == "error"]
    assert (done.returncode == 1) == bool(errors), done.returncode
    return errors


# ---------------------------------------------------------------- the form


def cell_of(book, question, column=0):
    """The cell of an answer: the hidden first column says what a row asks."""
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == question and not sheet.title.startswith("_"):
                return sheet.cell(row, 4 + column)
    raise AssertionError(f"no question {question}")


def first_empty_row(sheet):
    heading = next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, 1).value or "").startswith("#"))
    return next(r for r in range(heading + 1, sheet.max_row + 2) if not any(c.value for c in sheet[r][1:]))


def fill_in(path):
    book = openpyxl.load_workbook(path)
    # What was known last year stands there.
    assert cell_of(book, "hgw/planmatig").value == "Ontwikkeld"
    assert cell_of(book, "visie/@tekst").value == "'t Kind hoort erbij."
    # Structure is protected, answers are not; choices have a drop-down.
    sheet = cell_of(book, "specialisten/mentor").parent
    assert sheet.protection.sheet and not cell_of(book, "specialisten/mentor").protection.locked
    rules = sheet.data_validations.dataValidation
    assert any(cell_of(book, "specialisten/mentor").coordinate in rule.sqref for rule in rules), "no drop-down"
    cell_of(book, "specialisten/mentor", 1).value = "ja"
    cell_of(book, "specialisten/logopedist").value = "ja"
    cell_of(book, "specialisten/logopedist", 3).value = "ja"
    cell_of(book, "specialisten/logopedist", 5).value = "Op aanvraag: binnen drie weken."
    # As people do it: a cross, words with a yes, bullets, a note beside the answer, one that is struck through.
    cell_of(book, "specialisten/decaan").value = "x"
    cell_of(book, "specialisten/decaan", 1).value = "x"
    cell_of(book, "specialisten/decaan").comment = Comment("Zij komt er in maart bij.", "Intern begeleider")
    cell_of(book, "specialisten/jeugdarts").value = "Ja, alleen op donderdag"
    cell_of(book, "specialisten/jeugdarts", 3).value = "ja"
    cell_of(book, "team/leden").value = "\u2022 Mentor\n\u2022 Orthopedagoog\n\u2022 Decaan"
    cell_of(book, "concept/dalton").font = Font(strike=True)
    cell_of(book, "concept/regulier").value = "v"
    cell_of(book, "hgw/planmatig").value = "Ver ontwikkeld"
    cell_of(book, "visie/@voor-ouders").value = "Uw kind hoort erbij.\n\nWij denken met u mee."
    cell_of(book, "team/bijeenkomsten").value = 10
    cell_of(book, "@document/peildatum").value = "2026-09"
    for sectie in ["visie", "sterke-punten", "concept", "specialisten", "hgw", "team", "grenzen", "ambities", "route",
                   "overleggen", "zorgstructuur", "algemeen", "kenmerken", "voorzieningen", "onderwijsaanbod",
                   "ruimten", "protocollen", "onderwijssectoren", "partners"]:
        cell_of(book, f"@nagekeken/{sectie}").value = "2026-09-14"
    grenzen = book["Grenzen aan onze ondersteuning"]
    row = first_empty_row(grenzen)
    grenzen.cell(row, 2).value = "Gedrag"
    grenzen.cell(row, 3).value = "leerlingen die anderen in gevaar brengen"
    route = book["Ondersteuningsroute"]
    for stap in [
        ("stap", 1, "Gesprek met de leerling", "Mentor"),
        ("keuze", 1, "Is er meer nodig?", None),
        ("tak", 2, "ja", None),
        ("stap", 3, "Bespreken in het team", "Mentor; orthopedagoog"),
        ("tak", 2, "nee", None),
        ("einde", 3, "De hulp in de klas is genoeg", None),
    ]:
        row = first_empty_row(route)
        for column, value in enumerate(stap, start=2):
            route.cell(row, column).value = value
    own = book["Eigen aanbod"]
    row = first_empty_row(own)
    for column, value in [(2, "Voorzieningen"), (3, "Moestuin"), (4, "Uw kind kan in de tuin werken.")]:
        own.cell(row, column).value = value
    book.save(path)


# ---------------------------------------------------------------- the run


def school_year():
    run("init", ".")
    for path, old, new in FILLED_IN:
        replace(path, old, new)
    run("check")
    note("# ten slips")
    for name, path, old, new in BROKEN:
        replace(path, old, new)
        note(f"  {name}")
    run("check", code=1)
    note("# mending what the messages say")
    for round_number in range(1, 8):
        errors = meldingen()
        if not errors:
            break
        note(f"round {round_number}")
        # From below upwards, so that line numbers stay right.
        mended = [mend(m) for m in sorted(errors, key=lambda m: (m["file"], -m["line"], -m["column"]))]
        assert any(mended), f"these messages do not tell how to mend anything: {errors}"
    assert not meldingen()
    note("")
    run("check")
    run("new", "schooljaar", "voorbeeldschool", "2026-2027")
    run("form", "perspectief-vo", "--school", "voorbeeldschool")
    fill_in("voorbeeldschool-2026-2027.xlsx")
    run("import", "voorbeeldschool-2026-2027.xlsx")
    note("# the document was looked over, so it becomes public")
    write(NEXT_PROFIEL, "".join(r for r in read(NEXT_PROFIEL).splitlines(True) if not r.startswith("status: concept")))
    run("build", "--today", "2026-10-01")
    page = read("output/scholen/voorbeeldschool/index.html")
    for text in ["Uw kind hoort erbij.", "Moestuin", "leerlingen die anderen in gevaar brengen", "Op aanvraag: binnen drie weken."]:
        assert text in page or text in read("output/scholen/voorbeeldschool/profiel/index.html"), text
    for path in ["sop.pdf", "ouders.pdf"]:
        assert pathlib.Path("output/scholen/voorbeeldschool", path).read_bytes().startswith(b"%PDF"), path
    note("# the document of the new year, without explanations and what is empty")
    for line in read(NEXT_PROFIEL).splitlines():
        bare = line.split("  #")[0].rstrip()
        if bare and not bare.lstrip().startswith("#") and not re.fullmatch(r"\s{4,}[a-z0-9-]+:", bare):
            note(bare)


def compare():
    file = HERE / "report.txt"
    new = "\n".join(report) + "\n"
    if os.environ.get("UPDATE"):
        write(file, new)
        return
    old = read(file)
    if old != new:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "report.txt", "now"))
        sys.exit("the year goes differently than it was recorded; if that is right, run this with UPDATE=1")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    school_year()
    os.chdir("/")
compare()
print("school year: 1 passed")
