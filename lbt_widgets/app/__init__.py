"""Serving the workbook: the command line, the build steps and the page."""

import sys

# Jupyter imports jsonschema, which would parse 38 grammars for a format of addresses that none of its schemas has: two
# thirds of the processor time until the server starts. What it cannot import it does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
