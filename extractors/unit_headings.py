"""Units of headings: who is to do what stands below ("3.1. Văn phòng Sở", "Đối với phòng thuộc Sở")."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.predicates import match_verb
from extractors.unit_complements import names_field
from extractors.unit_heads import head_at
from extractors.unit_names import Unit, read_names
from extractors.units import Units, find_units


def units_of_heading(text: str) -> Units:
    """The units that a heading passes on to the items under it.

    These are the units that it consists of ("Đối với phòng thuộc Sở", "3.1. Văn phòng Sở") or that do something in it
    ("Sở A phối hợp với B trong công tác …"); a heading that merely mentions a unit passes nothing on.
    """
    bare = HEADING_REMARK.sub("", text)
    units, end = read_names(bare)
    rest = bare[end:].strip(" .:;")
    if units and not rest:
        return Units(tuple(units), ())
    if units and (whole := whole_names(bare)):
        return Units(whole, ())
    goes_on = NAME_GOES_ON.match(bare[end:])
    if (
        units
        and goes_on
        and len(rest.split()) <= 8
        and ("được" in goes_on.group() or not match_verb(rest.lstrip(", ")))
    ):
        last = Unit(bare[units[-1].span[0] :], (units[-1].span[0], len(bare)))
        return Units((*units[:-1], last), ())
    found = find_units(text)
    return found if found.lead else Units()


def whole_names(heading: str) -> tuple[Unit, ...]:
    """The names of a heading that is nothing but names, although prose would end one before a verb; else none.

    Offices are named after some verbs ("Phòng Cảnh sát | điều tra tội phạm về ma túy") and not after others ("Nhà
    trường | tổ chức dạy học"); what the verb is done to tells too: a plan or a report makes it a predicate.
    """
    named, end = read_names(heading)
    rest = heading[end:].strip()
    if not named or not _is_office(heading, named[-1]):
        return ()
    if not rest or len(rest.split()) > REST_WORDS or _is_sentence(rest) or not names_field(heading, end):
        return ()
    units, stop = read_names(heading, cell=True)
    return tuple(units) if not heading[stop:].strip(" .:;") else ()


def _is_sentence(rest: str) -> bool:
    return FIGURE.search(rest) is not None or _sentence().search(rest) is not None


def _is_office(heading: str, unit: Unit) -> bool:
    """Whether the unit is an office named after its field: "Phòng Quản lý …"; not "Công an xã", "Sở Y tế".

    Those have their whole name before the verb, and so has an office that ends in a place.
    """
    start = unit.span[0]
    head = head_at(heading, start)
    proper = unit.name[len(head or "") :].strip()
    if head not in load("units")["names"]["offices"] or not proper[:1].isupper():
        return False
    return proper.split()[-1].casefold() not in load("unit_names")["collective"]["places"]


REST_WORDS = 9
# what a name has none of: a figure, a purpose, a time; not "người tham gia"
FIGURE = regex.compile(r"[\d%“”:;]")


@functools.cache
def _sentence() -> regex.Pattern[str]:
    """Words of a sentence: "để", "trước", "phối hợp"; not those of a name."""
    names = load("units")["names"]
    return regex.compile(rf"(?<!\p{{L}})(?:{literal_alternation([*names['doings'], *names['openings']])})(?!\p{{L}})")


# what closes a heading and is no part of a name: "(đầu mối):", "có nhiệm vụ:"; not "(Văn phòng Sở)"
HEADING_REMARK = regex.compile(
    r"(?:\s+có (?:nhiệm vụ|trách nhiệm)|\s*\((?:là )?(?:cơ quan |đơn vị )?(?:đầu mối|"
    r"thường trực|chủ trì|đăng cai|phối hợp)[^()]*\)|[\s:.;])+$",
    regex.IGNORECASE,
)
# a heading's last name that goes on: "Trung tâm Thông tin, Kiểm định tàu cá", "Các đơn vị được kiểm tra"; not ": …"
NAME_GOES_ON = regex.compile(r"\s*(?:,|và\s|được\s|khác\b)")
