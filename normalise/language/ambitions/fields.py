"""The fields of an ambition, read from its words: form, kind, actor, strength and status."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.dataset import AmbitionForm, AmbitionKind, AmbitionStatus, Bound
from normalise.language.ambitions.actors import NounPhrase, phrase_behind, subject
from normalise.language.ambitions.by_section import RULES
from normalise.language.ambitions.clauses import Clause, has_number
from normalise.language.ambitions.deeds import is_act
from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.rules import Hit
from normalise.language.ambitions.sections import Role
from normalise.language.ambitions.values import Value
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import grammar, listed, word_set

STATED = {
    "kwalitatief": AmbitionKind.QUALITATIVE,
    "kwalitatieve": AmbitionKind.QUALITATIVE,
    "kwantitatief": AmbitionKind.QUANTITATIVE,
    "kwantitatieve": AmbitionKind.QUANTITATIVE,
}
MEANS = ("fte", "EUR")
"""Units of what someone puts in, not of what comes out."""
PHRASES = ("door", "met", "voor")
"""Prepositions behind which who must act stands in what was agreed, the likeliest first."""
TARGETS = ("naar", "tot")
"""Before a figure that something is to reach."""
WISHES = ("moeten", "dienen", "willen")
POSSIBLE = 1


@dataclass(frozen=True, slots=True)
class Content:
    """A hit with the lines that its fields are read from."""

    hit: Hit
    line: Line
    """Of the sentence."""
    own: Line
    """Of the span."""
    value: Value | None

    @property
    def clause(self) -> Clause:
        return self.hit.clause

    @property
    def cue_form(self) -> str | None:
        """The form that the cue gives."""
        return self.hit.cue.form if self.hit.cue else None


def kind_of(content: Content) -> AmbitionKind:
    """Whether success is counted: by a value, an indicator that is a number, or more of something countable."""
    own = content.own
    if content.value is not None or word_set("quantity", "words").within(own):
        return AmbitionKind.QUANTITATIVE
    compare = word_set("quantity", "compare")
    counted = any(compare.at(own, at) and _is_plural(own, at + 1) for at in range(len(own)))
    return AmbitionKind.QUANTITATIVE if counted else AmbitionKind.QUALITATIVE


def _is_plural(line: Line, at: int) -> bool:
    form, lemma = line.form(at), line.lemma(at)
    return form != lemma and form.endswith(("en", "s")) and INFINITIVE not in line.letters(at) and form.isalpha()


def kind_stated(line: Line) -> AmbitionKind | None:
    """What the sentence itself calls it; None where it says neither, or both."""
    said = {STATED[form] for form, _, _ in line.words if form in STATED}
    return said.pop() if len(said) == 1 else None


def form_of(content: Content, actor: NounPhrase | None) -> AmbitionForm:
    """Norm, effort, need or goal."""
    counted = kind_of(content) is AmbitionKind.QUANTITATIVE
    if content.cue_form == AmbitionForm.NEED:
        return AmbitionForm.NEED
    if content.cue_form == AmbitionForm.NORM:
        return AmbitionForm.NORM if counted else AmbitionForm.EFFORT
    acts = actor is not None and _acts(content.clause)
    if content.value is not None:
        set_out = content.value.bound is Bound.EXACT and content.line.form(content.value.at - 1) not in TARGETS
        effort = acts and (content.value.unit in MEANS or set_out)
        return AmbitionForm.EFFORT if effort else AmbitionForm.NORM
    if content.cue_form is not None:
        return AmbitionForm(content.cue_form)
    return AmbitionForm.EFFORT if acts or _is_done(content) else AmbitionForm.GOAL


def _acts(clause: Clause) -> bool:
    modal = clause.auxiliary in grammar("verbs", "modals") and clause.auxiliary not in WISHES
    return is_act(clause) or modal


def _is_done(content: Content) -> bool:
    """`wordt ingeschakeld` outside goals, and what stands among actions, whoever does it."""
    if content.hit.cue is not None or content.hit.rule == RULES[Role.GOAL]:
        return False
    return content.clause.passive or content.hit.rule == RULES[Role.ACTION]


def actor_of(content: Content) -> NounPhrase | None:
    """Who must act, in tokens of the clause's line; None where nobody is named."""
    line, clause = content.clause.line, content.clause
    match content.hit.cue.actor if content.hit.cue else "subject":
        case "none":
            return None
        case "phrase":
            return next((found for word in PHRASES if (found := phrase_behind(line, word))), None)
        case _:
            found = subject(clause)
            return found if found is not None and _can_act(clause) else phrase_behind(line, "door")


def _can_act(clause: Clause) -> bool:
    """Whether the subject does what is said, rather than is something or has it done to it."""
    if clause.auxiliary == "hebben":
        return clause.verb != "hebben"
    return clause.auxiliary != "worden" and (clause.auxiliary != "zijn" or clause.has("voornemens", "plan"))


def strength_of(content: Content) -> int:
    """4 agreed or set, 3 obliged or done, 2 striven for, 1 possible."""
    line, clause = content.clause.line, content.clause
    start = next((at for at in range(len(line)) if line.tokens[at].is_word), 0)
    may = content.hit.cue is None and clause.auxiliary in ("kunnen", "mogen")
    if may or word_set("hedges", "front").at(line, start) or clause.verb in listed("hedges", "verbs"):
        return POSSIBLE
    return content.hit.strength


def status_of(content: Content) -> AmbitionStatus:
    """New unless the text says that it goes on, is weighed or is dropped."""
    if content.hit.cue is not None and content.hit.cue.status is not None:
        return AmbitionStatus(content.hit.cue.status)
    if content.clause.says(listed("status", "continued")) or _keeps_doing(content):
        return AmbitionStatus.CONTINUED
    return AmbitionStatus.NEW


def _keeps_doing(content: Content) -> bool:
    """`blijven we ons inspannen`, but not `moeten in gesprek blijven` or `blijft minstens een 6,5`."""
    own = content.own
    keep = word_set("direction", "keep").find(own)
    if keep is None or has_number(own) or content.clause.auxiliary == "moeten" or content.cue_form == AmbitionForm.GOAL:
        return False
    return any(
        INFINITIVE in own.letters(at) and own.lemma(at) not in ("blijven", "zullen") for at in range(keep + 1, len(own))
    )
