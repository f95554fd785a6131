"""The README's recipe for nginx, tried with nginx: at the root of a host, and below a path."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.helpers import GOLDEN, ROOT, assets
from visavis.build import build
from visavis.site import Site

WRAPPED = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {recipe}
}}
"""
SECONDS = 30
"""So long nginx may take to begin."""


class Host:
    """A running nginx that hands out a site; `folder` is the site's, `prefix` the path that it lies below."""

    def __init__(self, folder: Path, prefix: str, port: int) -> None:
        self.folder, self.prefix, self.port = folder, prefix, port

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask for a path of the site, as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", self.prefix + path, headers=said)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def recipe() -> str:
    """Return what the README says to write."""
    (found,) = re.findall(r"^```nginx\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(found)


@contextmanager
def running(folder: Path, root: Path, prefix: str) -> Iterator[int]:
    """Run nginx by the recipe, changed as the README says where the site lies below a path; yield its port."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        missing("nginx is not on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = recipe().replace("listen 80;", f"listen 127.0.0.1:{port};").replace("root /srv/www;", f'root "{root}";')
    text = text.replace("error_page 404 /404.html;", f"error_page 404 {prefix}404.html;")
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of tests are nobody else's
    config = folder / "nginx.conf"
    config.write_text(WRAPPED.format(folder=folder, recipe=text, user=user), "utf-8")
    command = [str(nginx), "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.communicate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until something answers at a port; raise where the process ends first, or nothing does."""
    for _ in range(SECONDS * 20):
        if process.poll() is not None:
            raise RuntimeError((process.stderr.read() if process.stderr else b"").decode())
        with socket.socket() as asked:
            if not asked.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise TimeoutError("nginx does not answer")


@pytest.fixture(scope="module", params=["/", "/all/models/"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Run nginx with the golden site, built for where it lies."""
    prefix, folder = str(request.param), tmp_path_factory.mktemp("nginx")
    root = shutil.copytree(GOLDEN, folder / "a-site")
    config = root / "data/site.yaml"
    text = re.sub("(?m)^address:.*$", f"address: https://example.org{prefix}", config.read_text("utf-8"))
    config.write_text(f"{text}compressed: [gzip]\n", "utf-8")
    site = folder / "www" / prefix.strip("/")
    site.parent.mkdir(parents=True, exist_ok=True)
    build(Site(root), site)
    with running(folder, folder / "www", prefix) as port:
        yield Host(site, prefix, port)


def files(host: Host) -> list[str]:
    found = (path.relative_to(host.folder).as_posix() for path in sorted(host.folder.rglob("*")) if path.is_file())
    return [path for path in found if not path.startswith((".", "_"))]


def test_every_file_is_handed_out_as_it_is(host: Host) -> None:
    assert len(files(host)) > 100
    for path in files(host):
        answer, body = host.get(path)
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, None), path
        assert body == (host.folder / path).read_bytes()


def test_the_copies_are_handed_out_to_whoever_takes_them(host: Host) -> None:
    copied = [path.removesuffix(".gz") for path in files(host) if path.endswith(".gz")]
    assert len(copied) > 50
    for path in copied:
        answer, body = host.get(path, Accept_Encoding="gzip, br")
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip"), path
        assert body == (host.folder / f"{path}.gz").read_bytes()
        assert gzip.decompress(body) == (host.folder / path).read_bytes()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("models/", "text/html; charset=utf-8"),
        ("api/index.json", "application/json"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("{assets}/js/site.js", "application/javascript; charset=utf-8"),
        ("{assets}/site.css", "text/css"),
        ("{assets}/icon.svg", "image/svg+xml"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("api/leaderboards/speed.csv", "text/csv"),
    ],
)
def test_files_are_said_to_be_what_they_are(path: str, kind: str, host: Host) -> None:
    answer, _ = host.get(path.format(assets=assets(host.folder)))
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_named_by_its_content_is_kept_and_pages_are_asked_for_anew(host: Host) -> None:
    for path in files(host):
        kept = path.startswith("static/") or path.endswith(".webp")
        wanted = "public, max-age=31536000, immutable" if kept else "no-cache"
        answer, _ = host.get(path)
        assert answer.headers["Cache-Control"] == wanted, path
        frames = None if path.startswith("embed/") else "frame-ancestors 'none'"  # cards may stand in others' pages
        assert answer.headers["Content-Security-Policy"] == frames, path


WRONG = (
    "nowhere",
    "compare/beta-vs-alpha.html",
    "no/such/thing/",
    "static/0000000000/site.css",
    "_headers",
    ".visavis",
)


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_address_is_answered_by_the_page_for_it_at_any_depth(path: str, host: Host) -> None:
    answer, body = host.get(path)
    assert (answer.status, body) == (404, (host.folder / "404.html").read_bytes())
    assert f'href="{host.prefix}{assets(host.folder)}/site.css"'.encode() in body
    assert answer.headers["Cache-Control"] is None
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_without_its_slash_leads_to_it(host: Host) -> None:
    answer, _ = host.get("models")
    assert (answer.status, answer.headers["Location"]) == (301, f"{host.prefix}models/")


def test_a_page_in_folders_is_known_by_its_folder(host: Host) -> None:
    answer, body = host.get("compare/")
    assert (answer.status, body) == (200, (host.folder / "compare/index.html").read_bytes())
