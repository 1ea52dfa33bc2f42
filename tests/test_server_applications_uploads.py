"""Uploads: what is taken, what is refused and why, and what is left of it."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from desk_world import HandClock, another, browsing, photo, slots, small_app
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from server.applications.inspection import inspect
from server.applications.uploads import LARGEST_FILE, clean_name
from server.foundation.keys import FILES


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **how: Any) -> bytes:
    """A PDF of one page, changed."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, **how)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([]))


def open_action_with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = script()


def named_script(document: pikepdf.Pdf) -> None:
    tree = Dictionary(Names=Array([String("go"), script()]))
    document.Root.Names = Dictionary(JavaScript=tree)


def page_action(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def nested_script(document: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, Next=Array([Array([script()])])))
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def script_in_orphan(document: pikepdf.Pdf) -> None:
    document.Root.Metadata2 = document.make_indirect(Dictionary(Deep=Dictionary(Deeper=Array([script()]))))


def launch(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    document.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def submit_form(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))
    document.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"MZ"


def attached_note(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"MZ", Type=Name.EmbeddedFile)
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=Dictionary(EF=Dictionary(F=stream)))
    document.pages[0].obj.Annots = Array([note])


def xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=String("<xdp/>"))


def deep(document: pikepdf.Pdf) -> None:
    value = Array([])
    for _ in range(200):
        value = Array([value])
    document.Root.Deep = value


def no_page(document: pikepdf.Pdf) -> None:
    del document.pages[0]


