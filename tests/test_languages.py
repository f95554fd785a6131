"""A site in several languages: the same pages in each, which lead to one another, and everything else once."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests import pseudo
from tests.catalogues import extracted
from tests.helpers import GOLDEN, tree
from tests.link_checker import Links
from tests.serving import Served
from visavis.build import build
from visavis.language import files
from visavis.load.site_data import read_site_data
from visavis.plan.making import plan
from visavis.serve.live import LiveSite
from visavis.site import Site
from visavis.workshop import Workshop
from visavis.write.inputs import Inputs

ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
SWITCH = re.compile(r'<li lang="(\w+)">(?:<a href="([^"]+)" hreflang="\w+">)?([^<]+)')
LINK = re.compile(r"\]\((?!https?:)([^()\s?]+)")
CUT = re.compile(rf"{pseudo.START}.*?{pseudo.END}|[\n|*:·,;]|\]\(|^[#>-]+ |\. ", re.MULTILINE)
"""What stands between texts of Markdown that are not translated."""
ONLY_FIRST = ("404.html",)
"""Pages that there are in the first language alone."""


def configured(folder: Path, line: str) -> Site:
    root = shutil.copytree(GOLDEN, folder / "a-site")
    with (root / "data" / "site.yaml").open("a", encoding="utf-8") as config:
        config.write(f"{line}\n")
    return Site(root)


def pages(site: Served, folder: str = "") -> set[str]:
    found = {path.relative_to(site.folder / folder).as_posix() for path in (site.folder / folder).rglob("*.html")}
    return {path for path in found if folder or not path.startswith(("de/", "ja/"))}


def test_every_page_is_there_in_every_language(languages: Served) -> None:
    wanted = pages(languages) - {*ONLY_FIRST}
    assert len(wanted) > 20
    assert (pages(languages, "de"), pages(languages, "ja")) == (wanted, wanted)


def test_pages_in_the_first_language_are_those_of_a_site_in_it_alone(languages: Served) -> None:
    expected = GOLDEN.parent / "expected"
    for path in sorted(pages(languages) - {"methodology.html", "index.html"}):  # which name the data's revision
        text = (languages.folder / path).read_text("utf-8")
        text = re.sub(r'<ul class="languages">\n.*?</ul>\n', "", text, flags=re.DOTALL)
        text = re.sub(r'<link rel="alternate" hreflang.*\n', "", text)
        text = re.sub(r"static/[0-9a-f]{10}", "static/0123456789", text)
        assert text == (expected / path).read_text("utf-8"), path


def test_what_has_no_words_is_there_once(languages: Served) -> None:
    tops = {path.name for path in (languages.folder / "de").iterdir()}
    folders = {"api", "badges", "compare", "embed", "evals", "models", "organizations", "tasks"}
    assert tops == folders | {f"{name}.html{twin}" for name in ("index", "methodology") for twin in ("", ".md")}
    assert {path.name for path in (languages.folder / "de" / "api").iterdir()} == {"models", "picker.json"}
    assert not [
        path for path in (languages.folder / "de").rglob("*") if path.suffix in (".webp", ".css", ".js", ".txt")
    ]


def test_every_page_is_there_as_markdown_in_every_language(languages: Served) -> None:
    found = [{path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} for folder in folders(languages)]
    assert len(found[1]) > 15
    assert found[1] == found[2] == {path for path in found[0] if not path.startswith(("de/", "ja/"))}
    for folder in folders(languages):
        for path in found[1]:
            page = (folder / path.removesuffix(".md")).read_text("utf-8")
            twin = f'<link rel="alternate" type="text/markdown" href="{path.rpartition("/")[2]}">'
            assert twin in page, folder / path


def folders(site: Served) -> list[Path]:
    return [site.folder, site.folder / "de", site.folder / "ja"]


@pytest.mark.parametrize("form", ["", "pages_as: folders", "markdown: all"])
def test_links_of_markdown_lead_to_files_in_the_language(tmp_path: Path, form: str) -> None:
    site = configured(tmp_path, f"languages: [de, en]\n{form}")
    out = (tmp_path / "out").resolve()
    build(site, out)
    twins = sorted(out.rglob("*.md"))
    assert (out / "en/compare/alpha-vs-beta.html.md" in twins) == (form == "markdown: all")
    for path in twins:
        english = out / "en" in path.parents
        for href in LINK.findall(path.read_text("utf-8")):
            file = (path.parent / href).resolve()
            assert file.is_file(), (path, href)
            if file.suffix == ".md":
                assert (out / "en" in file.parents) == english, (path, href)


def test_markdown_is_in_the_language_of_its_page(languages: Served) -> None:
    english, german, japanese = (folder / "models/alpha.html.md" for folder in folders(languages))
    assert "| Release Date | Jun 2026 |" in english.read_text("utf-8")
    assert "| Veröffentlichung | Juni 2026 |" in german.read_text("utf-8")
    assert "| 公開日 | 2026年6月 |" in japanese.read_text("utf-8")
    assert re.search(r"\d,\d+ % \(\d/\d\)", german.read_text("utf-8"))


def test_what_language_models_are_told_is_in_the_first_language(tmp_path: Path) -> None:
    site = configured(tmp_path, "languages: [de, en]\nmarkdown: all")
    build(site, tmp_path / "out")
    told, whole = ((tmp_path / "out" / name).read_text("utf-8") for name in ("llms.txt", "llms-full.txt"))
    assert "## Hier anfangen" in told
    assert "- Dasselbe in anderen Sprachen: [English](https://example.org/golden/en/index.html.md)\n\n## Hier" in told
    assert "## Optional" in told  # which is a word of the form, not of a language
    assert "## Modell: Alpha" in whole
    assert "# Methodik" in whole
    assert not (tmp_path / "out/en/llms.txt").exists()
    assert "## Vergleichstabelle" in (tmp_path / "out/compare/alpha-vs-beta.html.md").read_text("utf-8")
    assert "## Comparison table" in (tmp_path / "out/en/compare/alpha-vs-beta.html.md").read_text("utf-8")


def test_every_link_arrives_and_every_page_is_reached_and_listed_once(languages: Served) -> None:
    found = Links(languages.folder, languages.prefix)
    assert (found.broken, found.orphans) == ([], [])
    assert found.listed == found.canonical
    assert len([one for one in found.listed if "/golden/de/" in one]) == len(found.listed) / 3


def test_languages_of_a_page_name_one_another(languages: Served) -> None:
    address = "https://example.org/golden/"
    for path in sorted(pages(languages) - {*ONLY_FIRST}):
        if path.startswith("embed/"):
            continue
        own = "" if path == "index.html" else path
        wanted = [("en", address + own), ("de", f"{address}de/{own}"), ("ja", f"{address}ja/{own}")]
        for folder in ("", "de/", "ja/"):
            text = (languages.folder / folder / path).read_text("utf-8")
            assert ALTERNATE.findall(text) == [*wanted, ("x-default", address + own)], folder + path
            switch = SWITCH.findall(text)
            assert [(tag, name) for tag, _, name in switch] == [("en", "English"), ("de", "Deutsch"), ("ja", "日本語")]
            assert [tag for tag, href, _ in switch if not href] == [folder.strip("/") or "en"]


def test_a_page_says_its_language_and_writes_numbers_as_it_does(languages: Served) -> None:
    for folder, start, months in (("", "en", "Mar 2025"), ("de/", "de", "März 2025"), ("ja/", "ja", "2025年3月")):
        home = (languages.folder / folder / "index.html").read_text("utf-8")
        assert f'<html lang="{start}">' in home
        model = (languages.folder / folder / "models/alpha.html").read_text("utf-8")
        assert months in model
    german = (languages.folder / "de/compare/alpha-vs-beta.html").read_text("utf-8")
    assert re.search(r"\d,\d\d(&nbsp;|\xa0)%", german)
    assert "95-%-Intervall" in german


def test_what_style_sheets_tell_apart_has_the_same_names_in_every_language(languages: Served) -> None:
    named = re.compile(r'data-(?:band|category|origin|outcome|part|row|side|tone)="[^"]*"')
    pictured = set[str]()
    for path in sorted(pages(languages) - {*ONLY_FIRST}):
        wanted, *others = (
            named.findall((languages.folder / folder / path).read_text("utf-8")) for folder in ("", "de/", "ja/")
        )
        assert others == [wanted, wanted], path
        pictured.update(wanted)
    assert {'data-category="open"', 'data-category="closed"'} <= pictured


def test_data_of_scripts_speaks_the_language_of_their_page(languages: Served) -> None:
    german = json.loads((languages.folder / "de/api/models/alpha.json").read_text("utf-8"))
    assert german["properties"]["release_date"]["text"] == "Juni 2026"
    picker = json.loads((languages.folder / "de/api/picker.json").read_text("utf-8"))
    assert "Modelle vergleichen" in picker["dialog"]


def test_a_second_build_changes_nothing_and_a_language_may_come_and_go(tmp_path: Path) -> None:
    site = configured(tmp_path, "languages: [en, de]")
    out = tmp_path / "out"
    build(site, out)
    with_german = tree(out)
    assert build(site, out).written == 0
    config = site.root / "data/site.yaml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("languages: [en, de]\n", ""), "utf-8")
    build(site, out)
    assert not (out / "de").exists()
    config.write_text(text, "utf-8")
    build(site, out)
    assert tree(out) == with_german
    card = site.root / "data/models/gamma.yaml"
    card.write_text(card.read_text("utf-8").replace("parameters: 3.2M", "parameters: 3.3M"), "utf-8")
    built = build(site, out)
    fresh = tmp_path / "fresh"
    build(site, fresh)
    assert tree(out) == tree(fresh)
    assert 0 < built.written < len(tree(out)) / 2


@pytest.mark.parametrize("form", ["pages_as: folders", "compressed: [gzip]", "markdown: all"])
def test_languages_go_with_other_forms_of_a_site(tmp_path: Path, form: str) -> None:
    site = configured(tmp_path, f"languages: [de, en]\n{form}")
    build(site, tmp_path / "out")
    found = Links(tmp_path / "out", "/golden/")
    assert [line for line in found.broken if not line.startswith("404.html")] == []
    assert '<html lang="de">' in (tmp_path / "out/index.html").read_text("utf-8")
    assert '<html lang="en">' in (tmp_path / "out/en/index.html").read_text("utf-8")
    assert build(site, tmp_path / "out").written == 0


def test_a_plan_counts_what_a_build_makes(tmp_path: Path) -> None:
    site = configured(tmp_path, "languages: [en, de, ja]")
    build(site, tmp_path / "out")
    planned = plan(site)
    made = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert planned.size.files == len(made)
    assert sum(part.pages for part in planned.parts) == len([path for path in made if path.suffix == ".html"])


def test_a_page_in_any_language_is_served(tmp_path: Path) -> None:
    live = LiveSite(configured(tmp_path, "languages: [en, de]"))
    live.load()
    for path, words in (
        ("de/index.html", "Modelle"),
        ("de/compare/alpha-vs-beta.html", "Vergleichstabelle"),
        ("de/models/alpha.html", "Fakten"),
        ("de/methodology.html", "Methodik"),
        ("compare/alpha-vs-beta.html", "Comparison table"),
        ("de/models/alpha.html.md", "## Fakten"),
        ("de/index.html.md", "## Modelle"),
    ):
        made = live.made(path)
        assert made is not None, path
        assert words in made.content.decode(), path
    assert live.made("ja/index.html") is None


def test_all_words_are_in_the_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a made-up language, nothing of the program's own is left in English, and pages run from right to left."""
    pseudo.write_catalogue(tmp_path / "locale")
    monkeypatch.setattr(files, "FOLDER", tmp_path / "locale")
    site = Site(GOLDEN)
    data = read_site_data(GOLDEN)[0]
    pseudo.written(site, data, tmp_path / "out")
    english = {text for one in extracted() for text in ([one.id] if isinstance(one.id, str) else one.id) if " " in text}
    plain = {text.strip() for text in english if not re.search(r"[%{<&~]", text)}
    found = set()
    for path in sorted((tmp_path / "out").rglob("*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        root = soup.find("html")
        assert isinstance(root, Tag)
        assert (root["lang"], root["dir"]) == (pseudo.TAG, "rtl"), path
        texts = {" ".join(text.split()) for text in soup.find_all(string=True)}
        every = [tag for tag in soup.find_all(True) if isinstance(tag, Tag)]
        tags = [(tag, name) for tag in every for name in ("aria-label", "alt", "title")]
        texts |= {str(tag.get(name)) for tag, name in tags}
        found |= {(path.name, text) for text in texts & plain}
    for path in sorted((tmp_path / "out").rglob("*.md")):
        texts = {" ".join(said.split()) for said in CUT.split(path.read_text("utf-8"))}
        found |= {(path.name, text) for text in texts & plain}
    assert found == set()


def test_few_languages_are_kept_apart_where_values_are_remembered(tmp_path: Path) -> None:
    site = configured(tmp_path, "languages: [en, de]")
    data = read_site_data(site.root)[0]
    shop = Workshop(site, data, few=True)
    texts = [edition.catalogue.properties[0].label for edition in shop.editions]
    assert len({*texts}) == 2 or texts[0] == texts[1] == data.config.properties[0].label


def test_a_catalogue_that_was_edited_is_seen(tmp_path: Path) -> None:
    assert any(name.startswith("code/") and name.endswith("de/LC_MESSAGES/visavis.po") for name in names(tmp_path))


def names(folder: Path) -> list[str]:
    return [*Inputs(Site(GOLDEN).inputs, folder / "digests", 0, None).digests]


def test_german_puts_a_space_before_every_percent_sign_of_its_own(languages: Served) -> None:
    """Labels of bands are data, places in drawings are not texts."""
    shown = 0
    for path in sorted(pages(languages, "de")):
        soup = BeautifulSoup((languages.folder / "de" / path).read_text("utf-8"), "html.parser")
        for labelled in soup.select("[data-band]"):
            if labelled.get_text().startswith(("≥", "<")) or "–" in labelled.get_text():
                labelled.decompose()
        assert re.findall(r".{,20}[0-9]%", soup.get_text()) == [], path
        shown += len(re.findall("[0-9]\N{NO-BREAK SPACE}%", soup.get_text()))
    assert shown > 100
