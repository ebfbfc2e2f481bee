"""Where on a page lines stand in columns: runs of lines with wide gaps, cut free of running text and grown to their rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import median

from extract.pdf.columns import Measure, Stretch, find_columns
from extract.pdf.lattice import borders_between, make_layer
from extract.pdf.lines import LEAST_GLUE, TextLine, make_line, usual_glue
from extract.pdf.looks import is_bullet, is_caption, is_figure, is_note, is_prose
from extract.pdf.page import Box, Rule, Word, around
from extract.pdf.rules import SNAP
from extract.pdf.stacking import CLOSE
from extract.shapes import is_sentence

FARTHEST = 3.6
"""Of the type size: the pitch of widely set rows is about 3."""
MOST_BETWEEN = 3
"""Lines of a single segment between lines in columns: a label of four lines, a section of two."""
MOST_ABOVE, MOST_BELOW = 5, 3
"""Lines between a run and the rule above or below it: a header over five lines, the last label's rest."""
LIKE_PITCH = 1.3
"""Times the pitch of the rows: a section stands no further above its first row."""
LEAST_STEP = 0.1
"""Points: what stands less far apart is one line."""
SPANS = 0.8
"""Of the width of a run: a rule over or under it is at least so long."""
ALIKE = 6.0
"""Points by which the ends of rules of one table may differ."""
LARGER = 1.12
"""Times the type size of a table, text around it is larger than this; sections within it are not."""
OVER = 2.0
"""Times the type size by which a header may stand out over the figures under it."""
LONG = 0.6
"""Of the width of a table: shorter sentences stand in it as explanations of a row."""
FEWEST_FIGURES = 3
"""Figures side by side make a line tabular where the gaps are narrow."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table."""

    lines: tuple[TextLine, ...]
    levels: tuple[Rule, ...]
    """The horizontal rules above, within and below it."""
    after: tuple[TextLine, ...] = ()
    """A few lines below it, where the last row may go on."""
    glue: float = LEAST_GLUE
    """The gap, in type sizes, up to which words are one piece."""

    @property
    def box(self) -> Box:
        """Around its lines and rules."""
        boxes = [line.box for line in self.lines]
        boxes += [Box(rule.start, rule.at, rule.end, rule.at) for rule in self.levels]
        return around(boxes)


def find_regions(lines: Sequence[TextLine], levels: Sequence[Rule]) -> list[Region]:
    """The regions of some lines, from the top down."""
    glue = usual_glue(lines)
    parts = [part for run in find_runs(lines) for part in _free_of_prose(run, levels, glue)]
    return [_grow(part, lines, levels, glue) for part in parts]


