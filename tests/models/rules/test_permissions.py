"""The permission matrix, cell by cell, against a table written down a second time."""

from __future__ import annotations

import pytest

from models.records.staff import Role
from models.rules.permissions import Permission, may

COLUMNS = ("operator", "lead", "trainer", "supervisor", "counsellor", "admin")
TABLE = """
accept_cases      x x - - x -
dispatch          x x - - x -
callback          x x - - x -
close             x x - - x -
merge             x x - - x -
verify_complaints x x - x - -
see_callers       x x - x x -
see_sealed        - - - - x -
see_queue         - x - x - -
hand_over         x x - - x -
reassign          - x - - - -
manage_partners   - - - x - -
manage_units      - - - x - -
manage_knowledge  - x - x - -
manage_catalogue  - - - x - x
manage_staff      - - - - - x
veto              - x - x - -
hear_appeals      - - - x - -
import_reference  - - - - - x
export            - x - x - x
see_reports       - x - x - -
see_audit         - - - - - x
back_up           - - - - - x
train             x x x - x -
run_training      - x x - - -
play_recordings   - x - x - -
hear_alerts       - x - x - -
supervise         - x - x - -
count_outreach    x x - x - -
manage_outreach   - x - x - -
"""
CELLS = [
    (Role(role), Permission(line.split()[0]), mark == "x")
    for line in TABLE.strip().splitlines()
    for role, mark in zip(COLUMNS, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("role", "permission", "granted"), CELLS)
def test_cell(role: Role, permission: Permission, granted: bool) -> None:
    assert may(role, permission) is granted


def test_the_table_has_every_cell() -> None:
    assert {(role, permission) for role, permission, _ in CELLS} == {(role, permission) for role in Role for permission in Permission}
