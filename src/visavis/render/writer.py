"""The source of one function, as it is written: pieces of a page in order, and the statements around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class Writer:
    """Collects the body of a function that gives bytes: `out` is the list that its pieces go to."""

    def __init__(self, params: Sequence[str]) -> None:
        self._params = params
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._constant: list[bytes] = []
        self._depth = 1

    def constant(self, value: bytes) -> None:
        """Write bytes that are always the same."""
        if value:
            self._constant.append(value)

    def piece(self, source: str) -> None:
        """Write what an expression gives, which must be bytes; with a star before it, many of them."""
        self._end_constant()
        self._pieces.append(source)

    def line(self, source: str) -> None:
        """Write a statement."""
        self._end_pieces()
        self._lines.append("    " * self._depth + source)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Write a statement with a body, for instance `if key0:`."""
        self.line(head)
        self._depth += 1
        before = len(self._lines)
        yield
        self._end_pieces()
        if len(self._lines) == before:
            self.line("pass")
        self._depth -= 1

    def mark(self) -> tuple[list[str], list[str], list[bytes], int]:
        """Return where the writer is, to go back to."""
        return list(self._lines), list(self._pieces), list(self._constant), self._depth

    def back_to(self, mark: tuple[list[str], list[str], list[bytes], int]) -> None:
        """Forget what was written since a mark."""
        lines, pieces, constant, self._depth = mark
        self._lines, self._pieces, self._constant = list(lines), list(pieces), list(constant)

    @property
    def only(self) -> str:
        """The only piece that was written, or nothing where there is more, or less."""
        return self._pieces[0] if len(self._pieces) == 1 and not self._lines and not self._constant else ""

    def function(self, name: str) -> str:
        """Return the source of the function."""
        head = f"def {name}({', '.join(self._params)}):\n"
        if not self._lines:
            self._end_constant()
            return f'{head}    return b"".join([{", ".join(self._pieces)}])\n'
        self._end_pieces()
        return "\n".join([f"{head}    out = []", *self._lines, '    return b"".join(out)\n'])

    def _end_constant(self) -> None:
        if self._constant:
            self._pieces.append(repr(b"".join(self._constant)))
            self._constant = []

    def _end_pieces(self) -> None:
        self._end_constant()
        if self._pieces:
            indent = "    " * self._depth
            if len(self._pieces) == 1 and not self._pieces[0].startswith("*"):
                self._lines.append(f"{indent}out.append({self._pieces[0]})")
            else:
                self._lines.append(f"{indent}out += [{', '.join(self._pieces)}]")
            self._pieces = []
