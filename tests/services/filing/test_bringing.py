"""A report that is about a known danger is added to its case: nothing of the case is replaced, nothing is dropped."""

from models import Case
from models.enums import DraftKind
from services.core.act import Act
from services.core.town import Town
from services.drafts import drafts
from services.filing import filing
from services.filing.fields import ReportFields
from township import SLOPE, TownshipDriver


async def test_everything_on_the_card_goes_into_the_case(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files(people_at_risk=3, landmark="老桥头")

    async def same(act: Act, **given: object) -> Case:
        fresh = await drafts.begin(act.session, act.actor, DraftKind.REPORT, now=act.now, form=ReportFields, **given)
        return await filing.join_with_draft(act, fresh, case.id)

    there = {"latitude": SLOPE[0] + 0.001, "longitude": SLOPE[1]}
    told = {"text": "石头还在掉", "people_at_risk": 8, "landmark": "李家屋后", "on_behalf_name": "李大爷", **there}
    await driver.by("neighbour", same, **told)
    case = await driver.case(case.id)
    assert (case.latitude, case.longitude) == SLOPE
    assert (case.people_at_risk, case.landmark, case.on_behalf_name) == (8, "老桥头", "李大爷")
    for said in ("石头还在掉", "李家屋后", "30.18710, 108.05210"):
        assert said in case.description
    await driver.by("neighbour", same, text="少了", people_at_risk=1)
    assert (await driver.case(case.id)).people_at_risk == 8, "the greater number counts"