def png_bomb() -> bytes:
    """A picture of 50,000 × 50,000 points in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def photo_with_place() -> bytes:
    """A phone's photo: turned on its side, with the place where it was taken and a comment."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "at home"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=exif, comment=b"a secret comment")
    return out.getvalue()


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a program": ("a.exe", b"MZ", "kind"),
    "a web page": ("a.html", b"<script>", "kind"),
    "a picture with a script inside": ("a.svg", b"<svg/>", "kind"),
    "no ending": ("photo", photo(), "kind"),
    "two endings": ("a.pdf.exe", pdf(), "kind"),
    "an empty file": ("a.pdf", b"", "empty"),
    "a web page named as a PDF": ("a.pdf", b"<html>", "not_genuine"),
    "a picture named as a PDF": ("a.pdf", photo(), "disguised"),
    "a PDF named as a picture": ("a.jpg", pdf(), "disguised"),
    "a PNG named as a JPEG": ("a.jpg", photo(kind="PNG"), "disguised"),
    "a PDF behind other bytes": ("a.pdf", b"GIF89a" + pdf(), "not_genuine"),
    "half a picture": ("a.jpg", photo(400, 300)[:900], "damaged"),
    "only a picture's first bytes": ("a.png", b"\x89PNG\r\n\x1a\n", "damaged"),
    "a picture of too many points": ("a.png", png_bomb(), "pixels"),
    "half a PDF": ("a.pdf", b"%PDF-1.7\n%%EOF", "damaged"),
    "a PDF without pages": ("a.pdf", pdf(no_page), "damaged"),
    "a PDF with a password": ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
    "a PDF locked for its reader": ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
    "an open action": ("a.pdf", pdf(open_action), "open_action"),
    "a script on opening": ("a.pdf", pdf(open_action_with_script), "open_action"),
    "a named script": ("a.pdf", pdf(named_script), "javascript"),
    "an action of a page": ("a.pdf", pdf(page_action), "open_action"),
    "a script nested in an action": ("a.pdf", pdf(nested_script), "javascript"),
    "a script nobody refers to as such": ("a.pdf", pdf(script_in_orphan), "javascript"),
    "a script in an object stream": (
        "a.pdf",
        pdf(nested_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "javascript",
    ),
    "a script under an escaped name": (
        "a.pdf",
        pdf(nested_script, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
            b"/JavaScript", b"/Java#53cript"
        ),
        "javascript",
    ),
    "a launch": ("a.pdf", pdf(launch), "launch"),
    "a form that is sent elsewhere": ("a.pdf", pdf(submit_form), "launch"),
    "an attachment": ("a.pdf", pdf(attachment), "embedded"),
    "an attachment at a note": ("a.pdf", pdf(attached_note), "embedded"),
    "a dynamic form": ("a.pdf", pdf(xfa), "javascript"),
    "a PDF nested 200 deep": ("a.pdf", pdf(deep), "too_complex"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_for_its_reason(name: str, tmp_path: Path) -> None:
    file_name, data, reason = HOSTILE[name]
    source, output = tmp_path / "in", tmp_path / "out"
    source.write_bytes(data)
    assert inspect(str(source), str(output), Path(file_name).suffix.lower()).problem == reason
    assert not output.exists() or output.stat().st_size == 0


@pytest.mark.parametrize(
    ("suffix", "data", "media_type"),
    [
        (".jpg", photo(), "image/jpeg"),
        (".jpeg", photo(), "image/jpeg"),
        (".png", photo(kind="PNG"), "image/png"),
        (".pdf", pdf(), "application/pdf"),
    ],
)
def test_ordinary_files_are_taken(suffix: str, data: bytes, media_type: str, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.write_bytes(data)
    verdict = inspect(str(source), str(tmp_path / "out"), suffix)
    assert (verdict.problem, verdict.media_type) == ("", media_type)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_size(mode: str, tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    Image.new(mode, (7, 5)).save(source, "PNG")
    assert inspect(str(source), str(output), ".png").problem == ""
    with Image.open(output) as kept:
        assert kept.size == (7, 5)


def test_a_cmyk_photo_becomes_an_ordinary_one(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    Image.new("CMYK", (7, 5)).save(source, "JPEG")
    assert inspect(str(source), str(output), ".jpg").problem == ""
    with Image.open(output) as kept:
        assert kept.mode == "RGB"


def test_a_photo_is_kept_upright_and_without_its_place(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.write_bytes(photo_with_place() + b"PK\x03\x04 a second file behind it")
    assert inspect(str(source), str(output), ".jpg").problem == ""
    with Image.open(output) as kept:
        assert kept.size == (30, 40)
        assert dict(kept.getexif()) == {}
        assert "comment" not in kept.info
    kept_bytes = output.read_bytes()
    assert b"secret" not in kept_bytes
    assert b"PK\x03\x04" not in kept_bytes


def test_names_are_shown_without_folders_and_long_numbers() -> None:
    assert clean_name("C:\\fakepath\\身份证.JPG") == "身份证.JPG"
    assert "990101199003071237" not in clean_name("990101199003071237.JPG")
    assert clean_name("../../etc/passwd.pdf") == "passwd.pdf"
    assert clean_name("a\x00\u202eb.pdf") == "ab.pdf"
    assert len(clean_name("长" * 300 + ".pdf")) <= 120


async def test_good_files_are_kept_when_others_are_refused(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        files = [
            ("file-1", "申请表.pdf", pdf()),
            ("file-1", "坏的.pdf", pdf(open_action_with_script)),
            ("file-2", "身份证.jpg", photo()),
        ]
        await citizen.upload(f"/applications/{draft}/materials", *files, going_on=True)
        assert citizen.status == 422
        assert "“坏的.pdf”打开时会自动执行动作" in citizen.text
        assert citizen.text.count("已上传 1 个") == 2
        await citizen.open(f"/applications/{draft}/materials?lang=en")
        assert "申请表.pdf" in citizen.text


async def test_a_file_sent_twice_is_kept_once_and_can_be_removed(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        for _ in range(2):
            await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo()))
            assert "已上传 1 个" in citizen.text
        remove = re.search(r'action="([^"]+/remove)"', citizen.text)
        assert remove
        await citizen.send(remove[1])
        assert "已上传" not in citizen.text.replace("已上传 0 份", "")


async def test_a_file_comes_back_only_as_a_download_and_only_to_its_owner(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo_with_place()))
        address = citizen.text.split('href="/applications/')[-1].split('"')[0]
        assert "/uploads/" in address
        await citizen.open(f"/applications/{address}")
        assert citizen.status == 200
        assert citizen.headers["Content-Disposition"].startswith('attachment; filename="material-1-')
        assert citizen.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in citizen.headers["Content-Security-Policy"]
        async with another(citizen) as stranger:
            await stranger.open(f"/applications/{address}")
            assert stranger.status == 404
            await stranger.open(f"/applications/{draft}/materials")
            assert stranger.status == 404


async def test_limits_of_size_and_number(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo() + bytes(LARGEST_FILE)))
        assert "超过 20 MB" in citizen.text
        eleven = [("file-1", f"{n}.png", photo(10 + n, 10, "PNG")) for n in range(11)]
        await citizen.upload(f"/applications/{draft}/materials", *eleven)
        assert "每份材料最多 10 个文件" in citizen.text
        assert "已上传 10 个" in citizen.text
        assert not list((tmp_path / "files" / "incoming").iterdir())


async def test_a_file_that_nothing_refers_to_goes_a_day_later(tmp_path: Path) -> None:
    clock = HandClock(datetime.now(UTC))
    async with browsing(small_app(tmp_path, clock)) as citizen:
        draft = await slots(citizen)
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo()))
        citizen.app[FILES].put(b"an orphan")
    for hours, left in ((1, 2), (24, 1)):
        clock.move(hours=hours)
        async with browsing(small_app(tmp_path, clock)):
            assert len(list((tmp_path / "files").glob("??/*"))) == left


async def test_a_form_of_another_site_or_for_another_material_stores_nothing(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        await citizen.upload(f"/applications/{draft}/materials", ("file-99", "a.jpg", photo()))
        assert citizen.status == 400
        citizen.text = 'name="csrf" value="' + "0" * 64 + '"'
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo()))
        assert citizen.status == 403
        kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
        assert kept == []
