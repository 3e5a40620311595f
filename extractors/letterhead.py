"""The document's own data in its head: type, number, date, issuer, title and the years it is for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.citations import find_citations
from extractors.foot import Foot, read_foot
from extractors.issued import Marks, announced_years, number_and_date, plan_years
from extractors.issuers import infer_issuer, without_post
from extractors.left_column import issuing_unit
from extractors.titles import (
    closed_up,
    first_heading,
    is_declaration,
    is_wrapper,
    join_lines,
    read_title,
    type_line,
)

__all__ = ["Foot", "Letterhead", "read_foot", "read_letterhead"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the body. `body` is the index of the first line after the title.

    Below a decision that only puts a plan in force, `body` is the line after the plan's own title and the other
    fields are the decision's. `preamble` is the reasons (căn cứ) of either, joined, without the articles of a
    decision. `impossible_day` is a day of issue as printed that no calendar has ("31/02/2026"), where `issued` is None.
    """

    type: str | None = None
    number: str | None = None
    issued: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    years: tuple[int, ...] = ()
    body: int = 0
    preamble: str = ""
    impossible_day: str | None = None


def read_letterhead(lines: Sequence[str], overlays: Sequence[str] = ()) -> Letterhead:
    """The head of the document whose printed lines (or paragraphs) are `lines`.

    `overlays` are the texts stamped on the first page (number, day, month), in the order in which they are printed.
    They fill the blanks of "Số: /KH-UBND" and "ngày tháng năm 2026" only where they fit exactly.
    """
    lines = [closed_up(" ".join(line.split())) for line in lines]
    at = type_line(lines, 0)
    if at is None:
        return Letterhead()
    kind, title, after = read_title(lines, at)
    marks = number_and_date(lines[:at], overlays)
    number, issued, year = marks.number, marks.issued, marks.year
    issuer = issuing_unit(lines[:at])
    body = after
    reasons_end = first_heading(lines, after)
    preamble = join_lines(lines[after:reasons_end]) + _bases_section(lines, reasons_end)
    if is_wrapper(kind):
        inner = type_line(lines, reasons_end, only="kế hoạch")
        if inner is not None and _ARTICLE.search("\n".join(lines[after:inner])):
            _, _, body = read_title(lines, inner)
            preamble = f"{preamble}\n{join_lines(lines[body : first_heading(lines, body)])}"
    if number is None and issued is None and issuer is None:
        own = _attached_to(kind, lines[at:after]) if any(map(_LABEL.match, lines[:at])) else None
        if own is not None and _may_issue(own[1], title or ""):
            (number, issued, year), issuer = (own[0].number, own[0].issued, own[0].year), own[1]
        else:
            issued, year, issuer = _put_in_force(lines[at:after])
    issuer = issuer or infer_issuer(title, preamble)
    opening = _declaration(preamble)
    years = plan_years(title or "") or announced_years(opening) or ((year,) if year else plan_years(opening))
    return Letterhead(kind, number, issued, issuer, title, years, body, preamble, marks.impossible_day)


def _attached_to(kind: str, title: Sequence[str]) -> tuple[Marks, str | None] | None:
    """Number, day and issuer of the document that an appendix without a letterhead belongs to, where that is the very
    one that its title names: "KẾ HOẠCH …" above "(Kèm theo Kế hoạch số 12/KH-STP ngày … của Sở Tư pháp)"."""
    match = _ATTACHED.search(join_lines(title))
    named = _ATTACHED_DOCUMENT.search(match[0]) if match else None
    if named is None or not named["type"].casefold().startswith(kind.casefold()) or len(find_citations(named[0])) > 1:
        return None
    issuer = (named["issuer"] or "").strip(" .…_")
    return number_and_date([named[0]], ()), without_post(issuer) if issuer else None


def _may_issue(issuer: str | None, title: str) -> bool:
    """Whether a plan of that title may be the issuer's: a title that names another body ("Công tác tư pháp của UBND xã
    Y" above "(Kèm theo Kế hoạch … của UBND huyện Z)") is that of a plan of its own, made under the issuer's."""
    own = infer_issuer(title, "")
    if own is None and title.isupper() and (of := _OF.match(title)):
        own = issuing_unit([title[of.end() :]])
    if own is None or issuer is None:
        return own is None
    return all(a == b for a, b in zip(_body(issuer), _body(own), strict=False))  # "Sở Y tế", "Sở Y tế tỉnh Hòa Bình"


def _body(name: str) -> list[str]:
    """The words by which a body is known: without the organ that acts for it ("Ban Thường vụ Đảng ủy xã")."""
    return _COMMITTEE.sub("ubnd", _ORGAN.sub("", name.casefold())).split()


