"""Draw the suite *Reading text*, its pictures and its file: `python -m tests.benchmarks.reading_text.draw`.

Every picture has a seed of its own, made from `SEED` and its key, so that one can be added without changing the others.
The same versions of Pillow and of the fonts draw the same bytes.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter

from tests.benchmarks.reading_text.scenes import fonts_missing, scene
from tests.benchmarks.reading_text.suite import FOLDER, suite_text
from tests.benchmarks.reading_text.surfaces import noise
from tests.benchmarks.reading_text.texts import PICTURES, Picture

SEED = 20261123
QUALITY = {"noisy": 46}
"""Of WebP, from 0 to 100, by variant; 78 for the others. Noise makes large files."""


def drawn(picture: Picture) -> Image.Image:
    """Return the finished picture."""
    random = Random(f"{SEED} {picture.key}")
    angle = random.choice((-1, 1)) * random.uniform(3, 7) if picture.variant == "rotated" else 0.0
    large = scene(picture, angle, random)
    image = large.resize((large.width // 2, large.height // 2), Image.Resampling.LANCZOS)
    if picture.variant == "blurred":
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(2.0, 3.0)))
    if picture.variant == "low-contrast":
        image = _faded(image, random)
    return _grained(image, random.uniform(0.4, 0.6) if picture.variant == "noisy" else 0.05, random)


def _faded(image: Image.Image, random: Random) -> Image.Image:
    """Return the picture with a fifth of its contrast, as through haze."""
    middle = image.resize((1, 1), Image.Resampling.BOX).resize(image.size)
    haze = Image.blend(middle, Image.new("RGB", image.size, (150, 150, 148)), 0.5)
    return Image.blend(haze, image, random.uniform(0.18, 0.36))


def _grained(image: Image.Image, strength: float, random: Random) -> Image.Image:
    """Return the picture with a camera's grain, a little different in each colour."""
    grains = [noise(image.size, (2, 2), random) for _ in range(3)]
    grey = noise(image.size, (1, 1), random)
    grain = Image.merge("RGB", [ImageChops.add(one, grey, 2) for one in grains])
    lift = grain.point(lambda level: max(0, level - 128) * strength * 2)
    drop = grain.point(lambda level: max(0, 128 - level) * strength * 2)
    return ImageChops.subtract(ImageChops.add(image, lift), drop)


def encoded(picture: Picture) -> bytes:
    """Return the picture's file, as WebP."""
    target = io.BytesIO()
    drawn(picture).save(target, "WEBP", quality=QUALITY.get(picture.variant, 78), method=6)
    return target.getvalue()


def main() -> None:
    """Write the suite's file and draw all its pictures, or those whose keys are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keys", nargs="*", help="only these")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the suite goes")
    options = parser.parse_args()
    if missing := fonts_missing():
        parser.error(f"fonts are not installed: {', '.join(missing)}")
    images = options.folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    size = 0
    for picture in PICTURES:
        if not options.keys or picture.key in options.keys:
            data = encoded(picture)
            size += len(data)
            (images / f"{picture.key}.webp").write_bytes(data)
    (options.folder / "suite.yaml").write_text(suite_text(), encoding="utf-8", newline="\n")
    print(f"{size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
