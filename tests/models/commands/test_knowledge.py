"""Articles change one at a time; what was read out stays with the case; what is wrong goes to the owner."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.commands import case
from models.commands.draft import load_forms, save_draft
from models.commands.knowledge import add_article, report_article, save_article, settle_reports
from models.records.base import Text
from models.records.case import CaseKind
from models.records.draft import Draft, Spent
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Answer
from models.records.knowledge import ArticleRow
from models.records.operation import Desk, Topic
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import knowledge
from models.rules.form import form_key
from models.store.store import Store


def present(store: Store, code: str = "K001") -> ArticleRow:
    found = knowledge.by_code(store, code)
    assert found is not None
    return found


def test_a_new_version_leaves_what_was_read_out(store: Store, desk: Desk, lead: Desk) -> None:
    article = present(store)
    _, case_id = case.accept(store, desk, item_code=article.items[0], kind=CaseKind.CONSULTATION, number="", district="330381001")
    case.append(store, desk, case_id, Answer(article=article.code, title=article.title, version=article.version))
    changes = save_article(store, lead, replace(article, body=Text("新的说法", "New words"), valid_until="2031-01-01"))
    assert changes.ids(Topic.KNOWLEDGE) == {"K001"}
    assert [(row.article.version, row.article.body.zh, row.operator) for row in knowledge.history(store, "K001")] == [
        (article.version + 1, "新的说法", 2),
        (article.version, article.body.zh, 0),
    ]
    read_out = [entry.body for entry in cases.journal(store, case_id) if isinstance(entry.body, Answer)]
    assert [(body.article, body.version) for body in read_out] == [("K001", article.version)]
    for bad, code in ((article, "item.changed_meanwhile"), (replace(article, code="K999"), "article.missing")):
        with pytest.raises(BadInput) as refused:
            save_article(store, lead, bad)
        assert refused.value.code == code
    assert not save_article(store, lead, present(store)).touched


def test_an_article_is_added_and_retired(store: Store, lead: Desk) -> None:
    before = len(knowledge.all(store))
    _, code = add_article(store, lead, replace(present(store), title=Text("夜间叫车")))
    assert len(knowledge.all(store)) == before + 1
    save_article(store, lead, replace(present(store, code), retired=True))
    assert len(knowledge.all(store)) == before
    with pytest.raises(BadInput) as refused:
        add_article(store, lead, replace(present(store), owner=Text("")))
    assert refused.value.details["field"] == "owner_zh"


def test_the_words_of_a_form_go_in_the_commit_that_writes_them(store: Store, lead: Desk) -> None:
    for code in ("K001", "K002"):
        save_draft(store, Draft(key=form_key(2, "knowledge", code), fields={"title_zh": code}))
    spent = Spent(form_key(2, "knowledge", "K001"))
    with pytest.raises(BadInput):
        save_article(store, lead, replace(present(store), valid_until="soon"), spent)
    assert len(load_forms(store)) == 2
    save_article(store, lead, replace(present(store), valid_until="2031-01-01"), spent)
    assert [draft.fields["title_zh"] for draft in load_forms(store)] == ["K002"]


def test_a_wrong_answer_goes_to_the_owner_and_comes_back_answered(store: Store, desk: Desk, lead: Desk, counsellor: Desk) -> None:
    assert report_article(store, desk, "K001", " 电话已经换了 ").ids(Topic.ARTICLE_REPORT) == {"K001"}
    report_article(store, counsellor, "K001", "时间也不对")
    found = knowledge.reports(store)
    assert {(row.article, row.version, row.words, row.operator) for row in found} == {
        ("K001", present(store).version, "电话已经换了", 28),
        ("K001", present(store).version, "时间也不对", 25),
    }
    settle_reports(store, lead, "K001", "两处都改了")
    assert {(row.answer, row.settled_by) for row in knowledge.reports(store)} == {("两处都改了", 2)}
    for words, code, article in (("", "report.words", "K001"), ("错", "article.missing", "K999")):
        with pytest.raises(BadInput) as refused:
            report_article(store, desk, article, words)
        assert refused.value.code == code
    with pytest.raises(BadInput) as refused:
        settle_reports(store, lead, "K001", " ")
    assert refused.value.code == "report.answer"


@pytest.mark.parametrize("role", Role)
def test_each_step_asks_for_its_permission(store: Store, desk: Desk, role: Role) -> None:
    who, managing = replace(desk, role=role), role in (Role.LEAD, Role.SUPERVISOR)
    taking = role in (Role.OPERATOR, Role.LEAD, Role.COUNSELLOR)
    for may, deed in (
        (taking, lambda: report_article(store, who, "K001", "错")),
        (managing, lambda: settle_reports(store, who, "K001", "已改")),
        (managing, lambda: save_article(store, who, replace(present(store), valid_until="2032-01-01"))),
    ):
        if may:
            deed()
        else:
            with pytest.raises(RuleBroken) as refused:
                deed()
            assert refused.value.code == "permission.denied"
