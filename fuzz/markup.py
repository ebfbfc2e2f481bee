"""Damage to markup, XML or HTML: tags lost, doubled, nested and swapped, attributes out of bounds, text that is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from fuzz.raw import Damage

TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
TEXT = re.compile(rb">([^<>]+)<")
NUMBER = re.compile(rb"\d+")

EXTREMES = (
    b"0", b"-1", b"1e9", b"65535", b"2147483648", b"99999999999999999999", b"1.5", b"", b"NaN", "\u0663".encode(),
    b"\xc2\xb2", b"A", b"100%", b"0x10", b"1,5", "\u2460".encode(),
)  # fmt: skip
TEXTS = (
    b"1.522", b"1.522", b"12,5", b"-3,4%", b"2021", b"Norm 2022", b"Realisatie 2020", b"waarvan", b"Totaal",
    b"n.b.", b"-", "\u2014".encode(), b"12 \xc3\xa0 15", b"<2", b"&lt;5", b"1)", b"2020*", b"1.2.3.4", b"(12)",
    b"9" * 400, b"1" + b".000" * 60, b"&#0;", b"&#x1F;", b"&#xD800;", b"&#1114112;", b"&nbsp;", b"&bestaatniet;", b"]]>",
    b"\xff\xfe", "\u0661\u0662\u0663".encode(), "\u00b2".encode(), "\u00bd".encode(), "\u2153".encode(), "\u202e12".encode(),
    "1\u0301".encode(), "\u2168".encode(), "1\u200b2".encode(), b"2019 t/m 2010", b"1e400", b"31-02-2020", b"00000", b" ",
    "1\u20e3".encode(), "\u0e51".encode(), b"2020/2021/2022", b"Q5 2020", b"+-5", b"5%%", "\uff11\uff12".encode(),
)  # fmt: skip
TAGS = (
    b"table", b"tr", b"td", b"th", b"thead", b"tbody", b"tfoot", b"caption", b"sup", b"a", b"p", b"h1", b"ul", b"li",
    b"noot", b"noot.nr", b"nootref", b"al", b"entry", b"row", b"tgroup", b"colspec", b"kop", b"titel", b"lijst",
    b"template", b"svg", b"math", b"select", b"noscript", b"w:tbl", b"w:tr", b"w:tc", b"w:p", b"w:r", b"w:t", b"w:sdt",
    b"text:p", b"text:note", b"table:table", b"table:table-row", b"table:table-cell", b"c", b"v", b"is", b"t", b"br/",
)  # fmt: skip
DEEPEST = 400


def _change(pattern: re.Pattern[bytes], data: bytes, random: Random, make: Sequence[bytes] | Damage) -> bytes:
    """The data with one match of a pattern changed."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = random.choice(found)
    group = 1 if pattern.groups == 1 else 0
    new = make(match[group], random) if callable(make) else random.choice(make)
    return data[: match.start(group)] + new + data[match.end(group) :]


def tag_lost(data: bytes, random: Random) -> bytes:
    """Without one of its tags."""
    return _change(TAG, data, random, (b"",))


def tag_renamed(data: bytes, random: Random) -> bytes:
    """With one tag that has another name."""
    return _change(TAG, data, random, lambda old, chance: old.replace(TAG.match(old)[2], chance.choice(TAGS), 1))  # type: ignore[index]


def tag_added(data: bytes, random: Random) -> bytes:
    """With tags that do not belong there, closed or not."""
    name = random.choice(TAGS)
    new = b"<" + name + b">" + (b"</" + name + b">" if random.random() < 0.5 else b"")
    return _change(TAG, data, random, lambda old, _: old + new)


def element_doubled(data: bytes, random: Random) -> bytes:
    """With an element that stands there more often."""
    return _change_element(data, random, lambda old: old * random.choice((2, 3, 40)))


def element_lost(data: bytes, random: Random) -> bytes:
    """Without an element and all that is in it."""
    return _change_element(data, random, lambda _: b"")


def element_nested(data: bytes, random: Random) -> bytes:
    """With an element within itself, or within many of its kind."""

    def nested(old: bytes) -> bytes:
        tag = TAG.match(old)
        assert tag is not None
        opening, closing = tag[0], b"</" + tag[2] + b">"
        times = random.choice((1, 2, 30, DEEPEST))
        return opening * times + old + closing * times

    return _change_element(data, random, nested)


