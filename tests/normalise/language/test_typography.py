from hypothesis import given
from hypothesis import strategies as st

from normalise.language.typography import plain

SPECIAL = st.sampled_from("\u00ad\u200b\ufeff\u0133\ufb01\u2019\u2013\u00a0e\u0301a b-'")


def test_what_is_in_its_place_needs_no_map() -> None:
    assert plain("de thema\u2019s 2023\u20132026").text == "de thema's 2023-2026"
    assert plain("de thema\u2019s").printed is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | SPECIAL))
def test_every_stretch_leads_back_to_what_is_printed(text: str) -> None:
    source = plain(text)
    for start in range(len(source.text)):
        first, last = source.original(start, start + 1)
        if source.text[start] == " " and first == last:
            continue  # put in, within what is too long for a word
        assert 0 <= first < last <= len(text)
        assert plain(text[first:last]).text.count(source.text[start]) >= 1
    if source.text:
        assert source.original(0, len(source.text))[1] <= len(text)


def test_what_is_too_long_for_a_word_is_cut_and_still_in_its_place() -> None:
    printed = "=" * 450 + " einde"
    source = plain(printed)
    assert [len(part) for part in source.text.split()] == [200, 200, 50, 5]
    start = source.text.index("einde")
    assert printed[slice(*source.original(start, start + 5))] == "einde"


def test_a_soft_hyphen_within_a_word_is_part_of_it() -> None:
    printed = "De on\u00adder\u00admij\u00adning stopt."
    source = plain(printed)
    start = source.text.index("ondermijning")
    first, last = source.original(start, start + len("ondermijning"))
    assert printed[first:last] == "on\u00adder\u00admij\u00adning"
