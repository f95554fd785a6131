"""The page of a prompt: what was asked and expected, and what every model answered, grouped by what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from visavis.compare.facts import Fact
from visavis.compare.scores import CategoryScore, SuiteTable, score_fact
from visavis.compare.subjects import Catalogue
from visavis.load.schema import EvalSuite, ImageCredit, Outcome, Prompt, PromptResult
from visavis.load.scoring import rule_of
from visavis.pages import snippets, structured, urls
from visavis.pages.answers import AnswerGroup, ModelAnswer, RuleShown, answer_groups, marked, model_answer, rule_shown
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.pictures import ShownPicture, shown_picture
from visavis.pages.prompt_heads import words
from visavis.pages.prompt_order import by_category
from visavis.pages.structured import Graph

if TYPE_CHECKING:
    from visavis.load.pictures import Picture


class Credit(NamedTuple):
    """To whom an image is owed; what is not known is None."""

    credit: str | None
    licence: Link | None
    source: str | None


@dataclass(frozen=True, slots=True, eq=False)
class PromptPage:
    """evals/<suite>/<prompt>.html

    `number` is the prompt's place among `of` of its suite, by category as they are listed; `before` and `after` are
    those beside it. `share` is how many of the `asked` models passed it, None where none was
    asked. `marked` are the answers that marked something on the image, `not_run` the models that were asked other
    prompts of the suite but not this one.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    suite: Link
    category: str
    number: int
    of: int
    before: Link | None
    after: Link | None
    question: str | None
    picture: ShownPicture | None
    credit: Credit | None
    expected: tuple[str, ...]
    rule: RuleShown
    share: Fact | None
    passed: int
    asked: int
    groups: tuple[AnswerGroup, ...]
    marked: tuple[ModelAnswer, ...]
    not_run: tuple[Link, ...]


def has_pages(table: SuiteTable) -> bool:
    """Whether there are pages of a suite's prompts: it lists them, and of some model it is known which it passed."""
    return bool(table.suite.prompts) and any(run.outcomes for run in table.runs.values())


class PromptPages:
    """Makes the page of any prompt; the order of models is found once for all. `pictures` are by suite and prompt."""

    def __init__(self, catalogue: Catalogue, pictures: Mapping[str, Mapping[str, Picture]]) -> None:
        self.addresses = urls.addresses(catalogue.config)
        self.frame = frame(catalogue, self.addresses.prompt("a", "b"))
        self.tables = {key: table for key, table in catalogue.suites.items() if has_pages(table)}
        self._bands, self._pictures = catalogue.bands, pictures
        self._order = {key: list(chain(*by_category(table.suite).values())) for key, table in self.tables.items()}
        self._numbers = {suite: {key: number for number, key in enumerate(ids)} for suite, ids in self._order.items()}
        self._models: dict[str, dict[str, Link]] = {}
        for key, table in self.tables.items():
            names = {model: catalogue.subjects[model].name for model, run in table.runs.items() if run.outcomes}
            ordered = sorted(names, key=lambda model: (names[model].casefold(), model))
            to = self.addresses.model
            self._models[key] = {model: Link(self.frame.to(to(model)), names[model]) for model in ordered}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the suite and prompt of every page."""
        return ((suite, prompt) for suite, table in self.tables.items() for prompt in table.prompts.ids)

    def page(self, suite: str, key: str) -> PromptPage:
        """Return the page of one prompt."""
        table, models = self.tables[suite], self._models[suite]
        ids, prompt = self._order[suite], table.suite.prompts[key]
        number = self._numbers[suite][key]
        path = self.addresses.prompt(suite, key)
        results = {model: result for model in models if (result := table.runs[model].outcomes.get(key))}
        answers = {model: model_answer(model, models[model], result) for model, result in results.items()}
        passed = sum(result.outcome is Outcome.PASS for result in results.values())
        picture = self._pictures.get(suite, {}).get(key)
        asked_for, name = prompt.question or words(key), table.suite.name
        return PromptPage(
            frame=self.frame,
            title=words(key),
            snippet=snippets.prompt(name, number + 1, len(ids), asked_for, passed, len(results)),
            canonical=self.addresses.canonical(path),
            translations=self.frame.translations(path),
            twin=self.frame.twin(path),
            structured=structured.trail(self.frame, words(key), (name, self.addresses.suite(suite))),
            suite=Link(self.frame.to(self.addresses.suite(suite)), table.suite.name),
            category=table.suite.categories[prompt.category].label,
            number=number + 1,
            of=len(ids),
            before=self._link(suite, ids[number - 1]) if number else None,
            after=self._link(suite, ids[number + 1]) if number + 1 < len(ids) else None,
            question=prompt.question,
            picture=shown_picture(self.frame, suite, picture) if picture else None,
            credit=image_credit(table.suite, prompt) if picture else None,
            expected=prompt.expected,
            rule=rule_shown(rule_of(table.suite, prompt), prompt),
            share=score_fact(CategoryScore(passed, len(results)), self._bands) if results else None,
            passed=passed,
            asked=len(results),
            groups=answer_groups((result.decided, answers[model]) for model, result in results.items()),
            marked=tuple(answer for answer in answers.values() if answer.marks) if picture else (),
            not_run=tuple(link for model, link in models.items() if model not in results),
        )

    def models(self, suite: str) -> tuple[object, ...]:
        """Return what every prompt's page of a suite shows of the models that were run on it."""
        return tuple(self._models[suite].items())

    def states(self, suite: str) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Yield each prompt of a suite with what else its page shows that the suite's own file does not hold."""
        table, known = self.tables[suite], dict[int, str]()
        answers: dict[str, list[str]] = {key: [] for key in table.prompts.ids}
        for model in self._models[suite]:
            for key, result in table.runs[model].outcomes.items():
                answers[key].append(f"{model} {known.get(id(result)) or _state(result, known)}")
        for key, of in answers.items():
            picture = self._pictures.get(suite, {}).get(key)
            yield key, ([rendition.name for rendition in picture.renditions] if picture else [], "\n".join(of))

    def _link(self, suite: str, key: str) -> Link:
        return Link(self.frame.to(self.addresses.prompt(suite, key)), words(key))


def _state(result: PromptResult, known: dict[int, str]) -> str:
    """Return all that a result says in one line; those without an answer stand for many, and are noted as known."""
    of = result.__dict__  # a site may have a hundred thousand: to ask for each field takes half as long again
    marks = [[(mark.at, mark.label, mark.confidence) for mark in each] for each in marked(result)] if _any(of) else ""
    made = f"{of['outcome']} {of['seconds']} {of['note']!r} {marks} {of['answer']!r}"
    if of["answer"] is None:
        known[id(result)] = made
    return made


def _any(of: Mapping[str, Any]) -> bool:
    return bool(of["boxes"] or of["polygons"] or of["points"])


def image_credit(suite: EvalSuite, prompt: Prompt) -> Credit | None:
    """Return to whom a prompt's image is owed: each part is the prompt's own, or else the suite's."""
    usual = suite.images or ImageCredit()
    credit, source = prompt.credit or usual.credit, prompt.source or usual.source
    licence = prompt.licence or usual.licence
    link = Link(licence.link, licence.name) if licence else None
    return Credit(credit, link, source) if credit or link or source else None
