"""What a register knows of its works as facts: who signed each, and what others do to it or it to others.

The browser answers questions with them (docs/assets/search/answers.js) and quotes the clause of the witness.
"""

from collections.abc import Mapping, Sequence

from build_tools.base.values import Value


class Action(Value, frozen=True):
    """What is done to a work, or what it does to another if `outgoing`.

    `kind` is a relation of the vocabulary, `words` say it of the work ("Bị thay thế toàn bộ", "Thay thế toàn bộ");
    `other` is the address of the other work; the one at `witness` states it in the clause `anchor`, "" for the one that
    does it.
    """

    kind: str
    words: str
    other: str
    witness: str
    anchor: str
    outgoing: bool = False


class Fact(Value, frozen=True):
    """What is known of one work; `notes` are statements on its effect with their sources. "" where nothing is."""

    signer: str = ""
    actions: tuple[Action, ...] = ()
    notes: tuple[str, ...] = ()


def facts_table(facts: Sequence[Fact]) -> Mapping[str, object]:
    """Return the facts of a segment: for each work the place of its signer among `signers`, then what few have."""
    signers = sorted({fact.signer for fact in facts if fact.signer})
    places = {name: place for place, name in enumerate(signers, 1)}
    return {
        "signers": signers,
        "signed": [places.get(fact.signer, 0) for fact in facts],
        "actions": {
            place: [[a.kind, a.words, a.other, a.witness, a.anchor, int(a.outgoing)] for a in fact.actions]
            for place, fact in enumerate(facts)
            if fact.actions
        },
        "notes": {place: fact.notes for place, fact in enumerate(facts) if fact.notes},
    }
