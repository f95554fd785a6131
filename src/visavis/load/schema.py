"""The authored types: what a person may write in `data/`, and nothing else.

Every class here is strict, frozen and refuses unknown keys; every field has a description, from which the editing
guide is tested. The key of a model, suite or run is the path of its file and is never written inside it. Values that
are computed (scores, bands, ranks) live in `compare/`. Rules that need more than one file live in `rules.py`.
It is longer than 250 lines because whoever edits data finds every type they may write in this one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WrapValidator, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from visavis.language import later
from visavis.load.data_format import FORMAT, as_format
from visavis.load.pixels import Coordinate, Length, Place, Share, listed_numbers, plain_mark
from visavis.load.scalars import (
    Answer,
    Date,
    Integer,
    Line,
    Markdown,
    Name,
    Number,
    ParameterCount,
    Passage,
    ResultNumber,
    Slug,
    Url,
    as_spdx,
    as_text,
    nearest,
    refuse,
    shown,
)
from visavis.load.sharing import keep, kept, kept_entries

if TYPE_CHECKING:
    from visavis.load.pictures import Picture

T = TypeVar("T")


class Authored(BaseModel):
    """The base of everything a person writes: unknown keys refused, values frozen."""

    # validators are built when they are first needed: where all files are known from the cache, never
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


class Empty(Enum):
    """Why a value is absent, where its author says so."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


def _choice(*words: str) -> BeforeValidator:
    """Return a validator that reads one of these words, written with or without quotes."""

    def read(value: object) -> str:
        text = as_text(value, "one of " + ", ".join(words)) if isinstance(value, str) else ""
        if text not in words:
            fix = nearest(value, words, "write one of these words")
            refuse("bad-choice", shown(value), "one of " + ", ".join(words), fix)
        return text

    return BeforeValidator(read)


def _or_empty(value: Any, handler: Any) -> Any:
    if isinstance(value, str) and value in ("unknown", "not applicable"):
        return Empty(str(value))
    return handler(value)


