"""Where the keys of a TOML file stand, and what its values are: tomllib keeps neither."""

from __future__ import annotations

import re
import tomllib


class TomlError(Exception):
    """What is wrong with a file, and the line and column, from 1, or 0 where it is not known."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_toml(source: str) -> dict[str, object]:
    """The table that the file is; raises `TomlError`."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error), *_position_in(str(error))) from None
    except RecursionError:
        lines = source.splitlines()
        deepest = max(range(len(lines)), key=lambda at: sum(map(lines[at].count, "[{")))
        raise TomlError("its lists are nested too deep", deepest + 1, 1) from None
    except ValueError:  # of `int`, which takes some thousands of digits
        digits = max(re.finditer(r"[\d_]+", source), key=lambda found: len(found[0]))
        line = source.count("\n", 0, digits.start()) + 1
        raise TomlError("a number has too many digits", line, 1) from None


def kind_of(value: object) -> str:
    """What a value is, in the words of a message."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
        str: "a text",
    }
    return names.get(type(value), "a date")


def _position_in(message: str) -> tuple[int, int]:
    """The line and column that a message of tomllib names, or 0 and 0."""
    found = re.search(r"at line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def line_of(source: str, key: str, where: str) -> int:
    """The line that sets `key` in the table `where`."""
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        header = re.match(r"\s*\[([^\]]+)\]", line)
        if header:
            table = re.sub(r"""[\s"']""", "", header[1])
            if f"{table}.".startswith(f"{where}.{key}." if where else f"{key}."):
                return number
        elif table == where and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
            return number
    return line_of(source, where.rpartition(".")[2], where.rpartition(".")[0]) if where else 0
