"""List markers: a paragraph's number or bullet, and what it says of its level ("I.", "2.1.", "a)", "(1)", "-")."""

from __future__ import annotations

from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a paragraph.

    `kind` is part, article, roman, decimal, letter, paren or bullet; `label` the number as it stands in a path ("II",
     "2.1", "a", "(1)", "-"); `style` tells siblings: two markers of one list share it; `rest` is the text after.
    """

    kind: str
    label: str
    style: str
    rest: str

    @property
    def numbered(self) -> bool:
        """Whether the marker takes part in the path of a section."""
        return self.kind in ("part", "article", "roman", "decimal", "letter")


# "Phần I", "PHẦN THỨ NHẤT", "Chương II.", "Mục 1."; not "Phần mềm"
PART = regex.compile(
    r"(?P<word>phần|chương)\s+(?P<label>(?:thứ\s+)?(?:nhất|hai|ba|tư|bốn|năm|sáu)|[IVX]+|\d{1,2}|[A-H])\s*[.:\-–)]?(?:\s+(?=\p{Lu}|[-–])|\s*$)",
    regex.IGNORECASE,
)
# "Điều 2. Nội dung", "Mục 1. Công tác"; not "Điều 12 Luật Thủ đô"
ARTICLE = regex.compile(r"(?P<word>Điều|Mục|ĐIỀU|MỤC)\s+(?P<label>\d{1,2})\s*[.:]\s+(?=\p{Lu})")
# "II.1. Tuyên truyền", "III.2.1 Rà soát"; not "I.2" inside a sentence
ROMAN_DECIMAL = regex.compile(r"(?P<label>[IVX]{1,5}(?:\.\d{1,2}){1,3})[.)]?\s+(?=[\p{Lu}“\"])")
# "V.I. Lênin"; not "I.MỤC ĐÍCH"
INITIALS = regex.compile(r"[IVX]{1,3}\.\p{Lu}\.")
# "A. MỤC TIÊU", "B- NHIỆM VỤ"; not "A Lưới" nor the Roman "C." after "B."
CAPITAL = regex.compile(r"(?P<label>[A-HK])\s*[.)/\-–]\s+(?=\p{Lu}{2})")
# "I. MỤC ĐÍCH", "II/ Nội dung", "IV - TỔ CHỨC", "III) …"; not "I tế" nor "V.I. Lênin"
ROMAN = regex.compile(r"(?P<label>X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\s*(?:[.)/:]\s*|[-–]\s+)(?=[\p{Lu}“\"])")
# "1. Mục đích", "2.1 Chỉ tiêu", "1.1.2. Rà soát", "3/ Tổ chức", "1) Họp"; not "2025 của", "30/6/2021", "2.500 hộ"
DECIMAL = regex.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,4})\s*[.):/–-]?\s+(?=[\p{Lu}“\"(\d\p{Ll}])|(?P<single>\d{1,2})\s*(?P<end>[.)/:]|[-–](?=\s))\s*(?=[\p{Lu}“\"(\d]|\p{Ll})"
)
# "a) Tập thể", "b. Cá nhân", "đ/ …"; not "a lô"
LETTER = regex.compile(r"(?P<label>[a-zđ]|ii|iii|iv|vi|vii|viii|ix)\s*[.)/]\s*(?=[\p{Lu}“\"(\d]|\p{Ll})")
# "(1) Lập đường dây nóng", "(a) …", "(i) …"; not "(2025)" nor "(khi đủ điều kiện)"
PAREN = regex.compile(r"\((?P<label>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")
# "- Tiếp tục", "+ Rà soát", "* Báo cáo", "• …", "- - Sở Nội vụ"; not "-5 độ"
BULLET = regex.compile(r"(?P<label>[-–—+*•●○▪■□◦·→⇒✓✔✗❖➢♦◆◇►▶★☆①-⑳])(?:\s*[-–])?\s*(?=[\p{L}“\"(\d%‘'\[])")

# "-5 độ", "-20 °C"; not "-100% hồ sơ", "-02 lớp", "-07h30"
BELOW_ZERO = regex.compile(r"\d+(?:[.,]\d+)?\s*(?:độ|°|m\b|kV|dB)|\d$")

# a marker alone: "1.", "2.3)", "a)", "IV.", "-"; not "2025"
BARE = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.|[-+*•])")
# what a number counts, which makes it no label: "2.5 triệu đồng"; not "2.5 Triển khai"
COUNTED = regex.compile(r"(?:triệu|tỷ|hằng|hàng|nghìn|ha|m|km|hộ|%|giờ|điểm)\b")

ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6"}


def read_marker(text: str) -> Marker | None:
    """The marker at the start of `text`, or None."""
    if match := PART.match(text):
        label = match["label"].casefold().removeprefix("thứ").strip()
        return Marker("part", ORDINALS.get(label, label.upper()), "part", text[match.end() :].lstrip(" -–.:"))
    if match := ARTICLE.match(text):
        return Marker("article", match["label"], f"article-{match['word'].casefold()}", text[match.end() :])
    if match := ROMAN_DECIMAL.match(text):
        return Marker("decimal", match["label"], f"roman-decimal{match['label'].count('.')}", text[match.end() :])
    if (match := ROMAN.match(text)) and not INITIALS.match(text):
        return Marker("roman", match["label"], "roman", text[match.end() :])
    if match := CAPITAL.match(text):
        return Marker("part", match["label"], "capital", text[match.end() :])
    if match := DECIMAL.match(text):
        rest = text[match.end() :]
        if match["label"]:
            label = match["label"]
            # "2.500 hộ", "10.10 giờ": a number that is counted is no label
            return Marker("decimal", label, f"decimal{label.count('.') + 1}", rest) if _labels(label, rest) else None
        if match["end"] == "/" and not match.group()[-1].isspace():
            return None  # "12/KH-UBND"
        if int(match["single"]) > 60 or (match["end"] in "-–/:" and rest[:1].isdigit()):
            return None
        if not text[len(match["single"]) :].lstrip(".)/:-–").startswith((" ", "\t")) and rest[:1].isdigit():
            return None  # "1.5 triệu"
        style = "decimal1" if match["end"] in ".:-–" else f"decimal1{match['end']}"
        return Marker("decimal", match["single"], style, rest)
    if match := LETTER.match(text):
        if (
            match.group().rstrip()[-1] in "./"
            and not match.group()[-1:].isspace()
            and text[match.end() :][:1].islower()
        ):
            return None  # "v.v", "a/b"
        return Marker("letter", match["label"], "letter", text[match.end() :])
    if match := PAREN.match(text):
        style = "paren" if match["label"].isdigit() else "paren-letter"
        return Marker("paren", f"({match['label']})", style, text[match.end() :])
    if match := BULLET.match(text):
        label = "-" if match["label"] in "-–—" else match["label"]
        rest = text[match.end() :]
        if match["label"] in "-–—" and not match.group()[-1].isspace() and BELOW_ZERO.match(rest):
            return None
        return Marker("bullet", label, f"bullet{label}", rest)
    return None


def bare_marker(text: str) -> bool:
    """Whether the line is nothing but a marker ("1.", "a)"), whose text stands on the next line."""
    return BARE.fullmatch(text.strip()) is not None


def _labels(label: str, rest: str) -> bool:
    return all(int(part) <= 40 and part != "00" for part in label.split(".")) and not COUNTED.match(rest)
