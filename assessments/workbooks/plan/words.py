"""A plan in words, for its workbook, its page and the command."""

from assessments.workbooks.plan.content import SATANG, Content, Translator
from competency.planning import summary
from competency.planning.values import TrainingPlan


def facts(content: Content, _: Translator) -> tuple[tuple[str, str], ...]:
    """What the plan comes to, as terms and values."""
    plan = content.plan
    seats = sum(run.seats for run in plan.runs)
    left = plan.settings.budget_satang - plan.cost_satang
    return (
        (_("Budget"), baht(plan.settings.budget_satang, _)),
        (_("Cost of the plan"), baht(plan.cost_satang, _)),
        (_("Left over"), baht(left, _)),
        (_("People in the round"), f"{len(content.people):,}"),
        (_("People with a known gap"), f"{content.known:,}"),
        (_("People with a seat"), f"{summary.people(plan):,}"),
        (_("Seats"), f"{seats:,}"),
        (_("Course runs"), f"{len(plan.runs):,}"),
        (_("Levels missing to the targets"), levels(plan.shortfall)),
        (_("Levels that the courses can reach"), levels(plan.reachable)),
        (_("Levels closed by the plan"), levels(plan.closed)),
        (_("Proven upper bound"), levels(plan.bound)),
        (_("Distance to the bound"), f"{plan.gap:.2%}"),
    )


def baht(satang: int, _: Translator) -> str:
    """An amount in words for a line of text."""
    return _("%(amount)s baht") % {"amount": f"{satang / SATANG:,.2f}"}


def levels(value: float) -> str:
    """A number of levels: whole, or with one decimal where it is not."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def proof(plan: TrainingPlan, _: Translator) -> str:
    """How good the plan is beside every other one, in one sentence."""
    values = {"closed": levels(plan.closed), "bound": levels(plan.bound)}
    if plan.closed >= plan.bound:
        return (
            _(
                "The plan closes %(closed)s levels, and it is proven that no plan "
                "within this budget and these courses can close more."
            )
            % values
        )
    words = _(
        "The plan closes %(closed)s levels. It is proven that no plan within this "
        "budget and these courses can close more than %(bound)s, so it is at most "
        "%(gap)s away from the best one."
    )
    return words % {**values, "gap": f"{plan.gap:.2%}"}


def binding(plan: TrainingPlan, _: Translator) -> tuple[str, ...]:
    """What keeps the plan from closing more, one sentence each."""
    found = []
    if plan.binding.money:
        found.append(_("Money binds: with a larger budget more could be closed."))
    if plan.binding.full:
        words = _(
            "Courses with all runs and seats taken although somebody still needs "
            "them: %(count)s."
        )
        found.append(words % {"count": len(plan.binding.full)})
    if plan.binding.small:
        words = _("Courses with too few people left to fill a class: %(count)s.")
        found.append(words % {"count": len(plan.binding.small)})
    beyond = plan.shortfall - plan.reachable
    if beyond > 0:
        words = _("Missing levels that no course of the catalogue closes: %(levels)s.")
        found.append(words % {"levels": levels(beyond)})
    return tuple(found) or (_("Nothing binds: every missing level is closed."),)


def limits(plan: TrainingPlan, _: Translator) -> tuple[tuple[str, str, str], ...]:
    """Courses that could help somebody more and cannot: code, name and why."""
    names = {course.code: course.name for course in plan.courses}
    kinds = (
        (plan.binding.full, _("all seats are taken")),
        (plan.binding.small, _("too few people for a class")),
    )
    return tuple((code, names[code], why) for codes, why in kinds for code in codes)


def method(plan: TrainingPlan, _: Translator) -> str:
    """How the plan was found, in words."""
    return {
        "milp": _("Mixed-integer programme (HiGHS), then seats given to names"),
        "greedy": _("By greed: the most levels for the money first"),
    }[plan.method]
