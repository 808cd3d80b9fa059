"""Which groups may be shown, decided once for every view together.

The reader we think of knows everything but the levels: the tree, who handed in, of
whom a competency is known, every rule here; and may add and subtract all figures of
all views they reach. What they must never reach is a figure about 1 to k − 1 people.

- `homes`: where each person is counted, so that units with all below them stay a
  family of which any two are nested or apart, and every difference is 0 or k people.
- `rounding`: means are told in steps, so that no denominator can be read out of them,
  groups that stand all at one end of the scale are told as "at least", and two rounds
  that differ by a few people leave them in doubt.
- `sides`: a share is told where both its sides have k people.
- `bounds`: how closely sums are known from all means of a round together.
- `linking`: what earlier rounds have told is held against this one.

The threshold rule, complementary suppression and rounding are those of Hundepool and
others, Statistical Disclosure Control (2012). What is withheld later never gives away
what was safe before: taking figures away leaves a reader fewer to compute with.
"""

from competency.privacy.bounds import Bounds, bounds, in_doubt
from competency.privacy.homes import Homes, above, counted_at, residuals
from competency.privacy.linking import Groups, apart, told_groups, unchanged
from competency.privacy.rounding import Told, shares, step, told
from competency.privacy.sides import both_sides

__all__ = [
    "Bounds",
    "Groups",
    "Homes",
    "Told",
    "above",
    "apart",
    "both_sides",
    "bounds",
    "counted_at",
    "in_doubt",
    "residuals",
    "shares",
    "step",
    "told",
    "told_groups",
    "unchanged",
]
