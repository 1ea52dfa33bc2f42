"""`python -m scene.light HALL.json OUT`: bakes and writes, as politely as a process can. What `hall serve` does after publishing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scene.light.baking import bake_file

if __name__ == "__main__":
    os.nice(15)
    bake_file(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), lambda _doing, _share: None)
