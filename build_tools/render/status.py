"""What is known of an instrument's effect (hiệu lực), in a reader's words."""

from build_tools.model.corpus import Work
from build_tools.model.effect import Effect

STATUS_UNKNOWN = "Chưa xác minh"
EFFECTS = {
    Effect.IN_FORCE: "Còn hiệu lực",
    Effect.ENDED: "Hết hiệu lực",
    Effect.ENDED_IN_PART: "Hết hiệu lực một phần",
    Effect.UNSETTLED: "Chưa xác định",
}


def status_words(work: Work) -> str:
    """Return what is known of the work's effect in a few words; what sources say differently is not decided."""
    stated = {EFFECTS[fact.status] for fact in work.facts if fact.status in EFFECTS}
    return " / ".join(sorted(stated)) or STATUS_UNKNOWN
