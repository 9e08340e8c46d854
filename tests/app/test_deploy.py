"""The files of `deploy/`, run on loopback as far as this machine has the programs; what it has not is skipped."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus

from lbt_widgets.app.class_plan import CODE_LENGTH

from .conftest import free_port, serving, wait_for
from .visitor import Visitor

CODE = "OPEN-SESAME"
READY = "html[data-ready]"


def needs(program: str) -> str:
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") or pytest.skip(f"no {program} here")


def put_in(text: str, changes: dict[str, str]) -> str:
    """The text with what a place changes in it; a shipped file that no longer has it fails the test."""
    for shipped, own in changes.items():
        assert shipped in text
        text = text.replace(shipped, own)
    return text


def nginx(deploy: Path, folder: Path, public_port: int, own_port: int) -> list[str]:
    program, certificate, key = needs("nginx"), folder / "certificate.pem", folder / "key.pem"
    command = [
        needs("openssl"),
        "req",
        "-x509",
        "-nodes",
        "-newkey",
        "rsa:2048",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*command, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{public_port} ",
        "lbt.example.org;": "localhost;",
        "/etc/letsencrypt/live/lbt.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/lbt.example.org/privkey.pem": str(key),
        "127.0.0.1:8866": f"127.0.0.1:{own_port}",
    }
    shipped = put_in((deploy / "nginx.conf").read_text("utf-8"), changes)
    places = "".join(f"{one}_temp_path {folder};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = folder / "main.conf"
    around = f"user root;\npid {folder}/pid;\nerror_log {folder}/log;\ndaemon off;\nevents {{}}\n"
    main.write_text(f"{around}http {{\n{places}{shipped}}}\n", "utf-8")
    return [program, "-e", f"{folder}/log", "-c", str(main)]


def caddy(deploy: Path, folder: Path, public_port: int, own_port: int) -> list[str]:
    changes = {"lbt.example.org {": f"localhost:{public_port} {{", "127.0.0.1:8866": f"127.0.0.1:{own_port}"}
    shipped = put_in((deploy / "Caddyfile").read_text("utf-8"), changes)
    around = f"admin off\nskip_install_trust\nauto_https disable_redirects\nstorage file_system {folder}\n"
    main = folder / "Caddyfile"
    main.write_text(f"{{\n{around}}}\n{shipped}", "utf-8")
    return [needs("caddy"), "run", "--config", str(main), "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def public(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The public address of `lbt app` behind a proxy."""
    configure: Callable[[Path, Path, int, int], list[str]] = request.param
    port, folder = free_port(), tmp_path_factory.mktemp("proxy")
    address = f"https://localhost:{port}/lbt/"
    with serving("--public-url", address, "--class-code", CODE) as (_, own):
        command = configure(root / "deploy", folder, port, int(own.rpartition(":")[2]))
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder) as proxy:
            try:
                wait_for(lambda: proxy.poll() is not None or answers(address))
                yield address
            finally:
                proxy.terminate()


def answers(address: str) -> bool:
    """Over TLS: Caddy listens before it has its certificate."""
    try:
        return Visitor(address).ask("/login")[0] == 200
    except OSError:
        return False


@pytest.fixture
def visitor(public: str) -> Iterator[Visitor]:
    """One who has given the class code and opened the dashboard."""
    one = Visitor(public)
    assert one.ask(f"/login?code={CODE}")[0] == 302
    one.open_page()
    yield one
    one.leave()


def test_a_reader_gives_the_code_and_uses_the_page(page: Page, public: str) -> None:
    page.goto(public)
    page.get_by_label("Type the code").fill(CODE)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Find out what stands out for you").click()
    page.wait_for_selector(READY, state="attached")
    assert page.url == f"{public}voila/render/dashboard.ipynb"
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()  # the answer comes over the socket, and its picture after it
    expect(page.locator(".main-svg").first).to_be_visible()


def test_a_cookie_is_for_the_prefix_and_for_tls(public: str) -> None:
    status, _, headers = Visitor(public).ask(f"/login?code={CODE}")
    assert (status, headers["Location"]) == (302, "/lbt/")
    kept = {one.strip() for one in headers["Set-Cookie"].split(";")}
    assert {"Path=/lbt/", "Secure", "HttpOnly", "SameSite=Lax"} <= kept


def test_files_stay_packed_and_are_kept(visitor: Visitor) -> None:
    where = visitor.config["lbtBundle"].removeprefix("/lbt")
    status, _, headers = visitor.ask(where, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]


