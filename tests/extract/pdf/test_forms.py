from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from extract.document import UnreadableDocument
from extract.pdf.forms import refuse_form_bomb
from tests.extract.pdf.files import LINE, form, one_page, stream


def chain(depth: int, width: int, make: Callable[[bytes, bytes], bytes] = form) -> bytes:
    """A page with forms that each draw the next a number of times."""
    forms = [make(b"/X Do " * width, b"/X %d 0 R" % (7 + level)) for level in range(depth)]
    return one_page(b"/X Do " + LINE, more=[*forms, form(LINE)], drawn=b"/X 6 0 R")


def packed(content: bytes, drawn: bytes) -> bytes:
    """A form whose content is compressed."""
    compressed = zlib.compress(content)
    head, _, _ = form(b"", drawn).partition(b"stream")
    return (
        head.replace(b"/Length 0", b"/Length %d/Filter/FlateDecode" % len(compressed))
        + b"stream\n%b\nendstream" % compressed
    )


@pytest.mark.parametrize("make", [form, packed])
def test_forms_that_multiply_are_refused(make: Callable[[bytes, bytes], bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="without end"):
        refuse_form_bomb(chain(12, 10, make))


def test_a_form_that_draws_itself_twice_is_refused() -> None:
    data = one_page(b"/X Do " + LINE, more=[form(b"/X Do /X Do", b"/X 6 0 R")], drawn=b"/X 6 0 R")
    with pytest.raises(UnreadableDocument, match="without end"):
        refuse_form_bomb(data)


@pytest.mark.parametrize(
    ("entry", "there"), [(b"/XObject 7 0 R", b"<</X 6 0 R>>"), (b"/Resources 7 0 R", b"<</XObject<</X 6 0 R>>>>")]
)
def test_names_of_drawings_may_stand_elsewhere(entry: bytes, there: bytes) -> None:
    twice = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + entry)
    with pytest.raises(UnreadableDocument, match="without end"):
        refuse_form_bomb(one_page(b"/X Do", more=[twice, there], drawn=b"/X 6 0 R"))
    refuse_form_bomb(one_page(b"/X Do", more=[twice, there.replace(b"6 0 R", b"3 0 R")], drawn=b"/X 6 0 R"))


@pytest.mark.parametrize(("depth", "width"), [(3, 20), (5_000, 1), (1, 100_000), (16, 2)])
def test_forms_that_can_be_drawn_are_left_alone(depth: int, width: int) -> None:
    refuse_form_bomb(chain(depth, width))
