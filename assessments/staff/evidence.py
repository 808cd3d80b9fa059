"""Evidence beside one's own rating, kept as it is typed."""

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from assessments import access, clock, thai
from assessments.languages import chosen
from assessments.operations import evidence as operations
from assessments.queries import answers
from assessments.staff import blueprint
from assessments.staff.deltas import refused
from competency.errors import CompetencyError


@blueprint.post("/answers/<public_id>/evidence/<competency>")
@access.audience("staff")
def answer_evidence(public_id: str, competency: str) -> ResponseReturnValue:
    """Keep the evidence of a competency as it is typed."""
    draft, now = answers.draft(public_id, access.person_id()), clock.now()
    if draft is None:
        abort(404)
    content = request.get_json()
    text = content.get("text") if isinstance(content, dict) else None
    if not isinstance(text, str):
        abort(400)
    try:
        operations.put(draft, competency, text, now=now)
    except CompetencyError as error:
        return refused(error)
    return jsonify(saved=thai.time_(now, chosen()))
