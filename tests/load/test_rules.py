"""The rules across values and files: each breaks one thing in a small site, and asserts the exact message."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sites import change, found, messages, site, write

SETTINGS, ONE, TWO = "data/site.yaml", "data/models/one.yaml", "data/models/two.json"
DEPTH, VISION = "data/evals/depth/suite.yaml", "data/evals/vision/suite.yaml"
DEPTH_RUN, VISION_RUN, VISION_TWO = (
    "data/evals/depth/one.yaml",
    "data/evals/vision/one.yaml",
    "data/evals/vision/two.yaml",
)
BANDS = "bands: [{id: a, label: A, word: top, from: 50}, {id: b, label: B, word: low, from: 0}]\n"

CASES: dict[str, tuple[str, str, str, str]] = {
    "bands that do not go down": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\n" + BANDS.replace("from: 0", "from: 50"),
        """\
data/site.yaml:3:84: error[band-order] bands.2.from
  found     50
  expected  0 in the last band, so that every score has a band
  fix       write 0
data/site.yaml:3:84: error[band-order] bands.2.from
  found     50
  expected  less than 50, where the band above begins
  fix       write the bands highest first""",
    ),
    "bands of the same id, word and label": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\n" + BANDS.replace("id: b, label: B, word: low", "id: a, label: ａ, word: TOP"),
        """\
data/site.yaml:3:54: error[repeated] bands.2.id
  found     a
  expected  an id of its own; the first is on line 3
  fix       change one of the two
data/site.yaml:3:64: error[repeated] bands.2.label
  found     ａ
  expected  a label of its own; the first is on line 3
  fix       change one of the two
data/site.yaml:3:73: error[repeated] bands.2.word
  found     TOP
  expected  a word of its own; the first is on line 3
  fix       change one of the two""",
    ),
    "an address that those of pages cannot be made of": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\naddress: https://example.org/a/../b/?c=d#e\n",
        """\
