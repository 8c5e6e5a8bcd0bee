"""Importing reference data: what is new or changed, and what is retired, in one operation."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from models.commands.guard import admit
from models.records.admission import PartnerMove
from models.records.base import CHINA
from models.records.catalogue import CategoryRow
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.records.partner import PartnerRow
from models.repositories import admission as admitted
from models.repositories import partner as partners
from models.rules import admission
from models.rules.access import PARTNERS
from models.rules.permissions import Permission
from models.store.reference import ReferenceRow, Shelf, code_of, import_of, shelf_of
from models.store.store import Store


def apply_import(
    store: Store,
    desk: Desk,
    table: str,
    rows: Sequence[ReferenceRow],
    retired: Collection[str] = (),
    *,
    categories: Sequence[CategoryRow] = (),
) -> Changes:
    """Write new and changed rows of a reference table and retire codes; a changed row's ``version`` grows by one.

    ``categories`` are those that the rows need, written first and in the same commit: all or nothing.

    ``table`` is category, item, district, partner, unit, article or operator. Rows that say what the store says already are left out, and
    where nothing is left nothing is written. A partner that is known comes into another stage as a step of its admission. Raises BadInput
    ``reference.unknown_table``, ``reference.wrong_row``, ``reference.double_code``, ``reference.unknown_code`` or
    ``reference.not_retirable``, and RuleBroken ``permission.denied`` or ``admission.step``.
    """
    admit(store, desk, Permission.IMPORT_REFERENCE)
    batches = (("category", categories, ()), (table, rows, retired))
    wanted = [(shelf_of(name), *_wanted(store, shelf_of(name), given, without)) for name, given, without in batches]
    moved = _moves(store, rows)
    with store.write(desk) as work:
        for shelf, changed, gone in wanted:
            if changed or gone:
                work.record(shelf.stream, Entity(type="reference", id=shelf.name), import_of(shelf.name, changed, gone))
        for move in moved:
            work.record(PARTNERS, Entity(type="partner", id=move.partner), move)
    return work.changes


def _moves(store: Store, rows: Sequence[ReferenceRow]) -> list[PartnerMove]:
    """Return the steps that bring known partners into the stages that their rows name, from today on."""
    known = {row.code: row for row in partners.all(store, retired=True)} if any(isinstance(row, PartnerRow) for row in rows) else {}
    today = store.clock.now().astimezone(CHINA).date().isoformat()
    found: list[PartnerMove] = []
    for row in rows:
        before = known.get(row.code) if isinstance(row, PartnerRow) else None
        if not isinstance(row, PartnerRow) or before is None or row.stage is before.stage:
            continue
        present = admitted.decided(store, row.code, before.stage)
        if (against := admission.objection(present, row.stage)) is not None:
            raise RuleBroken(against, key=row.code, before=present.value, stage=row.stage.value)
        found.append(PartnerMove(partner=row.code, stage=row.stage, since=today, reason=""))
    return found


def _wanted(
    store: Store, shelf: Shelf, rows: Sequence[ReferenceRow], retired: Collection[str]
) -> tuple[tuple[ReferenceRow, ...], tuple[str, ...]]:
    """Return the rows that say something new, as they are to be written, and the codes that are not retired yet."""
    present = _present(store, shelf)
    _examine(shelf, rows, retired, present)
    wanted = [_stored(row, present.get(code_of(row))) for row in rows]
    changed = tuple(row for row in (_next(row, present.get(code_of(row))) for row in wanted) if row is not None)
    return changed, tuple(code for code in sorted(retired) if not getattr(present[code], "retired", False))


def _present(store: Store, shelf: Shelf) -> dict[str, ReferenceRow]:
    texts = store.read().scalars(select(shelf.table.data))
    rows = (msgspec.json.decode(text, type=shelf.record) for text in texts)
    return {code_of(row): row for row in rows}


def _examine(shelf: Shelf, rows: Sequence[ReferenceRow], retired: Collection[str], present: Collection[str]) -> None:
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        if not isinstance(row, shelf.record):
            raise BadInput("reference.wrong_row", table=shelf.name, row=place)
        if not code_of(row) or code_of(row) in seen:
            raise BadInput("reference.double_code", table=shelf.name, row=place, key=code_of(row))
        seen.add(code_of(row))
    if retired and "retired" not in shelf.record.__struct_fields__:
        raise BadInput("reference.not_retirable", table=shelf.name)
    for code in sorted(retired):
        if code not in present or code in seen:
            raise BadInput("reference.unknown_code", table=shelf.name, key=code)


def _stored(row: ReferenceRow, before: ReferenceRow | None) -> ReferenceRow:
    """Return the row as it is kept: without a partner's live figures, which are counted from cases and verdicts.

    The bad records of a partner that is known keep the figure they began with. What the row says of them was read at some time before,
    perhaps before a verdict; the console counts them itself, and no file changes them. Its stage is what it began with too: a file that
    names another one moves it, as a step of its admission (see ``_moves``).
    """
    if not isinstance(row, PartnerRow):
        return row
    begun = before if isinstance(before, PartnerRow) else row
    return replace(
        row, busy=0, today=0, last_dispatch="", asked=0, pleased=0, lapses="", verified_bad=begun.verified_bad, stage=begun.stage
    )


def _next(row: ReferenceRow, before: ReferenceRow | None) -> ReferenceRow | None:
    """Return the row as it is to be written, None where it says nothing new."""
    version = getattr(before, "version", None)
    if before is None or version is None:
        return row if row != before else None
    return replace(row, version=version + 1) if replace(row, version=version) != before else None
