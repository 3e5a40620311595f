"""Plans -> what changed between them, where the user wants it: the screen, standard output, or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.deliver import Wishes, format_of_file, spinner
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.replace import replace_file
from pipeline.voice import Voice
from pipeline.write.compared import COMPARED_FORMATS, Compared, dump_compared

if TYPE_CHECKING:
    from pipeline.compare.view import View
    from pipeline.records import Plan


def deliver_diff(plans: Sequence[str], output: str | None, format: str | None, *, voice: Voice, wishes: Wishes) -> bool:
    """Compare `plans`, oldest first, and put what changed where `output` says. True where nothing differs.

    Raises `KehoachError`.
    """
    if len(plans) < 2:
        raise KehoachError("two-plans")
    from pipeline.compare.records import UNCHANGED

    chosen = _chosen_format(plans, output, format)
    read = _read(plans, voice, wishes)
    merged = _merged(wishes)
    if len(read) > 2:
        from pipeline.compare.lives import live
        from pipeline.compare.views import view_of_lives

        lives = live(read, merged)
        _put(lives, lambda lang: view_of_lives(lives, lang), output, chosen, voice, wishes)
        return all(change.status == UNCHANGED for step in lives.comparisons for change in step.changes)
    from pipeline.compare.changes import compare
    from pipeline.compare.views import view_of_comparison

    comparison = compare(read[0], read[1], merged)
    _put(comparison, lambda lang: view_of_comparison(comparison, lang), output, chosen, voice, wishes)
    return all(change.status == UNCHANGED for change in comparison.changes)


def deliver_trace(
    parent: str, child: str, unit: str | None, output: str | None, format: str | None, *, voice: Voice, wishes: Wishes
) -> bool:
    """Hold the plan `child` against the plan `parent` that it carries out. True where it takes up all that addresses it
    and falls behind in nothing.

    Raises `KehoachError`.
    """
    from pipeline.compare.trace import DIFFERS, NOT_TAKEN_UP, trace_plans
    from pipeline.compare.views import view_of_trace

    chosen = _chosen_format((parent, child), output, format)
    above, own = _read((parent, child), voice, wishes)
    found = trace_plans(above, own, unit, _merged(wishes))
    _put(found, lambda lang: view_of_trace(found, lang), output, chosen, voice, wishes)
    return not any(link.status in (DIFFERS, NOT_TAKEN_UP) for link in found.links)


def _chosen_format(plans: Sequence[str], output: str | None, format: str | None) -> str | None:
    """In which format the result is written, None for the screen. Whether the request makes sense is found out before
    anything is read."""
    for plan in plans:
        if os.path.isdir(plan):
            raise KehoachError("plans-not-folder", path=plan)
    if output is None or output == "-":
        if format in ("xlsx", "html") and sys.stdout.isatty():
            raise KehoachError("page-to-terminal", format=format.upper(), suffix=format)
        return format or ("json" if output else None)
    if os.path.isdir(output) or output.endswith(("/", os.sep)):
        raise KehoachError("file-not-folder", path=output.rstrip("/" + os.sep) or output)
    return format_of_file(output, format, COMPARED_FORMATS, map(Path, plans))


def _read(plans: Sequence[str], voice: Voice, wishes: Wishes) -> list[Plan]:
    from pipeline.sources import plan_of_source

    read = []
    for path in plans:
        try:
            with spinner(voice):
                plan = plan_of_source(path or "''", words=wishes.words, sheet=wishes.sheet, ner=wishes.ner)
        except OSError as error:
            raise KehoachError("cannot-read", path=path, reason=error) from error
        voice.summary(plan)
        if not plan.tasks:
            raise KehoachError("no-tasks-to-compare", path=path)
        read.append(plan)
    return read


def _merged(wishes: Wishes) -> dict[str, list[str]]:
    from pipeline.own_words import read_own_words

    return dict(read_own_words(wishes.words).merged) if wishes.words else {}


def _put(
    result: Compared,
    view: Callable[[str], View],
    output: str | None,
    format: str | None,
    voice: Voice,
    wishes: Wishes,
) -> None:
    """Show the result, or write it in `format`; `view` makes its view in a language."""
    if format is None:
        from pipeline.show_compare import show_view

        show_view(view(voice.lang), sys.stdout)
        return
    # JSON is written from the records: the view, with its marked words, need not be made
    shown = view(wishes.columns) if format != "json" else None
    if output is None or output == "-":
        dump_compared(result, shown, sys.stdout.buffer, format)
        sys.stdout.buffer.flush()
        return
    replace_file(output, lambda stream: dump_compared(result, shown, stream, format))
    if not voice.quiet:
        told = (f"{message(f'status-{code}', voice.lang)} {n}" for code, n in result.counts().items() if n)
        voice.say(" · ".join(told))
        voice.say(message("written", voice.lang, path=output))
