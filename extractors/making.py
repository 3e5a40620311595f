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
    between: regex.Pattern[str]
    submitted: regex.Pattern[str]
    heads: dict[str, regex.Pattern[str]]
    classes: dict[str, tuple[str, ...]]
    """verb -> the head classes that it takes"""
    passive: frozenset[str]
    abstract: regex.Pattern[str]
    left: regex.Pattern[str]
    compounds: dict[str, regex.Pattern[str]]
    purpose: regex.Pattern[str]
    agent: regex.Pattern[str]
    granted: regex.Pattern[str]
    mention: regex.Pattern[str]
    carried_out: regex.Pattern[str]
    project: regex.Pattern[str]
    end: regex.Pattern[str]
    goes_on: regex.Pattern[str]
    shared: regex.Pattern[str]
    shares: regex.Pattern[str]
    list_follows: regex.Pattern[str]
    event_end: regex.Pattern[str]
    occasion: regex.Pattern[str]
    published_on: regex.Pattern[str]
    join: regex.Pattern[str]
    report_left: regex.Pattern[str]
    request: regex.Pattern[str]
    recipient: regex.Pattern[str]
    responsible: regex.Pattern[str]
    signed: regex.Pattern[str]
    regime: regex.Pattern[str]
    under_citation: regex.Pattern[str]


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
    context = words["left"]["context"]
    edge, stop = r"(?<![\p{L}\d])", r"(?![\p{L}\d])"
    classes: dict[str, tuple[str, ...]] = {
        verb: ("documents", "publications", "works") if verb in verbs["building"] else ("documents",)
        for verb in verbs["document"]
    }
    classes |= {verb: ("documents", "parts") for verb in verbs["completing"]}
    classes |= {verb: ("publications",) for verb in verbs["printing"]}
    classes |= {verb: ("lists",) for verb in verbs["listing"]} | {verb: ("events",) for verb in verbs["event"]}
    determiner = rf"(?P<thing>(?:(?:{any_of(between['determiners'])}|\d{{1,3}}(?:\.\d{{3}})*)\s+)*[“\"]?"
    adverbs = [word for word in between["adverbs"] if word.isalpha() or " " in word]
    recipient = rf"(?:các\s+)?(?!{any_of(ends['not_recipients'])}){any_of(ends['recipients'])}{stop}"
    verbs_of_making = any_of(classes)
    heads_of_all = [*heads["documents"], *heads["works"], *heads["publications"], *heads["events"], *heads["lists"]]
    any_head, named_by = any_of(heads_of_all), any_of([*heads_of_all, *ends["nominal"]])
    mode = rf"(?:hình\s+thức\s+)?{any_of(ends['modes'])}{stop}"
    return Grammar(
        verb=caseless(rf"{edge}(?:{any_of(classes)}|báo\s+cáo(?!\s+viên)){stop}"),
        # "và triển khai hiệu quả", ", thẩm định, trình ban hành"; not ", tổ chức phát động" (no product follows).
        between=caseless(
            rf"(?:\s*,?\s*(?:{any_of(['và', 'hoặc'])}\s+)?{any_of([*between['verbs'], *adverbs])}{stop}){{0,8}}"
            r"\s*[,:]?\s*"
        ),
        # "trình UBND tỉnh phê duyệt Đề án": who gets it and what for; not "trình lãnh đạo ký" (nothing follows).
        submitted=caseless(rf"[^.;:]{{0,80}}?{edge}{any_of(between['submitted_for'])}\s+"),
        heads={name: caseless(rf"{determiner}(?P<head>{any_of(members)}){stop})") for name, members in heads.items()}
        | {"any": caseless(rf"{determiner}(?P<head>{any_head}){stop})")},
        classes=classes,
        passive=frozenset(verbs["passive"]),
        abstract=caseless(rf"(?:(?:{any_of(between['determiners'])})\s+)*{any_of(heads['abstract'])}{stop}"),
        # "công tác ", "công tác xây dựng, " before "ban hành"; not "kế hoạch; ".
        left=caseless(rf"{edge}{any_of(words['left']['nouns'])}\s+(?:{verbs_of_making}(?:\s*,\s*|\s+và\s+))*$"),
        compounds={v: caseless(rf"{edge}{any_of(firsts)}\s+$") for v, firsts in words["left"]["compounds"].items()},
        # "để tổng hợp, xây dựng", "làm cơ sở"; not "… để kiểm tra A, B, C, xây dựng" (a clause of its own).
        purpose=caseless(
            rf"{edge}{any_of(context['purposes'])}\s(?:[^.;,]{{0,80}}"
            rf"|[^.;,]{{0,40}}?(?<!\p{{L}}){any_of(context['purpose_items'])}(?:,\s*{any_of(context['purpose_items'])})*,?\s*)$"
        ),
        agent=caseless(rf"{edge}{any_of(context['agents'])}\s[^.;,:]*$"),
        granted=caseless(rf"{edge}{any_of(context['granted'])}\s"),
        mention=caseless(rf"{edge}{any_of(context['mentions'])}(?:\s\p{{L}}+){{0,4}}(?:,(?:\s\p{{L}}+){{0,2}})?,?\s*$"),
        carried_out=caseless(rf"{edge}{any_of(context['carried_out'])}\s[^.;:]*$"),
        project=caseless(rf"{edge}{any_of(context['projects'])}{stop}"),
        end=caseless(
            rf"[;:…\n()]|\.(?!\d)|\s[-–]\s(?=(?-i:\p{{Lu}}\p{{L}}+\s\p{{Ll}}))"
            rf"|{edge}(?<!{named_by}\s){any_of(ends['behind_head'])}{stop}"
            rf"|{edge}{any_of(word for word in ends['always'] if word not in ends['behind_head'])}{stop}"
            rf"|{edge}(?<!{any_of(words['left']['compounds']['trình'])}\s)trình{stop}(?!\s(?:độ|tự|diễn|bày))"
            rf"|{edge}(?:về|cho|với|đến|tới|lên|qua)\s+{recipient}"
            # "cho 100% người …" is the coverage; not "cho 220 điểm úng ngập"
            rf"|{edge}(?:cho|đối\s+với|của|tại)\s+(?:\p{{L}}+\s+){{0,2}}?\d[\d,.]*\s?%"
            rf"|,\s*(?:đồng\s+thời\s+)?{any_of(ends['after_join'])}{stop}"
            rf"|{edge}và\s+{any_of(ends['after_join'] + ends['after_and'])}{stop}"
        ),
        # "kết hợp trực tuyến", "có công", "(ảnh) về"; not "kết hợp kiểm tra", "có biện pháp", "(nếu có)".
        goes_on=caseless(
            rf"(?:kết\s+hợp|và)\s+(?:với\s+)?{mode}|{any_of(ends['having'])}{stop}|\([^()]{{1,25}}\)(?=\s(?:về|của|cho|với)\s)"
        ),
        shared=caseless(rf"{edge}{any_of(ends['sharing'])}\s*$"),
        shares=caseless(rf"(?:,|và)\s*{any_of(ends['sharing'])}{stop}"),
        # "các kế hoạch" before ": theo dõi …; rà soát …"; not "Kế hoạch:".
        list_follows=caseless(rf"(?<=(?:^|\s){any_of(ends['plural'])}\s+{any_head})\s*:\s*(?=\p{{L}})"),
        occasion=caseless(rf"{edge}(?<!{any_head}\s){any_of(ends['occasions'])}{stop}"),
        published_on=caseless(rf"{edge}{any_of(ends['published_on'])}{stop}"),
        event_end=caseless(rf"{edge}{any_of(ends['events'])}{stop}"),
        join=caseless(rf"(?P<sign>\s*,\s*|\s+và\s+|\s*;\s*)(?:cả\s+)?(?={determiner}(?P<head>{any_head}){stop}))"),
        # "cuối năm ", "các xã ", "ngày 15/12 "; not "mẫu ".
        report_left=caseless(rf"{edge}(?:{any_of(report['left'])}|(?:ngày|tháng|quý|năm)\s[\dIV][\dIV/.-]*),?\s+$"),
        request=caseless(rf"\s+{recipient}[^.;:]{{0,40}}?\s{any_of(report['decisions'])}{stop}"),
        recipient=caseless(rf"\s+(?:về\s+|với\s+|cho\s+|lên\s+|tới\s+|đến\s+)?{recipient}"),
        # "trình lãnh đạo Sở ký duyệt và "; not "trình hồ sơ và ".
        signed=caseless(rf"{edge}trình\s[^.;:]{{0,60}}?{any_of(report['signed'])}\s*(?:,|và|,\s*và)\s*$"),
        regime=caseless(rf"{edge}{any_of(report['regime'])}\s+$"),
        # " theo Quy định tại Quyết định số"; not " theo đúng quy định".
        under_citation=caseless(rf"\s+theo\s+(?:đúng\s+)?{any_of(report['cited'])}{stop}"),
        responsible=caseless(rf"{edge}{any_of(report['responsible'])}{stop}[^.;]*$"),
    )
