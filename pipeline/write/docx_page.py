"""The page of an appendix as Nghị định 30/2020/NĐ-CP, phụ lục I, asks: A4 lying, Times New Roman, page numbers on top.

Margins (mục I.2: top and bottom 20 to 25 mm, left 30 to 35 mm, right 15 to 20 mm) are read as those of the page as it
is held: the left one stays at the left of a lying page. Page numbers (mục II.7) are Arabic, 13 to 14 points, centred in
the top margin, not on the first page, and each appendix has its own, from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
TEXT_SIZE, TITLE_SIZE, TABLE_SIZE = 14, 14, 12
"""Points: running text and page numbers, what stands above the table, the table."""
MARGINS = {"top": 20, "right": 15, "bottom": 20, "left": 30}
"""Millimetres."""
PAGE = (297, 210)
"""Width and height of the page in millimetres."""


def new_document(title: str) -> Document:
    """An empty document of that page; `title` and the author go into its properties, no time of writing does."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], "kehoach", "kehoach"
    properties.comments, properties.language = "", LANGUAGE
    _set_styles(document)
    _set_page(document)
    return document


def text_width() -> int:
    """How wide the text may be, in twentieths of a point."""
    return twips(PAGE[0] - MARGINS["left"] - MARGINS["right"])


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def _set_styles(document: Document) -> None:
    """One font for every script, in black; Word's template would take those of its theme."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Header"):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(TEXT_SIZE), RGBColor(0, 0, 0)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing = 1.0
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (defaults, document.styles["Normal"].element.rPr, document.styles["Header"].element.rPr):
        fonts = properties.find(qn("w:rFonts"))
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    language = defaults.find(qn("w:lang"))
    language.attrib.clear()
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)


def _set_page(document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False  # an empty one: the first page has no number
    numbers: Any = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    # by the schema: after the margins, before the columns
    margins: Any = section._sectPr.find(qn("w:pgMar"))
    margins.addnext(numbers)
    _number_pages(section.header.paragraphs[0])


def _number_pages(paragraph: Any) -> None:
    """Put the number of the page into a centred paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", None, "separate", "shown", "end"):
        run = paragraph.add_run("2" if kind == "shown" else "")  # what stands there until Word counts
        if kind is None:
            code: Any = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)
        elif kind != "shown":
            mark: Any = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
