"""Spreadsheet bytes to values and values to spreadsheet bytes."""
