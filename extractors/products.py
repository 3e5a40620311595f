"""Products (sản phẩm): the thing that exists once a task is done, in prose and in the cells of a task table."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors import making
from extractors.making import Grammar
from extractors.phrases import folded


@dataclass(frozen=True, slots=True)
class Product:
    """The name of a thing to be made, verbatim; `span` its offsets in the text that was searched."""

    text: str
    span: tuple[int, int]


def find_products(text: str) -> list[Product]:
    """The products that a verb of making governs in a prose item, in the order of the text (GUIDELINE, san_pham).

    The phrase keeps its own name ("Kế hoạch CCHC năm 2025") and stops before a new verb, a relative clause, a purpose,
    a recipient or a time; coordinated products are split. A mention ("theo Kế hoạch … được ban hành") is none.
    """
    grammar = making.grammar()
    masked = _masked(text)
    spans: list[tuple[int, int]] = []
    reached = 0
    for verb in grammar.verb.finditer(text):
        if verb.start() < reached:
            continue
        if folded(verb[0]) == "báo cáo":
            made = _report(text, masked, verb, grammar)
        else:
            made = _made(text, masked, verb, grammar)
        spans += made
        reached = max([reached, *(end for _, end in made)])
    return [Product(text[start:end], (start, end)) for start, end in spans]


# How far back a word can govern a verb, in characters, and how far its neighbours reach: keeps the search linear.
_REACH, _NEAR = 1500, 60

# Words in quotes are one name: “Đề án …”. Not an apostrophe.
_QUOTED = regex.compile(r"[“\"][^“”\"]*[”\"]")

# A sentence or list part begins: "…; ", "(", "1. ". Not the comma.
_CLAUSE_START = regex.compile(r"(?:^|[.;:!?…(–+“\"/]|\s-|\d\)|[a-zđ]\))\s*$")

# A sentence ends: ". ", "; ". Not the dot in "1.000".
_SENTENCE_END = regex.compile(r"[.;!?](?=\s|$)|\n")

# The same without the semicolon: a list of projects is one sentence.
_FULL_STOP = regex.compile(r"[.!?](?=\s|$)|\n")

# "bao gồm: Kế hoạch A, Kế hoạch B": the list names more products. Not "gồm có".
_INCLUDING = regex.compile(r"\s*,?\s*(?:bao\s+)?gồm\s*:?\s*(?=\p{L})", regex.IGNORECASE)

# A part of a list of works: ", ". Not the decimal comma.
_COMMA = regex.compile(r",\s+")

# "quy định về chế độ báo cáo" regulates reports, it makes none. Not "Quảng trị".
_ABOUT = regex.compile(r"(?<!\p{L})về\s+$", regex.IGNORECASE)

# What stands between a verb and its object. Not the comma.
_SPACE = regex.compile(r"\s+")

# An abbreviation explained in the middle of a name: "(CNTT)". Not "(nếu có)".
_ABBREVIATION = regex.compile(r"\s*\(\p{Lu}[\p{Lu}\d&-]{1,9}\)")


def _masked(text: str) -> str:
    """The text with what stands in quotes blotted out, for the search of ends: same length."""
    return _QUOTED.sub(lambda quoted: "“" + "x" * (len(quoted[0]) - 2) + "”", text)


def _sentence(text: str, end: int, stop: regex.Pattern[str] = _SENTENCE_END) -> str:
    """What stands between the last sentence end (or semicolon) and `end`."""
    begin = max(0, end - _REACH)
    for mark in stop.finditer(text, begin, end):
        begin = mark.end()
    return text[begin:end]


def _made(text: str, masked: str, verb: regex.Match[str], grammar: Grammar) -> list[tuple[int, int]]:
    """What the verb of making governs; nothing when it is no verb here or its object is no product."""
    name = folded(verb[0])
    if not _is_act(text, verb, name, grammar):
        return []
    behind = _after(_SPACE, text, verb.end())  # "ban hành quyết định …": a paper, though "quyết định" is a verb too
    starts = list(dict.fromkeys([behind, _after(grammar.between, text, verb.end())]))
    if name == "trình" and (submitted := grammar.submitted.match(text, verb.end())) is not None:
        starts.append(submitted.end())
    for kind in grammar.classes[name]:
        for start in starts:
            thing = grammar.heads[kind].match(text, start)
            if thing is None or grammar.abstract.match(text, start):
                continue
            if kind == "works" and grammar.project.search(_sentence(text, verb.start(), _FULL_STOP)):
                continue
            spans = _names(text, masked, thing, kind, grammar)
            including = _INCLUDING.match(text, spans[-1][1]) if spans else None
            more = grammar.heads["documents"].match(text, including.end()) if including else None
            return spans + (_names(text, masked, more, kind, grammar) if more else [])
    return []


def _after(pattern: regex.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _is_act(text: str, verb: regex.Match[str], name: str, grammar: Grammar) -> bool:
    """Whether the verb orders something to be made: not a noun ("công trình xây dựng"), a passive or a mention."""
    before = text[max(0, verb.start() - _NEAR) : verb.start()]
    opens = _CLAUSE_START.search(before) is not None
    if verb[0][0].isupper() and not opens and not before.rstrip().endswith((",", "và")):
        return False
    if opens:
        return True
    compound = grammar.compounds.get(name)
    if grammar.left.search(before) and not grammar.granted.search(before[-20:]):
        return False
    if compound is not None and compound.search(before):
        return False
    sentence = _sentence(text, verb.start())
    if grammar.purpose.search(sentence):
        return False
    if grammar.mention.search(sentence) and not grammar.carried_out.search(sentence):
        return False
    agent = grammar.agent.search(sentence) if name in grammar.passive else None
    return agent is None or grammar.granted.search(agent[0]) is not None


def _names(text: str, masked: str, thing: regex.Match[str], kind: str, grammar: Grammar) -> list[tuple[int, int]]:
    """The spans of the product that begins at `thing` and of those that are coordinated with it."""
    start, head, head_end = thing.start("thing"), folded(thing["head"]), thing.end()
    seen = {head}
    while (more := grammar.join.match(text, head_end)) is not None and ";" not in more["sign"]:
        if folded(more["head"]) == "báo cáo":  # "phương án và báo cáo …": two papers, not one with two names
            break
        seen.add(folded(more["head"]))
        head_end = more.end() + len(more["thing"])  # "chương trình, kế hoạch CCHC": one name under two heads
    if text[start] in '“"' or text[thing.start("head") - 1 : thing.start("head")] in ("“", '"'):
        inside = _QUOTED.match(text, thing.start("head") - 1)
        if inside:
            return [(inside.start() + 1, inside.end() - 1)]
    listed = grammar.list_follows.match(text, head_end)
    if (
        listed is not None
    ):  # "các kế hoạch: theo dõi …; rà soát …" is one name, "các văn bản: Kế hoạch A; …" are several
        named = grammar.heads["any"].match(text, listed.end())
        if named is not None:
            return _names(text, masked, named, kind, grammar)
        full_stop = _FULL_STOP.search(masked, listed.end())
        return [(_unquoted(text, start), full_stop.start() if full_stop else len(text.rstrip()))]
    end = _end(masked, head_end, kind, grammar)
    if kind == "works":
        return _listed(text, start, end)
    spans: list[tuple[int, int]] = []
    for joint in grammar.join.finditer(text, head_end, min(len(text), end + 12)):
        if joint.start() > end or joint.start() < head_end:
            continue
        other = folded(joint["head"])
        if joint.start() == end and ";" not in joint["sign"]:
            continue
        if other in seen or other == "báo cáo":
            rest = grammar.heads["any"].match(text, joint.start("thing"))
            if rest is None:
                continue
            spans = _names(text, masked, rest, kind, grammar)
            end = joint.start()
            break
    stop = len(text[:end].rstrip(" ,.;:-–\t"))
    return [(_unquoted(text, start), stop), *spans] if stop > start else spans


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of text[start:end] between its commas: works stand side by side under one verb."""
    spans = []
    for comma in _COMMA.finditer(text, start, end):
        spans.append((start, comma.start()))
        start = comma.end()
    spans.append((start, end))
    trimmed = ((begin, begin + len(text[begin:stop].rstrip(" ,.;:-–"))) for begin, stop in spans)
    return [(begin, stop) for begin, stop in trimmed if begin < stop]


