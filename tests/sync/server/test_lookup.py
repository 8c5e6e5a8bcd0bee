"""What a desk does not hold can be looked up, by whoever may read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.records.catalogue import Line as CaseLine
from sync.protocol.messages import CaseHistory, CasesFound, Push, PushAnswer, Search
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.lookup import MOST, history, search
from sync.server.push import push
from sync.server.refusal import Refusal
from tests.support.desks import PASSWORD, PaperDesk, signed_in
from tests.support.line import Line, sign_in
from tests.support.serving import serving

Here = tuple[Centre, PaperDesk, Caller]


@pytest.fixture
def here(centre: Centre) -> Here:
    return (centre, *signed_in(centre))


@pytest.fixture
def place(centre: Centre) -> Iterator[Line]:
    accounts.set_password(centre, 28, PASSWORD)
    with serving(centre) as address:
        yield Line(address)


def found(here: Here, words: str) -> CasesFound:
    return search(here[0], here[2], Search(words=words))


def code_of(here: Here, case_id: str) -> Code:
    with pytest.raises(Refusal) as refused:
        history(here[0], here[2], case_id)
    return refused.value.code


def test_a_history_is_every_row_of_a_case_in_its_order(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    other = desk.accept()
    notes = [desk.note(case.entity.id, words) for words in ("一", "二")]
    push(centre, caller, (case, other, *notes))
    told = history(centre, caller, case.entity.id)
    assert [row.operation for row in told.rows] == [case, *notes]
    assert [row.rev for row in told.rows] == [1, 2, 3]
    assert told.at == centre.now()


@pytest.mark.parametrize("words", ["1124-28-001", "138 0000 1234", "陈女士", "安阳", "水槽", "1124-28"])
def test_a_case_is_found_by_what_is_known_of_it(here: Here, words: str) -> None:
    centre, desk, caller = here
    case = desk.accept()
    push(centre, caller, (case, desk.note(case.entity.id)))
    cases = found(here, words).cases
    assert [one.id for one in cases] == [case.entity.id]
    assert cases[0].rev == 2


@pytest.mark.parametrize("words", ["stage", "accepted", "%", "__", '"id"', "不在这里"])
def test_the_form_in_which_it_is_stored_is_not_found(here: Here, words: str) -> None:
    centre, desk, caller = here
    push(centre, caller, (desk.accept(),))
    if len(words) > 1:
        assert found(here, words) == CasesFound(cases=(), more=False, at=centre.now())
    else:
        with pytest.raises(Refusal):
            found(here, words)


def test_no_more_than_a_page_is_told(here: Here) -> None:
    centre, desk, caller = here
    push(centre, caller, [desk.accept() for _ in range(MOST + 1)])
    told = found(here, "陈女士")
    assert (len(told.cases), told.more) == (MOST, True)


def test_the_sealed_line_is_for_its_counsellors(here: Here) -> None:
    centre, desk, caller = here
    counsellor, other = signed_in(centre, 14)
    sealed = counsellor.accept(line=CaseLine.PSYCHOLOGY)
    push(centre, other, (sealed,))
    assert code_of(here, sealed.entity.id) is code_of(here, "no such case") is Code.NOT_FOUND
    assert found(here, "陈女士").cases == ()
    assert [one.id for one in search(centre, other, Search(words="陈女士")).cases] == [sealed.entity.id]
    assert len(history(centre, other, sealed.entity.id).rows) == 1


def test_both_answer_over_a_socket_and_to_nobody_who_has_not_signed_in(place: Line, centre: Centre) -> None:
    desk, token = sign_in(place, centre)
    case = desk.accept()
    place.ask("POST", "/v1/ops", Push(operations=(case,)), PushAnswer, Authorization=token)
    way = f"/v1/cases/{case.entity.id}/history"
    assert len(place.ask("GET", way, None, CaseHistory, Authorization=token).rows) == 1
    assert len(place.ask("POST", "/v1/search", Search(words="水槽"), CasesFound, Authorization=token).cases) == 1
    assert place.refused("GET", way).code is Code.LOGIN_REQUIRED
    assert place.refused("POST", "/v1/search", Search(words="水槽")).code is Code.LOGIN_REQUIRED
