"""Publishing to a real server that speaks S3 (moto's): requests are counted on their way, objects asked for after."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.helpers import differing, tree
from tests.publishing.making import SITE, built, moved, published
from tests.test_cli import run
from visavis.publishing import s3
from visavis.publishing.local import PublishingRefused
from visavis.publishing.publish import carry_out, look, place_at
from visavis.publishing.record import RECORD, read, written
from visavis.publishing.s3 import S3Place, kind_of
from visavis.write.sweep import MARK

ADDRESS = "s3://bucket/a/prefix"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start moto's server at a free port; return its address."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def client(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a client of an empty bucket, and let the environment name the server as Amazon's tools read it."""
    settings = {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret", "DEFAULT_REGION": "us-east-1"}
    for name, value in {**settings, "ENDPOINT_URL": server, "CONFIG_FILE": "/dev/null"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="bucket")
    yield client
    keys = [{"Key": key} for key in objects(client)]
    if keys:
        client.delete_objects(Bucket="bucket", Delete={"Objects": keys})
    client.delete_bucket(Bucket="bucket")
    client.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return built(tmp_path / "built", SITE)


def objects(client: Any) -> dict[str, bytes]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="bucket")
    keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return {key: client.get_object(Bucket="bucket", Key=key)["Body"].read() for key in keys}


