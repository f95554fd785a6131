"""Compiled templates that are kept: never those of other templates or settings, and none that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from visavis.render import precompiled
from visavis.render.environment import environment, markdown_environment
from visavis.render.markdown import Links


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> dict[object, object]:
    """Begin each test as a process does: with nothing kept in it."""
    compiled: dict[object, object] = {}
    monkeypatch.setattr(precompiled, "_COMPILED", compiled)
    return compiled


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder of templates: a page that puts a word through a macro, which happens when it is compiled."""
    (tmp_path / "own" / "macros").mkdir(parents=True)
    (tmp_path / "own" / "page.html").write_text('{{ "site.css" | static }} {{ "<word>" | name }}', "utf-8")
    name(tmp_path / "own", "{{ of }}")
    return tmp_path / "own"


def name(own: Path, body: str) -> None:
    (own / "macros" / "name.html").write_text(f"{{% macro name(of) -%}}{body}{{%- endmacro %}}", "utf-8")


def not_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def compiles(*_: object, **__: object) -> None:
        raise AssertionError("it is compiled anew")

    monkeypatch.setattr(Environment, "compile", compiles)


@pytest.mark.parametrize("in_process", [True, False])
def test_what_was_compiled_is_not_compiled_again(
    own: Path, tmp_path: Path, forgetful: dict[object, object], in_process: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = None if in_process else tmp_path / "kept"
    first = environment([own], "../", "static/1", kept).get_template("page.html").render()
    assert first == "../static/1/site.css &lt;word&gt;"
    if not in_process:
        forgetful.clear()
    not_compiling(monkeypatch)
    assert environment([own], "../", "static/1", kept).get_template("page.html").render() == first


def test_other_templates_or_settings_are_compiled_again(own: Path, tmp_path: Path) -> None:
    def rendered(root: str, assets: str) -> str:
        return environment([own], root, assets, tmp_path / "kept").get_template("page.html").render()

    assert rendered("../", "static/1") == "../static/1/site.css &lt;word&gt;"
    assert rendered("../", "static/2") == "../static/2/site.css &lt;word&gt;"
    assert rendered("../../", "static/2") == "../../static/2/site.css &lt;word&gt;"
    name(own, "[{{ of }}]")  # the page itself is the same, and has in it what the macro made of a word
    assert rendered("../../", "static/2") == "../../static/2/site.css [&lt;word&gt;]"


def test_pages_as_markdown_keep_their_own(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('{{ "a.html" | to }}', "utf-8")
    for links, expected in [(Links(pairs=False), "a.html.md"), (Links(pairs=False, base="https://e.org/"), "https:")]:
        for _ in range(2):
            env = markdown_environment([tmp_path], links, tmp_path / "kept")
            assert env.get_template("page.html").render().startswith(expected)


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
def test_what_is_damaged_is_compiled_again(
    own: Path, tmp_path: Path, forgetful: dict[object, object], damage: str
) -> None:
    kept = tmp_path / "kept"
    first = environment([own], kept=kept).get_template("page.html").render()
    for path in (kept / precompiled.FOLDER / "html-en").iterdir():
        held = path.read_bytes()
        changed = held[:-9] + bytes([held[-9] ^ 1]) + held[-8:]
        path.write_bytes({"cut": held[:-3], "changed": changed, "empty": b"", "other": b"x" * len(held)}[damage])
    forgetful.clear()
    assert environment([own], kept=kept).get_template("page.html").render() == first
    forgetful.clear()
    assert environment([own], kept=kept).get_template("page.html").render() == first


def test_a_folder_that_cannot_be_is_done_without(own: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file", "utf-8")
    assert environment([own], kept=tmp_path / "kept").get_template("page.html").render()


def test_what_a_process_keeps_has_an_end(
    own: Path, forgetful: dict[object, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precompiled, "MOST", 3)
    for number in range(5):
        (own / f"{number}.html").write_text(str(number), "utf-8")
        assert environment([own]).get_template(f"{number}.html").render() == str(number)
        assert len(forgetful) <= 3


def test_environments_that_take_turns_keep_both(
    own: Path, tmp_path: Path, forgetful: dict[object, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "page.html").write_text("{{ 1 }}", "utf-8")
    links = [Links(pairs=False), Links(pairs=False, base="")]
    made = [
        lambda: environment([own], kept=tmp_path),
        *(lambda of=of: markdown_environment([own], of, tmp_path) for of in links),
    ]
    for make in made:
        make().get_template("page.html")
    forgetful.clear()
    not_compiling(monkeypatch)
    assert [make().get_template("page.html").render() for make in made] == ["1"] * 3
