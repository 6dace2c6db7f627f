"""Shows with a few jobs that the comparison is silent for one binary, and sees what a second one does differently."""

import pathlib
import subprocess
import sys
import tempfile

from . import inputs as inputs_of
from .compare import Map

PAGE = "output/index.html"
JOBS = ["build/{small}", "cases/onbekende-sleutel", "cases/thema-fout-blok", "cases/dubbel-id"]
# Runs the real program, then changes one word: in a page, in a PDF, or in what was said.
WRAPPER = """#!/bin/sh
{binary} "$@" >said.1 2>said.2; code=$?
sed 's/{said}/XXX/' said.1; sed 's/{said}/XXX/' said.2 >&2
rm -f said.1 said.2
{after}
exit $code
"""


def faked(folder, binary, said="nothing is like this", after=":"):
    path = folder / "faked"
    path.write_text(WRAPPER.format(binary=binary, said=said, after=after))
    path.chmod(0o755)
    return path


def run(root, binary):
    small = inputs_of.of_tree(root).small
    with tempfile.TemporaryDirectory(prefix="same-test-") as place:
        return checks(root, binary, small, pathlib.Path(place))


def checks(root, binary, small, place):
    region = place / "region"
    region.mkdir()
    (region / "site.yaml").write_text("titel: Leeg\n")
    base = [root / "tests" / "same", "--region", region]
    jobs = [word for job in JOBS for word in ("--only", job.format(small=small))]
    cases = [word for job in JOBS[1:] for word in ("--only", job)]

    def same(*arguments):
        return subprocess.run([*map(str, [*base, *arguments])], capture_output=True, text=True)

    def expect(what, done, code, said=""):
        # Silent means nothing at all on standard output.
        if done.returncode == code and (said in done.stdout if code else not done.stdout):
            print(f"ok: {what}")
            return 0
        print(f"WRONG: {what}\n{done.stdout}{done.stderr}", file=sys.stderr)
        return 1

    record = place / "record"
    wrong = expect("a record is made", same(*jobs, "--record", record, binary), 0)
    wrong += expect("a binary is the same as its record", same(record, binary), 0)
    wrong += expect("a binary is the same as itself", same(*cases, binary, binary), 0)
    other = faked(place, binary, said="geen bekende sleutel")
    wrong += expect("a word of a message is seen", same(*cases, record, other), 1, "cases/onbekende-sleutel/own.txt differs")
    other = faked(place, binary, after="exit $((code + 1))")
    wrong += expect("another exit code is seen", same(*cases, record, other), 1, "exit code")
    page = f"sed -i 's/<h1>/<h1 >/' {PAGE}"
    pdf = "find output -name '*.pdf' -exec sed -i 's/%%EOF/%%EOG/' '{}' ';'"
    other = faked(place, binary, after=f"[ ! -f {PAGE} ] || {{ {page}; {pdf}; touch output/more.txt; rm output/robots.txt; }}")
    done = same("--show", 99, record, other)
    for what, path in (("one byte of a page", f"{PAGE} differs"), ("one byte of a PDF", ".pdf differs"),
                       ("a file more", "output/more.txt is new"), ("a file less", "output/robots.txt is gone")):  # fmt: skip
        wrong += expect(f"{what} is seen", done, 1, path)
    wrong += map_checks(place, record, binary, same, expect)
    return 1 if wrong else 0


def map_checks(place, record, binary, same, expect):
    """A class that is renamed in every page and style is no difference under a map that names it."""
    renames = place / "map"
    renames.write_text("# classes\n.skip-link .leap-link\n")
    after = "[ ! -d output ] || grep -rlZ skip-link output | xargs -0 -r sed -i 's/skip-link/leap-link/g'"
    other = faked(place, binary, after=after)
    wrong = expect("a renamed class that the map names is silent", same("--map", renames, record, other), 0)
    done = same("--map", renames, record, binary)
    wrong += expect("a class that the map names and that was not renamed is seen", done, 1, "still has an old name")
    names = Map([".naam .name", "#plek #place", "--kleur --colour", "[data-soort-naam] [data-kind-name]", "knop button"])
    for what, apply, old, new in (
        ("text stays", names.html, "<p class=naam>naam knop</p>", "<p class=name>naam knop</p>"),
        ("quoted words", names.html, '<p title="naam" class="a naam b">', '<p title="naam" class="a name b">'),
        ("ids", names.html, '<a href=x.html#plek id="plek">plek', '<a href=x.html#place id="place">plek'),
        ("attributes", names.html, "<i data-soort-naam=knop>", "<i data-kind-name=button>"),
        ("whole words", names.html, "<p class=naam-kort>", "<p class=naam-kort>"),
        ("a script in a page", names.html, "<script>q('.naam')</script>naam", "<script>q('.name')</script>naam"),
        ("styles", names.css, ".naam.x,#plek{color:var(--kleur)}", ".name.x,#place{color:var(--colour)}"),
        ("styles without sign", names.css, "naam{--kleur:#abc}.knop>[data-soort-naam]{}", "naam{--colour:#abc}.button>[data-kind-name]{}"),
        ("scripts", names.plain, "e.dataset.soortNaam='knop'", "e.dataset.kindName='button'"),
    ):  # fmt: skip
        if apply(old) != new:
            print(f"WRONG: map, {what}: {apply(old)}", file=sys.stderr)
            wrong += 1
    return wrong
