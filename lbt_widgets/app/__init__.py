"""Serving the workbook: the command line, the build steps and the page."""
