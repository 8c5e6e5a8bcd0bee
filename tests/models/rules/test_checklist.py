from __future__ import annotations

import pytest

from models.records.case import CaseKind
from models.records.catalogue import HandlerKind
from models.rules.checklist import score_opens_verification, steps

PARTNER = ["done", "as_promised", "price_as_quoted", "clean", "satisfied", "anything_else"]
DEPARTMENT = ["unit_contacted", "done", "satisfied", "anything_else"]
CONSULTATION = ["answer_clear", "satisfied", "anything_else"]


@pytest.mark.parametrize(
    ("handler", "kind", "asked"),
    [
        (HandlerKind.PARTNER, CaseKind.SERVICE, PARTNER),
        (HandlerKind.PARTNER, CaseKind.COMPLAINT, PARTNER),
        (HandlerKind.PARTNER, CaseKind.CONSULTATION, CONSULTATION),
        (HandlerKind.DEPARTMENT, CaseKind.SERVICE, DEPARTMENT),
        (HandlerKind.DEPARTMENT, CaseKind.COMPLAINT, DEPARTMENT),
        (HandlerKind.DEPARTMENT, CaseKind.SUGGESTION, DEPARTMENT),
        (HandlerKind.CONSULTATION, CaseKind.SERVICE, CONSULTATION),
        (HandlerKind.CONSULTATION, CaseKind.CONSULTATION, CONSULTATION),
        (HandlerKind.CONSULTATION, CaseKind.UNMET, ["answer_clear", "anything_else"]),
    ],
)
def test_what_is_asked(handler: HandlerKind, kind: CaseKind, asked: list[str]) -> None:
    assert [step.value for step in steps(handler, kind)] == asked


def test_only_the_two_lowest_scores_open_verification() -> None:
    assert [score for score in (None, 1, 2, 3, 4, 5) if score_opens_verification(score)] == [1, 2]
