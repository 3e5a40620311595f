"""A sample as a PDF drawn by reportlab."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Appendix, CellTable, Item, Node, Note, Plan, Section
from corpus.tables.pdf_page import CM, Paper
from corpus.tables.pdf_table import draw_table
from corpus.tables.sample import Sample

INDENT = 1.0 * CM


def write_pdf(sample: Sample, target: Path) -> Path:
    """Draws the whole plan; raises `NoFont` where no font has Vietnamese letters."""
    plan = sample.plan
    paper = Paper(target, sample.look, " ".join(plan.title))
    paper.new_page(landscape=False)
    _letterhead(paper, plan)
    for text in (plan.type, *plan.title):
        paper.paragraph(text, 14, bold=True, centred=True, after=2)
    paper.y += 10
    _nodes(paper, plan.body)
    _signature(paper, plan)
    _nodes(paper, plan.after)
    paper.save()
    return target


def _letterhead(paper: Paper, plan: Plan) -> None:
    """Agency, motto, number and date in two columns."""
    motto = (plan.motto, "Độc lập - Tự do - Hạnh phúc")
    width = paper.right - paper.left
    left, right = (*plan.agency, f"Số: {plan.number}"), (*motto, plan.place_date)
    end = paper.y
    for texts, x0, x1 in ((left, 0.0, 0.42), (right, 0.42, 1.0)):
        y = paper.y
        for number, text in enumerate(texts):
            face = paper.face(10.5, bold=number < len(texts) - 1)
            for line in face.wrap(text, width * (x1 - x0) - 6):
                paper.text(line, paper.left + (width * (x0 + x1) - face.width(line)) / 2, y + face.size, face)
                y += face.leading
            y += 2
        end = max(end, y)
    paper.y = end + 14


def _nodes(paper: Paper, nodes: tuple[Node, ...]) -> None:
    for node in nodes:
        match node:
            case Section():
                paper.paragraph(f"{node.mark} {node.title}".strip(), 13, bold=True, indent=INDENT)
                _nodes(paper, node.below)
            case Item() | Note():
                paper.paragraph(f"{node.mark} {node.text}".strip(), 13, indent=INDENT)
            case CellTable():
                draw_table(paper, node)
            case Appendix():
                paper.new_page(landscape=node.landscape)
                paper.paragraph(node.label, 13, bold=True, centred=True, after=1)
                paper.paragraph(node.title, 13, bold=True, centred=True, after=1)
                paper.paragraph(node.reference, 12, centred=True, after=8)
                _nodes(paper, node.below)


def _signature(paper: Paper, plan: Plan) -> None:
    """Recipients on the left, signer on the right."""
    if paper.y + 130 > paper.bottom:
        paper.new_page(landscape=False)
    y = paper.y + 8
    small, bold = paper.face(10.5), paper.face(13, bold=True)
    paper.text("Nơi nhận:", paper.left, y + 11, paper.face(11, bold=True))
    for number, text in enumerate(plan.signature.recipients):
        paper.text(f"- {text}", paper.left, y + 26 + 13 * number, small)
    middle = paper.left + (paper.right - paper.left) * 0.75
    for text, down in ((plan.signature.titles[-1], 13), (plan.signature.name, 90)):
        paper.text(text, middle - bold.width(text) / 2, y + down, bold)
    paper.y = y + 120