def _unquoted(text: str, start: int) -> int:
    return start + 1 if text[start] in '“"' else start


def _end(masked: str, start: int, kind: str, grammar: Grammar) -> int:
    """Where the name ends that has its head before `start`."""
    at = start
    while (stop := grammar.end.search(masked, at)) is not None:
        onward = _goes_on(masked, start, stop, grammar)
        if onward is None:
            break
        at = onward
    end = stop.start() if stop is not None else len(masked)
    if kind == "events":
        ends = (grammar.event_end.search(masked, start, end), grammar.occasion.search(masked, start, end))
        end = min([end, *(whom.start() for whom in ends if whom)])
    elif kind == "publications":
        where = grammar.published_on.search(masked, start, end)
        end = where.start() if where else end
    return end


def _goes_on(masked: str, start: int, stop: regex.Match[str], grammar: Grammar) -> int | None:
    """Where to search on if the stop is part of the name: "(CNTT)", "kết hợp trực tuyến", "triển khai, quán triệt"."""
    explained = _ABBREVIATION.match(masked, stop.start()) if stop[0] == "(" else None
    explained = explained or grammar.goes_on.match(masked, stop.start())
    if explained is None and grammar.shared.search(masked, start, stop.start()):
        explained = grammar.shares.match(masked, stop.start())
    return explained.end() if explained else None


