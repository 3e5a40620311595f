"""The command line: `kehoach extract|diff|trace|check|convert|apply|inspect|schema …`. Arguments and messages only.

The result goes to standard output or to files, everything else to standard error. Exit codes: 0 done, 1 findings or
differences (with `--strict` only), 2 wrong usage or a plan that could not be read, 130 stopped by the user.
"""

from __future__ import annotations

import functools
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.errors import KehoachError
from pipeline.messages import LANGUAGES, message, user_language
from pipeline.usage import Command, Group, usage_message
from pipeline.voice import Voice
from pipeline.write import FORMATS, TABLE_FORMATS
from pipeline.write.compared import COMPARED_FORMATS

if TYPE_CHECKING:
    from pipeline.deliver import Wishes

DONE, FOUND, BAD, STOPPED = 0, 1, 2, 130
UNCUT = 100_000  # characters of a line that is not for a terminal
RESOLUTIONS = ("72", "100", "130", "150", "200", "300")
"""Pixels of an inch of paper in the pictures of `inspect`."""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line on `args` (default: those of the process) and return the exit code."""
    given = list(sys.argv[1:] if args is None else args) or ["--help"]
    voice = Voice(_asked_language(given) or user_language(), debug="--debug" in given)
    _speak_utf8()
    try:
        # Not Group.main(): it ends the process where a pipe is closed, and words usage errors itself.
        group = command_line(voice.lang)
        with group.make_context("kehoach", given) as context:
            code = group.invoke(context)
        sys.stdout.flush()
        return int(code or DONE)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        voice.error(usage_message(error, voice.lang))
    except (KeyboardInterrupt, click.Abort):
        voice.say(message("stopped", voice.lang))
        return STOPPED
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere at exit
        if isinstance(error, BrokenPipeError):  # the reader (head, less) has seen enough
            return DONE
        voice.failure(KehoachError("cannot-write", path="stdout", reason=error), "stdout")
    except Exception as error:
        voice.failure(error, "kehoach")
    return BAD


def command_line(lang: str) -> click.Group:
    """The commands, their help in `lang`."""

    reading = _reading_options(lang)

    @click.command("extract", cls=Command, help=message("help-extract", lang))
    @click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
    @_output_options(lang, "help-output")
    @click.option("--with-pages", is_flag=True, help=message("help-with-pages", lang))
    @click.option("--discard-corrections", "discard", is_flag=True, help=message("help-discard", lang))
    @reading
    def extract_command(
        plans: tuple[str, ...],
        output: str | None,
        format: str | None,
        with_pages: bool,
        discard: bool,
        how: _How,
    ) -> int:
        from pipeline.deliver import deliver
        from pipeline.task_tables import TaskTables

        product = TaskTables(with_pages, discard=discard)
        good = deliver(plans, output, format, voice=how.voice, wishes=how.wishes(), product=product)
        return DONE if good else BAD

    @click.command("convert", cls=Command, help=message("help-convert", lang))
    @click.argument("tables", nargs=-1, required=True, metavar="TABLE...")
    @_output_options(lang, "help-converted")
    @click.option("--with-pages", "pdf", metavar="PLAN.pdf", help=message("help-with-pages-of", lang))
    @click.option("--discard-corrections", "discard", is_flag=True, help=message("help-discard", lang))
    @_speaking_options(lang)
    def convert_command(
        tables: tuple[str, ...],
        output: str | None,
        format: str | None,
        pdf: str | None,
        discard: bool,
        how: _How,
    ) -> int:
        from pipeline.convert import convert
        from pipeline.task_tables import TaskTables

        product = TaskTables(pdf is not None, pdf, discard=discard)
        good = convert(tables, output, format, voice=how.voice, wishes=how.wishes(), product=product)
        return DONE if good else BAD

    @click.command("apply", cls=Command, help=message("help-apply", lang))
    @click.argument("edited", metavar="EDITED")
    @click.argument("tasks", metavar="TASKS")
    @click.option("-o", "--output", metavar="FILE", help=message("help-applied", lang))
    @click.option("--missing", type=click.Choice(("keep", "remove")), help=message("help-missing", lang))
    @_speaking_options(lang)
    def apply_command(edited: str, tasks: str, output: str | None, missing: str | None, how: _How) -> int:
        from pipeline.convert import apply

        apply(edited, tasks, output, voice=how.voice, lang=how.columns, missing=missing)
        return DONE

    @click.command("schema", cls=Command, help=message("help-schema", lang))
    @_speaking_options(lang)
    def schema_command(how: _How) -> int:
        from pipeline.schema import schema_text

        sys.stdout.write(schema_text())
        return DONE

    @click.command("check", cls=Command, help=message("help-check", lang))
    @click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
    @click.option("--only", metavar="KIND,...", help=message("help-only", lang))
    @click.option("--strict", is_flag=True, help=message("help-strict", lang))
    @_output_options(lang, "help-report", TABLE_FORMATS)
    @reading
    def check_command(
        plans: tuple[str, ...],
        only: str | None,
        strict: bool,
        output: str | None,
        format: str | None,
        how: _How,
    ) -> int:
        from pipeline.deliver import deliver
        from pipeline.report import Report, kinds_named

        report = Report(kinds_named(only))
        if not deliver(plans, output, format, voice=how.voice, wishes=how.wishes(), product=report):
            return BAD
        return FOUND if strict and report.total else DONE

    @click.command("diff", cls=Command, help=message("help-diff", lang))
    @click.argument("plans", nargs=-1, required=True, metavar="OLD NEW...")
    @_changes_options(lang)
    @reading
    def diff_command(
        plans: tuple[str, ...],
        output: str | None,
        format: str | None,
        strict: bool,
        how: _How,
    ) -> int:
        from pipeline.deliver_compared import deliver_diff

        same = deliver_diff(plans, output, format, voice=how.voice, wishes=how.wishes())
        return FOUND if strict and not same else DONE

    @click.command("trace", cls=Command, help=message("help-trace", lang))
    @click.argument("parent", metavar="PARENT")
    @click.argument("child", metavar="CHILD")
    @click.option("--unit", metavar="NAME", help=message("help-unit", lang))
    @_changes_options(lang)
    @reading
    def trace_command(
        parent: str,
        child: str,
        unit: str | None,
        output: str | None,
        format: str | None,
        strict: bool,
        how: _How,
    ) -> int:
        from pipeline.deliver_compared import deliver_trace

        good = deliver_trace(parent, child, unit, output, format, voice=how.voice, wishes=how.wishes())
        return FOUND if strict and not good else DONE

    @click.command("inspect", cls=Command, help=message("help-inspect", lang))
    @click.argument("plan", metavar="PLAN")
    @click.option("--page", "pages", metavar="N", help=message("help-page", lang))
    @click.option("--text", is_flag=True, help=message("help-text", lang))
    @click.option("-o", "--output", metavar="FILE|DIR", help=message("help-picture", lang))
    @click.option("--dpi", type=click.Choice(RESOLUTIONS), default="130", help=message("help-dpi", lang))
    @reading
    def inspect_command(
        plan: str,
        pages: str | None,
        text: bool,
        output: str | None,
        dpi: str,
        how: _How,
    ) -> int:
        from pipeline.inspect import Wishes, draw_pages, print_outline

        wishes = Wishes(how.words, how.sheet, ner=how.ner)
        try:
            if text and output is not None:
                raise KehoachError("text-to-stdout")
            if text:
                # what goes into a file or another program is not cut
                width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else UNCUT
                found = print_outline(plan, pages=pages, wishes=wishes, lang=lang, width=width)
                lines = [f"{line}\n" for line in found]
            else:
                lines = []
                made = draw_pages(plan, pages, output, wishes=wishes, lang=lang, dpi=int(dpi))
                for path in made:
                    if not how.voice.quiet:
                        how.voice.say(message("written", lang, path=path))
        except Exception as error:
            how.voice.failure(error, plan)
            return BAD
        sys.stdout.writelines(lines)
        return DONE

    version = message("help-version", lang)

    @click.group("kehoach", cls=Group, help=message("help-group", lang))
    @click.version_option(__version__, message="kehoach %(version)s", help=version)
    def kehoach() -> None:
        pass

    commands = (
        extract_command,
        diff_command,
        trace_command,
        check_command,
        convert_command,
        apply_command,
        inspect_command,
        schema_command,
    )
    for command in (kehoach, *commands):
        command.lang = lang
    for command in commands:
        kehoach.add_command(command)
    return kehoach


Decorator = Callable[[Callable[..., int]], Callable[..., int]]


@dataclass(frozen=True, slots=True)
class _How:
    """What the options of every command say: how to speak, and how to read plans."""

    voice: Voice
    words: str | None
    sheet: str | None
    ner: bool
    columns: str

    def wishes(self) -> Wishes:
        """How plans are read and tables written."""
        from pipeline.deliver import Wishes

        return Wishes(self.words, self.sheet, self.columns, ner=self.ner)


def _reading_options(lang: str) -> Decorator:
    """The options of every command that reads plans, given to it as `how`."""
    return _how_options(
        lang,
        click.option("--words", metavar="FILE", envvar="KEHOACH_WORDS", help=message("help-words", lang)),
        click.option("--sheet", metavar="NAME", help=message("help-sheet", lang)),
        click.option("--no-ner", is_flag=True, help=message("help-no-ner", lang)),
    )


def _speaking_options(lang: str) -> Decorator:
    """The options of every command that reads no plans, given to it as `how`."""
    return _how_options(lang)


def _how_options(lang: str, *reading: Decorator) -> Decorator:
    options = _together(
        *reading,
        click.option("--lang", "asked", type=click.Choice(LANGUAGES), help=message("help-lang", lang)),
        click.option("--debug", is_flag=True, help=message("help-debug", lang)),
        click.option("-q", "--quiet", is_flag=True, help=message("help-quiet", lang)),
    )

    def put_on(command: Callable[..., int]) -> Callable[..., int]:
        def run(
            *,
            asked: str | None,
            debug: bool,
            quiet: bool,
            words: str | None = None,
            sheet: str | None = None,
            no_ner: bool = False,
            **others: object,
        ) -> int:
            if not debug:
                _hush()
            how = _How(Voice(lang, quiet, debug), words or None, sheet, not no_ner, _columns(asked))
            return command(how=how, **others)

        # the options that are put on above this one look for those of the command here
        return options(functools.update_wrapper(run, command))

    return put_on


def _output_options(lang: str, help: str, formats: Sequence[str] = FORMATS) -> Decorator:
    """Where the result goes and in which format; `help` is the code of what "-o" says."""
    return _together(
        click.option("-o", "--output", metavar="FILE|DIR|-", help=message(help, lang)),
        click.option("--format", type=click.Choice(formats), help=message("help-format", lang)),
    )


def _changes_options(lang: str) -> Decorator:
    """Where a comparison goes, in which format, and what its exit code says."""
    return _together(
        click.option("-o", "--output", metavar="FILE|-", help=message("help-changes", lang)),
        click.option("--format", type=click.Choice(COMPARED_FORMATS), help=message("help-changes-format", lang)),
        click.option("--strict", is_flag=True, help=message("help-changes-strict", lang)),
    )


def _together(*options: Decorator) -> Decorator:
    """The options as one decorator, in their order."""

    def put_on(command: Callable[..., int]) -> Callable[..., int]:
        for option in reversed(options):
            command = option(command)
        return command

    return put_on


def _columns(asked: str | None) -> str:
    """The language of the names of columns: a file should not depend on the machine it is made on, so only an explicit
    wish makes them English."""
    return asked or user_language({"KEHOACH_LANG": os.environ.get("KEHOACH_LANG", "")})


def _asked_language(args: Sequence[str]) -> str | None:
    """The value of --lang, known before the arguments are parsed because their errors speak it too."""
    for index, arg in enumerate(args):
        name, _, value = arg.partition("=")
        if name == "--lang":
            wish = value or (args[index + 1] if index + 1 < len(args) else "")
            return wish if wish in LANGUAGES else None
    return None


def _speak_utf8() -> None:
    """Make the output UTF-8 whatever the locale says; a file name that is not UTF-8 is shown with backslashes."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell (>&-)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hush() -> None:
    """Keep the libraries' own remarks (a PDF's missing CropBox) from the user: our warnings are in the plan."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


if __name__ == "__main__":
    sys.exit(main())
