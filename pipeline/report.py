"""What `kehoach check` makes of each plan: its findings, on the screen or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from pipeline.check import KINDS, Finding, findings
from pipeline.errors import KehoachError
from pipeline.replace import replace_file
from pipeline.write import TABLE_FORMATS

if TYPE_CHECKING:
    from pipeline.records import Plan
    from pipeline.voice import Voice


@dataclass(slots=True)
class Report:
    """The findings of each plan (a `pipeline.deliver.Product`); `only` names the kinds to look for, default all.

    `total` counts what was found in all plans so far.
    """

    only: tuple[str, ...] = ()
    total: int = 0
    suffix: str = ".kiem-tra"
    shows_folders: bool = True
    formats: tuple[str, ...] = TABLE_FORMATS

    def show(self, plan: Plan, stream: TextIO, lang: str) -> None:
        """Print the findings, grouped."""
        from pipeline.show_findings import show_findings

        show_findings(plan, self._of(plan), stream, lang)

    def dump(self, plan: Plan, stream: BinaryIO, format: str, lang: str, file: Path) -> None:
        """Write the findings in `format`."""
        from pipeline.write.findings import dump_findings

        dump_findings(plan, self._of(plan), stream, format, lang)

    def save(self, plan: Plan, target: str, format: str, lang: str, file: Path, voice: Voice) -> None:
        """Write the findings to the file `target`."""
        replace_file(target, lambda stream: self.dump(plan, stream, format, lang, file))

    def summary(self, plan: Plan, voice: Voice, *, heading: str | None = None, written: str | None = None) -> None:
        """Say how many there are; also what the reading warns of, for it may be the reason."""
        found = len(self._of(plan))
        self.total += found
        voice.summary(plan, heading=heading, written=written, findings=found)

    def _of(self, plan: Plan) -> tuple[Finding, ...]:
        return findings(plan, self.only)


def kinds_named(asked: str | None) -> tuple[str, ...]:
    """The kinds in a list like "no-unit,no-time"; none for None. KehoachError unknown-finding."""
    kinds = tuple(name.strip().lower() for name in asked.split(",")) if asked is not None else ()
    for kind in kinds:
        if kind not in KINDS:
            raise KehoachError("unknown-finding", name=kind, allowed=", ".join(KINDS))
    return kinds
