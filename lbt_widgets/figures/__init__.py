"""Results to pictures: plain Plotly dicts, a sentence and a table of the values."""
