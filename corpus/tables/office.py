"""Many DOCX to PDF by one start of LibreOffice, which takes seconds each time."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def convert(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """The PDF of each DOCX, in `folder`; files that LibreOffice did not convert are missing. Empty without soffice."""
    if not files or not shutil.which("soffice"):
        return {}
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"),
                *("--outdir", str(folder), *map(str, files)),
            ],
            check=False,
            capture_output=True,
            timeout=300,
        )
    found = {file: folder / f"{file.stem}.pdf" for file in files}
    return {file: pdf for file, pdf in found.items() if pdf.exists()}
