"""The Jinja environment: a site's own templates over the theme's, everything escaped, nothing undefined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from visavis.language import ENGLISH, Language
from visavis.render.data import embedded
from visavis.render.fragments import FRAGMENTS, JOINED, PIECES, fragment, joined
from visavis.render.kept import written
from visavis.render.markdown import Links, address, authored, code, fenced, target, text, within
from visavis.render.marks import marks_as_markdown
from visavis.render.precompiled import Precompiled
from visavis.render.prose import plain, prose
from visavis.render.translating import Blocks, Translating, speak


class _Loader(FileSystemLoader):
    """Says of a template that is not UTF-8 which one it is."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            message = f"bytes that are not UTF-8, the first one at {error.start}"
            raise TemplateSyntaxError(message, 1, template) from None


class _NoIndentation(Extension):
    """Leave the indentation of template lines out of every page: it is for authors, and costs readers bytes."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return re.sub(r"\n[ \t]+", "\n", source)


class _Generator(CodeGenerator):
    """Writes values out with `written`, and pieces as they are: a fragment's filter gives markup.

    A page has some fifty pieces, and there is a page for every pair.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_piece(node, frame):
            return
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
            return
        self.write(f"environment.written({finalize.src or ''}")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_piece(node, frame):
            super()._output_child_post(node, frame, finalize)


def _is_piece(node: nodes.Expr, frame: Frame) -> bool:
    return _escapes(frame) and isinstance(node, nodes.Filter) and node.name in PIECES


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Context(Context):
    """Calls macros, which most of what templates call is, without asking of each what it wants to be given."""

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls; `kwargs` may hold names that Jinja adds for functions that see all names."""
        if type(function) is not Macro:
            return super().call(function, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return function(self.eval_ctx, *args, **kwargs)


class _Environment(Translating):
    """Compiles templates to what writes values with `written`."""

    code_generator_class = _Generator
    context_class = _Context
    written = staticmethod(written)


def environment(
    folders: Sequence[Path],
    root: str = "../",
    assets: str = "static",
    kept: Path | None = None,
    language: Language = ENGLISH,
) -> Environment:
    """Return the environment for these template folders, the first of which win file by file.

    Filters named in `FRAGMENTS` render the macro of the same name once for each value and keep it. `static` makes the
    path of a file under static/ a link from the pages that `root` leads to the output folder from, in whose folder
    `assets` these files are published. `kept` is a folder for compiled templates, `language` the one that templates
    are put into.
    """
    env = _environment(folders, _precompiled(folders, "html", (root, assets), kept, language), language)
    env.filters["prose"] = prose
    env.filters["plain"] = plain
    env.filters["json"] = embedded
    env.filters["static"] = lambda path: f"{root}{assets}/{path}"
    for name in FRAGMENTS:
        env.filters[name] = fragment(env, name)
    for name, one in JOINED.items():
        env.filters[name] = joined(env.filters[one])
    return env


def markdown_environment(
    folders: Sequence[Path], links: Links, kept: Path | None = None, language: Language = ENGLISH
) -> Environment:
    """Return the environment of pages as Markdown. Every value is escaped for it, but for what filters make of one.

    `target` and `to` write where a link leads, out of the site or inside it, `address` such a link that shows where;
    `within` writes a value that stands behind other words of its line, `code` and `fenced` a text character for
    character, `prose` and `plain` authored Markdown. `made` takes what is Markdown already. `kept` is a folder for
    compiled templates, `language` the one that templates are put into; marks of HTML in messages become Markdown's.
    """
    precompiled = _precompiled(folders, "files" if links.based else "markdown", links, kept, language)
    env = _environment(folders, precompiled, language, text, marks_as_markdown)
    env.filters |= {"to": links, "target": target, "address": address, "code": code, "fenced": fenced, "within": within}
    env.filters |= {"prose": authored, "plain": plain, "made": Markup}
    return env


def _environment(
    folders: Sequence[Path],
    precompiled: Precompiled,
    language: Language,
    finalize: Callable[[object], object] | None = None,
    marks: Callable[[str], str] = str,
) -> Environment:
    env = _Environment(
        loader=_Loader(list(folders)),
        autoescape=True,  # which what `finalize` gives goes through as it is
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        optimized=False,  # which writes constants into the trees that are remembered
        extensions=[_NoIndentation, Blocks],
        finalize=finalize,
        bytecode_cache=precompiled,
    )
    speak(env, language, marks)
    return env


def _precompiled(
    folders: Sequence[Path], kind: str, settings: object, kept: Path | None, language: Language
) -> Precompiled:
    """Return what keeps compiled templates: those of each kind of environment and language by themselves."""
    settings = kind, settings, language.tag, language.messages, language.counts
    return Precompiled(folders, settings, kept, f"{kind}-{language.tag}")
