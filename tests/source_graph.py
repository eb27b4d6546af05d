"""Who imports whom, read off the source: what is written, not what happens to be loaded."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from pathlib import Path


class When(Enum):
    """When an import is carried out."""

    LOADING = "when it is loaded"
    LATE = "inside a function"
    TYPING = "for types only"


@dataclass(frozen=True, slots=True)
class Import:
    """One module's import of another: of a module of the project, or of a package of somebody else's by its first name.

    ``of`` of the standard library is the whole dotted name.
    """

    by: str
    of: str
    when: When

    def __str__(self) -> str:
        return f"{self.by} imports {self.of} {self.when.value}"


@dataclass(frozen=True)
class Source:
    """The source of every module by its dotted name."""

    texts: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, *packages: str) -> Source:
        """What stands in a folder's packages."""
        texts = {}
        for path in sorted(path for package in packages for path in (root / package).rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            texts[name.removesuffix(".__init__")] = path.read_text(encoding="utf-8")
        return cls(texts)

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """Every module, parsed."""
        return {name: _parsed(text) for name, text in self.texts.items()}

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import there is, each once."""
        found = ((name, of, when) for name, text in self.texts.items() for of, when in _imports(text))
        return tuple(dict.fromkeys(Import(name, self._resolved(of), when) for name, of, when in found))

    def _resolved(self, dotted: str) -> str:
        """The module that a dotted name is, or is a name in."""
        first = dotted.partition(".")[0]
        if first not in self.texts:
            return dotted if first in sys.stdlib_module_names else first
        while dotted not in self.texts:
            dotted = dotted.rpartition(".")[0]
        return dotted

    @cached_property
    def _loading(self) -> dict[str, list[str]]:
        """What each module imports as it is loaded."""
        loading: dict[str, list[str]] = {}
        for one in self.imports:
            if one.when is When.LOADING:
                loading.setdefault(one.by, []).append(one.of)
        return loading

    def loaded_with(self, name: str) -> set[str]:
        """Everything that is in memory once a module is imported, as far as the source tells; itself included."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            found = waiting.pop()
            if found not in seen:
                seen.add(found)
                # A module's package is loaded before it.
                waiting += [*self._loading.get(found, ()), *filter(None, [found.rpartition(".")[0]])]
        return seen

    def cycles(self) -> list[list[str]]:
        """Modules of the project that import one another as they are loaded, each group sorted.

        The strongly connected components of more than one module (Tarjan 1972, "Depth-First Search and Linear Graph
        Algorithms").
        """
        following = {name: self._loading.get(name, []) for name in self.texts}
        found: list[list[str]] = []
        index: dict[str, int] = {}
        low: dict[str, int] = {}
        stack: list[str] = []

        def visit(name: str) -> None:
            index[name] = low[name] = len(index)
            stack.append(name)
            for other in following[name]:
                if other not in following:
                    continue
                if other not in index:
                    visit(other)
                    low[name] = min(low[name], low[other])
                elif other in stack:
                    low[name] = min(low[name], index[other])
            if low[name] == index[name]:
                at = stack.index(name)
                if len(stack) - at > 1:
                    found.append(sorted(stack[at:]))
                del stack[at:]

        for name in following:
            if name not in index:
                visit(name)
        return found


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _imports(text: str) -> tuple[tuple[str, When], ...]:
    return tuple(_imported(_parsed(text), When.LOADING))


def _imported(tree: ast.AST, when: When) -> Iterator[tuple[str, When]]:
    """The dotted names that a tree imports; ``from a import b`` is ``a.b``, whatever ``b`` is."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, when) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{'.' * node.level}{node.module or ''}.{alias.name}", when) for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _imported(ast.Module(node.body, []), When.TYPING)
            yield from _imported(ast.Module(node.orelse, []), when)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imported(node, When.LATE)
        else:
            yield from _by_name(node, when)
            yield from _imported(node, when)


def _by_name(node: ast.AST, when: When) -> Iterator[tuple[str, When]]:
    """``import_module("a.b")``."""
    if isinstance(node, ast.Call) and "import_module" in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
        for argument in node.args[:1]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, when
