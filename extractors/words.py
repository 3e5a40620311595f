"""Words: underthesea's segmentation as the tokenizer of a spaCy pipeline, offsets kept.

spaCy and underthesea are imported on first use (together about 90 MB and 0.7 s).
"""

from __future__ import annotations

import functools
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


class SyllableTokenizer:
    """A spaCy tokenizer over `segment`: the tokens of the Doc are words, white space exact."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in segment(text):
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

    def from_bytes(self, data: bytes, **kwargs: Any) -> SyllableTokenizer:
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: Any, **kwargs: Any) -> SyllableTokenizer:
        return self


@functools.cache
def pipeline() -> Language:
    """The spaCy pipeline for Vietnamese: our tokenizer; the NER model's components come behind it."""
    import spacy
    from spacy.util import registry

    # spaCy's own tokenizer for "vi" needs pyvi; ours takes its place before it is made
    registry.tokenizers.register("kehoach.words.v1", func=lambda: lambda nlp: SyllableTokenizer(nlp.vocab))
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.words.v1"}}})
