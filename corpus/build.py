"""`python -m corpus.build [NAME …]`: writes every plan as DOCX, PDF and TXT, its gold table and its entities.

The PDF is made by LibreOffice (`soffice` on the PATH); the TXT is the PDF's text as PDFium gives it, hard-wrapped,
page numbers left in, tables flattened cell by cell.  The results are committed: only who edits a source needs this.
"""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import corpus.src
from corpus.annotate import gold
from corpus.entities import WRITTEN, marked_records
from corpus.marks import outermost, write_marks
from corpus.markup import read_plan
from corpus.model import Plan

HERE = Path(__file__).parent
SOURCES = HERE / "src"
SCANNED = "commune"
"""The plan of which a scan is made too: pages as pictures, nothing to read without optical recognition."""


def build(names: list[str]) -> None:
    """Writes the files of the named plans, of all plans when none is named; what did not change is left alone."""
    for name in names or plan_names():
        plan = load(name)
        docx, pdf = HERE / f"{name}.docx", HERE / f"{name}.pdf"
        content = word_file(plan)
        if not (docx.exists() and pdf.exists() and docx.read_bytes() == content):
            docx.write_bytes(content)
            write_pdf(docx)
        (HERE / f"{name}.txt").write_text(flatten(pdf), encoding="utf-8")
        table = gold(plan)
        record = json.dumps(table, ensure_ascii=False, indent=1)
        (HERE / "gold" / f"{name}.json").write_text(record + "\n", encoding="utf-8")
        if (SOURCES / f"{name}.plan").exists():
            lines = (write_marks(text, outermost(marks)) for text, marks in marked_records(plan))
            (WRITTEN / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if name == SCANNED:
            (HERE / f"{name}-scan.pdf").write_bytes(scan(pdf))
        print(f"{name}: {len(table['tasks'])} records")


def plan_names() -> list[str]:
    """The names of the plans in corpus/src."""
    written = [module.name for module in pkgutil.iter_modules(corpus.src.__path__)]
    return sorted([*written, *(source.stem for source in SOURCES.glob("*.plan"))])


def load(name: str) -> Plan:
    """The plan that corpus/src/NAME.plan or NAME.py describes."""
    source = SOURCES / f"{name}.plan"
    if source.exists():
        return read_plan(source)
    plan: Plan = importlib.import_module(f"corpus.src.{name}").PLAN
    return plan


def word_file(plan: Plan) -> bytes:
    """The plan as the bytes of a DOCX, the same on every run (python-docx stamps the hour on the parts)."""
    from corpus.typeset import typeset

    raw, stable = io.BytesIO(), io.BytesIO()
    typeset(plan).save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(stable, "w") as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED)
    return stable.getvalue()


def write_pdf(docx: Path) -> Path:
    """Converts a DOCX beside itself by LibreOffice, without touching the user's own profile."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"),
                *("--outdir", str(docx.parent), str(docx)),
            ],
            check=True,
            capture_output=True,
        )
    return docx.with_suffix(".pdf")


def flatten(pdf: Path) -> str:
    """The text of a PDF as printed lines, pages parted by a form feed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n\f".join(page.replace("\r\n", "\n").replace("\ufffe", "-") for page in pages) + "\n"


def scan(pdf: Path, dpi: int = 110) -> bytes:
    """The PDF as an office's scanner gives it: grey pictures, each page a little askew. The same on every run."""
    import random

    import pypdfium2

    chance = random.Random(pdf.stem)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        askew = picture.rotate(chance.uniform(-0.7, 0.7), fillcolor=255)
        pages.append(askew.point(lambda level: 235 if level > 235 else level))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=45)
    return re.sub(rb"/(CreationDate|ModDate) \(.*?\)", rb"", out.getvalue())


if __name__ == "__main__":
    build(sys.argv[1:])
