"""What stands behind a study's numbers: two-by-two tables, rates, studies done again, third things, bad weeks, and
classes drawn by lot.

Pure functions; the same seed always draws the same.
"""
