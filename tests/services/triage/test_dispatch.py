"""The desk's plan: what is suggested, how units are chosen, that it is carried out once and in one go."""

import pytest

from models import Case, Draft
from models.enums import Action, CaseState, DraftKind, Kind, Severity
from services.assignments import handling
from services.core.act import Act
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.drafts import drafts
from services.triage import plans, triage
from services.triage.fields import DispatchFields
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def begin(act: Act, case: Case, action: Action) -> Draft:
    return await plans.begin(act, case.id, action)


async def judge(act: Act, plan_id: int, **changes: object) -> DispatchFields:
    plan, case = await plans.load(act.session, act.actor, plan_id)
    return await plans.judge(act, case, plan, **changes)


async def carry_out(act: Act, plan_id: int) -> Case:
    plan, case = await plans.load(act.session, act.actor, plan_id)
    return await plans.carry_out(act, plan, case)


async def test_an_ordinary_hazard_goes_to_the_lead_alone_a_graver_one_to_the_co_units_too(
    driver: TownshipDriver,
) -> None:
    case = await driver.files(line=None, text="后山滑坡")
    plan = await driver.by("duty", begin, case, Action.TRIAGE)
    land = driver.units["natural-resources"]
    fields = plans.fields_of(plan)
    assert (fields.line, fields.lead, fields.co) == ("geology", land, ())
    co = tuple(driver.units[code] for code in ("construction-office", "road-station", "water-station"))
    for change in ({"severity": Severity.MAJOR}, {"severity": Severity.ORDINARY, "kind": Kind.INCIDENT}):
        fields = await driver.by("duty", judge, plan.id, **change)
        assert (fields.lead, fields.co) == (land, co)
    fields = await driver.by("duty", judge, plan.id, kind=Kind.HAZARD)
    assert fields.co == ()


async def test_units_chosen_by_hand_stay_until_the_line_changes(driver: TownshipDriver) -> None:
    case = await driver.files()
    plan = await driver.by("duty", begin, case, Action.TRIAGE)
    road = driver.units["road-station"]

    async def choose(act: Act) -> DispatchFields:
        mine, _ = await plans.load(act.session, act.actor, plan.id)
        return await plans.change(act.session, mine, act.now, lead=road, co=())

    await driver.by("duty", choose)
    fields = await driver.by("duty", judge, plan.id, severity=Severity.MAJOR)
    assert (fields.lead, fields.co) == (road, ())
    fields = await driver.by("duty", judge, plan.id, line="traffic")
    assert fields.lead == driver.units["traffic-police"]


async def test_an_old_plan_does_not_take_back_what_others_have_judged_meanwhile(driver: TownshipDriver) -> None:
    case = await driver.dispatched()
    plan = await driver.by("duty", begin, case, Action.DISPATCH)
    await driver.by("night", triage.judge, case.id, severity=Severity.MAJOR, kind=Kind.INCIDENT)

    async def add(act: Act) -> Case:
        mine, found = await plans.load(act.session, act.actor, plan.id)
        await plans.change(act.session, mine, act.now, lead=None, co=(driver.units["road-station"],))
        return await plans.carry_out(act, mine, found)

    case = await driver.by("duty", add)
    assert (case.severity, case.kind) == (Severity.MAJOR, Kind.INCIDENT)
    plan = await driver.by("duty", begin, case, Action.DISPATCH)
    await driver.by("night", triage.judge, case.id, line="traffic")
    again = plans.fields_of(await driver.by("duty", begin, case, Action.DISPATCH))
    assert again.line == "traffic", "a plan that is taken up again follows the case"
    await driver.by("duty", judge, plan.id, line="weather")
    await driver.by("night", triage.judge, case.id, line="flood")
    again = plans.fields_of(await driver.by("duty", begin, case, Action.DISPATCH))
    assert again.line == "weather", "what was chosen by hand stays"


def test_pressing_a_unit_goes_round() -> None:
    fields = DispatchFields()
    steps = []
    for unit in (1, 2, 2, 2, 1):
        fields = plans.toggled(fields, unit, may_lead=True)
        steps.append((fields.lead, fields.co))
    assert steps == [(1, ()), (1, (2,)), (2, (1,)), (None, (1,)), (1, ())]
    beside = plans.toggled(DispatchFields(), 1, may_lead=False)
    assert (beside.lead, beside.co) == (None, (1,))
    assert plans.toggled(beside, 1, may_lead=False).co == ()


async def test_a_plan_is_carried_out_once(driver: TownshipDriver) -> None:
    case = await driver.files(line=None, text="后山滑坡")
    plan = await driver.by("duty", begin, case, Action.TRIAGE)
    handed = await driver.by("duty", carry_out, plan.id)
    assert handed.state is CaseState.DISPATCHED
    assert [action for action, _ in await driver.journal(case)] == ["file", "claim", "triage", "dispatch"]
    with pytest.raises(Stale, match="error-plan-ended"):
        await driver.by("duty", carry_out, plan.id)


async def test_a_plan_is_its_authors_and_never_the_open_card(driver: TownshipDriver) -> None:
    case = await driver.files()
    plan = await driver.by("duty", begin, case, Action.TRIAGE)
    with pytest.raises(Stale):
        await driver.by("night", carry_out, plan.id)
    with pytest.raises(Forbidden):
        await driver.by("officer", begin, case, Action.TRIAGE)
    async with driver.town.database.reading() as session:
        assert await drafts.current(session, driver.people["duty"]) is None
        assert await drafts.shelved(session, driver.people["duty"], DraftKind.REPORT) == []
    again = await driver.by("duty", begin, case, Action.TRIAGE)
    assert again.id == plan.id


async def test_who_declined_is_not_suggested_again(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.decline, assignment.id, reason="不归我们")
    plan = await driver.by("night", begin, case, Action.DISPATCH)
    assert plans.fields_of(plan).lead is None
