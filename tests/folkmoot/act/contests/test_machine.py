"""Whatever is done in whatever order: one voice each, terms that stay, and the count decides."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from folkmoot.act.contests import actions, queries, rules
from folkmoot.act.contests.models import Contest, Entry, Support
from folkmoot.act.contests.rules import State
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.ballots.queries import papers_of
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.foundation.people.models import Member
from tests.folkmoot.act.contests.conftest import brief, fans
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import vote
from tests.folkmoot.deliberate.panels.conftest import willing
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

WHO, WHICH = st.integers(0, 3), st.integers(0, 3)
REACHED = [State.ENTERING, State.SUPPORTING, State.JUDGING, State.VOTING, State.DECIDED]


class Contested(Machine):
    """One contest, four fans who enter and support, a jury, and a brand with all its buttons."""

    fans: list[Member]

    @initialize(kept=st.integers(0, 1), far=st.booleans())
    def begin(self, kept: int, far: bool) -> None:
        self.reached = State.ENTERING
        self.contest = actions.open_contest(brief(newcomers=kept), actor=self.cast.mei, now=NOW)
        self.terms = Contest.objects.filter(pk=self.contest.pk).values().get()
        self.voices: set[tuple[int, int]] = set()
        for place in range(3):
            self.somebody_enters(place)
        if far:
            self.now += timedelta(days=31)
            self.a_jury_is_drawn_and_sits()
            self.the_vote_opens()

    def state(self) -> State:
        return rules.state_of(queries.fresh(self.contest), self.now)

    def entry(self, which: int) -> Entry | None:
        found = list(Entry.objects.filter(contest=self.contest).order_by("number"))
        return queries.fresh_entry(found[which % len(found)]) if found else None

    @rule(days=st.sampled_from([1, 9, 21]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=WHO)
    def somebody_enters(self, who: int) -> None:
        before = self.state()
        done = self.attempt(
            actions.enter, self.contest, f"方案 {who}", "系绳。", actor=self.fans[who]
        )
        assert not done or before == State.ENTERING

    @rule(which=WHICH, who=WHO)
    def somebody_withdraws(self, which: int, who: int) -> None:
        entry, before = self.entry(which), self.state()
        if entry and self.attempt(actions.withdraw, entry, actor=self.fans[who]):
            assert entry.author == self.fans[who]
            assert before not in (State.VOTING, State.DECIDED, State.CANCELLED)

    @rule(which=WHICH, who=WHO, back=st.booleans())
    def somebody_supports(self, which: int, who: int, back: bool) -> None:
        entry, before = self.entry(which), self.state()
        if entry is None:
            return
        act = actions.unsupport if back else actions.support
        if self.attempt(act, entry, actor=self.fans[who]):
            assert before in (State.ENTERING, State.SUPPORTING)
            assert entry.author != self.fans[who]
            voice = (entry.pk, self.fans[who].pk)
            self.voices = self.voices - {voice} if back else self.voices | {voice}

    @rule(which=WHICH, back=st.booleans(), who=st.sampled_from(["mei", "chen", "lin"]))
    def a_moderator_acts(self, which: int, back: bool, who: str) -> None:
        entry, actor = self.entry(which), getattr(self.cast, who)
        if entry is not None:
            given = () if back else ("attack",)
            act = actions.show_again if back else actions.hide
            assert not self.attempt(act, entry, *given, actor=actor) or who == "mei"

    @rule()
    def a_jury_is_drawn_and_sits(self) -> None:
        beacon = Beacon(name="双色球", at=self.now + timedelta(hours=1))
        more = {"beacon": beacon, "actor": self.cast.mei}
        if self.attempt(actions.convene_jury, self.contest, **more):
            self.now += timedelta(hours=2)
            panel = queries.fresh(self.contest).jury.panel
            panels.draw(panel, "5e" * 32, actor=self.cast.wu, now=self.now)
            for seat in seats_of(panel):
                panels.accept(seat, actor=seat.lot.member, now=self.now)

    @rule()
    def the_vote_opens(self) -> None:
        hidden = {each.number for each in queries.hidden_entries(self.contest)}
        if self.attempt(actions.open_voting, self.contest, actor=self.cast.mei):
            keys = set(queries.fresh(self.contest).voting.ballot.keys)
            gone = Entry.objects.filter(contest=self.contest, withdrawal__isnull=False)
            assert not keys & {f"e{number}" for number in hidden}
            assert not keys & {f"e{entry.number}" for entry in gone}

    @rule(which=WHICH, juror=st.integers(0, 11))
    def a_juror_votes(self, which: int, juror: int) -> None:
        contest = queries.fresh(self.contest)
        if self.state() == State.VOTING:
            ballot = contest.voting.ballot
            seat = seats_of(contest.jury.panel)[juror]
            chosen = [ballot.keys[which % len(ballot.keys)]]
            self.attempt(lambda now: vote(ballot, seat.lot.member, chosen, now=now))

    @rule(late=st.booleans())
    def the_papers_are_counted(self, late: bool) -> None:
        if self.state() == State.VOTING:
            ballot = queries.fresh(self.contest).voting.ballot
            self.now = max(self.now, ballot.closes_at) if late else self.now
            self.attempt(ballots.close, ballot, actor=None)
        actions.decide(self.contest, now=self.now)

    @rule()
    def the_brand_calls_it_off(self) -> None:
        before = self.state()
        if self.attempt(actions.cancel, self.contest, "做不了。", actor=self.cast.mei):
            assert before not in (State.DECIDED, State.CANCELLED)

    @rule(which=WHICH)
    def it_is_made(self, which: int) -> None:
        entry = self.entry(which)
        if entry is not None:
            done = self.attempt(
                actions.mark_made, entry, "https://example.org", actor=self.cast.mei
            )
            assert not done or hasattr(entry, "win")

    @rule()
    def rights_return(self) -> None:
        actions.return_due(now=self.now)

    @rule(what=st.sampled_from(["places", "royalties", "author", "own voice"]))
    def somebody_writes_a_row(self, what: str) -> None:
        """Past every act; the database itself refuses."""
        entry = self.entry(0)
        assert entry is not None
        contest = Contest.objects.filter(pk=self.contest.pk)
        tampering = {
            "places": lambda: contest.update(places=9),
            "royalties": lambda: contest.update(royalties=self.terms["title_id"]),
            "author": lambda: Entry.objects.filter(pk=entry.pk).update(author=self.cast.mei),
            "own voice": lambda: Support.objects.create(
                entry=entry, member=entry.author, at=self.now
            ),
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            tampering[what]()

    @invariant()
    def the_terms_are_what_they_were(self) -> None:
        if hasattr(self, "terms"):
            assert Contest.objects.filter(pk=self.contest.pk).values().get() == self.terms

    @invariant()
    def every_voice_counts_once(self) -> None:
        if hasattr(self, "voices"):
            held = Support.objects.filter(withdrawn_at=None).values_list("entry", "member")
            assert sorted(held) == sorted(self.voices)

    @invariant()
    def it_only_goes_on(self) -> None:
        if hasattr(self, "reached"):
            state = self.state()
            if state != State.CANCELLED:
                assert REACHED.index(state) >= REACHED.index(self.reached)
                self.reached = state

    @invariant()
    def what_is_gone_is_not_shown(self) -> None:
        if hasattr(self, "contest"):
            shown = {row.entry.number for row in queries.rows_of(self.contest, None, viewer="x")}
            hidden = {entry.number for entry in queries.hidden_entries(self.contest)}
            gone = Entry.objects.filter(contest=self.contest, withdrawal__isnull=False)
            assert not shown & (hidden | {entry.number for entry in gone})

    @invariant()
    def winners_are_what_the_papers_say(self) -> None:
        if not hasattr(self, "contest"):
            return
        contest = queries.fresh(self.contest)
        won = {
            f"e{entry.number}" for entry in Entry.objects.filter(contest=contest, win__isnull=False)
        }
        if not hasattr(contest, "result"):
            assert not won
            return
        papers, (main, *_more) = papers_of(contest.voting.ballot), contest.result.rounds
        most = sorted(sum(key in paper for paper in papers) for key in main["standing"])
        for key in main["won"]:
            assert sum(key in paper for paper in papers) >= most[-main["places"]]
        assert won == {key for each in contest.result.rounds for key in each["won"]}
        assert len(won) == min(contest.places, len(contest.voting.ballot.keys))

    @invariant()
    def what_is_made_keeps_its_rights(self) -> None:
        both = Entry.objects.filter(making__isnull=False, rights_return__isnull=False)
        assert not both.exists()

    def teardown(self) -> None:
        if hasattr(self, "reached"):
            event(f"came as far as {self.reached}")
        super().teardown()


def test_no_order_of_acts_bends_a_contest(cast: Cast) -> None:
    willing(cast.brand, 12, name="juror")
    walk(Contested, 20, 40, cast=cast, fans=fans(cast, 4))
