"""What an element looks like, from its name, class and style: bold, raised, struck out, hidden, set in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

BOLD_TAGS = frozenset({"b", "strong", "th"})
RAISED_TAGS = frozenset({"sup"})
LOWERED_TAGS = frozenset({"sub"})
STRUCK_TAGS = frozenset({"del", "s", "strike"})
UNSEEN_TAGS = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "svg",
        "img",
        "map",
    }
    | {"button", "select", "input", "textarea", "datalist", "option", "rp", "colgroup", "col"}
)
"""Elements that print no text of the page; controls are for the visitor, not for the reader."""

BOLD_CLASS = re.compile(r"(?:half)?vet(?:cur)?|bold|strong|fw-(?:bold(?:er)?|semibold)|font-(?:weight-)?bold|text-bold")
RAISED_CLASS = re.compile(
    r"super(?:script)?|sup|nootnum|noot-?(?:nummer|ref(?:erentie)?)|voetnoot-?(?:nummer|ref)|"
    r"foot-?note-?(?:ref(?:erence)?|number|marker|link|anchor)|mso(?:foot|end)notereference|fn-?ref"
)
STRUCK_CLASS = re.compile(r"doorgehaald|strike(?:through|-through)?|line-through|text-decoration-line-through")
HIDDEN_CLASS = re.compile(
    r"hidden|is-hidden|d-none|hide|u-hidden|print-only|print-alleen|alleen-print|d-print-(?:block|inline)"
)
PHONE_CLASS = re.compile(
    r"d-(?:sm|md|lg|xl)-none|(?:sm|md|lg|xl):hidden|hidden-(?:md|lg|desktop)(?:-up)?|hide-for-(?:medium|large)(?:-up)?|"
    r"(?:only|visible|show)[-_](?:on[-_])?(?:xs|mobile|mobiel|phone|small)(?:-\w+)?|show-for-small(?:-only)?|"
    r"(?:[\w-]+[-_])?(?:mobile|mobiel)[-_](?:only|label|header|title|th|heading)"
)
"""Shown on a phone only, mostly a repeated column header."""
SHOWN_AGAIN = re.compile(
    r"d-(?:sm|md|lg|xl|xxl)-(?!none)[\w-]+|(?:sm|md|lg|xl):(?!hidden)[\w-]+"
)  # class="d-none d-md-table-cell"
SPOKEN_CLASS = re.compile(
    r"sr-only(?:-focusable)?|visually-?hidden(?:-focusable)?|screen-?reader(?:-text)?|element-invisible|assistive-text|show-for-sr|u-visually-hidden"
)

POPUP_CLASS = re.compile(
    r"tooltip-?(?:text|content|inner|box)|popover(?:-?(?:content|body))?|[\w-]*footnote__note|footnote[-_](?:tooltip|popup)"
)
"""Shown only when the visitor points at a word; the note itself stands elsewhere or is reported as missing."""
BACK_CLASS = re.compile(
    r"note-close|back-?link|foot-?note-?back(?:-?(?:ref|link))?|reversefootnote|fn-?back|terug-?link|easy-footnote-to-top|return-link"
)
"""The way back from a note to its marker."""

BOLD_STYLE = re.compile(r"font(?:-weight)?\s*:[^;]*?\b(?:bold(?:er)?|[6-9]00)\b")
NORMAL_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)\b")
RAISED_STYLE = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top)|mso-text-raise|position\s*:\s*relative;.*\btop\s*:\s*-"
)
LOWERED_STYLE = re.compile(r"vertical-align\s*:\s*sub\b")
STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
GONE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse")
HIDDEN_STYLE = re.compile(r"visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)")
INDENT_STYLE = re.compile(
    r"(?:padding-left|margin-left|text-indent|margin-inline-start|padding-inline-start)\s*:\s*([\d.]+)\s*(px|pt|em|rem|cm|mm|in|%)"
)
INDENT_CLASS = re.compile(r"(?:indent|inspring(?:en|ing)?|level|niveau)-?(\d)")
LONGEST_STYLE = 2000
"""Characters; Word writes some hundreds. What stands beyond is not read: searching it could take long."""
POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "%": 3.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an element is shown."""

    bold: bool | None = None
    """None: as its parent."""
    raised: bool = False
    lowered: bool = False
    gone: bool = False
    """Not displayed: it takes no place either."""
    hidden: bool = False
    spoken: bool = False
    """For screen readers only."""
    printed: bool = True
    """Neither hidden nor struck out, and of a kind that prints text."""
    indent: float = 0.0
    """In points."""


@lru_cache(maxsize=8192)
def look_of(tag: str, classes: str | None, style: str | None) -> Look:
    """How an element with this name, class and style is shown."""
    tokens = (classes or "").lower().split()
    css = (style or "")[:LONGEST_STYLE].lower()
    gone = GONE_STYLE.search(css) is not None or _gone_by_class(tokens)
    hidden = gone or HIDDEN_STYLE.search(css) is not None
    struck = tag in STRUCK_TAGS or _any(STRUCK_CLASS, tokens) or STRUCK_STYLE.search(css) is not None
    return Look(
        bold=_weight(tag, tokens, css),
        raised=tag in RAISED_TAGS or _any(RAISED_CLASS, tokens) or RAISED_STYLE.search(css) is not None,
        lowered=tag in LOWERED_TAGS or LOWERED_STYLE.search(css) is not None,
        gone=gone,
        hidden=hidden,
        spoken=_any(SPOKEN_CLASS, tokens),
        printed=not (hidden or struck or tag in UNSEEN_TAGS),
        indent=_indent(tokens, css),
    )


def _any(pattern: re.Pattern[str], tokens: list[str]) -> bool:
    return any(pattern.fullmatch(token) for token in tokens)


def _weight(tag: str, tokens: list[str], css: str) -> bool | None:
    if NORMAL_STYLE.search(css):
        return False
    if tag in BOLD_TAGS or BOLD_STYLE.search(css) or _any(BOLD_CLASS, tokens):
        return True
    return None


def _gone_by_class(tokens: list[str]) -> bool:
    if _any(PHONE_CLASS, tokens) or _any(POPUP_CLASS, tokens) or _any(BACK_CLASS, tokens):
        return True
    return _any(HIDDEN_CLASS, tokens) and not _any(SHOWN_AGAIN, tokens)


def _indent(tokens: list[str], css: str) -> float:
    lengths = sum(
        float(number) * POINTS[unit]
        for number, unit in INDENT_STYLE.findall(css)
        if number.count(".") < 2 and number != "."
    )
    steps = sum(int(match[1]) for match in map(INDENT_CLASS.fullmatch, tokens) if match)
    return lengths + 12.0 * steps


def look(element: etree._Element) -> Look:
    """How an element is shown, as far as it says so itself."""
    return look_of(element.tag, element.get("class"), element.get("style"))