def held(client: Any, prefix: str = "a/prefix/") -> dict[str, bytes]:
    """Return what lies under the prefix, but for the record."""
    found = {key.removeprefix(prefix): content for key, content in objects(client).items() if key.startswith(prefix)}
    return {path: content for path, content in found.items() if path != f"{RECORD}.gz"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return a list of the operations that change something, with the key of each, as they are asked for."""
    import s3fs

    found: list[tuple[str, str]] = []
    real = s3fs.S3FileSystem._call_s3

    async def counted(self: Any, method: str, *more: Any, **arguments: Any) -> Any:
        if method == "delete_objects":
            found.extend(("delete", one["Key"]) for one in arguments["Delete"]["Objects"])
        elif method not in ("list_objects_v2", "get_object", "head_object"):
            found.append((method, arguments["Key"]))
        return await real(self, method, *more, **arguments)

    monkeypatch.setattr(s3fs.S3FileSystem, "_call_s3", counted)
    monkeypatch.setattr(s3fs.S3FileSystem, "call_s3", s3fs.core.sync_wrapper(counted))
    return found


def test_the_first_time_everything_is_sent(out: Path, client: Any) -> None:
    planned = published(out, S3Place(ADDRESS))
    assert moved(planned) == (sorted(SITE), [])
    assert held(client) == SITE
    record = gzip.decompress(objects(client)[f"a/prefix/{RECORD}.gz"])
    assert set(read(record)) == set(SITE)


def test_the_whole_bucket_may_be_the_place(out: Path, client: Any) -> None:
    published(out, S3Place("s3://bucket"))
    assert held(client, "") == SITE
    assert moved(published(out, S3Place("s3://bucket/"))) == ([], [])


def test_a_second_time_only_what_changed_is_asked_for(out: Path, client: Any, asked: list[tuple[str, str]]) -> None:
    published(out, S3Place(ADDRESS))
    asked.clear()
    new = {**SITE, "models/a.html": b"the model A", "static/new.css": b"new"}
    del new["compare/a-vs-c.html"]
    planned = published(built(out, new), S3Place(ADDRESS))
    assert moved(planned) == (["models/a.html", "static/new.css"], ["compare/a-vs-c.html"])
    assert held(client) == new
    record = ("put_object", f"a/prefix/{RECORD}.gz")
    assert asked == [
        record,
        ("put_object", "a/prefix/static/new.css"),
        ("put_object", "a/prefix/models/a.html"),
        ("delete", "a/prefix/compare/a-vs-c.html"),
        record,
    ]


def test_of_a_real_site_with_one_edit_only_the_files_that_differ_are_asked_for(
    site: Path, client: Any, asked: list[tuple[str, str]]
) -> None:
    assert run("publish", site, "--to", ADDRESS).exit_code == 0
    before = tree(site / "site")
    assert held(client) == {path: content for path, content in before.items() if content != "/" and path != MARK}
    asked.clear()
    path = site / "data/models/alpha.yaml"
    path.write_text(re.sub("(?m)^name: .*$", "name: Alpha the second", path.read_text("utf-8")), "utf-8")
    done = run("publish", site, "--to", ADDRESS)
    assert (done.exit_code, done.stderr) == (0, "")
    changed = differing(before, tree(site / "site"))
    assert f"\nTo {ADDRESS}:\n  new               0\n  changed {len(changed):>11}, " in done.stdout
    sent = sorted(key.removeprefix("a/prefix/") for method, key in asked if method == "put_object")
    assert sent == sorted([f"{RECORD}.gz", f"{RECORD}.gz", *changed])
    assert {method for method, _ in asked} == {"put_object"}
    after = tree(site / "site")
    assert held(client) == {path: content for path, content in after.items() if content != "/" and path != MARK}


def test_nothing_is_asked_for_where_nothing_changed(out: Path, client: Any, asked: list[tuple[str, str]]) -> None:
    published(out, S3Place(ADDRESS))
    asked.clear()
    assert not carry_out(look(out, S3Place(ADDRESS)), lambda *_: None)
    assert asked == []


def test_files_say_what_they_are(out: Path, client: Any) -> None:
    published(built(out, {**SITE, "api/a.json": b"{}", "logo.svg": b"<svg/>", "CNAME": b"x"}), S3Place(ADDRESS))

    def kind(path: str) -> str:
        return str(client.head_object(Bucket="bucket", Key=f"a/prefix/{path}")["ContentType"])

    assert kind("index.html") == "text/html; charset=utf-8"
    assert kind("static/site.css") == "text/css; charset=utf-8"
    assert kind("api/a.json") == "application/json"
    assert kind("logo.svg") == "image/svg+xml"
    assert kind("CNAME") == "application/octet-stream"
    assert (kind_of("a.JPG"), kind_of("a.tar.gz")) == ("image/jpeg", "application/octet-stream")


def test_files_say_how_long_they_may_be_cached(out: Path, client: Any) -> None:
    rule = b"# long\n\n/static/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    published(built(out, {**SITE, "_headers": rule}), S3Place(ADDRESS))

    def caching(path: str) -> str:
        return str(client.head_object(Bucket="bucket", Key=f"a/prefix/{path}")["CacheControl"])

    assert caching("static/site.css") == "public, max-age=31536000, immutable"
    assert caching("index.html") == caching("models/a.html") == "public, max-age=0, must-revalidate"


def test_what_lies_beside_the_prefix_is_never_touched(out: Path, client: Any) -> None:
    beside = {"a/prefix": b"1", "a/prefix2/index.html": b"2", "a/index.html": b"3", "index.html": b"4"}
    for key, content in beside.items():
        client.put_object(Bucket="bucket", Key=key, Body=content)
    published(out, S3Place(ADDRESS))
    published(built(out, {"index.html": b"home"}), S3Place(ADDRESS))
    assert held(client) == {"index.html": b"home"}
    assert {key: content for key, content in objects(client).items() if not key.startswith("a/prefix/")} == beside


def test_objects_of_somebody_else_are_refused_and_may_be_adopted(out: Path, client: Any) -> None:
    for key in ("a/prefix/", "a/prefix/notes.txt", "a/prefix/index.html"):
        client.put_object(Bucket="bucket", Key=key, Body=b"theirs")
    with pytest.raises(
        PublishingRefused, match=r"prefix holds what visavis did not put there: index\.html, notes\.txt\."
    ):
        published(out, S3Place(ADDRESS))
    published(out, S3Place(ADDRESS), adopt=True)
    assert held(client) == {**SITE, "notes.txt": b"theirs", "": b"theirs"}
    published(built(out, {"index.html": b"home"}), S3Place(ADDRESS))
    assert held(client) == {"index.html": b"home", "notes.txt": b"theirs", "": b"theirs"}


def test_an_object_that_somebody_changed_is_mended_while_wanted_and_left_when_not(out: Path, client: Any) -> None:
    """Even one of the same size."""
    published(out, S3Place(ADDRESS))
    for key in ("a/prefix/models/a.html", "a/prefix/compare/a-vs-c.html"):
        size = len(client.get_object(Bucket="bucket", Key=key)["Body"].read())
        client.put_object(Bucket="bucket", Key=key, Body=b"x" * size)
    client.delete_object(Bucket="bucket", Key="a/prefix/static/site.css")
    new = {path: content for path, content in SITE.items() if path != "compare/a-vs-c.html"}
    planned = published(built(out, new), S3Place(ADDRESS))
    assert (moved(planned), planned.changes.kept) == (
        (["models/a.html", "static/site.css"], []),
        ("compare/a-vs-c.html",),
    )
    assert held(client) == {**new, "compare/a-vs-c.html": b"x" * len(SITE["compare/a-vs-c.html"])}


def test_more_objects_than_one_page_lists_and_one_request_deletes(
    out: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "DELETED_TOGETHER", 20)
    monkeypatch.setattr(s3, "LISTED_TOGETHER", 20)
    many = {f"models/{number:04}.html": b"%d" % number for number in range(70)}
    published(built(out, {**SITE, **many}), S3Place(ADDRESS))
    assert moved(published(out, S3Place(ADDRESS))) == ([], [])
    planned = published(built(out, SITE), S3Place(ADDRESS))
    assert moved(planned) == ([], sorted(many))
    assert held(client) == SITE


def test_where_it_is_stopped_what_is_there_belongs_to_the_next_run(
    out: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(out, S3Place(ADDRESS))
    monkeypatch.setattr(s3, "TOGETHER", 1)
    new = {**SITE, "index.html": b"new home", "models/d.html": b"d", "static/d.css": b"d", "models/a.html": b"new a"}
    built(out, new)
    for stopped_after in range(1, 5):

        def stop(done: int, total: int, after: int = stopped_after) -> None:
            if done == after:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            carry_out(look(built(out, new), S3Place(ADDRESS)), stop)
        found = held(client)
        assert ("static/d.css" in found, "models/d.html" in found) == (True, stopped_after >= 2)
        assert found["index.html"] == new["index.html"] if stopped_after == 4 else SITE["index.html"]
        planned = published(built(out, SITE), S3Place(ADDRESS))
        assert (planned.changes.kept, planned.changes.others) == ((), ())
        assert held(client) == SITE


def test_where_tags_are_no_digests_the_record_and_sizes_decide(
    out: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in buckets that encrypt with keys of KMS."""
    real = S3Place._listed
    monkeypatch.setattr(S3Place, "_listed", lambda self: ((path, "0" * 32, size) for path, _, size in real(self)))
    published(out, S3Place(ADDRESS))
    assert moved(published(out, S3Place(ADDRESS))) == ([], [])
    client.put_object(Bucket="bucket", Key="a/prefix/models/a.html", Body=b"longer than before")
    new = {**SITE, "index.html": b"HOME"}
    del new["compare/a-vs-c.html"]
    planned = published(built(out, new), S3Place(ADDRESS))
    assert moved(planned) == (["index.html", "models/a.html"], ["compare/a-vs-c.html"])
    assert held(client) == new


def test_large_files_are_sent_in_parts_and_known_again(out: Path, client: Any) -> None:
    large = {**SITE, "large.bin": bytes(101 * 2**20)}
    published(built(out, large), S3Place(ADDRESS))
    assert "-" in client.head_object(Bucket="bucket", Key="a/prefix/large.bin")["ETag"]
    assert moved(published(out, S3Place(ADDRESS))) == ([], [])
    assert moved(published(built(out, SITE), S3Place(ADDRESS))) == ([], ["large.bin"])


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b"x", mtime=0), gzip.compress(b"x" * 99, mtime=0)[:-9]],
    ids=["empty", "no gzip", "no record", "cut short"],
)
def test_a_record_that_is_damaged_is_refused(out: Path, client: Any, content: bytes) -> None:
    client.put_object(Bucket="bucket", Key=f"a/prefix/{RECORD}.gz", Body=content)
    with pytest.raises(PublishingRefused, match=r"^What visavis wrote down in s3://bucket/a/prefix can't be relied on"):
        published(out, S3Place(ADDRESS), adopt=True)


