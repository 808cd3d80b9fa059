"""Groups of people with like training needs.

Shortfalls become weighted patterns (`tally`), patterns become groups
(`estimator`, judged by `silhouette`, `stability` and `onecloud`), and groups
become values that a shell can put into words (`needs`). The estimator is imported
by whoever clusters: it brings scikit-learn, which takes seconds to load.
"""

from competency.clustering.tally import Patterns, patterns
from competency.clustering.values import Cluster, Mark, Needs, Standing, Trial

__all__ = ["Cluster", "Mark", "Needs", "Patterns", "Standing", "Trial", "patterns"]
