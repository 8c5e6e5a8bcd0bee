"""The first twelve signatories (2013-03-22 in the seed article), brought in from a workbook: on trial before, signed afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from console.reference_command import apply_plan, read_stored
from models.commands import reference
from models.imports.columns import SCHEMAS
from models.imports.difference import plan_import
from models.records.admission import PartnerMove
from models.records.base import CHINA, Text
from models.records.failure import RuleBroken
from models.records.imports import ImportTable
from models.records.partner import PartnerRow, PartnerStage
from models.repositories import dossier, partner
from models.rules.matching import match
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import ADMIN, partner_row

SIGNING = datetime(2013, 3, 22, 9, 0, tzinfo=CHINA)
NAMES = "甲乙丙丁戊己庚辛壬癸子丑"


@pytest.fixture
def clock() -> SettableClock:
    """The day of the signing."""
    return SettableClock(SIGNING)


def signatory(place: int, stage: str) -> PartnerRow:
    """An invented enterprise; its licence outlasts the day."""
    name = Text(f"试例{NAMES[place]}号家政", f"Sample {place + 1} Home Services")
    return partner_row(f"S{place + 1:02}", name=name, stage=PartnerStage(stage), licence_no=f"例{place + 1}", phone="0577-65559999")


def workbook(path: Path, rows: list[PartnerRow]) -> Path:
    """Write a workbook as an office would: one sheet, the columns of the table."""
    schema = SCHEMAS[ImportTable.PARTNERS]
    book = Workbook()
    sheet = book.active
    sheet.append(list(schema.columns))
    for row in rows:
        cells = schema.cells(row, {})
        sheet.append([cells[column] for column in schema.columns])
    book.save(path)
    return path


def test_twelve_partners_on_trial_sign_by_one_workbook(store: Store, clock: SettableClock, tmp_path: Path) -> None:
    reference.apply_import(store, ADMIN, "partner", [signatory(place, "trial") for place in range(12)])
    path = workbook(tmp_path / "signatories.xlsx", [signatory(place, "signed") for place in range(12)])
    plan = plan_import(ImportTable.PARTNERS, path, read_stored(store))
    assert (len(plan.rows), plan.bad) == (12, ())
    before = store.outbox.count()
    changes = apply_plan(store, ADMIN, plan)
    codes = {f"S{place + 1:02}" for place in range(12)}
    assert {code for _, code in changes.touched} >= codes
    written = list(store.outbox.operations(before))
    assert [operation.type for operation in written] == ["partner.move"] * 12
    assert len({operation.group for operation in written}) == 1
    signed = [row for row in partner.all(store) if row.code in codes]
    assert [row.stage for row in signed] == [PartnerStage.SIGNED] * 12
    (told,) = (moment.told for moment in dossier.timeline(store, "S01", sealed=False))
    assert told == PartnerMove(partner="S01", stage=PartnerStage.SIGNED, since="2013-03-22", reason="")
    day_before = partner.by_code(store, "S01", SIGNING - timedelta(days=1))
    assert day_before is not None
    assert day_before.stage is PartnerStage.TRIAL
    assert apply_plan(store, ADMIN, plan_import(ImportTable.PARTNERS, path, read_stored(store))).touched == frozenset()
    (item,) = (row for row in read_stored(store).items if row.code == "C03-03")
    standing = {pick.partner.code: dict(pick.parts)["standing"] for pick in match(item, "", SIGNING, signed).picks}
    assert set(standing) == codes
    assert set(standing.values()) == {15.0}


def test_a_workbook_cannot_skip_a_stage(store: Store) -> None:
    reference.apply_import(store, ADMIN, "partner", [signatory(0, "trial"), signatory(1, "unsigned")])
    count = store.outbox.count()
    with pytest.raises(RuleBroken, match=r"admission\.step"):
        reference.apply_import(store, ADMIN, "partner", [signatory(0, "signed"), replace(signatory(1, "signed"), phone="1")])
    assert store.outbox.count() == count
