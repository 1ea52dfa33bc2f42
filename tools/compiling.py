"""The line that tells why the very first answer takes so long."""

from __future__ import annotations

import sys

from navmesh.compiled import has_machine_code


def announce_compiling() -> None:
    """Say on stderr that the routing kernels are compiled now, unless they were before."""
    if not has_machine_code():
        print("compiling the routing kernels, once: about half a minute …", file=sys.stderr, flush=True)
