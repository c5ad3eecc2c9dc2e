"""A statement is taken down; its author appeals, and fans drawn by lot put it back."""

from django.test import Client

from folkmoot.deliberate.conversations.models import Statement
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.deliberate.panels.models import Choice
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.conftest import conversation  # noqa: F401 (a fixture)
from tests.folkmoot.deliberate.moderation.conftest import (  # noqa: F401 (two are fixtures)
    TEXT,
    again,
    decided,
    measure,
    stated,
)


def test_an_appeal_won(
    cast: Cast,
    measure: Measure,  # noqa: F811
    stated: Statement,  # noqa: F811
    client: Client,
) -> None:
    """The whole story: taken down, appealed, drawn, answered, restored, told, public."""
    appeal = decided(cast, *[Choice.YES] * 4, *[Choice.NO] * 3)
    assert (appeal.outcome, appeal.through) == ("overturned", "panel")
    stated.refresh_from_db()
    assert stated.standing == Statement.Standing.ACCEPTED
    assert again(cast).lifted_through == "panel"
    ruled = Fact.objects.filter(kind="statement.ruled").last()
    assert ruled is not None
    assert (ruled.published["outcome"], ruled.published["reason"]) == ("accepted", "appeal")
    assert [n.fact.kind for n in inbox(cast.lin)].count("appeal.decided") == 1
    page = client.get("/lumen/moderation/", headers={"accept-language": "en"}).content.decode()
    assert "shown again, by a panel drawn by lot" in page
    assert TEXT in client.get("/lumen/conversations/1/statements").content.decode()