def find_runs(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that follow each other closely, most of them in two or more segments."""
    runs: list[list[TextLine]] = [[]]
    pending: list[TextLine] = []
    for line in lines:
        last = pending[-1] if pending else runs[-1][-1] if runs[-1] else None
        near = last is not None and line.baseline - last.baseline <= FARTHEST * max(last.size, line.size)
        if is_tabular(line):
            if near:
                runs[-1] += [*pending, line]
            else:
                runs.append([line])
            pending = []
        elif near and len(pending) < MOST_BETWEEN and _may_stand_in(line, runs[-1]):
            pending.append(line)
        else:
            pending = []
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _may_stand_in(line: TextLine, run: Sequence[TextLine]) -> bool:
    """Whether a line without columns may be part of a table: a section, the rest of a label; no caption, no text."""
    if line.size > LARGER * run[-1].size or is_caption(line):
        return False
    width = max(other.box.right for other in run) - min(other.box.left for other in run)
    return line.box.width < LONG * width or not is_sentence(line.text)


def is_tabular(line: TextLine) -> bool:
    """Whether a line stands in columns: gaps wider than any space, or several figures; an item after its bullet does not."""
    count = len(line.segments)
    if count > 1:
        return not is_caption(line) and not (count == 2 and is_bullet(line.segments[0].text))
    return sum(is_figure(word.text) for word in line.words) >= FEWEST_FIGURES and is_figure(line.words[-1].text)


def _free_of_prose(run: Sequence[TextLine], levels: Sequence[Rule], glue: float) -> list[list[TextLine]]:
    """A run without its columns of running text; what stands beside them, and in them, is looked at on its own."""
    measure = Measure(run[0].size, glue * run[0].size)
    columns = find_columns([line.words for line in run], measure)
    if len(columns) < 2:
        return []
    layers = [make_layer(line, columns, measure) for line in run]
    prose = [
        is_prose([p.segment for layer in layers for p in layer.pieces if p.first == p.last == number], right - left)
        for number, (left, right) in enumerate(columns)
    ]
    if not any(prose) or _is_ruled(run, levels):
        return [list(run)]
    edges = [columns[0].left - run[0].size, *borders_between(columns), columns[-1].right + run[0].size]
    parts: list[list[TextLine]] = []
    for is_text, group in groupby(range(len(columns)), key=prose.__getitem__):
        numbers = list(group)
        for first, last in [(n, n) for n in numbers] if is_text else [(numbers[0], numbers[-1])]:
            inside = lines_within(run, Stretch(edges[first], edges[last + 1]))
            smaller = [inner for inner in find_runs(inside) if _count_words(inner) < _count_words(run)]
            parts += [part for inner in smaller for part in _free_of_prose(inner, levels, glue)]
    return parts


def _count_words(lines: Iterable[TextLine]) -> int:
    return sum(len(line.words) for line in lines)


def _is_ruled(run: Sequence[TextLine], levels: Sequence[Rule]) -> bool:
    """Whether rules part the rows of a run over its whole width: then even running text is in cells."""
    box = around(line.box for line in run)
    inner = [rule for rule in levels if box.top < rule.at < box.bottom and _spans(rule, box)]
    return len(inner) >= 2


def _spans(rule: Rule, box: Box) -> bool:
    return min(rule.end, box.right) - max(rule.start, box.left) >= SPANS * box.width


def lines_within(lines: Iterable[TextLine], stretch: Stretch) -> list[TextLine]:
    """What stands of some lines between two x."""
    kept = []
    for line in lines:
        tokens: list[list[Word]] = []
        for word in line.words:
            if word.joined and tokens:
                tokens[-1].append(word)
            elif stretch.left <= word.box.middle[0] <= stretch.right:
                tokens.append([word])
        if tokens:
            kept.append(make_line([tuple(token) for token in tokens]))
    return kept


def segments_within(lines: Iterable[TextLine], stretch: Stretch) -> list[TextLine]:
    """Some lines with those of their segments only that stand between two x for the greater part."""
    kept = []
    for line in lines:
        inside = tuple(segment for segment in line.segments if stretch.left <= segment.box.middle[0] <= stretch.right)
        if len(inside) == len(line.segments):
            kept.append(line)
        elif inside:
            kept.append(line._replace(segments=inside, box=around(segment.box for segment in inside)))
    return kept


def _grow(run: Sequence[TextLine], lines: Sequence[TextLine], levels: Sequence[Rule], glue: float) -> Region:
    """A run with the lines up to the rules above and below it, and with the rules that it is set between."""
    box = around(line.box for line in run)
    near = [rule for rule in levels if _spans(rule, box)]
    inner = [rule for rule in near if box.top - SNAP <= rule.at <= box.bottom + SNAP]
    side = Stretch(min([box.left, *(r.start for r in inner)]), max([box.right, *(r.end for r in inner)]))
    beside = segments_within(lines, Stretch(side.left - SNAP, side.right + SNAP))
    above = [line for line in beside if line.baseline < run[0].baseline - LEAST_STEP]
    below = [line for line in beside if line.baseline > run[-1].baseline + LEAST_STEP]
    top = _reach(above[::-1], near, box, MOST_ABOVE, up=True) or _header_above(run, above) or _section_above(run, above)
    foot = _reach(below, near, box, MOST_BELOW, up=False)
    grown = [*top[::-1], *run, *foot]
    whole = around(line.box for line in grown).grown(2 * run[0].size)
    kept = [
        rule
        for rule in levels
        if whole.top <= rule.at <= whole.bottom and rule.start < box.right and rule.end > box.left
    ]
    after = tuple(below[len(foot) : len(foot) + MOST_BELOW])
    return Region(tuple(grown), tuple(kept), after, glue)


def _header_above(run: Sequence[TextLine], above: Sequence[TextLine]) -> list[TextLine]:
    """The lines right above a run that stand over its figures only: the upper lines of headers, nearest first."""
    rows = [line for line in run if len(line.segments) > 1]
    if not rows:
        return []
    left = min(line.segments[1].box.left for line in rows) - OVER * rows[0].size
    left = min(left, max(line.segments[0].box.right for line in rows))
    right = max(line.box.right for line in run) + OVER * rows[0].size
    found: list[TextLine] = []
    last = run[0]
    for line in reversed(above):
        over = left <= line.box.left and line.box.right <= right
        close = last.baseline - line.baseline <= CLOSE * max(last.size, line.size)
        if not over or not close or len(found) == MOST_ABOVE or is_caption(line) or line.size > LARGER * last.size:
            break
        found.append(line)
        last = line
    return found


def _section_above(run: Sequence[TextLine], above: Sequence[TextLine]) -> list[TextLine]:
    """The label alone above a run that begins with figures: its header is on the page before, its section is not."""
    if not above or sum(is_figure(segment.text) for segment in run[0].segments[1:]) < len(run[0].segments) - 1:
        return []
    line, first = above[-1], run[0]
    pitch = median(below.baseline - here.baseline for here, below in pairwise(run))
    beside = abs(line.box.left - first.box.left) < ALIKE and line.box.right < first.segments[-1].box.left
    near = first.baseline - line.baseline <= LIKE_PITCH * pitch and abs(line.size - first.size) < 1
    alone = len(line.segments) == 1 and not is_caption(line) and not is_sentence(line.text)
    return [line] if alone and beside and near else []


def _reach(outside: Sequence[TextLine], rules: Sequence[Rule], box: Box, most: int, *, up: bool) -> list[TextLine]:
    """The lines between a run and the nearest rule beyond it, nearest first, where they belong to the table."""
    edge = box.top if up else box.bottom
    beyond = [rule for rule in rules if (rule.at < edge + SNAP if up else rule.at > edge - SNAP)]
    if not beyond:
        return []
    rule = max(beyond) if up else min(beyond)
    between = [line for line in outside if (line.baseline > rule.at if up else line.baseline < rule.at + SNAP)]
    alike = [r for r in rules if r is not rule and abs(r.start - rule.start) < ALIKE and abs(r.end - rule.end) < ALIKE]
    between = list(takewhile(lambda line: not is_note(line), between)) if not up else between
    if len(between) > most or any(is_caption(line) for line in between):
        return []
    if not alike and any(not is_tabular(line) for line in between):
        return []
    return list(between)
