"""The canonical form of a unit's printed name: "P. TCCB", "phòng Tổ chức - Cán bộ" are "Phòng Tổ chức cán bộ".

Abbreviations are spelt out, spellings, case, dashes and commas made one, after the names that `lexicon/unit_names.toml`
knows. What it does not know stays as printed; an abbreviation of several readings ("Phòng TH") is not expanded.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.unit_plural import name_many
from extractors.unit_spelling import initial, is_abbreviation, spell, squeeze, words_of

MOST_PARTS = 5  # of an abbreviation: "Sở LĐ - TB & XH"
LONGEST = 14  # words of the longest name in the register ("Tiểu học, Trung học cơ sở và …" has 11), with room


@dataclass(frozen=True, slots=True)
class Names:
    """Names that count besides the lexicon's and before it.

    `pieces` (squeezed name -> full name) are replaced wherever they stand in a name, `wholes` only where they are all
    of it; `abbreviations` (their letters, in their case) are spelt out wherever they stand.
    """

    pieces: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, aliases: Mapping[str, str], defined: Mapping[str, str]) -> Names:
        """A user's aliases ("Phòng TH" -> "Phòng Tổng hợp"), and what a plan defines (`find_abbreviations`)."""
        pieces = {squeeze(canonical(name)): full for pair in aliases.items() for name, full in (pair, (pair[1],) * 2)}
        pieces |= {squeeze(full): full for full in aliases.values()}
        pieces |= {squeeze(alias): full for alias, full in aliases.items()}
        everywhere = {k: v for k, v in defined.items() if is_abbreviation(k) and not _is_narrow(k, v)}
        short = {_letters(k): v.casefold() if v.isupper() else v for k, v in everywhere.items()}
        wholes = {squeeze(k): v for k, v in defined.items() if k not in everywhere}
        return cls(pieces, {k: v for k, v in wholes.items() if k not in pieces}, short)


NONE = Names()
FEWEST_LETTERS = 3
"""An abbreviation of fewer letters means many things: "Kiểm tra (KT)" says nothing of "Phòng KT"."""


def _is_narrow(short: str, long: str) -> bool:
    """Whether a plan's definition holds only for the short form alone: two letters, or a body with its place.

    "Ủy ban nhân dân xã (UBND)" makes "UBND" alone the commune's; "UBND tỉnh" is another's.
    """
    body = _bodies().get(squeeze(short))
    placed = body is not None and long.casefold().startswith(f"{body.casefold()} ")
    return " " not in short and (len(_letters(short)) < FEWEST_LETTERS or placed)


def canonical(name: str, names: Names = NONE) -> str:
    """The name spelt out, in the case in which officials write it; "" for a name without letters.

    Idempotent: a canonical name is its own canonical form.
    """
    for _ in range(4):  # what one pass spells out may show a later one a name that it knows
        written = _written(name, names)
        if written == name:
            break
        name = written
    return name


def unit_key(name: str, names: Names = NONE) -> str:
    """What two writings of one unit have in common; other units have another key.

    Case, spaces, dashes, commas, "&" and "và" do not count, nor does the order of a list of places ("các phường, xã").
    """
    return key_of(canonical(name, names))


def key_of(canonical_name: str) -> str:
    """The `unit_key` of a name that is canonical already."""
    text = canonical_name.casefold()
    text = _place_list().sub(lambda m: " ".join(sorted(PART.split(m.group()))), text)
    return squeeze(RELATED.sub("liên quan", text))


# "có liên quan", "liên quan khác", "khác có liên quan": said of many in all these ways; not "quan hệ"
RELATED = regex.compile(r"(?:khác )?(?:có )?liên quan(?: khác)?")
# what parts the places of a list: "xã, phường", "xã/phường"
PART = regex.compile(r", | và |/")


@functools.cache
def _place_list() -> regex.Pattern[str]:
    """ "xã, phường, thị trấn"; not "xã Tân An, phường Hòa Bình"."""
    places = literal_alternation(load("unit_names")["collective"]["places"])
    return regex.compile(rf"(?<!\p{{L}})(?:{places})(?:(?:, | và |/)(?:{places}))+(?!\p{{L}}| \p{{Lu}})")


# --- one pass ---------------------------------------------------------------------------------------------------------


def _written(name: str, names: Names) -> str:
    text = spell(name)
    if squeeze(text) in names.pieces:
        return names.pieces[squeeze(text)]
    text = _expanded(names.wholes.get(squeeze(text), text), names.abbreviations)
    return name_many(_Writer(text, names).write())