def _report(text: str, masked: str, word: regex.Match[str], grammar: Grammar) -> list[tuple[int, int]]:
    """ "báo cáo" is a verb and its own product: "báo cáo kết quả X", or bare before a recipient."""
    before = text[max(0, word.start() - _NEAR) : word.start()]
    sentence = _sentence(text, word.start())
    if sentence.count("(") > sentence.count(")") or text[word.end() :].startswith(":"):
        return []  # an aside, or the title of a paragraph ("Chế độ báo cáo: …")
    opens = _CLAUSE_START.search(before) is not None
    listed = before.rstrip().endswith(",")
    if not opens and not listed and not grammar.report_left.search(before):
        return []
    if (
        grammar.purpose.search(sentence)
        or grammar.responsible.search(sentence)
        or grammar.request.match(text, word.end())
    ):
        return []
    if grammar.signed.search(sentence):
        return []
    regime = grammar.regime.search(before)
    if regime and (grammar.under_citation.match(text, word.end()) or _ABOUT.search(before, 0, regime.start())):
        return []
    if grammar.recipient.match(text, word.end()):
        return [word.span()]
    head = grammar.heads["documents"].match(text, word.start())
    return _names(text, masked, head, "documents", grammar) if head else []


# A list marker at the start of a line of a cell: "- Kế hoạch", "1. Tờ trình". Not "100% hồ sơ", "01 kế hoạch".
_MARKER = regex.compile(r"\s*(?:[-–—+*•·●▪]\s*|\d{1,2}[.)]\s+|\(\d{1,2}\)\s*|[a-zđ]\)\s*)")

# Items on one line: "- Kế hoạch - Báo cáo", "Kế hoạch + Báo cáo". Not "thông tin-tuyên truyền", "bán lẻ - dịch vụ".
_INLINE = regex.compile(r"\s+[-–+•]\s+(?=\p{Lu})")

# A word broken at the line end: "thông tin-", "19/2022/QĐ-". Not "bán lẻ -".
_BROKEN = regex.compile(r"(?<=[\p{L}\d])[-/]$")

# Parts of an unmarked cell: "Tờ trình; Quyết định". Not "triển khai IDP; lấy điểm …" (goes on in lower case).
_PARTS = regex.compile(r"\s*;\s*(?=\p{Lu}|\d)|\s+\+\s+(?=\p{L})")


def split_product_cell(text: str) -> list[str]:
    """The products of a table's product cell, one string per dash or line item; wrapped lines are joined.

    A cell that only points on ("Đạt được các chỉ tiêu sau đây:") names no product.
    """
    items: list[str] = []
    marked = False
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            continue
        marker = _MARKER.match(line)
        if marker is not None and marker.end() < len(line) and _opens(line, marker, items, marked):
            marked = True
            items.append(line[marker.end() :])
        elif not items or _starts_anew(items[-1], line, marked):
            items.append(line)
        else:
            items[-1] += ("" if _BROKEN.search(items[-1]) else " ") + line
    split = _INLINE if marked else _PARTS
    parts = (part for item in items for part in split.split(item))
    clean = (_trimmed(part) for part in parts)
    return [part for part in clean if part and not part.endswith(":")]


def _opens(line: str, marker: regex.Match[str], items: list[str], marked: bool) -> bool:
    """Whether the mark opens a product; a dash in a cell that is no list may be the wrap of "A - phiên bản 2.0"."""
    if marked or not items or marker[0].strip() not in ("-", "–", "—") or items[-1].endswith((";", ".", ":")):
        return True
    return line[marker.end()].isupper() and making.grammar().heads["any"].match(line, marker.end()) is not None


def _starts_anew(item: str, line: str, marked: bool) -> bool:
    """Whether an unmarked line is a product of its own: what stands before it is closed, or a bare "Kế hoạch"."""
    heads = making.grammar().heads["any"]
    head = heads.match(item)
    closed = item.endswith((";", ".")) or (head is not None and head.end() == len(item.rstrip(" ,")))
    return not marked and closed and line[0].isupper() and (heads.match(line) is not None or item.endswith(";"))


def _trimmed(part: str) -> str:
    """Folded white space, no closing comma, semicolon or full stop ("v.v." and "…" stay)."""
    folded = " ".join(part.split()).rstrip(",; ")
    return folded if folded.endswith(("v.v.", "..")) else folded.rstrip(". ")
