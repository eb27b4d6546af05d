"""Where the work of a batch is done: in processes of this computer, in this process alone, on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, Final, ParamSpec, TypeVar, cast

from aligner.errors import SynopticError, printable

_SCHEDULER: Final = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s/]+:\d{1,5}/?")

P = ParamSpec("P")
T = TypeVar("T")

CONNECTING: Final = 10.0
"""Seconds within which the scheduler of a cluster must answer, and come back when it is lost."""

_MOST_ON_WINDOWS: Final = 61
"""More processes it cannot wait for."""
_DYING: Final = 5.0
"""Seconds that are waited for a process to be gone."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Processes of this computer. One that dies takes its story with it and nothing else."""

    def __init__(self, size: int) -> None:
        self.size = min(size, _MOST_ON_WINDOWS) if sys.platform == "win32" else size

    def open(self, size: int) -> Executor:
        """Processes that are started in the way of this system and Python."""
        return _Processes(size)

    def check(self) -> None:
        """A process that is lost is told of at once."""

    def close(self, executor: Executor, *, at_once: bool) -> str:
        """Let the processes end, or kill them: there is nothing they would have to put in order."""
        ours = cast("_Processes", executor)
        ours.shutdown(wait=not at_once, cancel_futures=True)
        children = [child for child in ours.children if child.pid is not None]  # the others could not be started
        for child in children:
            if at_once:
                child.kill()
            child.join(_DYING)
        return _cause([child.exitcode for child in children])

    def end(self) -> None:
        """Nothing is left."""


class _Processes(ProcessPoolExecutor):
    """Knows its processes, which the executor of the standard library does not tell."""

    def __init__(self, size: int) -> None:
        context = _Context()
        self.children = context.children
        super().__init__(size, mp_context=cast("BaseContext", context), initializer=_begin)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        try:
            return super().submit(fn, *args, **kwargs)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SynopticError(f"cannot start a process ({reason}): use fewer --jobs, or one with  -j 1") from None


class _Context:
    """The context of ``multiprocessing`` that is the default here, which keeps every process that it makes.

    To ask ``multiprocessing.active_children`` is too late for one that died at once: it forgets the dead.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context()
        self.children: list[BaseProcess] = []

    def __getattr__(self, name: str) -> Any:
        return self._process if name == "Process" else getattr(self._context, name)

    def _process(self, *args: Any, **kwargs: Any) -> BaseProcess:
        child: BaseProcess = self._context.Process(*args, **kwargs)
        self.children.append(child)
        return child


def _cause(codes: list[int | None]) -> str:
    """What a process died of, to stand behind "died": the exit codes of those that did not end by themselves."""
    # The executor ends the others of a broken pool with SIGTERM.
    found = [code for code in codes if code not in (None, 0, -signal.SIGTERM)]
    if not found:
        return ""
    code = found[0] or 0
    if code > 0:
        return f" (exit code {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    memory = ", perhaps out of memory" if name == "SIGKILL" else ""
    return f" ({name}{memory})"


def _begin() -> None:
    """Make a process one that works for another: interrupts are for that one, and it does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # What is ignored stays so: under nohup, a process does not end with the terminal.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, however that ends, and end as well."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Here:
    """This process: nothing is started, and what kills it kills the batch."""

    size = 1

    def open(self, size: int) -> Executor:
        """An executor that does at once what is submitted."""
        return _Here()

    def check(self) -> None:
        """What is in work is done before anybody could ask."""

    def close(self, executor: Executor, *, at_once: bool) -> str:
        """Nothing to end."""
        return ""

    def end(self) -> None:
        """Nothing is left."""


class _Here(Executor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Cluster:
    """The workers of a Dask cluster, which see the same folders under the same names and have the same synoptic.

    Raises SynopticError if Dask is not installed, no scheduler answers at the address, or it has no workers.
    """

    def __init__(self, address: str) -> None:
        try:
            # Of any type: with and without it the same checks pass.
            distributed: Any = import_module("distributed")
        except ImportError:
            raise SynopticError("--dask needs the extra dask: pip install 'synoptic-news[dask]'") from None
        self._address = printable(address)
        # Dask would say it, too, and much else behind it.
        if not _SCHEDULER.fullmatch(address):
            raise SynopticError(f"{self._address} is no address of a Dask scheduler: name it as tcp://127.0.0.1:8786")
        _silence()
        try:
            self._client = distributed.Client(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            first = str(error).partition("\n")[0]
            raise SynopticError(
                f"no Dask scheduler answers at {self._address} ({printable(first)}): start one with  dask scheduler  "
                "and workers with  dask worker ADDRESS"
            ) from None
        threads = sum(self._client.nthreads().values())
        if not threads:
            self.end()
            raise SynopticError(
                f"the scheduler at {self._address} has no workers: start some with  dask worker ADDRESS"
            )
        # The next story is there when one is done.
        self.size = 2 * threads
        self._lost: float | None = None

    def open(self, size: int) -> Executor:
        """The cluster itself, through the interface of ``concurrent.futures``."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def check(self) -> None:
        """Raise SynopticError if the scheduler is gone and does not come back."""
        import time

        if self._client.status == "running":
            self._lost = None
        elif self._lost is None:
            self._lost = time.monotonic()
        elif time.monotonic() - self._lost > CONNECTING:
            raise SynopticError(
                f"the Dask scheduler at {self._address} does not answer any more: "
                "when it is there again, the same command goes on where this one stopped"
            )

    def close(self, executor: Executor, *, at_once: bool) -> str:
        """Give up what has not begun; the cluster stays."""
        executor.shutdown(wait=False)
        return ""

    def end(self) -> None:
        """Leave the cluster."""
        with suppress(Exception):  # whatever it makes of that, it is over
            self._client.close(timeout=1)


def _silence() -> None:
    """What Dask logs about lost connections is said in a line of our own."""
    import logging

    for name in (
        "distributed",
        *(known for known in logging.root.manager.loggerDict if known.startswith("distributed.")),
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)


# --- how long a story may take --------------------------------------------------------------------


class TooLongError(BaseException):
    """A story took longer than it may. No ``Exception``: nobody on the way may take it for one of theirs."""


def can_limit() -> bool:
    """Whether ``within`` can interrupt anything on this system."""
    return hasattr(signal, "setitimer")


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Raise TooLongError in what is done inside after so many seconds; None for no limit. In the main thread alone."""
    if seconds is None:
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before: Any = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
