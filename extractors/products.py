"""Products (sản phẩm): the thing that exists once a task is done, in prose and in the cells of a task table."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors import making
from extractors.making import Grammar
from extractors.phrases import folded
from extractors.predicates import match_verb
from extractors.product_names import FULL_STOP, SPACE, end_of, name_spans, without_quotes
from extractors.subjects import is_subject
from extractors.unit_heads import head_at


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
    masked = without_quotes(text)
    spans: list[tuple[int, int]] = []
    reached = 0
    for verb in grammar.verb.finditer(text):
        if verb.start() < reached:
            continue
        if folded(verb[0]) in grammar.reports:
            made = _report(text, masked, verb, grammar)
        else:
            made = _made(text, masked, verb, grammar)
        spans += made
        reached = max([reached, *(end for _, end in made)])
    return [Product(text[start:end], (start, end)) for start, end in spans]


# How far back a word can govern a verb, in characters, and how far its neighbours reach: keeps the search linear.
_REACH, _NEAR = 1500, 60

# A sentence or list part begins: "…; ", "(", "1. ". Not the comma.
_CLAUSE_START = regex.compile(r"(?:^|[.;:!?…(–+“\"/]|\s-|\d\)|[a-zđ]\))\s*$")

# A sentence ends: ". ", "; ". Not the dot in "1.000".
_SENTENCE_END = regex.compile(r"[.;!?](?=\s|$)|\n")


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
    behind = end_of(SPACE, text, verb.end())  # "ban hành quyết định …": a paper, though "quyết định" is a verb too
    starts = list(dict.fromkeys([behind, end_of(grammar.between, text, verb.end())]))
    if name in grammar.submitting:
        starts += _submitted(text, verb.end(), grammar)
    for kind in grammar.classes[name]:
        for start in starts:
            thing = grammar.heads[kind].match(text, start)
            if thing is None or grammar.abstract.match(text, start) or _is_unit(text, thing, grammar):
                continue
            if kind == "works" and grammar.project.search(_sentence(text, verb.start(), FULL_STOP)):
                continue
            spans = name_spans(text, masked, thing, kind, grammar)
            including = grammar.including.match(text, spans[-1][1]) if spans else None
            more = grammar.heads["documents"].match(text, including.end()) if including else None
            more = more or (_next_of_its_kind(text, thing, kind, spans[-1][1], grammar) if spans else None)
            return spans + (name_spans(text, masked, more, kind, grammar) if more else [])
    return []


# How far behind a product the next of its kind may stand: its time is between ("Hội nghị sơ kết trong quý II; …").
_TIME_BETWEEN = 60

# A part of a sentence ends: "; ". Not the comma.
_SEMICOLON = regex.compile(r";\s*")


def _next_of_its_kind(
    text: str, thing: regex.Match[str], kind: str, end: int, grammar: Grammar
) -> regex.Match[str] | None:
    """The same sort of thing in the next part of the sentence: the verb governs "Hội nghị A …; Hội nghị B" both."""
    full_stop = FULL_STOP.search(text, end)
    semicolon = _SEMICOLON.search(text, end, min(end + _TIME_BETWEEN, full_stop.start() if full_stop else len(text)))
    other = grammar.heads[kind].match(text, semicolon.end()) if semicolon else None
    return other if other is not None and folded(other["head"]) == folded(thing["head"]) else None


def _submitted(text: str, start: int, grammar: Grammar) -> list[int]:
    """Where a paper handed to somebody may begin: "trình UBND tỉnh phê duyệt Đề án", "trình Giám đốc phương án"."""
    starts = []
    if (handed := grammar.submitted.match(text, start)) is not None:
        starts.append(handed.end())
    at = end_of(SPACE, text, start)
    if grammar.recipient.match(text, start) is None and head_at(text, at) is None:
        return starts
    recipient = _RECIPIENT.match(text, at)
    for space in SPACE.finditer(text, at, recipient.end() if recipient else at):
        thing = grammar.heads["documents"].match(text, space.end())
        if thing is not None and match_verb(text, space.end()) is None and not _is_unit(text, thing, grammar):
            return [*starts, space.end()]
    return starts


# Whom a paper is handed to: "UBND tỉnh", "cấp có thẩm quyền", up to a mark. Not over a comma.
_RECIPIENT = regex.compile(r"[^,.;:()]{0,60}")


def _is_unit(text: str, thing: regex.Match[str], grammar: Grammar) -> bool:
    """Whether the head begins a unit's or post's name here ("Bộ trưởng", "Bộ Tài chính")."""
    at, end = thing.span("head")
    unit = head_at(text, at) if folded(thing["head"]) in grammar.units_too else None
    return unit is not None and (unit != folded(thing["head"]) or text[end : end + 2].strip().isupper())


def _is_act(text: str, verb: regex.Match[str], name: str, grammar: Grammar) -> bool:
    """Whether the verb orders something to be made: not a noun ("công trình xây dựng"), a passive or a mention."""
    before = text[max(0, verb.start() - _NEAR) : verb.start()]
    opens = _CLAUSE_START.search(before) is not None
    sentence = _sentence(text, verb.start())
    if grammar.time.search(sentence) and not opens:
        return False
    if verb[0][0].isupper() and not opens and not before.rstrip().endswith(grammar.coordinating):
        return False
    if opens:
        return True
    compound = grammar.compounds.get(name)
    noun = grammar.left.search(before)
    if noun and not grammar.granted.search(before[-20:]) and not _names_unit(before, noun.start()):
        return False
    if compound is not None and compound.search(before):
        return False
    if grammar.nominal.search(sentence) or grammar.purpose.search(sentence):
        return False
    if grammar.mention.search(sentence) and not grammar.carried_out.search(sentence):
        return False
    agent = grammar.agent.search(sentence) if name in grammar.passive else None
    return agent is None or grammar.granted.search(agent[0]) is not None


# The word before: "Ban " of "Ban Kế hoạch". Not "theo ".
_CAPITAL = regex.compile(r"\p{Lu}\p{L}+\s+$")


def _names_unit(before: str, noun: int) -> bool:
    """Whether the noun at `noun` is part of a unit's name: "Ban Kế hoạch xây dựng …"; not "theo Kế hoạch"."""
    head = _CAPITAL.search(before, 0, noun)
    return before[noun].isupper() and head is not None and head_at(before, head.start()) is not None


