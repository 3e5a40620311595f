"""The grammar of making (lexicon/making.toml): verbs, the heads of what they make, and where a name of it ends."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lexicon compiled. Patterns on the text before a verb end in $, the others are matched at a place."""

    verb: regex.Pattern[str]
    reports: frozenset[str]
    between: regex.Pattern[str]
    submitting: frozenset[str]
    submitted: regex.Pattern[str]
    heads: dict[str, regex.Pattern[str]]
    classes: dict[str, tuple[str, ...]]
    """verb -> the head classes that it takes"""
    passive: frozenset[str]
    abstract: regex.Pattern[str]
    left: regex.Pattern[str]
    compounds: dict[str, regex.Pattern[str]]
    purpose: regex.Pattern[str]
    time: regex.Pattern[str]
    nominal: regex.Pattern[str]
    agent: regex.Pattern[str]
    granted: regex.Pattern[str]
    mention: regex.Pattern[str]
    carried_out: regex.Pattern[str]
    project: regex.Pattern[str]
    units_too: frozenset[str]
    end: regex.Pattern[str]
    goes_on: regex.Pattern[str]
    restricted: frozenset[str]
    restriction: regex.Pattern[str]
    shared: regex.Pattern[str]
    shares: regex.Pattern[str]
    records: frozenset[str]
    rules: frozenset[str]
    ruled: regex.Pattern[str]
    ruled_on: regex.Pattern[str]
    clause: regex.Pattern[str]
    act: regex.Pattern[str]
    list_follows: regex.Pattern[str]
    including: regex.Pattern[str]
    quoted_name: regex.Pattern[str]
    event_end: regex.Pattern[str]
    occasion: regex.Pattern[str]
    published_on: regex.Pattern[str]
    for_whom: frozenset[str]
    people: regex.Pattern[str]
    report_time: regex.Pattern[str]
    join: regex.Pattern[str]
    pair: regex.Pattern[str]
    report_left: regex.Pattern[str]
    request: regex.Pattern[str]
    recipient: regex.Pattern[str]
    addressee: regex.Pattern[str]
    responsible: regex.Pattern[str]
    signed: regex.Pattern[str]
    regime: regex.Pattern[str]
    about: regex.Pattern[str]
    coordinating: tuple[str, ...]
    under_citation: regex.Pattern[str]


_EDGE, _STOP = r"(?<![\p{L}\d])", r"(?![\p{L}\d])"


