"""Telling the owner of an article that it is wrong, from where it is read out and from the command bar."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.catalogue import CataloguePresenter
from console.operator.command import Action
from console.operator.desk import Desk
from console.operator.tools import Speaker, Tools
from models.commands import knowledge as commands
from models.records.knowledge import ArticleRow
from models.rules.permissions import Permission
from widgets.base.theme import Tone
from widgets.catalogue.article import ArticleView
from widgets.partner.view import PartnerPane


class WrongAnswers(QObject):
    """Asks in place what is wrong, and writes it down. Only who takes needs on reports."""

    def __init__(
        self, tools: Tools, desk: Desk, view: ArticleView, listed: PartnerPane, catalogue: CataloguePresenter, notice: Speaker
    ) -> None:  # fmt: skip
        super().__init__(view)
        self._tools = tools
        self._desk = desk
        self._view = view
        self._listed = listed
        self._catalogue = catalogue
        self._notice = notice
        view.wrong.setVisible(tools.may(Permission.ACCEPT_CASES))
        view.reported.connect(lambda code, words: tools.runtime.spawn(self._report(code, words), owner=self))

    def actions(self) -> list[Action]:
        """Return what the command bar offers: to report the article that is read.

        It is the open one; else the one that was gone to in the list, the one on the item that was open last, or the first in the list.
        """
        if self._article() is None or not self._tools.may(Permission.ACCEPT_CASES):
            return []
        return [Action("article-wrong", self.tr("This answer is wrong: tell the article's owner"), "", self._ask)]

    def _article(self) -> ArticleRow | None:
        item, last = self._desk.item, self._view.last()
        if item is None or self._view.isVisible():
            return last
        found = self._tools.reference.articles_for(item.code)
        gone_to = next((article for article in found if article.code == self._listed.gone_to()), None)
        if gone_to is None and last is not None and item.code in last.items:
            return last
        return gone_to or next(iter(found), None)

    def _ask(self) -> None:
        article = self._article()
        if article is not None:
            self._catalogue.show_article(article.code)
            self._view.ask_what()

    async def _report(self, code: str, words: str) -> None:
        self._tools.hub.publish(await self._tools.runtime.db(commands.report_article, self._tools.stamp, code, words))
        self._notice.say(self.tr("Told: whoever answers for this article looks at it."), Tone.OK)