class Sourced(Authored, Generic[T]):
    """A value, alone or with where it comes from: `131072` or `{value: 131072, source: https://…, as_of: 2025-03}`.

    `unknown` and `not applicable` are values too; a key that is left out is unknown.
    """

    value: Annotated[T, WrapValidator(_or_empty)] = Field(description="The value itself.")
    source: Url | None = Field(default=None, description="The web address the value was taken from.")
    as_of: Date | None = Field(default=None, description="The date on which the source said so.")

    @model_validator(mode="wrap")
    @classmethod
    def _bare(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if known := kept(cls, data):
            return known
        sourced = isinstance(data, dict) and ("value" in data or data.keys() <= {"source", "as_of"})
        return keep(cls, data, handler(data if sourced else {"value": data}))

    @property
    def known(self) -> T | None:
        """The value, or None where its author says unknown or not applicable."""
        return None if isinstance(self.value, Empty) else self.value

    @property
    def empty(self) -> Empty | None:
        """Why there is no value, or None where there is one."""
        return self.value if isinstance(self.value, Empty) else None


class Support(StrEnum):
    """Whether a model does a task or has a feature; unknown is `Empty.UNKNOWN`."""

    YES = "yes"
    NO = "no"


def _support(value: object) -> Support:
    if not isinstance(value, str) or value not in ("yes", "no"):
        fix = nearest(value, ("yes", "no", "unknown"), "write yes, no or unknown")
        refuse("bad-choice", shown(value), "yes, no or unknown", fix)
    return Support(str(value))


SupportWord = Annotated[Support, BeforeValidator(_support)]


# --- data/site.yaml ---------------------------------------------------------------------------------------------------


class Band(Authored):
    """A score band: scores from `from` percent up to the next higher band."""

    id: Slug = Field(description="The key that HTML and CSS know the band by (`data-band`).")
    label: Line = Field(description="What the score key shows, for instance ≥75%.")
    word: Line = Field(description="The band in a word, for readers who do not see colours.")
    lower: Number = Field(
        alias="from", ge=0, le=100, description="The lowest score of the band in percent, from 0 to 100."
    )


class Term(Authored):
    """An entry of the vocabulary: a task, feature or modality."""

    label: Name = Field(description="The name that readers see.")
    description: Line | None = Field(default=None, description="One sentence that says what it means.")
    link: Url | None = Field(default=None, description="A web address that explains it.")


class Organisation(Term):
    """A maker of models."""

    logo: Line | None = Field(default=None, description="A picture under static/, for instance logos/acme.svg.")


class ExtraProperty(Authored):
    """A property of the site's own, beyond those that every card may have."""

    label: Name = Field(description="The row's name in the comparison table.")
    description: Line | None = Field(default=None, description="One sentence that says what it means.")
    type: Annotated[Literal["text", "number", "yes-no"], _choice("text", "number", "yes-no")] = Field(
        default="text", description="What its values are: text, number or yes-no."
    )
    unit: Name | None = Field(default=None, description="The unit shown behind a number, for instance px.")
    better: Annotated[Literal["higher", "lower", "neither"], _choice("higher", "lower", "neither")] = Field(
        default="neither", description="Which numbers are better: higher, lower or neither."
    )


class ShownProperty(Authored):
    """A row of the comparison table: a key alone, or a key with its own label."""

    key: Name = Field(description="A built-in property or one declared.")
    label: Name | None = Field(default=None, description="The row's name, where it differs from the usual one.")

    @model_validator(mode="wrap")
    @classmethod
    def _bare(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return handler(data if isinstance(data, dict) else {"key": data})


BUILT_IN_PROPERTIES = {
    "organisation": later("Organization"),
    "category": later("Category"),
    "modality": later("Modality"),
    "release_date": later("Release Date"),
    "context_window": later("Context Window"),
    "parameters": later("Parameters"),
    "licence": later("License"),
}
"""The properties every card may have, in their usual order, with their usual labels."""


NamedPairs = Annotated[
    tuple[Annotated[tuple[Slug, ...], Field(min_length=2, max_length=2, strict=False)], ...], Field(strict=False)
]


class PairParts(Authored):
    """Which pairs get a page, in parts: a pair has one where any of the parts chooses it."""

    comparable: Annotated[Literal["yes", "no"], _choice("yes", "no")] = Field(
        default="no", description="yes: every two models that have a suite or a task in common."
    )
    nearest: Annotated[Integer, Field(ge=1)] | None = Field(
        default=None, description="So many of the models nearest to each one, among those comparable with it."
    )
    named: NamedPairs = Field(default=(), description="These pairs, each as [one, other].")


def _pairs_form(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "a word"


Pairs = Annotated[
    Annotated[Literal["all", "comparable"], _choice("all", "comparable"), Tag("a word")]
    | Annotated[NamedPairs, Tag("a list")]
    | Annotated[PairParts, Tag("a mapping")],
    Discriminator(_pairs_form),
]


class SiteConfig(Authored):
    """`data/site.yaml`: the site's title, score bands, vocabulary, rows and pairs."""

    title: Name = Field(description="The site's name, in the header and in every page's title.")
    tagline: Line = Field(description="One sentence that says what the site is.")
    address: Url | None = Field(
        default=None, description="Where the site is published; without it nothing absolute is written."
    )
    repository: Url | None = Field(default=None, description="Where its data is kept and corrected.")
    corrections: Url | None = Field(
        default=None,
        description="The address that the repository's files lie below, to be corrected; known of GitHub and GitLab.",
    )
    format: Annotated[int, BeforeValidator(as_format), Field(ge=1, le=FORMAT)] = Field(
        default=1, description="The version of the data format that all files are written in."
    )
    pages_as: Annotated[Literal["files", "folders"], _choice("files", "folders")] = Field(
        default="files",
        description="How pages are addressed: files (compare/a-vs-b.html) or folders (compare/a-vs-b/).",
    )
    markdown: Annotated[Literal["none", "pages", "all"], _choice("none", "pages", "all")] = Field(
        default="pages",
        description="Which pages are published as Markdown too (a.html.md): none, pages (all but comparisons) or all.",
    )
    compressed: tuple[Annotated[Literal["gzip", "brotli"], _choice("gzip", "brotli")], ...] = Field(
        default=(),
        strict=False,
        description="Which compressed copies lie beside pages: gzip (a-vs-b.html.gz), brotli (a-vs-b.html.br).",
    )
    languages: tuple[Annotated[Literal["en", "de", "ja"], _choice("en", "de", "ja")], ...] = Field(
        default=("en",),
        strict=False,
        min_length=1,
        description="The languages of visavis' words: the first lies at the top, others in a folder each.",
    )
    share_images: Annotated[Literal["none", "models", "home", "all"], _choice("none", "models", "home", "all")] = Field(
        default="home",
        description="Which pages have an image of their own for shared links, where there is an address: none; models "
        "(and suites); home, these and the pairs that the home page names; all, every pair too.",
    )
    embeds: Annotated[Literal["none", "home", "all"], _choice("none", "home", "all")] = Field(
        default="home",
        description="Which comparisons have a card that other pages can frame, where there is an address: none; home, "
        "those that the home page names; all, one more file for each.",
    )
    badges: Annotated[Literal["none", "all"], _choice("none", "all")] = Field(
        default="all",
        description="Which runs have a badge, where there is an address: none, or all, an SVG for each run.",
    )
    exports: tuple[
        Annotated[
            Literal["comparisons", "tables", "every-eval-ever"], _choice("comparisons", "tables", "every-eval-ever")
        ],
        ...,
    ] = Field(
        default=(),
        strict=False,
        description="Which data are published too: comparisons, with verdict and statistics of every pair, a file for "
        "each model; tables, the table of every comparison as CSV (a-vs-b.html.csv); every-eval-ever, runs as records "
        "of that tool, two files for each run.",
    )
    bands: tuple[Band, ...] = Field(
        default_factory=lambda: (
            Band.model_validate({"id": "high", "label": "≥75%", "word": later("high"), "from": 75}),
            Band.model_validate({"id": "mid", "label": "40–74%", "word": later("middle"), "from": 40}),
            Band.model_validate({"id": "low", "label": "<40%", "word": later("low"), "from": 0}),
        ),
        strict=False,
        min_length=1,
        description="The score bands, highest first; the last one starts at 0.",
    )
    tasks: dict[Slug, Term] = Field(default={}, description="What models may be asked to do.")
    tasks_heading: Name | None = Field(
        default=None, description="What stands above the tasks of models; Tasks where this is not given."
    )
    features: dict[Slug, Term] = Field(default={}, description="What models may have.")
    modalities: dict[Slug, Term] = Field(default={}, description="What models read and write.")
    organisations: dict[Slug, Organisation] = Field(default={}, description="Who makes models.")
    extra_properties: dict[Slug, ExtraProperty] = Field(default={}, description="Properties of this site's own.")
    properties: tuple[ShownProperty, ...] = Field(
        default_factory=lambda: tuple(ShownProperty(key=key) for key in BUILT_IN_PROPERTIES),
        strict=False,
        description="Which properties show, in this order.",
    )
    pairs: Pairs = Field(
        default="all",
        description="Which pairs get a page: all, comparable, a list of [one, other], or parts such as {nearest: 10}.",
    )


# --- data/models/<model>.yaml -----------------------------------------------------------------------------------------


class Licence(Authored):
    """The licence of a model or an image: an SPDX identifier, or a name with a link."""

    name: Name = Field(description="The licence's name, or its SPDX identifier.")
    link: Url = Field(description="Where its text stands.")

    @model_validator(mode="wrap")
    @classmethod
    def _spdx(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, dict):
            return handler(data)
        text = as_spdx(data)
        page = f"{text}.html" if " " not in text else ""
        return handler({"name": text, "link": f"https://spdx.org/licenses/{page}"})


class Parameters(Authored):
    """The number of parameters; a mixture of experts has a total and those active for a token."""

    total: ParameterCount = Field(description="All parameters, for instance 12B or 3.5M.")
    active: ParameterCount | None = Field(
        default=None, description="Those used for one token, in a mixture of experts."
    )

    @model_validator(mode="wrap")
    @classmethod
    def _bare(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        value = handler(data if isinstance(data, dict) else {"total": data})
        if value.active and value.active.amount > value.total.amount:
            expected = f"at most total, which is {value.total.written}"
            refuse("active-over-total", f"active {value.active.written}", expected, "correct total or active")
        return value


class Links(Authored):
    """Where to read more about a model."""

    weights: Url | None = Field(default=None, description="Where its weights can be had.")
    paper: Url | None = Field(default=None, description="The paper that presents it.")
    code: Url | None = Field(default=None, description="Its source code.")
    homepage: Url | None = Field(default=None, description="Its maker's page about it.")


ExtraValue = Annotated[Any, BeforeValidator(lambda value: value)]  # its type is declared in site.yaml: see validate.py


class ModelCard(Authored):
    """`data/models/<model>.yaml`: the facts about one model."""

    name: Name = Field(description="The model's name as its maker writes it.")
    organisation: Sourced[Slug] | None = Field(
        default=None, description="Its maker: a key of organisations in site.yaml."
    )
    category: Sourced[Annotated[Literal["open", "closed"], _choice("open", "closed")]] | None = Field(
        default=None, description="open where its weights can be had, closed where not."
    )
    modality: Sourced[Slug] | None = Field(default=None, description="A key of modalities in site.yaml.")
    release_date: Sourced[Date] | None = Field(
        default=None, description="A year, month or day: 2025, 2025-03, 2025-03-31."
    )
    context_window: Sourced[Annotated[Integer, Field(ge=1)]] | None = Field(
        default=None, description="How much it reads at once, in tokens."
    )
    parameters: Sourced[Parameters] | None = Field(
        default=None, description="12B, 3.5M, or {total: 109B, active: 17B} for a mixture of experts."
    )
    licence: Sourced[Licence] | None = Field(
        default=None, description="An SPDX identifier, or {name: …, link: https://…} for a licence of its own."
    )
    links: Links = Field(default_factory=Links, description="Where to read more.")
    tasks: dict[Slug, Sourced[SupportWord]] = Field(
        default={}, description="yes, no or unknown for tasks of site.yaml."
    )
    features: dict[Slug, Sourced[SupportWord]] = Field(
        default={}, description="yes, no or unknown for features of site.yaml."
    )
    aliases: tuple[Name, ...] = Field(default=(), strict=False, description="Other names it is known by.")
    overview: Markdown | None = Field(default=None, description="What it is, in Markdown.")
    properties: dict[Slug, Sourced[ExtraValue]] = Field(
        default={}, description="Values of the extra properties that site.yaml declares."
    )
    source: Url | None = Field(default=None, description="The source of every value that names none of its own.")
    as_of: Date | None = Field(default=None, description="The date of that source.")


# --- data/evals/<suite>/ ----------------------------------------------------------------------------------------------


class PassFail(Authored):
    """The metric of a suite whose prompts are passed or failed."""

    kind: Literal["pass-fail"] = Field(default="pass-fail", description="pass-fail.")


class Numeric(Authored):
    """A metric that is a number, such as mean average precision or milliseconds."""

    kind: Literal["numeric"] = Field(description="numeric.")
    name: Name | None = Field(default=None, description="The metric's name, for instance mAP.")
    unit: Name | None = Field(default=None, description="Shown behind the number: %, ms.")
    minimum: Number | None = Field(default=None, description="The lowest value possible.")
    maximum: Number | None = Field(default=None, description="The highest value possible.")
    better: Annotated[Literal["higher", "lower", "neither"], _choice("higher", "lower", "neither")] = Field(
        description="Which values are better: higher, lower or neither."
    )
    precision: Annotated[Integer, Field(ge=0, le=6)] = Field(
        default=1, description="How many decimals are shown; values equal at that precision count as equal."
    )

    @model_validator(mode="after")
    def _range(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            refuse("empty-range", f"minimum {self.minimum}", f"less than maximum {self.maximum}", "correct one of them")
        return self


def _metric_form(value: object) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", value)
    return "numeric" if kind == "numeric" else "pass-fail"


def _bare_metric(value: Any) -> Any:
    """Let `metric: pass-fail` stand for `metric: {kind: pass-fail}`; check the word, so that it is never unread."""
    if isinstance(value, PassFail | Numeric):
        return value
    kind = value.get("kind", "nothing") if isinstance(value, dict) else value
    if kind not in ("pass-fail", "numeric"):
        fix = nearest(kind, ("pass-fail", "numeric"), "write one of these words")
        refuse("bad-choice", shown(kind), "pass-fail or numeric", fix)
    return {**value, "kind": str(kind)} if isinstance(value, dict) else {"kind": str(kind)}


Metric = Annotated[
    Annotated[PassFail, Tag("pass-fail")] | Annotated[Numeric, Tag("numeric")],
    Discriminator(_metric_form),
    BeforeValidator(_bare_metric),
]


class Category(Authored):
    """A category of a suite: a group of prompts, or one of the numbers that a numeric suite reports."""

    label: Name = Field(description="The row's name.")
    description: Line | None = Field(default=None, description="One sentence that says what it asks.")
    metric: Metric | None = Field(
        default=None, description="Where it is a number of its own kind, which differs from the suite's metric."
    )


class TextRule(Authored):
    """The rules that compare texts: `exact` and `contains`."""

    kind: Literal["exact", "contains"] = Field(
        description="exact: the answer is what is expected; contains: that stands in it, word for word."
    )


class NumberRule(Authored):
    """The rule that compares the one number in an answer."""

    kind: Literal["number"] = Field(description="number: the answer holds one number, the one that is expected.")
    tolerance: Annotated[Number, Field(ge=0)] = Field(
        default=Decimal(0), description="By how much it may be more or less, in the number's own unit; usually 0."
    )


class ChoiceRule(Authored):
    """The rule that looks which one of several choices an answer names."""

    kind: Literal["choice"] = Field(description="choice: the answer names one of the choices, the one expected.")
    choices: Annotated[tuple[Line, ...], Field(strict=False, min_length=2)] = Field(
        description="All choices, at least two, for instance [yes, no]."
    )


class JudgedRule(Authored):
    """The rule where a person or a model judged; it is not applied again."""

    kind: Literal["judged"] = Field(description="judged: somebody decided, and the outcome is taken as written.")
    by: Line | None = Field(default=None, description="Who or which model judged, and how.")


RULE_KINDS = ("exact", "contains", "number", "choice", "judged")
"""The kinds of scoring rule."""


def _rule_form(value: object) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", value)
    return "text" if kind in ("exact", "contains") else str(kind)


def _bare_rule(value: Any) -> Any:
    """Let `rule: exact` stand for `rule: {kind: exact}`; check the word, so that it is never unread."""
    if isinstance(value, Authored):
        return value
    kind = value.get("kind") if isinstance(value, dict) else value
    if kind not in RULE_KINDS:
        fix = nearest(kind, RULE_KINDS, "write one of these words")
        refuse("bad-choice", shown(kind), "exact, contains, number, choice or judged", fix)
    if kind == "choice" and not isinstance(value, dict):
        refuse("missing-key", "choice alone", "choice with its choices", "write {kind: choice, choices: [yes, no]}")
    return {**value, "kind": str(kind)} if isinstance(value, dict) else {"kind": str(kind)}


Rule = Annotated[
    Annotated[TextRule, Tag("text")]
    | Annotated[NumberRule, Tag("number")]
    | Annotated[ChoiceRule, Tag("choice")]
    | Annotated[JudgedRule, Tag("judged")],
    Discriminator(_rule_form),
    BeforeValidator(_bare_rule),
]


class ImageCredit(Authored):
    """To whom the images of a suite are owed, where their prompts name nobody else."""

    credit: Line | None = Field(default=None, description="Who made them.")
    licence: Licence | None = Field(
        default=None, description="An SPDX identifier, or {name: …, link: https://…} for a licence of its own."
    )
    source: Url | None = Field(default=None, description="Where they were published.")


def _one_or_more(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class Prompt(Authored):
    """One question of a suite; its id is its key."""

    category: Slug = Field(description="A key of the suite's categories.")
    question: Passage | None = Field(default=None, description="What is asked, in plain text of one or more lines.")
    image: Line | None = Field(
        default=None, description="What it is asked about: a picture in the folder images beside suite.yaml."
    )
    expected: Annotated[tuple[Passage, ...], BeforeValidator(_one_or_more), Field(strict=False, min_length=1)] = Field(
        default=(), description="The right answer, or a list of answers any of which is right."
    )
    rule: Rule | None = Field(default=None, description="How answers are scored, where not by the suite's rule.")
    credit: Line | None = Field(default=None, description="Who made the image.")
    licence: Licence | None = Field(default=None, description="The image's licence, as a model's is written.")
    source: Url | None = Field(default=None, description="Where the image was published.")


class EvalSuite(Authored):
    """`data/evals/<suite>/suite.yaml`: a named, versioned set of prompts or metrics."""

    name: Name = Field(description="The suite's name.")
    version: Name | None = Field(default=None, description="Which version of its prompts was used.")
    description: Markdown = Field(description="What it measures and how, in Markdown.")
    source: Url = Field(description="Where it is published.")
    metric: Metric = Field(description="pass-fail, or {kind: numeric, unit: …, better: …, precision: …}.")
    headline: Slug | None = Field(
        default=None, description="In a numeric suite, the category that stands for the whole and ranks the models."
    )
    categories: dict[Slug, Category] = Field(min_length=1, description="Its categories, in the order shown.")
    rule: Rule | None = Field(
        default=None,
        description="How answers are scored: exact, contains, number, judged, {kind: choice, choices: [yes, no]}.",
    )
    images: ImageCredit | None = Field(default=None, description="To whom the images of its prompts are owed.")
    prompts: dict[Slug, Prompt] = Field(default={}, description="Its prompts, where they are known.")


class Tally(Authored):
    """How many prompts of a category were passed, of how many asked."""

    passed: Annotated[Integer, Field(ge=0)] = Field(description="Prompts passed.")
    total: Annotated[Integer, Field(ge=1)] = Field(description="Prompts asked.")


class Outcome(StrEnum):
    """What came of one prompt."""

    PASS = "pass"  # noqa: S105 -- an outcome
    FAIL = "fail"
    NO_ANSWER = "no answer"
    ERROR = "error"


_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def _outcome(value: object) -> Outcome:
    if not isinstance(value, str) or value not in _OUTCOMES:
        fix = nearest(value, list(_OUTCOMES), "write one of these words")
        refuse("bad-choice", shown(value), "pass, fail, no answer or error", fix)
    return _OUTCOMES[value]


class ImageMark(Authored):
    """What the kinds of mark on an image have in common: pixels of the image file, turned as its EXIF data say.

    The origin is the top left corner. A number written without a point is an int, any other a float.
    """

    @model_validator(mode="wrap")
    @classmethod
    def _plain(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return plain_mark(cls, data) or handler(data)


class Box(ImageMark):
    """A rectangle on an image."""

    at: Annotated[
        tuple[Coordinate, Coordinate, Length, Length],
        listed_numbers(4, "[x, y, width, height]"),
        Field(strict=False),
    ] = Field(description="[x, y, width, height] in pixels of the image file, from its top left corner.")
    label: Line | None = Field(default=None, description="What is in it, for instance the word read there.")
    confidence: Share | None = Field(default=None, description="How sure the model is, from 0 to 1.")


class Polygon(ImageMark):
    """A closed outline on an image."""

    at: Annotated[tuple[Place, ...], Field(strict=False, min_length=3)] = Field(
        description="Its corners in order, at least three, each as [x, y] in pixels of the image file."
    )
    label: Line | None = Field(default=None, description="What it goes around.")
    confidence: Share | None = Field(default=None, description="How sure the model is, from 0 to 1.")


class Point(ImageMark):
    """A single place on an image."""

    at: Place = Field(description="[x, y] in pixels of the image file, from its top left corner.")
    label: Line | None = Field(default=None, description="What is there.")
    confidence: Share | None = Field(default=None, description="How sure the model is, from 0 to 1.")


class PromptResult(Authored):
    """What came of one prompt: `pass`, or a mapping with the answer: `{answer: "12", seconds: 1.2}`.

    In `SiteData` every result has an outcome: where its author wrote none, the one that the prompt's rule gives.
    """

    outcome: Annotated[Outcome, BeforeValidator(_outcome)] | None = Field(
        default=None, description="pass, fail, no answer or error; where it is left out, the rule decides."
    )
    seconds: Annotated[Number, Field(ge=0)] | None = Field(
        default=None, description="How long the answer took, in seconds."
    )
    answer: Answer | None = Field(default=None, description="The answer, word for word; an empty one is no answer.")
    boxes: Annotated[tuple[Box, ...], Field(strict=False)] = Field(default=(), description="Boxes on the image.")
    polygons: Annotated[tuple[Polygon, ...], Field(strict=False)] = Field(
        default=(), description="Outlines on the image."
    )
    points: Annotated[tuple[Point, ...], Field(strict=False)] = Field(default=(), description="Points on the image.")
    note: Line | None = Field(default=None, description="What a reader should know about this answer.")

    @model_validator(mode="wrap")
    @classmethod
    def _bare(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if known := kept(cls, data):
            return known
        return keep(cls, data, handler(data if isinstance(data, dict) else {"outcome": data}))

    @property
    def decided(self) -> Outcome:
        """The outcome; raise ValueError where there is none, as is never so in `SiteData`."""
        if self.outcome is None:
            raise ValueError("an outcome that no rule has decided yet")
        return self.outcome


def _result_form(value: object) -> str:
    return "tally" if isinstance(value, dict | Tally) else "number"


Result = Annotated[Annotated[Tally, Tag("tally")] | Annotated[ResultNumber, Tag("number")], Discriminator(_result_form)]


def _outcomes(data: Any, handler: Any) -> Any:
    """Check only those results that were not met before, where a run has the same prompts as another."""
    return kept_entries(PromptResult, data, handler) if type(data) is dict else handler(data)


class EvalRun(Authored):
    """`data/evals/<suite>/<model>.yaml`: one model on one suite."""

    date: Date = Field(description="When it was run, to the year, month or day.")
    source: Url = Field(description="Where the results were published.")
    origin: Annotated[Literal["measured", "self-reported"], _choice("measured", "self-reported")] = Field(
        description="measured by somebody else, or self-reported by the model's maker."
    )
    note: Line | None = Field(default=None, description="What a reader should know about these results.")
    machine: Line | None = Field(default=None, description="The machine that it ran on.")
    software: Line | None = Field(default=None, description="The software that it ran with, and its versions.")
    average_response_time: Annotated[Number, Field(ge=0)] | None = Field(
        default=None, description="Mean seconds a prompt; computed where outcomes have seconds."
    )
    results: dict[Slug, Result] = Field(
        default={}, description="By category: {passed: 11, total: 15}, or a number where the metric is numeric."
    )
    outcomes: Annotated[dict[Slug, PromptResult], WrapValidator(_outcomes)] = Field(
        default={}, description='By prompt: pass, fail, no answer, error, or {answer: "12", seconds: 1.2}.'
    )


@dataclass(frozen=True, slots=True)
class SiteData:
    """Everything under `data/`, checked: the value that `load/` hands on.

    All by key, sorted; runs by suite first, and so are pictures, then by prompt. Every result of a run has an outcome:
    its author's, or the one that the prompt's rule found. `files` has the digest of each file's content, by its path.
    """

    config: SiteConfig
    models: dict[str, ModelCard]
    suites: dict[str, EvalSuite]
    runs: dict[str, dict[str, EvalRun]]
    pictures: dict[str, dict[str, Picture]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
