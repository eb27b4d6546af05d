"""What every test runs under: no colour switch from outside, no blinking, and async tests without a plugin."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os

import pytest
from hypothesis import settings

# As the program itself has it (`tui.cli.main`): most of what the tests make stays, or goes with its last reference.
gc.set_threshold(100_000, 20, 100)
# Examples take as long as a busy computer lets them; who looks for slowness measures it (tests/benchmarks).
settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")
# Textual reads it when an app is made; under it every colour is another one.
os.environ.pop("NO_COLOR", None)
# pytest-xdist tells its workers a size; a program that is started in a terminal has that terminal's.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)
# What whoever runs the tests has chosen for themselves.
for name in [name for name in os.environ if name.startswith("SYNOPTIC_")]:
    del os.environ[name]
os.environ["SYNOPTIC_CONFIG"] = os.devnull
# A folder that cannot be: what a test makes is made anew, and nothing of it is kept.
os.environ["SYNOPTIC_CACHE_DIR"] = f"{os.devnull}/cache"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run ``async def`` tests in an event loop of their own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on screen moves by itself: no blinking cursor, no animation."""
    monkeypatch.setattr("textual.widgets.Input._toggle_cursor", lambda self: None)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
