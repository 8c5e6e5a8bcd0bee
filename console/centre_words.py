"""What the commands that make a desk one of a centre's say where the centre or the desk does not take part. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from console.command_words import told
from models.records.base import Text
from models.records.failure import WorldFailure

WORDS: Mapping[str, Text] = {
    "sync.bad_address": Text(
        "地址应为 https://…；http:// 只能用于本机。", "The address has to be https://…; http:// is for this machine itself only."
    ),
    "sync.unreachable": Text("中心连接不上。", "The centre cannot be reached."),
    "sync.untrusted": Text(
        "对方的证书与地址不符（可用 --authority 指定信任的证书文件）。",
        "Whoever answers has no certificate that fits the address (--authority names a file of certificates to trust).",
    ),
    "sync.garbled": Text("应答的不是中心。", "Whoever answers is no centre."),
    "sync.code-invalid": Text("登记码不对、已用过或已过期，请索取新的。", "The code is unknown, used or out of date: ask for a new one."),
    "sync.device-revoked": Text(
        "中心已停用本台的密钥，请新建数据目录。", "The centre has shut this desk's key out; begin with a new profile."
    ),
    "sync.login-failed": Text("编号与密码不符。", "Number and password do not belong together."),
    "sync.not-found": Text("中心的版本太旧，还不会接收迁入。", "The centre's version is too old to take a desk in."),
    "sync.try-later": Text("中心暂时忙不过来，请稍后再试。", "The centre is busy; try again in a while."),
    "sync.slow-down": Text("中心请我们慢一点，请稍后再试。", "The centre asks to slow down; try again in a while."),
    "sync.server-storage-full": Text("中心的磁盘已满，请告知管理员。", "The centre's disk is full; tell its administrator."),
    "join.other_centre": Text("本台属于另一个中心。", "This desk belongs to another centre."),
    "join.invented": Text(
        "数据中有虚构的工单，任何中心都不会接收；请新建数据目录。",
        "This profile holds invented cases, which no centre takes; begin with a new profile.",
    ),
    "demo.only": Text("这是演示数据，任何中心都不会接收。", "This is a demonstration's profile, which no centre takes."),
}


def sentence(failure: WorldFailure) -> Text:
    """Return a failure as a sentence."""
    return WORDS[failure.code] if failure.code in WORDS else told(failure)