def elements_swapped(data: bytes, random: Random) -> bytes:
    """With an element in the place of another."""
    found = [match for match in TAG.finditer(data) if not match[1]]
    if not found:
        return data
    other = _element(data, random.choice(found))
    return _change_element(data, random, lambda _: other)


def attribute_extreme(data: bytes, random: Random) -> bytes:
    """With an attribute of a value that nobody counts with."""
    return _change(ATTRIBUTE, data, random, lambda old, chance: ATTRIBUTE.sub(
        lambda match: match[1] + b'="' + chance.choice(EXTREMES) + b'"', old))  # fmt: skip


def attribute_lost(data: bytes, random: Random) -> bytes:
    """Without one of its attributes."""
    return _change(ATTRIBUTE, data, random, (b"",))


def attribute_doubled(data: bytes, random: Random) -> bytes:
    """With an attribute twice on one tag."""
    return _change(ATTRIBUTE, data, random, lambda old, _: old + b" " + old)


def span_added(data: bytes, random: Random) -> bytes:
    """With spans and places on a tag that are out of bounds."""
    name = random.choice(
        (b"colspan", b"rowspan", b"morerows", b"namest", b"w:gridSpan", b"start", b"cols", b"id", b"r")
    )
    new = b" " + name + b'="' + random.choice(EXTREMES) + b'"'
    return _change(
        TAG, data, random, lambda old, _: old[:-1].rstrip(b"/") + new + (b"/>" if old.endswith(b"/>") else b">")
    )


def text_replaced(data: bytes, random: Random) -> bytes:
    """With other text in some elements."""
    for _ in range(random.randrange(1, 12)):
        data = _change(TEXT, data, random, TEXTS)
    return data


def number_changed(data: bytes, random: Random) -> bytes:
    """With other numbers, wherever they stand."""
    for _ in range(random.randrange(1, 12)):
        data = _change(NUMBER, data, random, EXTREMES)
    return data


def namespace_changed(data: bytes, random: Random) -> bytes:
    """With a namespace that is another's, or none."""
    return _change(
        re.compile(rb"xmlns(?::\w+)?=\"([^\"]*)\""), data, random, (b"", b"urn:x", b"http://www.w3.org/1999/xhtml")
    )


def declared_otherwise(data: bytes, random: Random) -> bytes:
    """That says it is of another encoding than it is."""
    name = random.choice(
        (b"utf-16", b"utf-7", b"iso-8859-15", b"ibm037", b"shift_jis", b"idna", b"zlib", b"", b"utf-8\x00")
    )
    if b"encoding=" in data[:200]:
        return _change(re.compile(rb"encoding=[\"']([^\"']*)"), data, random, (name,))
    return b'<?xml version="1.0" encoding="' + name + b'"?><meta charset="' + name + b'">' + data


def encoded_otherwise(data: bytes, random: Random) -> bytes:
    """Of another encoding than it says."""
    text = data.decode("utf-8", "replace")
    return text.encode(
        random.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "cp850", "utf-7", "utf-8-sig")), "replace"
    )


def _change_element(data: bytes, random: Random, make: Callable[[bytes], bytes]) -> bytes:
    found = [match for match in TAG.finditer(data) if not match[1]]
    if not found:
        return data
    match = random.choice(found)
    old = _element(data, match)
    return data[: match.start()] + make(old) + data[match.start() + len(old) :]


def _element(data: bytes, opening: re.Match[bytes]) -> bytes:
    """The bytes from a tag to the one that closes it, or those of the tag alone."""
    if opening[0].endswith(b"/>"):
        return opening[0]
    depth = 0
    for match in re.finditer(rb"<(/?)" + re.escape(opening[2]) + rb"(?=[\s/>])[^<>]*>", data[opening.start() :]):
        depth += -1 if match[1] else 0 if match[0].endswith(b"/>") else 1
        if depth == 0:
            return data[opening.start() : opening.start() + match.end()]
    return opening[0]


GENTLE: Sequence[Damage] = (
    element_doubled, element_lost, element_nested, elements_swapped, attribute_extreme, attribute_lost, text_replaced,
    text_replaced, number_changed,
)  # fmt: skip
"""What mostly leaves XML well-formed, so that more than its parser is tried."""
DAMAGES: Sequence[Damage] = (
    *GENTLE, tag_lost, tag_renamed, tag_added, attribute_doubled, span_added, namespace_changed, declared_otherwise,
    encoded_otherwise,
)  # fmt: skip
