"""Planning outreach events, counting at their tables, noting suggestions and settling them.

What becomes a case does so with its acceptance (``models.commands.case``), in the same commit. ``spent`` is always what was typed into a
form: it goes in the commit that writes what it became.
"""

from __future__ import annotations

from msgspec.structs import replace

from models.commands.admission import enlisted
from models.commands.guard import admit, changed, fits
from models.records.base import Text, parse_time
from models.records.draft import Spent
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.records.outreach import (
    EventRow,
    OutreachCount,
    OutreachMove,
    OutreachPlan,
    OutreachStage,
    OutreachStand,
    OutreachUncount,
    Plan,
    SuggestionNote,
    SuggestionOutcome,
    SuggestionSettle,
)
from models.repositories import catalogue, outreach
from models.repositories import partner as partners
from models.rules.access import CENTRE, PARTNERS, SETTLING
from models.rules.outreach import MOST_HEADS, examine, objection
from models.rules.permissions import Permission
from models.rules.phone import kept
from models.store.clock import stamp
from models.store.store import Store


def plan_event(store: Store, desk: Desk, plan: Plan, spent: Spent | None = None) -> tuple[Changes, str]:
    """Plan an event; return what changed and its id. Raises RuleBroken ``permission.denied`` and BadInput as ``examine`` does."""
    admit(store, desk, Permission.MANAGE_OUTREACH)
    event = store.outbox.ids.next()
    return _planned(store, desk, OutreachPlan(event=event, plan=_tidy(plan)), spent), event


def change_event(store: Store, desk: Desk, event: str, plan: Plan, version: int, spent: Spent | None = None) -> Changes:
    """Change the plan of an event, whose ``version`` is the one that was seen; what was counted stays. Nothing is written where nothing
    differs.

    Raises RuleBroken ``permission.denied``, ``outreach.changed_meanwhile`` where somebody else was quicker, ``outreach.reported``; BadInput
    ``outreach.unknown`` and as ``examine`` does.
    """
    admit(store, desk, Permission.MANAGE_OUTREACH)
    row, tidy = _known(store, event), _tidy(plan)
    if row.version == version and row.plan == tidy:
        return Changes()
    body = OutreachPlan(event=event, plan=tidy, version=version + 1)
    _allowed(row, body)
    return _planned(store, desk, body, spent)


def move_event(store: Store, desk: Desk, event: str, stage: OutreachStage, words: str = "", spent: Spent | None = None) -> Changes:
    """Say that an event was held, reported, called off (``words`` say why) or taken up again.

    Raises RuleBroken ``permission.denied``, ``outreach.stage`` for a stage that does not follow on the present one; BadInput
    ``outreach.unknown`` and ``outreach.reason``.
    """
    admit(store, desk, Permission.MANAGE_OUTREACH)
    row = _known(store, event)
    body = OutreachMove(event=event, stage=stage, words=words.strip())
    _allowed(row, body)
    if stage is OutreachStage.OFF and not body.words:
        raise BadInput("outreach.reason", field="words")
    fits(body)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(CENTRE, _event(event), body)
    return work.changes


def count(store: Store, desk: Desk, event: str, item: str, partner: str = "", heads: int = 1) -> tuple[Changes, str]:
    """Count ``heads`` more citizens at the table of an event; return what changed and the id of the count.

    Raises RuleBroken ``permission.denied``, ``outreach.reported`` where this desk knows of the report (what one counts that has not heard
    of it counts all the same); BadInput ``outreach.unknown``, ``outreach.not_there`` for an item that is not at the table,
    ``outreach.heads``.
    """
    admit(store, desk, Permission.COUNT_OUTREACH)
    row = _unreported(store, event)
    if (item, partner) not in ((service.item, service.partner) for service in row.plan.services):
        raise BadInput("outreach.not_there", item=item)
    if not 1 <= heads <= MOST_HEADS:
        raise BadInput("outreach.heads", field="heads", most=MOST_HEADS)
    counted = store.outbox.ids.next()
    body = OutreachCount(event=event, count=counted, item=item, partner=partner, heads=heads)
    with store.write(desk) as work:
        work.record(CENTRE, _count(counted), body)
    return work.changes, counted


def take_back(store: Store, desk: Desk, event: str, counted: str = "") -> Changes:
    """Take a count back, ('') the last one of this operator at this desk; one that is taken back already stays so.

    Raises RuleBroken ``permission.denied``, ``outreach.reported``; BadInput ``outreach.unknown``, ``outreach.nothing_back`` where there is
    none.
    """
    admit(store, desk, Permission.COUNT_OUTREACH)
    _unreported(store, event)
    standing = [row for row in outreach.counted(store, event) if not row.back_at]
    own = (row for row in standing if (row.operator, row.desk) == (desk.actor, desk.desk))
    found = next((row for row in standing if row.id == counted), None) if counted else next(own, None)
    if found is None:
        raise BadInput("outreach.nothing_back")
    with store.write(desk) as work:
        work.record(CENTRE, _count(found.id), OutreachUncount(event=event, count=found.id))
    return work.changes


