"""The parts of an XLSX file: its visible sheets, shared strings and number formats, within the limits of `Package`."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import regex

from pipeline.read.docx_package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss",
    46: "h:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip
"""Number formats that files name by number only (ECMA-376 part 1, 18.8.30); 14 is the short date of the machine."""

# A row that is only formatted: "<row r="9" ht="15"><c r="A9" s="3"/></row>", "<row r="9"/>"; not a row with a value.
# Its address must stand in it: what follows a row without one counts from it.
EMPTY_ROW = regex.compile(
    rb'<row r="\d++"[^<>]*+(?:(?<=/)>|(?<!/)>(?:\s*+<c r="[A-Z]++\d++"[^<>]*+(?<=/)>)*+\s*+</row>)'
)
# A character that XML cannot hold or Excel protects: "_x000D_", "_x005F_"; not "_x12_".
ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")


class Workbook(Package):
    """The parts of an XLSX file; a DOCX is the same kind of package, so the same limits hold."""

    def __init__(self, archive: zipfile.ZipFile, shown: str) -> None:
        super().__init__(archive, shown)
        starts = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        self._main = starts[0] if starts and starts[0] in self._names else "xl/workbook.xml"
        self._book = self.main()
        self._related = self._relations(self._main)

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 0 is 1904-01-01 (old files of Excel for Mac) and not 1899-12-30."""
        return any(
            properties.get("date1904") in ("1", "true", "on") for properties in self._book.iterfind("{*}workbookPr")
        )

    def sheets(self, *, hidden: bool = False) -> list[tuple[str, str]]:
        """(name, part) of the visible worksheets, or of the `hidden` ones, in order; charts and macros are none."""
        out = []
        for sheet in self._book.iterfind("{*}sheets/{*}sheet"):
            relation = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            kind, part = self._related.get(relation, ("", ""))
            if kind == "worksheet" and part in self._names and (sheet.get("state", "visible") != "visible") == hidden:
                out.append((str(sheet.get("name") or ""), part))
        return out

    def shared_strings(self) -> list[str]:
        """The texts that cells refer to by their place in this list."""
        part = self._part("sharedStrings")
        return [] if part is None else [text_of(item) for item in self.elements(part, "si")]

    def formats(self) -> list[str]:
        """The number format of each cell style, by the style's number."""
        part = self._part("styles")
        if part is None:
            return []
        styles = self._parse(part)
        own = {f.get("numFmtId"): str(f.get("formatCode") or GENERAL) for f in styles.iterfind("{*}numFmts/{*}numFmt")}
        out = []
        for style in styles.iterfind("{*}cellXfs/{*}xf"):
            number = style.get("numFmtId") or "0"
            built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
            out.append(own.get(number, built_in))
        return out

    def elements(self, part: str, *tags: str) -> Iterator[_Element]:
        """The elements named `tags` of a part one after the other, each forgotten when the next one is asked for."""
        from lxml import etree

        # Sheets that are formatted down to their last row have a million such rows: a minute in the parser.
        content = io.BytesIO(EMPTY_ROW.sub(b"", self._unpacked(part)))
        names = tuple("{*}" + tag for tag in tags)
        parser: Any = etree.iterparse(
            content, events=("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in parser:
            if element.getroottree().docinfo.internalDTD is not None:
                raise ValueError("an XLSX part has no document type")  # entities could unfold without end
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def _part(self, kind: str) -> str | None:
        return next((path for found, path in self._related.values() if found == kind and path in self._names), None)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part ("" is the package) by their ids: the last word of the type, and the part's path."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._names:
            return {}
        return {
            str(relation.get("Id")): (
                str(relation.get("Type")).rpartition("/")[2],
                posixpath.normpath(posixpath.join("/" + folder, str(relation.get("Target")))).lstrip("/"),
            )
            for relation in self._parse(path)
        }


def text_of(item: _Element) -> str:
    """The text of a string item, its runs joined; the reading aids of East Asian scripts (`rPh`) are left out."""
    texts = []
    for child in item:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            texts += [run.text or "" for run in child.iterfind("{*}t")]
    return unescaped("".join(texts))


def unescaped(text: str) -> str:
    """`text` with "_x000D_" and its like turned into the characters they stand for."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
