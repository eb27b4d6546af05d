from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from aligner.errors import SynopticError
from aligner.model import Options
from tests.test_imports import loaded_by
from tests.tui.harness import Driver
from tests.tui.story_fixture import make_comparison
from tui import config, keymap
from tui.app import SynopticApp
from tui.config import Layer, Settings
from tui.keys import REGISTRY
from tui.screens.filter import FilterScreen
from tui.session import Session
from tui.theme import every
from tui.view import Order
from tui.widgets.key_bar import KeyBar


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def refused(file: Path, text: str) -> str:
    """The one line that a file with this text is refused with."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SynopticError) as refusal:
        config.read(file)
    said = str(refusal.value)
    assert "\n" not in said
    assert str(file) in said
    return said.replace(str(file), "FILE")


class TestSettings:
    def test_what_is_built_in_is_what_the_rest_of_the_program_starts_with(self) -> None:
        built_in = Settings()
        assert Options(threshold=built_in.threshold, sure=built_in.sure) == Options()
        session = Session(make_comparison().story)
        assert Order(built_in.order) is session.order
        assert (built_in.perhaps, built_in.furniture) == (session.perhaps, session.furniture)

    def test_the_orders_are_those_of_the_view(self) -> None:
        assert list(config.ORDERS) == [order.value for order in Order]

    def test_the_last_layer_is_on_top(self) -> None:
        layers = [
            Layer({"theme": "nord", "sure": 0.5, "keys.open": "o"}, {"theme": "A", "sure": "A", "keys.open": "A"}),
            Layer({"theme": "dracula"}, {"theme": "B"}),
            Layer({"furniture": True}, {"furniture": "C"}),
        ]
        chosen = config.merge(layers)
        assert chosen.settings == Settings(theme="dracula", sure=0.5, furniture=True, keys={"open": "o"})
        names = ("theme", "sure", "furniture", "perhaps", "keys.open")
        assert [chosen.place(name) for name in names] == ["B", "A", "C", "default", "A"]


class TestLocation:
    def test_it_is_in_the_users_folder_for_settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("platformdirs.user_config_path", lambda name, **_: Path("/home/x/.config") / name)
        assert config.location({}) == Path("/home/x/.config/synoptic/config.toml")
        assert config.location({"SYNOPTIC_CONFIG": ""}) == Path("/home/x/.config/synoptic/config.toml")

    def test_a_variable_goes_over_it_and_an_argument_over_both(self, tmp_path: Path) -> None:
        environ = {"SYNOPTIC_CONFIG": str(tmp_path / "a.toml")}
        assert config.location(environ) == tmp_path / "a.toml"
        assert config.location(environ, str(tmp_path / "b.toml")) == tmp_path / "b.toml"

    def test_no_file_is_no_mistake_unless_it_was_named(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: file.parent)
        assert config.choose(Layer(), {}).settings == Settings()
        with pytest.raises(SynopticError, match="no such file"):
            config.choose(Layer(), {"SYNOPTIC_CONFIG": str(file)})
        with pytest.raises(SynopticError, match="no such file"):
            config.choose(Layer(), {}, str(file))


class TestFile:
    def test_every_setting(self, file: Path) -> None:
        file.write_text(
            'theme = "nord"\nstart = "matrix"\nthreshold = 0\nsure = 0.75\nperhaps = false\n'
            'order = "told by one first"\nfurniture = true\nmouse = false\ncache = false\nlive = false\n'
            '[keys]\n"fact.next" = "n, down"\n"open" = ["enter", ","]\nsearch.next = "ctrl+n"\n'
        )
        layer = config.read(file)
        assert config.merge([layer]).settings == Settings(
            "nord",
            "matrix",
            0.0,
            0.75,
            False,
            "told by one first",
            True,
            False,
            False,
            False,
            {"fact.next": "n, down", "open": "enter,comma", "search.next": "ctrl+n"},
        )
        assert layer.places["sure"] == f"{file}, line 4"
        assert layer.places["keys.open"] == f"{file}, line 13"
        assert layer.places["keys.search.next"] == f"{file}, line 14"

    def test_one_from_windows(self, file: Path) -> None:
        file.write_bytes(b'\xef\xbb\xbftheme = "nord"\r\nsure = 0.5\r\n')
        assert config.read(file).values == {"theme": "nord", "sure": 0.5}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("\nthem = 'x'", "FILE, line 2: there is no setting 'them'; did you mean 'theme'?"),
            (
                "zzzz = 1",
                "FILE, line 1: there is no setting 'zzzz'; there are: cache, furniture, keys, limits, live, mouse",
            ),
            ("[colours]\na = 1", "FILE, line 1: there is no setting 'colours'"),
            ("threshold = '0.3'", 'line 1: threshold = "0.3" cannot be; it is a number from 0 to 1'),
            ("threshold = 1.01", "line 1: threshold = 1.01 cannot be"),
            ("threshold = nan", "cannot be; it is a number from 0 to 1"),
            ("threshold = true", "threshold = true cannot be"),
            ("perhaps = 1", "perhaps = 1 cannot be; it is true or false"),
            ("theme = ['nord']", "theme = a list cannot be; it is the name of a theme in quotes"),
            ('start = "ledger"', 'it is one of "auto", "columns", "matrix"'),
            ('order = "conflicts"', '"conflicts first"'),
            ('keys = "j"', 'FILE, line 1: keys is a table: [keys], then "fact.next" = "j" below'),
            ('[keys]\n"fact.next" = 1', 'FILE, line 2: keys stand in quotes, as in "fact.next" ='),
            ('[keys]\n"fact.next" = ["j", 2]', "FILE, line 2: keys stand in quotes"),
            ("theme = nord", "FILE is not TOML: Invalid value (at line 1, column 9)"),
            ('[keys]\nsearch = "s"\nsearch.next = "n"', "binding ids stand in quotes"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_with_place_and_remedy(self, file: Path, text: str, expected: str) -> None:
        assert expected in refused(file, text)

    def test_one_that_is_not_utf_8(self, file: Path) -> None:
        file.write_bytes(b'theme = "caf\xe9"')
        with pytest.raises(SynopticError, match="is not UTF-8"):
            config.read(file)

    def test_one_that_is_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SynopticError, match="is a directory"):
            config.read(tmp_path)


class TestEnvironment:
    def test_every_setting_has_a_variable(self) -> None:
        environ = {
            "SYNOPTIC_THEME": "nord",
            "SYNOPTIC_START": "columns",
            "SYNOPTIC_THRESHOLD": "0.3",
            "SYNOPTIC_SURE": "1",
            "SYNOPTIC_PERHAPS": "off",
            "SYNOPTIC_ORDER": "most sources first",
            "SYNOPTIC_FURNITURE": "Yes",
            "SYNOPTIC_MOUSE": "0",
            "SYNOPTIC_CACHE": "no",
            "SYNOPTIC_LIVE": "0",
        }
        found = config.merge([config.from_environment(environ)])
        order = "most sources first"
        assert found.settings == Settings("nord", "columns", 0.3, 1.0, False, order, True, False, False, False)
        assert found.place("sure") == "SYNOPTIC_SURE"

    def test_an_empty_one_says_nothing(self) -> None:
        assert config.from_environment({"SYNOPTIC_THEME": "", "SYNOPTIC_SURE": " "}).values == {}

    @pytest.mark.parametrize(
        ("variable", "text"),
        [("SYNOPTIC_THRESHOLD", "much"), ("SYNOPTIC_SURE", "nan"), ("SYNOPTIC_MOUSE", "2"), ("SYNOPTIC_START", "a")],
    )
    def test_what_cannot_be_meant_is_refused_by_name(self, variable: str, text: str) -> None:
        with pytest.raises(SynopticError, match=f"^{variable}: .* cannot be; it is"):
            config.from_environment({variable: text})


class TestDefaults:
    def test_the_file_says_what_is_built_in_and_explains_every_key(self, file: Path) -> None:
        text = config.defaults(keymap.listing())
        file.write_text(text, encoding="utf-8")
        assert config.merge([config.read(file)]).settings == Settings()
        settings, keys = text.split("[keys]\n")
        ids = tomllib.loads(keys.replace('# "', '"')).keys()
        assert all(f"{name} = " in settings for name in config.KINDS)
        assert set(REGISTRY) <= ids
        assert {"detail.down", "filter.close", "export.close", "search.close"} <= ids

    def test_the_keys_it_shows_can_be_read_back_and_change_nothing(self) -> None:
        written = {id_: keys for id_, keys, _ in keymap.listing()}
        found = keymap.keymap(written, lambda id_: id_)
        bound = {id_: set(binding.key.split(",")) for id_, binding in REGISTRY.items()}
        assert {id_: set(keys.split(",")) for id_, keys in found.items() if id_ in bound} == bound


def keys_of(written: str) -> str:
    return keymap.keymap({"order": written}, lambda _: "PLACE")["order"]


class TestKeys:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("%", "percent_sign"),
            ("Q", "Q,shift+q"),
            ("shift+q", "Q,shift+q"),
            ("ctrl+n", "ctrl+n"),
            ("Ctrl+N", "ctrl+n"),
            ("C-n", "ctrl+n"),
            ("ctrl+]", "ctrl+right_square_bracket"),
            ("shift+ctrl+f5", "ctrl+shift+f5"),
            ("F5", "f5"),
            ("(", "left_parenthesis"),
            ("ctrl++", "ctrl+plus"),
            ("ctrl+pgdn", "ctrl+pagedown"),
            ("delete", "delete"),
            ("percent_sign", "percent_sign"),
            ("f5 , ctrl+n", "f5,ctrl+n"),
            ("é", "é"),
            ("", keymap.NONE),
        ],
    )
    def test_they_are_what_people_write(self, written: str, expected: str) -> None:
        assert keys_of(written) == expected

    def test_textual_hears_them_under_these_names(self) -> None:
        """Its own reading of signs, which these tests would otherwise only repeat."""
        read = BindingsMap([Binding(sign, "") for sign in "(]?@é"])
        freed = dict.fromkeys(("conflict.next", "help", "next.date", "help.close"), "")
        found = keymap.keymap({"order": "(,],?,@,é", **freed}, lambda _: "PLACE")["order"]
        assert found.split(",") == list(read.key_to_bindings)

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("foo", "there is no key 'foo'"),
            ("ctlr+n", "there is no key 'ctlr+n'"),
            ("\x1b", r"there is no key '\x1b'"),
            ("ctrl+\x9b", r"there is no key 'ctrl+\x9b'"),
            ("\u202e", r"there is no key '\u202e'"),
            ("\u0301", "there is no key '\u0301'"),
            ("ctrl+q", "ctrl+q always quits"),
            ("ctrl+p", "ctrl+p always opens the palette"),
            ("ctrl+i", "terminals send tab for ctrl+i"),
            ("n", "n is already search.next (Next hit) in"),
            ("]", "] is already conflict.next (Conflict) in"),
            ("N", "N is already search.previous"),
        ],
    )
    def test_what_cannot_be_is_refused_with_its_place(self, written: str, words: str) -> None:
        with pytest.raises(SynopticError) as refusal:
            keys_of(written)
        said = str(refusal.value)
        assert said.startswith("PLACE: ")
        assert words in said
        assert "choose another key" in said or "keys are" in said

    def test_a_clash_names_both_and_the_remedy_works(self) -> None:
        with pytest.raises(SynopticError, match=r'or give search.next another one \("search.next" = "..."\)'):
            keymap.keymap({"order": "n"}, lambda _: "PLACE")
        found = keymap.keymap({"order": "n", "search.next": "ctrl+n"}, lambda _: "PLACE")
        assert found == {"order": "n", "search.next": "ctrl+n"}

    def test_two_of_the_users_own_on_one_key(self) -> None:
        with pytest.raises(SynopticError, match="f5 is already"):
            keymap.keymap({"order": "f5", "theme": "f5"}, lambda _: "PLACE")

    def test_a_dialog_may_use_a_key_of_a_screen(self) -> None:
        assert keymap.keymap({"filter.close": "x"}, lambda _: "PLACE") == {"filter.close": "x"}
        with pytest.raises(SynopticError, match=r"j is already filter.down \(Down\) in the dialog Filter"):
            keymap.keymap({"filter.close": "j"}, lambda _: "PLACE")

    @pytest.mark.parametrize(
        ("key", "choice"), [("s", "told by one"), ("$", "money"), ("3", "source 3"), ("N", "name")]
    )
    def test_a_key_that_picks_a_choice_of_the_filter_is_refused(self, key: str, choice: str) -> None:
        with pytest.raises(SynopticError, match=f"^PLACE: .* picks '{choice}' in the dialog Filter: choose another"):
            keymap.keymap({"filter.down": key}, lambda _: "PLACE")

    def test_an_unknown_action_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(SynopticError, match=r"^PLACE: there is no action 'fact.nexxt'; did you mean 'fact.next'\?"):
            keymap.keymap({"fact.nexxt": "f5"}, lambda _: "PLACE")

    def test_no_two_actions_share_a_key_as_built_in(self) -> None:
        """Else a user who touches one of them would be told of a clash they did not make."""
        for id_, keys, _ in keymap.listing():
            keymap.keymap({id_: keys}, lambda id_: id_)


@dataclass
class Seen:
    """What there was when the app ended: its session, the screen on top, the keys in its footer."""

    session: Session
    top: type[Screen[Any]]
    footer: list[str]


async def pressed(keys: Mapping[str, str], *presses: str) -> Seen:
    """Press keys in Columns with other keys in force."""
    comparison = make_comparison()
    found = keymap.keymap(keys, lambda id_: id_)
    app = SynopticApp(comparison.story, comparison=comparison, start="columns", keymap=found)
    async with app.run_test(size=(300, 40)) as pilot:
        await Driver(app, pilot).until(lambda: app.story_screen is not None and app.screen is app.story_screen)
        await pilot.pause()
        await pilot.press(*presses)
        await pilot.pause()
        assert app.story_screen is not None
        footer = [key.display for key in app.story_screen.query_one(KeyBar).shown]
        return Seen(app.session, type(app.screen), footer)


class TestRemapped:
    async def test_a_new_key_works_and_the_old_one_does_not(self) -> None:
        assert (await pressed({"fact.next": "f5"}, "f5", "f5")).session.fact == 2
        assert (await pressed({"fact.next": "f5"}, "j", "down")).session.fact == 0

    async def test_two_keys_can_be_swapped(self) -> None:
        swapped = {"fact.next": "k", "fact.previous": "j"}
        assert (await pressed(swapped, "k", "k", "j")).session.fact == 1

    async def test_a_key_goes_round_three_actions(self) -> None:
        round_ = {"fact.next": "n", "search.next": "f", "filter": "j"}
        app = await pressed(round_, "n")
        assert app.session.fact == 1
        assert (await pressed(round_, "n", "j")).top is FilterScreen

    async def test_a_capital_letter(self) -> None:
        assert (await pressed({"fact.next": "Q"}, "Q")).session.fact == 1

    async def test_an_action_without_a_key(self) -> None:
        app = await pressed({"filter": ""}, "f")
        assert app.top is not FilterScreen
        shown = app.footer
        assert "f" not in shown
        assert not any(keymap.NONE in key for key in shown)

    async def test_a_key_of_a_dialog(self) -> None:
        assert (await pressed({"filter.close": "f5"}, "f", "f5")).top is not FilterScreen
        assert (await pressed({"filter.close": "f5"}, "f", "q")).top is FilterScreen

    async def test_a_key_of_the_detail_pane(self) -> None:
        app = await pressed({"detail.down": "f5"}, "tab", "j")
        assert app.session.fact == 1, "j is not the pane's any more: the screen has it"

    async def test_what_is_typed_is_text_whatever_the_keys(self) -> None:
        app = await pressed({"fact.next": "Q,down", "filter": "ctrl+f"}, "slash", "Q", "enter")
        assert app.session.search == "Q"

    async def test_the_footer_shows_them_at_the_same_places(self) -> None:
        before = (await pressed({})).footer
        after = (await pressed({"fact.previous": "Q", "search": "ctrl+f"})).footer
        changed = {"j/k": "j/Q", "/": "^f"}
        assert "j/k" in before
        assert "/" in before
        assert after == [changed.get(key, key) for key in before]


def test_the_thresholds_of_an_export_are_read_without_textual(tmp_path: Path, file: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry stops\n\nThe ferry to Ellmouth stops on 3 April, the port said.\n")
    (tmp_path / "b.txt").write_text("No more ferry\n\nThe port said the Ellmouth ferry will stop on 4 April.\n")
    file.write_text('threshold = 0.99\nsure = 0.99\ntheme = "nord"\n[keys]\n"fact.next" = "n"\n')
    out = tmp_path / "out.json"
    statements = "from tui.cli import main\nassert main(['export', *sys.argv[1:]]) == 0"
    loaded = loaded_by(statements, str(tmp_path), "--config", str(file), "-o", str(out))
    assert loaded & {"textual", "rich"} == set()
    assert '"threshold": 0.99' in out.read_text(encoding="utf-8")


def test_the_path_is_printed_without_textual() -> None:
    loaded = loaded_by("from tui.cli import main\nassert main(['config', '--path']) == 0")
    assert loaded & {"textual", "rich"} == set()
    assert os.environ["SYNOPTIC_CONFIG"] == os.devnull


def test_every_theme_may_be_chosen(file: Path) -> None:
    for theme in every():
        file.write_text(f'theme = "{theme.name}"')
        values: Mapping[str, Any] = config.read(file).values
        assert values == {"theme": theme.name}
