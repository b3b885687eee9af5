"""Takes the screenshots of this folder: `./run python docs/screens/take.py` (needs chromium and the dev packages).

Loads the demo into a throw-away folder, serves it, signs in as each role and photographs every main screen at
desk width and at phone width. Full pages, light theme, one in the dark.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

PASSWORD = "don-doc-2026"  # noqa: S105 -- the password the demo prints on its sign-in page
MONITOR, OFFICER, HEAD, CHAIR, VICE_CHAIR = "diep.ptn", "ly.nht", "nghia.lt", "hung.tq", "khai.vd"
ADMINISTRATOR = "duy.tq"
DESK, PHONE = 1440, 390


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, at which address (or the first link that matches), in what width, light or dark."""

    name: str
    user: str
    address: str
    click: str = ""
    width: int = DESK
    dark: bool = False
    tall: int = 1400


SHOTS = [
    Shot("dang-nhap", "", "/dang-nhap/"),
    Shot("viec-cua-toi", OFFICER, "/"),
    Shot("viec-cua-toi-dien-thoai", OFFICER, "/", width=PHONE, dark=True),
    Shot("viec-cua-toi-van-phong", MONITOR, "/"),
    Shot("chi-dao", OFFICER, "/", click=".row h3 a"),
    Shot("chi-dao-dien-thoai", OFFICER, "/", click=".row h3 a", width=PHONE),
    Shot("gui-ket-qua", OFFICER, "/", click=".row .act a"),
    Shot("ket-luan", MONITOR, "/ket-luan/"),
    Shot("nhap-ket-luan", MONITOR, "/ket-luan/moi/"),
    Shot("xac-nhan-ket-luan", MONITOR, "/ket-luan/", click="a[href*='/ket-luan/7/']"),
    Shot("xac-nhan-ket-luan-dien-thoai", MONITOR, "/ket-luan/", click="a[href*='/ket-luan/7/']", width=PHONE),
    Shot("ket-luan-da-ban-hanh", MONITOR, "/ket-luan/4/"),
    Shot("dieu-hanh", CHAIR, "/dieu-hanh/"),
    Shot("dieu-hanh-pho-chu-tich", VICE_CHAIR, "/dieu-hanh/", dark=True),
    Shot("dieu-hanh-dien-thoai", CHAIR, "/dieu-hanh/", width=PHONE),
    Shot("so-theo-doi", MONITOR, "/so-theo-doi/"),
    Shot("so-theo-doi-dien-thoai", HEAD, "/so-theo-doi/", width=PHONE),
    Shot("vuong-mac", VICE_CHAIR, "/vuong-mac/"),
    Shot("chi-dao-vuong-mac", MONITOR, "/vuong-mac/", click="table a[href*='/chi-dao/']", tall=2000),
    Shot(
        "chi-dao-tung-don-vi",
        MONITOR,
        "/so-theo-doi/?q=thuê+trọ",
        click="main a[href*='/chi-dao/']",
        tall=1800,
    ),
    Shot(
        "chi-dao-dinh-ky",
        MONITOR,
        "/so-theo-doi/?q=an+ninh+khu+công+nghiệp",
        click="main a[href*='/chi-dao/']",
    ),
    Shot("lich-lam-viec", ADMINISTRATOR, "/lich-lam-viec/"),
    Shot("vang-mat", VICE_CHAIR, "/vang-mat/"),
    Shot("co-cau", MONITOR, "/co-cau/"),
    Shot("hop-thu", MONITOR, "/mailbox/"),
    Shot("api", MONITOR, "/api/docs/"),
]


@contextmanager
def served_demo() -> Iterator[str]:
    """The demo on a free port, in a folder that goes away; yields its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "DONDOC_VAR": folder, "PORT": str(port)}
        for command in (["migrate", "-v", "0"], ["load_demo"], ["collectstatic", "--noinput", "-v", "0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            "-b",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
        ]
        server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)  # noqa: S603 -- our own program
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"{address}/dang-nhap/", timeout=2)  # noqa: S310 -- our own server
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def main() -> None:
    from playwright.sync_api import sync_playwright
    from scenes import SCENES  # beside this file

    from tests.environment import browser_path

    only = set(sys.argv[1:])
    flags = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with served_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        for shot in SHOTS:
            if only and shot.name not in only:
                continue
            context = browser.new_context(
                viewport={"width": shot.width, "height": 900},
                color_scheme="dark" if shot.dark else "light",
                locale="vi-VN",
            )
            page = context.new_page()
            if shot.user:
                page.goto(f"{address}/dang-nhap/")
                page.fill("input[name=username]", shot.user)
                page.fill("input[name=password]", PASSWORD)
                page.click("main button[type=submit]")
            page.goto(address + shot.address)
            if shot.click:
                page.locator(shot.click).first.click()
            page.wait_for_load_state("networkidle")
            whole = page.evaluate("document.documentElement.scrollHeight")
            if page.evaluate("document.documentElement.scrollWidth") > shot.width:
                print(f"{shot.name}: wider than the window")
            page.set_viewport_size({"width": shot.width, "height": min(whole, shot.tall)})
            page.screenshot(path=str(HERE / f"{shot.name}.png"))
            print(shot.name)
            context.close()

        def signed_in(user: str) -> "Page":
            page = browser.new_context(viewport={"width": DESK, "height": 1000}, locale="vi-VN").new_page()
            page.goto(f"{address}/dang-nhap/")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", PASSWORD)
            page.click("main button[type=submit]")
            return page

        for name, scene in SCENES.items():
            if only and name not in only:
                continue
            page = scene(signed_in, address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=str(HERE / f"{name}.png"))
            print(name)
        browser.close()


if __name__ == "__main__":
    main()
