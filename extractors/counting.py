"""The grammar of counting (lexicon/targets.toml): comparators, counted nouns, the verbs that make a number a goal."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lexicon compiled: patterns on the text left of a number end in $, those on the right are matched there."""

    before: regex.Pattern[str]
    sense: dict[str, tuple[str, bool]]
    """comparator phrase -> (comparator, whether it is strong)"""
    after: regex.Pattern[str]
    after_sense: dict[str, str]
    label: regex.Pattern[str]
    locating: regex.Pattern[str]
    noun: regex.Pattern[str]
    parties: regex.Pattern[str]
    party: frozenset[str]
    sets: regex.Pattern[str]
    set_followers: regex.Pattern[str]
    share_followers: regex.Pattern[str]
    uncounted: regex.Pattern[str]
    frequency: regex.Pattern[str]
    multiplied: regex.Pattern[str]
    goal: regex.Pattern[str]
    governor: regex.Pattern[str]
    weak_governor: regex.Pattern[str]
    join: regex.Pattern[str]
    condition: regex.Pattern[str]
    rank: regex.Pattern[str]
    ranked: regex.Pattern[str]
    top: regex.Pattern[str]
    level: regex.Pattern[str]
    stops: frozenset[str]
    classifiers: frozenset[str]
    event_classifiers: frozenset[str]
    qualifiers: frozenset[str]
    imperative: regex.Pattern[str]
    serving: regex.Pattern[str]
    measured: regex.Pattern[str]
    time: regex.Pattern[str]
    percent: regex.Pattern[str]
    permille: frozenset[str]
    origin: regex.Pattern[str]
    baseline: regex.Pattern[str]
    relative: regex.Pattern[str]
    year: regex.Pattern[str]
    per: regex.Pattern[str]
    result: regex.Pattern[str]
    past: regex.Pattern[str]
    measure: regex.Pattern[str]
    made_of: regex.Pattern[str]
    reaching: regex.Pattern[str]
    keeping: regex.Pattern[str]
    existing: regex.Pattern[str]
    passive: regex.Pattern[str]
    done: regex.Pattern[str]
    of_all: regex.Pattern[str]
    ordering: regex.Pattern[str]
    done_at: regex.Pattern[str]
    carrying_out: regex.Pattern[str]
    taking_part: regex.Pattern[str]
    opening: regex.Pattern[str]
    time_first: regex.Pattern[str]
    spelled_in_brackets: regex.Pattern[str]


