"""What the command line says to its user: one line at a time, on standard error."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import KehoachError
from pipeline.messages import describe_all, message, printable

if TYPE_CHECKING:
    from pipeline.records import Plan


@dataclass(frozen=True, slots=True)
class Voice:
    """How a run speaks: its language, whether only of errors (`quiet`), whether with tracebacks (`debug`)."""

    lang: str = "vi"
    quiet: bool = False
    debug: bool = False

    def say(self, text: str) -> None:
        """One line on standard error."""
        print(printable(text), file=sys.stderr)

    def error(self, text: str) -> None:
        """One line that says what went wrong."""
        self.say(message("error", self.lang, text=text))

    def failure(self, error: Exception, path: str | os.PathLike[str]) -> None:
        """One line for `error`, met while working on `path`: the user's to mend, or else a fault of ours."""
        if self.debug:
            import traceback

            traceback.print_exception(error)
        if isinstance(error, KehoachError):
            self.error(message(error.code, self.lang, **error.values))
        else:
            self.error(message("internal", self.lang, path=os.fspath(path), type=type(error).__name__))

    def summary(
        self, plan: Plan, *, heading: str | None = None, written: str | None = None, findings: int | None = None
    ) -> None:
        """What was found in `plan`, where it was `written`, and its warnings; nothing where the run is quiet.

        `findings` is how many things a check found in it, None where it was not checked.
        """
        if self.quiet:
            return
        if heading:
            self.say(heading)
        rows, file = plan.tasks, plan.document.file or "-"
        targets = sum(row.kind == "target" for row in rows)
        found = {"tasks": len(rows) - targets, "targets": targets}
        if findings is None:
            found["leads"] = sum(bool(row.lead_units) for row in rows)
            found["deadlines"] = sum(bool(row.deadlines) for row in rows)
            self.say(message("summary", self.lang, file=file, **found))
        else:
            self.say(message("check-summary", self.lang, file=file, **found, findings=findings))
        for text in describe_all(plan.warnings, self.lang):
            self.say(message("warning", self.lang, text=f"{file}: {text}"))
        if written:
            self.say(message("written", self.lang, path=written))
