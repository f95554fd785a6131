"""What a site weighs: just what a build of it writes, or near that where only a sample is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.make_site import make_site
from tests.helpers import GOLDEN
from visavis.build import build
from visavis.checked import check
from visavis.load.workers import START_METHOD
from visavis.pages import urls
from visavis.plan import measuring, samples, scale, thinning
from visavis.plan.samples import Part
from visavis.plan.scale import Scale
from visavis.site import Site
from visavis.workshop import Workshop
from visavis.write.budget import Size

KINDS = {
    "compare": "Comparisons",
    "models": "Model pages",
    "evals": "Suite pages",
    "prompts": "Prompt pages",
    "compare page": "Compare page",
    "api": "Data files",
    "comparison data": "Comparison data",
    "share": "Share images",
    "icons": "Icons",
    "manifest": "Icons",
    "tables": "Tables",
    "sitemap": "Sitemaps",
    "robots": "Sitemaps",
    "tasks": "Lists of models",
    "organizations": "Lists of models",
    ".nojekyll": "Other pages",
    "lists": "Lists of models",
    "_headers": "Files for hosts",
    "_redirects": "Files for hosts",
    "markdown": "Markdown pages",
    "embed": "Embeds",
    "badges": "Badges",
    "llms": "llms.txt",
    "llms-full": "llms.txt",
}


def weigh(root: Path) -> tuple[Scale, Workshop]:
    site = Site(root)
    workshop = Workshop(site, check(site, strict=False)[0])
    return Scale(workshop), workshop


def built(root: Path, out: Path) -> tuple[dict[str, tuple[int, int]], Size]:
    """Build a site; return files and bytes by kind, and its size."""
    build(Site(root), out, jobs=1)
    kinds = dict.fromkeys((*KINDS.values(), "Static files"), (0, 0))
    entries = list(out.rglob("*"))
    files = [path for path in entries if path.is_file()]
    for path in files:
        parts = path.relative_to(out).with_suffix("").parts
        deep = parts[0] == "evals" and len([part for part in parts if part != "index"]) == 3
        top = "prompts" if deep and path.suffix == ".html" else "" if path.suffix == ".webp" else parts[0]
        top = "" if path.name.endswith(".schema.json") else top
        top = "lists" if parts == ("models", "index") else top
        top = "tables" if path.suffix == ".csv" else top
        top = "comparison data" if parts[:2] == ("api", "comparisons") else top
        other = "Other pages" if path.suffix == ".html" else "Static files"
        top = "compare page" if path.relative_to(out).as_posix() == urls.COMPARE else top
        if path.suffix == ".md":
            top, other = (
                "" if parts[0] in ("index.html", "methodology.html", "methodology") else "markdown",
                "Other pages",
            )
        count, weight = kinds[KINDS.get(top, other)]
        kinds[KINDS.get(top, other)] = count + 1, weight + path.stat().st_size
    if not kinds["Embeds"][0]:  # a kind is there where a pair is
        del kinds["Embeds"]
    sizes = [path.stat().st_size for path in files]
    folders = [path for path in (out, *entries) if path.is_dir()]
    fullest = max(sum(path.is_file() for path in folder.iterdir()) for folder in folders)
    return kinds, Size(len(files), len(entries), fullest, max(sizes), sum(sizes))


def size_now(of: Scale, workshop: Workshop) -> Size:
    return of.size(workshop.partners.count, sum(part.bytes for part in of.parts()))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    make_site(24, tmp_path / "many")
    return tmp_path / "many"


@pytest.mark.parametrize("settings", ["", "pages_as: folders\n", "pairs: [[alpha, beta]]\n", "pairs: []\n"])
def test_a_small_site_is_weighed_exactly(site: Path, tmp_path: Path, settings: str):
    config = site / "data/site.yaml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("pairs:", "pages_as:"))]
    config.write_text("".join(kept) + settings, "utf-8")
    found, workshop = weigh(site)
    kinds, size = built(site, tmp_path / "out")
    assert {part.name: (part.files, part.bytes) for part in found.parts()} == kinds
    assert [part.sampled for part in found.parts()] == [0] * len(kinds)
    now = size_now(found, workshop)
    assert (now.files, now.entries, now.files_per_folder, now.site_bytes) == (
        size.files,
        size.entries,
        size.files_per_folder,
        size.site_bytes,
    )


def test_only_pages_are_counted_as_pages(tmp_path: Path):
    outside = shutil.copytree(GOLDEN, tmp_path / "golden")  # of the repository, whose history would make a feed
    assert [(part.name, part.pages) for part in weigh(outside)[0].parts()] == [
        ("Comparisons", 6),
        ("Model pages", 4),
        ("Suite pages", 3),
        ("Markdown pages", 0),
        ("Prompt pages", 12),
        ("Compare page", 1),
        ("Data files", 0),
        ("Comparison data", 0),
        ("Lists of models", 6),
        ("llms.txt", 0),
        ("Tables", 0),
        ("Share images", 0),
        ("Icons", 0),
        ("Files for hosts", 0),
        ("Embeds", 2),
        ("Badges", 0),
        ("Sitemaps", 0),
        ("Other pages", 3),
        ("Static files", 0),
    ]


def test_a_large_site_is_weighed_by_a_sample_to_a_few_percent(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(scale, "COMPARISONS", 50)
    monkeypatch.setattr(scale, "MODELS", 20)
    found, workshop = weigh(many)
    kinds, size = built(many, tmp_path / "out")
    parts = {part.name: part for part in found.parts()}
    for name, sampled in {"Comparisons": 50, "Model pages": 20}.items():
        part = parts[name]
        assert (part.files, part.sampled) == (kinds[name][0], sampled)
        assert part.bytes == pytest.approx(kinds[name][1], rel=0.02)
    now = size_now(found, workshop)
    assert (now.files, now.entries, now.files_per_folder) == (size.files, size.entries, size.files_per_folder)
    assert now.file_bytes == pytest.approx(size.file_bytes, rel=0.1)
    assert found.bytes_with(workshop.partners.count) == pytest.approx(size.site_bytes, rel=0.02)


def test_long_pages_are_weighed_by_some_of_their_rows(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    exact = {part.name: part for part in weigh(many)[0].parts()}
    monkeypatch.setattr(samples, "THINNED", 10)
    monkeypatch.setattr(thinning, "LONG", 12)
    monkeypatch.setattr(thinning, "FEW", 6)
    monkeypatch.setattr(thinning, "MORE", 3)
    found = {part.name: part for part in weigh(many)[0].parts()}
    assert [(of["Suite pages"].sampled, of["Suite pages"].thinned) for of in (exact, found)] == [(0, False), (1, True)]
    for name in ("Suite pages", "Lists of models", "Markdown pages"):
        assert found[name] != exact[name]
        assert found[name].bytes == pytest.approx(exact[name].bytes, rel=0.02)


@pytest.mark.skipif(START_METHOD != "fork", reason="other processes can't be forked here")
def test_a_site_is_weighed_the_same_in_any_number_of_processes(many: Path, monkeypatch: pytest.MonkeyPatch):
    site = Site(many)
    data = check(site, strict=False)[0]
    alone = Scale(Workshop(site, data)).parts()
    monkeypatch.setattr(measuring, "FEW", 0)
    assert Scale(Workshop(site, data), 2).parts() == alone


def test_the_same_data_is_weighed_the_same_each_time(many: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scale, "COMPARISONS", 10)
    monkeypatch.setattr(scale, "MODELS", 10)
    assert weigh(many)[0].parts() == weigh(many)[0].parts()


@pytest.mark.parametrize("nearest", [1, 5])
def test_with_other_pairs_it_is_weighed_as_if_it_were_built_with_them(many: Path, tmp_path: Path, nearest: int):
    """What another choice of pairs comes to is told from the site as it is now, to a few percent."""
    found, _ = weigh(many)
    fewer = shutil.copytree(many, tmp_path / "fewer")
    with (fewer / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write(f"pairs: {{nearest: {nearest}}}\n")
    workshop = weigh(fewer)[1]
    size = built(fewer, tmp_path / "out")[1]
    each = found.mean_of(workshop.partners.spread(200))
    assert found.bytes_with(workshop.partners.count, each) == pytest.approx(size.site_bytes, rel=0.02)


@pytest.mark.parametrize("pages_as", ["files", "folders"])
def test_with_fewer_comparisons_there_are_fewer_cards_and_images_of_them(tmp_path: Path, pages_as: str):
    make_site(7, tmp_path / "all")
    with (tmp_path / "all/data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("address: https://example.org\nlanguages: [en, de]\nembeds: all\nshare_images: all\n")
        config.write(f"compressed: [gzip]\npages_as: {pages_as}\nexports: [comparisons]\n")
    found, workshop = weigh(tmp_path / "all")
    fewer = shutil.copytree(tmp_path / "all", tmp_path / "fewer")
    with (fewer / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("pairs: {nearest: 1}\n")
    for root, count in ((tmp_path / "all", workshop.partners.count), (fewer, weigh(fewer)[1].partners.count)):
        build(Site(root), tmp_path / root.name / "out", jobs=1)
        entries = list((root / "out").rglob("*"))
        files = [path for path in entries if path.is_file()]
        folders = [root / "out", *(path for path in entries if path.is_dir())]
        fullest = max(sum(path.is_file() for path in folder.iterdir()) for folder in folders)
        size = found.size(count, found.bytes_with(count))
        assert (size.files, size.entries, size.files_per_folder) == (len(files), len(entries), fullest)
        assert size.site_bytes == pytest.approx(sum(path.stat().st_size for path in files), rel=0.1)


def test_with_folders_each_page_has_one_of_its_own(tmp_path: Path):
    root = shutil.copytree(GOLDEN, tmp_path / "golden")
    found, workshop = weigh(root)
    with (root / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("pages_as: folders\n")
    size = built(root, tmp_path / "out")[1]
    as_folders = found.size(workshop.partners.count, 0, folders=True)
    assert (as_folders.files, as_folders.entries, as_folders.files_per_folder) == (
        size.files,
        size.entries,
        size.files_per_folder,
    )


def test_a_site_of_one_model_has_nothing_to_compare(tmp_path: Path):
    make_site(1, tmp_path)
    found, workshop = weigh(tmp_path)
    assert found.parts()[0] == Part("Comparisons", 0, 0, 0)
    assert size_now(found, workshop) == built(tmp_path, tmp_path / "out")[1]


@pytest.mark.parametrize("pages_as", ["files", "folders"])
def test_compressed_copies_are_counted_exactly_and_weighed_nearly(many: Path, tmp_path: Path, pages_as: str):
    with (many / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write(f"compressed: [gzip, brotli]\npages_as: {pages_as}\n")
    found, workshop = weigh(many)
    build(Site(many), tmp_path / "out", jobs=1)
    entries = list((tmp_path / "out").rglob("*"))
    copies = [path.stat().st_size for path in entries if path.suffix in (".gz", ".br")]
    (part,) = [part for part in found.parts() if part.name == "Compressed copies"]
    assert (part.pages, part.files, part.sampled) == (0, len(copies), scale.COPIES)
    assert part.bytes == pytest.approx(sum(copies), rel=0.1)
    now = size_now(found, workshop)
    assert (now.files, now.entries) == (sum(path.is_file() for path in entries), len(entries))
