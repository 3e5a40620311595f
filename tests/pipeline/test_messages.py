from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from pipeline.messages import MESSAGES, describe, message, printable, user_language
from pipeline.records import Notice

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same_fields(code: str) -> None:
    vietnamese, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in MESSAGES[code]
    )
    assert vietnamese <= english or english <= vietnamese
    assert code in ("bad-usage",) or vietnamese == english


def test_no_code_stands_twice() -> None:
    texts = (ROOT / "pipeline" / "messages").glob("*.py")
    codes = regex.findall(r'^    "([^"]+)": \(', "".join(path.read_text(encoding="utf-8") for path in texts), regex.M)
    assert sorted(codes) == sorted(MESSAGES)


def codes_in_the_code() -> Iterator[tuple[str, str]]:
    """Every literal code that is raised as an error, noted as a warning, or asked for as a message."""
    for package in ("pipeline", "extractors"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                    continue
                first = node.args[0]
                if node.func.id in ("KehoachError", "Notice", "message") and isinstance(first, ast.Constant):
                    yield str(path.relative_to(ROOT)), str(first.value)


def test_every_code_has_a_message() -> None:
    assert [(path, code) for path, code in codes_in_the_code() if code not in MESSAGES] == []


def test_message() -> None:
    assert message("empty-file", path="a.pdf") == "Tệp rỗng: a.pdf"
    assert message("empty-file", "en", path="a.pdf") == "The file is empty: a.pdf"


def test_message_survives_a_forgotten_value_and_an_unknown_code() -> None:
    assert message("damaged", "en", path="a.pdf") == "a.pdf: the ? file is damaged or cut short"
    assert message("of-tomorrow", row=3) == "of-tomorrow row=3"


@pytest.mark.parametrize(
    ("notice", "vietnamese", "english"),
    [
        (Notice("empty-file", {"path": "a"}), "Tệp rỗng: a", "The file is empty: a"),
        (Notice("empty-file", {"path": "a"}, page=3), "trang 3: Tệp rỗng: a", "page 3: The file is empty: a"),
        (
            Notice("empty-file", {"path": "a"}, page=3, row="12"),
            "trang 3, dòng 12: Tệp rỗng: a",
            "page 3, row 12: The file is empty: a",
        ),
    ],
)
def test_describe(notice: Notice, vietnamese: str, english: str) -> None:
    assert describe(notice) == vietnamese
    assert describe(notice, "en") == english


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "vi"),
        ({"LANG": "C"}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en-GB"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US.UTF-8"}, "vi"),
        ({"KEHOACH_LANG": "en", "LC_ALL": "vi_VN.UTF-8"}, "en"),
        ({"KEHOACH_LANG": "VI", "LANG": "en_US.UTF-8"}, "vi"),
        ({"KEHOACH_LANG": "xx", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_user_language(environ: dict[str, str], expected: str) -> None:
    assert user_language(environ) == expected


def test_printable_is_one_line_without_control_characters() -> None:
    assert printable("Kế\x1b[31m hoạch\n\x07") == "Kế [31m hoạch  "
