"""The household register (户, D6): households, their people, the words of both 明白卡. All of it is personal (I9)."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import organisation, shelters  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import Sex


class Household(Base):
    """A household of the register: chat shows the number (H-0312) and masked names only.

    ``people`` and ``vulnerable`` are what was counted; the members are those whose names are known, which may be fewer.
    A field of the card that is empty is that of the gravest risk point that threatens it.
    """

    __tablename__ = "households"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"), index=True)
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    address: Mapped[str | None] = mapped_column(sa.String(256))
    house: Mapped[str | None] = mapped_column(sa.String(64))  # 房屋类别: brick, timber …
    people: Mapped[int] = mapped_column(sa.Integer, default=0)
    vulnerable: Mapped[int] = mapped_column(sa.Integer, default=0)  # cannot move without help
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    helper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)  # 帮扶责任人, one to one
    helper: Mapped[str | None] = mapped_column(sa.String(64))  # a helper who is not on the roster
    helper_phone: Mapped[str | None] = mapped_column(sa.String(20))
    shelter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shelters.id"), index=True)  # 安置单位
    hazard: Mapped[str | None] = mapped_column(sa.String(128))  # 灾害类型与规模
    position: Mapped[str | None] = mapped_column(sa.String(256))  # of the hazard relative to the house
    trigger: Mapped[str | None] = mapped_column(sa.String(256))  # 诱发因素
    mind: Mapped[str | None] = mapped_column(sa.String(500))  # 住户注意事项
    monitor: Mapped[str | None] = mapped_column(sa.String(64))
    monitor_phone: Mapped[str | None] = mapped_column(sa.String(20))
    signal: Mapped[str | None] = mapped_column(sa.String(128))  # 预警信号
    signaller: Mapped[str | None] = mapped_column(sa.String(64))  # the person who gives it
    signaller_phone: Mapped[str | None] = mapped_column(sa.String(20))
    route: Mapped[str | None] = mapped_column(sa.String(500))  # 撤离路线
    medical: Mapped[str | None] = mapped_column(sa.String(64))  # 救护单位
    medical_head: Mapped[str | None] = mapped_column(sa.String(64))
    medical_phone: Mapped[str | None] = mapped_column(sa.String(20))
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # changed it last; null: the roster
    active: Mapped[bool] = mapped_column(default=True)

    members: Mapped[list["HouseholdMember"]] = relationship(order_by="HouseholdMember.id", lazy="raise")


class HouseholdMember(Base):
    """A person of a household. Namesakes and twins are rows of their own: nobody is joined or overwritten by itself."""

    __tablename__ = "household_members"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    household_id: Mapped[int] = mapped_column(sa.ForeignKey("households.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    sought: Mapped[str] = mapped_column(
        sa.String(64), index=True
    )  # the name as it is searched for: no blanks, one case
    sex: Mapped[Sex | None] = mapped_column(enum_type(Sex))
    born_in: Mapped[int | None] = mapped_column(sa.Integer)  # the year, also where the day is known
    born_on: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    vulnerable: Mapped[list[Any]] = mapped_column(default=list)  # values of ``Vulnerability``
    remark: Mapped[str | None] = mapped_column(sa.String(256))
    householder: Mapped[bool] = mapped_column(default=False)
    joined_on: Mapped[date | None]  # null: there since the register began
    left_on: Mapped[date | None]  # null: lives there
    left_because: Mapped[str | None] = mapped_column(sa.String(256))


class HouseholdRisk(Base):
    """A risk point that threatens a household."""

    __tablename__ = "household_risks"

    household_id: Mapped[int] = mapped_column(sa.ForeignKey("households.id"), primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("risk_points.id"), primary_key=True, index=True)


class HouseholdWindow(Base):
    """A span of some minutes in which somebody sees full names and numbers, with the reason that was given."""

    __tablename__ = "household_windows"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(256))
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)


class RiskPointCard(Base):
    """The words of 防灾工作明白卡 and 避险明白卡 on a risk point, beside its row in the register."""

    __tablename__ = "risk_point_cards"

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("risk_points.id"), primary_key=True, autoincrement=False)
    hazard: Mapped[str | None] = mapped_column(sa.String(128))  # 类型与规模
    trigger: Mapped[str | None] = mapped_column(sa.String(256))
    signs: Mapped[str | None] = mapped_column(sa.String(500))  # 监测的主要迹象
    means: Mapped[str | None] = mapped_column(sa.String(256))  # 监测手段
    criterion: Mapped[str | None] = mapped_column(sa.String(256))  # 临灾预报的判据
    mind: Mapped[str | None] = mapped_column(sa.String(500))
    signal: Mapped[str | None] = mapped_column(sa.String(128))
    signaller: Mapped[str | None] = mapped_column(sa.String(64))  # orders the move and gives the signal
    signaller_phone: Mapped[str | None] = mapped_column(sa.String(20))
    route: Mapped[str | None] = mapped_column(sa.String(500))
    shelter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shelters.id"))
    units: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by task: unit, head and phone
