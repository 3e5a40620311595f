"""Names that no list of heads holds, where a sentence shows that they are names: "Hãng phim Ngọc Hà chủ trì, …"."""

from __future__ import annotations

import regex

from extractors.predicates import match_stop, match_verb
from extractors.unit_heads import BEFORE
from extractors.unit_names import Unit
from extractors.words import is_word


def names_before_leading(text: str, start: int, end: int) -> list[Unit]:
    """Who stands before "chủ trì, phối hợp …" at the start of a sentence: nothing but names, whatever their heads.

    Longer than eight words, or with a verb, an adverb or a time in it, it is none.
    """
    match = LEADER.match(text, start, end)
    if not match or not regex.fullmatch(r"[\s“\"]*", text[max(0, start - 1) : start]):
        return []
    out: list[Unit] = []
    for part in NAMES_JOINT.split(match["names"]):
        words = [m.start() for m in regex.finditer(r"(?<![\p{L}\p{N}])[\p{L}\p{N}]", part)]
        folded = part.casefold()
        if len(words) > LEADER_WORDS or not part[:1].isupper() or NO_LEADER.match(folded):
            return []
        if any(_is_verb(folded, at) for at in words):
            return []
        at = text.index(part, out[-1].span[1] if out else start)
        out.append(Unit(part, (at, at + len(part))))
    return out


def _is_verb(folded: str, at: int) -> bool:
    """Whether a verb or a preposition stands at `at`; half of another word is none: "địa | bàn"."""
    word = match_verb(folded, at) or match_stop(folded, at)
    before = BEFORE.search(folded[:at])
    return bool(word) and not (word and " " not in word.group() and before and is_word(f"{before[1]} {word.group()}"))


# names before "chủ trì, phối hợp": "Hãng phim Hoa Mai | chủ trì phối hợp với …"; not "Chủ trì, phối hợp với …"
LEADER = regex.compile(r"(?P<names>\p{Lu}[^.;:()\d%“”\"]{2,90}?)\s+chủ trì(?=,?\s+(?:và\s+)?phối(?: kết)? hợp\s)")
NAMES_JOINT = regex.compile(r",\s+(?:và\s+)?|\s+và\s+(?=\p{Lu})")
LEADER_WORDS = 8
# what stands there and is nobody: "Công tác | chủ trì", "Hằng năm | chủ trì", "Việc"; not "Hãng phim"
NO_LEADER = regex.compile(
    r"(?:công tác|việc|kế hoạch|đề án|chương trình|kỳ|nhiệm vụ|trách nhiệm|"
    r"nội dung|hoạt động|vai trò|chức năng|hằng|hàng|định kỳ|chủ động|ngoài|"
    r"riêng|đồng thời|theo|trong|khi|nếu|mỗi|từng|cơ quan|đơn vị|bộ phận|người)(?!\p{L})"
)
