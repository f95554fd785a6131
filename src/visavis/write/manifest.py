"""What is known of a tree of pages: what each was made from, by model and not by pair, and what else lies there.

A manifest lies beside the trees, under the number of the tree's folder, so that it follows the folder where that goes.
Before a tree is changed, whatever may change is blanked in it: a build that is killed leaves a manifest that says less
than is so, never more. This holds for a kill, not for a loss of power, after which the working folder may be deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from visavis.write.folders import folders_of
from visavis.write.pair_pages import PairPages

FORMAT = "visavis-tree-3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One tree. An empty digest stands for content that is not known.

    `shared` is the digest of what every page depends on, `models` of each model, `files` of all files but the pages of
    pairs, by path. `foreign` are paths of what visavis did not make. What was last touched before `stamp`, in
    nanoseconds by the clock of the disk, is as the build left it; 0 where the tree was not finished. `inputs` is the
    fingerprint of all that it was made from, `told` what the build had to say of it.
    """

    pairs: PairPages
    shared: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    stamp: int = 0
    inputs: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    def folders(self) -> set[str]:
        """Return the path of every folder that holds a file, but not of those that hold the page of a pair alone."""
        return folders_of([*self.files, *(f"{folder}/" for folder in self.pairs.folders)])

    def before(self, wanted: Manifest, touched: Iterable[str], files: Iterable[str]) -> Manifest:
        """Return what may be said of the tree while it is made into `wanted`: only what stays as it is.

        `touched` are left models with a page that is not as it was left, `files` such paths. Both have one form.
        """
        pairs, blank, gone = self.pairs.union(wanted.pairs), set(touched), set(files)
        if not self.pairs.same(wanted.pairs):
            blank |= {key for key in pairs.keys if set(self.pairs.rights(key)) != set(wanted.pairs.rights(key))}
        return replace(
            self,
            pairs=pairs,
            shared=self.shared if self.shared == wanted.shared else "",
            models={key: _kept(self.models, wanted.models, key, blank) for key in pairs.keys},
            files={path: _kept(self.files, wanted.files, path, gone) for path in {**self.files, **wanted.files}},
            foreign=tuple(sorted({*self.foreign, *wanted.foreign})),
            stamp=0,
            inputs="",
            told={},
        )

    def unknown(self) -> Manifest:
        """Return it with all digests blanked: only what lies there may be said."""
        return replace(self, shared="", models={}, files=dict.fromkeys(self.files, ""), stamp=0, inputs="")

    def missing(self, wanted: Manifest) -> int:
        """Return how many of its files are not among the wanted ones."""
        files, pairs = len(self.files.keys() - wanted.files.keys()), self.pairs
        if pairs.same(wanted.pairs):
            return files
        kept = wanted.pairs.rights if pairs.form == wanted.pairs.form else lambda _: ()
        gone = sum(len(set(pairs.rights(left)).difference(kept(left))) for left in pairs.keys)
        return files + gone * pairs.files

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder that holds some file of ours."""
        folder, _, name = path.rpartition("/")
        pairs = self.pairs
        return path in self.folders() or (pairs.nested and folder in pairs.folders and pairs.has_entry(name))

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file of ours."""
        pairs = self.pairs
        name = pairs.without_folder(path)
        if path in self.files or name is None:
            return path in self.files
        name = pairs.original(name)
        return name.endswith(pairs.ending) and pairs.has_entry(
            name.removesuffix(pairs.ending) if pairs.nested else name
        )

    def without(self, models: Iterable[str], files: Iterable[str]) -> Manifest:
        """Return it with the digests of these models and files blanked."""
        keys, paths = set(models), set(files)
        return replace(
            self,
            models={key: "" if key in keys else found for key, found in self.models.items()},
            files={path: "" if path in paths else found for path, found in self.files.items()},
        )


def _kept(old: Mapping[str, str], new: Mapping[str, str], key: str, blank: set[str]) -> str:
    found = old.get(key, "")
    return found if found == new.get(key) and key not in blank else ""


def manifest_path(work: Path, tree: Path) -> Path:
    """Return where the manifest of a tree lies. Raises OSError where there is no such folder."""
    stat = tree.lstat()
    return work / f"tree-{stat.st_dev:x}-{stat.st_ino:x}"


def read_manifest(work: Path, tree: Path) -> Manifest | None:
    """Return what is known of a tree; None where nothing is, or what is written there can't be relied on."""
    try:
        head, _, body = manifest_path(work, tree).read_text("ascii").partition("\n")
        if head != _head(body):
            return None
        found = json.loads(body)
        found.update(pairs=PairPages(*found["pairs"]), foreign=tuple(found["foreign"]))
        return Manifest(**found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_manifest(work: Path, tree: Path, manifest: Manifest) -> None:
    """Write what is known of a tree, in one step: a reader finds the old or the new."""
    path = manifest_path(work, tree)
    shallow = {name: getattr(manifest, name) for name in Manifest.__slots__}
    body = json.dumps({**shallow, "pairs": manifest.pairs.state()}, separators=(",", ":"))
    new = work / "tree-new"
    new.write_text(f"{_head(body)}\n{body}", "ascii")
    new.replace(path)


def _head(body: str) -> str:
    return f"{FORMAT} {blake2b(body.encode(), digest_size=16).hexdigest()}"
