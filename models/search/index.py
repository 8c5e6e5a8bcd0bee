"""The search index: everything an operator looks for, behind one box. Pure and in memory; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from models.records.base import Text
from models.records.catalogue import DistrictRow, ItemRow
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow
from models.records.search import Choice, Hit, HitKind, Phrases, SearchResult, WhyHit
from models.records.unit import UnitRow
from models.search.explain import Explainer
from models.search.learning import Learning
from models.search.names import Named, NameHit, NameIndex
from models.search.places import Places
from models.search.query import Query, Reader
from models.search.scoring import Evidence, Scorer, always, floor

_ENOUGH = 10
"""So many item hits are always given, if the catalogue has as many."""
_SURE_NAME = 85.0
"""A partner or department whose name fits as well as this comes before items that fit less well."""
_LIKELY_NAME = 55.0
"""Where no item fits, or where initials were typed and fit the items less well, a name that fits as well as this comes first."""


class SearchIndex:
    """Finds items, partners, departments and articles. Make one with :meth:`build`."""

    def __init__(self, scorer: Scorer, names: NameIndex, reader: Reader) -> None:
        self._scorer = scorer
        self._names = names
        self._reader = reader
        self._learning = Learning()
        self._keys: dict[str, str] = {}
        self._explainer = Explainer(scorer)

    @classmethod
    def build(
        cls,
        items: Sequence[ItemRow],
        phrases: Mapping[str, Phrases],
        partners: Sequence[PartnerRow] = (),
        units: Sequence[UnitRow] = (),
        articles: Sequence[ArticleRow] = (),
        districts: Sequence[DistrictRow] = (),
        choices: Iterable[Choice] = (),
        wanted: Callable[[], bool] = always,
    ) -> SearchIndex:
        """Build an index; retired rows are left out. Raises GivenUp soon after ``wanted()`` has become False.

        A second or two of pure Python for the shipped data, so not for the GUI thread; another thread lets the GUI in every few
        milliseconds.
        """
        scorer = Scorer([item for item in items if not item.retired], phrases, wanted)
        named = [
            *(Named(HitKind.PARTNER, row.code, row.name, Text("、".join(row.items))) for row in partners if not row.retired),
            *(Named(HitKind.UNIT, row.code, row.name, Text(row.phone)) for row in units if not row.retired),
            *(Named(HitKind.ARTICLE, row.code, row.title, row.owner) for row in articles if not row.retired),
        ]
        index = cls(scorer, NameIndex(named), Reader(Places(districts), scorer.familiar))
        index.teach(choices)
        return index

    def find(self, query: str, limit: int = 20, item_limit: int = 10) -> SearchResult:
        """Return what fits a query, best first: at most ``item_limit`` items and ``limit`` hits in all.

        Ten items (or ``item_limit``, or all there are) are always given for a query that is not blank, weak ones after the real ones.
        ``zero`` says that no item really fits; it is independent of names.
        """
        read = self._reader.read(query)
        if not read.whole:
            return SearchResult(query=query, hits=())
        ranked = self._rank(read, item_limit)
        top = ranked[0][0] if ranked else 0.0
        zero = top < floor(read, ranked[0][2] if ranked else None)
        items = [self._explainer.item_hit(read, number, points, evidence, learnt) for points, number, evidence, learnt in ranked]
        first: list[Hit] = []
        after: list[Hit] = []
        for named in self._names.find(read, limit):
            enough = _LIKELY_NAME if named.why is WhyHit.INITIALS else _SURE_NAME
            sure = named.score > top and named.named.kind is not HitKind.ARTICLE and named.score >= enough
            (first if sure or (zero and named.score >= _LIKELY_NAME) else after).append(_name_hit(named))
        hits = (*first, *items, *after[: max(0, limit - len(first) - len(items))])
        return SearchResult(query=query, hits=hits[: max(limit, len(items))], district=read.district, zero=zero)

    def learn(self, query: str, code: str) -> None:
        """Count one choice of the item ``code`` after ``query``; it has its effect on the next search."""
        self._learning.count(self.key(query), code)

    def teach(self, choices: Iterable[Choice]) -> None:
        """Know these choices, of every desk together, and no others from now on. May run in another thread than the searches.

        ``Choice.query`` is what was typed; greetings and districts in it teach nothing.
        """
        learning = Learning()
        for choice in choices:
            if choice.query not in self._keys:
                self._keys[choice.query] = self.key(choice.query)
            learning.count(self._keys[choice.query], choice.code, choice.count)
        self._learning = learning

    def key(self, query: str) -> str:
        """Return what learning remembers of a query."""
        return self._reader.read(query).key

    def _rank(self, query: Query, item_limit: int) -> list[tuple[float, int, Evidence | None, str]]:
        """Return (points, item number, evidence, learnt key) of the best items."""
        evidence = self._scorer.score(query)
        gains = self._learning.gains(query.key)
        ranked = []
        for number, item in enumerate(self._scorer.items):
            found = evidence[number]
            gain, learnt = gains.get(item.code, (0.0, ""))
            if found is not None or gain:
                ranked.append(((100 * found.score if found else 0.0) + gain, number, found, learnt if gain >= 5 else ""))
        ranked.sort(key=lambda entry: (-entry[0], entry[1]))
        wanted = min(item_limit, len(self._scorer.items))
        if len(ranked) < min(_ENOUGH, wanted):
            told = {number for _points, number, _found, _learnt in ranked}
            others = [(self._scorer.resemblance(query, number), number) for number in range(len(self._scorer.items)) if number not in told]
            others.sort(key=lambda entry: (-entry[0], entry[1]))
            low = min([20.0, *(points for points, *_rest in ranked)])
            ranked += [(low * likeness * 0.9, number, Evidence(likeness, WhyHit.SIMILAR), "") for likeness, number in others]
        return ranked[:wanted]


def _name_hit(hit: NameHit) -> Hit:
    named = hit.named
    return Hit(kind=named.kind, code=named.code, name=named.name, score=round(min(100.0, hit.score), 1), why=hit.why, detail=named.detail)
