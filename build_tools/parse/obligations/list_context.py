"""What a provision stands under: who is told to act, or a heading under which nothing is ordered."""

from build_tools.base.values import Value


class ListContext(Value, frozen=True):
    """The bearers of the items of a list that name none; `ordered` says whether the items can be tasks.

    `strong` says that the list itself is an order, so that each item is a task. `heading` says that the provision only
    names who: its items are the tasks. `led` says that a paragraph leads into the list ("có ý kiến như sau:").
    `named` says that a heading names the parties: paragraphs without a marker below it count too. `broken` says that
    their names begin in the line above, which was broken off ("Điều 3. Sở Công ⏎ Thương chịu trách nhiệm …").
    """

    bearers: tuple[str, ...]
    ordered: bool
    heading: bool = False
    strong: bool = False
    led: bool = False
    named: bool = False
    broken: bool = False
    assigns: bool = False


NOTHING = ListContext((), ordered=False)