def test_a_record_that_names_objects_elsewhere_is_refused(out: Path, client: Any) -> None:
    content = gzip.compress(written({"../other/index.html": ("1",)}))
    client.put_object(Bucket="bucket", Key=f"a/prefix/{RECORD}.gz", Body=content)
    with pytest.raises(PublishingRefused, match=r"it names '\.\./other/index\.html'"):
        published(out, S3Place(ADDRESS), adopt=True)


def test_a_bucket_that_is_not_there_is_said(out: Path, client: Any) -> None:
    with pytest.raises(PublishingRefused, match=r"^There is no such bucket\. S3 says: "):
        look(out, S3Place("s3://another-bucket"))


def test_a_server_that_is_not_there_is_said(out: Path, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    place = S3Place(ADDRESS)
    place._system.retries = 1
    with pytest.raises(PublishingRefused, match=r"^S3 could not be asked: Could not connect"):
        look(out, place)


def test_a_bucket_s_name_is_not_too_short() -> None:
    with pytest.raises(PublishingRefused, match=r"^s3://b/x: the name of a bucket has at least 3 characters\.$"):
        S3Place("s3://b/x")


@pytest.mark.parametrize("address", ["s3://", "s3:///x", "s3://a_b/x", "s3://bucket//x", "s3://-bucket"])
def test_what_is_no_address_of_a_bucket_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(PublishingRefused, match="is no address of a bucket, such as s3://bucket or s3://bucket/prefix"):
        place_at(tmp_path, tmp_path / "site", address)


def test_other_addresses_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        PublishingRefused, match=r"^gs://b is neither a folder nor an address that starts with s3://\.$"
    ):
        place_at(tmp_path, tmp_path / "site", "gs://b")


def test_without_s3fs_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(PublishingRefused, match=r"pip install 'visavis\[s3\]'$"):
        S3Place(ADDRESS)
