"""Admitting partners: stages from a day on, licences to their last day, terms, re-checks, scans beside the store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import admission
from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms
from models.records.base import CHINA, Text
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.records.operation import Desk, Entity
from models.records.partner import PartnerRow, PartnerStage, Why
from models.records.staff import Role
from models.repositories import admission as admitted
from models.repositories import catalogue, dossier, partner
from models.rules.access import PARTNERS
from models.rules.admission import STEPS
from models.rules.matching import match
from models.store import scans
from models.store.clock import SettableClock
from models.store.reference import import_of
from models.store.store import Store
from tests.models.store.day import SUPERVISOR, WALL

PDF = b"%PDF-1.7\n%%EOF\n"


def row(store: Store, code: str = WALL) -> PartnerRow:
    found = partner.by_code(store, code)
    assert found is not None
    return found


def move(store: Store, stage: PartnerStage, since: str = "2026-11-24", **fields: str) -> None:
    values = {"reason": "督办", **fields}
    admission.move(store, SUPERVISOR, PartnerMove(partner=WALL, stage=stage, since=since, **values))


def why_not(store: Store, at: datetime) -> set[Why]:
    """Return what keeps the painter from being sent at a moment; it works around the clock here."""
    item = catalogue.item(store, "C06-01")
    assert item is not None
    rows = [replace(found, hours=("00:00-24:00",)) for found in partner.all(store, at) if found.code == WALL]
    return {reason.why for left in match(item, "330381001", at, rows).excluded for reason in left.reasons}


def operations(store: Store) -> int:
    return store.outbox.count()


@pytest.mark.parametrize(("begin", "then"), [(begin, then) for begin in PartnerStage for then in PartnerStage if then in STEPS[begin]])
def test_only_what_follows_a_stage_can_be_decided(begin: PartnerStage, then: PartnerStage, store: Store) -> None:
    way = {
        PartnerStage.SIGNED: (),
        PartnerStage.SUSPENDED: (PartnerStage.SUSPENDED,),
        PartnerStage.EXPELLED: (PartnerStage.EXPELLED,),
        PartnerStage.TRIAL: (PartnerStage.EXPELLED, PartnerStage.TRIAL),
    }
    if begin is PartnerStage.UNSIGNED:
        _, code = admission.enlist(store, SUPERVISOR, Text("新来"), "individual", "")
        present = row(store, code)
    else:
        for stage in way[begin]:
            move(store, stage)
        present = row(store)
    assert present.stage is begin
    step = PartnerMove(partner=present.code, stage=then, since="2026-11-24", reason="督办", agreement="2026-012")
    count = operations(store)
    for wrong in set(PartnerStage) - STEPS[begin]:
        with pytest.raises(RuleBroken, match=r"admission\.step"):
            admission.move(store, SUPERVISOR, replace(step, stage=wrong))
    assert operations(store) == count
    admission.move(store, SUPERVISOR, step)
    assert row(store, present.code).stage is then


def test_a_stage_begins_on_its_day_and_matching_follows_it(store: Store, clock: SettableClock) -> None:
    move(store, PartnerStage.SUSPENDED, since="2026-12-01")
    assert row(store).stage is PartnerStage.SIGNED
    before, on = datetime(2026, 11, 30, 23, 59, tzinfo=CHINA), datetime(2026, 12, 1, 0, 0, tzinfo=CHINA)
    assert (why_not(store, before), why_not(store, on)) == (set(), {Why.SUSPENDED})
    move(store, PartnerStage.SIGNED, since="2026-12-05", agreement="2026-012")
    assert [row_on(store, day) for day in ("2026-11-30", "2026-12-04", "2026-12-05")] == ["signed", "suspended", "signed"]
    move(store, PartnerStage.EXPELLED, since="2026-11-24")
    assert [row_on(store, day) for day in ("2026-11-23", "2026-11-24", "2026-12-05")] == ["signed", "expelled", "expelled"]


def row_on(store: Store, day: str) -> str:
    found = partner.by_code(store, WALL, datetime.fromisoformat(f"{day}T12:00:00+08:00"))
    assert found is not None
    return found.stage.value


@pytest.mark.parametrize("kind", ["", "登高作业证"])
def test_a_licence_is_valid_to_the_end_of_its_last_day_in_the_hotlines_clock(kind: str, store: Store) -> None:
    licence = PartnerLicence(partner=WALL, kind=kind, number="浙 1", expires="2026-12-31")
    admission.license(store, SUPERVISOR, licence)
    last, next_day = datetime(2026, 12, 31, 23, 59, 59, tzinfo=CHINA), datetime(2027, 1, 1, tzinfo=CHINA)
    assert (why_not(store, last), why_not(store, next_day)) == (set(), {Why.LICENCE_EXPIRED})
    assert row(store).valid_until == "2026-12-31"
    admission.license(store, SUPERVISOR, replace(licence, expires="2029-12-31"))
    assert why_not(store, next_day) == set()


def test_the_licence_that_ends_first_decides_and_a_withdrawn_one_does_not(store: Store) -> None:
    soon = PartnerLicence(partner=WALL, kind="登高作业证", number="浙 1", expires="2026-12-01")
    admission.license(store, SUPERVISOR, soon)
    admission.license(store, SUPERVISOR, replace(soon, kind="电工证", expires="2027-01-01"))
    assert row(store).lapses == "2026-12-01"
    admission.license(store, SUPERVISOR, replace(soon, withdrawn=True))
    assert row(store).lapses == "2027-01-01"
    assert [licence.kind for licence in admitted.licences(store, row(store))] == ["", "电工证"]
    for kind, code in (("登高作业证", "licence.unknown"), ("", "licence.business")):
        with pytest.raises(BadInput, match=code.replace(".", r"\.")):
            admission.license(store, SUPERVISOR, replace(soon, kind=kind, withdrawn=True))


def test_no_trial_brings_back_whom_verified_records_have_expelled(store: Store) -> None:
    carded = replace(row(store), stage=PartnerStage.EXPELLED, verified_bad=3, version=row(store).version + 1)
    with store.write(SUPERVISOR) as work:
        work.record(PARTNERS, Entity(type="reference", id="partner"), import_of("partner", (carded,)))
    before = operations(store)
    with pytest.raises(RuleBroken) as refused:
        move(store, PartnerStage.TRIAL)
    assert refused.value.code == "admission.carded"
    assert operations(store) == before


def test_nobody_signs_without_an_agreement_and_licences_valid_on_that_very_day(store: Store) -> None:
    move(store, PartnerStage.SUSPENDED)
    admission.license(store, SUPERVISOR, PartnerLicence(partner=WALL, kind="电工证", number="1", expires="2026-12-31"))
    for since, agreement, code in (("2027-01-01", "2026-012", "unlicensed"), ("2026-12-31", " ", "agreement_missing")):
        with pytest.raises(RuleBroken, match=rf"admission\.{code}"):
            move(store, PartnerStage.SIGNED, since, agreement=agreement)
    move(store, PartnerStage.SIGNED, "2026-12-31", agreement="2026-012")
    assert admitted.agreement(store, WALL) == "2026-012"


def test_what_is_agreed_is_in_force_at_once_and_told_field_by_field(store: Store) -> None:
    before = row(store)
    wanted = replace(before, capacity=7, districts=("*",), stage=PartnerStage.EXPELLED, verified_bad=3)
    admission.agree(store, SUPERVISOR, wanted, " 扩大范围 ")
    after = row(store)
    assert (after.capacity, after.districts, after.version) == (7, ("*",), before.version + 1)
    assert (after.stage, after.verified_bad) == (before.stage, 0)
    told = dossier.timeline(store, WALL, sealed=False)[0].told
    assert isinstance(told, PartnerTerms)
    assert [(change.field, change.after) for change in told.changes] == [("districts", "*"), ("capacity", "7")]
    assert told.reason == "扩大范围"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "terms.nothing"),
        ({"items": ("C99-99",)}, "terms.items"),
        ({"districts": ("1",)}, "terms.districts"),
        ({"districts": ()}, "terms.districts"),
        ({"hours": ("25:00-26:00",)}, "terms.hours"),
        ({"hours": ()}, "terms.hours"),
        ({"days": "89"}, "terms.days"),
        ({"capacity": 0}, "terms.capacity"),
        ({"name": Text(" ")}, "terms.name"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(changes: dict[str, object], code: str, store: Store) -> None:
    count = operations(store)
    with pytest.raises(BadInput) as refused:
        admission.agree(store, SUPERVISOR, replace(row(store), **changes), "续约")
    assert refused.value.code == code
    assert operations(store) == count


def test_a_new_partner_is_sent_nowhere_before_it_is_on_trial(store: Store, clock: SettableClock) -> None:
    _, code = admission.enlist(store, SUPERVISOR, Text("平整泥水"), "individual", "0577-65551234")
    assert code not in {known.code for known in partner.all(store) if known.stage is not PartnerStage.UNSIGNED}
    _, other = admission.enlist(store, SUPERVISOR, Text("又一家"), "enterprise", "")
    assert int(other[1:]) == int(code[1:]) + 1
    admission.move(store, SUPERVISOR, PartnerMove(partner=code, stage=PartnerStage.TRIAL, since="2026-11-24", reason="齐全"))
    assert row(store, code).stage is PartnerStage.TRIAL


def test_a_recheck_falls_due_on_its_day(store: Store, clock: SettableClock) -> None:
    for due in ("2026-11-24", "soon"):
        with pytest.raises(BadInput, match=r"recheck\.day"):
            admission.recheck(store, SUPERVISOR, PartnerRecheck(partner=WALL, found="齐全", due=due))
    admission.recheck(store, SUPERVISOR, PartnerRecheck(partner=WALL, found="齐全", due="2026-11-26"))

    def due() -> list[str]:
        return [found.row.code for found in dossier.summaries(store, clock.now()) if "recheck" in found.concerns]

    assert due() == []
    clock.advance(timedelta(days=2))
    assert due() == [WALL]
    admission.recheck(store, SUPERVISOR, PartnerRecheck(partner=WALL, found="齐全", due=""))
    assert due() == []


def test_a_scan_is_kept_beside_the_store_under_its_sum(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "执照.pdf"
    source.write_bytes(PDF)
    licence = PartnerLicence(partner=WALL, kind="电工证", number="1", expires="2027-12-31")
    admission.license(store, SUPERVISOR, licence, source)
    scan = admitted.licences(store, row(store))[1].scan
    assert scan is not None
    assert (scan.kind.value, scan.size, scan.name, scan.desk) == ("pdf", len(PDF), "执照.pdf", "1")
    kept = scans.find(store.directory, scan)
    assert kept is not None
    assert kept.read_bytes() == PDF
    kept.write_bytes(PDF + b"x")
    assert scans.find(store.directory, scan) is None
    kept.unlink()
    assert scans.find(store.directory, scan) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "scan.empty"), (b"MZ\x90", "scan.kind"), (b"%PDF-" + bytes(scans.LARGEST), "scan.large"), (None, "scan.missing")],
    ids=["empty", "program", "large", "missing"],
)
def test_a_file_that_is_no_scan_is_refused_and_nothing_is_written(data: bytes | None, code: str, store: Store, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    if data is not None:
        source.write_bytes(data)
    count = operations(store)
    with pytest.raises(BadInput) as refused:
        admission.license(store, SUPERVISOR, PartnerLicence(partner=WALL, kind="电工证", number="1", expires="2027-12-31"), source)
    assert refused.value.code == code
    assert operations(store) == count
    assert not list((store.directory / scans.SCANS).glob("*"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_nobody_but_a_supervisor_admits(role: Role, store: Store) -> None:
    other = Desk(actor=7, desk="7", session="s", role=role)
    with pytest.raises(WorldFailure, match=r"permission\.denied"):
        admission.move(store, other, PartnerMove(partner=WALL, stage=PartnerStage.SUSPENDED, since="2026-11-24", reason="x"))
