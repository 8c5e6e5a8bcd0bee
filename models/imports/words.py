"""Sentences in both languages for what is wrong with a file, a column or a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.records.base import Text
from models.records.failure import WorldFailure

FILE_WORDS: Mapping[str, Text] = {
    "sheet.missing": Text("找不到文件 {file}。", "There is no file {file}."),
    "sheet.folder": Text("{file} 是文件夹,请选择一个 CSV 或 XLSX 文件。", "{file} is a folder; choose a CSV or XLSX file."),
    "sheet.unreadable": Text("无法读取 {file}:{why}。", "{file} cannot be read: {why}."),
    "sheet.too_big": Text(
        "{file} 超过 {megabytes} MB,请分成几个文件。",
        "{file} is larger than {megabytes} MB; split it into several files.",
    ),
    "sheet.too_long": Text("{file} 超过 {rows} 行,请分成几个文件。", "{file} has more than {rows} rows; split it into several files."),
    "sheet.too_many_cells": Text(
        "{file} 的第一个工作表超过 {cells} 个单元格,请只留下需要导入的行和列。",
        "The first worksheet of {file} has more than {cells} cells; keep only the rows and columns to be imported.",
    ),
    "sheet.line": Text(
        "{file} 里有第 {line} 行,工作表不可能有这么多行;请用表格软件打开后另存。",
        "{file} names row {line}, which no worksheet can have; open it in a spreadsheet program and save it anew.",
    ),
    "sheet.empty": Text("{file} 是空的:第一行应当是列名。", "{file} is empty: its first line should name the columns."),
    "sheet.not_text": Text("{file} 不是表格文本,需要 CSV 或 XLSX。", "{file} is no text in columns; a CSV or XLSX file is needed."),
    "sheet.encoding": Text(
        "{file} 第 {line} 行的文字编码已损坏,请另存为 UTF-8 编码的 CSV。",
        "The text of {file} is damaged in line {line}; save it again as CSV in UTF-8.",
    ),
    "sheet.broken": Text(
        "{file} 第 {line} 行的引号不成对或单元格过长。",
        "{file}, line {line}: a quote is not closed or a cell is far too long.",
    ),
    "sheet.not_zip": Text(
        "{file} 不是 XLSX 文件:内容已损坏或被改了扩展名。",
        "{file} is no XLSX file: it is damaged, or only named like one.",
    ),
    "sheet.not_xlsx": Text("{file} 里没有可读的工作表。", "{file} holds no worksheet that can be read."),
    "sheet.encrypted": Text("{file} 有密码保护,请去掉密码后另存。", "{file} is protected by a password; save it without one."),
    "sheet.old_excel": Text("{file} 是旧版 Excel(.xls),请另存为 XLSX。", "{file} is an old Excel file (.xls); save it as XLSX."),
    "import.retire_all": Text(
        "{file} 没有任何数据行,不会因此停用整张表。",
        "{file} has no rows at all; a whole table is not retired that way.",
    ),
    "export.suffix": Text("导出文件名须以 .csv 或 .xlsx 结尾:{file}。", "The name of an export ends in .csv or .xlsx: {file}."),
    "export.folder": Text(
        "无法写入 {file}:它是文件夹,或所在文件夹不存在。",
        "{file} cannot be written: it is a folder, or its folder is missing.",
    ),
    "export.cell": Text(
        "{row} 的 {column} 含有文件无法保存的字符,没有写出任何文件。",
        "{column} of {row} holds a character that a file cannot keep; no file was written.",
    ),
    "disk.full": Text("磁盘已满,没有写出 {file}。", "The disk is full; {file} was not written."),
    "disk.read_only": Text("没有写入权限,没有写出 {file}。", "Writing is not allowed there; {file} was not written."),
}
"""Failure code → sentence; the names in braces are the failure's details."""


def sentence(failure: WorldFailure) -> Text | None:
    """Return what a failure of reading or writing a file means, or None for a failure that is none of these."""
    found = FILE_WORDS.get(failure.code)
    if found is None:
        return None
    try:
        return Text(found.zh.format(**failure.details), found.en.format(**failure.details))
    except KeyError:
        return None


def columns_expected(columns: Iterable[str]) -> Text:
    """Say which columns a table has."""
    told = ", ".join(columns)
    return Text(f"列名:{told}", f"the columns {told}")


def one_of(allowed: Iterable[str]) -> Text:
    """Say which words a cell may hold."""
    told = tuple(allowed)
    return Text("、".join(told) + " 之一", "one of " + ", ".join(told))


def at_most(limit: int) -> Text:
    """Say how long a cell may be, in characters."""
    return Text(f"不超过 {limit} 个字", f"at most {limit} characters")


def whole_number(low: int, high: int) -> Text:
    """Say which numbers a cell may hold."""
    return Text(f"{low} 到 {high} 的整数", f"a whole number from {low} to {high}")


def once_only(line: int) -> Text:
    """Say where a code has stood before."""
    return Text(f"编号不重复;第 {line} 行已有", f"each code once; it is in line {line} already")


def same_category(line: int) -> Text:
    """Say that a category has one name and where it is named otherwise."""
    return Text(f"与第 {line} 行相同的大项名称", f"the same category name as in line {line}")


def belongs_to(category: str) -> Text:
    """Say how an item's code begins."""
    return Text(f"以 {category}- 开头的小项编号", f"an item code that begins with {category}-")


def no_more_than(column: str, value: int) -> Text:
    """Say that one number may not pass another."""
    return Text(f"不超过 {column}({value})", f"no more than {column} ({value})")


SOMETHING = Text("不能为空", "something; it may not be empty")
KNOWN_COLUMN_ONCE = Text("每个列名只出现一次", "each column once")
DATE = Text("日期,如 2028-03-31", "a date such as 2028-03-31")
HOURS = Text("时段,如 08:30-12:00;13:30-17:00", "hours such as 08:30-12:00;13:30-17:00")
DAYS = Text("星期数字,如 12345(周一为 1)", "weekday digits such as 12345 (Monday is 1)")
PHONE = Text("电话号码,如 0577-65550000", "a telephone number such as 0577-65550000")
CODE = Text("编号:不超过 16 位的字母、数字或 - _", "a code of up to 16 letters, digits or - _")
CATEGORY_CODE = Text("大项编号,如 C03", "a category code such as C03")
ITEM_CODE = Text("小项编号,如 C03-03", "an item code such as C03-03")
KNOWN_ITEM = Text("目录中已有的小项编号", "an item code of the catalogue")
KNOWN_DISTRICT = Text("镇街代码,或 * 表示全市", "a district code, or * for the whole city")
NO_CONTROL = Text("普通文字,不含控制字符", "plain text without control characters")
VALUE_ONLY = Text("数值或文字,不是公式", "a value, not a formula")
NO_ERROR = Text("数值或文字,不是错误值", "a value, not an error of the spreadsheet")
ALL_CELLS = Text("与列名一样多的单元格", "as many cells as there are columns")
