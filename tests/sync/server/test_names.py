"""What a body names is as short and plain as what its envelope names: a database that refused it would hold up the desk for ever."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.case import Verification
from models.records.effects import Content, PartnerDiscipline
from models.records.operation import Entity
from models.records.outcome import Outcome
from models.records.partner import CardLevel
from models.store.reference import import_of, shipped
from sync.protocol.problems import Code
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import signed_in

VERDICT = PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="x", verdict=Verification.VERIFIED, entry="")
ITEM = shipped().items[0]


@pytest.mark.parametrize("name", ["a\0b", "长" * 3000], ids=["nul", "long"])
def test_a_name_that_no_database_takes_blocks_nothing(centre: Centre, name: str) -> None:
    desk, caller = signed_in(centre, 2)
    told: list[tuple[Content, Entity]] = [
        (replace(VERDICT, entry=name), Entity(type="partner", id="P001")),
        (import_of("item", (replace(ITEM, code=name),)), Entity(type="reference", id="item")),
    ]
    results = push(centre, caller, [*(desk.make(content, entity) for content, entity in told), desk.accept()]).results
    assert [(result.outcome, result.problem) for result in results[:2]] == [(Outcome.REJECTED, Code.UNREADABLE_BODY.value)] * 2
    assert results[2].outcome is Outcome.APPLIED
