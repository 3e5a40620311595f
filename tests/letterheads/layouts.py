"""A letterhead or a foot of the tables beside this module, set as offices set them and as converters leave them."""

from __future__ import annotations

import io
import itertools
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
LAYOUTS = ("column by column", "line by line", "wide gaps", "docx", "docx in one row", "docx with tabs", "pdf")
BODY = ("I. MỤC ĐÍCH, YÊU CẦU", "- Nâng cao nhận thức của cán bộ.", "II. NHIỆM VỤ", "- Rà soát hồ sơ còn tồn đọng.")
CLOSING = "Trên đây là Kế hoạch, đề nghị các đơn vị nghiêm túc thực hiện./."
HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG NAI THƯỢNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Số: 31/KH-UBND",
    "Đồng Nai Thượng, ngày 09 tháng 02 năm 2026",
    "KẾ HOẠCH\nPhòng, chống cháy rừng năm 2026",
    "Ủy ban nhân dân xã ban hành kế hoạch như sau:",
)

OFFICE = "http://schemas.openxmlformats.org"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{{body}}</w:body>'
    "</w:document>",
}
"""The parts of the smallest package, `body` still to come."""

Row = tuple[str, ...]
"""What stands side by side, each part with its lines."""


def heads() -> list[dict[str, Any]]:
    """The cases of heads.toml."""
    return _cases("heads")


def feet() -> list[dict[str, Any]]:
    """The cases of feet.toml."""
    return _cases("feet")


def plan(case: dict[str, Any], layout: str) -> bytes:
    """A file with a small plan that has the head or the foot of `case`: text, DOCX or PDF, by the layout."""
    rows = list(_rows(case, layout))
    if layout.startswith("docx"):
        return _docx(rows, tabs="tabs" in layout)
    if layout == "pdf":
        return _pdf(rows)
    return "\n".join(_text(rows, layout)).encode()


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return cases


def _rows(case: dict[str, Any], layout: str) -> Iterator[Row]:
    if "reasons" in case:
        left, right, number, place, title, reasons = (
            case[key] for key in ("left", "right", "number", "place", "title", "reasons")
        )
    else:
        left, right, number, place, title, reasons = HEAD
    if layout == "docx in one row":
        yield (_joined(left, number), _joined(right, place))
    else:
        yield (left, right)
        yield (number, place)
    for text in (title, reasons):
        yield from ((line,) for line in text.split("\n"))
    yield from ((line,) for line in (*BODY, CLOSING))
    if "signatures" in case:
        yield tuple(part for part in (case["left"], *case["signatures"]) if part)
        yield from ((line,) for line in case.get("after", "").split("\n"))


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _side_by_side(row: Row) -> Iterator[tuple[str, ...]]:
    """The printed lines of a row; blank lines are the room for a signature."""
    return itertools.zip_longest(*(text.split("\n") for text in row), fillvalue="")


def _text(rows: Sequence[Row], layout: str) -> Iterator[str]:
    for row in rows:
        if len(row) == 1:
            yield row[0]
        elif layout == "column by column":
            yield from (line for text in row for line in text.split("\n"))
        elif layout == "line by line":
            yield from (" ".join(part for part in parts if part) for parts in _side_by_side(row))
        else:
            width = max(len(line) for text in row[:-1] for line in text.split("\n")) + 8
            yield from ("".join(part.ljust(width) for part in parts).rstrip() for parts in _side_by_side(row))


def _docx(rows: Sequence[Row], *, tabs: bool) -> bytes:
    """Written by hand: the styles of python-docx's template take most of the time of a test that reads it."""
    body: list[str] = []
    for row in rows:
        if len(row) == 1:
            body.append(_paragraph(row[0]))
        elif tabs:
            body += [_paragraph("\t".join(parts).rstrip("\t")) for parts in _side_by_side(row)]
        else:
            cells = (f"<w:tc>{''.join(map(_paragraph, text.split(chr(10))))}</w:tc>" for text in row)
            grid = '<w:gridCol w:w="4500"/>' * len(row)
            body.append(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{''.join(cells)}</w:tr></w:tbl>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in DOCX.items():
            package.writestr(name, content.format(body="".join(body)))
    return out.getvalue()


def _paragraph(text: str) -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _pdf(rows: Sequence[Row]) -> bytes:
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    y = 790.0

    def down() -> None:
        nonlocal y
        y -= 17
        if y < 60:
            canvas.showPage()
            y = 790.0

    for row in rows:
        size = 8 if len(row) > 1 else 11
        canvas.setFont("Serif", size)
        if len(row) == 1:
            for line in simpleSplit(row[0], "Serif", size, 480):
                canvas.setFont("Serif", size)
                canvas.drawString(70, y, line)
                down()
            continue
        lines = list(_side_by_side(row))
        if y - 17 * len(lines) < 60:
            canvas.showPage()
            y = 790.0
        width = 500 / len(row)
        for n in range(len(row)):  # cell by cell, as word processors draw tables
            for i, parts in enumerate(lines):
                canvas.setFont("Serif", size)
                canvas.drawCentredString(50 + (n + 0.5) * width, y - 17 * i, " ".join(parts[n].split()))
        y -= 17 * (len(lines) + 1)
    canvas.save()
    return out.getvalue()
