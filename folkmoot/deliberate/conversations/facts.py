"""What the record says of conversations."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.deliberate.conversations.models import Ruling, Statement
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(
    FactBody, kind="conversation.opened", heading=_("A conversation opened"), official=True
):
    topic: str = plain(_("Address of the topic"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    closes: str = plain(_("Closes"), read=datetime.fromisoformat)
    question: str = written(_("Question"))
    background: str = written(_("What one should know first"))


@dataclass(frozen=True, kw_only=True)
class StatementMade(FactBody, kind="statement.made", heading=_("A statement was made")):
    number: int = plain(_("Number of the statement"))
    seed: bool = plain(_("From the brand"))
    text: str = written(_("Statement"))


@dataclass(frozen=True, kw_only=True)
class StatementRuled(
    FactBody, kind="statement.ruled", heading=_("A moderator ruled on a statement")
):
    number: int = plain(_("Number of the statement"))
    outcome: str = plain(_("Outcome"), read=Statement.Standing)
    reason: str = plain(_("Reason"), read=Ruling.Reason)
    policy: str = plain(_("Version of the policy"))


@dataclass(frozen=True, kw_only=True)
class MapPublished(
    FactBody, kind="map.published", heading=_("A tally and its opinion map were published")
):
    """A tally and its map. The digests let anyone who has the open data compute it again."""

    votes: int = plain(_("Votes"))
    voters: int = plain(_("Voices"))
    method: str = plain(_("Method"))
    version: str = plain(_("Version of the method"))
    seed: int = plain(_("Seed of the random numbers"))
    input_digest: str = plain(_("Digest of the input"))


@dataclass(frozen=True, kw_only=True)
class ConversationClosed(FactBody, kind="conversation.closed", heading=_("A conversation closed")):
    votes: int = plain(_("Votes"))
    voters: int = plain(_("Voices"))


@dataclass(frozen=True, kw_only=True)
class AnswerPublished(
    FactBody, kind="answer.published", heading=_("The brand answered"), official=True
):
    version: int = plain(_("Version"))
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))
    text: str = written(_("Answer"))


@dataclass(frozen=True, kw_only=True)
class ConversationImported(
    FactBody, kind="conversation.imported", heading=_("Votes cast elsewhere were brought in")
):
    """Votes that were cast elsewhere. They are shown as such."""

    statements: int = plain(_("Statements"))
    voters: int = plain(_("Voices"))
    votes: int = plain(_("Votes"))
    source_digest: str = plain(_("Digest of the source"))
