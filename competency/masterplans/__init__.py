"""An agency's digital master plan as data: strategies, goals, and what carries them.

`values` is what a plan is made of, `reading` takes it from YAML with all problems at
once, `checks` are the rules between its parts, `measuring` reads a unit's report by
strategy and year, `sharing` a training plan by strategy. docs/masterplans.md
describes the form.
"""

from competency.masterplans.measuring import (
    Figure,
    Standing,
    Status,
    figures,
    statuses,
)
from competency.masterplans.reading import (
    MasterPlanError,
    digest,
    parse,
    read,
    shipped,
)
from competency.masterplans.sharing import StrategyLine, by_strategy
from competency.masterplans.values import (
    Goal,
    Link,
    MasterPlan,
    Strategy,
    Years,
    YearValue,
)

__all__ = [
    "Figure",
    "Goal",
    "Link",
    "MasterPlan",
    "MasterPlanError",
    "Standing",
    "Status",
    "Strategy",
    "StrategyLine",
    "YearValue",
    "Years",
    "by_strategy",
    "digest",
    "figures",
    "parse",
    "read",
    "shipped",
    "statuses",
]