def _expanded(text: str, abbreviations: Mapping[str, str]) -> str:
    """The name with the abbreviations that its plan defines spelt out."""
    if not abbreviations or not is_abbreviation(text):
        return text
    words = words_of(text)
    out, at, last = "", 0, 0
    while at < len(words):
        for end in range(min(len(words), at + MOST_PARTS), at, -1):
            long = abbreviations.get(_letters(text[words[at].start() : words[end - 1].end()]))
            if long is not None:
                out, last, at = f"{out}{text[last : words[at].start()]}{long}", words[end - 1].end(), end
                break
        else:
            at += 1
    return out + text[last:]


def _letters(text: str) -> str:
    """An abbreviation as it is looked up: its letters in their case, "GD&ĐT" as "GDĐT"."""
    return "".join(c for c in text if c.isalnum())


@dataclass(slots=True)
class _Writer:
    """Writes a name anew, word by word; what it knows it writes as the register does."""

    text: str
    names: Names
    out: list[str] = field(default_factory=list)

    def write(self) -> str:
        spans = [word.span() for word in words_of(self.text)]
        at, last = 0, 0
        capitals, in_place = self.text.isupper(), False
        while at < len(spans):
            self.out.append(self.text[last : spans[at][0]] or (" " if at else ""))
            previous = self.text[spans[at - 1][0] : spans[at - 1][1]].casefold() if at else ""
            taken, written = self._known(spans, at, previous)
            if not taken:
                taken, written = 1, self.text[slice(*spans[at])]
                if capitals:
                    in_place = in_place or previous in load("unit_names")["collective"]["places"]
                    written = _lowered(written, previous, in_place)
            self.out.append(written)
            last = spans[at + taken - 1][1]
            at += taken
        self.out.append(self.text[last:])
        return _finished("".join(self.out))

    def _known(self, spans: list[tuple[int, int]], at: int, previous: str) -> tuple[int, str]:
        """How many words from `at` on the register knows as one name, and how it writes them; 0 where it knows none."""
        for taken, printed in self._spans(spans, at) if self.names.pieces else ():
            if full := self.names.pieces.get(squeeze(printed)):
                return taken, full
        for size in (2, 1):
            if at + size > len(spans):
                continue
            head = " ".join(self.text[slice(*spans[k])].casefold() for k in range(at, at + size)).rstrip(".")
            before, head = SHORT_HEADS.get(head, ("", head))
            if head not in _fields() or _is_other_word(head, previous):
                continue
            found = self._field(spans, at + size, head)
            if found:
                count, name = found
                if previous in PLURALS and head == "trường":
                    name = name.casefold()
                word = f"{before}{head}" if before else head
                return size + count, f"{_head_word(word, previous, at == 0)} {name}"
        for taken, printed in self._spans(spans, at) if previous != "chi" else ():
            full = _bodies().get(squeeze(printed))
            if full and (squeeze(printed) == squeeze(full) or is_abbreviation(printed) or " " in printed):
                return taken, full[0].lower() + full[1:] if previous in PLURALS and at == 1 else full
        term = load("unit_names")["terms"].get(self.text[slice(*spans[at])].rstrip("."))
        return (1, term) if term else (0, "")

    def _spans(self, spans: list[tuple[int, int]], at: int) -> Iterator[tuple[int, str]]:
        """The words from `at` on as they are printed, the longest first; none that begins or ends with "và"."""
        for taken in range(min(LONGEST, len(spans) - at), 0, -1):
            first, last = self.text[slice(*spans[at])], self.text[slice(*spans[at + taken - 1])]
            if "và" not in (first.casefold(), last.casefold()):
                yield taken, self.text[spans[at][0] : spans[at + taken - 1][1]]

    def _field(self, spans: list[tuple[int, int]], start: int, head: str) -> tuple[int, str] | None:
        known = _fields()[head]
        for taken, printed in self._spans(spans, start):
            key = squeeze(printed)
            if key in known.full:
                return taken, known.full[key]
            if key in known.short and is_abbreviation(printed):
                return taken, known.short[key]
        return None


PLURALS = ("các", "những")
SHORT_HEADS = {"p": ("", "phòng"), "tt": ("", "trung tâm"), "tp": ("trưởng ", "phòng"), "ptp": ("phó trưởng ", "phòng")}
"""Abbreviations of heads that only a known field behind them makes certain: "P. TCCB"; "P. Bến Nghé" is a phường. Each
with the post it says besides: "TP. TCCB" is a Trưởng phòng."""


