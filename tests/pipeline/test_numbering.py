"""Automatic numbers of DOCX files, from hand-made numbering.xml and styles.xml."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.read.numbering import Counter, Numbering, bullet, formatted, numbering_of

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lvl(level: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_override(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbering(*parts: str, styles: str = "") -> Numbering:
    return numbering_of(
        etree.fromstring(f"<w:numbering {NS}>{''.join(parts)}</w:numbering>"),
        etree.fromstring(f"<w:styles {NS}>{styles}</w:styles>"),
    )


def labels(of: Numbering, *places: tuple[int, int]) -> list[str]:
    counter = Counter(of)
    return [counter.label(str(number), level) for number, level in places]


OUTLINE = abstract(
    1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2."), lvl(2, "%2.%3."), lvl(3, "%4)", "lowerLetter"), lvl(4, "-", "bullet")
)


def test_deeper_levels_restart() -> None:
    places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 3), (1, 4), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1)]
    expected = ["I.", "1.", "1.1.", "1.2.", "a)", "b)", "-", "2.", "2.1.", "a)", "II.", "1."]
    assert labels(numbering(OUTLINE, num(1, 1)), *places) == expected


def test_lists_on_one_definition_count_together() -> None:
    of = numbering(OUTLINE, num(1, 1), num(2, 1))
    assert labels(of, (1, 1), (2, 1), (1, 1)) == ["1.", "2.", "3."]


def test_start_override_restarts_once() -> None:
    of = numbering(OUTLINE, num(1, 1), num(2, 1, start_override(1, 1)), num(3, 1, start_override(1, 5)))
    assert labels(of, (1, 1), (1, 1), (2, 1), (2, 1), (3, 1), (2, 1)) == ["1.", "2.", "1.", "2.", "5.", "6."]


def test_override_of_a_level_leaves_those_above() -> None:
    every = "".join(start_override(level, 1) for level in range(9))
    of = numbering(OUTLINE, num(1, 1), num(2, 1, every))
    assert labels(of, (1, 0), (1, 1), (1, 1), (1, 2), (2, 2), (1, 2)) == ["I.", "1.", "2.", "2.1.", "2.1.", "2.2."]


def test_override_of_the_whole_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "Điều %1.")}</w:lvlOverride>'
    of = numbering(OUTLINE, num(1, 1, override))
    assert labels(of, (1, 0), (1, 0)) == ["Điều 1.", "Điều 2."]


def test_level_restart() -> None:
    never = abstract(1, lvl(0, "%1."), lvl(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    assert labels(numbering(never, num(1, 1)), (1, 0), (1, 1), (1, 0), (1, 1)) == ["1.", "1)", "2.", "2)"]
    only_first = abstract(1, lvl(0, "%1."), lvl(1, "%2)"), lvl(2, "%3", more='<w:lvlRestart w:val="1"/>'))
    places = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]
    assert labels(numbering(only_first, num(1, 1)), *places) == ["1.", "1)", "1", "2)", "2", "2.", "1"]


def test_levels_never_used_count_from_their_start() -> None:
    of = numbering(abstract(1, lvl(0, "%1.", start=3), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3.")), num(1, 1))
    assert labels(of, (1, 2), (1, 2), (1, 1)) == ["3.1.1.", "3.1.2.", "3.2."]


def test_legal_numbers_are_arabic() -> None:
    legal = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%1.%2.", more="<w:isLgl/>"), lvl(2, "%1.%2.%3"))
    assert labels(numbering(legal, num(1, 1)), (1, 0), (1, 0), (1, 1), (1, 2)) == ["I.", "II.", "2.1.", "II.1.1"]


def test_no_format_prints_no_number() -> None:
    of = numbering(abstract(1, lvl(0, "", "none"), lvl(1, "%1.%2", "decimal"), lvl(2, "Phụ lục %3")), num(1, 1))
    assert labels(of, (1, 0), (1, 2)) == ["", "Phụ lục 1"]


def test_list_style() -> None:
    styles = """<w:style w:type="numbering" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style>"""
    of = numbering(
        abstract(1, '<w:styleLink w:val="Muc"/>', lvl(0, "(%1)")),
        abstract(2, '<w:numStyleLink w:val="Muc"/>'),
        num(1, 1),
        num(2, 2),
        styles=styles,
    )
    assert labels(of, (2, 0), (1, 0)) == ["(1)", "(2)"]


def test_circular_list_styles_end() -> None:
    styles = """<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    of = numbering(abstract(1, '<w:numStyleLink w:val="Muc"/>'), num(1, 1), styles=styles)
    assert labels(of, (1, 0)) == [""]


STYLES = """
<w:style w:styleId="Muc1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Muc2"><w:basedOn w:val="Muc1"/></w:style>
<w:style w:styleId="Con"><w:basedOn w:val="Muc1"/></w:style>
<w:style w:styleId="Khong"><w:basedOn w:val="Muc1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Bac3"><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>
"""
LINKED = abstract(
    1, lvl(0, "%1.", more='<w:pStyle w:val="Muc1"/>'), lvl(1, "%1.%2.", more='<w:pStyle w:val="Muc2"/>'), lvl(2, "%3)")
)


@pytest.mark.parametrize(
    ("properties", "style", "place"),
    [
        ("", "Muc1", ("1", 0)),
        ("", "Muc2", ("1", 1)),
        ("", "Con", ("1", 0)),
        ("", "Khong", None),
        ("", "Bac3", ("2", 2)),
        ("", "Vong", None),
        ("", "Chua-co", None),
        ("", None, None),
        ('<w:numPr><w:numId w:val="0"/></w:numPr>', "Muc1", None),
        ('<w:numPr><w:ilvl w:val="2"/></w:numPr>', "Muc1", ("1", 2)),
        ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>', "Muc1", ("2", 1)),
        ('<w:numPr><w:numId w:val="99"/></w:numPr>', None, None),
        ('<w:numPr><w:ilvl w:val="x"/><w:numId w:val="2"/></w:numPr>', None, ("2", 0)),
    ],
)
def test_place(properties: str, style: str | None, place: tuple[str, int] | None) -> None:
    of = numbering(LINKED, abstract(2, lvl(0, "%1")), num(1, 1), num(2, 2), styles=STYLES)
    assert of.place(etree.fromstring(f"<w:pPr {NS}>{properties}</w:pPr>"), style) == place


def test_a_file_without_numbering() -> None:
    assert numbering_of(None, None).place(None, "Heading1") is None


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (5, "lowerLetter", "e"),
        (28, "lowerLetter", "bb"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (22, "ordinal", "22nd"),
        (11, "ordinal", "11th"),
        (3, "none", ""),
        (3, "numberInDash", "- 3 -"),
        (3, "thaiNumbers", "3"),
        (0, "upperRoman", "0"),
    ],
)
def test_formats(count: int, form: str, expected: str) -> None:
    assert formatted(count, form) == expected


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("-", None, "-"),
        ("-", "Times New Roman", "-"),
        ("–", None, "–"),
        ("+", "Courier New", "+"),
        ("\uf0b7", "Symbol", "•"),
        ("·", "Symbol", "•"),
        ("-", "Symbol", "-"),
        ("\uf0fc", "Wingdings", "•"),
        ("§", "Wingdings", "•"),
        ("v", "Wingdings", "•"),
        ("o", "Courier New", "◦"),
        ("", None, ""),
    ],
)
def test_bullets(text: str, font: str | None, expected: str) -> None:
    assert bullet(text, font) == expected
