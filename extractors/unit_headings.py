"""Units of headings: who is to do what stands below ("3.1. Văn phòng Sở", "Đối với phòng thuộc Sở")."""

from __future__ import annotations

import regex

from extractors.predicates import match_verb
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


# what closes a heading and is no part of a name: "(đầu mối):", "có nhiệm vụ:"; not "(Văn phòng Sở)"
HEADING_REMARK = regex.compile(
    r"(?:\s+có (?:nhiệm vụ|trách nhiệm)|\s*\((?:là )?(?:cơ quan |đơn vị )?(?:đầu mối|"
    r"thường trực|chủ trì|đăng cai|phối hợp)[^()]*\)|[\s:.;])+$",
    regex.IGNORECASE,
)
# a heading's last name that goes on: "Trung tâm Thông tin, Kiểm định tàu cá", "Các đơn vị được kiểm tra"; not ": …"
NAME_GOES_ON = regex.compile(r"\s*(?:,|và\s|được\s|khác\b)")