data/site.yaml:3:10: error[bad-address] address
  found     https://example.org/a/../b/?c=d#e
  expected  the address of a folder, with nothing behind ? or #, and without . and .. and //
  fix       write https://example.org/a/b/, if it lies there""",
    ),
    "words that stand twice in a list": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\nlanguages: [de, en, de]\ncompressed: [gzip, gzip]\nexports: [tables, tables]\n",
        """\
data/site.yaml:3:21: error[repeated] languages.3
  found     de
  expected  a language of its own; the first is on line 3
  fix       change one of the two
data/site.yaml:4:20: error[repeated] compressed.2
  found     gzip
  expected  a kind of its own; the first is on line 4
  fix       change one of the two
data/site.yaml:5:19: error[repeated] exports.2
  found     tables
  expected  a kind of its own; the first is on line 5
  fix       change one of the two""",
    ),
    "a label that stands twice in a vocabulary": (
        SETTINGS,
        "{ocr: {label: OCR}}",
        "{ocr: {label: OCR}, text: {label: ocr}}",
        """\
data/site.yaml:3:28: warning[unused-entry] tasks.text
  found     text
  expected  a model card that uses it
  fix       use it, or take it away
data/site.yaml:3:42: error[repeated] tasks.text.label
  found     ocr
  expected  a label of its own; the first is on line 3
  fix       change one of the two""",
    ),
    "a label that stands twice in the extra properties": (
        SETTINGS,
        "{label: Note}",
        "{label: Size}",
        """\
data/site.yaml:9:17: error[repeated] extra_properties.note.label
  found     Size
  expected  a label of its own; the first is on line 8
  fix       change one of the two""",
    ),
    "properties that are not known or stand twice": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\nproperties: [license, {key: sizes}, shoe, note, note]\n",
        """\
data/site.yaml:3:14: error[unknown-property] properties.1
  found     license
  expected  organisation, category, modality, release_date, context_window, parameters, licence, size, note or open-data
  fix       did you mean licence?
data/site.yaml:3:29: error[unknown-property] properties.2.key
  found     sizes
  expected  organisation, category, modality, release_date, context_window, parameters, licence, size, note or open-data
  fix       did you mean size?
data/site.yaml:3:37: error[unknown-property] properties.3
  found     shoe
  expected  organisation, category, modality, release_date, context_window, parameters, licence, size, note or open-data
  fix       declare shoe in extra_properties, or take it away
data/site.yaml:3:49: error[repeated] properties.5
  found     note
  expected  a property of its own; the first is on line 3
  fix       change one of the two""",
    ),
    "an extra property with a built-in's key": (
        SETTINGS,
        "  note: {label: Note}\n",
        "  note: {label: Note}\n  release-date: {label: Date}\n",
        """\
data/site.yaml:10:3: error[shadows-built-in] extra_properties.release-date
  found     release-date
  expected  a key that no built-in property has
  fix       choose another key
data/site.yaml:10:3: warning[unused-entry] extra_properties.release-date
  found     release-date
  expected  a model card that uses it
  fix       use it, or take it away""",
    ),
    "pairs of the unknown, the same and the repeated": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\npairs:\n  - [one, two]\n  - [two, one]\n  - [one, one]\n  - [one, tow]\n  - [one, zebra]\n",
        """\
data/site.yaml:5:5: error[repeated] pairs.2
  found     two and one
  expected  each pair once; the first is on line 4
  fix       take one of the two away
data/site.yaml:6:5: error[same-model] pairs.3
  found     one twice
  expected  two different models
  fix       correct one of them
data/site.yaml:7:11: error[unknown-model] pairs.4.2
  found     tow
  expected  the key of a model
  fix       did you mean two?
data/site.yaml:8:11: error[unknown-model] pairs.5.2
  found     zebra
  expected  the key of a model
  fix       write data/models/zebra.yaml, or correct the key""",
    ),
    "named pairs beside other parts": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\npairs:\n  nearest: 3\n  named: [[one, two], [two, one], [one, one], [one, tow]]\n",
        """\
data/site.yaml:5:23: error[repeated] pairs.named.2
  found     two and one
  expected  each pair once; the first is on line 5
  fix       take one of the two away
data/site.yaml:5:35: error[same-model] pairs.named.3
  found     one twice
  expected  two different models
  fix       correct one of them
data/site.yaml:5:53: error[unknown-model] pairs.named.4.2
  found     tow
  expected  the key of a model
  fix       did you mean two?""",
    ),
    "the nearest beside all that are comparable": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\npairs:\n  comparable: yes\n  nearest: 3\n",
        """\
data/site.yaml:5:3: error[adds-nothing] pairs.nearest
  found     nearest: 3 beside comparable: yes
  expected  one of the two: the nearest models are comparable ones, which all have a page already
  fix       take comparable away for few pages, or nearest for many""",
    ),
    "parts of pairs without a part": (
        SETTINGS,
        "tagline: t\n",
        "tagline: t\npairs: {}\n",
        """\
data/site.yaml:3:8: error[too-few] pairs
  found     no entry
  expected  at least one of comparable, nearest and named
  fix       write one, or [] for no pairs at all""",
    ),
    "keys of a card that site.yaml does not declare": (
        ONE,
        "organisation: acme\nmodality: text\ntasks: {ocr: yes}\nfeatures: {tools: no}\n",
        "organisation: {value: acne}\nmodality: sound\ntasks: {ocrr: yes}\nfeatures: {wings: no, tools: no}\n",
        """\
data/models/one.yaml:3:23: error[unknown-entry] organisation.value
  found     acne
  expected  a key of organisations in data/site.yaml: acme
  fix       did you mean acme?
data/models/one.yaml:4:11: error[unknown-entry] modality
  found     sound
  expected  a key of modalities in data/site.yaml: text
  fix       correct it, or add sound to modalities in data/site.yaml
data/models/one.yaml:5:9: error[unknown-entry] tasks.ocrr
  found     ocrr
  expected  a key of tasks in data/site.yaml: ocr
  fix       did you mean ocr?
data/models/one.yaml:6:12: error[unknown-entry] features.wings
  found     wings
  expected  a key of features in data/site.yaml: tools
  fix       correct it, or add wings to features in data/site.yaml""",
    ),
    "a vocabulary that is empty": (
        SETTINGS,
        "modalities: {text: {label: Text}}\n",
        "",
        """\
data/models/one.yaml:4:11: error[unknown-entry] modality
  found     text
  expected  a key of modalities in data/site.yaml, which has none yet
  fix       correct it, or add text to modalities in data/site.yaml""",
    ),
    "extra properties of the wrong type": (
        ONE,
        "{size: 12.50, note: 010, open-data: yes}",
        "{size: '12', note: [a], open-data: {value: maybe}, colour: red}",
        """\
data/models/one.yaml:8:20: error[wrong-type] properties.size
  found     "12"
  expected  a number
  fix       take the quotes away
data/models/one.yaml:8:32: error[wrong-type] properties.note
  found     a list
  expected  text
  fix       write text here
data/models/one.yaml:8:56: error[bad-choice] properties.open-data.value
  found     maybe
  expected  yes, no or unknown
  fix       write yes, no or unknown
data/models/one.yaml:8:64: error[unknown-entry] properties.colour
  found     colour
  expected  a key of extra_properties in data/site.yaml: size, note or open-data
  fix       correct it, or add colour to extra_properties in data/site.yaml""",
    ),
    "names that belong to another model": (
        ONE,
        "aliases: [Uno]",
        "aliases: [ＴＷＯ, ONE, Uno, uno, one]",
        """\
data/models/one.yaml:7:11: error[name-taken] aliases.1
  found     ＴＷＯ
  expected  a name that no other model has, as two does
  fix       change it here, or there
data/models/one.yaml:7:16: error[name-taken] aliases.2
  found     ONE
  expected  each name once; it stands on line 1 already
  fix       take one of the two away
data/models/one.yaml:7:26: error[name-taken] aliases.4
  found     uno
  expected  each name once; it stands on line 7 already
  fix       take one of the two away
data/models/one.yaml:7:31: error[name-taken] aliases.5
  found     one
  expected  each name once; it stands on line 1 already
  fix       take one of the two away""",
    ),
    "a name that is another model's key": (
        TWO,
        '"Two"',
        '"One"',
        """\
data/models/two.json:1:10: error[name-taken] name
  found     One
  expected  a name that no other model has, as one does
  fix       change it here, or there""",
    ),
    "categories that the suite does not have": (
        VISION_TWO,
        "ocr: {passed: 0, total: 2}",
        "orc: {passed: 0, total: 2}",
        """\
data/evals/vision/two.yaml:5:3: error[unknown-category] results.orc
  found     orc
  expected  ocr or vqa
  fix       did you mean ocr?""",
    ),
    "a prompt of an unknown category": (
        VISION,
        "p-3: {category: vqa}",
        "p-3: {category: reading}",
        """\
data/evals/vision/suite.yaml:11:19: error[unknown-category] prompts.p-3.category
  found     reading
  expected  ocr or vqa
  fix       correct it, or add reading to the suite's categories""",
    ),
    "labels and metrics of categories in a pass-fail suite": (
        VISION,
        "vqa: {label: Answering}",
        "vqa: {label: READING, metric: pass-fail}",
        """\
data/evals/vision/suite.yaml:7:16: error[repeated] categories.vqa.label
  found     READING
  expected  a label of its own; the first is on line 6
  fix       change one of the two
data/evals/vision/suite.yaml:7:25: error[wrong-metric] categories.vqa.metric
  found     pass-fail
  expected  no metric, for it is the suite's
  fix       take it away""",
    ),
    "prompts in a category that is a number": (
        VISION,
        "vqa: {label: Answering}",
        "vqa: {label: Answering, metric: {kind: numeric, better: lower}}",
        """\
data/evals/vision/one.yaml:7:8: error[wrong-result] results.vqa
  found     {passed: 1, total: 1}
  expected  a number, for the category's metric is numeric
  fix       write a number
data/evals/vision/suite.yaml:11:19: error[numeric-category] prompts.p-3.category
  found     vqa
  expected  a category that is passed or failed; this one has a number of its own
  fix       choose another category""",
    ),
    "a pass-fail category in a numeric suite": (
        DEPTH,
        "all: {label: All}",
        "all: {label: All, metric: pass-fail}",
        """\
data/evals/depth/suite.yaml:7:21: error[wrong-metric] categories.all.metric
  found     pass-fail
  expected  a numeric metric, as the suite's
  fix       take it away""",
    ),
    "a headline that is no category": (
        DEPTH,
        "headline: all",
        "headline: al",
        """\
data/evals/depth/suite.yaml:5:11: error[unknown-category] headline
  found     al
  expected  all or time
  fix       did you mean all?""",
    ),
    "a headline in a pass-fail suite": (
        VISION,
        "metric: pass-fail\n",
        "metric: pass-fail\nheadline: ocr\n",
        """\
data/evals/vision/suite.yaml:5:1: error[wrong-headline] headline
  found     ocr
  expected  none, for all prompts of a pass-fail suite count together
  fix       take the line away""",
    ),
    "two suites of one name": (
        VISION,
        "name: Vision",
        "name: DEPTH",
        """\
data/evals/vision/suite.yaml:1:7: error[name-taken] name
  found     DEPTH
  expected  a name that no other suite has, as depth does
  fix       change it here, or there""",
    ),
    "more passed than asked": (
        VISION_TWO,
        "ocr: {passed: 0, total: 2}",
        "ocr:\n    passed: 12\n    total: 2",
        """\
data/evals/vision/two.yaml:6:13: error[passed-over-total] results.ocr.passed
  found     12
  expected  at most total, which is 2
  fix       correct passed or total""",
    ),
    "a number in a pass-fail suite": (
        VISION_TWO,
        "ocr: {passed: 0, total: 2}",
        "ocr: 71.5",
        """\
data/evals/vision/two.yaml:5:8: error[wrong-result] results.ocr
  found     71.5
  expected  {passed: …, total: …}, for the suite is pass-fail
  fix       write how many were passed, of how many""",
    ),
    "a tally in a numeric suite": (
        DEPTH_RUN,
        "all: 71.5",
        "all: {passed: 1, total: 2}",
        """\
data/evals/depth/one.yaml:5:8: error[wrong-result] results.all
  found     {passed: 1, total: 2}
  expected  a number, for the suite is numeric
  fix       write a number""",
    ),
    "a number over the metric's maximum": (
        DEPTH_RUN,
        "all: 71.5",
        "all: 100.01",
        """\
data/evals/depth/one.yaml:5:8: error[out-of-range] results.all
  found     100.01
  expected  at most 100, the metric's maximum
  fix       correct the number""",
    ),
    "a number under the metric's minimum": (
        DEPTH_RUN,
        "all: 71.5",
        "all: -1",
        """\
data/evals/depth/one.yaml:5:8: error[out-of-range] results.all
  found     -1
  expected  at least 0, the metric's minimum
  fix       correct the number""",
    ),
    "a total over the prompts that the suite lists": (
        VISION_TWO,
        "total: 2",
        "total: 3",
        """\
data/evals/vision/two.yaml:5:27: error[total-over-prompts] results.ocr.total
  found     3
  expected  at most 2, the prompts that the suite lists there
  fix       correct total""",
    ),
    "prompts that the suite does not have": (
        VISION_TWO,
        "results:\n  ocr: {passed: 0, total: 2}",
        "outcomes: {p-1: pass, p_9: fail, prompt-1: fail, zebra: fail}".replace("p_9", "p-9"),
        """\
data/evals/vision/two.yaml:4:23: error[unknown-prompt] outcomes.p-9
  found     p-9
  expected  p-1, p-2 or p-3
  fix       did you mean p-3?
data/evals/vision/two.yaml:4:34: error[unknown-prompt] outcomes.prompt-1
  found     prompt-1
  expected  p-1, p-2 or p-3
  fix       correct it, or add prompt-1 to the suite's prompts
data/evals/vision/two.yaml:4:50: error[unknown-prompt] outcomes.zebra
  found     zebra
  expected  p-1, p-2 or p-3
  fix       correct it, or add zebra to the suite's prompts""",
    ),
    "outcomes in a numeric suite": (
        DEPTH_RUN,
        "results:\n",
        "outcomes: {p-1: pass}\nresults:\n",
        """\
data/evals/depth/one.yaml:4:1: error[unexpected-outcomes] outcomes
  found     outcomes by prompt
  expected  results by category, for the suite is numeric
  fix       write results:""",
    ),
    "outcomes in a suite without prompts": (
        VISION,
        "prompts:\n  p-1: {category: ocr}\n  p-2: {category: ocr}\n  p-3: {category: vqa}\n",
        "",
        """\
data/evals/vision/one.yaml:8:1: error[unexpected-outcomes] outcomes
  found     outcomes by prompt
  expected  results by category, for the suite lists no prompts
  fix       write results:""",
    ),
    "results that the outcomes do not add up to": (
        VISION_RUN,
        "  ocr: {passed: 1, total: 2}\n  vqa: {passed: 1, total: 1}\n",
        "  ocr: {passed: 0, total: 1}\n",
        """\
data/evals/vision/one.yaml:5:1: error[disagrees-with-outcomes] results
  found     no vqa
  expected  vqa: {passed: 1, total: 1}, as outcomes say
  fix       correct it, or take results away: outcomes are enough
data/evals/vision/one.yaml:6:17: error[disagrees-with-outcomes] results.ocr.passed
  found     0
  expected  1, as outcomes say
  fix       correct it, or take results away: outcomes are enough
data/evals/vision/one.yaml:6:27: error[disagrees-with-outcomes] results.ocr.total
  found     1
  expected  2, as outcomes say
  fix       correct it, or take results away: outcomes are enough""",
    ),
    "results of another category beside outcomes": (
        VISION_RUN,
        "  vqa: {passed: 1, total: 1}\n",
        "  vqa: {passed: 1, total: 1}\n  sound: {passed: 9, total: 9}\n",
        """\
data/evals/vision/one.yaml:8:3: error[unknown-category] results.sound
  found     sound
  expected  ocr or vqa
  fix       correct it, or add sound to the suite's categories""",
    ),
    "a mean that is not the outcomes'": (
        VISION_RUN,
        "average_response_time: 1.5\n",
        "average_response_time: 1.56\n",
        """\
data/evals/vision/one.yaml:4:24: error[disagrees-with-outcomes] average_response_time
  found     1.56
  expected  1.50, the mean of the seconds of its outcomes
  fix       take the line away""",
    ),
    "an organisation that is spelt differently where it is declared": (
        SETTINGS,
        "acme: {",
        "acmee: {",
        """\
data/models/one.yaml:3:15: error[unknown-entry] organisation
  found     acme
  expected  a key of organisations in data/site.yaml: acmee
  fix       did you mean acmee?""",
    ),
    "a run without results": (
        VISION_TWO,
        "results:\n  ocr: {passed: 0, total: 2}\n",
        "average_response_time: 2\n",
        """\
data/evals/vision/two.yaml:1:1: error[no-results]
  found     neither results nor outcomes
  expected  results by category, or outcomes by prompt
  fix       add results:""",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_rule_has_this_message(tmp_path: Path, case: str) -> None:
    path, old, new, expected = CASES[case]
    root = site(tmp_path)
    change(root, path, old, new)
    assert messages(root).split("\n") == expected.split("\n")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1.5", "2"), ("1.50", "2"), ("2", "2"), ("1", "2"), ("1.7", "2.5"), ("1.67", "2.5"), ("1.6667", "2.5")],
)
def test_a_mean_agrees_when_it_is_right_at_the_digits_written(tmp_path: Path, written: str, seconds: str) -> None:
    root = site(tmp_path)
    change(root, VISION_RUN, "average_response_time: 1.5", f"average_response_time: {written}")
    change(root, VISION_RUN, "seconds: 2}", f"seconds: {seconds}}}")
    assert found(root) == ()


