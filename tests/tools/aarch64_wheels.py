"""Wheels for a Raspberry Pi (aarch64): `python -m tests.tools.aarch64_wheels` asks the package index for each.

It needs the index, so it is no part of the suite.
"""

from __future__ import annotations

import subprocess
import sys

# Pure Python, and published as source only: it is built anywhere.
PURE_SOURCES = frozenset({"http-ece"})
_EXPORT = ("uv", "export", "--quiet", "--no-dev", "--no-hashes", "--no-emit-project", "--no-annotate", "--no-header")
_RESOLVE = (
    *("uv", "pip", "compile", "--quiet", "--no-deps", "--only-binary", ":all:"),
    *("--python-platform", "aarch64-manylinux_2_28", "-"),
)


def main() -> int:
    """Print what has no wheel; returns 1 for that, 2 when the index could not be asked."""
    locked = subprocess.run(_EXPORT, capture_output=True, text=True, check=True).stdout.splitlines()
    asked = [line for line in locked if line.partition("==")[0] not in PURE_SOURCES]
    done = subprocess.run(_RESOLVE, input="\n".join(asked), capture_output=True, text=True, check=False)
    if done.returncode == 0:
        print(f"{len(asked)} dependencies have a wheel for aarch64; {len(PURE_SOURCES)} is pure Python")
        return 0
    print(done.stderr.strip())
    return 1 if "no usable wheels" in done.stderr else 2


if __name__ == "__main__":
    sys.exit(main())
