"""Messages of templates in a language: what Jinja's own i18n gives, but found while a template is read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateSyntaxError, nodes

from visavis.language import ENGLISH, Language
from visavis.render.translating import Blocks, Translating, speak

GERMAN = Language(
    "de",
    "Deutsch",
    messages={
        "Hello <b>%(name)s</b>, 95%%": "95%% für <b>%(name)s</b>",
        "50% off": "50 % weniger",
        "it's": "'s ist",
        "of %(name)s": "%(name)s gehörend",
    },
    counts={"%(num)s cat of %(name)s": ("%(name)s' Katze", "%(num)s Katzen von %(name)s")},
    locale=Locale("de"),
)
POLISH = Language(
    "pl",
    "Polski",
    counts={"%(num)s cat": ("%(num)s kot", "%(num)s koty", "%(num)s kotów")},
    form=lambda count: 0 if count == 1 else 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2,
    locale=Locale("pl"),
)


def env(language: Language, templates: Mapping[str, str] | None = None) -> Translating:
    made = Translating(extensions=[Blocks], autoescape=True, loader=DictLoader(dict(templates or {})))
    speak(made, language)
    return made


def said(source: str, language: Language = GERMAN, **values: object) -> str:
    return env(language).from_string(source).render(values)


@pytest.mark.parametrize(
    ("source", "english", "german"),
    [
        ("{% trans %}50% off{% endtrans %}", "50% off", "50 % weniger"),
        (
            "{% trans name=who %}Hello <b>{{ name }}</b>, 95%{% endtrans %}",
            "Hello <b>&lt;i&gt;</b>, 95%",
            "95% für <b>&lt;i&gt;</b>",
        ),
        ("{% trans name=who | upper %}of {{ name }}{% endtrans %}", "of &lt;I&gt;", "&lt;I&gt; gehörend"),
        ("{% trans name=call() %}of {{ name }}{% endtrans %}", "of called", "called gehörend"),
        ('{{ _("it\'s") }}', "it&#39;s", "&#39;s ist"),
        ('{{ _("of %(name)s", name=who) ~ "!" }}', "of &lt;i&gt;!", "&lt;i&gt; gehörend!"),
        ('<a title="{{ _("of %(name)s", name=who) }}">', '<a title="of &lt;i&gt;">', '<a title="&lt;i&gt; gehörend">'),
        ("{% trans %}\n  two\n  lines\n{% endtrans %}", "two lines", "two lines"),
        ("{{ 12345 | whole }}", "12,345", "12.345"),
    ],
)
def test_a_message_is_said_in_the_language(source: str, english: str, german: str) -> None:
    values = {"who": "<i>", "call": lambda: "called"}
    assert (said(source, ENGLISH, **values), said(source, GERMAN, **values)) == (english, german)


BLOCK = (
    "{% trans num=many, name=who %}{{ num }} cat of {{ name }}{% pluralize %}{{ num }} cats of {{ name }}{% endtrans %}"
)
CALL = '{{ ngettext("%(num)s cat of %(name)s", "%(num)s cats of %(name)s", many, name=who) }}'


@pytest.mark.parametrize("source", [BLOCK, CALL])
def test_a_count_takes_its_form(source: str) -> None:
    english = [said(source, ENGLISH, many=many, who="x") for many in (0, 1, 1234)]
    german = [said(source, GERMAN, many=many, who="&") for many in (0, 1, 1234)]
    assert english == ["0 cats of x", "1 cat of x", "1,234 cats of x"]
    assert german == [
        "0 Katzen von &amp;",
        "&amp;&#39; Katze" if source is CALL else "&amp;' Katze",
        "1.234 Katzen von &amp;",
    ]


@pytest.mark.parametrize("many", [1, 2, 5, 12, 22, 25])
def test_a_language_may_have_more_than_two_forms(many: int) -> None:
    source = "{% trans num=many %}{{ num }} cat{% pluralize %}{{ num }} cats{% endtrans %}"
    word = ("kot", "koty", "kotów")[POLISH.form(many)]
    assert said(source, POLISH, many=many) == f"{many} {word}"


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="{}\r\n"), min_size=1), st.text())
def test_english_is_what_jinja_itself_gives(text: str, value: str) -> None:
    source = f"{{% trans one=value %}}x{text}{{{{ one }}}}{text}x{{% endtrans %}}"
    plain = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    plain.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    assert said(source, ENGLISH, value=value) == plain.from_string(source).render(value=value)


def test_nothing_is_left_to_be_translated_when_a_page_is_rendered() -> None:
    tree = env(GERMAN).parse(BLOCK + CALL + '{{ _("it\'s") }}')
    assert not list(tree.find_all(nodes.Call))


@pytest.mark.parametrize("source", ["{{ _(word) }}", '{{ ngettext("a", "b") }}', '{{ _("a", *b) }}'])
def test_a_message_that_is_not_known_before_there_is_a_page_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="takes texts between quotes"):
        said(source)