def _put_in_force(title: Sequence[str]) -> tuple[dt.date | None, int | None, str | None]:
    """Day, year and body of the decision that put in force a plan without a letterhead ("(Kèm theo Quyết định …)")."""
    match = _ATTACHED.search(join_lines(title))
    cited = find_citations(match[0]) if match else []
    if len(cited) != 1 or not is_wrapper(cited[0].type):
        return None, None, None
    day, issuer = cited[0].date, cited[0].issuer
    return day, day.year if day else None, without_post(issuer) if issuer else None


def _bases_section(lines: Sequence[str], start: int) -> str:
    """The lines of a first section that holds the reasons ("I. CĂN CỨ XÂY DỰNG KẾ HOẠCH"); empty without one."""
    if start >= len(lines) or not (heading := _BASES_HEADING.match(lines[start])):
        return ""
    following = _NEXT_MARKER.get(heading["marker"], "")
    section = itertools.takewhile(
        lambda line: not regex.match(rf"(?:(?i:phần)\s+)?{following}\s*[./):-]", line), lines[start + 1 : start + 41]
    )
    return "\n" + "\n".join(_MARK.sub("", line) for line in section) if following else ""


def _declaration(preamble: str) -> str:
    """The last clause of a preamble, where the plan is announced ("… xây dựng Kế hoạch … năm 2025 như sau:")."""
    clause = regex.split(r"[;.]\s", preamble.strip())[-1]
    return clause if is_declaration(clause) else ""


_MARK = regex.compile(r"^[-–+•*]\s*(?=\p{L})")  # the same at the start of its line
# A first section that holds the reasons: "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "1. Cơ sở pháp lý", "A. CĂN CỨ".
# Not: "I. CĂN CỨ KẾT QUẢ …" in a sentence, "I. MỤC ĐÍCH".
_BASES_HEADING = regex.compile(
    r"(?:(?i:phần)\s+)?(?P<marker>[IA1])\s*[./):-]\s*(?:(?i:các|những)\s+)?(?i:(?:căn\s+cứ|cơ\s+sở)(?:\s+(?:pháp\s+lý|xây\s+dựng|lập|thực\s+tiễn|để|và)\b[^.;]{0,60})?)\s*[.:]?$"
)
_NEXT_MARKER = {"I": "II", "A": "B", "1": "2"}
_ARTICLE = regex.compile(r"(?m)^\s*Điều\s+1\s*[.:]")  # "Điều 1. Phê duyệt", "Điều 1: …". Not: "theo Điều 1"
# What the bracket of an appendix names: "Kế hoạch số 12/KH-STP ngày 15/01/2025 của Sở Tư pháp", "Kế hoạch số
# …/KH-SYT ngày …". Not: "Kế hoạch này".
_ATTACHED_DOCUMENT = regex.compile(
    r"(?i:kèm\s+theo)\s+(?P<type>\p{L}[\p{L}\s]*?)\s+(?i:số)\b.*?(?:\s+năm[\s.…_]*(?:\d{4})?|/\d{4})"
    r"(?:\s+(?i:của)\s+(?P<issuer>[^()]+?))?\s*\)"
)
# "(Kèm theo Quyết định số 8/QĐ-SNV ngày 5/1/2026 của …)", "(Ban hành kèm theo …)". Not: "(Dự thảo)".
_ATTACHED = regex.compile(r"\((?i:ban\s+hành\s+)?(?i:kèm\s+theo)[^()]*\)")
# The label of an appendix: "Phụ lục", "PHỤ LỤC II", "Phụ lục số 1". Not: "Phụ lục kèm theo Kế hoạch này".
_LABEL = regex.compile(r"(?i:phụ\s+lục)(?:\s+(?i:số\s+)?(?:\d{1,2}|[IVX]{1,5}))?\s*[:.]?$")
# Up to whose plan a title in capitals is of: "CẢI CÁCH HÀNH CHÍNH CỦA ". Not: "… NGHỊ QUYẾT SỐ 01/NQ-CP CỦA ".
_OF = regex.compile(
    r"(?:(?!(?:NGHỊ QUYẾT|CHỈ THỊ|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|KẾ HOẠCH|KẾT LUẬN|ĐỀ ÁN|LUẬT|NGHỊ ĐỊNH)\b[^,;]*$).)*\bCỦA\s+"
)
# What acts for a body and under its letterhead: "ban thường vụ đảng ủy xã". Not: "ban quản lý rừng".
_ORGAN = regex.compile(r"^(?:(?:ban\s+)?thường\s+(?:vụ|trực)|ban\s+chấp\s+hành)\s+")
_COMMITTEE = regex.compile(r"(?:ủy|uỷ)\s+ban\s+nhân\s+dân")
