"""A site and its output under random edits: what people, editors and accidents do between two builds."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.helpers import GOLDEN, ROOT, tree
from visavis.build import Built, build
from visavis.pages.urls import FOLDERS
from visavis.site import Site
from visavis.write.sweep import MARK

POLICIES = ("all", "comparable", "[[alpha, beta]]", "{nearest: 1}", "{comparable: yes, named: [[alpha, gamma]]}")
CARD = (
    "name: {name}\ncategory: open\nrelease_date: 20{year}\ntasks: {{captioning: {word}}}\nsource: https://example.org\n"
)
RUN = "date: 2025\nsource: https://example.org/run\norigin: measured\nresults: {{map: {share}, latency: 3}}\n"


class Edited:
    """A copy of the golden site, its output, and what lies in the output that visavis did not make."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.root = shutil.copytree(GOLDEN, folder / "a-site")
        self.out, self.beside = folder / "out" / "site", folder / "beside"
        self.beside.mkdir()
        self.work = self.out.with_name(".site.visavis")
        self.foreign: dict[str, bytes | str] = {}
        self.kept: dict[Path, bytes] = {}

    def build(self, jobs: int = 1, *, verify: bool = False) -> Built:
        return build(Site(self.root), self.out, jobs=jobs, verify=verify)

    def shorten_pages(self) -> None:
        """Give the site a theme whose pages say little, which makes builds quick where what pages say is not tried."""
        own = self.root / "templates/pages"
        own.mkdir(parents=True, exist_ok=True)
        for page in (ROOT / "templates/pages").glob("*.html"):
            (own / page.name).write_text("<title>{{ page.title }}</title>\n{{ page.snippet }}\n", "utf-8")

    def clean(self) -> dict[str, bytes | str]:
        """Return the output of a build from nothing."""
        folder = self.beside / "clean"
        for path in (folder, folder.with_name(".clean.visavis")):
            shutil.rmtree(path, ignore_errors=True)
        build(Site(self.root), folder, jobs=1)
        return tree(folder)

    def expected(self) -> dict[str, bytes | str]:
        """Return what the next build must leave: a clean site, and what is not ours."""
        wanted = self.clean()
        return {**wanted, **self.foreign}

    def times(self) -> dict[str, tuple[bytes, int]]:
        """Return the content of every plain file of the output, and when it was changed."""
        if not self.out.is_dir():
            return {}
        paths = [path for path in self.out.rglob("*") if path.is_file() and not path.is_symlink()]
        return {path.relative_to(self.out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}

    # --- the data and the theme ---------------------------------------------------------------------------------------

    def _text(self, path: str, change: Callable[[str], str]) -> None:
        file = self.root / path
        file.write_text(change(file.read_text("utf-8")), "utf-8")

    def _card(self, draw: random.Random) -> Path:
        return draw.choice(sorted((self.root / "data/models").glob("*.yaml")))

    def rename_model(self, draw: random.Random) -> None:
        lines = (card := self._card(draw)).read_text("utf-8").split("\n")
        lines[0] = f"name: Name {draw.randrange(3)} {card.stem}"
        card.write_text("\n".join(lines), "utf-8")

    def comment(self, draw: random.Random) -> None:
        with self._card(draw).open("a", encoding="utf-8") as file:
            file.write("# a comment, which no page shows\n")

    def add_model(self, draw: random.Random) -> None:
        key = f"new-{draw.randrange(3)}"
        text = CARD.format(name=f"New {key}", year=draw.randrange(10, 25), word=draw.choice(["yes", "no"]))
        (self.root / f"data/models/{key}.yaml").write_text(text, "utf-8")

    def remove_model(self, draw: random.Random) -> None:
        added = sorted((self.root / "data/models").glob("new-*.yaml"))
        if added:
            (gone := draw.choice(added)).unlink()
            for run in (self.root / "data/evals").glob(f"*/{gone.name}"):
                run.unlink()

    def run_model(self, draw: random.Random) -> None:
        path = self.root / "data/evals/speed" / self._card(draw).name
        path.write_text(RUN.format(share=draw.randrange(100)), "utf-8")

    def time_run(self, draw: random.Random) -> None:
        """Add or take away times of a suite: where nobody has one, the row is missing from every page."""
        time = "average_response_time: 6.88\n"
        self._text("data/evals/reading/beta.yaml", lambda text: text.replace(time, "") if time in text else time + text)
        name = "data/evals/reading/alpha.yaml"
        times = "\n".join(f"  {key}: {word}" for key, word in [("labels-1", "pass"), ("labels-2", "fail")])
        self._text(name, lambda text: text.split("outcomes:")[0] + f"outcomes:\n{times}\n")

    def answer(self, draw: random.Random) -> None:
        """Change what a model answered to one prompt; what came of it may change with it."""
        said = "    answer: " + draw.choice(["Stop.", "Go.", "arrêt", '"<b>"'])
        self._text(
            "data/evals/street-signs/alpha.yaml", lambda text: re.sub("(?m)^    answer: .*$", said, text, count=1)
        )

    def ask(self, draw: random.Random) -> None:
        """Ask a model one prompt more, or no longer."""
        line = f"  unasked: {draw.choice(['pass', 'fail', 'error'])}\n"
        name = f"data/evals/street-signs/{draw.choice(['alpha', 'beta'])}.yaml"
        self._text(name, lambda text: text.split("  unasked:")[0] + (line if "unasked" not in text else ""))

    def list_prompts(self, draw: random.Random) -> None:
        """Add a prompt to a suite, or take it away again: pages come and go, and their neighbours change."""
        name, line = "data/evals/street-signs/suite.yaml", "  images: {category: shapes}\n"
        self._text(name, lambda text: text.replace(line, "") if line in text else text + line)

    def unrun_model(self, draw: random.Random) -> None:
        runs = [path for path in sorted((self.root / "data/evals/speed").glob("*.yaml")) if path.stem != "suite"]
        if len(runs) > 1:
            draw.choice(runs).unlink()

    def change_picture(self, draw: random.Random) -> None:
        """Draw another picture for a prompt, which may have had none, or the same one again; several may share it."""
        prompt, name = f"labels-{draw.randrange(1, 3)}", draw.choice(["one", "two"])
        self.show_picture(prompt, name, draw.choice(["red", "blue"]), draw.choice([200, 400]))

    def show_picture(self, prompt: str, name: str, colour: str, width: int) -> None:
        file = self.root / f"data/evals/reading/images/{name}.png"
        file.parent.mkdir(exist_ok=True)
        Image.new("RGB", (width, 100), colour).save(file)
        line = f"  {prompt}: {{category: labels"
        self._text(
            "data/evals/reading/suite.yaml",
            lambda text: re.sub(f"{line}.*", f"{line}, image: images/{name}.png}}", text),
        )

    def drop_pictures(self, draw: random.Random) -> None:
        shutil.rmtree(self.root / "data/evals/reading/images", ignore_errors=True)
        self._text("data/evals/reading/suite.yaml", lambda text: re.sub(", image: .*}", "}", text))

    def retitle(self, draw: random.Random) -> None:
        self._text("data/site.yaml", lambda text: f"title: Title {draw.randrange(2)}\n" + text.split("\n", 1)[1])

    def choose_pairs(self, draw: random.Random) -> None:
        self._setting("pairs", draw.choice(POLICIES))

    def choose_addresses(self, draw: random.Random) -> None:
        self._setting("pages_as", draw.choice(["files", "folders"]))

    def choose_share_images(self, draw: random.Random) -> None:
        self._setting("share_images", draw.choice(["none", "models", "home", "all"]))

    def choose_embeds(self, draw: random.Random) -> None:
        self._setting("embeds", draw.choice(["none", "home", "all"]))

    def choose_badges(self, draw: random.Random) -> None:
        self._setting("badges", draw.choice(["none", "all"]))

    def choose_exports(self, draw: random.Random) -> None:
        self._setting("exports", draw.choice(["[]", "[comparisons]", "[tables]", "[comparisons, every-eval-ever]"]))

    def markdown_as(self, draw: random.Random) -> None:
        self._setting("markdown", draw.choice(["none", "pages", "all"]))

    def choose_compressed(self, draw: random.Random) -> None:
        self._setting("compressed", draw.choice(["[]", "[gzip]", "[gzip, brotli]"]))

    def _setting(self, name: str, value: str) -> None:
        lines = (self.root / "data/site.yaml").read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        (self.root / "data/site.yaml").write_text("\n".join([*kept, f"{name}: {value}", ""]), "utf-8")

    def touch_input(self, draw: random.Random) -> None:
        self._card(draw).touch()

    def override_template(self, draw: random.Random) -> None:
        name = draw.choice(
            ["pages/comparison.html", "pages/model.html", "pages/prompt.html", "macros/site_footer.html"]
        )
        own = self.root / "templates" / name
        if own.exists():
            own.unlink()
        else:
            own.parent.mkdir(parents=True, exist_ok=True)
            text = (ROOT / "templates" / name).read_text("utf-8")
            own.write_text(text.replace("</footer>", "Changed</footer>").replace("<h1>", "<h1>Changed "), "utf-8")

    def change_static(self, draw: random.Random) -> None:
        path = self.root / "static" / draw.choice(["a.txt", "deep/b.txt", "deep/er/c.txt", "icon.svg"])
        if path.exists() and draw.random() < 0.5:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            size = draw.randrange(1, 4)
            path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"/>', "utf-8")

    # --- the output ---------------------------------------------------------------------------------------------------

    def _ours(self, draw: random.Random) -> Path | None:
        if not self.out.is_dir():
            return None
        paths = [path for path in sorted(self.out.rglob("*")) if path.is_file() and not path.is_symlink()]
        names = [path.relative_to(self.out).as_posix() for path in paths]
        ours = [path for path, name in zip(paths, names, strict=True) if name not in self.foreign and name != MARK]
        return draw.choice(ours) if ours else None

    def edit_page(self, draw: random.Random) -> None:
        """Write into a page where it lies."""
        if path := self._ours(draw):
            with path.open("r+b") as file:
                file.write(b"edited by hand")

    def edit_page_through_a_link(self, draw: random.Random) -> None:
        if path := self._ours(draw):
            other = self.beside / f"link-{draw.random()}"
            other.hardlink_to(path)
            with other.open("r+b") as file:
                file.write(b"edited from afar")

    def replace_page(self, draw: random.Random) -> None:
        if path := self._ours(draw):
            path.unlink()
            path.write_bytes(b"another file")

    def link_page(self, draw: random.Random) -> None:
        if path := self._ours(draw):
            path.unlink()
            path.symlink_to("nowhere")

    def touch_page(self, draw: random.Random) -> None:
        if path := self._ours(draw):
            os.utime(path, ns=(1, 1))

    def back_up(self, draw: random.Random) -> None:
        """Keep a second name of a page elsewhere; what it holds must never change."""
        if path := self._ours(draw):
            other = self.beside / f"kept-{draw.random()}"
            other.hardlink_to(path)
            self.kept[other] = other.read_bytes()

    def delete_page(self, draw: random.Random) -> None:
        if path := self._ours(draw):
            path.unlink()

    def delete_folder(self, draw: random.Random) -> None:
        name = draw.choice(["compare", "models", "evals/street-signs", "static"])
        shutil.rmtree(self.out / name, ignore_errors=True)
        self.foreign = {path: found for path, found in self.foreign.items() if not f"{path}/".startswith(f"{name}/")}

    def delete_output(self, draw: random.Random) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        self.foreign = {}

    def move_output(self, draw: random.Random) -> None:
        """Copy the site over itself: the same bytes and times in other files."""
        if self.out.is_dir():
            shutil.copytree(self.out, self.beside / "copy", symlinks=True)
            shutil.rmtree(self.out)
            (self.beside / "copy").rename(self.out)
            self.lost = True

    def delete_work(self, draw: random.Random) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def corrupt_manifests(self, draw: random.Random) -> None:
        for path in sorted(self.work.glob("tree-*")):
            path.write_bytes(path.read_bytes()[: draw.randrange(2000)])

    def add_foreign(self, draw: random.Random) -> None:
        if self.out.is_dir():
            name = draw.choice(
                ["CNAME", "notes/a/b.txt", "compare/notes.txt", "evals/street-signs/x.txt", "static/own/y.txt"]
            )
            path = self.out / name
            if all(parent.is_dir() or not os.path.lexists(parent) for parent in path.parents):
                if path.parent.name == "compare" and not path.parent.is_dir():
                    return
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as file:
                    file.write(b"mine\n")
                self._note_foreign(name)

    def _note_foreign(self, name: str) -> None:
        self.foreign[name] = (self.out / name).read_bytes()
        for folder in list(Path(name).parents)[:-1]:
            if folder.as_posix() not in FOLDERS:
                self.foreign[folder.as_posix()] = "/"

    def remove_foreign(self, draw: random.Random) -> None:
        files = [path for path, found in self.foreign.items() if found != "/"]
        if files and self.out.is_dir():
            gone = draw.choice(sorted(files))
            (self.out / gone).unlink(missing_ok=True)
            del self.foreign[gone]


EDITS = sorted(
    name
    for name, value in vars(Edited).items()
    if callable(value)
    and not name.startswith("_")
    and name not in ("build", "clean", "expected", "times", "shorten_pages", "show_picture")
)
"""The names of all edits."""
