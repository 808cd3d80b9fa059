"""A training plan as a workbook.

`content` is what is printed, `words` says it in sentences, `overview`, `lists` and
`background` are the sheets, `book` puts them together.
"""
