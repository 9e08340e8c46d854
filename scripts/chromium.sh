#!/bin/sh
# A Chromium for the browser tests: the one that is there, else Debian's, else Playwright's.
# usage: chromium.sh PYTHON      (PYTHON has playwright installed)
python="$1"

found() {
    [ -n "$LBT_CHROMIUM" ] && [ -x "$LBT_CHROMIUM" ] && return 0
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    "$python" - <<'END'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
END
}

by_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else return 1; fi
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
}

found && exit 0
echo "No Chromium here: installing one for the browser tests."
by_apt >/dev/null 2>&1
found && exit 0
"$python" -m playwright install chromium >/dev/null 2>&1
found && exit 0
echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set LBT_CHROMIUM to its path." >&2
exit 1