def test_a_mean_is_not_compared_where_some_outcomes_have_no_seconds(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, VISION_RUN, "{outcome: pass, seconds: 2}", "pass")
    change(root, VISION_RUN, "average_response_time: 1.5", "average_response_time: 99")
    assert found(root) == ()


def test_a_run_may_give_outcomes_alone(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, VISION_RUN, "results:\n  ocr: {passed: 1, total: 2}\n  vqa: {passed: 1, total: 1}\n", "")
    assert found(root) == ()


def test_a_name_or_alias_may_be_the_model_s_own_key(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, ONE, "name: One", "name: The First")
    change(root, ONE, "[Uno]", "[one]")
    assert found(root) == ()


def test_runs_of_models_without_a_card_are_refused(tmp_path: Path) -> None:
    root = site(tmp_path)
    for model in ("tow", "zebra"):
        write(root, f"data/evals/vision/{model}.yaml", (root / VISION_TWO).read_text())
    assert (
        messages(root)
        == """\
data/evals/vision/tow.yaml:1:1: error[unknown-model]
  found     tow
  expected  the key of a model
  fix       did you mean two? then rename the file
data/evals/vision/zebra.yaml:1:1: error[unknown-model]
  found     zebra
  expected  the key of a model
  fix       write data/models/zebra.yaml, or rename the file"""
    )


