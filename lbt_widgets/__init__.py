"""An open interactive workbook on lower-back tightness when running.

`lbt_widgets.content` holds what the workbook says and asks, `lbt_widgets.risk` the risk profile,
`lbt_widgets.figures` the pictures and `lbt_widgets.widgets` what a notebook shows.
Importing this package imports none of them, so it costs nothing.
"""

__version__ = "0.1.0"
