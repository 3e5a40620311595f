"""click in the user's language: the headings of its help, and its usage errors as one line."""

from __future__ import annotations

import click

from pipeline.messages import message


class Command(click.Command):
    """A click command whose help speaks the language in `lang`."""

    lang = "vi"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{message('usage', self.lang)} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(message("options", self.lang)):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = message("help-help", self.lang)
        return option


class Group(Command, click.Group):
    """A click group whose help speaks the language in `lang`."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        found = [(name, command) for name in names if (command := self.get_command(ctx, name))]
        with formatter.section(message("commands", self.lang)):
            formatter.write_dl([(name, command.get_short_help_str(limit=200)) for name, command in found])


def usage_message(error: click.UsageError, lang: str) -> str:
    """A usage error of click as one line that says what to try next."""
    command = error.ctx.command_path if error.ctx else "kehoach"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "?"
        return message("missing-argument", lang, name=name.removesuffix("..."), command=command)
    if isinstance(error, click.NoSuchOption):
        return message("no-such-option", lang, name=error.option_name, command=command)
    if isinstance(error, click.BadOptionUsage):
        return message("bad-option-usage", lang, name=error.option_name, command=command)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        allowed = ", ".join(map(str, error.param.type.choices))
        return message("bad-value", lang, name=error.param.opts[0], allowed=allowed)
    if type(error).__name__ == "NoSuchCommand":  # a class of its own since click 8.4
        return message("no-such-command", lang, name=getattr(error, "command_name", "?"), command=command)
    return message("bad-usage", lang, text=error.format_message(), command=command)
