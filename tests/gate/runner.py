"""Runs the jobs of one binary, hashes what they wrote, and keeps that for as long as it is needed."""

import concurrent.futures
import contextlib
import fnmatch
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from . import inputs as inputs_of
from . import jobs, workbook

# 2026-01-01, the day of the tests in Rust.
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
# Help shows the name by which the program was called.
NAME = "steunwijzer"
TIME = re.compile(rb"\d+(?:,\d+)? seconden?")


class Side:
    """What one binary wrote: `out` holds the files, `hashes` the hash of each by its path in it."""

    def __init__(self, out, hashes):
        self.out = out
        self.hashes = hashes


class Task:
    """One job of one binary: a folder to work in, and a folder for what is compared."""

    def __init__(self, binary, inputs, work, out):
        self.binary = binary
        self.inputs = inputs
        self.work = work
        self.out = out

    def site(self, name):
        """A copy of a site to run in."""
        shutil.copytree(self.inputs.sites[name], self.work / "site")
        return self.work / "site"

    def run(self, label, *arguments, cwd=None, extra=None):
        """Runs the program; its exit code and what it said are an output. Returns what it printed."""
        done = subprocess.run(
            [NAME, *map(str, arguments)],
            executable=self.binary,
            cwd=cwd or self.work,
            env=ENVIRONMENT | (extra or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=900,
        )
        said = [f"$ {' '.join(map(str, arguments))}\nexit code {done.returncode}\n".encode(), done.stdout, b"--\n", done.stderr]
        self.write(label + ".txt", b"".join(said))
        return done.stdout.decode(errors="replace")

    def neutral(self, data):
        """Output without the folder that this run happens to be in, and without the time it took."""
        return TIME.sub(b"[TIME] seconden", data.replace(str(self.work).encode(), b"[DIR]"))

    def write(self, label, data):
        path = self.out / label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.neutral(data))

    def keep(self, folder, label):
        """Moves a folder that the program wrote to the outputs; workbooks are unpacked as well."""
        target = self.out / label
        if not folder.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, target)
        for book in sorted(target.rglob("*.xlsx")):
            workbook.unpack(book)


def files_below(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def wanted(inputs, choice):
    """The jobs that are asked for; `choice` is (only, without)."""
    only, without = choice

    def is_wanted(name):
        named = [any(fnmatch.fnmatch(name, glob) for glob in globs) for globs in (only, without)]
        return (named[0] or not only) and not named[1]

    some = [(name, job) for name, job in jobs.all_jobs(inputs) if is_wanted(name)]
    if not some:
        raise inputs_of.Unusable("no job has that name; see tests/same --list")
    return some


def run_side(binary, inputs, folder, choice, threads):
    """Runs all jobs of a binary below a folder."""
    out, work = folder / "out", folder / "work"

    def one(job):
        name, doing = job
        place = work / name.replace("/", "+")
        place.mkdir(parents=True)
        target = out / name
        target.mkdir(parents=True)
        try:
            begin = time.monotonic()
            doing(Task(binary, inputs, place, target))
            took[name] = time.monotonic() - begin
        except subprocess.TimeoutExpired as error:
            (target / "timeout.txt").write_text(f"did not end in {error.timeout} s\n")
        shutil.rmtree(place)
        return {str(path.relative_to(out)): digest(path) for path in files_below(target)}

    hashes, took = {}, {}
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        for part in pool.map(one, wanted(inputs, choice)):
            hashes |= part
    if os.environ.get("SAME_TIMES"):
        for name in sorted(took, key=took.get, reverse=True)[:12]:
            print(f"{took[name]:7.1f} s  {name}", file=sys.stderr)
    shutil.rmtree(work)
    return Side(out, hashes)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def threads(sides):
    return max(1, len(os.sched_getaffinity(0)) // sides)


def record(root, folder, binary, options):
    """Runs one binary and keeps inputs and outputs in a folder that does not exist yet (or is an older record)."""
    if (folder / "record.json").is_file():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise inputs_of.Unusable(f"{folder} holds something that is no record")
    inputs = inputs_of.copy(root, folder / "inputs", options.region, binary)
    side = run_side(binary, inputs, folder.resolve(), (options.only, options.without), threads(1))
    about = {"binary": str(binary), "sha256": digest(binary), "only": options.only, "without": options.without, "hashes": side.hashes}
    (folder / "record.json").write_text(json.dumps(about, indent=1))
    return side


@contextlib.contextmanager
def two_sides(root, options):
    """Both sides, run in parallel; what they wrote stays until the context ends."""
    old, new = (side.resolve() for side in options.sides)
    with contextlib.ExitStack() as stack:
        if options.keep:
            for side in ("old", "new", "inputs"):
                shutil.rmtree(options.keep / side, ignore_errors=True)
            options.keep.mkdir(parents=True, exist_ok=True)
            place = options.keep.resolve()
        else:
            place = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="same-")))
        copied = place / "inputs"
        if old.is_dir():
            if not (old / "record.json").is_file():
                raise inputs_of.Unusable(f"{old} is no record")
            about = json.loads((old / "record.json").read_text())
            shutil.copytree(old / "inputs", copied)
            inputs_of.refresh_themes(copied, root)
            choice = options.only or about["only"], options.without + about["without"]
            old_side = Side(old / "out", about["hashes"])
            new_side = run_side(new, inputs_of.of_copy(copied), place / "new", choice, threads(1))
            # A record holds all jobs, of which only some may be asked for.
            names = [name + "/" for name, _ in wanted(inputs_of.of_copy(copied), choice)]
            old_side.hashes = {path: value for path, value in old_side.hashes.items() if path.startswith(tuple(names))}
        else:
            inputs = inputs_of.copy(root, copied, options.region, new)
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                sides = [
                    pool.submit(run_side, binary, inputs, place / name, (options.only, options.without), threads(2))
                    for binary, name in ((old, "old"), (new, "new"))
                ]
                old_side, new_side = (side.result() for side in sides)
        if not new_side.hashes:
            print("tests/same: nothing was written", file=sys.stderr)
        yield old_side, new_side