@functools.cache
def grammar() -> Grammar:
    """The grammar, compiled on first use."""
    words: dict[str, Any] = load("making")
    verbs, between, heads, ends, report = (
        words["verbs"],
        words["between"],
        words["heads"],
        words["ends"],
        words["report"],
    )
    context, ambiguous = words["left"]["context"], words["ambiguous"]
    edge, stop = _EDGE, _STOP
    classes = {verb: tuple(taken) for group, taken in words["takes"].items() for verb in verbs[group]}
    determiner = rf"(?P<thing>(?:(?:{any_of(between['determiners'])}|\d{{1,3}}(?:\.\d{{3}})*)\s+)*[“\"]?"
    adverbs = [word for word in between["adverbs"] if word.isalpha() or " " in word]
    recipient = (
        rf"(?:{any_of(ends['plural'])}\s+)?(?!{any_of(ends['not_recipients'])}){any_of(ends['recipients'])}{stop}"
    )
    verbs_of_making, joins = any_of(classes), any_of(ends["joins"])
    heads_of_all = [*heads["documents"], *heads["works"], *heads["publications"], *heads["events"], *heads["lists"]]
    any_head, named_by = any_of(heads_of_all), any_of([*heads_of_all, *ends["nominal"]])
    act = rf"(?!{any_of(ambiguous['acts'])}\s+{any_of(ambiguous['objects'])}{stop})"
    mode = rf"(?:{any_of(ends['mode_nouns'])}\s+)?{any_of(ends['modes'])}{stop}"
    manner = rf"(?:\s+{any_of(report['manner'])}{stop})*"
    reports, ruled = any_of(report["words"]), any_of(ends["ruled_acts"])
    return Grammar(
        verb=caseless(rf"{edge}(?:{verbs_of_making}|{reports}(?!\s+{any_of(report['parts'])})){stop}"),
        reports=frozenset(report["words"]),
        # "và triển khai hiệu quả", ", thẩm định, trình ban hành"; not ", tổ chức phát động" (no product follows).
        between=caseless(
            rf"(?:\s*,?\s*(?:{joins}\s+)?{any_of([*between['verbs'], *adverbs])}{stop}){{0,8}}"
            r"\s*[,:]?\s*"
        ),
        submitting=frozenset(verbs["submitting"]),
        # "trình UBND tỉnh phê duyệt Đề án": who gets it and what for; not "trình lãnh đạo ký" (nothing follows).
        submitted=caseless(rf"[^.;:]{{0,80}}?{edge}{any_of(between['submitted_for'])}\s+"),
        heads={name: caseless(rf"{determiner}(?P<head>{any_of(members)}){stop})") for name, members in heads.items()}
        | {"any": caseless(rf"{determiner}(?P<head>{any_head}){stop})")},
        classes=classes,
        passive=frozenset(verbs["passive"]),
        abstract=caseless(rf"(?:(?:{any_of(between['determiners'])})\s+)*{any_of(heads['abstract'])}{stop}"),
        # "công tác ", "công tác xây dựng, " before "ban hành"; not "kế hoạch; ".
        left=caseless(rf"{edge}{any_of(words['left']['nouns'])}\s+(?:{verbs_of_making}(?:\s*,\s*|\s+{joins}\s+))*$"),
        compounds={v: caseless(rf"{edge}{any_of(firsts)}\s+$") for v, firsts in words["left"]["compounds"].items()},
        # "để tổng hợp, xây dựng", "làm cơ sở"; not "… để kiểm tra A, B, C, xây dựng" (a clause of its own).
        purpose=caseless(
            rf"{edge}{any_of(context['purposes'])}\s(?:[^.;,]{{0,80}}"
            rf"|[^.;,]{{0,40}}?(?<!\p{{L}}){any_of(context['purpose_items'])}(?:,\s*{any_of(context['purpose_items'])})*,?\s*)$"
        ),
        # "trước khi các trường "; not "khi có dịch, " (the order begins behind the comma).
        time=caseless(rf"{edge}{any_of(context['times'])}\s[^.;,:]*$"),
        # "Việc thực hiện chế độ thông tin, "; not "thực hiện việc ".
        nominal=caseless(rf"^\s*{any_of(context['nominalisers'])}\s"),
        agent=caseless(rf"{edge}{any_of(context['agents'])}\s[^.;,:]*$"),
        granted=caseless(rf"{edge}{any_of(context['granted'])}\s"),
        mention=caseless(rf"{edge}{any_of(context['mentions'])}(?:\s\p{{L}}+){{0,4}}(?:,(?:\s\p{{L}}+){{0,2}})?,?\s*$"),
        carried_out=caseless(rf"{edge}{any_of(context['carried_out'])}\s[^.;:]*$"),
        project=caseless(rf"{edge}{any_of(context['projects'])}{stop}"),
        units_too=frozenset(ambiguous["units_too"]),
        end=_ends(ends, words["left"]["compounds"], named_by, recipient),
        # "kết hợp trực tuyến", "có công", "(ảnh) về"; not "kết hợp kiểm tra", "có biện pháp", "(nếu có)".
        goes_on=caseless(
            rf"{any_of(ends['mode_links'])}\s+{mode}|{any_of(ends['having'])}{stop}"
            rf"|\([^()]{{1,25}}\)(?=\s{any_of(ends['after_aside'])}\s)"
        ),
        restricted=frozenset(ends["restricted"]),
        restriction=caseless(rf"{any_of(ends['restricting'])}{stop}"),
        shared=caseless(rf"{edge}{any_of(ends['sharing'])}\s*$"),
        shares=caseless(rf"(?:,|{joins})\s*{any_of(ends['sharing'])}{stop}"),
        records=frozenset(ends["records"]),
        rules=frozenset(ends["rules"]),
        # " quản lý", " tiếp nhận, xử lý" between "Quy trình" and the next act; not " quản lý tài sản".
        ruled=caseless(rf"\s+{ruled}(?:(?:\s*,\s*|\s+{joins}\s+){ruled})*\s*"),
        ruled_on=caseless(rf"(?:,|{joins})\s*{ruled}{stop}"),
        # ", lựa chọn sản phẩm": where a new clause can begin; what follows must be a verb with its object.
        clause=caseless(rf"(?:,\s*(?:{any_of(ends['links'])}\s+)?|\s{joins}\s+)"),
        act=caseless(rf"{any_of(ends['acts_in_names'])}{stop}"),
        # "các kế hoạch" before ": theo dõi …; rà soát …"; not "Kế hoạch:".
        list_follows=caseless(rf"(?<=(?:^|\s){any_of(ends['plural'])}\s+{any_head})\s*:\s*(?=\p{{L}})"),
        # "bao gồm: Kế hoạch A, Kế hoạch B": the list names more products. Not "gồm có".
        including=caseless(rf"\s*,?\s*{any_of(ends['including'])}\s*:?\s*(?=\p{{L}})"),
        # "“…” trên nền tảng số": a name in quotes (masked) and what does not belong to it; not "“…” năm 2026".
        quoted_name=caseless(rf"[”“]\s+(?={any_of(ends['behind_quotes'])}{stop})"),
        occasion=caseless(rf"{edge}(?<!{any_head}\s){any_of(ends['occasions'])}{stop}"),
        published_on=caseless(rf"{edge}{any_of(ends['published_on'])}{stop}"),
        event_end=caseless(rf"{edge}{any_of(ends['events'])}{stop}"),
        for_whom=frozenset(ends["for_whom"]),
        # "cho công nhân", "cho các hộ"; not "dành cho hộ kinh doanh", "cho từng hộ", "cho các thửa đất".
        people=caseless(
            rf"{edge}(?<!{any_of(ends['named_for'])}\s){any_of(ends['for_people'])}\s+"
            rf"(?:{any_of(ends['plural'])}\s+)?{any_of(ends['people'])}{stop}"
        ),
        report_time=caseless(rf"{edge}{any_of(ends['report_times'])}{stop}"),
        join=caseless(
            rf"(?P<sign>\s*,\s*|\s+{any_of(ends['coordinating'])}\s+|\s*;\s*)(?:{any_of(ends['also'])}\s+)?(?={act}{determiner}(?P<head>{any_head}){stop}))"
        ),
        # "cơ chế, chính sách": one thing under two names; not "thể lệ, bộ câu hỏi".
        pair=caseless(rf"{any_of(ends['pairs'])}{stop}"),
        # "cuối năm ", "các xã ", "ngày 15/12 "; not "mẫu ".
        report_left=caseless(rf"{edge}(?:{any_of(report['left'])}|{any_of(report['times'])}\s[\dIV][\dIV/.-]*),?\s+$"),
        # " UBND tỉnh xem xét"; not " Ban Chỉ đạo" (a name)
        request=caseless(
            rf"{manner}\s+{recipient}[^.;:]{{0,40}}?\s(?=(?-i:\p{{Ll}})){any_of(report['decisions'])}{stop}"
        ),
        # " ngay Giám đốc", " về UBND xã"; not " ngay khi"
        recipient=caseless(rf"{manner}\s+(?:{any_of(report['prepositions'])}\s+)?{recipient}"),
        # " Thuế tỉnh", " Phòng VH-XH": a name; not " Quý I", " CCHC", " kết quả".
        addressee=regex.compile(rf"(?i:{manner})\s+(?!(?i:{any_of(report['names'])}){stop})\p{{Lu}}\p{{Ll}}+"),
        # "trình lãnh đạo Sở ký duyệt và "; not "trình hồ sơ và ".
        signed=caseless(
            rf"{edge}{any_of(verbs['submitting'])}\s[^.;:]{{0,60}}?{any_of(report['signed'])}\s*(?:,|,?\s*{joins})\s*$"
        ),
        regime=caseless(rf"{edge}{any_of(report['regime'])}\s+$"),
        # "quy định về chế độ báo cáo" regulates reports, it makes none; not "Quảng trị".
        about=caseless(rf"{edge}{any_of(report['about'])}\s+$"),
        coordinating=(",", *ends["coordinating"]),
        # " theo Quy định tại Quyết định số"; not " theo đúng quy định".
        under_citation=caseless(rf"\s+{any_of(report['under'])}\s+{any_of(report['cited'])}{stop}"),
        responsible=caseless(rf"{edge}{any_of(report['responsible'])}{stop}[^.;]*$"),
    )


