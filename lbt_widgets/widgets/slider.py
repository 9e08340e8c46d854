"""One number by a native range input and by typing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import traitlets as t

from . import _static
from ._page_widget import PageWidget


class Slider(PageWidget):
    """A labelled number: range, typed field, what it means, and a way back to the first value.

    Parameters
    ----------
    label : str
    value, min, max, step : float
        `value` is also what the button leads back to. A typed value need not be a whole number of steps.
    low_text, high_text : str
        What the two ends mean.
    unit : str
    stops : Mapping[float, str]
        Values with a name; the nearest one is shown and read out beside the number.

    Attributes
    ----------
    value : float
        Set from Python out of range it raises; from the browser it is ignored and the value that stands goes back.
    """

    _esm = _static.module("range.js", "slider.js")
    _css = _static.style("range.css")
    from_browser: ClassVar = {"value": "_check"}

    label = t.Unicode().tag(sync=True)
    value = t.Float().tag(sync=True)
    default = t.Float(read_only=True).tag(sync=True)
    min = t.Float(read_only=True).tag(sync=True)
    max = t.Float(read_only=True).tag(sync=True)
    step = t.Float(read_only=True).tag(sync=True)
    low_text = t.Unicode().tag(sync=True)
    high_text = t.Unicode().tag(sync=True)
    unit = t.Unicode().tag(sync=True)
    stops = t.List(read_only=True).tag(sync=True)

    def __init__(
        self,
        label: str,
        value: float,
        min: float,  # noqa: A002 - the names of the HTML element
        max: float,  # noqa: A002
        step: float,
        low_text: str = "",
        high_text: str = "",
        unit: str = "",
        stops: Mapping[float, str] | None = None,
        **settings: Any,
    ) -> None:
        if not (math.isfinite(min) and math.isfinite(max) and min < max and 0 < step <= max - min):
            raise ValueError(f"{label}: the range {min:g} to {max:g} with steps of {step:g} is not one")
        for name, number in (("min", min), ("max", max), ("step", step), ("default", value)):
            self.set_trait(name, float(number))
        self.set_trait("stops", [[float(number), text] for number, text in sorted((stops or {}).items())])
        super().__init__(label=label, value=value, low_text=low_text, high_text=high_text, unit=unit, **settings)

    def reset(self) -> None:
        """Back to the first value."""
        self.value = self.default

    @t.validate("value")
    def _stay_in_range(self, proposal: Any) -> float:
        try:
            return self._check(proposal["value"])
        except ValueError as fault:
            raise t.TraitError(str(fault)) from None

    def _check(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{self.label}: must be a number, got {type(value).__name__}.")
        if not self.min <= value <= self.max:  # NaN fails too
            raise ValueError(f"{self.label}: must be {self.min:g} to {self.max:g} {self.unit}, got {value:g}.")
        return float(value)
