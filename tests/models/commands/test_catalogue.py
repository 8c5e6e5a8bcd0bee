"""The catalogue grows and changes one item at a time; cases keep what they were filed under."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from models.commands import case
from models.commands.catalogue import add_item, propose_item, refuse_proposal, save_item, take_proposal
from models.commands.search import record_lead
from models.records.base import Text
from models.records.case import CaseKind
from models.records.catalogue import HandlerKind, ItemRow, Line
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Unmet
from models.records.operation import Desk, Topic
from models.records.staff import Role
from models.records.unmet import Scope
from models.repositories import case as cases
from models.repositories import catalogue
from models.repositories.unmet import ledger
from models.store.store import Store

TAXI = ItemRow(
    code="", category="C10", name=Text("夜间约车", "Night taxi"), line=Line.GENERAL, emergency=False, handler=HandlerKind.PARTNER
)
NEED = "item:C10-04"


@pytest.fixture
def supervisor(lead: Desk) -> Desk:
    return replace(lead, actor=1, role=Role.SUPERVISOR)


def present(store: Store, code: str) -> ItemRow:
    found = catalogue.item(store, code)
    assert found is not None
    return found


def test_the_130th_item_comes_out_of_the_ledger(store: Store, desk: Desk, lead: Desk, supervisor: Desk) -> None:
    assert len(catalogue.items(store)) == 129
    for tried in ("两家出租车公司", "两家出租车公司"):
        _, case_id = case.accept(store, desk, item_code="C10-04", kind=CaseKind.SERVICE, number="", district="330381001")
        case.append(store, desk, case_id, Unmet(need="夜间叫车", tried=tried))
    [need] = ledger(store, Scope())[0]
    assert (need.key, need.count, need.tried, need.hours[9]) == (NEED, 2, (("两家出租车公司", 2),), 2)
    assert propose_item(store, lead, need.key, TAXI).about(Topic.PROPOSAL)
    [proposal] = catalogue.proposals(store)
    assert (proposal.item.code, proposal.operator, proposal.settled_at) == ("C10-07", 2, "")
    assert ledger(store, Scope())[0][0].proposals == (proposal,)
    changes, code = take_proposal(store, supervisor, proposal.id, replace(proposal.item, keywords_zh=("夜车",)))
    assert changes.about(Topic.CATALOGUE)
    assert changes.about(Topic.PROPOSAL)
    assert (code, len(catalogue.items(store)), present(store, code).keywords_zh) == ("C10-07", 130, ("夜车",))
    assert [(row.code, row.settled_by) for row in catalogue.proposals(store)] == [("C10-07", 1)]
    old = cases.state(store, case_id)
    assert (old.item_code, old.item_name.zh, old.item_version) == ("C10-04", "叫车/出租车问询", 1)
    with pytest.raises(BadInput) as refused:
        take_proposal(store, supervisor, proposal.id, TAXI)
    assert refused.value.code == "proposal.missing"


def test_whoever_manages_the_catalogue_adds_an_item_for_a_search_at_once(store: Store, desk: Desk, supervisor: Desk) -> None:
    record_lead(store, desk, "遛狗")
    _, code = add_item(store, supervisor, replace(TAXI, name=Text("代遛狗"), category="C01"), "search:遛狗")
    [search] = ledger(store, Scope())[1]
    assert [(row.code, row.operator, row.settled_by) for row in search.proposals] == [(code, 1, 1)]
    assert present(store, code).version == 1
    add_item(store, supervisor, TAXI)
    assert len(catalogue.proposals(store)) == 1


def test_a_proposal_is_refused_with_a_reason_and_may_be_made_again(store: Store, lead: Desk, supervisor: Desk) -> None:
    propose_item(store, lead, NEED, TAXI)
    with pytest.raises(BadInput) as refused:
        propose_item(store, lead, NEED, TAXI)
    assert refused.value.code == "proposal.stands"
    proposal = catalogue.proposals(store)[0].id
    with pytest.raises(BadInput) as refused:
        refuse_proposal(store, supervisor, proposal, " ")
    assert refused.value.code == "proposal.words"
    refuse_proposal(store, supervisor, proposal, " 出租车公司会开夜班 ")
    assert [(row.code, row.words) for row in catalogue.proposals(store)] == [("", "出租车公司会开夜班")]
    assert propose_item(store, lead, NEED, TAXI).about(Topic.PROPOSAL)
    assert len(catalogue.items(store)) == 129


def test_an_item_is_renamed_moved_retired_and_brought_back_and_each_version_stays_readable(
    store: Store, desk: Desk, supervisor: Desk
) -> None:
    code = "C03-03"
    shipped = present(store, code)
    _, case_id = case.accept(store, desk, item_code=code, kind=CaseKind.SERVICE, number="", district="330381001")
    steps: list[Callable[[ItemRow], ItemRow]] = [
        lambda item: replace(item, name=Text("水管与阀门维修", "Pipes and valves")),
        lambda item: replace(item, category="C02"),
        lambda item: replace(item, retired=True),
        lambda item: replace(item, retired=False),
    ]
    for number, step in enumerate(steps, start=2):
        changes = save_item(store, supervisor, step(present(store, code)))
        assert changes.ids(Topic.CATALOGUE) >= {code}
        assert present(store, code).version == number
    told = [(row.item, row.operator) for row in catalogue.history(store, code)]
    assert [(item.version, item.name.zh, item.category, item.retired, who) for item, who in told] == [
        (5, "水管与阀门维修", "C02", False, 1),
        (4, "水管与阀门维修", "C02", True, 1),
        (3, "水管与阀门维修", "C02", False, 1),
        (2, "水管与阀门维修", "C03", False, 1),
        (1, shipped.name.zh, "C03", False, 0),
    ]
    state = cases.state(store, case_id)
    assert (state.item_code, state.item_name, state.item_version) == (code, shipped.name, 1)
    with pytest.raises(BadInput):
        save_item(store, supervisor, shipped)


def test_a_bad_change_leaves_the_catalogue_as_it_was(store: Store, supervisor: Desk) -> None:
    item = present(store, "C03-03")
    for bad, code in (
        (replace(item, name=Text("")), "item.name_missing"),
        (replace(item, version=7), "item.changed_meanwhile"),
        (replace(item, code="C03-99"), "catalogue.unknown_item"),
    ):
        with pytest.raises(BadInput) as refused:
            save_item(store, supervisor, bad)
        assert refused.value.code == code
    assert not save_item(store, supervisor, item).touched
    assert [row.item for row in catalogue.history(store, "C03-03")] == [item]


@pytest.mark.parametrize("role", Role)
def test_each_step_asks_for_its_permission(store: Store, desk: Desk, role: Role) -> None:
    who = replace(desk, role=role)
    proposing, managing = role in (Role.LEAD, Role.SUPERVISOR), role in (Role.SUPERVISOR, Role.ADMIN)
    propose_item(store, replace(desk, role=Role.LEAD), NEED, TAXI)
    proposal = catalogue.proposals(store)[0].id
    item = replace(present(store, "C03-03"), emergency=True)
    for may, deed in (
        (proposing, lambda: propose_item(store, who, "search:遛狗", replace(TAXI, name=Text("代遛狗")))),
        (managing, lambda: save_item(store, who, item)),
        (managing, lambda: add_item(store, who, replace(TAXI, name=Text("代驾")))),
        (proposing and managing, lambda: add_item(store, who, replace(TAXI, name=Text("代购")), "search:代购")),
        (managing, lambda: take_proposal(store, who, proposal, TAXI)),
    ):
        if may:
            deed()
        else:
            with pytest.raises(RuleBroken) as refused:
                deed()
            assert refused.value.code == "permission.denied"
    assert len([row for row in catalogue.items(store) if row.code == "C10-07"]) == (1 if managing else 0)
