"""What is run. A job is a name and a function of a `Task`; jobs know nothing of each other."""

import functools
import http.client
import re
import shutil
import signal
import subprocess

from . import inputs as inputs_of
from . import runner, workbook
from .inputs import FEW

COMMON = ["--today", "2026-01-15"]
SHELLS = ["bash", "zsh", "fish", "elvish", "powershell"]
# Answers that few cells accept, so that near names and every kind of message get their turn.
WRONG = ["jaa", "31-2-2026", "[x](y.md)", "misschien soms", "-7,5,3", "&lt;b&gt;vet", "ja; nee; onbekend"]

WRONG_LINES = [
    ["--nergens"], ["bouw"], ["biuld"], ["build", "--todya", "2026-01-01"], ["build", "--today"], ["build", "extra"],
    ["build", "--today", "2026-13-01"], ["check", "--report", "mooi"], ["build", "--report", "json", "--nergens"],
    ["build", "--content", "nergens"], ["build", "--content", "nergens", "--report", "json"], ["build", "--theme", "standard"],
    ["check", "--content", "content/site.yaml"], ["build", "--output", "content"], ["build", "--output", "content/site.yaml"],
    ["schema"], ["schema", "perspektief-vo"], ["schema", "iets-heel-anders"], ["formaten", "--content", "nergens"],
    ["controles", "leesnivo"], ["controles", "iets-heel-anders"], ["completions", "tcsh"], ["theme"], ["theme", "ejct"],
    ["theme", "eject"], ["theme", "eject", "web/hom.html"], ["theme", "eject", "web/home.html", "--content", "nergens"],
    ["new"], ["new", "school"], ["new", "school", "Nieuwe School"], ["new", "school", "!!", "--formaat", "perspectief-vo"],
    ["new", "school", "Nieuw", "--formaat", "perspectief"], ["new", "school", "Nieuw", "--formaat", "perspectief-vo",
    "--schooljaar", "2025"], ["new", "school", "De Linde", "--formaat", "perspectief-vo"], ["new", "schooljaar", "de-lind",
    "2026-2027"], ["new", "schooljaar", "de-linde", "26-27"], ["new", "schooljaar", "de-linde", "2025-2026"],
    ["init", ".", "--formaat", "geen"], ["init", "content"], ["form"], ["form", "geen-formaat"], ["form", "perspectief-vo",
    "--school", "de-lind"], ["form", "perspectief-vo", "--alle"], ["form", "perspectief-vo", "--alle", "--school", "de-linde"],
    ["form", "perspectief-vo", "--output", "content/site.yaml/x.xlsx"], ["import"], ["import", "nergens.xlsx"],
    ["import", "content"], ["import", "content/site.yaml"], ["import", "nergens.xlsx", "--report", "json"],
    ["export", "--markdown", "de-lind"], ["export", "--markdown", "de-linde/2024-2025/profiel"], ["export", "--content", "x"],
    ["export", "--output", "content/site.yaml"], ["serve", "--port", "poort"], ["serve", "--content", "nergens"],
]  # fmt: skip


def all_jobs(inputs):
    """Every job by name, the longest first so that no core waits at the end."""
    heavy, light = [], []
    for site in sorted(inputs.sites, key=lambda name: (name != "region", name != "example", name)):
        bind = functools.partial
        if site == "region":
            heavy.append(("pdf/region", bind(pdfs, site)))
        heavy.append((f"build/{site}", bind(build, site)))
        light.append((f"export/{site}", bind(export, site)))
        if site == "region":
            continue
        light.append((f"print/{site}", bind(prints, site)))
        light.append((f"forms/{site}", bind(forms, site)))
        light.append((f"years/{site}", bind(school_years, site)))
    light.append(("serve", serve))
    light.append(("commands", commands))
    light.append(("wrong-lines", wrong_lines))
    light.append(("new", new))
    light.append(("theme", theme))
    light += [(f"cases/{case}", functools.partial(error_case, case)) for case in sorted(inputs.cases)]
    return heavy + light


