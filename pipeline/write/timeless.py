"""An Office file without the times of writing: the same content always gives the same bytes."""

from __future__ import annotations

import io
import zipfile

import regex

PROPERTIES = "docProps/core.xml"
"""The part of the package with the document's properties."""
# the two times in docProps/core.xml; not <dc:creator>
TIMES = regex.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def timeless(package: io.BytesIO) -> bytes:
    """The zip in `package` (XLSX, DOCX) without the times of its properties and of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == PROPERTIES:
                content = TIMES.sub(b"", content)
            new.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
