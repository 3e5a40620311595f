"""What a file is, by its content; the errors for everything that is no plan."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pytest

import pipeline.read
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.read import kind_of, read


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return stream.getvalue()


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xef\xbb\xbf\r\n" + b" " * 900 + b"%PDF-1.4", "pdf"),
        (b" " * 2000 + b"%PDF-1.4", "text"),
        ("tệp %PDF đính kèm".encode(), "text"),
        ("BM là viết tắt".encode(), "text"),
        ("KẾ HOẠCH".encode(), "text"),
        (zipped("word/document.xml"), "docx"),
        (zipped("word/document2.xml"), "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ],
)
def test_kind(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"BM\x00\x00\x00\x00", "BMP"),
        (b"{\\rtf1\\ansi K}", "RTF"),
        (b"<!DOCTYPE html><html>", "HTML/XML"),
        (b'{\n  "document": {}}', "JSON"),
        (b'[{"id": "1"}]', "JSON"),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), "Excel (.xlsb)"),
        (zipped("ppt/presentation.xml"), "PowerPoint (.pptx)"),
        (zipped("mimetype", "content.xml"), "OpenDocument (.odt)"),
        (zipped("anh.jpg"), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word 97-2003 (.doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel 97-2003 (.xls)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Office + password"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, data: bytes, found: str) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(data)
    with pytest.raises(KehoachError) as caught:
        read(path)
    assert caught.value.code == "unknown-kind"
    assert caught.value.values == {"path": str(path), "found": found}
    assert found in message(caught.value.code, "vi", **caught.value.values)


@pytest.mark.parametrize("name", ["ke-hoach", "ke-hoach.bak", "ke-hoach.DOCX"])
def test_kind_does_not_follow_an_unknown_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(word_file("Nội dung"))
    assert read(path).format == "docx"


@pytest.mark.parametrize("name", ["ke-hoach.pdf", "ke-hoach.txt", "ke-hoach.xlsx"])
def test_a_name_that_disagrees_with_the_content_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(word_file("Nội dung"))
    with pytest.raises(KehoachError) as caught:
        read(path)
    assert caught.value.code == "renamed"
    assert "DOCX" in message(caught.value.code, "vi", **caught.value.values)


def test_what_a_document_says_of_its_file(tmp_path: Path) -> None:
    data = "Nội dung".encode()
    path = tmp_path / "kh.txt"
    path.write_bytes(data)
    document = read(str(path))
    assert (document.name, document.format) == ("kh.txt", "text")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert read(data).name is None
    assert read(data, name="khác.txt").name == "khác.txt"
    with path.open("rb") as stream:
        assert read(stream) == document
    assert read(io.BytesIO(data)).blocks == document.blocks


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "no-such-file"),
        (lambda path: path.mkdir(), "is-directory"),
        (lambda path: path.write_bytes(b""), "empty-file"),
        (lambda path: path.write_bytes(b"\x00\x01\x02"), "not-text"),
        (lambda path: path.write_bytes(word_file("Nội dung")[:5000]), "damaged"),
    ],
)
def test_errors(tmp_path: Path, make: object, code: str) -> None:
    path = tmp_path / "kh"
    make(path)  # type: ignore[operator]
    with pytest.raises(KehoachError) as caught:
        read(path)
    assert caught.value.code == code
    assert caught.value.values["path"] == str(path)
    assert message(code, "en", **caught.value.values)


@pytest.mark.parametrize("path", ["kh\x00.txt", "k" * 5000, __file__ + "/kh.txt"])
def test_impossible_paths(path: str) -> None:
    with pytest.raises(KehoachError) as caught:
        read(path)
    assert caught.value.code == "no-such-file"


def test_bytes_have_a_name_in_messages() -> None:
    with pytest.raises(KehoachError) as caught:
        read(b"")
    assert caught.value.values == {"path": "<bytes>"}


def test_endless_stream_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.read, "MAX_FILE", 2**20)
    with pytest.raises(KehoachError) as caught:
        read(io.BytesIO(b"a" * 2**21))
    assert caught.value.code == "too-large"
    assert caught.value.values["limit"] == 1
