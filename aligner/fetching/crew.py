"""Many pages at once: hosts side by side, the pages of one host one after the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence

from aligner.fetching.addresses import host_of
from aligner.fetching.network import StoppedError
from aligner.fetching.results import Failed, FetchError, Options, Result, Step
from aligner.fetching.visits import Visitor


def fetch_all(
    addresses: Sequence[str], options: Options | None = None, progress: Callable[[Step], None] | None = None
) -> list[Result]:
    """The page of each address, or why there is none, in the order of the addresses.

    ``progress`` is called on the caller's thread. Whatever ends the call from outside (ctrl+c) ends it at once: what is
    under way is left behind.
    """
    options = options or Options()
    stopped = threading.Event()
    visitor = Visitor(options, stopped)
    steps: queue.SimpleQueue[Step | BaseException] = queue.SimpleQueue()
    waiting = _by_host(addresses)
    results: dict[int, Result] = {}
    # Threads that nobody waits for at the end: one may stand in a look-up or a read of many seconds.
    for n in range(min(options.limits.parallel, waiting.qsize())):
        work = _Worker(visitor, waiting, addresses, steps)
        threading.Thread(target=work.run, daemon=True, name=f"fetch {n}").start()
    try:
        while len(results) < len(addresses):
            step = steps.get()
            if isinstance(step, BaseException):
                raise step
            if step.result is not None:
                results[step.place] = step.result
            if progress is not None:
                progress(step)
    except BaseException:
        stopped.set()
        raise
    visitor.close()
    return [results[place] for place in range(len(addresses))]


def _by_host(addresses: Sequence[str]) -> queue.SimpleQueue[list[int]]:
    """The places of the addresses, those of one host together."""
    hosts: dict[str, list[int]] = {}
    for place, address in enumerate(addresses):
        hosts.setdefault(host_of(address), []).append(place)
    found: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
    for places in hosts.values():
        found.put(places)
    return found


class _Worker:
    """Fetches the pages of one host after those of another, until none waits."""

    def __init__(
        self,
        visitor: Visitor,
        waiting: queue.SimpleQueue[list[int]],
        addresses: Sequence[str],
        steps: queue.SimpleQueue[Step | BaseException],
    ) -> None:
        self._visitor = visitor
        self._waiting = waiting
        self._addresses = addresses
        self._steps = steps

    def run(self) -> None:
        """The thread's work; whatever goes wrong is handed to whoever waits for the results."""
        try:
            while True:
                for place in self._waiting.get_nowait():
                    self._fetch(place)
        except (queue.Empty, StoppedError):
            return
        except BaseException as error:
            self._steps.put(error)

    def _fetch(self, place: int) -> None:
        address = self._addresses[place]
        self._steps.put(Step(place))
        try:
            result: Result = self._visitor.page(
                address, lambda received, size: self._steps.put(Step(place, received, size))
            )
        except FetchError as error:
            result = Failed(address, error.reason, error.remedy)
        self._steps.put(Step(place, result=result))
