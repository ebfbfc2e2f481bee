"""XML from strangers as a tree: no entities, nothing fetched, no more depth or memory than a document needs."""

from __future__ import annotations

from lxml import etree

from extract.document import UnreadableDocument

BYTES_OF_A_MARK = 125
"""What a `<` or a `=` costs as an element or an attribute, measured on two million of each."""
MOST_MEMORY = 350_000_000
"""Bytes of a tree: some 100 MB of the XML of a text, a hundred times what the longest budgets take."""
TOO_LARGE = "ERR_RESOURCE_LIMIT"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of XML that messages call `name`; comments and processing instructions are left out of it.

    Raises UnreadableDocument for what is no XML, declares entities, or nests deeper than 256 elements.

    >>> parse_xml(b"<a>1<!-- een --></a>", "deel").text
    '1'
    """
    refuse_large_tree(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(name, error, parser) from error
    if root is None:
        raise UnreadableDocument(f"{name} holds no XML element; the file is damaged, download or save it again.")
    refuse_entities(root, name)
    return root


def refuse_large_tree(data: bytes, name: str) -> None:
    """Raise UnreadableDocument for XML whose tree would take more memory than allowed, before there is a tree."""
    memory = len(data) + BYTES_OF_A_MARK * (data.count(b"<") + data.count(b"="))
    if memory > MOST_MEMORY:
        raise UnreadableDocument(
            f"{name} would take {memory:,} bytes of memory, more than the {MOST_MEMORY:,} allowed; split the document."
        )


def refuse_entities(root: etree._Element, name: str) -> None:
    """Raise UnreadableDocument for XML that declares entities: no document needs them, and they can be bombs."""
    declared: etree.DTD | None = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # type: ignore[attr-defined]  # no stub
        raise UnreadableDocument(f"{name} declares entities, which no document of this kind needs; save it anew.")


def _refusal(name: str, error: etree.XMLSyntaxError, parser: etree.XMLParser) -> UnreadableDocument:
    if any(entry.type_name == TOO_LARGE for entry in parser.error_log):
        return UnreadableDocument(
            f"{name} nests elements or entities deeper than any document does; it is damaged, save it anew."
        )
    line, column = error.position
    return UnreadableDocument(
        f"{name} is no well-formed XML (line {line}, column {column}); the file is damaged, download or save it again."
    )
