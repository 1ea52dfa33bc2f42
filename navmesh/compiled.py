"""How the kernels of this package are compiled, and where the machine code is kept.

Numba's own cache looks only at the file of the function it compiles: a kernel whose callee in another file changed
would go on running the old machine code. So the cache lies in a folder named after the text of all files with kernels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def _cache_folder() -> Path:
    here = Path(__file__).parent
    texts = [path.read_bytes() for path in sorted(here.glob("*.py"))]
    text = b"".join(text for text in texts if b"@compiled" in text or b"@lean" in text)
    return here / "__pycache__" / f"kernels-{hashlib.sha256(text).hexdigest()[:12]}"


CACHE_FOLDER = _cache_folder()
numba.config.CACHE_DIR = str(CACHE_FOLDER)  # type: ignore[attr-defined]


def has_machine_code() -> bool:
    """Whether the kernels were compiled before; if not, the first questions take half a minute longer."""
    return any(CACHE_FOLDER.glob("**/*.nbc"))


def compiled(function: Kernel) -> Kernel:
    """A function as machine code: cached on disk, other threads may run meanwhile, x/0 is inf as in numpy."""
    return cast("Kernel", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def lean(function: Kernel) -> Kernel:
    """As `compiled`, for a kernel that makes no arrays: it counts no references to those it is given.

    Counting them was nine tenths of the time of a look through a few triangles: each use of a named tuple's array is
    two atomic operations otherwise. And always inlined: a call would copy the 120 numbers that describe a Mesh.
    """
    options: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
    options["forceinline"] = True
    return cast("Kernel", numba.njit(**options)(function))


def lean_call(function: Kernel) -> Kernel:
    """As `lean`, called: for a kernel with few arguments that is used in many places."""
    options: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("Kernel", numba.njit(**options)(function))


def compiled_at_once(signature: str) -> Callable[[Kernel], Kernel]:
    """As `compiled`, at import: for a kernel that makes arrays and is called by lean ones, whose way it would inherit."""

    def decorate(function: Kernel) -> Kernel:
        return cast("Kernel", numba.njit(signature, cache=True, nogil=True, error_model="numpy")(function))

    return decorate