def test_runs_are_not_blamed_where_there_are_no_models_at_all(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / ONE).unlink()
    (root / TWO).unlink()
    change(root, SETTINGS, "tagline: t\n", "tagline: t\npairs: [[one, two]]\n")
    assert {problem.rule for problem in found(root) if problem.severity == "error"} == {"missing-file"}


class TestLogos:
    """The logos of organisations are pictures under static/."""

    def logo(self, root: Path, logo: str) -> str:
        change(root, SETTINGS, "{label: Acme}", f"{{label: Acme, logo: '{logo}'}}")
        return messages(root)

    @pytest.mark.parametrize("suffix", ["svg", "png", "webp", "jpg", "avif"])
    def test_a_picture_under_static_is_fine(self, tmp_path: Path, suffix: str) -> None:
        write(site(tmp_path), f"static/logos/acme.{suffix}", "")
        assert self.logo(tmp_path, f"logos/acme.{suffix}") == ""

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        assert (
            self.logo(site(tmp_path), "logos/acme.svg")
            == """\
data/site.yaml:6:43: error[bad-logo] organisations.acme.logo
  found     logos/acme.svg
  expected  a file static/logos/acme.svg
  fix       put it there, or take the line away"""
        )

    @pytest.mark.parametrize(
        "logo", ["/etc/acme.svg", "../data/acme.svg", "logos/../../acme.svg", "logos\\acme.svg", "."]
    )
    def test_a_path_that_leaves_static_is_refused(self, tmp_path: Path, logo: str) -> None:
        assert (
            self.logo(site(tmp_path), logo)
            == f"""\
data/site.yaml:6:43: error[bad-logo] organisations.acme.logo
  found     {logo}
  expected  a picture inside the folder static/
  fix       write its path from there, such as logos/acme.svg"""
        )

    def test_a_link_that_leaves_static_is_refused(self, tmp_path: Path) -> None:
        root = site(tmp_path / "site")
        write(tmp_path, "acme.svg", "")
        (root / "static").mkdir()
        (root / "static/acme.svg").symlink_to(tmp_path / "acme.svg")
        assert (
            self.logo(root, "acme.svg")
            == """\
data/site.yaml:6:43: error[bad-logo] organisations.acme.logo
  found     acme.svg
  expected  a picture inside the folder static/
  fix       copy the picture there in place of the link"""
        )

    def test_a_link_that_leads_back_to_itself_is_no_picture(self, tmp_path: Path) -> None:
        root = site(tmp_path)
        (root / "static").mkdir()
        (root / "static/acme.svg").symlink_to(root / "static/acme.svg")
        assert "a file static/acme.svg" in self.logo(root, "acme.svg")

    @pytest.mark.parametrize("logo", ["acme.gif", "acme", "acme.svg.exe"])
    def test_other_kinds_of_file_are_refused(self, tmp_path: Path, logo: str) -> None:
        write(site(tmp_path), f"static/{logo}", "")
        assert (
            self.logo(tmp_path, logo)
            == f"""\
data/site.yaml:6:43: error[bad-logo] organisations.acme.logo
  found     {logo}
  expected  a file that ends with .svg, .png, .webp, .jpg or .avif
  fix       save it as one of these"""
        )
