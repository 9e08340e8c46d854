"""Write down which webpack chunks a page loads: `python scripts/page_chunks.py` (needs Chromium and `lbt app`).

`lbt app` sends them in one file (lbt_widgets/app/static_files.py). Run it again when Voilà, ipywidgets or anywidget
have changed; an old list does no harm but to the number of requests, which tests/app/test_static_files.py watches.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.app.conftest import CHROMIUM, DASHBOARD, QUIET, serving

LIST = Path(__file__).parents[1] / "lbt_widgets" / "app" / "page_chunks.json"
CHUNK = re.compile(r"/s/\w+/((?:voila|labextensions)/.+\.js)(?:\?.*)?$")


def main() -> None:
    LIST.write_text("[]\n")
    asked: list[str] = []
    with serving() as (_, address), sync_playwright() as playwright:
        executable = next(filter(None, CHROMIUM), None)
        browser = playwright.chromium.launch(executable_path=executable, args=[*QUIET, "--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.extend(CHUNK.findall(request.url)))
        page.goto(address + DASHBOARD)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.wait_for_load_state("networkidle")
        page.goto("about:blank")
        browser.close()
    chunks = [one for one in dict.fromkeys(asked) if not re.search(r"voila/voila\.js|remoteEntry|plotly-basic", one)]
    LIST.write_text(json.dumps(chunks, indent=0) + "\n")
    print(f"{len(chunks)} chunks → {LIST}")


if __name__ == "__main__":
    main()
