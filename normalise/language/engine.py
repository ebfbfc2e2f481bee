"""The spaCy pipeline that reads running text. Importing this imports spaCy: only where there is text to read.

`spacy.blank("nl")` with a tokenizer for policy texts and two components of our own, one for sentences and one for
lemmas. Nothing is downloaded. A Dutch model that is installed may add a parse; tokens, sentences and lemmas stay ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import NamedTuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.symbols import ORTH, SENT_START
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from normalise.language.lemmas import lemma
from normalise.language.model import Token
from normalise.language.number_words import NumberInWords, find_numbers_in_words
from normalise.language.sentences import abbreviations, sentence_starts
from normalise.language.typography import Plain, plain

OWN = "rules"
"""Name of the engine without a model."""

LONGEST = 2**31
"""Characters of a text: spaCy's own limit is there for models, which need memory for every word."""

WHOLE = ("'s", "'t", "'n", "z'n", "m'n", "zo'n", "t/m", "km/u", "24/7")
"""Words that keep their apostrophe or slash."""


class EngineError(Exception):
    """A language model that cannot be used; the message is one sentence."""


class SentenceTokens(NamedTuple):
    """A sentence of a text: its offsets, its tokens, and the numbers in words among them."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    numbers: tuple[NumberInWords, ...]


class Engine:
    """Reads texts; `name` says with what, for the dataset."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _pipeline()
        self._parser = None if model is None else _model(model)
        self.name = OWN if self._parser is None else f"{OWN}+{model} {self._parser.meta['version']}"

    def memory_zone(self) -> AbstractContextManager[object]:
        """Within it the engine remembers the words it reads, and forgets them behind it: runs may be longer than memory."""
        return self._nlp.memory_zone()

    def sentences(self, text: str) -> tuple[SentenceTokens, ...]:
        """The sentences of a text; the offsets are those of the text as given."""
        source = plain(text)
        doc = self._nlp(source.text)
        if self._parser is not None:
            doc = self._parse(doc, self._parser)
        return tuple(_sentence(span, source) for span in doc.sents if not span.text.isspace())

    def _parse(self, doc: Doc, parser: Language) -> Doc:
        again = Doc(
            parser.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            sent_starts=[bool(token.is_sent_start) for token in doc],
        )
        again = parser(again)
        for token, own in zip(again, doc, strict=True):
            token.lemma_ = own.lemma_
        return again


@cache
def load_engine(model: str | None = None) -> Engine:
    """The engine, made once in a process; EngineError where the model is not installed or is no Dutch one."""
    return Engine(model)


@Language.component("policy_sentences")
def _policy_sentences(doc: Doc) -> Doc:
    tokens = list(doc)
    starts = sentence_starts([token.text for token in tokens], [bool(token.whitespace_) for token in tokens])
    # All at once: set one by one, spaCy looks through the whole document for each of them.
    values = np.array([1 if start else -1 for start in starts], dtype="int32").astype("uint64")
    return doc.from_array([SENT_START], values)  # type: ignore[arg-type]  # one attribute, one dimension


@Language.component("policy_lemmas")
def _policy_lemmas(doc: Doc) -> Doc:
    for token in doc:
        token.lemma_ = lemma(token.lower_)
    return doc


@registry.tokenizers("policy_tokenizer")  # type: ignore[untyped-decorator]
def _policy_tokenizer() -> Callable[[Language], Tokenizer]:
    """Dutch tokens with our own abbreviations: spaCy's thousands take most of a second, and hold words (`hand.`, `top.`)."""

    def make(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        infixes = [*(defaults.infixes or ()), r"(?<=[^\W\d_])/(?=[^\W\d_])"]  # samenleving/maatschappelijke
        suffixes = [*(defaults.suffixes or ()), r"(?<=\d)%", r"(?<=[A-Za-z][A-Z])\."]  # 51%, JenV.
        return Tokenizer(
            nlp.vocab,
            rules={word: [{ORTH: word}] for short in (*abbreviations(), *WHOLE) for word in _cased(short)},
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(suffixes).search,
            infix_finditer=compile_infix_regex(infixes).finditer,
        )

    return make


def _pipeline() -> Language:
    nlp = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": "policy_tokenizer"}}})
    nlp.max_length = LONGEST
    nlp.add_pipe("policy_sentences")
    nlp.add_pipe("policy_lemmas")
    return nlp


def _cased(word: str) -> set[str]:
    return {word, word.capitalize(), word.upper()}


def _model(name: str) -> Language:
    if not spacy.util.is_package(name):
        raise EngineError(f"the language model {name} is not installed")
    model = spacy.load(name, exclude=["ner", "lemmatizer", "senter"])
    if model.lang != "nl":
        raise EngineError(f"the language model {name} is for another language ({model.lang}), not for Dutch")
    return model


def _sentence(span: Span, source: Plain) -> SentenceTokens:
    kept = [token for token in span if not token.is_space]
    places = {token.i: index for index, token in enumerate(kept)}
    tokens = tuple(_tokens(kept, places, source))
    numbers = find_numbers_in_words([token.norm for token in tokens])
    return SentenceTokens(tokens[0].start, tokens[-1].end, tokens, numbers)


def _tokens(kept: list[spacy.tokens.Token], places: dict[int, int], source: Plain) -> Iterator[Token]:
    for token in kept:
        start, end = source.original(token.idx, token.idx + len(token))
        parsed = (token.pos_, token.dep_, places.get(token.head.i) if token.head.i != token.i else None)
        yield Token(token.lower_, token.lemma_, start, end, token.is_title or token.is_upper, *parsed)
