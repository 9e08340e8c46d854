"""Each notebook run once through, in a fresh Python: how long its cells take after the imports, and what they weigh."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from report import machine, table, write

from lbt_widgets import _resources

ROUNDS = 5
SCRIPTS = Path(__file__).parents[1] / "scripts"
HEAD = ("notebook", "cells run", "widgets", "their state")
SECTION = """## The notebooks

`python bench/notebooks.py`, {machine}, medians of {rounds} rounds, each in a fresh Python.

- **Cells run**: all code cells, the imports before them not counted. The goal is 3 s.
- **Their state**: what the kernel sends of all widgets before anybody touches one, as JSON; plotly.js is a file and comes
  once. The goal is 0.5 MB.

{table}"""


def run(path: Path) -> dict[str, Any]:
    """Run the cells in this process. Seconds, widgets, and bytes of their state."""
    sys.path.append(str(SCRIPTS))
    from notebook_run import code_of, widgets_of

    import lbt_widgets.widgets  # noqa: F401  # what the clock leaves out

    code = code_of(path)
    start = time.perf_counter()
    made = widgets_of(code)
    taken = time.perf_counter() - start
    states = [json.dumps(widget.get_state(), default=str) for widget in made]
    return {"seconds": taken, "widgets": len(states), "bytes": sum(map(len, states))}


def measure() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(_resources.notebooks_dir().glob("*.ipynb")):
        command = [sys.executable, __file__, str(path)]
        rounds = [
            json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(ROUNDS)
        ]
        found[path.stem] = {key: median(one[key] for one in rounds) for key in rounds[0]}
    return found


def main() -> None:
    found = measure()
    rows = [
        (name, f"{one['seconds']:.2f} s", f"{one['widgets']:.0f}", f"{one['bytes'] / 1e6:.2f} MB")
        for name, one in found.items()
    ]
    section = SECTION.format(machine=machine(), rounds=ROUNDS, table=table(HEAD, rows))
    write("notebooks", found, section)
    print(section)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        print(json.dumps(run(Path(sys.argv[1]))))
