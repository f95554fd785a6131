from __future__ import annotations

from visavis.compare.lazily import ask_alike, lazily


class Asked:
    """Notes in `said` what it computes."""

    def __init__(self, name: str, said: list[str]) -> None:
        self.name, self.said = name, said

    @lazily
    def first(self) -> str:
        """One attribute."""
        self.said.append(f"{self.name}.first")
        return self.name

    @lazily
    def second(self) -> str:
        """One that needs another."""
        made = f"{self.first}!"
        self.said.append(f"{self.name}.second")
        return made

    @lazily
    def never(self) -> str:
        """One that nobody asks for."""
        raise AssertionError


def test_what_the_first_was_asked_for_all_compute_attribute_by_attribute() -> None:
    said: list[str] = []
    alike = [Asked(name, said) for name in "abc"]
    assert alike[0].second == "a!"
    ask_alike(alike)
    assert said == ["a.first", "a.second", "b.first", "c.first", "b.second", "c.second"]
    assert [one.second for one in alike] == ["a!", "b!", "c!"]
    assert len(said) == 6


def test_nobody_is_asked_for_what_the_first_was_not() -> None:
    said: list[str] = []
    ask_alike([Asked(name, said) for name in "ab"])
    ask_alike([])
    assert said == []