def formats(task, site):
    """The formats of a site: the lines of `formaten` that are not indented."""
    printed = task.run("formaten", "formaten", cwd=site)
    return [line for line in printed.splitlines() if line and not line.startswith(" ")]


def schools(site):
    return [path.name for path in inputs_of.folders_below(site / "content" / "scholen")]


def years(site):
    """School years of all schools, as paths."""
    found = (site / "content" / "scholen").glob("*/*")
    return sorted(path for path in found if path.is_dir() and re.fullmatch(r"\d{4}-\d{4}", path.name))


def build(name, task):
    """The whole output (PDFs of the region are a job of their own), and the check in every kind of report."""
    site = task.site(name)
    task.run("build", "build", *COMMON, *(["--no-pdf"] if name == "region" else []), cwd=site)
    task.keep(site / "output", "output")
    # The region is large, and its other reports would show nothing that the small one does not.
    for form in ("json",) if name == "region" else ("human", "short", "json", "github"):
        task.run(f"check-{form}", "check", "--no-pdf", "--report", form, cwd=site)
    # A later day, on which more is out of date.
    task.run("check-later", "check", "--no-pdf", "--strict", "--today", "2031-09-01", cwd=site)


def pdfs(name, task):
    """The PDFs alone."""
    site = task.site(name)
    task.run("build", "build", *COMMON, cwd=site)
    for path in runner.files_below(site / "output"):
        if path.suffix != ".pdf":
            path.unlink()
    task.keep(site / "output", "output")


def prints(name, task):
    """Formats and schemas of a site."""
    site = task.site(name)
    for form in formats(task, site):
        task.run(f"schema/{form}", "schema", form, cwd=site)


def export(name, task):
    """Open data, and every document as Markdown."""
    site = task.site(name)
    task.run("export", "export", "--output", "data", cwd=site)
    task.keep(site / "data", "data")
    # The large region shows nothing that the small one does not, and every run reads all of it.
    if name == "region":
        return
    content = site / "content"
    documents = [path.relative_to(content / "scholen") for year in years(site) for path in sorted(year.glob("*.yaml"))]
    documents += [path.relative_to(content) for path in sorted((content / "praktijk").glob("*.yaml"))]
    for document in documents:
        task.run(f"markdown/{document.with_suffix('')}", "export", "--markdown", document.with_suffix(""), cwd=site)
    for school in schools(site):
        task.run(f"markdown/{school}", "export", "--markdown", school, cwd=site)


def forms(name, task):
    """Forms of every format, empty and of schools; what import makes of them; and of forms that are filled in badly."""
    site = task.site(name)
    for form in formats(task, site):
        task.run(f"{form}/empty", "form", form, "--output", f"empty/{form}.xlsx", *COMMON, cwd=site)
        task.run(f"{form}/all", "form", form, "--alle", "--output", f"full/{form}", *COMMON, cwd=site)
        task.run(
            f"{form}/next", "form", form, "--alle", "--schooljaar", "2026-2027", "--output", f"next/{form}", cwd=site
        )
        for school in schools(site)[:2]:
            task.run(f"{form}/one-{school}", "form", form, "--school", school, "--output", f"one/{form}", *COMMON, cwd=site)
    keep_content(task, site, "full", "unchanged")
    keep_content(task, site, "next", "next-year")
    for kind, texts in (("right", None), ("wrong", WRONG)):
        filled = site / kind
        filled.mkdir()
        for source in ("one", "next"):
            for book in sorted((site / source).rglob("*.xlsx"))[:6]:
                if workbook.fill(book, filled / f"{source}-{book.parent.name}-{book.name}", texts) == 0 and texts:
                    task.write(f"no-open-cell-{book.name}.txt", b"")
        keep_content(task, site, kind, kind)
    damaged(task, site)
    # Everything that the documents say, made again from the forms alone.
    for year in years(site):
        shutil.rmtree(year)
    keep_content(task, site, "full", "anew")
    keep_content(task, site, "right", "anew-right")
    for folder in ("empty", "full", "next", "one"):
        task.keep(site / folder, f"books/{folder}")


