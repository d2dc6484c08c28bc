"""Messages that answer, report, greet or ask, each with who says it when and what must happen, through the product."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from answer_steps import SQUAD, answer_to, called, reports, state_of, warned
from conversation import Conversation, acting
from mobilisation_steps import running
from models import Assignment, Case, Draft, Mobilisation, Response, RollCallEntry, Team
from models.enums import Answer, AssignmentState, CaseState, DraftKind, DraftState
from sandbox_client import SandboxClient
from services.core.town import Town
from services.demobilisation import stand_down
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.mobilisation import responses
from squad_steps import enrol
from township import TownshipDriver

SITUATIONS: dict[str, list[tuple[str, str]]] = {}
for line in (Path(__file__).parent / "answers.txt").read_text(encoding="utf-8").splitlines():
    if not line.startswith("#"):
        situation, said, happens = (cell.strip() for cell in line.split("|"))
        SITUATIONS.setdefault(situation, []).append((said, happens))
IN_DRAFT = "屋后开裂"


@dataclass
class Scene:
    """A situation: who speaks, to which message they reply, and how the answer is looked up."""

    conversation: Conversation
    who: str
    answer: Callable[[], Awaitable[str]]
    reply_to: int | None = None
    given: str = "-"
    """The answer before anything is said; empty where nothing waits."""
    draft: bool = False
    case: bool = False
    put_back: list[sa.Update] = field(default_factory=list)

    @property
    def driver(self) -> TownshipDriver:
        return self.conversation.driver

    async def begin(self) -> None:
        """Put everything back as it was before somebody spoke."""
        async with self.conversation.town.database.transaction() as session:
            left = Draft.state.in_((DraftState.OPEN, DraftState.SHELVED))
            await session.execute(sa.update(Draft).where(left).values(state=DraftState.CANCELLED))
            for statement in self.put_back:
                await session.execute(statement)
            if self.draft:
                actor = await self.driver.actor(self.who)
                await drafts.begin(
                    session, actor, DraftKind.REPORT, now=self.driver.now, form=ReportFields, text=IN_DRAFT
                )

    async def happens(self, said: str) -> str:
        """Say it, and return what happens."""
        await self.begin()
        player = self.conversation[self.who]
        before = {message.id for message in await player.reads()}
        await player.sends(said, reply_to=self.reply_to)
        await self.conversation.settles()
        shown = [one for one in await player.reads() if one["from_bot"] and one.id not in before]
        texts = "\n".join(one.text for one in shown)
        answer, open_now = await self.answer(), await reports(self.driver)
        found = [answer] if answer != self.given else []
        if self.draft or self.case:
            if self.case:
                description = (await self.conversation.case()).description
            else:
                (description,) = open_now
            if said in description:
                return "in"
            own = [one for one in await player.reads() if one["from"] == player.id][-1]
            return "seen" if own.get("reactions") else "out"
        if said in open_now:
            return " ".join([*(found or (["-"] if self.given else [])), "report"])
        if found:
            return " ".join(found)
        labels = [label for one in shown for label in one.labels]
        if any("这是另一处隐患" in label for label in labels) and "等您答复" in texts:
            return "buttons"
        return "asked" if any("📝" in label for label in labels) else f"nothing: {texts[:60]}"


async def _call(s: Conversation) -> Scene:
    call = await called(s.driver)
    await s["land"].sees("请本人答复")
    return Scene(s, "land", lambda: answer_to(s.driver, "land", call=call), put_back=[*_UNANSWERED])


async def _reply(s: Conversation) -> Scene:
    await enrol(s.driver)
    call = await running(s.driver, SQUAD)
    card = await s["officer"].sees("请本人答复")
    await warned(s.driver)
    await s["officer"].sees("今晚有大雨")
    return Scene(
        s, "officer", lambda: answer_to(s.driver, "officer", call=call), reply_to=card.id, put_back=[*_UNANSWERED]
    )


async def _warning(s: Conversation) -> Scene:
    warning = await warned(s.driver)
    await s["officer"].sees("今晚有大雨")
    return Scene(s, "officer", lambda: answer_to(s.driver, "officer", warning=warning), put_back=[*_UNANSWERED])


async def _order(s: Conversation) -> Scene:
    case = await s.driver.dispatched()
    await s["land"].sees(case.number)
    put_back = [
        sa.update(Assignment).values(state=AssignmentState.ISSUED, accepted_at=None, accepted_by_id=None),
        sa.update(Case).values(state=CaseState.DISPATCHED),
    ]
    return Scene(s, "land", lambda: state_of(s.driver, case.id), given="issued", put_back=put_back)


async def _two(s: Conversation) -> Scene:
    call, warning = await called(s.driver), await warned(s.driver)
    await s["officer"].sees("今晚有大雨")

    async def answers() -> str:
        given = {
            await answer_to(s.driver, "officer", call=call),
            await answer_to(s.driver, "officer", warning=warning),
        }
        return " ".join(sorted(given))

    return Scene(s, "officer", answers, put_back=[*_UNANSWERED])


async def _none(s: Conversation) -> Scene:
    return Scene(s, "officer", _nothing, given="")


async def _draft(s: Conversation) -> Scene:
    return Scene(s, "officer", _nothing, given="", draft=True)


async def _life(s: Conversation) -> Scene:
    await s["officer"].sends("/sos 3组塌方")
    await s["officer"].sees("险情已报出")
    case = await s.case()
    card = await s["principal"].sees(case.number)
    put_back = [sa.update(Case).values(description="3组塌方")]
    return Scene(s, "principal", _nothing, given="", reply_to=card.id, case=True, put_back=put_back)


async def _there(s: Conversation) -> Scene:
    await enrol(s.driver)
    call = await running(s.driver, SQUAD)
    await s["officer"].sees("请本人答复")
    await s.driver.by("officer", responses.answer, call, Answer.ON_SCENE)
    long_ago = s.driver.now

    async def checked() -> str:
        async with s.town.database.reading() as session:
            at = await session.scalar(sa.select(Team.checked_at))
        return "safe" if at is not None and at > long_ago else "-"

    s.driver.forward(minutes=25)
    return Scene(s, "officer", checked, put_back=[sa.update(Team).values(checked_at=long_ago, asked=1)])


async def _back(s: Conversation) -> Scene:
    await enrol(s.driver)
    call = await running(s.driver, SQUAD)
    await s.driver.by("land", responses.answer, call, Answer.COMING)
    await s.driver.by("duty", stand_down.stand_down, call)
    await s["land"].sees("集结解除")

    async def home() -> str:
        async with s.town.database.reading() as session:
            response = await session.get_one(Response, (call, s.driver.people["land"]))
        return "home" if response.accounted_at is not None else "-"

    return Scene(s, "land", home, put_back=[sa.update(Response).values(accounted_at=None, accounted_by_id=None)])


async def _nothing() -> str:
    return ""


_UNANSWERED = (
    sa.update(RollCallEntry).values(answer=None, answered_at=None),
    sa.update(Response).values(arrived_at=None, eta_at=None, reason=None),
    sa.update(Mobilisation).values(shown=None),
)
SCENES: dict[str, Callable[[Conversation], Awaitable[Scene]]] = {
    "call": _call,
    "reply": _reply,
    "warning": _warning,
    "order": _order,
    "two": _two,
    "none": _none,
    "draft": _draft,
    "life": _life,
    "there": _there,
    "back": _back,
}


@pytest.mark.parametrize("situation", SCENES)
async def test_what_people_say(town: Town, sandbox: SandboxClient, sandbox_url: str, situation: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", "principal", delivering=True) as s:
        await s.settles()
        scene = await SCENES[situation](s)
        wrong = []
        for said, must in SITUATIONS[situation]:
            happened = await scene.happens(said)
            if happened != must:
                wrong.append(f"{situation} | {said} | must: {must} | happened: {happened}")
        assert not wrong, "\n".join(wrong)


def test_the_table_has_every_situation() -> None:
    assert SITUATIONS.keys() == SCENES.keys()
    assert sum(map(len, SITUATIONS.values())) >= 300
