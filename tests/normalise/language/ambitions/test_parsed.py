"""With the parse of a language model the subject comes from it; none is installed here, so these parses are made by hand."""

from normalise.language.ambitions.actors import subject
from normalise.language.ambitions.clauses import Clause
from normalise.language.ambitions.lines import line_of
from normalise.language.model import Token

Parsed = tuple[str, str, int | None]


def clause_of(*parsed: Parsed) -> Clause:
    tokens, at = [], 0
    for form, relation, head in parsed:
        tokens.append(Token(form.lower(), form.lower(), at, at + len(form), form[0].isupper(), "", relation, head))
        at += len(form) + 1
    return Clause(line_of(tokens), 0)


def named(clause: Clause) -> str | None:
    found = subject(clause)
    return None if found is None else " ".join(clause.line.form(at) for at in range(found.first, found.after))


def test_the_subject_far_behind_the_verb() -> None:
    clause = clause_of(
        ("Morgen", "advmod", 1),
        ("start", "root", None),
        ("volgens", "case", 3),
        ("plan", "obl", 1),
        ("de", "det", 5),
        ("politie", "nsubj", 1),
    )
    assert named(clause) == "de politie"


def test_the_subject_of_a_relative_clause_is_not_taken() -> None:
    clause = clause_of(
        ("Meldingen", "nsubj:pass", 5),
        ("die", "obj", 3),
        ("scholen", "nsubj", 3),
        ("doen", "acl:relcl", 0),
        ("worden", "aux:pass", 5),
        ("opgevolgd", "root", None),
    )
    assert named(clause) is None
