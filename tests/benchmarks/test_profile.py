"""The parts that a page is cut into, to say what each costs."""

from __future__ import annotations

from tests.benchmarks.profile import Parts

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>a</title></head>
<body>
<header class="top"><p>ä<br></p></header>
<main id="main">
<section aria-labelledby="one"><section><h2 id="one">1</h2></section></section>
<section aria-labelledby="one"><svg><path d="M0"/></svg></section>
</main>
</body>
</html>
"""


def test_a_page_is_cut_into_the_children_of_its_body_and_main() -> None:
    sizes = Parts(PAGE).sizes
    assert dict(sizes) == {
        "head": len('<head><meta charset="utf-8"><title>a</title></head>'),
        "header top": len('<header class="top"><p>ä<br></p></header>') + 1,
        "section one": len('<section aria-labelledby="one"><section><h2 id="one">1</h2></section></section>')
        + len('<section aria-labelledby="one"><svg><path d="M0"/></svg></section>'),
        "around them": len('<!doctype html>\n<html lang="en">\n\n<body>\n\n<main id="main">\n')
        + len("\n\n</main>\n</body>\n</html>\n"),
    }
    assert sizes.total() == len(PAGE.encode())