def _ends(ends: dict[str, Any], compounds: dict[str, list[str]], named_by: str, recipient: str) -> regex.Pattern[str]:
    """Where the name of a product ends: ";", "nhằm", ", bảo đảm", "về Sở", "trước 15/02"; not "công tác bảo đảm"."""
    edge, stop = _EDGE, _STOP
    always = [word for word in ends["always"] if word not in ends["behind_head"]]
    joins, submitting = any_of(ends["joins"]), any_of(ends["submitting"])
    when = [*ends["given"], *ends["numbered_times"]]
    before_submitting = any_of(first for word in ends["submitting"] for first in compounds[word])
    return caseless(
        r"[;:…\n()]|\.(?!\d)|\s[-–]\s(?=(?-i:\p{Lu}\p{L}+\s\p{Ll}))"
        rf"|{edge}(?<!{named_by}\s){any_of(ends['behind_head'])}{stop}"
        rf"|{edge}{any_of(always)}{stop}"
        rf"|{edge}(?<!{before_submitting}\s){submitting}{stop}(?!\s{any_of(ends['not_submitting'])})"
        rf"|{edge}{any_of(ends['to_recipients'])}\s+{recipient}"
        # "cho 100% người …"; not "cho 220 điểm úng ngập"
        rf"|{edge}{any_of(ends['to_shares'])}\s+(?:\p{{L}}+\s+){{0,2}}?\d[\d,.]*\s?%"
        # "xong trước 15/02", "xong."; not "xong án phạt tù"
        rf"|{edge}{any_of(ends['finished'])}{stop}(?!\s+(?!{any_of(when)}{stop})\p{{L}})"
        # "đến 500 doanh nghiệp"; not "đến năm 2045"
        rf"|{edge}{any_of(ends['reaching'])}\s+\d[\d.]*\s+\p{{L}}"
        # "trong 06 tháng", "trước 15/02", "ít nhất 02 lần"; not "trong 03 lĩnh vực"
        rf"|{edge}{any_of(ends['numbered_times'])}\s+\d+(?:[/.-]\d+|\s*{any_of(ends['times'])}{stop})"
        rf"|{edge}\d+\s+{any_of(ends['frequencies'])}{stop}"
        rf"|,\s*(?:{any_of(ends['links'])}\s+)?{any_of(ends['after_join'])}{stop}"
        # ", hằng năm cập nhật"; not "hằng tháng, hằng quý và hằng năm"
        rf"|,\s*{any_of(word for word in ends['report_times'] if ' ' in word)}\s+(?!{joins}\s)\p{{L}}"
        # ", thời gian dự kiến ngày 20/11", ", số lượng 200 cuốn"; not ", thời gian và địa điểm"
        rf"|,\s*{any_of(ends['particulars'])}\s*(?::|\d|{any_of(ends['given'])}{stop})"
        rf"|{edge}{joins}\s+{any_of(ends['after_join'] + ends['after_and'])}{stop}"
    )
