"""Rules of competency assessment: values in, values out.

Frameworks (`frameworks`) hold competencies, levels and targets as data. Answers
(`answers`) become levels (`scoring`), levels and targets become gaps (`gaps`),
people become units (`orgtree`, `roster`), groups are shown or withheld
(`privacy`, `reports`), shortfalls become clusters of need (`clustering`), and
needs, courses and money become a plan (`courses`, `planning`). What people are told
about their data and may ask of it stands in `notices` and `requests`.

Nothing here knows a request, a row, a clock or an environment.
"""
