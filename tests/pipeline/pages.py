"""Pages for tests: a view written as one, and a view whose every text is an attack."""

from __future__ import annotations

import dataclasses
import io

from pipeline.compare.view import Entry, Piece, SideHead, Status, View
from pipeline.write.compare_html import write_html
from tests.pipeline.comparisons import cell

HOSTILE = (
    "\"'><img src=https://evil.example/x onerror=alert(1)></script><script>document.title='x'</script>&amp;"
    "{{ 7 * 7 }}\x00\x1b\ud800"
)
"""Tags, quotes, an end of the script, a template, control characters and half of a character."""


def page_of(view: View) -> bytes:
    stream = io.BytesIO()
    write_html(view, stream)
    return stream.getvalue()


def hostile_view() -> View:
    """A view whose every text is an attack."""
    entry = Entry(
        HOSTILE, ((cell(HOSTILE, 1, HOSTILE, HOSTILE, lead_units=HOSTILE),), ()), (HOSTILE,), 0.5, HOSTILE, (HOSTILE,)
    )
    entry = dataclasses.replace(
        entry, sides=((dataclasses.replace(entry.sides[0][0], fields=((HOSTILE, (Piece("x"),)),)),), ())
    )
    return View(
        HOSTILE, (SideHead(HOSTILE, HOSTILE),) * 2, (Status(HOSTILE, HOSTILE, 1, HOSTILE),), (entry,), (HOSTILE,)
    )
