"""Words: underthesea's segmentation as the tokenizer of a spaCy pipeline, offsets kept.

spaCy and underthesea are imported on first use (together about 90 MB and 0.7 s).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def segment(text: str) -> list[tuple[int, int]]:
    """The offsets of the words in `text`, in order; a word may hold several syllables and the spaces between.

    Punctuation marks are words of their own. Every character that is not white space lies in exactly one word.
    """
    from underthesea.pipeline.word_tokenize import word_tokenize

    spans: list[tuple[int, int]] = []
    at = 0
    for word in word_tokenize(text, use_token_normalize=False) if text.strip() else []:
        start = end = None
        for syllable in word.split():
            found = text.find(syllable, at)
            if found < 0:
                continue
            start = found if start is None else start
            at = end = found + len(syllable)
        if start is not None and end is not None:
            spans.append((start, end))
    return spans


@functools.cache
def is_word(pair: str) -> bool:
    """Whether two syllables make one word ("nội vụ", "công lập") rather than two ("sở giao")."""
    return len(pipeline().make_doc(pair)) == 1


@functools.cache
def dictionary() -> frozenset[str]:
    """The words of underthesea's own dictionary (Viet74K), folded."""
    from importlib.resources import files

    listed = files("underthesea") / "corpus" / "data" / "Viet74K.txt"
    return frozenset(listed.read_text(encoding="utf-8").casefold().split("\n"))


def part_unknown(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same words, those that the dictionary does not know parted into the longest that it does, else syllables.

    The segmentation joins a name's last syllable with the verb behind it ("Khoa | Dược lập", "Giao Phòng"): one in
    forty names of units would begin or end inside a word.  No dictionary has such words.
    """
    known = dictionary()

    def is_known(word: str) -> bool:
        # "tham mưu Trưởng | Ban" is not the "tham mưu trưởng" of the dictionary
        return word.casefold() in known and not (word[0].islower() and word != word.lower())

    for start, end in words:
        word = text[start:end]
        if " " not in word or is_known(word):
            yield start, end
            continue
        syllables: list[tuple[int, int]] = []
        for syllable in word.split():
            at = text.index(syllable, syllables[-1][1] if syllables else start)
            syllables.append((at, at + len(syllable)))
        first = 0
        while first < len(syllables):
            last = len(syllables) - (first == 0)
            while last > first + 1 and not is_known(text[syllables[first][0] : syllables[last - 1][1]]):
                last -= 1
            yield syllables[first][0], syllables[last - 1][1]
            first = last


class WordTokenizer:
    """A spaCy tokenizer over `segment`: the tokens of the Doc are words, white space exact.

    With `known` the tokens are those of `part_unknown`.
    """

    def __init__(self, vocab: Any, known: bool = False) -> None:
        self.vocab = vocab
        self.known = known

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        spans = segment(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in part_unknown(text, spans) if self.known else spans:
            if start > at:
                gap = text[at:start]
                if gap != " " or not words:
                    if words and gap.startswith(" "):
                        spaces[-1], gap = True, gap[1:]
                    if gap:
                        words.append(gap)
                        spaces.append(False)
                else:
                    spaces[-1] = True
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            gap = text[at:]
            if words and gap.startswith(" "):
                spaces[-1], gap = True, gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> WordTokenizer:
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: Any, **kwargs: Any) -> WordTokenizer:
        return self


def word_tokenizer(known: bool = False) -> Callable[[Language], WordTokenizer]:
    """What spaCy's registry knows as the tokenizer "kehoach.words.v1" (an entry point of this distribution)."""
    return lambda nlp: WordTokenizer(nlp.vocab, known)


def register_tokenizer() -> None:
    """Makes "kehoach.words.v1" known to spaCy where the distribution is not installed."""
    from spacy.util import registry

    registry.tokenizers.register("kehoach.words.v1", func=word_tokenizer)


@functools.cache
def pipeline() -> Language:
    """A blank spaCy pipeline for Vietnamese with our tokenizer."""
    import spacy

    # spaCy's own tokenizer for "vi" needs pyvi; ours takes its place before it is made
    register_tokenizer()
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.words.v1"}}})
