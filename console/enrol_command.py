"""``python main.py enrol URL CODE``: make this desk one of a centre's, without a window."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from console.centre_words import sentence
from console.command_words import BAD_INPUT, system_language
from models.records.base import Language, Text
from models.records.failure import WorldFailure
from models.records.sync import Centre
from models.rules.case_number import make
from models.store.profile import default_dir
from models.store.store import Store, open_store
from sync.client.enrol import enrol
from sync.client.local import StoreLocal
from sync.client.papers import centre_of
from sync.client.transport import HttpWire


def run(argv: list[str]) -> int:
    """Enrol the desk as ``argv`` says, which begins with ``enrol``. Returns 0, or 2 where it could not be done and nothing was changed."""
    options = _parser().parse_args(argv[1:])
    language = Language(options.language) if options.language else system_language()
    try:
        store = open_store(options.profile_dir, alone=False)
    except WorldFailure as failure:
        return _refused(failure, language)
    try:
        return _enrol(store, options, language)
    except WorldFailure as failure:
        return _refused(failure, language)
    finally:
        store.close()


def _enrol(store: Store, options: argparse.Namespace, language: Language) -> int:
    known = centre_of(options.profile_dir)
    if known is not None:
        name = known.name.in_(language)
        _tell(Text(f"本台已属于{name}（{known.url}）。", f"This desk belongs to {name} at {known.url} already."), language)
        _tell(
            Text(
                "若它已被中心停用：本目录保留未送出的记录，请用新的 --profile-dir 重新登记。",
                "Where the centre has shut it out: this profile keeps what was not sent; enrol with a new --profile-dir.",
            ),
            language,
        )
        return 0
    waiting = 0 if store.outbox.joined else store.outbox.count()
    if waiting:
        _tell(
            Text(
                f"本台单独工作过，有 {waiting} 条记录：main.py move 把它们一起迁入中心，--profile-dir 另建数据目录。未作任何改动。",
                f"This desk has worked on its own and holds {waiting} entries: main.py move takes them along to the centre, a new "
                "--profile-dir begins without them. Nothing was changed.",
            ),
            language,
        )
        return BAD_INPUT
    authority = str(options.authority.resolve()) if options.authority else ""
    wire = HttpWire(options.url, authority=authority)
    try:
        asked = Centre(url=options.url.rstrip("/"), name=Text(""), authority=authority)
        joined = enrol(store, StoreLocal(), wire, options.profile_dir, asked, options.code, options.name, options.desk)
    finally:
        wire.close()
    name = joined.name.in_(language)
    _tell(Text(f"本台现在属于{name}，请用 main.py 启动。", f"This desk belongs to {name} now; start it with main.py."), language)
    if options.desk and store.outbox.desk != options.desk:
        taken = options.desk
        _tell(
            Text(
                f"编号 {taken} 属于另一台机器（server devices 可查）；若那台已重装，先 server revoke {taken}，次日起可再用。",
                f"Number {taken} is another device's (server devices tells whose). Where that one was wiped: server revoke {taken}, and it "
                "is free from the next day on.",
            ),
            language,
        )
    if store.outbox.desk:
        first = make(store.clock.now().date(), store.outbox.desk, 1)
        _tell(Text(f"本台受理的案件编号形如 {first}。", f"Its cases will have numbers such as {first}."), language)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py enrol", description="Make this desk one of a centre's.")
    parser.add_argument("url", help="the centre's address, https://…")
    parser.add_argument("code", help="the enrolment code, good once and for ten minutes")
    parser.add_argument("--name", default=platform.node() or "desk", help="what the administrator reads; else this machine's name")
    parser.add_argument("--desk", type=int, default=0, metavar="N", help="the number for its cases, 1 to 999, where no other desk has it")
    parser.add_argument("--authority", type=Path, help="a file of certificates (PEM) to trust in place of the system's")
    parser.add_argument("--language", choices=[language.value for language in Language])
    parser.add_argument("--profile-dir", type=Path, default=default_dir(), help="the profile, where it is not in its usual place")
    return parser


def _refused(failure: WorldFailure, language: Language) -> int:
    unchanged = Text("未作任何改动。", "Nothing was changed.").in_(language)
    said = sentence(failure).in_(language)
    sys.stderr.write(f"{said}{'' if language is Language.ZH else ' '}{unchanged}\n")
    return BAD_INPUT


def _tell(words: Text, language: Language) -> None:
    sys.stdout.write(words.in_(language) + "\n")
