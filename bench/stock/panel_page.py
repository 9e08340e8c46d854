"""The same slider and figures in Panel, which keeps every visitor in one process. Run by `panel serve`."""

import panel as pn
from three_pictures import LABEL, specs

pn.extension("plotly")

slider = pn.widgets.FloatSlider(name=LABEL, value=0.5, start=0, end=1, step=0.05)
panes = [pn.pane.Plotly(spec) for spec in specs(slider.value)]


def redraw(belief):
    for pane, spec in zip(panes, specs(belief), strict=True):
        pane.object = spec


pn.bind(redraw, slider, watch=True)
pn.Column(slider, *panes).servable()
