"""Papers to hand in: real pictures and PDFs, each different, with the invented firm that hands them in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

PAPERS = 10
FORMATS = (".jpg", ".png", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What an applicant brings. The credit code has a valid check digit, in a region that is not assigned."""

    files: tuple[Path, ...]
    credit_code: str = "91000000MA4TERTX7T"
    firm: str = "星桥网络服务演示有限公司"
    contact: str = "林若溪"
    phone: str = "13900004821"
    address: str = "望城区演示路 1 号"

    @property
    def last_four(self) -> str:
        """What one tracks an application with, beside its number."""
        return self.phone[-4:]


def make_papers(folder: Path) -> Papers:
    """One paper for each of the ten materials: photographs, screenshots and scans in turn."""
    return Papers(files=tuple(_paper(folder, number) for number in range(PAPERS)))


def _paper(folder: Path, number: int) -> Path:
    path = folder / f"材料{number + 1}{FORMATS[number % len(FORMATS)]}"
    picture = Image.fromarray(_speckle(number))
    if path.suffix == ".pdf":
        _write_pdf(path, number)
    else:
        picture.save(path)
    return path


def _speckle(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A sheet of paper with something on it: (420, 300, 3) uint8."""
    sheet = np.full((420, 300, 3), 245, dtype=np.uint8)
    ink = np.random.default_rng(seed).integers(0, 200, size=(300, 200, 3), dtype=np.uint8)
    sheet[60:360, 50:250] = ink
    return sheet


def _write_pdf(path: Path, number: int) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.docinfo["/Title"] = f"Paper {number}"
        document.save(path)