def keep_content(task, site, books, label):
    """Imports a folder of forms in a copy of the content; the content after it is an output."""
    for book_folder in sorted({book.parent for book in (site / books).rglob("*.xlsx")}):
        place = book_folder.relative_to(site)
        name = f"import/{label}/{place.name}"
        shutil.copytree(site / "content", site / "after")
        arguments = ["import", place, "--content", "after"]
        task.run(f"{name}-json", *arguments, "--dry-run", "--report", "json", cwd=site)
        task.run(name, *arguments, "--skip-broken", cwd=site)
        if "right" in label:
            task.run(f"{name}-check", "check", "--no-pdf", "--content", "after", cwd=site)
        # Only what import changed; the rest is the input.
        for path in runner.files_below(site / "after"):
            before = site / "content" / path.relative_to(site / "after")
            if before.is_file() and before.read_bytes() == path.read_bytes():
                path.unlink()
        task.keep(site / "after", f"{name}-content")


def damaged(task, site):
    """Files that are not forms."""
    books = sorted((site / "full").rglob("*.xlsx"))
    if not books:
        return
    data = books[0].read_bytes()
    for name, wrong in (("half", data[: len(data) // 2]), ("nothing", b""), ("pdf", b"%PDF-1.7\n"), ("text", b"naam;school\n")):
        (site / f"{name}.xlsx").write_bytes(wrong)
        task.run(f"import/damaged/{name}", "import", f"{name}.xlsx", cwd=site)
        task.run(f"import/damaged/{name}-json", "import", f"{name}.xlsx", "--report", "json", cwd=site)


def school_years(name, task):
    """The next school year of some schools, and a new school in every format."""
    site = task.site(name)
    shutil.copytree(site / "content", site / "before")
    for school in schools(site)[:FEW]:
        task.run(f"year-{school}", "new", "schooljaar", school, "2027-2028", cwd=site)
    for form in formats(task, site):
        line = ["new", "school", f"Nieuw van {form}", "--formaat", form, "--schooljaar", "2026-2027"]
        task.run(f"school-{form}", *line, cwd=site)
    task.run("check", "check", "--no-pdf", cwd=site)
    for path in runner.files_below(site / "content"):
        if (site / "before" / path.relative_to(site / "content")).is_file():
            path.unlink()
    task.keep(site / "content", "content")


def new(task):
    """A new site in every built-in format, and the site it builds."""
    (task.work / "none").mkdir()
    for form in formats(task, task.work / "none"):
        task.run(f"{form}/init", "init", form, "--formaat", form, "--today", "2026-01-15")
        site = task.work / form
        if site.is_dir():
            task.run(f"{form}/again", "init", form, "--formaat", form)
            task.run(f"{form}/check", "check", "--no-pdf", cwd=site)
            task.run(f"{form}/build", "build", *COMMON, cwd=site)
            task.keep(site, f"{form}/site")
    task.run("init", "init", "anders")
    task.keep(task.work / "anders", "anders")


def commands(task):
    """Help of every command, and what needs no site."""
    help_of(task, [])
    task.run("help-short", "-h")
    task.run("version", "--version")
    task.run("version-short", "-V")
    task.run("man", "man")
    for shell in SHELLS:
        task.run(f"completions/{shell}", "completions", shell)
    table = task.run("controles", "controles")
    for code in sorted(set(re.findall(r"\b[a-z]+(?:-[a-z]+)*\b", table))):
        task.run(f"controles/{code}", "controles", code)
    for form in formats(task, task.work):
        task.run(f"schema/{form}", "schema", form)


def help_of(task, words):
    """Help of a command and of those below it, which its own help names."""
    text = task.run("help/" + "-".join(["steunwijzer", *words]), *words, "--help")
    block = re.search(r"^Opdrachten:\n((?:  .*\n)+)", text, re.M)
    for name in re.findall(r"^  ([a-z]+)\b", block.group(1), re.M) if block else []:
        help_of(task, [*words, name])


def wrong_lines(task):
    """Command lines that cannot work."""
    site = task.site(task.inputs.small)
    for number, line in enumerate(WRONG_LINES):
        task.run(f"{number:02}-{re.sub(r'[^a-z0-9-]+', '_', ' '.join(line).lower())}", *line, cwd=site)
    (task.work / "none").mkdir()
    for line in ([], ["build"], ["check"], ["formaten"], ["export"], ["serve"], ["form", "perspectief-vo"]):
        task.run(f"empty-{'-'.join(line)}", *line, cwd=task.work / "none")


def theme(task):
    """The names of the files of the theme; that each can be ejected; and a site that has ejected all of them."""
    site = task.site(task.inputs.small)
    # The themes stand above their files, indented; headings end with a colon.
    lines = task.run("list", "theme", "list").splitlines()
    names = [line for line in lines if line and not line.startswith(" ") and not line.endswith(":")]
    for name in names:
        task.run(f"eject/{name}", "theme", "eject", name, cwd=site)
    task.run("again", "theme", "eject", names[0] if names else "", cwd=site)
    task.run("build", "build", "--no-pdf", cwd=site)
    task.keep(site / "output", "output")


def serve(task):
    """Pages as the preview shows them, and the preview's own files."""
    site = task.site(task.inputs.small)
    task.run("build", "build", "--no-pdf", cwd=site)
    pages = [str(path.relative_to(site / "output")) for path in runner.files_below(site / "output")]
    pages = [page for page in pages if not page.startswith(("zoek/", "."))] + ["zoek/index.html", "", "geen-bladzijde", "__steunwijzer/voorbeeld.css"]
    shutil.rmtree(site / "output")
    server = subprocess.Popen(
        [runner.NAME, "serve", "--port", "0", "--no-pdf", *COMMON],
        executable=task.binary, cwd=site, env=runner.ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        said, port = b"", None
        for line in server.stdout:
            said += line
            if found := re.search(rb"http://127\.0\.0\.1:(\d+)", line):
                port = int(found.group(1))
                break
        task.write("said.txt", re.sub(rb":\d{4,5}\b", b":[PORT]", said))
        if port is None:
            return
        # Its own files are found as a browser finds them: pages name them.
        for page in pages:
            status, headers, body = get(port, page)
            named = {found.decode() for found in re.findall(rb"__steunwijzer/[a-z]+\.[a-z]+", body)}
            pages += sorted(named - set(pages))
            task.write(f"pages/{page or 'root'}", server_text(status, headers, body, port))
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    result = answer.status, answer.getheaders(), answer.read()
    connection.close()
    return result


def server_text(status, headers, body, port):
    """A response without what differs from run to run."""
    named = sorted(f"{name.lower()}: {value}\n" for name, value in headers if name.lower() not in ("date", "etag", "content-length"))
    body = re.sub(rb"\b\d{10,}(?:-\d+)?\b", b"[START]", body.replace(b":%d" % port, b":[PORT]"))
    return f"{status}\n{''.join(named)}\n".encode() + body


def error_case(name, task):
    """A case of the corpus: as its options ask, in full, and as JSON."""
    site = task.work / "site"
    options = inputs_of.lay_case(task.inputs, name, site)
    task.run("own", *options, cwd=site)
    rest = [option for option in options[1:] if option not in ("--report", "short", "human", "json", "github")]
    task.run("human", options[0], *rest, "--report", "human", cwd=site)
    task.run("json", options[0], *rest, "--report", "json", cwd=site)
    # Of content that is accepted, the site is kept too.
    if name.startswith(("goed-", "nog-", "thema-")):
        task.run("build", "build", "--no-pdf", cwd=site)
        task.keep(site / "output", "output")
