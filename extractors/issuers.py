"""Who issued a document: the body named before it, the one that declares the plan, the one in its title."""

from __future__ import annotations

import functools

import regex

from extractors.issuer_names import COMPLETE, HEAD, heads, issuer_end, issuer_words
from extractors.lexicon import load
from extractors.phrases import alternation


def without_post(name: str) -> str:
    """The body for which its head issues: "Giám đốc Sở Y tế" -> "Sở Y tế", "Chủ tịch UBND tỉnh" -> "UBND tỉnh"."""
    match = regex.match(rf"(?:{issuer_words('posts')})\s+(?={heads()})", name)
    return name[match.end() :] if match else name


def units_before(text: str, position: int) -> str | None:
    """The unit that a document at `position` comes from, where it is named before it.

    "đề nghị của X tại Tờ trình …", "của X: tại văn bản …", "X ban hành Nghị định …", "X đã có Công văn …".
    """
    before = text[max(0, position - 200) : position]
    offset = position - len(before)
    if issued := _ISSUED.search(before):
        end = offset + issued.start()
        for head in reversed(list(HEAD().finditer(text, offset, end))):
            if issuer_end(text, head.start()) == end:
                return " ".join(text[head.start() : end].split())
        return None
    for match in reversed(list(_FROM.finditer(text, offset, position))):
        end = issuer_end(text, match.end())
        if end > match.end() and _AT.fullmatch(text, end, position):
            return " ".join(text[match.end() : end].split())
    return None


def infer_issuer(title: str | None, preamble: str) -> str | None:
    """The issuer of a plan without a letterhead: who declares it, in the fuller form of the title where it has one.

    "… Sở Giáo dục và Đào tạo xây dựng Kế hoạch …" and a title "… của Sở Giáo dục và Đào tạo Hà Nội" give the latter.
    Without a declaration only a unit that closes the title counts ("… Trường Mầm non Hoa Sen năm 2025").
    """
    declared = _declared(preamble)
    named = _units_of_title(title or "")
    if declared is None:
        return named[-1][0] if named and named[-1][1] else None
    for name, _ in reversed(named):
        if name.startswith(declared) or (_same_body(name, declared) and name[0].isupper()):
            return name
    return declared


def begins_declaring(text: str) -> bool:
    """Whether a text begins with who declares the plan: "Sở Y tế ban hành Kế hoạch …", "Nhà trường xây dựng …"."""
    match = _CLAUSE().match(text)
    if match is None:
        return False
    end = issuer_end(text, match.end())
    return end > match.end() and _DECLARES().match(text, end) is not None


def _declared(preamble: str) -> str | None:
    """The unit that is the subject of "ban hành/xây dựng … kế hoạch" at the end of a preamble."""
    found = None
    for match in _CLAUSE().finditer(preamble):
        start = match.end()
        end = issuer_end(preamble, start)
        if end > start and _DECLARES().match(preamble, end):
            found = " ".join(preamble[start:end].split())
    return found


def _units_of_title(title: str) -> list[tuple[str, bool]]:
    """The units named in a title, each with whether it closes the title (but for its years)."""
    out = []
    position = 0
    while match := HEAD().search(title, position):
        end = issuer_end(title, match.start())
        position = max(end, match.end())
        if end <= match.start() or (title[match.start() : end] == match[0] and not COMPLETE().fullmatch(match[0])):
            continue
        cited = _CITED_BY.search(title[: match.start()])
        closes = _CLOSES.fullmatch(title, end) is not None and cited is None
        out.append((" ".join(title[match.start() : end].split()), closes))
    return out


def _same_body(name: str, other: str) -> bool:
    """Whether a name and an abbreviation of it agree: "Sở Giáo dục và Đào tạo Hà Nội" and "Sở GDĐT"."""
    first, rest = name.split()[0], other.split()[1:]
    if first != other.split()[0] or not rest:
        return False
    letters = regex.sub(r"[^\p{Lu}]", "", "".join(rest))
    if not rest[0].isupper():
        return False
    initials = "".join(w[0].upper() for w in name.split()[1:] if w[0].isalpha() and w != "và")
    capitals = "".join(w[0] for w in name.split()[1:] if w[0].isupper())
    return (
        initials.startswith(letters)
        or capitals.startswith(letters)
        or capitals.startswith(letters.replace("GDĐT", "GĐ"))
    )


# What stands between who issues a document and the document: " ban hành ", " đã có các ". Not: " thực hiện ".
_ISSUED = regex.compile(r"\s+(?:vừa\s+|đã\s+)?(?:ký\s+)?(?:ban\s+hành|có|ra|thông\s+qua)\s+(?:các\s+)?$")
# What leads from a unit to its document: " tại ", ": tại ", ", tại công văn". Not: " và ".
_AT = regex.compile(r"\s*[:,]?\s*tại\s*(?:các\s+)?")
# "đề nghị của ", "thẩm định của ", "báo cáo của ". Not: "thuộc ".
_FROM = regex.compile(r"\bcủa\s+")
# What may stand between the unit and the end of a title: "", " năm 2025", " giai đoạn 2023 - 2025".
_CLOSES = regex.compile(
    r"\s*,?\s*(?:(?:trong\s+)?(?:các\s+)?(?:năm|giai đoạn|nhiệm kỳ|quý|tháng|từ năm|đến năm)\b.*|\d{4}.*|[.;]?)",
    regex.I | regex.S,
)
# A document of the unit, not the unit: "Kế hoạch của ", "Nghị quyết số 5 của ". Not: "phong trào thi đua của ".
_CITED_BY = regex.compile(
    r"(?i:nghị quyết|chỉ thị|quyết định|chương trình|kế hoạch|kết luận|đề án|luật|nghị định)[^,;]{0,60}của\s+$"
)


@functools.cache
def _CLAUSE() -> regex.Pattern[str]:
    """Where the declaring subject may start, its post skipped: "; ", ". Giám đốc ", ", ". Not: " của "."""
    return regex.compile(rf"(?:^|[;,.:\n])\s*(?:nay\s+|(?:{issuer_words('posts')})\s+)?(?={heads()})")


@functools.cache
def _DECLARES() -> regex.Pattern[str]:
    """ " xây dựng Kế hoạch", " ban hành kế hoạch", " phát động phong trào". Not: " về việc"."""
    verbs = alternation(load("documents")["preamble"]["declares"])
    return regex.compile(rf"\s*(?:\([^()]*\)\s*)?,?\s*(?:nay\s+)?(?:{verbs})\b")
