"""A plan's source -> a DOCX, laid out as Nghị định 30/2020/NĐ-CP asks (A4, Times New Roman, page numbers on top)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.annotate import FOOTNOTE
from corpus.model import (
    Appendix,
    CellTable,
    Item,
    Node,
    Note,
    PageBreak,
    PlainTable,
    Plan,
    Section,
    Signature,
    TaskTable,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph


def typeset(plan: Plan) -> Document:
    """The plan as a Word document."""
    page = _Page(plan)
    page.letterhead(plan.agency, plan.number, plan.place_date, plan.letterhead)
    page.title(plan.type, plan.title)
    page.nodes((*plan.body, plan.signature, *plan.after), 0)
    page.finish()
    return page.document


class _Page:
    """A Word document being written; each method adds one kind of node."""

    def __init__(self, plan: Plan) -> None:
        import docx

        from corpus.numbering import Numbering

        self.plan = plan
        self.document = docx.Document()
        self.footnotes: list[str] = []
        self.numbering = Numbering(self.document) if plan.automatic_numbers else None
        self._set_up()

    def _set_up(self) -> None:
        import datetime as dt

        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        style: Any = self.document.styles["Normal"]
        style.font.name, style.font.size = self.plan.font, Pt(self.plan.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), self.plan.font)
        style.paragraph_format.space_after = Pt(0)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
        day = dt.datetime.fromisoformat(self.plan.issued)
        properties = self.document.core_properties
        properties.title, properties.author = " ".join(self.plan.title), self.plan.issuer
        properties.created = properties.modified = day

    def finish(self) -> None:
        """Adds what can only be written once the text is complete."""
        if self.footnotes:
            from corpus.footnotes import add_footnotes

            add_footnotes(self.document, self.footnotes)

    def nodes(self, nodes: tuple[Node, ...], depth: int) -> None:
        """Writes the nodes in order; `depth` counts the headings above them."""
        for node in nodes:
            match node:
                case Section():
                    self.heading(node, depth)
                    self.nodes(node.below, depth + 1)
                case Item():
                    self.item(node, depth)
                    self.nodes(node.below, depth)
                case Note():
                    self.note(node)
                case TaskTable() | PlainTable():
                    from corpus.ruled import plain_table, task_table

                    if isinstance(node, TaskTable):
                        task_table(self.document, node)
                    else:
                        plain_table(self.document, node)
                case CellTable():
                    from corpus.tables.word_table import cell_table

                    cell_table(self.document, node)
                case Appendix():
                    self.appendix(node)
                case PageBreak():
                    self.page_break(node)
                case Signature():
                    self.signature(node)

    # Running text

    def paragraph(self, text: str, **style: Any) -> Paragraph:
        """An indented, justified paragraph of the body."""
        return self.write(self.document.add_paragraph(), text, **style)

    def write(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        align: str = "JUSTIFY",
        indent: float = 1.27,
        space: float = 3,
    ) -> Paragraph:
        """Fills `paragraph`; footnotes in the text become Word footnotes. Indent in centimetres, spaces in points."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt

        layout = paragraph.paragraph_format
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        layout.first_line_indent = Cm(indent)
        layout.space_before = layout.space_after = Pt(space)
        notes = FOOTNOTE.findall(text)
        for position, piece in enumerate(FOOTNOTE.split(text)):
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold or None, italic or None
            if size:
                run.font.size = Pt(size)
            if position < len(notes):
                from corpus.footnotes import reference

                self.footnotes.append(notes[position].strip("{}"))
                reference(paragraph, len(self.footnotes))
        return paragraph

    def heading(self, node: Section, depth: int) -> None:
        """A heading, its number printed or (automatic numbering) left to Word."""
        style: dict[str, Any] = {"bold": not node.italic, "italic": node.italic or depth > 2}
        if self.numbering and node.mark:
            paragraph = self.paragraph(node.title, **style, indent=0)
            self.numbering.apply(paragraph, node.mark)
        else:
            paragraph = self.paragraph(f"{node.mark} {node.title}".strip(), **style)
        paragraph.paragraph_format.keep_with_next = True

    def item(self, node: Item, depth: int) -> None:
        """A record's own paragraph."""
        if self.numbering and node.mark:
            self.numbering.apply(self.paragraph(node.text, bold=node.bold, indent=0), node.mark)
        else:
            self.paragraph(f"{node.mark} {node.text}".strip(), bold=node.bold)

    def note(self, node: Note) -> None:
        """A paragraph that is no record."""
        if self.numbering and node.mark:
            self.numbering.apply(self.paragraph(node.text, bold=node.bold, indent=0), node.mark)
        elif node.bold and not node.mark:
            self.paragraph(node.text, bold=True, align="CENTER", indent=0)
        else:
            self.paragraph(f"{node.mark} {node.text}".strip(), bold=node.bold, indent=1.27 + 0.6 * node.indent)

    # Head, foot and appendices

    def letterhead(self, agency: tuple[str, ...], number: str, place_date: str, how: str) -> None:
        """Agency and motto side by side: in a table without borders, or ("tabs") with tab stops."""
        line = partial(self.write, align="CENTER", indent=0, space=0)
        motto = "Độc lập - Tự do - Hạnh phúc"
        if how == "tabs":
            self._tabbed(agency, number, place_date)
            return
        table = _borderless(self.document, (6.7, 9.8))
        left, right = table.rows[0].cells
        _lines(left, agency, lambda p, text, last: line(p, text, bold=last, size=12))
        line(right.paragraphs[0], self.plan.motto, bold=True, size=12)
        line(right.add_paragraph(), motto, bold=True, size=13)
        _rule(left, 1.9)
        _rule(right, 2.1)
        if number or place_date:
            left, right = table.add_row().cells
            line(left.paragraphs[0], number and f"Số: {number}", size=13)
            line(right.paragraphs[0], place_date, italic=True, size=13)

    def _tabbed(self, agency: tuple[str, ...], number: str, place_date: str) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Cm, Pt

        rows = zip(
            (*agency, f"Số: {number}"), (self.plan.motto, "Độc lập - Tự do - Hạnh phúc", place_date), strict=True
        )
        for position, (left, right) in enumerate(rows):
            paragraph = self.write(self.document.add_paragraph(), "", align="LEFT", indent=0, space=1)
            for stop in (2.9, 11.3):
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop), WD_TAB_ALIGNMENT.CENTER)
            run = paragraph.add_run(f"\t{left}\t{right}")
            run.bold, run.italic = position < 2, position == 2
            run.font.size = Pt(12)

    def title(self, type_: str, title: tuple[str, ...], reference: str = "") -> None:
        """The type of the document and its title, centred."""
        from docx.shared import Pt

        centred = partial(self.paragraph, align="CENTER", indent=0)
        centred(type_, bold=True, space=0).paragraph_format.space_before = Pt(12)
        for text in title:
            centred(text, bold=True, space=0)
        if reference:
            centred(reference, italic=True, space=0, size=13)
        _border(centred("", space=0, size=4), 6)

    def page_break(self, node: PageBreak) -> None:
        """A new page, which may begin an enclosed plan with a letterhead of its own."""
        self.document.add_page_break()  # type: ignore[no-untyped-call]
        if node.letterhead:
            self.letterhead(node.letterhead, "", "", "table")
        if node.type:
            self.title(node.type, node.title, node.reference)

    def signature(self, node: Signature) -> None:
        """Recipients (Nơi nhận) and signature."""
        self.paragraph("", space=0, size=6)
        left, right = _borderless(self.document, (8.5, 8)).rows[0].cells
        self.write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, align="LEFT", indent=0, space=0)
        for text in node.recipients:
            self.write(left.add_paragraph(), f"- {text}", size=11, align="LEFT", indent=0, space=0)
        line = partial(self.write, bold=True, align="CENTER", indent=0, space=0)
        _lines(right, (*node.titles, "", "", "", node.name), lambda p, text, last: line(p, text))

    def appendix(self, node: Appendix) -> None:
        """An appendix on pages of its own, turned when `landscape`."""
        from docx.enum.section import WD_ORIENTATION, WD_SECTION
        from docx.shared import Cm

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        if node.landscape and section.orientation != WD_ORIENTATION.LANDSCAPE:
            section.orientation = WD_ORIENTATION.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
            section.left_margin = section.right_margin = Cm(2)
        centred = partial(self.paragraph, align="CENTER", indent=0, space=0)
        centred(node.label, bold=True)
        centred(node.title, bold=True)
        if node.reference:
            centred(node.reference, italic=True, size=13)
        centred("", size=6)
        self.nodes(node.below, 0)


def _lines(cell: _Cell, texts: tuple[str, ...], write: Any) -> None:
    for position, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        write(paragraph, text, position == len(texts) - 1)


def _borderless(document: Document, widths: tuple[float, ...]) -> Any:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _rule(cell: _Cell, indent: float) -> None:
    """The short line below the agency or the motto."""
    from docx.shared import Pt

    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run("")
    run.font.size = Pt(4)
    _border(paragraph, indent)


def _border(paragraph: Paragraph, indent: float) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm, Pt

    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm(indent)
    layout.line_spacing = Pt(4)
    layout.first_line_indent = Cm(0)
    layout.space_after = Pt(4)
    border = '<w:pBdr {}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(border.format(nsdecls("w"))),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def _page_number(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