def _report(text: str, masked: str, word: regex.Match[str], grammar: Grammar) -> list[tuple[int, int]]:
    """ "báo cáo" is a verb and its own product: "báo cáo kết quả X", or bare before a recipient."""
    before = text[max(0, word.start() - _NEAR) : word.start()]
    sentence = _sentence(text, word.start())
    if sentence.count("(") > sentence.count(")") or text[word.end() :].startswith(":"):
        return []  # an aside, or the title of a paragraph ("Chế độ báo cáo: …")
    opens = _CLAUSE_START.search(before) is not None
    listed = before.rstrip().endswith(",")
    if not opens and not listed and not grammar.report_left.search(before) and not is_subject(sentence):
        return []
    if (
        grammar.nominal.search(sentence)
        or grammar.purpose.search(sentence)
        or grammar.responsible.search(sentence)
        or grammar.request.match(text, word.end())
    ):
        return []
    if grammar.signed.search(sentence):
        return []
    regime = grammar.regime.search(before)
    if regime and (grammar.under_citation.match(text, word.end()) or grammar.about.search(before, 0, regime.start())):
        return []
    if grammar.recipient.match(text, word.end()) or grammar.addressee.match(text, word.end()):
        return [word.span()]
    head = grammar.heads["documents"].match(text, word.start())
    return name_spans(text, masked, head, "documents", grammar) if head else []


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
