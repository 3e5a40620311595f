"""Automatic numbering: the numbers of headings and the bullets live in numbering.xml, not in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

OUTLINE, BULLETS = 81, 82
"""Ids of the two lists in numbering.xml, above those of python-docx's template."""

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
MARKS = ("-", "+")


class Numbering:
    """The lists of one document; `apply` makes a paragraph a member of the list that prints its mark."""

    def __init__(self, document: Document) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        root: Any = document.part.numbering_part.element
        first = root.find(qn("w:num"))
        lists = {OUTLINE: LEVELS, BULLETS: tuple(("bullet", mark) for mark in MARKS)}
        for number, levels in lists.items():
            body = "".join(
                f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
                for i, (kind, text) in enumerate(levels)
            )
            abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{body}</w:abstractNum>'
            first.addprevious(parse_xml(abstract))
            use = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            root.append(parse_xml(use))

    def apply(self, paragraph: Paragraph, mark: str) -> None:
        """Numbers `paragraph` so that Word prints `mark` ("II.", "2.", "2.1.", "a)", "-", "+") before it."""
        from docx.shared import Cm

        number, level = (BULLETS, MARKS.index(mark)) if mark in MARKS else (OUTLINE, _level(mark))
        style: Any = paragraph._p.get_or_add_pPr()
        properties: Any = style.get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number
        paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _level(mark: str) -> int:
    body = mark.rstrip(".)")
    if mark.endswith(")"):
        return 3
    return 0 if not body[0].isdigit() else 1 + body.count(".")
