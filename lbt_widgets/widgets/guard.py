"""One guard for callbacks: a failure is logged and the reader is told, never swallowed.

An exception in an `observe` handler shows nothing on a Voilà page, so handlers of ours are written as

    @t.observe("value")
    @guarded
    def _follow(self, change): ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from lbt_widgets.words import N_, _

log = logging.getLogger("lbt_widgets")

SENTENCE = N_(
    "Something went wrong here, so this part may be out of date. Your answers are still in place. "
    "Please change something or load the page again."
)


def guarded(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a method so that it never raises.

    The owner shows the sentence by a text trait `problem` (our own anywidgets) or by an `alert` with a `text`
    (a `Live`). The sentence goes when the same owner's handler next succeeds.
    """

    @wraps(handler)
    def safe(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            result = handler(self, *args, **kwargs)
        except Exception:
            log.exception("%s failed", getattr(handler, "__qualname__", handler))
            _show(self, handler, _(SENTENCE))
            return None
        _clear(self, handler)
        return result

    return safe


# Which handler of an owner failed, so that another handler's success does not hide it.
_MARK = "_guard_failed"


def _show(owner: Any, handler: Callable[..., Any], sentence: str) -> None:
    try:
        setattr(owner, _MARK, {*getattr(owner, _MARK, ()), handler.__qualname__})
        _write(owner, sentence)
    except Exception:  # the alert itself is broken: the log still has both
        log.exception("the alert of %s failed", type(owner).__name__)


def _clear(owner: Any, handler: Callable[..., Any]) -> None:
    failed = getattr(owner, _MARK, None)
    if not failed or handler.__qualname__ not in failed:
        return
    rest = failed - {handler.__qualname__}
    setattr(owner, _MARK, rest)
    if not rest:
        _write(owner, "")


def _write(owner: Any, sentence: str) -> None:
    alert = getattr(owner, "alert", None)
    if alert is not None:
        alert.text = sentence
    elif hasattr(owner, "problem"):
        owner.problem = sentence
