"""The redirects of w3id.org, in a real Apache, followed to a server that answers."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from scograph.rdf.namespaces import GRAPH, SCOD
from tests.support.need import need
from tests.support.project import ROOT
from tests.support.server import Server

pytestmark = pytest.mark.servers

APACHE = shutil.which("apache2", path="/usr/sbin:/usr/bin") or shutil.which("httpd")
MODULES = Path("/usr/lib/apache2/modules")
CONFIG = """\
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
{modules}
DocumentRoot {folder}/www
<Directory {folder}/www>
    AllowOverride All
    Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def w3id(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need(APACHE, "Apache: apt-get install apache2-bin")
    folder = tmp_path_factory.mktemp("apache")
    site = folder / "www" / "scograph"
    site.mkdir(parents=True)
    rules = (ROOT / "w3id" / ".htaccess").read_text(encoding="utf-8")
    (site / ".htaccess").write_text(
        rules.replace("https://scograph.example.org", server.url), encoding="utf-8"
    )
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    wanted = ("mpm_event", "authz_core", "rewrite", "headers", "setenvif")
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so"
        for name in wanted
        if (MODULES / f"mod_{name}.so").exists()
    )
    config = folder / "httpd.conf"
    text = CONFIG.format(folder=folder, port=port, modules=modules)
    config.write_text(text, encoding="utf-8")
    folder.chmod(0o755)
    for above in folder.parents:
        if above == Path("/tmp"):  # noqa: S108 (where pytest keeps its folders)
            break
        above.chmod(above.stat().st_mode | 0o055)
    process = subprocess.Popen([APACHE, "-f", str(config), "-DFOREGROUND"])
    root = f"http://127.0.0.1:{port}/scograph"
    for _ in range(100):
        try:
            httpx.get(f"{root}/", trust_env=False)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield root
    process.terminate()
    process.wait(10)


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/ontology", 303, "/ontology"),
        ("/ontology/0.1.0", 303, "/ontology/0.1.0"),
        ("/id/tashkent-summit-2004", 303, "/id/tashkent-summit-2004"),
        ("/graph/record", 303, f"/graphs?graph={GRAPH}record"),
        ("/context", 302, "/context"),
        ("/context.jsonld", 302, "/context"),
        ("/dataset", 303, "/.well-known/void"),
        ("/", 302, "/"),
    ],
)
def test_a_name_leads_to_its_address(
    path: str, status: int, target: str, w3id: str, server: Server
) -> None:
    answer = httpx.get(w3id + path, trust_env=False)
    assert answer.status_code == status
    assert answer.headers["location"] == server.url + target
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_client_that_follows_gets_the_format_it_asked_for(w3id: str) -> None:
    for accept in ("text/turtle", "application/ld+json", "application/n-triples"):
        answer = httpx.get(
            f"{w3id}/id/tashkent-summit-2004",
            headers={"Accept": accept},
            follow_redirects=True,
            trust_env=False,
        )
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(accept)
        assert "tashkent-summit-2004" in answer.text


def test_there_is_nothing_else(w3id: str) -> None:
    assert httpx.get(f"{w3id}/no-such-name", trust_env=False).status_code == 404


def test_the_names_in_the_rules_are_those_of_the_graph() -> None:
    rules = (ROOT / "w3id" / ".htaccess").read_text(encoding="utf-8")
    assert GRAPH in rules
    assert SCOD.removesuffix("id/") in rules
