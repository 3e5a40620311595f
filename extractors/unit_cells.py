"""The units of a table cell or of the value behind a label ("Đơn vị chủ trì: …")."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.known_names import own_heads
from extractors.lexicon import load
from extractors.predicates import begins_with_action
from extractors.unit_heads import bare_heads, head_at, heads_alone
from extractors.unit_names import REMARK, STRONG, Unit, lead_in_words, read_names, skip_lead_in
from extractors.units import Units, once


def split_units(text: str) -> Units:
    """The units of a cell ("- Phòng A;\\n- Văn phòng Sở", "A phối hợp với B", "A (chủ trì), B, C (phối hợp)").

    A line break or a dash at the start of a line separates units only where it cannot be the wrap of one name.
    """
    return _split(text, own_heads())


@functools.lru_cache(maxsize=4096)  # a table repeats its units, and `pipeline.plan_names` reads them before
def _split(text: str, own: regex.Pattern[str] | None) -> Units:
    """The units of a cell; `own` is what a reading depends on besides the text: the user's own names in force."""
    flat = text.replace("\n", " ")
    cell = _Cell(flat, [], [])
    for start, end, new_line in _parts(text):
        cell.read(start, end, new_line=new_line)
    return Units(once(cell.lead), once(cell.coordinating))


# --- who leads and who helps ------------------------------------------------------------------------------------------

# "Chủ trì: A", "Đơn vị phối hợp thực hiện: B"; not "Đơn vị phối hợp" without a colon, which is a name
LABEL = r"""(?:(?:các\s+)?(?:đơn\ vị|cơ\ quan|bộ\ phận|cá\ nhân|người|phòng)\s+)?
    (?P<label>chủ\s+trì|đầu\s+mối|thực\s+hiện|phụ\s+trách|phối\s+hợp|tham\s+gia|hỗ\s+trợ)
    (?:\s+(?:thực\s+hiện|chính|tham\s+mưu))?\s*:\s*"""
# "A chủ trì, phối hợp với B", "(phối hợp cùng B)", "phối hợp Sở X", "A, cùng với B"; not "B phối hợp thực hiện"
WITH = r"""(?:(?<=[,;]\s*)(?P<beside>cùng\s+(?:với\s+)?(?=\p{L}))|(?<=\p{L}\s)(?P<beside>cùng\s+với\s+(?=\p{Lu}))|
    (?:chủ\s+trì\s*,?\s*(?:và\s+)?)?(?P<with>phối\s+(?:kết\s+)?hợp)(?:\s+chặt\s+chẽ)?
    (?:\s+(?:cùng\s+với|với|cùng)\s+|\s+(?!thực\s+hiện|triển\s+khai|và\s)(?=\p{L})))"""
# "A (chủ trì)", "B (cơ quan phối hợp)"; not "A (Phòng B)"
BRACKET = r"\(\s*(?:(?:là\s+)?(?:đơn\ vị|cơ\ quan)\s+)?(?P<bracket>chủ\s+trì|đầu\s+mối|thực\s+hiện|phối\s+hợp)\s*\)"
# "A chủ trì; B, C phối hợp thực hiện."; not "các đơn vị phối hợp", "chủ trì soạn thảo";
# "các đơn vị phối hợp thực hiện" says what they do
SUFFIX = r"""(?:(?<!(?:đơn\ vị|cơ\ quan|bộ\ phận|người)\s+)|(?=phối\s+hợp\s+thực\s+hiện))
    (?P<suffix>chủ\s+trì|phối\s+hợp)(?:\s+(?:thực\s+hiện|chính|chung))?(?=\s*(?:[,;.)]|$))"""
