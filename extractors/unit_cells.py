"""The units of a table cell or of the value behind a label ("Đơn vị chủ trì: …")."""

from __future__ import annotations

import regex

from extractors.unit_names import STRONG, Unit, bare_heads, head_at, lead_in_words, read_names, skip_lead_in
from extractors.units import Units, once


def split_units(text: str) -> Units:
    """The units of a cell ("- Phòng A;\\n- Văn phòng Sở", "A phối hợp với B", "A, B và C").

    Line breaks separate units only where the next line begins with a head of its own, for cells are wrapped.
    """
    lead: list[Unit] = []
    coordinating: list[Unit] = []
    bucket = lead
    for start, end in _parts(text):
        joint = COORDINATION.search(text[start:end])
        if joint and joint.start() > 0:
            lead += _names(text, start, start + joint.start())
            coordinating += _names(text, start + joint.end(), end)
        elif joint:
            coordinating += _names(text, start + joint.end(), end)
            bucket = coordinating
        else:
            bucket += _names(text, start, end)
    return Units(once(lead), once(coordinating))


# "Văn phòng Sở phối hợp với các đơn vị", "A (phối hợp: B)", "Phối hợp: B"; not "Đơn vị phối" at the end of a line
COORDINATION = regex.compile(r"[\s,(;]*\b(?:chủ trì,?\s*)?phối hợp(?:\s+(?:với|cùng)|\s*:)?\s+", regex.IGNORECASE)
BULLET = regex.compile(r"^[\s\-–+•*·]+")
# a line that waits for the next one: "… thuộc", "Phòng Kế hoạch,"
WAITING = regex.compile(r"(?:[,/–-]|\b(?:thuộc|của|các|trực thuộc|và|với|tại))$")


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a cell that line breaks, dashes and semicolons separate."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in regex.finditer(r"\n|;", text):
        if match.group() == "\n" and not _starts_part(text, start, match.start(), match.end()):
            continue
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text)))
    out = []
    for a, b in parts:
        bullet = BULLET.match(text[a:b])
        a += bullet.end() if bullet else 0
        if text[a:b].strip(" .,;"):
            out.append((a, b))
    return out


def _starts_part(text: str, start: int, end: int, after: int) -> bool:
    """Whether the line at `after` begins another unit rather than going on with the one in text[start:end]."""
    line = text[after:]
    if BULLET.match(line) and not line[0].isspace():
        return True
    if not line[:1].isupper() or head_at(text, after) is None:
        return False
    before = text[start:end].rstrip()
    if WAITING.search(before):
        return False
    last = before.rsplit("\n", 1)[-1].rsplit(",", 1)[-1].strip(" -–+").casefold()
    # "Văn phòng" / "HĐND Thành phố", "Tổng phụ trách" / "Đội": a head alone waits for its name
    return last not in bare_heads() and len(before.split()) >= 2


def _names(text: str, start: int, end: int) -> list[Unit]:
    """The names in one part of a cell; a part that begins with no known head is one name as it stands."""
    bullet = BULLET.match(text[start:end])
    start += bullet.end() if bullet else 0
    flat = text[:end].replace("\n", " ")
    at = max(start, skip_lead_in(flat, start))
    out: list[Unit] = []
    while at < end:
        while at < end and (flat[at].isspace() or flat[at] in ",.;/-–"):
            at += 1
        if at >= end:
            break
        units, stop = read_names(flat, at, cell=True)
        if units:
            # what a unit does, said in its cell, is no further unit
            doing = STRONG.match(flat[stop:end].lstrip())
            if doing and not doing.group().startswith(("phối", "chủ")):
                stop = end
        else:
            comma = regex.compile(r"[,;]\s").search(flat, at, end)
            stop = comma.start() if comma else end
            name = " ".join(flat[at:stop].split()).strip(" .,;:-–")
            units = [Unit(name, (at, stop))] if name and name.casefold() not in lead_in_words() else []
        out += units
        at = max(stop, at + 1)
    return [u for u in out if len(u.name) > 1]
