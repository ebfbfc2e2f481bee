import pytest

from normalise.language.engine import load_engine
from normalise.language.model import Token
from normalise.language.themes.patterns import Lexicon, Pattern, find_all
from normalise.language.themes.terms import Term, terms


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(token for sentence in load_engine().sentences(text) for token in sentence.tokens)


def places(pattern: Pattern, term: Term, text: str) -> list[tuple[int, ...]]:
    tokens = tokens_of(text)
    held = Lexicon([pattern, *term.apart_from]).read(tokens)
    apart = {at for other in term.apart_from for place in find_all(other, held, tokens) for at in place}
    return [place for place in find_all(pattern, held, tokens) if not apart & set(place)]


EACH = [(term, pattern) for term in terms() for pattern in term.patterns]


@pytest.mark.parametrize(("term", "pattern"), EACH, ids=[pattern.source for _, pattern in EACH])
def test_every_pattern_has_an_example_and_a_counter_example(term: Term, pattern: Pattern) -> None:
    assert any(places(pattern, term, example) for example in term.examples), pattern.source
    for counter in term.counters:
        assert not places(pattern, term, counter), counter
