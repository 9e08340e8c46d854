"""What a page loads: once, packed, kept by the browser, and from this server alone."""

from __future__ import annotations

import gzip
import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import voila
from nbconvert.exporters.templateexporter import TemplateExporter
from playwright.sync_api import Page
from voila import notebook_renderer

from lbt_widgets.app.page import Exporter, content_security_policy, use_exporter
from lbt_widgets.app.static_files import BUNDLE, StaticFiles

from .conftest import DASHBOARD

READY = "html[data-ready]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.js").write_text("'a';" * 100)
    (tmp_path / "deep" / "b.woff2").write_bytes(b"font")
    (tmp_path / "notes.ipynb").write_text("{}")
    return tmp_path


def test_files_are_found_below_their_prefix_and_packed(folder: Path) -> None:
    files = StaticFiles({"x": folder})
    script = files.get(files.version, "x/a.js")
    assert script is not None
    assert script.packed is not None
    assert gzip.decompress(script.packed) == script.data
    font = files.get(files.version, "x/deep/b.woff2")
    assert font is not None
    assert font.packed is None  # it is packed by its makers
    assert files.get(files.version, "x/notes.ipynb") is None
    assert files.get(files.version, "x/../x/a.js") is None


def test_the_address_changes_with_the_files(folder: Path) -> None:
    before = StaticFiles({"x": folder})
    assert StaticFiles({"x": folder}).version == before.version
    (folder / "a.js").write_text("'b';")
    after = StaticFiles({"x": folder})
    assert after.version != before.version
    assert after.get(before.version, "x/a.js") is None


def test_the_bundle_takes_what_is_there(folder: Path) -> None:
    files = StaticFiles({"x": folder}, ["x/a.js", "x/gone.js"])
    bundle = files.get(files.version, BUNDLE)
    assert bundle is not None
    assert bundle.data.startswith(b"(function(){'a';")


def ask(address: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def scripts(address: str) -> list[str]:
    _, page = ask(address, "/voila/render/dashboard.ipynb")
    return re.findall(r'<script src="([^"]+)"', page.decode())


def test_scripts_are_kept_for_ever_and_packed(address: str) -> None:
    found = scripts(address)
    assert len(found) == 2
    for path in found:
        packed, body = ask(address, path, **{"Accept-Encoding": "gzip"})
        plain, text = ask(address, path)
        assert (packed.status, plain.status) == (200, 200)
        assert packed.getheader("Cache-Control") == "public, max-age=31536000, immutable"
        assert packed.getheader("Vary") == plain.getheader("Vary") == "Accept-Encoding"
        assert (packed.getheader("Content-Encoding"), plain.getheader("Content-Encoding")) == ("gzip", None)
        assert gzip.decompress(body) == text
        assert packed.getheader("Content-Type") in {"text/javascript", "application/javascript"}


def test_another_version_and_another_path_are_refused(address: str) -> None:
    version = scripts(address)[0].split("/")[2]
    for path in [
        "/s/0123456789abcdef/bundle.js",
        f"/s/{version}/",
        f"/s/{version}/voila/../../page.py",
        f"/s/{version}/..%2f..%2fpage.py",
        "/voila/static/voila.js",
        "/voila/labextensions/anywidget/package.json",
        "/voila/templates/lab/static/voila.js",
    ]:
        assert ask(address, path)[0].status == 404, path


def test_a_page_needs_few_requests_and_its_second_visit_none(page: Page, address: str) -> None:
    """Where the list of chunks is old (scripts/page_chunks.py), a page asks for each of the new ones by itself."""
    fetched: list[str] = []
    page.on("response", lambda one: fetched.append(urlsplit(one.url).path) if "/s/" in one.url else None)
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    assert len(fetched) <= 8, fetched
    page.reload()
    page.wait_for_selector(READY, state="attached")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.name.includes('/s/')).map(one => one.transferSize)"
    )
    assert sum(sizes) == 0


def test_the_policy_names_no_other_host_and_allows_no_other_script(page: Page, address: str) -> None:
    answer = page.goto(address + DASHBOARD)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert policy == content_security_policy()
    assert "://" not in policy
    assert "unsafe-eval" not in policy
    script = next(one for one in policy.split("; ") if one.startswith("script-src"))
    assert "unsafe-inline" not in script
    page.wait_for_selector(READY, state="attached")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.foreign = 1'}))")
    assert page.evaluate("window.foreign") is None


def test_the_policy_stops_nothing_of_ours(page: Page, address: str) -> None:
    """Not where plotly.js comes from the kernel, by a blob address, either."""
    stopped: list[str] = []
    page.on("console", lambda one: stopped.append(one.text) if "Content Security Policy" in one.text else None)
    page.route("**/plotly-basic*", lambda route: route.abort())
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".lbt-drawing .main-svg")
    assert stopped == []


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_exporter()
    assert notebook_renderer.VoilaExporter is Exporter, f"Voilà {voila.__version__} makes its pages in another way"
    compiled: list[str] = []

    def environment():
        one = Exporter(template_name="lab")._create_environment()
        compile_one = one._compile
        monkeypatch.setattr(one, "_compile", lambda source, name: compiled.append(name) or compile_one(source, name))
        return one

    assert hasattr(TemplateExporter, "_create_environment")
    for _ in range(3):
        environment().get_template("index.html.j2")
    assert len(compiled) == len(set(compiled)) > 0
