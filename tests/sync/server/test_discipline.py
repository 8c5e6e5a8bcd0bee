"""What the centre lets stand of partners' admission and discipline, whatever a desk believes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.admission import Admission, PartnerMove
from models.records.case import Verification
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardStand, CardStep, Hearing
from models.records.effects import PartnerDiscipline
from models.records.operation import Entity
from models.records.partner import CardLevel, PartnerStage
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.deciding import stand_of, text_of
from sync.server.push import push
from tests.support.desks import PaperDesk, signed_in

BAD = PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="c", verdict=Verification.VERIFIED, entry="e")
APPEAL = CardAppeal(partner="P001", entry="e", words="不服")
HEARD = CardHeard(
    partner="P001",
    entry="e",
    case_id="c",
    verdict=Verification.VERIFIED,
    change=1,
    decision=Hearing.LIFTED,
    level=CardLevel.NONE,
    words="采纳",
)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The decisions are the same on both databases."""
    return sqlite_url


class Office:
    """Two supervisors at their desks."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.seats: dict[int, tuple[PaperDesk, Caller]] = {number: signed_in(centre, number) for number in (1, 28)}

    def does(self, *contents: PartnerDiscipline | Admission | CardStep, by: int = 1) -> list[str]:
        """Push operations in one go and return their outcomes."""
        desk, caller = self.seats[by]
        made = [desk.make(content, Entity(type="partner", id=content.partner)) for content in contents]
        return [result.outcome.value for result in push(self.centre, caller, made).results]


@pytest.fixture
def office(centre: Centre) -> Office:
    return Office(centre)


def move(stage: PartnerStage, since: str = "2026-11-24", partner: str = "P001") -> PartnerMove:
    return PartnerMove(partner=partner, stage=stage, since=since, reason="督办")


def test_of_two_who_move_a_partner_the_first_one_has(office: Office) -> None:
    assert office.does(move(PartnerStage.SUSPENDED)) == ["applied"]
    assert office.does(move(PartnerStage.SUSPENDED)) == ["superseded"]
    assert office.does(move(PartnerStage.SIGNED), move(PartnerStage.UNSIGNED)) == ["applied", "superseded"]
    assert office.does(move(PartnerStage.SUSPENDED, since="soon"), move(PartnerStage.TRIAL, partner="P999")) == ["superseded", "superseded"]


def test_no_step_of_a_card_without_a_verdict_that_stands(office: Office) -> None:
    steps = (CardRectify(partner="P001", entry="e", due="2026-12-31", words="重刷"), APPEAL, HEARD)
    assert office.does(*steps) == ["superseded"] * 3
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(CardRectified(partner="P001", entry="e", words="好")) == ["superseded"]
    assert office.does(HEARD) == ["superseded"]
    assert office.does(replace(BAD, change=-1), by=28) == ["applied"]
    assert office.does(APPEAL) == ["superseded"]


def test_whoever_stood_behind_the_verdict_does_not_hear_the_appeal(office: Office) -> None:
    assert office.does(replace(BAD, by=(1, 2)), by=28) == ["applied"]
    assert office.does(APPEAL, HEARD) == ["applied", "superseded"]


def test_once_the_partner_has_appealed_the_hearing_decides_and_once_for_all(office: Office) -> None:
    assert office.does(BAD, by=28) == ["applied"]
    assert office.does(APPEAL) == ["applied"]
    assert office.does(APPEAL, replace(BAD, change=-1)) == ["superseded", "superseded"]
    assert office.does(replace(HEARD, decision=Hearing.LOWERED)) == ["superseded"]
    assert office.does(HEARD) == ["applied"]
    assert office.does(HEARD, BAD) == ["superseded", "superseded"]


def test_a_number_that_an_earlier_server_kept_for_a_verdict_is_read() -> None:
    assert stand_of("verdict", "partners", 2, "1").state == CardStand(count=1)
    kept = CardStand(count=1, at="2026-11-24T09:00:00+08:00", by=(28,), appealed_at="2026-11-25T09:00:00+08:00")
    assert stand_of("verdict", "partners", 2, text_of(kept)).state == kept
    assert stand_of("admission", "partners", 1, text_of(PartnerStage.SIGNED)).state is PartnerStage.SIGNED
