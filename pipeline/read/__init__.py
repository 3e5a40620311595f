"""A file becomes a `Document`: `read` finds out by its content what the file is and calls the reader of that format."""

from __future__ import annotations

import errno
import functools
import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import regex

from pipeline.errors import KehoachError
from pipeline.read.document import Box, Cell, Document, Line, Table

if TYPE_CHECKING:
    from pipeline.read.pdf_unruled_header import ColumnNaming

__all__ = ["Box", "Cell", "Document", "Line", "Table", "kind_of", "read"]

MAX_FILE = 512 * 1024 * 1024
"""Bytes of a file as stored. A scanned plan has tens of megabytes; more than this is not a plan."""

# What a name promises; other suffixes and nameless bytes are told apart by their content alone.
SUFFIXES = {".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".txt": "text"}
NAMES = {"pdf": "PDF", "docx": "DOCX", "xlsx": "XLSX", "text": "TXT"}
# The signature of a PDF: "%PDF-1.7", "%PDF-2.0" after a mail header; not "tệp %PDF đính kèm".
PDF_SIGNATURE = regex.compile(rb"%PDF-\d")
# The start of a mark-up file: "<!DOCTYPE html>", "<?xml version="; not "<Tên cơ quan>".
MARKUP = regex.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html\b|\?xml\b|head\b|body\b)", regex.IGNORECASE)
# The start of a JSON file: "{\n  \"document\": …", "[{\"id\"", "[]"; not "[Logo]", "{...}".
JSON = regex.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{\"\]])")

# Names that read the same in a Vietnamese and an English sentence.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"%!PS", "PostScript"),
    (b"AT&TFORM", "DjVu"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)
PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "Excel (.xlsb)"),
    ("ppt/", "PowerPoint (.pptx)"),
    ("content.xml", "OpenDocument (.odt)"),
    ("META-INF/container.xml", "EPUB"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO, *, name: str | None = None, naming: ColumnNaming | None = None
) -> Document:
    """Read a plan from a path, from bytes or from a binary stream.

    `name` is what messages and the record call the file (default: the path, or "<bytes>" in messages), `naming` says
    what the header of a column means (its text -> a role and a weight): a PDF's tables without ruling lines are found
    by it, and without it not at all.  The kind is found by content, never by suffix.  Raises `KehoachError` with one
    of the codes no-such-file, is-directory, empty-file, renamed, unknown-kind, damaged, encrypted, scan, too-large,
    too-many-cells, not-text.
    """
    data, shown, file = load(source, name)
    if not data:
        raise KehoachError("empty-file", path=shown)
    kind = kind_of(data, shown)
    suffix = os.path.splitext(file or "")[1].lower()
    if SUFFIXES.get(suffix, kind) != kind:
        # a file that is not what its name says is a mix-up, and the wrong plan's dates would look right
        raise KehoachError("renamed", path=shown, suffix=suffix, kind=NAMES[kind])
    document = _reader(kind, naming)(data, shown)
    return replace(document, name=file, sha256=hashlib.sha256(data).hexdigest())


def kind_of(data: bytes, shown: str = "<bytes>") -> str:
    """The format by content, "pdf", "docx", "xlsx" or "text"; KehoachError unknown-kind or damaged for all else."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data, shown)
    if PDF_SIGNATURE.search(data, 0, 1024 + 6):
        return "pdf"
    if data.startswith(OLE):
        raise KehoachError("unknown-kind", path=shown, found=_kind_of_ole(data))
    for signature, found in SIGNATURES:
        # A two-letter signature is also the start of ordinary words; only binary data has zeros.
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:4096]):
            raise KehoachError("unknown-kind", path=shown, found=found)
    if MARKUP.search(data):
        raise KehoachError("unknown-kind", path=shown, found="HTML/XML")
    if JSON.search(data):
        raise KehoachError("unknown-kind", path=shown, found="JSON")
    return "text"


def load(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None = None) -> tuple[bytes, str, str | None]:
    """The bytes, what messages call the file, and its name in the record."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), name or "<bytes>", name
    if not isinstance(source, (str, os.PathLike)):
        own = getattr(source, "name", None)
        file = name or (os.path.basename(own) if isinstance(own, str) else None)
        return _bounded(source, file or "<bytes>"), file or "<bytes>", file
    path = os.fspath(source)
    shown = name or path
    try:
        with open(path, "rb") as stream:
            return _bounded(stream, shown), shown, name or os.path.basename(path)
    except IsADirectoryError as error:
        raise KehoachError("is-directory", path=shown) from error
    except ValueError as error:  # a NUL character in the path
        raise KehoachError("no-such-file", path=shown) from error
    except OSError as error:
        if os.path.isdir(path):  # Windows says "permission denied" of a folder
            raise KehoachError("is-directory", path=shown) from error
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL):
            raise KehoachError("no-such-file", path=shown) from error
        raise


def _bounded(stream: BinaryIO, shown: str) -> bytes:
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise KehoachError("too-large", path=shown, limit=MAX_FILE // 2**20)
    return data


def _kind_of_zip(data: bytes, shown: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        kind = "DOCX" if b"word/" in data else "XLSX" if b"xl/" in data else "ZIP"
        raise KehoachError("damaged", path=shown, kind=kind) from error
    if any(part.startswith("word/document") and part.endswith(".xml") for part in names):
        return "docx"
    if any(part.startswith("xl/workbook") and part.endswith(".xml") for part in names):
        return "xlsx"
    for prefix, found in PARTS:
        if any(part.startswith(prefix) for part in names):
            raise KehoachError("unknown-kind", path=shown, found=found)
    raise KehoachError("unknown-kind", path=shown, found="ZIP")


def _kind_of_ole(data: bytes) -> str:
    """The old binary formats of Office, told apart by the names of their streams (UTF-16)."""
    for stream, found in (
        ("EncryptedPackage", "Office + password"),
        ("WordDocument", "Word 97-2003 (.doc)"),
        ("Workbook", "Excel 97-2003 (.xls)"),
        ("PowerPoint Document", "PowerPoint 97-2003 (.ppt)"),
    ):
        if stream.encode("utf-16-le") in data:
            return found
    return "Office 97-2003"


def _reader(kind: str, naming: ColumnNaming | None) -> Callable[[bytes, str | None], Document]:
    """The reader of a format, imported only when a file of that format comes."""
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return functools.partial(read_pdf, naming=naming)
    if kind == "docx":
        from pipeline.read.docx import read_docx

        return read_docx
    if kind == "xlsx":
        from pipeline.read.xlsx import read_xlsx

        return read_xlsx
    from pipeline.read.text import read_text

    return functools.partial(read_text, naming=naming)