ROLE = regex.compile(rf"(?<!\p{{L}})(?:{LABEL}|{WITH}|{SUFFIX})|{BRACKET}", regex.IGNORECASE | regex.VERBOSE)
HELPING = ("phối", "tham", "hỗ", "cùng")
"""How the words begin that make a unit one that helps."""
# "Chủ trì Phòng Nội vụ" at the start of a part; not "chủ trì soạn thảo"
LEADS = regex.compile(r"\s*chủ\s+trì\s+(?=\p{Lu})", regex.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    """The units read so far; `helps` says whose role the next name has, `standing` what a label said last."""

    flat: str
    lead: list[Unit]
    coordinating: list[Unit]
    helps: bool = False
    standing: bool = False
    leader_marked: bool = False

    def read(self, start: int, end: int, *, new_line: bool) -> None:
        """Read one part of the cell, role by role."""
        if new_line:
            self.helps = self.standing
        leads = LEADS.match(self.flat[:end], start)
        if leads and head_at(self.flat, leads.end()):
            self.helps = self.standing = False
            start = leads.end()
        at = start
        for mark in ROLE.finditer(self.flat, start, end):
            named = _names(self.flat, at, mark.start())
            self._mark(mark, named)
            at = mark.end()
        self._add(_names(self.flat, at, end), helps=self.helps)

    def _mark(self, mark: regex.Match[str], named: list[Unit]) -> None:
        """Give the units before a word of role their role, and set the one of those behind it."""
        kind = mark.lastgroup
        helping = mark[kind].casefold().startswith(HELPING) if kind else False
        if kind in ("label", "with", "beside"):
            self._add(named, helps=self.helps)
            self.helps = helping
            if kind == "label" or not named:
                self.standing = helping
        elif not helping:
            self._add(named, helps=False)
            if mark[kind or 0].casefold().startswith("chủ"):
                self.leader_marked = self.helps = True  # who stands beside a marked leader helps
        elif kind == "suffix" or self.leader_marked:
            self._add(named, helps=True)
        else:
            self._add(named[:-1], helps=self.helps)
            self._add(named[-1:], helps=True)

    def _add(self, named: list[Unit], *, helps: bool) -> None:
        (self.coordinating if helps else self.lead).extend(named)


# --- the parts of a cell ----------------------------------------------------------------------------------------------

# "- Công an xã", "– Sở", "-Sở"; not a dash at the end of a line
DASH = regex.compile(r"\s*[-–—]\s*(?=\S)")
# "- ", "+ ", "• ", "2. ", "b) " at the start of a part; not "115", "3.1"
BULLET = regex.compile(r"^(?:[\s\-–—+•*·]+|\s*\(?(?:\d{1,2}|[a-zđ])[.)]\s+)+")
# a sign that is never the wrap of a name: "+ giáo viên", "• Sở"; not "- xã hội"
SIGN = regex.compile(r"[+•*·]")
# "1. Sở A 2. Sở B", "b) Công an"; not "số 3."
NUMBER = regex.compile(r"\s*\(?(?:\d{1,2}|[a-zđ])[.)]\s+(?=\p{L})")
# a time in a cell of units: "hoàn thành trong tháng 5"; not "trong Ban Chỉ đạo" behind a head
TIME = regex.compile(r"(?:hoàn thành|xong|trước|trong|thời gian|thời hạn)(?!\p{L})", regex.IGNORECASE)
# where a cell is cut: a line break, ";", a plus between two names
CUT = regex.compile(r"\n|;|\s\+\s|\s(?=\d{1,2}[.)]\s+\p{Lu})")
# a line that waits for the next one: "… thuộc", "Phòng Kế hoạch,", "phối hợp"
WAITING = regex.compile(r"(?:[,/–:-]|\b(?:thuộc|của|các|trực thuộc|và|với|tại|cùng|phối hợp))$", regex.IGNORECASE)

# a person with a post that waits for its office: "Đ/c Lê An – Giám đốc", "Ông Bình, Phó Chủ tịch"; not "Giám đốc Sở"
PERSON_POST = regex.compile(
    r"(?:đ/c|đồng chí|ông|bà)\s[^;\n]*[-–,]\s*(?:phó\s+)?(?:tổng\s+)?(?:giám đốc|chủ tịch|trưởng phòng|trưởng ban|"
    r"bí thư|chánh văn phòng|cục trưởng|chi cục trưởng|hiệu trưởng)$",
    regex.IGNORECASE,
)


def _parts(text: str) -> list[tuple[int, int, bool]]:
    """The parts of a cell that line breaks, dashes, numbers, plus signs and semicolons separate; is it a new line?"""
    listed, numbered = DASH.match(text) is not None, NUMBER.match(text) is not None
    dashes = [m.end() for m in regex.finditer(r"\n\s*[-–—]\s*", text)]
    listed_below = len(dashes) > 1 and all(head_at(text, at) and text[at].isupper() for at in dashes)
    parts: list[tuple[int, int]] = []
    start = 0
    for match in CUT.finditer(text):
        sign, after = match.group(), match.end()
        if sign == "\n" and not _starts_part(text, start, match.start(), after, listed or listed_below, numbered):
            continue
        if sign not in ("\n", ";") and not (numbered or "+" in sign):
            continue
        parts.append((start, match.start()))
        start = after
    parts.append((start, len(text)))
    out = []
    for a, b in parts:
        fresh = a == 0
        bullet = BULLET.match(text[a:b])
        a += bullet.end() if bullet else 0
        if text[a:b].strip(" .,;\n"):
            out.append((a, b, fresh or (bullet is not None and bullet.group().strip() != "")))
    return out


def _starts_part(text: str, start: int, end: int, after: int, listed: bool, numbered: bool) -> bool:
    """Whether the line at `after` begins another unit rather than going on with the one in text[start:end]."""
    line = text[after:]
    before = text[start:end].rstrip()
    dash = DASH.match(line)
    if dash:
        rest = line[dash.end() :].split("\n")[0].strip(" .;,").casefold()
        if listed and rest in _names_data("second_halves") and head_at(text, skip_lead_in(text, _content(text, start))):
            return False  # "- Phòng Tài chính⏎- Kế hoạch" in a list of dashes
        return listed or before.endswith((";", "."))
    if SIGN.match(line.lstrip()) or (numbered and NUMBER.match(line)):
        return True
    role = ROLE.match(line)
    if role and role.lastgroup == "label" and line[0].isupper():
        return True
    if not line[:1].isupper() or head_at(text, after) is None or WAITING.search(before):
        return False
    last = before.rsplit("\n", 1)[-1].rsplit(",", 1)[-1].strip(" -–+").casefold()
    if last in _names_data("complete") and head_at(text, after) not in _names_data("owners"):
        return True
    # "Văn phòng" / "HĐND Thành phố", "TPT" / "Đội": a head alone waits for its name
    if last in heads_alone() or PERSON_POST.search(before):
        return False
    return last not in bare_heads() and last not in _names_data("waiting") and len(before.split()) >= 2


def _content(text: str, start: int) -> int:
    """The offset behind the list mark at `start`."""
    bullet = BULLET.match(text[start:])
    return start + (bullet.end() if bullet else 0)


def _names_data(key: str) -> list[str]:
    return list(load("units")["names"][key])


# when the unit is done, behind its name: "Sở Nội vụ | hoàn thành trong tháng 5"; not "Ban Hoàn thành"
DONE = regex.compile(r"\s+(?:hoàn thành|xong|chậm nhất|trước ngày|trong (?:tháng|quý|năm|ngày))(?!\p{L}).*$")
# words that go on with the name before them: "UBND các xã | có rừng"; not ", Sở", "Sở Y tế" on a line of its own
OWN_WORDS = regex.compile(r"\s*(?=\p{Ll})[^,;:()\-–/]+")
# fields behind a comma or a colon: "Vụ Kế hoạch|, Tài chính", "Các Sở|: Y tế, Tài chính"; not ", Công an"
FIELDS = regex.compile(r"\s*[,:]\s*(?P<field>[^,;:()]+?)\s*(?=[,;.]|$)")


@functools.cache
def _compounds() -> tuple[tuple[str, ...], ...]:
    """Names of offices with a comma in them, parted there: ("kế hoạch", "tài chính")."""
    return tuple(tuple(name.split(", ")) for name in load("units")["names"]["with_comma"])


# names of places behind one plural: "UBND các xã Nà Lơi|, Pác Cạp", "các phường An Hạ"; not "các xã, phường"
PLACES = regex.compile(
    r"các (?:xã|phường|thị trấn|huyện|quận|thôn|bản|ấp|tỉnh|thành phố|đồn|trạm)\s+\p{L}", regex.IGNORECASE
)


def _whole(flat: str, unit: Unit, stop: int, end: int) -> int:
    """Where the name really ends that was read up to `stop`: after its own last words and fields without a head."""
    own = OWN_WORDS.match(flat, stop, end)
    words = own.group().strip() if own else ""
    if own and head_at(flat, own.end() - len(own.group().lstrip())) is None and not TIME.match(words):
        stop = own.start() + len(own.group().rstrip())
    listed = False
    while field := FIELDS.match(flat, stop, end):
        name = " ".join(flat[unit.span[0] : stop].casefold().split())
        listed = listed or flat[field.start() : field.start("field")].strip() == ":"
        places = PLACES.search(name) and field["field"][:1].isupper() and len(field["field"].split()) <= 3
        joined = (
            listed
            or places
            or any(name.endswith(f" {first}") and field["field"].casefold() == second for first, second in _compounds())
        )
        if not joined or head_at(flat, field.start("field")) is not None:
            break
        stop = field.end("field")
    return stop


def _names(flat: str, start: int, end: int) -> list[Unit]:
    """The names in one part of a cell; a part that begins with no known head is one name as it stands."""
    flat = flat[:end]
    start = _content(flat, start)
    at = max(start, skip_lead_in(flat, start))
    out: list[Unit] = []
    while at < end:
        while at < end and (flat[at].isspace() or flat[at] in ",.;/-–—()"):
            at += 1
        if at >= end:
            break
        if flat[at - 1 : at] == "(" and REMARK.match(flat, at - 1) and ")" in flat[at:]:
            at = flat.index(")", at) + 1
            continue
        units, stop = read_names(flat, at, cell=True)
        if units:
            # what a unit does, said in its cell, is no further unit; other words that nothing parts from it are its own
            if STRONG.match(flat[stop:end].lstrip()):
                stop = end
            else:
                begin = units[-1].span[0]
                stop = _whole(flat, units[-1], stop, end)
                name = DONE.sub("", " ".join(flat[begin:stop].split()))
                units[-1] = Unit(name.rstrip(" .,;:-–"), (begin, stop))
        else:
            comma = regex.compile(r"[,;]\s").search(flat, at, end)
            stop = comma.start() if comma else end
            if flat[start:at].rstrip().endswith(".") and begins_with_action(flat[at:stop]) and " " in flat[at:stop]:
                break  # "Thanh tra Sở. Rà soát quy hoạch cán bộ.": a sentence that says what they do
            name = " ".join(flat[at:stop].split()).strip(" .,;:-–")
            named = (
                any(map(str.isalpha, name))
                and name.casefold() not in {*lead_in_words(), *_names_data("nobody")}
                and not TIME.match(name)
            )
            units = [Unit(name, (at, stop))] if named else []
        out += units
        at = max(stop, at + 1)
    return [u for u in out if len(u.name) > 1]
