"""Files that a document carries within itself: never opened, since a document opens no other, and always said."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Doubt, Locator
from extract.runs import collapse

RULE = "unopened-attachment"
ONE = (
    "In dit document zit een ander bestand ({names}), dat niet is geopend: wat erin staat, ontbreekt hier. "
    "Bewaar het los en geef het zelf op als er cijfers in staan."
)
MORE = (
    "In dit document zitten {count} andere bestanden ({names}), die niet zijn geopend: wat erin staat, ontbreekt hier. "
    "Bewaar ze los en geef ze zelf op als er cijfers in staan."
)
NAMED = 5
"""How many are named in the message; the finding has them all."""
NO_NAME = "zonder naam"
LONGEST = 200
"""Characters of a name, which a file can make as long as it likes."""


def doubt_attached(names: Sequence[str]) -> tuple[Doubt, ...]:
    """The remark that files with these names were left alone; nothing where there are none.

    >>> [doubt.found for doubt in doubt_attached(["tabellen.xlsx", ""])]
    ['tabellen.xlsx; zonder naam']
    """
    if not names:
        return ()
    known = [collapse(name)[:LONGEST] or NO_NAME for name in names]
    shown = ", ".join(known[:NAMED]) + (", …" if len(known) > NAMED else "")
    message = (ONE if len(known) == 1 else MORE).format(names=shown, count=len(known))
    return (Doubt(rule=RULE, message=message, locator=Locator(address=""), found="; ".join(known), remark=True),)