@functools.cache
def grammar() -> Grammar:
    """The grammar, compiled on first use."""
    words: dict[str, Any] = load("targets")
    before, numbers, goals, nouns = words["before"], words["numbers"], words["goals"], words["nouns"]
    sense = {p: (c, s == "strong") for s in before for c, phrases in before[s].items() for p in phrases}
    after_sense = {p: c for c, phrases in words["after"].items() for p in phrases}
    parties, things = nouns["parties"], nouns["things"]
    uncounted = nouns["not_counted"]
    word_phrases, symbols = [p for p in sense if p[-1].isalpha()], [p for p in sense if not p[-1].isalpha()]
    between = rf"(?:\s+{any_of(words['between']['words'])}(?!\p{{L}}))*"
    about = rf"(?:\(?{any_of(words['between']['about'])}\s+)?"
    edge, word_end = r"(?<!\p{L})", r"(?![\p{L}\d])"
    fillers = rf"(?:\s+{any_of(goals['fillers'])})*"
    strong_verbs = [verb for verb in goals["verbs"] if verb not in goals["weak_verbs"]]
    acts = (set(load("verbs")["predicate"]["action"]) | set(goals["weak_verbs"])) - set(goals["not_ordering"])
    acts -= {*goals["describing"], *goals["verbs"]} - set(goals["weak_verbs"])
    acts -= set(goals["describing"])
    origin, results = any_of(words["from"]["words"]), any_of(goals["results"])
    spelled = any_of([*words["spelled"]["ones"], *words["spelled"]["tens"]])
    return Grammar(
        # "ít nhất 01", "không vượt quá cao độ +2.80", ">10"; not the "trên" of "trên địa bàn 126".
        before=caseless(
            rf"(?:{edge}(?P<phrase>{any_of(word_phrases)}){between}\s+|(?P<symbol>{any_of(symbols)})\s*){about}$"
        ),
        sense=sense,
        # "95% trở lên", "05 dự án trở lên"; not "trở lại".
        after=caseless(rf"\s+(?:[\p{{L}}]+\s+){{0,3}}?(?P<phrase>{any_of(after_sense)}){word_end}"),
        after_sense=after_sense,
        # "năm 2025", "Đề án 06", "mức độ 3"; not "tổng số 50", "mỗi năm 20".
        label=caseless(rf"{edge}(?<!{any_of(numbers['not_labels'])}\s){any_of(numbers['labels'])}\s+$"),
        # "trên địa bàn 126 xã", "của 04 đơn vị"; not "thí điểm tại 126 xã".
        locating=caseless(rf"{edge}{any_of(numbers['locating'])}\s+{about}$"),
        noun=caseless(
            rf"\s*\)?\s*(?:{any_of(numbers['determiners'])}\s+)?(?P<noun>{any_of([*parties, *things])}){word_end}"
        ),
        parties=caseless(
            rf"(?:(?:,\s*|/|\s+{any_of(nouns['and'])}\s+){any_of(parties)}{word_end})+"
            rf"|/{any_of([*parties, *things])}{word_end}"
        ),
        party=frozenset(parties),
        sets=caseless(rf"\s*(?P<noun>{any_of(numbers['sets'])}){word_end}"),
        set_followers=caseless(rf"[^,;.]{{0,40}}?\s{any_of(numbers['set_followers'])}{word_end}"),
        share_followers=caseless(rf"\s+{any_of(numbers['share_followers'])}{word_end}"),
        uncounted=caseless(rf"\s*{any_of([*numbers['time'], *numbers['age'], *uncounted])}{word_end}"),
        # "02 đợt/năm", "01 buổi một tuần"; not "02 bài/tháng".
        frequency=caseless(
            rf"\s*(?:(?P<times>{any_of(numbers['times'])}){word_end}"
            rf"|{any_of(numbers['frequency_nouns'])}[^,;.]{{0,20}}?(?:/|\s{any_of(numbers['per'])}\s)\s*(?:\d+\s)?{any_of(numbers['time'])}{word_end})"
        ),
        multiplied=caseless(rf"{edge}{any_of(numbers['multiplying'])}[^,;.]{{0,20}}$"),
        goal=caseless(rf"{edge}{any_of(goals['words'])}{word_end}"),
        governor=caseless(rf"{edge}{any_of(strong_verbs)}{fillers}\s+{about}$"),
        weak_governor=caseless(rf"{edge}{any_of(goals['verbs'])}{fillers}\s+{about}$"),
        join=caseless(rf"(?:[,;:(]|{edge}{any_of(goals['joins'])})\s*{about}$"),
        condition=caseless(rf"{edge}{any_of(goals['conditions'])}{word_end}"),
        # "trong nhóm 10", "vào top 5"; not "nhóm 05 thủ tục" (what follows decides, see `ranked`).
        rank=caseless(
            rf"(?:{edge}(?P<into>{any_of(words['ranks']['into'])})\s+)?{edge}(?P<group>{any_of(words['ranks']['groups'])})"
            rf"\s+(?P<number>\d{{1,3}})(?![\d%/]|[.,]\d)"
        ),
        ranked=caseless(
            rf"\s+(?:{any_of(numbers['determiners'])}\s+)?{any_of(words['ranks']['ranked'])}{word_end}|\s*(?:[,;.)]|$)"
        ),
        top=caseless(rf"[^,;.]{{0,60}}?\s{any_of(words['ranks']['leading'])}{word_end}"),
        # "từ mức “Hoàn thành tốt nhiệm vụ” trở lên", "loại Khá trở lên"; not "mức độ 3 trở lên".
        level=caseless(
            rf"(?:{edge}{any_of(words['levels']['from'])}\s+)?{edge}{any_of(words['levels']['heads'])}\s+(?:[“\"][^”\"\d]{{1,60}}[”\"]|[^\d“”\"%,;.]{{1,40}}?)"
            rf"\s+(?P<phrase>{any_of(after_sense)}){word_end}"
        ),
        stops=frozenset([*nouns["stops"], *numbers["time"], *numbers["age"], *numbers["times"]]),
        classifiers=frozenset(nouns["classifiers"]),
        event_classifiers=frozenset(nouns["event_classifiers"]),
        qualifiers=frozenset([*nouns["stops"], *nouns["qualifiers"]]),
        # "Cấp " or "kiểm tra, " at the head of a clause: an order; not "có ".
        imperative=caseless(
            rf"^\s*(?:[-+•]\s*)?{any_of(acts | (set(goals['verbs']) - set(goals['describing'])))}{fillers}\s+{about}$"
        ),
        # "tập huấn kỹ năng sơ cứu cho ", "phát hành thư ngỏ đến "; not "phương án ứng trực cho ".
        serving=caseless(
            rf"(?:^|[,:])\s*(?:[^,;.]{{0,60}}?{edge})??{any_of(goals['serving'])}{word_end}"
            rf"[^;.\d]{{0,60}}?\s{any_of(goals['reaching'])}\s+{about}$"
        ),
        measured=caseless(rf"(?<!trong\s){edge}{any_of(numbers['measured'])}{word_end}"),
        time=caseless(rf"\s*(?P<noun>{any_of(numbers['time'])}(?:\s+{any_of(numbers['working'])})?){word_end}"),
        # The sign of a share: "95%", "12 phần trăm", "5‰". Not the "%" that stands before ("%5").
        percent=caseless(rf"\s?(?P<unit>{any_of(numbers['percent'])})(?!\p{{L}})"),
        permille=frozenset(numbers["permille"]),
        # "từ" right before the number: "từ 95%", "đạt từ 90". Not "từng 5".
        origin=caseless(rf"{edge}{origin}\s+$"),
        # After a baseline stands the new value: "từ 80% lên 95%", "từ 5% xuống còn 3%". Not "95% trở lên".
        baseline=caseless(
            rf"\s?(?:%|‰)?\s*(?:[^,;.\d]{{0,25}}\s)?(?<!{any_of(words['from']['not_changes'])}\s)"
            rf"{any_of(words['from']['changes'])}\s[^\d;.]{{0,15}}\d"
        ),
        # "thu nhập có trên …", "hộ có doanh thu trên": a relative clause that describes its noun, up to the comparator.
        # Not "phấn đấu có trên 50 hộ" (nothing stands between "có" and the comparator).
        relative=caseless(rf"\p{{L}}+ {any_of(goals['relative'])}(?: \p{{L}}+){{1,4}}\s*$"),
        # The number is a year: "trong năm 2026", "các năm 2025". Not "mỗi năm 20".
        year=caseless(rf"{edge}{any_of(numbers['years'])}\s+(?:19|20)\d\d$"),
        # What a unit is per: "đồng/người/năm", "tấn/ha". Not "/QĐ-UBND".
        per=regex.compile(rf"(?:/\p{{Ll}}+(?:\s{any_of(numbers['per_seconds'])})?)+"),
        result=caseless(rf"{edge}{results}(?!\p{{L}})"),
        # "kết quả năm 2025 "; not "phấn đấu năm 2026 ".
        past=caseless(rf"{edge}{any_of(goals['past'])}{word_end}"),
        # "Tổng vốn đầu tư toàn xã hội " at the head of a clause; not "hỗ trợ vốn đầu tư ".
        measure=caseless(rf"^\s*(?:[-+•]\s*)?{any_of(goals['measures'])}{word_end}[^,\d]{{0,60}}$"),
        # "bộ câu hỏi gồm ", "bằng "; not "gồm có".
        made_of=caseless(rf"{edge}{any_of(goals['made_of'])}\s+{about}$"),
        reaching=caseless(rf"{edge}{any_of(goals['reaching'])}\s+{about}$"),
        # "Duy trì sinh hoạt của "; not "Duy trì nền nếp, của ".
        keeping=caseless(rf"^\s*{any_of(goals['keeping'])}\s[^,;.\d]{{0,40}}\s{any_of(goals['kept'])}\s+{about}$"),
        # "12 tổ hòa giải hiện có"; not "12 tổ, hiện có 3".
        existing=caseless(rf"[^,;.]{{0,40}}?\s{any_of(goals['existing'])}{word_end}"),
        # "được tiêm ", "đã xây dựng "; not "phấn đấu xây dựng ".
        passive=caseless(rf"{edge}{any_of(goals['passives'])}\s+{any_of(goals['verbs'])}{fillers}\s+{about}$"),
        # "2/3 số hộ", "2/3 tổng số"; not "12/16 lớp".
        of_all=caseless(rf"\s+{any_of(words['spelled']['of_all'])}{word_end}"),
        # "đã kiểm tra "; not "chưa kiểm tra ".
        done=caseless(rf"{edge}{any_of(goals['done'])}\s+(?:\p{{L}}+\s+)?{any_of(goals['verbs'])}{fillers}\s+{about}$"),
        # "kiểm tra " behind a subject; not "có ".
        ordering=caseless(rf"{edge}{any_of(acts)}{fillers}\s+{about}$"),
        # "kiểm tra liên ngành tại ", "thanh tra đối với "; not "trên địa bàn ".
        done_at=caseless(
            rf"{edge}{any_of(goals['done_at'])}(?:\s[^,;.:\d]{{0,50}})?\s{any_of(goals['places'])}\s+{about}$"
        ),
        # "Tổ chức " before "kiểm tra tại 12 xã"; not "Kết quả ".
        carrying_out=caseless(rf"\s*(?:[-+•]\s*)?{any_of(goals['carrying_out'])}\s+"),
        # "180 hộ tham gia"; not "180 hộ, tham gia".
        taking_part=caseless(rf"[^,;.\d]{{0,20}}?\s{any_of(goals['taking_part'])}{word_end}"),
        # Nothing but "Có " stands before the comparator; not "Doanh nghiệp có ".
        opening=caseless(rf"^\s*(?:[-+•]\s*)?{any_of(goals['verbs'])}\s+$"),
        # "Tháng 10/2026 ", "6 tháng đầu năm 2026 "; not "6 mô hình ".
        time_first=caseless(rf"^\s*(?:\d+\s+)?{any_of(goals['times_first'])}{word_end}"),
        # "05 (năm) mô hình"; not "05 (lớp 5)".
        spelled_in_brackets=caseless(rf"\s*\((?:{spelled}\s*)+\)"),
    )
