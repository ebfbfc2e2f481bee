"""What of a page is no content (navigation, cookie bars, breadcrumbs, share links), and which element holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from extract.html.inline import is_hidden_by_attribute
from extract.html.layout import text_length
from extract.html.links import NoteLinks
from extract.html.style import UNSEEN_TAGS, look

SITE_TAGS = frozenset({"nav", "dialog", "search"})
FURNITURE_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tooltip",
        "tablist",
        "doc-toc",
    }
)
COOKIES = re.compile(r"[\w-]*(?:cookie|consent|gdpr)[\w-]*")  # cookiebar, cmp-consent
SURE_NAME = re.compile(
    r"breadcrumbs?[\w-]*|kruimel[\w-]*|skip-?(?:links?|to|nav|naar)?[\w-]*|"
    r"(?:social|share|sharing)(?:[-_]?(?:links?|buttons?|icons?|bar|block|media|this|page))*|addthis[\w-]*|sharedaddy|"
    r"(?:delen|deel)[-_](?:links|knoppen|buttons|via|pagina|deze-pagina)|"
    r"(?:[a-z]+[-_])?(?:nav|navbar|navigation|navigatie|menu)(?:[-_](?:bar|main|primary|list|wrapper|container))?|pagination|paginering|pager|"
    r"(?:next-?prev|prev-?next|vorige-?volgende)[\w-]*|"
    r"(?:officiele-)?inhoudsopgave|toc(?:[-_]?(?:container|list|wrapper))?|ez-toc[\w-]*|table-?of-?contents|"
    r"search-?(?:form|box|bar|block)?|zoek(?:en|formulier|balk|veld|box)?|back-?to-?top|(?:terug-)?naar-boven|"
    r"(?:language|lang|taal)-?(?:switch(?:er)?|keuze|selector)|(?:wp-)?calendar|kalender|datepicker|metadata"
)
LIKELY_NAME = re.compile(
    r"(?:right-|left-)?side-?bar[\w-]*|zijbalk|widget(?:[-_]area)?|(?:[a-z]+[-_])?(?:related|gerelateerd)[\w-]*|(?:page|reader)[-_]actions|(?:site|page|main|global)?[-_]?(?:header|footer)|"
    r"topbar|top-bar|banner|masthead|modal[\w-]*|pop-?up|overlay|newsletter|nieuwsbrief|feedback[\w-]*|login[\w-]*|comments?|respond|"
    r"advert[\w-]*|print(?:[-_](?:button|link|knop))?|toolbar|(?:entry-|post-)?meta"
)
"""A name like this is furniture if the element holds links or buttons, and little text of its own."""
FURNITURE_LABEL = re.compile(
    r"breadcrumbs?|kruimelpad|u bent hier|you are here|(?:hoofd|sub)?(?:navigatie|menu)|navigation|"
    r"inhoudsopgave|table of contents|deel deze pagina|share",
    re.IGNORECASE,
)
SHARE_LINKS = etree.XPath(
    "//a[contains(@href,'facebook.com/shar') or contains(@href,'linkedin.com/shar') or contains(@href,'x.com/intent')"
    " or contains(@href,'twitter.com/intent') or contains(@href,'twitter.com/share') or starts-with(@href,'mailto:?')"
    " or contains(@href,'api.whatsapp.com/send') or contains(@href,'wa.me/?')]"
)
CONTROLLED = etree.XPath(
    "//*[@aria-controls]/@aria-controls | //@data-target | //@data-bs-target"
    " | //a[@role='tab' or @role='button' or @data-toggle]/@href"
)
SCOPES = frozenset({"main", "article", "section", "figure", "blockquote", "td"})
"""A header or footer within one of these belongs to it, not to the site."""
STRONGHOLDS = ("main", "article", "h1", "table")
BUTTONS = ("button", "input")
BAR_TEXT = 600
"""Characters: the longest cookie bars say less; a page of content says more."""
LIKELY_TEXT = 400
"""Characters: a side bar or page header with more than this, outside its links, is text to read."""
LINK_TEXT_APART = 25
"""Characters beside the links in a row of share links: "Deel deze pagina via:"."""

MAIN = etree.XPath("//main | //*[@role='main']")
PUBLICATION = etree.XPath(
    "//*[@id='broodtekst' or @itemprop='articleBody' or contains(concat(' ',@class,' '),' reader-content ')]"
)
ARTICLE = etree.XPath("//article")
CONTENT = etree.XPath(
    "//*[@id='content' or @id='main' or @id='main-content' or @id='inhoud'"
    " or contains(concat(' ',@class,' '),' entry-content ')]"
)
CANDIDATES = ((MAIN, 1.0), (PUBLICATION, 0.5), (ARTICLE, 0.1), (CONTENT, 0.1))
"""Where content is, most telling first, and how much text may stand outside it, against its own: a page says of `main`
itself that the rest is no content; an `article` can be one of several parts."""


class Furniture:
    """Tells the furniture of one page from its content."""

    def __init__(self, root: etree._Element, links: NoteLinks) -> None:
        self._links = links
        controlled = CONTROLLED(root)
        names = (str(value) for value in controlled) if isinstance(controlled, list) else ()
        self._opened = {name.lstrip("#") for value in names for name in value.split()}
        self._share = set(_share_blocks(root))

    def covers(self, element: etree._Element) -> bool:
        """Whether an element, with all in it, is no content."""
        tag = element.tag
        if tag in SITE_TAGS or tag in UNSEEN_TAGS or element in self._share:
            return True
        if self._is_hidden(element) or element.get("role") in FURNITURE_ROLES:
            return True
        if tag in ("header", "footer", "aside"):
            return self._is_site_part(element)
        return _has_furniture_name(element) or _is_bar(element) or (tag == "form" and _is_short_form(element))

    def _is_hidden(self, element: etree._Element) -> bool:
        """Whether an element is never shown; what a control opens (an accordion, a tab) is one click away."""
        hidden = look(element).hidden or is_hidden_by_attribute(element) or element.get("aria-hidden") == "true"
        if not hidden:
            return False
        return not (element.get("role") == "tabpanel" or (element.get("id") or "") in self._opened)

    def _is_site_part(self, element: etree._Element) -> bool:
        if element in self._links.blocks:
            return False
        in_scope = any(parent.tag in SCOPES or parent.get("role") == "main" for parent in element.iterancestors())
        if not in_scope:
            return True
        return element.tag == "aside" and _text_apart(element, LIKELY_TEXT) < _link_text(element)


def _share_blocks(root: etree._Element) -> Iterator[etree._Element]:
    """The smallest blocks that hold nothing but share links."""
    found = SHARE_LINKS(root)
    for link in found if isinstance(found, list) else ():
        block = link if isinstance(link, etree._Element) else None
        while block is not None and block.tag not in ("body", "main", "article"):
            if _text_apart(block, LINK_TEXT_APART + 1) > LINK_TEXT_APART:
                break
            yield block
            block = block.getparent()


def _has_furniture_name(element: etree._Element) -> bool:
    kind = _kind_of_name(element.get("class"), element.get("id"), element.get("aria-label"))
    if kind is None or element.tag in ("html", "body", "main", "article", "table", "tr", "td", "th"):
        return False
    if kind == "cookies":
        return next(element.iter("main", "article", "h1"), None) is None
    if next(element.iter(*STRONGHOLDS), None) is not None:
        return False
    has_control = next(element.iter("a", *BUTTONS), None) is not None
    return kind == "sure" or (has_control and _text_apart(element, LIKELY_TEXT) < LIKELY_TEXT)


@lru_cache(maxsize=4096)
def _kind_of_name(classes: str | None, identity: str | None, label: str | None) -> str | None:
    """What the names of an element say of it: `cookies`, `sure`, `likely`, or nothing."""
    names = f"{classes or ''} {identity or ''}".lower().split()
    if any(COOKIES.fullmatch(name) for name in names):
        return "cookies"
    if any(SURE_NAME.fullmatch(name) for name in names) or FURNITURE_LABEL.fullmatch((label or "").strip()):
        return "sure"
    return "likely" if any(LIKELY_NAME.fullmatch(name) for name in names) else None


def _is_bar(element: etree._Element) -> bool:
    """Whether an element is a bar of the site by its place and make: a short text with a button, beside the content."""
    parent = element.getparent()
    if parent is None or parent.tag != "body" or element.tag not in ("div", "section", "form"):
        return False
    if element.getprevious() is None and element.getnext() is None:
        return False
    if next(element.iter(*BUTTONS), None) is None or next(element.iter(*STRONGHOLDS), None) is not None:
        return False
    return len(_text_up_to(element, BAR_TEXT)) < BAR_TEXT


def _is_short_form(form: etree._Element) -> bool:
    """Whether a form is there to fill in; some sites put the whole page in one."""
    has_field = next(form.iter("input", "select", "textarea", "button"), None) is not None
    is_page = next(form.iter(*STRONGHOLDS, "h2"), None) is not None
    return has_field and not is_page and len(_text_up_to(form, BAR_TEXT)) < BAR_TEXT


def _text_up_to(element: etree._Element, limit: int) -> str:
    """The text of an element without white space around its pieces, up to the piece that reaches the limit."""
    parts, size = [], 0
    for piece in element.itertext():
        parts.append(str(piece).strip())
        size += len(parts[-1])
        if size >= limit:
            break
    return "".join(parts)


def _text_apart(element: etree._Element, limit: int) -> int:
    """Characters of an element outside its links, counted little further than the limit."""
    size, stack = 0, [element]
    while stack and size < limit:
        part = stack.pop()
        if part is not element:
            size += len((part.tail or "").strip())
        if part.tag != "a":
            size += len((part.text or "").strip())
            stack.extend(part)
    return size


def _link_text(element: etree._Element) -> int:
    return sum(len(_text_up_to(link, LIKELY_TEXT)) for link in element.iter("a"))


def content_root(body: etree._Element, furniture: Furniture) -> etree._Element:
    """The element that holds the text and the tables of a page; its body where none does."""
    for find, share in CANDIDATES:
        found = find(body)
        candidates = (
            [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []
        )
        if candidates:
            largest = max(candidates, key=text_length) if len(candidates) > 1 else candidates[0]
            if not _loses_content(body, largest, furniture, share):
                return largest
    return body


def _loses_content(body: etree._Element, root: etree._Element, furniture: Furniture, share: float) -> bool:
    """Whether tables, or much text that is no link, stand outside an element."""
    left = share * text_length(root)
    for element in _outside(body, root, furniture):
        if element.tag == "table":
            return True
        own = element.text if element.tag != "a" else None
        left -= len((own or "").strip()) + len((element.tail or "").strip())
        if left < 0:
            return True
    return False


def _outside(body: etree._Element, root: etree._Element, furniture: Furniture) -> Iterable[etree._Element]:
    """The elements of a page that stand neither in an element nor in furniture."""
    stack = [body]
    while stack:
        element = stack.pop()
        if element is not body:
            if element is root or furniture.covers(element):
                continue
            yield element
        stack.extend(element)
