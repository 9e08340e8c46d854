"""How a runner moves: one published mechanical model for each cause, as pure functions.

Floats in; floats or frozen results with tuples out. Units are in the names; a value out of range is a ValueError with a
sentence. Nothing here is an injury risk: no model is chained into another, and each says where it fails.
"""

from ._numerics import G_M_S2

__all__ = ["G_M_S2"]
