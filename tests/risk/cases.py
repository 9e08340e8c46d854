"""The workbook's content, and Hypothesis profiles of allowed answers."""

from hypothesis import strategies as st

from lbt_widgets.content import load
from lbt_widgets.risk import Profile

CONTENT = load()


class ContentWith:
    """The content with one record of a collection in place of its own: ContentWith(fixes=fix)."""

    def __init__(self, **records):
        for collection, record in records.items():
            setattr(self, collection, {**getattr(CONTENT, collection), record.id: record})

    def __getattr__(self, name):
        return getattr(CONTENT, name)


def answer_to(question):
    """Any allowed answer to a question."""
    if question.kind == "choice":
        return st.sampled_from([option.id for option in question.options])
    return st.floats(question.min, question.max)


def profiles():
    """Any profile: every question answered within its range, or left unknown."""
    optional = {name: answer_to(question) for name, question in CONTENT.questions.items()}
    return st.fixed_dictionaries({}, optional=optional).map(Profile)
