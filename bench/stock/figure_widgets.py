"""The stock way to draw in Voilà: Plotly's own widget, one for each figure. Run as the cell of a notebook."""

import plotly.graph_objects as go
from ipywidgets import FloatSlider, VBox
from three_pictures import LABEL, specs

slider = FloatSlider(value=0.5, min=0, max=1, step=0.05, description=LABEL)
figures = [go.FigureWidget(spec) for spec in specs(slider.value)]


def redraw(change):
    for figure, spec in zip(figures, specs(change["new"]), strict=True):
        with figure.batch_update():
            figure.update(spec)


slider.observe(redraw, "value")
VBox([slider, *figures])
