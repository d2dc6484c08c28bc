"""Reports to the county (县级报送): how far those about an incident are, and every version that was sent."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import ReportingState, ReportKind, ReportWay


class Reporting(Versioned, Base):
    """Where the reports about one incident stand; the incident itself goes its own way."""

    __tablename__ = "reportings"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    state: Mapped[ReportingState] = mapped_column(enum_type(ReportingState))
    event_at: Mapped[datetime]  # when it happened: the first report's time counts from here
    alarm: Mapped[dict[str, Any]]  # services.county.phone_alarm.Alarm: what is known that must be telephoned
    phoned: Mapped[dict[str, Any]]  # the same, as far as the county has been telephoned
    phoned_at: Mapped[datetime | None]
    phoned_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    stable_at: Mapped[datetime | None]  # 灾情稳定
    waived_for: Mapped[str | None] = mapped_column(sa.Text)


class CountyReport(Base):
    """One version of one report, as it was sent; never changed (突发事件应对法 61): a correction is a new row."""

    __tablename__ = "county_reports"
    __table_args__ = (
        # Two officers at once cannot both send the third follow-up, nor correct it both.
        sa.UniqueConstraint("case_id", "kind", "number", "edition"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(enum_type(ReportKind))
    number: Mapped[int] = mapped_column(sa.Integer)  # within the kind: 续报3
    edition: Mapped[int] = mapped_column(sa.Integer, default=1)  # from 2 on it is a correction
    zero: Mapped[bool] = mapped_column(default=False)  # 零报告: nothing has changed since the last one
    figures: Mapped[dict[str, Any]]  # services.county.figures.Figures
    attention: Mapped[bool] = mapped_column(default=False)  # 舆情关注
    event_at: Mapped[datetime]
    situation: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was corrected
    text: Mapped[str] = mapped_column(sa.Text)  # as it was put together to be sent
    sent_to: Mapped[str] = mapped_column(sa.String(128))
    way: Mapped[ReportWay] = mapped_column(enum_type(ReportWay))
    sent_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    made_at: Mapped[datetime]
