"""A year of a school, recorded: begin a site, break it in ten ways, mend it by following only the messages, go on to the
next school year, fill in the form with a spreadsheet library that nobody here wrote, take it over, and build.

Everything the program says is compared with `report.txt`; UPDATE=1 records it anew.
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

HIER = pathlib.Path(__file__).parent
PROGRAMMA = str(pathlib.Path(sys.argv[1]).resolve())
PROFIEL = "content/scholen/voorbeeldschool/2025-2026/profiel.yaml"
SCHOOL = "content/scholen/voorbeeldschool/school.yaml"
STRAKS = "content/scholen/voorbeeldschool/2026-2027/profiel.yaml"

verslag = []


def noteer(regel):
    verslag.append(regel.rstrip())


def draai(*argumenten, code=0, stil=False):
    """Runs the program as somebody at a keyboard does; returns what it said on standard output."""
    omgeving = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1767225600", "NO_COLOR": "1"}
    klaar = subprocess.run([PROGRAMMA, *argumenten], env=omgeving, capture_output=True, text=True)
    if not stil:
        noteer(f"$ steunwijzer {' '.join(argumenten)}")
        for regel in (klaar.stdout + klaar.stderr).splitlines():
            noteer(re.sub(r"\d+,\d seconden", "N seconden", regel))
        noteer(f"[{klaar.returncode}]\n")
    assert klaar.returncode == code, f"{argumenten}: {klaar.returncode}\n{klaar.stdout}{klaar.stderr}"
    return klaar.stdout


def lees(pad):
    return pathlib.Path(pad).read_text(encoding="utf-8")


def schrijf(pad, tekst):
    pathlib.Path(pad).write_text(tekst, encoding="utf-8")


def vervang(pad, van, naar):
    tekst = lees(pad)
    assert tekst.count(van) >= 1, f"`{van}` staat niet in {pad}"
    schrijf(pad, tekst.replace(van, naar, 1))


# ---------------------------------------------------------------- a profile

INGEVULD = [
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
GEBROKEN = [
    ("een letter te weinig in een item", PROFIEL, "    orthopedagoog: [school]", "    orthopedagog: [school]"),
    ("twee letters verwisseld in een sectie", PROFIEL, "  concept: dalton", "  concpet: dalton"),
    ("een waarde die niet op de schaal staat", PROFIEL, "planmatig: Ontwikkeld", "planmatig: Ontwikkelt"),
    ("een datum zoals wij die schrijven", PROFIEL, "peildatum: 2025-10", "peildatum: 1-10-2025"),
    ("een tab", PROFIEL, "  kenmerken:\n", "\tkenmerken:\n"),
    ("een apostrof vooraan", PROFIEL, "  visie: Elk kind", "  visie: 't Kind"),
    ("een dubbele punt in een tekst", PROFIEL, "  sterke-punten:\n", "  sterke-punten: Let op: wij helpen elkaar.\n"),
    ("een functie verkeerd gespeld", PROFIEL, "leden: [mentor, orthopedagoog]", "leden: [mentro, orthopedagoog]"),
    ("een formaat dat er niet is", PROFIEL, "formaat: perspectief-vo", "formaat: perspectief-v0"),
    ("een sleutel verkeerd gespeld", SCHOOL, "plaats: Den Haag", "plaat: Den Haag"),
]


def herstel(melding):
    """Does what a message says, and nothing that it does not say. Returns whether it said enough."""
    pad, hint = melding["file"], melding["hint"] or ""
    regels = lees(pad).split("\n")
    i, kolom = melding["line"] - 1, melding["column"] - 1
    regel = regels[i]
    woord = re.match(r"[^\s,:\]}]+", regel[kolom:])
    bedoeld = re.search(r"bedoelde u `([^`]+)`", hint)
    hele_regel = re.search(r"aanhalingstekens om de (?:hele )?waarde: `(.*)`", hint)
    vorm = re.match(r"schrijf `([^`]+)`", hint)
    if bedoeld and woord:
        regels[i] = regel[:kolom] + bedoeld[1] + regel[kolom + woord.end():]
    elif hele_regel:
        inspringen = re.match(r"[\s-]*", regel)[0]
        regels[i] = inspringen + hele_regel[1]
    elif vorm and woord:
        regels[i] = regel[:kolom] + vorm[1] + regel[kolom + woord.end():]
    elif hint.startswith("vervang de tab door spaties, twee per stap"):
        regels[i] = regel.replace("\t", "  ")
    else:
        return False
    schrijf(pad, "\n".join(regels))
    noteer(f"  {pad}:{melding['line']}: {melding['message']} -> {hint}")
    return True


def meldingen():
    klaar = subprocess.run(
        [PROGRAMMA, "check", "--report", "json"], env={"SOURCE_DATE_EPOCH": "1767225600"}, capture_output=True, text=True
    )
    fouten = [m for m in json.loads(klaar.stdout)["messages"] if m["severity"] == "error"]
    assert (klaar.returncode == 1) == bool(fouten), klaar.returncode
    return fouten


# ---------------------------------------------------------------- the form


def vak(boek, vraag, kolom=0):
    """The cell of an answer: the hidden first column says what a row asks."""
    for blad in boek.worksheets:
        for rij in range(1, blad.max_row + 1):
            if blad.cell(rij, 1).value == vraag and not blad.title.startswith("_"):
                return blad.cell(rij, 4 + kolom)
    raise AssertionError(f"geen vraag {vraag}")


def eerste_lege_rij(blad):
    kop = next(r for r in range(1, blad.max_row + 1) if str(blad.cell(r, 1).value or "").startswith("#"))
    return next(r for r in range(kop + 1, blad.max_row + 2) if not any(c.value for c in blad[r][1:]))


def vul_in(pad):
    boek = openpyxl.load_workbook(pad)
    # What was known last year stands there.
    assert vak(boek, "hgw/planmatig").value == "Ontwikkeld"
    assert vak(boek, "visie/@tekst").value == "'t Kind hoort erbij."
    # Structure is protected, answers are not; choices have a drop-down.
    blad = vak(boek, "specialisten/mentor").parent
    assert blad.protection.sheet and not vak(boek, "specialisten/mentor").protection.locked
    regels = blad.data_validations.dataValidation
    assert any(vak(boek, "specialisten/mentor").coordinate in r.sqref for r in regels), "geen keuzelijst"
    vak(boek, "specialisten/mentor", 1).value = "ja"
    vak(boek, "specialisten/logopedist").value = "ja"
    vak(boek, "specialisten/logopedist", 3).value = "ja"
    vak(boek, "specialisten/logopedist", 5).value = "Op aanvraag: binnen drie weken."
    # As people do it: a cross, words with a yes, bullets, a note beside the answer, one that is struck through.
    vak(boek, "specialisten/decaan").value = "x"
    vak(boek, "specialisten/decaan", 1).value = "x"
    vak(boek, "specialisten/decaan").comment = Comment("Zij komt er in maart bij.", "Intern begeleider")
    vak(boek, "specialisten/jeugdarts").value = "Ja, alleen op donderdag"
    vak(boek, "specialisten/jeugdarts", 3).value = "ja"
    vak(boek, "team/leden").value = "\u2022 Mentor\n\u2022 Orthopedagoog\n\u2022 Decaan"
    vak(boek, "concept/dalton").font = Font(strike=True)
    vak(boek, "concept/regulier").value = "v"
    vak(boek, "hgw/planmatig").value = "Ver ontwikkeld"
    vak(boek, "visie/@voor-ouders").value = "Uw kind hoort erbij.\n\nWij denken met u mee."
    vak(boek, "team/bijeenkomsten").value = 10
    vak(boek, "@document/peildatum").value = "2026-09"
    for sectie in ["visie", "sterke-punten", "concept", "specialisten", "hgw", "team", "grenzen", "ambities", "route",
                   "overleggen", "zorgstructuur", "algemeen", "kenmerken", "voorzieningen", "onderwijsaanbod",
                   "ruimten", "protocollen", "onderwijssectoren", "partners"]:
        vak(boek, f"@nagekeken/{sectie}").value = "2026-09-14"
    grenzen = boek["Grenzen aan onze ondersteuning"]
    rij = eerste_lege_rij(grenzen)
    grenzen.cell(rij, 2).value = "Gedrag"
    grenzen.cell(rij, 3).value = "leerlingen die anderen in gevaar brengen"
    route = boek["Ondersteuningsroute"]
    for stap in [
        ("stap", 1, "Gesprek met de leerling", "Mentor"),
        ("keuze", 1, "Is er meer nodig?", None),
        ("tak", 2, "ja", None),
        ("stap", 3, "Bespreken in het team", "Mentor; orthopedagoog"),
        ("tak", 2, "nee", None),
        ("einde", 3, "De hulp in de klas is genoeg", None),
    ]:
        rij = eerste_lege_rij(route)
        for kolom, waarde in enumerate(stap, start=2):
            route.cell(rij, kolom).value = waarde
    eigen = boek["Eigen aanbod"]
    rij = eerste_lege_rij(eigen)
    for kolom, waarde in [(2, "Voorzieningen"), (3, "Moestuin"), (4, "Uw kind kan in de tuin werken.")]:
        eigen.cell(rij, kolom).value = waarde
    boek.save(pad)


# ---------------------------------------------------------------- the run


def verloop():
    draai("init", ".")
    for pad, van, naar in INGEVULD:
        vervang(pad, van, naar)
    draai("check")
    noteer("# tien vergissingen")
    for naam, pad, van, naar in GEBROKEN:
        vervang(pad, van, naar)
        noteer(f"  {naam}")
    draai("check", code=1)
    noteer("# herstellen wat de meldingen zeggen")
    for ronde in range(1, 8):
        fouten = meldingen()
        if not fouten:
            break
        noteer(f"ronde {ronde}")
        # From below upwards, so that line numbers stay right.
        gedaan = [herstel(m) for m in sorted(fouten, key=lambda m: (m["file"], -m["line"], -m["column"]))]
        assert any(gedaan), f"met deze meldingen is niets te herstellen: {fouten}"
    assert not meldingen()
    noteer("")
    draai("check")
    draai("new", "schooljaar", "voorbeeldschool", "2026-2027")
    draai("form", "perspectief-vo", "--school", "voorbeeldschool")
    vul_in("voorbeeldschool-2026-2027.xlsx")
    draai("import", "voorbeeldschool-2026-2027.xlsx")
    noteer("# het document is nagekeken, dus openbaar")
    schrijf(STRAKS, "".join(r for r in lees(STRAKS).splitlines(True) if not r.startswith("status: concept")))
    draai("build", "--today", "2026-10-01")
    pagina = lees("output/scholen/voorbeeldschool/index.html")
    for tekst in ["Uw kind hoort erbij.", "Moestuin", "leerlingen die anderen in gevaar brengen", "Op aanvraag: binnen drie weken."]:
        assert tekst in pagina or tekst in lees("output/scholen/voorbeeldschool/profiel/index.html"), tekst
    for pad in ["sop.pdf", "ouders.pdf"]:
        assert pathlib.Path("output/scholen/voorbeeldschool", pad).read_bytes().startswith(b"%PDF"), pad
    noteer("# het document van het nieuwe jaar, zonder de uitleg en wat leeg is")
    for regel in lees(STRAKS).splitlines():
        kaal = regel.split("  #")[0].rstrip()
        if kaal and not kaal.lstrip().startswith("#") and not re.fullmatch(r"\s{4,}[a-z0-9-]+:", kaal):
            noteer(kaal)


def vergelijk():
    bestand = HIER / "report.txt"
    nieuw = "\n".join(verslag) + "\n"
    if os.environ.get("UPDATE"):
        schrijf(bestand, nieuw)
        return
    oud = lees(bestand)
    if oud != nieuw:
        sys.stdout.writelines(difflib.unified_diff(oud.splitlines(True), nieuw.splitlines(True), "report.txt", "nu"))
        sys.exit("het verloop is anders dan opgenomen; klopt het zo, draai dan met UPDATE=1")


with tempfile.TemporaryDirectory() as map_:
    os.chdir(map_)
    verloop()
    os.chdir("/")
vergelijk()
print("verloop: 1 passed")
