"""Kinds, states and steps of drills."""

from enum import StrEnum


class DrillScope(StrEnum):
    """The holder of a drill: it counts for the duty of the town or of the village."""

    TOWN = "town"  # 全镇演练
    VILLAGE = "village"  # 村社演练


class DrillForm(StrEnum):
    """The way a script is played."""

    LIVE = "live"  # 实战演练: by the clock, with real messages, cases and mobilisations in drill mode
    TABLETOP = "tabletop"  # 桌面推演: a button shows one inject after the other


class DrillState(StrEnum):
    """How far a drill is."""

    PLANNED = "planned"  # 待开展
    RUNNING = "running"  # 进行中
    PAUSED = "paused"  # 已暂停
    HELD = "held"  # 已开展: it counts, and is evaluated
    STOPPED = "stopped"  # 已中止: it counts for nothing
    CANCELLED = "cancelled"  # 已取消


class InjectKind(StrEnum):
    """The effect of an inject."""

    TEXT = "text"  # 通知: words to its recipients
    HAZARD = "hazard"  # 隐患: a case in drill mode
    INCIDENT = "incident"  # 险情: a case in drill mode
    MOBILISATION = "mobilisation"  # 集结 in drill mode
    BROADCAST = "broadcast"  # 群发 in drill mode


class DrillPart(StrEnum):
    """The two tables of an evaluation (AQ/T 9009-2015, annexes A and B)."""

    PREPARATION = "preparation"  # 演练准备
    EXECUTION = "execution"  # 演练实施


class DrillMark(StrEnum):
    """The mark of one item."""

    MET = "met"  # 符合
    PARTLY = "partly"  # 基本符合
    NOT_MET = "not_met"  # 不符合
    NOT_APPLICABLE = "not_applicable"  # 不适用


class DrillStep(StrEnum):
    """The steps after a drill, in the order of AQ/T 9009-2015, 7."""

    COMMENTS = "comments"  # 现场点评
    SELF_REVIEW = "self_review"  # 参演人员自评
    ASSESSMENT = "assessment"  # 评估组评估
    REPORT = "report"  # 评估报告
    CORRECTIONS = "corrections"  # 纠正改进


class DrillGrade(StrEnum):
    """The conclusion of a report (AQ/T 9009-2015, 7.4)."""

    EXCELLENT = "excellent"  # 优: every step without a fault
    GOOD = "good"  # 良: the aims are reached, with few faults
    FAIR = "fair"  # 中: clear defects, the aims are reached
    POOR = "poor"  # 差: serious faults, the aims are missed
