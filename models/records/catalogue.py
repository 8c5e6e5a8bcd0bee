"""The catalogue: 17 categories and 129 items when it shipped, data that grows."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text


class Line(StrEnum):
    """A line of the hotline (专线)."""

    GENERAL = "general"
    POWER = "power"
    PSYCHOLOGY = "psychology"


class HandlerKind(StrEnum):
    """Who an item belongs to: a partner, a department or town, or the operator who answers at once."""

    PARTNER = "partner"
    DEPARTMENT = "department"
    CONSULTATION = "consultation"


class CategoryRow(Record, frozen=True):
    """A category (大项), e.g. C03."""

    code: str
    name: Text


class ItemRow(Record, frozen=True):
    """An item (小项), e.g. C03-03. ``version`` grows by one with every change of the item."""

    code: str
    category: str
    name: Text
    line: Line
    emergency: bool
    handler: HandlerKind
    keywords_zh: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    version: int = 1
    retired: bool = False


class ItemRevision(Record, frozen=True):
    """An item as somebody left it: when (ISO time) and who (an operator's number, 0 for what shipped)."""

    item: ItemRow
    at: str
    operator: int


class ProposalRow(Record, frozen=True):
    """An item that somebody proposes for a need of the ledger.

    ``need`` is the need's key (see ``NeedRow``). ``settled_at`` is '' while nobody has decided; then ``code`` is the item that was added,
    '' where none was, and ``words`` say why not.
    """

    id: str
    need: str
    item: ItemRow
    at: str
    operator: int
    code: str = ""
    words: str = ""
    settled_at: str = ""
    settled_by: int = 0


class Question(Record, frozen=True):
    """A question to ask the caller; the hint says what an answer changes."""

    text: Text
    hint: Text = Text("")


class Transfer(Record, frozen=True):
    """A number to transfer to before any form is filled in."""

    number: str
    name: Text
    when: Text


class ItemCard(Record, frozen=True):
    """What an operator reads beside an item."""

    item: ItemRow
    category: CategoryRow
    questions: tuple[Question, ...] = ()
    price: Text | None = None
    who: Text = Text("")
    transfer: Transfer | None = None
    first_aid: Text | None = None
    confused_with: tuple[ItemRow, ...] = ()
    minutes_on_site: int | None = None


class DistrictRow(Record, frozen=True):
    """A street, town or township; ``since`` is the ISO date from which the hotline covers it ('' = from the start)."""

    code: str
    name: Text
    kind: str
    since: str = ""
