"""The sums behind a study, for the page on how to read one: tables, rates, repeats, bias, and a class drawn by lot.

Pure functions; what is drawn by lot is the same for the same seed.
"""
