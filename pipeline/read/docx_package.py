"""The parts of a DOCX file, unpacked within limits: a plan comes from anywhere, and a zip can hold a bomb."""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, Any

import regex

from pipeline.errors import KehoachError
from pipeline.read.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 300 * 2**20
"""Bytes that the parts of the file may unpack to."""
MAX_RATIO = 200
"""Unpacked over packed size: long tables of equal cells reach 100."""
RATIO_FREE = 32 * 2**20
"""Bytes up to which the ratio does not matter."""
_CHUNK = 2**18
STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())
"""Word can save in the strict dialect, which differs in the name of the namespace only."""

# The main part, whose name Word Online changes: "word/document.xml", "word/document2.xml"; not "word/documents.xml".
MAIN_PART = regex.compile(r"word/document\d*\.xml")

_PROPERTIES = tuple(W + tag for tag in ("pPr", "rPr", "tcPr", "trPr"))
_REVISED = tuple(W + tag for tag in ("p", "r", "tr"))
"""Elements whose attributes only tell when they were last edited."""
_READ = frozenset(
    W + tag
    for tag in (
        "pStyle", "numPr", "rPr", "rStyle", "rFonts", "b", "caps", "vanish", "sz", "del",
        "gridBefore", "gridSpan", "hMerge", "vMerge", "tblHeader",
    )
)  # fmt: skip
"""What the reader asks of the properties of paragraphs, runs, cells and rows."""


class Package:
    """The parts of the zip that matter, read in bounded pieces: declared sizes may lie."""

    def __init__(self, archive: zipfile.ZipFile, shown: str) -> None:
        self._archive = archive
        self._shown = shown
        self._left = MAX_UNPACKED
        self._names = set(archive.namelist())
        infos = archive.infolist()
        self._refuse_above(MAX_UNPACKED, sum(info.file_size for info in infos))
        if sum(info.file_size for info in infos) > MAX_RATIO * sum(info.compress_size for info in infos):
            self._refuse_above(RATIO_FREE, sum(info.file_size for info in infos))
        named = [part for part in sorted(self._names) if MAIN_PART.fullmatch(part)]
        self._main = named[0] if named else "word/document.xml"

    def main(self) -> _Element:
        return self._parse(self._main)

    def related(self, kind: str) -> _Element | None:
        """The part that the main part names as its "styles" or "numbering", None where it has none."""
        folder, file = posixpath.split(self._main)
        relations = f"{folder}/_rels/{file}.rels"
        if relations in self._names:
            for relation in self._parse(relations):
                if str(relation.get("Type")).endswith("/" + kind):
                    path = posixpath.normpath(posixpath.join("/" + folder, str(relation.get("Target")))).lstrip("/")
                    return self._parse(path) if path in self._names else None
        return None

    def _parse(self, part: str) -> _Element:
        from lxml import etree

        content = self._unpacked(part).replace(*STRICT)
        parser: Any = etree.XMLPullParser(
            ("end",), tag=(*_PROPERTIES, *_REVISED), resolve_entities=False, no_network=True, load_dtd=False
        )
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            for _, element in parser.read_events():
                _forget_unread(element)
        root: _Element = parser.close()
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError("a DOCX part has no document type")  # entities could unfold without end
        return root

    def _unpacked(self, part: str) -> bytes:
        chunks: list[bytes] = []
        size = 0
        packed = max(self._archive.getinfo(part).compress_size, 1)
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._left -= len(chunk)
                self._refuse_above(MAX_UNPACKED, MAX_UNPACKED - self._left)
                if size > MAX_RATIO * packed:
                    self._refuse_above(RATIO_FREE, size)
        return b"".join(chunks)

    def _refuse_above(self, limit: int, size: int) -> None:
        if size > limit:
            raise KehoachError("too-large", path=self._shown, limit=limit // 2**20)


def _forget_unread(element: _Element) -> None:
    """Free what is never read while the file is parsed: else the tree of a long table takes most of the memory."""
    if element.tag in _REVISED:
        element.attrib.clear()
        return
    for child in list(element):
        if child.tag not in _READ:
            element.remove(child)
