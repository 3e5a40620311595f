"""What lexicon and rules tell the network of each word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.ner.word_classes import class_of_words, findings, rules_on_words
from extractors.words import part_unknown, segment


def words_of(text: str) -> list[tuple[int, int]]:
    return list(part_unknown(text, segment(text)))


def test_findings_of_rules_lie_on_words() -> None:
    text = "Phòng Y tế xây dựng kế hoạch trước ngày 15/3, tối thiểu 95%."
    tags = dict(zip((text[a:b] for a, b in words_of(text)), rules_on_words(text, words_of(text)), strict=True))
    assert tags["Phòng"] == "UB" and tags["Y tế"] == "UE"
    assert tags["kế hoạch"] == "PS" and tags["xây dựng"] == "-"
    assert tags["trước"] == "DB" and tags["15/3"] == "DE"
    assert tags["tối thiểu"][0] == "T"


def test_classes_of_the_lexicon() -> None:
    text = "Văn phòng Sở rà soát trong tháng"
    classes = dict(zip((text[a:b] for a, b in words_of(text)), class_of_words(text, words_of(text)), strict=True))
    assert classes["Văn phòng"] == "H" and classes["rà soát"] == "V" and classes["trong"] == "S"


@given(st.text(st.sampled_from("aáSởPhòng 15/3%.,;tháng"), max_size=40))
def test_every_word_has_one_tag_of_each_kind(text: str) -> None:
    words = words_of(text)
    assert len(rules_on_words(text, words)) == len(class_of_words(text, words)) == len(words)
    assert all(0 <= a < b <= len(text) for (a, b), _ in findings(text))
