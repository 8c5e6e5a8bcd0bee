"""What the commands without a window say: failures as calm sentences in both languages, and nothing once nobody reads any more. No Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from models.imports.words import sentence as file_sentence
from models.records.base import Language, Text
from models.records.failure import BadInput, WorldFailure

FAILED, BAD_INPUT, NOBODY_READS = 1, 2, 141
"""Exit codes: the data could not be used; what was asked for, or a file, cannot be taken; the reader of the output went away, which shells
call 128 + SIGPIPE."""

WORDS: Mapping[str, Text] = {
    "store.in_use": Text("这个数据目录正由受理台使用，请先退出受理台。", "The console is open on this data; leave it first."),
    "store.newer": Text("数据由更新的版本写成，未作任何改动。", "This data was written by a newer version; nothing was changed."),
    "store.missing": Text("那个文件夹里没有受理台的数据，未作任何改动。", "That folder holds no data of a desk; nothing was made there."),
    "store.damaged": Text(
        "{file} 已损坏，原件另存为 {kept}，其余已修复。", "{file} was damaged; it was kept as {kept} and the rest mended."
    ),
    "store.operations_lost": Text(
        "缺少 {lost} 条记录：{file} 比应有的旧，或有内容被取走。",
        "Entries missing: {lost}. {file} is older than it should be, or something was taken out.",
    ),
    "store.key_lost": Text("本机的密钥不见了，已重新生成。", "The key of this desk was missing and has been made anew."),
    "store.incomplete": Text("缺少 {lost} 条记录，因此未作任何重建。", "Entries missing: {lost}; so nothing was rebuilt or changed."),
    "store.tampered": Text(
        "有记录与写入时不一致，连同相关记录共搁置 {broken} 条，首条编号 {first}。",
        "Entries are not as they were written. Kept aside, with what belongs to them: {broken}, the first is number {first}.",
    ),
    "clock.behind": Text(
        "本机时钟比最后一条记录慢 {minutes} 分钟，请校准。", "The clock is {minutes} minutes behind the last entry; put it right."
    ),
    "disk.full": Text("磁盘已满。", "The disk is full."),
    "disk.read_only": Text("数据目录不可写。", "The data folder cannot be written to."),
    "disk.failed": Text("磁盘报告错误：{file}。", "The disk reports an error: {file}."),
    "case_number.bad": Text(
        "标记应为一个大写字母，I 和 O 除外（容易读成 1 和 0）；'' 表示不用。",
        "A mark is one letter, but not I or O, which are read as 1 and 0; '' for none.",
    ),
    "seed.cases": Text("工单数应在 1 到 {most} 之间。", "The number of cases must be from 1 to {most}."),
    "permission.denied": Text("当前角色不能这样做，未作任何改动。", "That is not for this role; nothing was changed."),
}


def told(failure: WorldFailure) -> Text:
    """Return a failure as a sentence; one that is not known here keeps its code."""
    found = file_sentence(failure) or WORDS.get(failure.code)
    if found is None:
        return Text(f"未完成（{failure}）。", f"That did not work ({failure}).")
    details = _Details(failure.details)
    return Text(found.zh.format_map(details), found.en.format_map(details))


def code_of(failure: WorldFailure) -> int:
    """Return the exit code for a failure."""
    return BAD_INPUT if isinstance(failure, BadInput) else FAILED


def heard(work: Callable[[], int]) -> int:
    """Do the work of a command and return its exit code; where whoever reads (head, less) has gone, end quietly."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        # What Python would still flush at its end has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return code


def system_language() -> Language:
    """Return Chinese where the system speaks it, as the window does."""
    spoken = next((value for value in (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")) if value), "")
    return Language.ZH if spoken.lower().startswith("zh") else Language.EN


class _Details(dict[str, object]):
    """What a failure tells of itself; what it does not is a question mark."""

    def __missing__(self, _name: str) -> str:
        return "?"
