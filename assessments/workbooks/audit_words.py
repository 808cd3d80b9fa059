"""What the words of the log mean: actions, objects, outcomes, roles, details."""

from collections.abc import Callable, Mapping

Translator = Callable[[str], str]


def actions(_: Translator) -> dict[str, str]:
    """Every action that the program logs, in words."""
    return {**_of_people(_), **_of_work(_)}


def _of_people(_: Translator) -> dict[str, str]:
    """What is done to accounts, answers and what is read or taken away."""
    return {
        "sign-in": _("signed in"),
        "sign-out": _("signed out"),
        "invite": _("made a code for the first sign-in"),
        "set-password": _("set a password"),
        "grant": _("granted a role"),
        "revoke": _("revoked a role"),
        "choose-language": _("chose a language"),
        "enrol": _("set up a second factor"),
        "drop": _("took a second factor away"),
        "see": _("read the privacy notice"),
        "answer": _("answered a request about personal data"),
        "erase": _("erased the person's data"),
        "visit": _("asked for a page"),
        "submit": _("handed in"),
        "take_back": _("took back"),
        "hand_in": _("handed in from a file"),
        "put_drafts": _("filled in drafts from a file"),
        "ask": _("asked for a rating"),
        "release": _("asked for a rating no longer"),
        "read": _("read"),
        "download": _("took away a file"),
        "export": _("exported"),
        "trim": _("removed from the front"),
    }


def _of_work(_: Translator) -> dict[str, str]:
    """What is done to rounds, frameworks, courses, plans and the rest."""
    return {
        "create": _("created"),
        "open": _("opened"),
        "begin_closing": _("began to close"),
        "close": _("closed"),
        "archive": _("archived"),
        "remind": _("sent reminders"),
        "cluster": _("found groups of needs"),
        "make": _("made"),
        "order": _("ordered"),
        "put": _("replaced"),
        "apply": _("applied"),
        "add": _("added"),
        "use": _("put to use"),
        "put_aside": _("put aside"),
        "keep": _("kept"),
        "withdraw": _("withdrew"),
        "start": _("began"),
        "change": _("changed"),
        "discard": _("discarded"),
        "publish": _("published"),
        "begin": _("began to build"),
        "finish": _("finished building"),
        "expire": _("deleted at the end of its time"),
        "save": _("wrote in"),
        "propose": _("proposed"),
        "approve": _("approved"),
        "acknowledge": _("acknowledged"),
    }


def nouns(_: Translator) -> dict[str, str]:
    """Every kind of object that the log names, in words."""
    return {
        "account": _("account"),
        "answers": _("answers"),
        "audit": _("audit log"),
        "breach_report": _("report of a breach"),
        "courses": _("course list"),
        "crosswalk": _("crosswalk"),
        "demo": _("demo data"),
        "development_plan": _("development plan"),
        "draft": _("framework draft"),
        "framework": _("framework"),
        "job": _("job"),
        "jobs": _("finished jobs and their files"),
        "levels": _("levels"),
        "masterplan": _("master plan"),
        "newcomers": _("newcomers"),
        "notice": _("privacy notice"),
        "own_data": _("a person's own data"),
        "page": _("page"),
        "person": _("person"),
        "personal_targets": _("personal targets"),
        "plan": _("training plan"),
        "privacy_request": _("request about personal data"),
        "record_of_processing": _("record of processing"),
        "response": _("answers"),
        "rights_review": _("rights review"),
        "roster": _("roster"),
        "round": _("round"),
        "second-factor": _("second factor"),
    }


def results(_: Translator) -> dict[str, str]:
    """How what was logged ended, in words."""
    return {
        "done": _("done"),
        "refused": _("refused"),
        "failed": _("failed"),
    }


def roles(_: Translator) -> dict[str, str]:
    """In which role somebody acted, in words."""
    return {
        "staff": _("Staff"),
        "supervisor": _("Supervisor"),
        "auditor": _("Auditor"),
        "executive": _("Executive"),
        "manager": _("Manager"),
        "hr": _("Human resources"),
        "admin": _("Administrator"),
        "guest": _("Not signed in"),
        "system": _("The system"),
    }


def details(_: Translator) -> dict[str, str]:
    """What the parts of a detail are called; others go by their own name."""
    return {
        "before": _("before"),
        "changed": _("changed"),
        "copy": _("copy"),
        "counter": _("edition"),
        "counts": _("counts"),
        "digest": _("digest"),
        "file": _("file"),
        "kind": _("kind"),
        "levels": _("levels"),
        "lines": _("lines"),
        "new": _("new"),
        "people": _("people"),
        "person": _("person"),
        "refused": _("refused"),
        "role": _("role"),
        "round": _("round"),
        "sent": _("sent"),
        "single": _("single sign-on"),
        "status": _("status"),
        "subject": _("about person"),
        "supervisor": _("supervisor"),
        "through": _("up to line"),
        "unit": _("unit"),
        "units": _("units"),
        "version": _("version"),
    }


def told(detail: Mapping[str, object], _: Translator) -> str:
    """A detail as one line of text: "people: 3; counts: new 2, changed 1"."""
    names = {**roles(_), **details(_)}
    parts = (
        f"{names.get(name, name)}: {_value(value, names)}"
        for name, value in detail.items()
    )
    return "; ".join(parts)


def _value(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{names.get(n, n)} {_value(v, names)}" for n, v in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_value(each, names) for each in value)
    return "–" if value is None else names.get(str(value), str(value))