def note_suggestion(
    store: Store, desk: Desk, event: str, words: str, name: str = "", number: str = "", spent: Spent | None = None
) -> tuple[Changes, str]:
    """Note a suggestion in the citizen's words; name and number only where they gave them. Return what changed and its id.

    Raises RuleBroken ``permission.denied``, ``outreach.reported``; BadInput ``outreach.unknown``, ``suggestion.words``, ``text.long`` or
    ``text.broken``.
    """
    admit(store, desk, Permission.COUNT_OUTREACH)
    _unreported(store, event)
    if not words.strip():
        raise BadInput("suggestion.words", field="words")
    noted = store.outbox.ids.next()
    body = SuggestionNote(suggestion=noted, event=event, words=words.strip(), name=name.strip(), number=kept(number))
    fits(body)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(CENTRE, suggestion_entity(noted), body)
    return work.changes, noted


def settle(store: Store, desk: Desk, suggestion: str, outcome: SuggestionOutcome, words: str, spent: Spent | None = None) -> Changes:
    """Let a suggestion become a need of the ledger (``words`` name it), or lay it down (``words`` say why).

    Raises RuleBroken ``permission.denied``, BadInput ``suggestion.settled`` where something has become of it, ``suggestion.need`` or
    ``suggestion.reason`` where nothing is said, ``text.long`` or ``text.broken``. ValueError for the other outcomes.
    """
    if outcome not in (SuggestionOutcome.NEED, SuggestionOutcome.LAID_DOWN):
        raise ValueError(outcome)
    _open(store, desk, suggestion, outcome)
    if not words.strip():
        raise BadInput("suggestion.need" if outcome is SuggestionOutcome.NEED else "suggestion.reason", field="words")
    body = SuggestionSettle(suggestion=suggestion, outcome=outcome, words=" ".join(words.split()))
    fits(body)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(CENTRE, suggestion_entity(suggestion), body)
    return work.changes


def enlist(store: Store, desk: Desk, suggestion: str, name: str, kind: str, phone: str, spent: Spent | None = None) -> tuple[Changes, str]:
    """Write down whoever a suggestion is about as somebody who may become a partner; return what changed and the partner's code.

    Both or nothing. Raises RuleBroken ``permission.denied``, BadInput ``suggestion.settled`` and ``terms.name``.
    """
    _open(store, desk, suggestion, SuggestionOutcome.PARTNER)
    row = enlisted(store, Text(name.strip()), kind, phone.strip())
    brought = changed("partner", row)
    body = SuggestionSettle(suggestion=suggestion, outcome=SuggestionOutcome.PARTNER, ref=row.code)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(PARTNERS, Entity(type="reference", id="partner"), brought)
        work.record(CENTRE, suggestion_entity(suggestion), body)
    return work.changes, row.code


def suggestion_entity(suggestion: str) -> Entity:
    """Return the entity of a suggestion."""
    return Entity(type="suggestion", id=suggestion)


def _planned(store: Store, desk: Desk, body: OutreachPlan, spent: Spent | None) -> Changes:
    examine(
        body.plan,
        {row.code for row in catalogue.districts(store)},
        {row.code for row in catalogue.items(store, retired=True)},
        {row.code for row in partners.all(store, retired=True)},
    )
    fits(body)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(CENTRE, _event(body.event), body)
    return work.changes


def _tidy(plan: Plan) -> Plan:
    begins, ends = (_stamped(text) for text in (plan.begins, plan.ends))
    return replace(plan, title=plan.title.strip(), place=plan.place.strip(), begins=begins, ends=ends, remarks=plan.remarks.strip())


def _stamped(text: str) -> str:
    """Return a time as the store writes it, so that its order as text is its order in time; what is no time is left to be refused."""
    try:
        return stamp(parse_time(text))
    except ValueError:
        return text


def _known(store: Store, event: str) -> EventRow:
    row = outreach.event(store, event)
    if row is None:
        raise BadInput("outreach.unknown")
    return row


def _unreported(store: Store, event: str) -> EventRow:
    row = _known(store, event)
    if row.stage is OutreachStage.REPORTED:
        raise RuleBroken("outreach.reported")
    return row


def _allowed(row: EventRow, body: OutreachPlan | OutreachMove) -> None:
    against = objection(OutreachStand(version=row.version, stage=row.stage), body)
    if against is not None:
        raise RuleBroken(against)


def _open(store: Store, desk: Desk, suggestion: str, outcome: SuggestionOutcome) -> None:
    admit(store, desk, SETTLING[outcome])
    row = outreach.suggestion(store, suggestion)
    if row is None or row.outcome is not None:
        raise BadInput("suggestion.settled")


def _event(event: str) -> Entity:
    return Entity(type="outreach", id=event)


def _count(counted: str) -> Entity:
    return Entity(type="outreach_count", id=counted)
