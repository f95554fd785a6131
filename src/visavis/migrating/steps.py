"""What each version of the data format changed: one step from every version to the next.

A step is called for every data file, with the kind of file (site, model, suite or run) and its values, and changes them
in place. It leaves alone what already has the new form, so that a migration that was interrupted can be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from visavis.migrating.editing import Values

Step = Callable[[str, Values], None]

STEPS: Mapping[int, Step] = {}
"""The steps by the version they start from. Version 1 is the first, so that there is none yet."""
