"""Survey structures of LimeSurvey (.lss): array questions as items on answer scales.

The tables and their columns are those that LimeSurvey itself writes. Texts stand in
tables of their own (`question_l10ns`) since version 4, in the rows before.
"""

from competency.frameworks.limesurvey.reading import read
from competency.frameworks.limesurvey.survey import Survey
from competency.frameworks.limesurvey.writing import write

__all__ = ["Survey", "read", "write"]