def test_the_text_does_not_wait_for_the_kernel(visitor: Visitor) -> None:
    connection = visitor.connection()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    connection.request("GET", "/lbt/voila/render/dashboard.ipynb", headers={"Cookie": cookies})
    answer = connection.getresponse()
    first = b""
    while b"page-status" not in first:
        first += answer.read1()
    assert b"kernelId" not in first
    assert b"kernelId" in answer.read()
    connection.close()


def test_a_socket_opens_for_the_public_host_alone(visitor: Visitor, public: str) -> None:
    with visitor.socket(origin=public.removesuffix("/lbt/")) as line:
        assert line.load_widgets()
    with pytest.raises(InvalidStatus) as refused:
        visitor.socket(origin="https://example.org")
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("name", ["X-Real-IP", "X-Forwarded-For", "Forwarded"])
def test_a_forged_header_lets_nobody_in(public: str, name: str) -> None:
    status, _, headers = Visitor(public).ask("/voila/render/dashboard.ipynb", **{name: "127.0.0.1"})
    assert (status, headers["Location"].partition("?")[0]) == (302, "/lbt/login")


def test_no_visit_is_logged(root: Path) -> None:
    """Not even the one that is only sent on to TLS."""
    servers = re.findall(r"^server \{\n(.*?)^\}", (root / "deploy" / "nginx.conf").read_text("utf-8"), re.M | re.S)
    assert [bool(re.search(r"^ {4}access_log off;", one, re.M)) for one in servers] == [True, True]
    assert not re.search(r"^\s*log\b", (root / "deploy" / "Caddyfile").read_text("utf-8"), re.M)


def test_behind_a_proxy_nobody_is_from_here() -> None:
    """Not even where the proxy forgets to say whom it brings."""
    public = "https://lbt.example.org/lbt/"
    with serving("--public-url", public) as (server, own):
        told = own + server.stdout.readline()
        assert f"The class finds it at {public}\n" in told
        status, _, headers = Visitor(f"{own}/lbt/").ask("/voila/render/dashboard.ipynb")
        assert (status, headers["Location"].partition("?")[0]) == (302, "/lbt/login")


def test_the_unit_is_sound(root: Path, tmp_path: Path) -> None:
    """And so would not be one with a word that systemd does not know."""
    analyze, shipped = needs("systemd-analyze"), (root / "deploy" / "lbt.service").read_text("utf-8")
    own = put_in(shipped, {"/opt/lbt/bin/lbt": sys.executable})
    for text, is_sound in [(own, True), (own.replace("DynamicUser", "DynamicUsers"), False)]:
        unit = tmp_path / "lbt.service"
        unit.write_text(text, "utf-8")
        said = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, timeout=60)
        assert (said.returncode == 0 and said.stderr == "") == is_sound, said.stderr


@pytest.mark.long
def test_the_settings_are_options_of_the_command(root: Path) -> None:
    lines = (root / "deploy" / "lbt.env").read_text("utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    assert "LBT_APP_CLASS_CODE" not in given  # a code that everybody can read here is none: one is made
    port = free_port()
    with serving(env={**os.environ, **given, "LBT_APP_PORT": str(port)}) as (server, _):
        told = ""
        while not (code := re.search(r"The class code is (\w+);", told)):
            told += next(server.stdout)
    assert len(code[1]) == CODE_LENGTH
    assert f"{given['LBT_APP_STUDENTS']} students: " in told
    assert given["LBT_APP_PUBLIC_URL"] in told


def test_the_image_runs_lbt_app_and_gets_what_it_needs(root: Path, tmp_path: Path) -> None:
    """Docker is not needed for this: the wheel is built from what the image would get, and from nothing else."""
    recipe = (root / "deploy" / "Dockerfile").read_text("utf-8")
    command = '["/opt/lbt/bin/lbt", "app", "--no-open", "--host", "0.0.0.0"]'
    assert re.findall(r"^(?:ENTRYPOINT|CMD) (.*)$", recipe, re.M) == [command]
    rules = (root / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    kept = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    assert all((root / one).exists() for one in kept)
    for one in root.iterdir():
        if any(fnmatch(one.name, rule) for rule in kept):
            copy = shutil.copytree if one.is_dir() else shutil.copy2
            copy(one, tmp_path / one.name)
    shutil.rmtree(tmp_path / "lbt_widgets" / "_data", ignore_errors=True)
    assert all((tmp_path / file).is_file() for file in re.findall(r"-r (\S+)", recipe))
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "-w", tmp_path / "built", tmp_path], check=True, timeout=120)
    assert len(list((tmp_path / "built").glob("lbt_widgets-*.whl"))) == 1
