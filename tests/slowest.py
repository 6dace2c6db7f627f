#!/usr/bin/env python3
"""Passes on what `cargo test` says, and writes to the named file how long each test took: seconds and name, slowest first.

Stable Rust does not tell how long a test took, but it can be worked out: the harness starts tests in the order of their
names, `RUST_TEST_THREADS` at a time, and the next when one is done, so each starts when an earlier one ends.
"""

import os
import re
import sys
import time

DONE = re.compile(r"^test (.+?)(?: - should panic)? \.\.\. (?:ok|FAILED|ignored.*)$")


def durations(begin, done, threads):
    """How long each test of one binary took; `done` holds their names and the moments when they ended, in that order."""
    starts = [begin] * threads + [moment for _, moment in done]
    started = dict(zip(sorted(name for name, _ in done), starts))
    return [(moment - started[name], name) for name, moment in done]


def main():
    threads = int(os.environ["RUST_TEST_THREADS"])
    found, begin, done = [], 0.0, []
    for line in sys.stdin:
        moment = time.monotonic()
        sys.stdout.write(line)
        sys.stdout.flush()
        if line.startswith("running "):
            found += durations(begin, done, threads)
            begin, done = moment, []
        elif match := DONE.match(line.rstrip("\n")):
            done.append((match[1], moment))
    found += durations(begin, done, threads)
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.writelines(f"{seconds:7.1f} s  {name}\n" for seconds, name in sorted(found, reverse=True))


main()
