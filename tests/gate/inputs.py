"""The content that both binaries are run on: sites, cases with errors, and a generated region."""

import os
import pathlib
import shutil
import subprocess

SCHOOLS = 100
# What is slow for each school (forms, for one) is done for this many of them.
FEW = 8
THEMES = ("thema", "themas")
# What a folder of tests/invalid holds besides the files that are laid over the small site (see tests/it).
OWN = {"expected.txt", "removed.txt", "options.txt"}
# The names that these had in older records.
OWN |= {"verwacht.txt", "weg.txt", "opties.txt"}
# The names of the small site, the old and the new one.
SMALL = ("small", "klein")


class Unusable(Exception):
    """Why there can be no comparison at all, on one line."""


class Inputs:
    """Folders by name. Each site holds `content/`; the region is a site as well."""

    def __init__(self, sites, cases, small):
        self.sites = sites
        self.cases = cases
        self.small = small


def folders_below(folder):
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def of_tree(root, with_region=False):
    """The inputs of a working tree, in their own place."""
    tests = root / "tests"
    sites = {"example": root}
    sites |= {path.name: path for path in folders_below(tests) if (path / "content" / "site.yaml").is_file()}
    small = next((name for name in SMALL if name in sites), None)
    if small is None:
        raise Unusable(f"there is no small site in {tests}")
    if with_region:
        sites |= {"region": None, "region-small": None}
    return Inputs(sites, {path.name: path for path in folders_below(tests / "invalid")}, small)


def of_copy(folder):
    """Inputs that `copy` made."""
    small = (folder / "small.txt").read_text()
    sites = {path.name: path for path in folders_below(folder / "sites")}
    return Inputs(sites, {path.name: path for path in folders_below(folder / "cases")}, small)


def copy(root, folder, region, binary):
    """Copies the inputs of a tree, with a generated region, to a folder."""
    tree = of_tree(root)
    for name, site in tree.sites.items():
        shutil.copytree(site / "content", folder / "sites" / name / "content")
    for name, case in tree.cases.items():
        shutil.copytree(case, folder / "cases" / name)
    (folder / "small.txt").write_text(tree.small)
    target = folder / "sites" / "region" / "content"
    if region:
        if not (region / "site.yaml").is_file():
            raise Unusable(f"{region} holds no site.yaml")
        shutil.copytree(region, target)
    else:
        generate(root, target, binary)
    few = folder / "sites" / "region-small" / "content"
    shutil.copytree(target, few)
    for school in folders_below(few / "scholen")[FEW:]:
        shutil.rmtree(school)
    return of_copy(folder)


def generate(root, target, binary):
    """Makes the region with the example of the repository."""
    target.parent.mkdir(parents=True)
    beside = binary.parent / "examples" / "regio"
    if beside.is_file():
        command = [beside]
    else:
        command = ["cargo", "run", "--release", "--locked", "--offline", "--quiet", "--example", "regio", "--"]
    done = subprocess.run([*command, target, str(SCHOOLS)], cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        raise Unusable(f"the region of {SCHOOLS} schools was not made ({done.stderr.strip()}); name one with --region")


def refresh_themes(folder, root):
    """Replaces themes inside copied inputs by those of a tree: templates must use the names that the new program gives them."""
    copied, tree = of_copy(folder), of_tree(root)
    for kept, now in ((copied.cases, tree.cases), (copied.sites, tree.sites)):
        for name, path in kept.items():
            for theme in THEMES:
                old = path / "content" / theme
                new = now[name] / "content" / theme if name in now else None
                if new and old.is_dir() and new.is_dir():
                    shutil.rmtree(old)
                    shutil.copytree(new, old)


def first_of(case, names):
    """The lines of the first file of these names that a case has."""
    for name in names:
        if (case / name).is_file():
            return (case / name).read_text(encoding="utf-8").splitlines()
    return None


def lay_case(inputs, name, target):
    """Makes the site of a case, as tests/it does; returns the arguments it is run with."""
    case = inputs.cases[name]
    shutil.copytree(inputs.sites[inputs.small], target, dirs_exist_ok=True)
    for path in first_of(case, ("removed.txt", "weg.txt")) or []:
        gone = target / path
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    for folder, _, files in os.walk(case):
        for file in files:
            path = pathlib.Path(folder, file)
            place = path.relative_to(case)
            if str(place) not in OWN:
                (target / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / place)
    # Else every case whose profile does not name the text beside it would get a warning about that.
    year = pathlib.Path("content/scholen/de-linde/2025-2026")
    profile, text = year / "profiel.yaml", year / "visie.md"
    if (case / profile).exists() and not (case / text).exists() and (target / text).exists():
        if b"visie.md" not in (target / profile).read_bytes().lower():
            (target / text).unlink()
    return first_of(case, ("options.txt", "opties.txt")) or ["check", "--report", "short", "--no-pdf"]