def _is_other_word(head: str, previous: str) -> bool:
    """Whether the syllable before a head makes it another word: "cán bộ", "văn phòng", "chi hội"."""
    return previous == "chi" or previous in load("units")["heads"]["not_after"].get(head, ())


def _head_word(head: str, previous: str, begins: bool) -> str:
    """The head of a known name: with a capital, but "Trưởng phòng", "các trường"; "các Sở" has its own."""
    lower = not begins and previous in ("trưởng", *PLURALS) and head not in ("sở", "bộ")
    return head if lower else head[0].upper() + head[1:]


# a syllable, which has a vowel; not "VNPT"
SYLLABLE = regex.compile(
    r"[aeiouyăâêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", regex.IGNORECASE
)


def _lowered(word: str, previous: str, in_place: bool) -> str:
    """A word of a name that is all in capitals, as it is written otherwise; abbreviations stay."""
    if (
        not SYLLABLE.search(word)
        or any(c.isdigit() for c in word)
        or word.casefold() in load("units")["names"]["initials"]
    ):
        return word
    named = in_place or previous in load("units")["heads"]["organisations"]
    return word.capitalize() if named else word.casefold()


# --- the last touches -------------------------------------------------------------------------------------------------

# "Tỉnh", "Huyện", "Xã" inside a name; not "Tỉnh ủy", "Xã hội", "Huyện đoàn"
PLACE_WORD = regex.compile(
    r"(?<=\S )(?:Thị [Tt]rấn|Thị [Xx]ã|Đặc [Kk]hu|Thành [Pp]hố|Tỉnh|Huyện|Quận|Xã|Phường)"
    r"(?! (?:ủy|đoàn|hội|viên|Hồ Chí Minh))(?!\p{L})"
)
# "thành phố" that stands for the one city: "Ủy ban nhân dân thành phố"; not "các huyện, thành phố", "thành phố Huế"
CITY = regex.compile(r"(?<!các )(?<!, )(?<!và )(?<=\S )thành phố(?=$|[,;)]| và| Hồ Chí Minh)")
# "phòng thuộc sở": which one is certain; not "thuộc sở hữu"
OF_OFFICE = regex.compile(r"(?<=thuộc )(?:sở|bộ|cục|chi cục|trường|trung tâm|viện|ban)(?=$|[,;)]| và)")
HEAD_OF = regex.compile(r"(?<=[Tt]rưởng )(?:Phòng|Ban|Khoa)(?!\p{L})")


def _finished(text: str) -> str:
    text = " ".join(text.split())
    text = PLACE_WORD.sub(lambda m: m.group().casefold(), text)
    text = CITY.sub("Thành phố", text)
    text = OF_OFFICE.sub(lambda m: m.group()[0].upper() + m.group()[1:], text)
    text = HEAD_OF.sub(lambda m: m.group().casefold(), text)
    return text[:1].upper() + text[1:]


# --- the register -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one kind of office: squeezed full names, and abbreviations that mean one of them alone."""

    full: Mapping[str, str]
    short: Mapping[str, str]


@functools.cache
def _bodies() -> dict[str, str]:
    bodies = load("unit_names")["bodies"]
    out = {squeeze(short): full for full, shorts in bodies.items() for short in shorts}
    return out | {squeeze(full): full for full in bodies}


@functools.cache
def _fields() -> dict[str, _Fields]:
    data = load("unit_names")
    out = {}
    for head, fields in data["fields"].items():
        full = {squeeze(name): name for name in fields}
        meanings: dict[str, set[str]] = {}
        for name in fields:
            for key in _abbreviations(name):
                meanings.setdefault(key, set()).add(name)
        unsure = {squeeze(short) for short in data["ambiguous"]}
        closed = head in data["closed"]["heads"]
        short = {
            key: next(iter(names))
            for key, names in meanings.items()
            if len(names) == 1 and key not in full and (closed or (len(key) > 2 and key not in unsure))
        }
        short |= {squeeze(key): name for key, name in data["short"].get(head, {}).items()}
        out[head] = _Fields(full, short)
    return out


# between the parts of a field's name: " và ", " - ", ", "
PARTS = regex.compile(r" và | - |, ")


def _abbreviations(name: str) -> set[str]:
    """Squeezed ways to shorten it, part by part: "gdđt", "giáodụcđt", "gdđàotạo"."""
    parts = PARTS.split(name)
    ways = [(squeeze(part), _initials(part)) for part in parts]
    return {"".join(way) for way in itertools.product(*ways)} - {squeeze(name)}


def _initials(part: str) -> str:
    return "".join(map(initial, part.split()))
