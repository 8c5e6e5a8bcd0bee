"""What the invented history keeps can be told in either language."""

from __future__ import annotations

import pytest

from models.records.partner import PartnerRow, Why
from models.store.generator.service import dispatch
from resources.demo import load_partners


@pytest.mark.parametrize("partner", load_partners(), ids=lambda partner: partner.code)
def test_a_dispatch_keeps_its_reasons_as_codes(partner: PartnerRow) -> None:
    kept = dispatch(partner).reasons
    assert kept
    assert {told.split("|")[0] for told in kept} <= set(Why)
