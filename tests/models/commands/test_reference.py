"""Imports: only what changed is written, versions grow, live figures are not frozen in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.commands import reference
from models.records.base import Text
from models.records.catalogue import CategoryRow
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Topic
from models.repositories import catalogue, knowledge, partner, unit
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import ADMIN, WALL, Day, partner_row


def test_what_is_exported_and_comes_back_changes_nothing(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    Day(store, clock, desk, lead).rough_wall()
    count = store.outbox.count()
    assert reference.apply_import(store, ADMIN, "partner", partner.all(store)) == Changes()
    assert reference.apply_import(store, ADMIN, "item", catalogue.items(store)) == Changes()
    assert store.outbox.count() == count


def test_only_changed_and_new_rows_go_into_one_operation(store: Store, desk: Desk) -> None:
    rows = list(unit.all(store))
    rows[1] = replace(rows[1], phone="0577-65559999")
    changes = reference.apply_import(store, ADMIN, "unit", [*rows, replace(rows[0], code="D99")])
    assert changes.ids(Topic.UNIT) == {rows[1].code, "D99"}
    assert [row.code for row in unit.all(store)] == [*(row.code for row in rows), "D99"]
    assert unit.by_code(store, rows[1].code) == replace(rows[1], version=2)
    assert store.outbox.count() == 8


def test_no_import_changes_the_bad_records_of_a_partner_that_is_known(
    store: Store, clock: SettableClock, desk: Desk, lead: Desk
) -> None:
    Day(store, clock, desk, lead).rough_wall()
    row = partner.by_code(store, WALL)
    assert row is not None
    reference.apply_import(store, ADMIN, "partner", [replace(row, phone="0577-65558888", busy=9, today=9)])
    found = partner.by_code(store, WALL)
    assert found is not None
    assert (found.verified_bad, found.busy, found.phone, found.version) == (1, 0, "0577-65558888", 2)
    reference.apply_import(store, ADMIN, "partner", [replace(found, verified_bad=2)])
    assert partner.by_code(store, WALL) == found


def test_rows_read_before_a_verdict_do_not_wipe_it_out(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    row = partner.by_code(store, WALL)
    assert row is not None
    Day(store, clock, desk, lead).rough_wall()
    reference.apply_import(store, ADMIN, "partner", [replace(row, phone="0577-65558888")])
    found = partner.by_code(store, WALL)
    assert found is not None
    assert (found.verified_bad, found.phone) == (1, "0577-65558888")


def test_retired_rows_leave_the_lists_but_can_be_looked_up_and_come_back(store: Store, desk: Desk) -> None:
    article = knowledge.all(store)[0]
    assert article in knowledge.for_item(store, article.items[0])
    reference.apply_import(store, ADMIN, "article", [], [article.code])
    assert article.code not in [row.code for row in knowledge.all(store)]
    assert article.code in [row.code for row in knowledge.all(store, retired=True)]
    assert article not in knowledge.for_item(store, article.items[0])
    assert knowledge.by_code(store, article.code) == replace(article, retired=True)
    assert reference.apply_import(store, ADMIN, "article", [], [article.code]) == Changes()
    reference.apply_import(store, ADMIN, "article", [article])
    assert knowledge.for_item(store, article.items[0])[0] == replace(article, version=article.version + 1)


def test_new_partner_stands_behind_the_others(store: Store, desk: Desk) -> None:
    reference.apply_import(store, ADMIN, "partner", [partner_row("P900")])
    assert partner.all(store)[-1].code == "P900"


@pytest.mark.parametrize(
    ("table", "rows", "retired", "code"),
    [
        ("weather", [], [], "reference.unknown_table"),
        ("item", [partner_row("P900")], [], "reference.wrong_row"),
        ("partner", [partner_row("P900"), partner_row("P900")], [], "reference.double_code"),
        ("partner", [partner_row("")], [], "reference.double_code"),
        ("partner", [], ["P999"], "reference.unknown_code"),
        ("partner", [partner_row("P001")], ["P001"], "reference.unknown_code"),
        ("category", [CategoryRow(code="C01", name=Text("x"))], ["C02"], "reference.not_retirable"),
    ],
)
def test_bad_import_is_refused_whole(table: str, rows: list[object], retired: list[str], code: str, store: Store, desk: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        reference.apply_import(store, ADMIN, table, rows, retired)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert store.outbox.count() == 7


def test_categories_and_the_rows_that_need_them_are_one_commit(store: Store) -> None:
    row = replace(catalogue.items(store)[0], code="C99-01", category="C99")
    new = CategoryRow(code="C99", name=Text("新"))
    with pytest.raises(BadInput):
        reference.apply_import(store, ADMIN, "item", [row, row], categories=[new])
    assert store.outbox.count() == 7
    changes = reference.apply_import(store, ADMIN, "item", [row], categories=[new])
    assert {operation.group for operation in store.outbox.operations(7)} != {None}
    assert len({operation.group for operation in store.outbox.operations(7)}) == 1
    assert new in catalogue.categories(store)
    assert changes.about(Topic.CATALOGUE)
