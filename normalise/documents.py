"""Documents: what a publication is, told by its own words."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.document import Document, Heading
from normalise.dataset import DocumentType
from normalise.text import fold
from normalise.vocabulary import load
from normalise.words import compile_words


@lru_cache(maxsize=1)
def _types() -> tuple[tuple[DocumentType, re.Pattern[str]], ...]:
    return tuple((DocumentType(name), compile_words(words)) for name, words in load("document_types")["types"].items())


def document_title(document: Document) -> str | None:
    """The title that the source gives, else its first heading."""
    if document.title:
        return document.title
    return next((block.content.text for block in document.blocks if isinstance(block, Heading)), None)


def document_type(document: Document) -> DocumentType:
    """The kind of publication: by what the source calls itself, else by the words of its title.

    A title that names several kinds is of the one that comes first in it: a budget's page on the Veiligheidsagenda
    is a page of the budget.
    """
    text = fold(" ".join(filter(None, (document.document_type, document_title(document)))))
    found = [(match.start(), kind) for kind, pattern in _types() if (match := pattern.search(text))]
    return min(found, key=lambda item: item[0])[1] if found else DocumentType.OTHER
