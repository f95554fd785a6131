"""YAML text to plain values: text, lists and mappings, and where they stand.

Of YAML only what data needs is read: no anchors, aliases, tags or second documents, and no guessing of types. The
parser's events are read one by one, never recursively, so that hostile nesting cannot exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from visavis.load import yaml_plain
from visavis.load.positions import (
    DEEPEST,
    Finding,
    Mark,
    Spot,
    UnreadableText,
    dotted,
    duplicate_key,
    half_character,
    too_deep,
)
from visavis.load.scalars import Plain
from visavis.load.yaml_syntax import syntax_finding

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml: the same events, slower


class _Irregular(Exception):  # noqa: N818
    """The text holds something that we refuse; `scan` says what."""


def read(text: str) -> object:
    """Return the value of a YAML text: dicts, lists, `Plain` where no quotes stood, and `str`.

    Raise UnreadableText with everything that is refused.
    """
    if (plain := yaml_plain.read(text)) is not None:
        return plain
    try:
        value = _build(_Parser(text).get_event)
        if "\\u" in text and scan(text)[1]:  # half characters, which libyaml refuses and the Python parser reads
            raise _Irregular
        return value
    except _Irregular:
        raise UnreadableText(*scan(text)[1]) from None
    except yaml.YAMLError as error:
        raise UnreadableText(syntax_finding(error, text)) from None


def spots(text: str) -> Spot:
    """Return where the values of a readable YAML text stand."""
    return scan(text)[0]


def _build(next_event: Callable[[], Any]) -> object:  # noqa: C901 -- the hot path: one loop, no calls
    next_event()  # the start of the stream
    if type(next_event()) is not yaml.DocumentStartEvent:
        raise _Irregular
    holders: list[tuple[Any, str | None]] = []
    holder: Any = None
    key: str | None = None
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    root: object = None
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalar:
            value: Any = event.value if event.style else Plain(event.value)
            if event.tag is not None or event.anchor is not None:
                raise _Irregular
            if key is None and type(holder) is dict:
                if value in holder:
                    raise _Irregular
                key = value
                continue
        elif kind is mapping or kind is sequence:
            if event.tag is not None or event.anchor is not None or (key is None and type(holder) is dict):
                raise _Irregular
            value = {} if kind is mapping else []
        elif kind is yaml.AliasEvent:
            raise _Irregular
        else:  # the end of a mapping or list
            holder, key = holders.pop()
            if holder is None:
                break
            continue
        if key is not None:
            holder[key] = value
            key = None
        elif holder is not None:
            holder.append(value)
        else:
            root = value
            if kind is scalar:
                break
        if kind is not scalar:
            holders.append((holder, None))
            if len(holders) > DEEPEST:
                raise _Irregular
            holder = value
    next_event()  # the end of the document
    if type(next_event()) is not yaml.StreamEndEvent:
        raise _Irregular
    return root


def scan(text: str) -> tuple[Spot, list[Finding]]:
    """Return where every value stands, and what in the text we refuse, in the order of the text."""
    scanned = _Scan()
    parser = _Parser(text)
    try:
        while (event := parser.get_event()) is not None:
            scanned.take(event)
    except _Irregular:
        pass  # what follows cannot be placed
    except yaml.YAMLError as error:
        scanned.findings.append(syntax_finding(error, text))
    if not scanned.documents:
        scanned.refuse(Mark(1, 1), "empty-file", "no data", "key: value", "write the data, or take the file away")
    return scanned.root, scanned.findings


class _Scan:
    """The state of one slow pass over the events of a text, for positions and refusals."""

    def __init__(self) -> None:
        self.root = Spot(Mark(1, 1))
        self.findings: list[Finding] = []
        self.documents = 0
        self._way: list[str | int] = []
        self._holders: list[tuple[Spot, bool]] = []  # each with whether it is a mapping
        self._key: tuple[str, Mark] | None = None

    def take(self, event: Any) -> None:
        """Take the next event; raise _Irregular where the rest of the text cannot be placed."""
        mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    fix = "take the line --- away, or make two files of it"
                    self.refuse(mark, "several-documents", "a second document", "one document in a file", fix)
                    raise _Irregular
            case yaml.ScalarEvent() | yaml.AliasEvent() if self._holders and self._holders[-1][1] and not self._key:
                self._refuse_extras(event, mark)
                self._take_key(getattr(event, "value", ""), mark)
            case yaml.ScalarEvent() | yaml.AliasEvent():
                self._place(mark)
                self._refuse_extras(event, mark)
                self._leave()
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event, mark)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._holders.pop()
                self._leave()

    def refuse(self, mark: Mark, rule: str, found: str, expected: str, fix: str) -> None:
        """Note a finding about the value that is being read."""
        self.findings.append(Finding(mark, rule, dotted(self._way), found, expected, fix))

    def _take_key(self, key: str, mark: Mark) -> None:
        first = self._holders[-1][0].children.get(key)
        if first is not None and first.key is not None:
            self.findings.append(duplicate_key(mark, dotted([*self._way, key]), key, first.key))
        self._key = (key, mark)

    def _open(self, event: Any, mark: Mark) -> None:
        mapping = isinstance(event, yaml.MappingStartEvent)
        if self._holders and self._holders[-1][1] and not self._key:
            self.refuse(mark, "bad-key", "a list or mapping as a key", "a text", "write a text before the colon")
            raise _Irregular
        spot = self._place(mark)
        self._refuse_extras(event, mark)
        self._holders.append((spot, mapping))
        if len(self._holders) > DEEPEST:
            self.findings.append(too_deep(mark))
            raise _Irregular

    def _place(self, mark: Mark) -> Spot:
        """Put a spot where the next value belongs, and go there."""
        if not self._holders:
            self.root = Spot(mark)
            return self.root
        holder = self._holders[-1][0]
        if self._key:
            key, key_mark = self._key
            spot = Spot(mark, key_mark)
            holder.children.setdefault(key, spot)  # of a key that stands twice, the first
            self._way.append(key)
            self._key = None
        else:
            spot = Spot(mark)
            self._way.append(len(holder.items))
            holder.items.append(spot)
        return spot

    def _leave(self) -> None:
        if self._way:
            self._way.pop()

    def _refuse_extras(self, event: Any, mark: Mark) -> None:
        if isinstance(event, yaml.AliasEvent):
            fix = "write the value out, or put quotes around a text that begins with *"
            self.refuse(mark, "no-alias", f"the alias *{event.anchor}", "a value", fix)
            return
        if event.anchor is not None:
            fix = "take it away, or put quotes around a text that begins with &"
            self.refuse(mark, "no-anchor", f"the anchor &{event.anchor}", "a value", fix)
        if half := half_character(getattr(event, "value", "")):
            self.findings.append(Finding(mark, "bad-character", dotted(self._way), *half))
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            fix = "take it away, or put quotes around a text that begins with !"
            self.refuse(mark, "no-tag", f"the tag {tag}", "a value", fix)
