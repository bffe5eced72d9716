"""Mutation testing: whether the tests notice small faults in the code (`make mutants`).

`python -m tests.tools.mutants FOLDER COUNT SEED TESTS…`; TESTS are arguments of pytest. Each mutant is one change
of one module below FOLDER: a comparison turned, a condition left out, a number one more, a truth value turned. COUNT of
all possible ones are drawn by SEED. TESTS run on each in a process of its own, up to the first failure. Prints every
mutant that no test notices as "file:line: old → new", then the counts. Nothing on disk changes: the process of a mutant
imports the changed source. Changes of regular expressions and of words are not tried.
"""

import ast
import contextlib
import os
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType

import networkx  # noqa: F401  importing costs more than most tests: it is done once, before the forks
import playwright.sync_api  # noqa: F401
import pytest

from tests.conftest import ROOT

_SECONDS = 120  # of processor time: a mutant may loop for ever
_PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_TURNED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(), ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(), ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
}  # fmt: skip


class Mutant:
    """One expression of a file with what takes its place."""

    def __init__(self, file: Path, node: ast.expr, new: ast.expr) -> None:
        self.file, self._node, self.new = file, node, f"({ast.unparse(new)})"
        self.line, self.old = node.lineno, ast.unparse(node)

    def source(self) -> bytes:
        """Return the source of the file with the change."""
        lines = self.file.read_bytes().splitlines(keepends=True)
        node = self._node
        start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
        end = sum(map(len, lines[: (node.end_lineno or 0) - 1])) + (node.end_col_offset or 0)
        source = b"".join(lines)
        return source[:start] + self.new.encode() + source[end:]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.old} → {self.new}"


def _changes(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [operator], operands):
            yield ast.Compare(left, [_TURNED[type(operator)]], operands)
        case ast.BoolOp(operator, values):
            for place in range(len(values)):
                kept = values[:place] + values[place + 1 :]
                yield kept[0] if len(kept) == 1 else ast.BoolOp(operator, kept)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.IfExp(_, body, otherwise):
            yield body
            yield otherwise


def mutants(folder: Path) -> list[Mutant]:
    """Return all mutants of the modules below a folder, in order."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        waiting: list[ast.AST] = [ast.parse(file.read_bytes())]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.expr):
                found += [Mutant(file, node, new) for new in _changes(node)]
            if not isinstance(node, ast.JoinedStr):  # Python 3.11 gives no places inside
                waiting += reversed(list(ast.iter_child_nodes(node)))
    return found


class _Changed(MetaPathFinder, Loader):
    """Imports one module from a mutant, all others as ever."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(ROOT).with_suffix("").parts
        self._name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self._mutant = mutant

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        return spec_from_loader(
            name, self, origin=str(self._mutant.file), is_package=self._mutant.file.stem == "__init__"
        )

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self._mutant.file)
        exec(compile(self._mutant.source(), self._mutant.file, "exec"), module.__dict__)  # noqa: S102  our own code


def is_noticed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Return whether a test fails, or does not come to its end, with the mutant; with none, as the code stands."""
    process = os.fork()
    if not process:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        with open(os.devnull, "w") as quiet:  # noqa: PTH123
            os.dup2(quiet.fileno(), 1)
            os.dup2(quiet.fileno(), 2)
        for name in [name for name in sys.modules if name.startswith(("build_tools", "tests"))]:
            del sys.modules[name]
        if mutant:
            sys.meta_path.insert(0, _Changed(mutant))
        with contextlib.suppress(BaseException):
            os._exit(int(pytest.main([*_PYTEST, *tests])))
        os._exit(1)
    return os.waitpid(process, 0)[1] != 0


def main(folder: str, count: str, seed: str, *tests: str) -> None:
    """Try the mutants; exit status 1 where the tests fail as it is."""
    if is_noticed(None, tests):
        sys.exit("The tests fail on the code as it stands.")
    everything = mutants(ROOT / folder)
    chance = random.Random(int(seed))  # noqa: S311  the same series each time
    drawn = chance.sample(everything, min(int(count), len(everything)))
    left = 0
    for place, mutant in enumerate(drawn, 1):
        if not is_noticed(mutant, tests):
            left += 1
            print(mutant, flush=True)
        sys.stderr.write(f"\r{place}/{len(drawn)}, not noticed: {left} ")
    print(f"{len(drawn)} of {len(everything)} mutants, {left} not noticed")


if __name__ == "__main__":
    main(*sys.argv[1:])
