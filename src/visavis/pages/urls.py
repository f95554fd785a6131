"""Addresses: the one place that knows where a page lies and how one page links to another.

Every path is relative to the output folder, with forward slashes; keys are slugs, checked when they were loaded, so
no path can leave its folder. `pages_as` of site.yaml says whether a page is a file, one folder deep, or the index of a
folder of its own: compare/a-vs-b/index.html for compare/a-vs-b.html. A link always names the file, `index.html` too:
so pages work from disk and on any host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from visavis.compare.pairs import Pair
from visavis.language import ENGLISH, Language, current, known, language
from visavis.load.schema import SiteConfig

HOME, NOT_FOUND = "index.html", "404.html"
COMPARE, MODELS = "compare/index.html", "models/index.html"
FIXED = (HOME, NOT_FOUND, COMPARE, MODELS)
"""The pages that lie in the same place however pages are addressed."""
STYLESHEET = "site.css"
"""The name of the style sheet, among the files that all pages share."""
SITEMAP, ROBOTS, NO_JEKYLL = "sitemap.xml", "robots.txt", ".nojekyll"
HEADERS, REDIRECTS = "_headers", "_redirects"
MANIFEST, SHARE_SITE = "manifest.webmanifest", "share/site.png"
ICONS = (32, 180, 192, 512)
"""How wide the pictures of the site's icon are, in px."""
MODELS_TABLE, EVERY_EVAL_EVER = "api/models.csv", "api/every-eval-ever"
LLMS, LLMS_FULL, FEED = "llms.txt", "llms-full.txt", "feed.xml"
API_INDEX, API_PICKER = "api/index.json", "api/picker.json"
EMBEDS = "embed"
"""The folder of the cards that other sites show in frames."""
FOLDERS = (
    *("api", "badges", "compare", EMBEDS, "evals", "icons", "models", "organizations", "share", "static", "tasks"),
)
"""The folders at the top of the output; beside them lie only single pages, and a folder for each further language."""
PAGE_FOLDERS = ("compare", "evals", "models", "organizations", "tasks")
"""Those of them that have the pages of the site, which nobody else may frame."""
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LANGUAGES = "|".join(tag.lower() for tag in known())
_SCHEMA = re.compile(rf"api/{_SLUG}\.schema\.json")
_PAGE = re.compile(
    rf"(?:(?:{_LANGUAGES})/)?"
    rf"(?:(?:(?:compare|{EMBEDS})/{_SLUG}-vs-{_SLUG}|(?:evals|models|organizations|tasks|evals/{_SLUG})/{_SLUG}|methodology)"
    rf"(?:\.html|/index\.html)(?:\.md)?|(?:compare/|models/)?index\.html(?:\.md)?|404\.html"
    rf"|compare/{_SLUG}-vs-{_SLUG}(?:\.html|/index\.html)\.csv"
    rf"|evals/{_SLUG}/images/{_SLUG}\.[0-9a-f]{{10}}\.webp"
    rf"|api/(?:(?:comparisons|models|suites|runs/{_SLUG})/)?{_SLUG}\.json"
    rf"|share/(?:site|(?:models|evals)/{_SLUG}|compare/{_SLUG}-vs-{_SLUG})\.png|badges/{_SLUG}/{_SLUG}\.svg"
    rf"|icons/[0-9]+\.png|manifest\.webmanifest"
    rf"|api/(?:models|leaderboards/{_SLUG}(?:/{_SLUG})?)\.csv"
    rf"|api/every-eval-ever/data/(?:{_SLUG}/){{3}}[0-9a-f-]{{36}}(?:\.json|_samples\.jsonl)"
    rf"|sitemap(?:-[0-9]+)?\.xml|(?:robots|llms|llms-full)\.txt|feed\.xml|_headers|_redirects|\.nojekyll"
    rf"|static/[0-9a-f]{{10}}/.+|{_SCHEMA.pattern})"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of a site lie.

    A page's path ends in `ending`, its full address in `shown_ending`; `site` is the address that the site is published
    at, which ends in a slash, or None. Paths of pages are inside the `folder` of their language, which is empty or ends
    in a slash; `tag` is that of the language, and `name` what it calls itself.
    """

    ending: str
    shown_ending: str
    site: str | None
    folder: str = ""
    tag: str = ENGLISH.tag
    name: str = ENGLISH.name

    @property
    def folders(self) -> bool:
        """Whether every page is the index of a folder of its own."""
        return self.ending != self.shown_ending

    @property
    def methodology(self) -> str:
        """The path of the page that says where scores come from."""
        return f"methodology{self.ending}"

    def comparison(self, of: Pair) -> str:
        """Return the path of a pair's page, in canonical order."""
        return f"compare/{of.left}-vs-{of.right}{self.ending}"

    def embed(self, of: Pair) -> str:
        """Return the path of a pair's card, as deep as that of its page."""
        return f"{EMBEDS}/{of.left}-vs-{of.right}{self.ending}"

    def model(self, key: str) -> str:
        """Return the path of a model's page."""
        return f"models/{key}{self.ending}"

    def suite(self, key: str) -> str:
        """Return the path of a suite's page."""
        return f"evals/{key}{self.ending}"

    def prompt(self, suite: str, key: str) -> str:
        """Return the path of the page of a suite's prompt, in a folder beside or below the suite's own page."""
        return f"evals/{suite}/{key}{self.ending}"

    def task(self, key: str) -> str:
        """Return the path of a task's page."""
        return f"tasks/{key}{self.ending}"

    def organisation(self, key: str) -> str:
        """Return the path of an organisation's page."""
        return f"organizations/{key}{self.ending}"

    def between(self, one: str, other: str) -> str:
        """Return the path of the page that compares two models, given in either order."""
        left, right = (one, other) if one < other else (other, one)
        return f"compare/{left}-vs-{right}{self.ending}"

    def canonical(self, path: str) -> str | None:
        """Return the full address of a page or file, or None where the site does not say where it is published."""
        if self.site is None:
            return None
        if path.endswith(self.ending):
            path = path.removesuffix(self.ending) + self.shown_ending
        return self.site + self.folder + ("" if path == HOME else path)

    def shared(self, path: str) -> str | None:
        """Return the full address of a file that is the same in all languages, or None as above."""
        return None if self.site is None else self.site + path


def addresses(config: SiteConfig, written: Language | None = None) -> Addresses:
    """Return where the pages of a site with this configuration lie, by default those in the language being written."""
    site = None if config.address is None else config.address.rstrip("/") + "/"
    one = written or current()
    beside = one.tag in config.languages and one.tag != config.languages[0]
    folder = f"{one.folder}/" if beside else ""
    if config.pages_as == "folders":
        return Addresses("/index.html", "/", site, folder, one.tag, one.name)
    return Addresses(".html", ".html", site, folder, one.tag, one.name)


def editions(config: SiteConfig) -> tuple[Addresses, ...]:
    """Return where the pages of a site lie in each of its languages."""
    return tuple(addresses(config, language(tag)) for tag in dict.fromkeys(config.languages))


def twin(path: str) -> str:
    """Return the path of a page as Markdown: its own with .md behind it, as llmstxt.org proposes."""
    return f"{path}.md"


def sitemap(number: int) -> str:
    """Return the path of one of several sitemaps, counted from 1."""
    return f"sitemap-{number}.xml"


def api_model(key: str) -> str:
    """Return the path of a model's data."""
    return f"api/models/{key}.json"


def api_suite(key: str) -> str:
    """Return the path of a suite's data."""
    return f"api/suites/{key}.json"


def api_run(suite: str, model: str) -> str:
    """Return the path of the data of a run."""
    return f"api/runs/{suite}/{model}.json"


def api_comparisons(left: str) -> str:
    """Return the path of the data of the comparisons that a model is the left one of."""
    return f"api/comparisons/{left}.json"


def icon(size: int) -> str:
    """Return the path of the site's icon as a picture so many px wide."""
    return f"icons/{size}.png"


def share_model(key: str) -> str:
    """Return the path of a model's share image."""
    return f"share/models/{key}.png"


def share_suite(key: str) -> str:
    """Return the path of a suite's share image."""
    return f"share/evals/{key}.png"


def share_pair(of: Pair) -> str:
    """Return the path of a pair's share image."""
    return f"share/compare/{of.left}-vs-{of.right}.png"


def badge(model: str, suite: str) -> str:
    """Return the path of the badge of a run."""
    return f"badges/{model}/{suite}.svg"


def pair_table(path: str) -> str:
    """Return the path of a comparison's table: that of its page with .csv behind it."""
    return f"{path}.csv"


def board_table(suite: str, category: str | None = None) -> str:
    """Return the path of a leaderboard as a table, of a suite by what stands for the whole or by a category."""
    return f"api/leaderboards/{suite}.csv" if category is None else f"api/leaderboards/{suite}/{category}.csv"


def is_page(path: str) -> bool:
    """Whether a path looks like that of a page, as a file or as a folder's index, of a picture, of data or an asset."""
    return _PAGE.fullmatch(path) is not None


def language_folders() -> tuple[str, ...]:
    """Return the folders that pages in languages beside the first of a site may lie in, and the folders there."""
    tags = [tag.lower() for tag in known()]
    return (*tags, *(f"{tag}/{folder}" for tag in tags for folder in FOLDERS))


def is_schema(path: str) -> bool:
    """Whether a file is a schema of data files, which lies among them."""
    return _SCHEMA.fullmatch(path) is not None


def picture(suite: str, name: str) -> str:
    """Return the path of a picture of a suite."""
    return f"evals/{suite}/images/{name}"


def assets(digest: str) -> str:
    """Return the folder of the files that all pages share, by 10 hexadecimal digits that stand for all of them."""
    return f"static/{digest}"


def root_from(path: str) -> str:
    """Return what leads from a page back to the output folder: nothing, or ../ for each folder."""
    return "../" * path.count("/")


def base_path(address: str | None) -> str:
    """Return the folder on its host that the site is published under, for instance / or /models/."""
    path = urlsplit(address).path if address else ""
    return path.rstrip("/") + "/"
