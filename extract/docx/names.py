"""Names of WordprocessingML, as lxml writes them."""

from __future__ import annotations

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

ID, TYPE, VALUE = f"{WORD}id", f"{WORD}type", f"{WORD}val"
PARAGRAPH, PARAGRAPH_PROPERTIES = f"{WORD}p", f"{WORD}pPr"
RUN, RUN_PROPERTIES, TEXT = f"{WORD}r", f"{WORD}rPr", f"{WORD}t"
TABLE, ROW, CELL = f"{WORD}tbl", f"{WORD}tr", f"{WORD}tc"
CONTROL, CONTROL_PROPERTIES, CONTROL_CONTENT = f"{WORD}sdt", f"{WORD}sdtPr", f"{WORD}sdtContent"
BOLD, RAISED, POSITION = f"{WORD}b", f"{WORD}vertAlign", f"{WORD}position"
HIDDEN, STRUCK, DOUBLE_STRUCK = f"{WORD}vanish", f"{WORD}strike", f"{WORD}dstrike"
PARAGRAPH_STYLE, INDENT, OUTLINE = f"{WORD}pStyle", f"{WORD}ind", f"{WORD}outlineLvl"
NUMBERING, SECTION, DELETED = f"{WORD}numPr", f"{WORD}sectPr", f"{WORD}del"
BOX_CONTENT = f"{WORD}txbxContent"

ALTERNATIVES = f"{COMPATIBILITY}AlternateContent"
SEEN_THROUGH = frozenset(
    {
        f"{WORD}{name}"
        for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "rubyBase")
    }
    | {CONTROL_CONTENT, ALTERNATIVES}
)
"""Elements around others that print nothing themselves; `w:del` and `w:moveFrom`, which are gone, are none."""
TWIPS_A_POINT = 20
OFF = frozenset({"0", "false", "off", "none"})


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as `<w:b/>` is there and not switched off."""
    return element is not None and element.get(VALUE, "1") not in OFF


def value_of(element: etree._Element | None, path: str) -> str | None:
    """The value of a property below an element: `value_of(pPr, "numPr/numId")`."""
    if element is None:
        return None
    found = element.find("/".join(WORD + step for step in path.split("/")))
    return None if found is None else found.get(VALUE)


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as documents write it (`360`, `-1`, `360.0`); `otherwise` where it is none."""
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise
