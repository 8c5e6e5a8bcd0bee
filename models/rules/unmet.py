"""Ranking the needs that nobody could meet. Pure; the same rows in any order make the same ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.records.base import Text, parse_time
from models.records.catalogue import ProposalRow
from models.records.outreach import SuggestionRow
from models.records.unmet import CASES, SEARCHES, SUGGESTIONS, LeadRow, NeedRow, Scope, UnmetRow


def hour_of(row: UnmetRow) -> int:
    """Return the hour of the day, by the hotline's clock, in which a case was opened."""
    return parse_time(row.at).hour


def within(rows: Iterable[UnmetRow], scope: Scope) -> tuple[UnmetRow, ...]:
    """Return the needs of cases that a scope looks at, the newest first."""
    found = (
        row
        for row in rows
        if row.at >= scope.since
        and (not scope.district or row.district == scope.district)
        and (scope.hour is None or hour_of(row) == scope.hour)
    )
    return tuple(sorted(found, key=lambda row: (row.at, row.case_id, row.need, row.tried), reverse=True))


def suggested_within(rows: Iterable[SuggestionRow], scope: Scope) -> tuple[SuggestionRow, ...]:
    """Return the suggestions that a scope looks at, by when they were noted and the district of their event, the newest first."""
    found = (
        row
        for row in rows
        if row.at >= scope.since
        and (not scope.district or row.district == scope.district)
        and (scope.hour is None or parse_time(row.at).hour == scope.hour)
    )
    return tuple(sorted(found, key=lambda row: (row.at, row.id), reverse=True))


def rank(
    rows: Iterable[UnmetRow],
    leads: Iterable[LeadRow],
    proposals: Iterable[ProposalRow],
    scope: Scope,
    suggested: Iterable[SuggestionRow] = (),
) -> tuple[tuple[NeedRow, ...], tuple[NeedRow, ...]]:
    """Return the needs that cases and suggestions tell of and those that searches tell of, the most frequent first, then the newest.

    Needs of cases are one where they were filed under one item, those of suggestions where they were named in the same words. Of a search
    only is known how often it was typed and when last: ``since`` looks at the latter, district and hour leave searches out.
    """
    about: dict[str, list[ProposalRow]] = {}
    for proposal in sorted(proposals, key=lambda row: (row.at, row.id), reverse=True):
        about.setdefault(proposal.need, []).append(proposal)
    groups: dict[str, list[UnmetRow]] = {}
    for row in within(rows, scope):
        groups.setdefault(CASES + row.item_code, []).append(row)
    needs = [_need(key, found, about.get(key, ())) for key, found in groups.items()]
    named: dict[str, list[SuggestionRow]] = {}
    for told in suggested_within(suggested, scope):
        named.setdefault(SUGGESTIONS + told.said, []).append(told)
    needs += [_suggested(key, found, about.get(key, ())) for key, found in named.items()]
    everywhere = not scope.district and scope.hour is None
    typed = [
        NeedRow(
            key=SEARCHES + lead.query,
            name=Text(lead.query),
            count=lead.count,
            last_at=lead.last_at,
            proposals=tuple(about.get(SEARCHES + lead.query, ())),
        )
        for lead in leads
        if everywhere and lead.last_at >= scope.since
    ]
    return _ranked(needs), _ranked(typed)


def open_proposal(need: NeedRow) -> ProposalRow | None:
    """Return the proposal for a need that nobody has decided, None where there is none."""
    return next((proposal for proposal in need.proposals if not proposal.settled_at), None)


def _need(key: str, rows: list[UnmetRow], proposals: Iterable[ProposalRow]) -> NeedRow:
    hours = Counter(map(hour_of, rows))
    return NeedRow(
        key=key,
        name=rows[0].item_name,
        count=len(rows),
        last_at=rows[0].at,
        rows=tuple(rows),
        districts=_counted(row.district for row in rows if row.district),
        hours=tuple(hours[hour] for hour in range(24)),
        tried=_counted(row.tried.strip() for row in rows if row.tried.strip()),
        proposals=tuple(proposals),
    )


def _suggested(key: str, rows: list[SuggestionRow], proposals: Iterable[ProposalRow]) -> NeedRow:
    hours = Counter(parse_time(row.at).hour for row in rows)
    return NeedRow(
        key=key,
        name=Text(rows[0].said),
        count=len(rows),
        last_at=rows[0].at,
        districts=_counted(row.district for row in rows if row.district),
        hours=tuple(hours[hour] for hour in range(24)),
        proposals=tuple(proposals),
        suggestions=tuple(rows),
    )


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _ranked(needs: list[NeedRow]) -> tuple[NeedRow, ...]:
    by_key = sorted(needs, key=lambda need: need.key)
    newest = sorted(by_key, key=lambda need: need.last_at, reverse=True)
    return tuple(sorted(newest, key=lambda need: need.count, reverse=True))
