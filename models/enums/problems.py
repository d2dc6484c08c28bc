"""The seven problem lists: which list, where a problem came from, where it stands."""

from enum import StrEnum


class ProblemList(StrEnum):
    """The seven lists (七张问题清单, DOMAIN D12)."""

    INSPECTION = "inspection"  # 巡视巡察
    ENVIRONMENT = "environment"  # 生态环保督察
    SUPERVISION = "supervision"  # 督查
    AUDIT = "audit"  # 审计
    OPINION = "opinion"  # 网络舆情
    PETITION = "petition"  # 信访
    SAFETY = "safety"  # 生产安全


class ProblemOrigin(StrEnum):
    """The office that found a problem; the source names it in words."""

    ABOVE = "above"  # 上级指出: the province, the city or an office above the county
    LOCAL = "local"  # 县镇查出: the county or the town
    SELF = "self"  # 单位自查: the unit itself


class ProblemState(StrEnum):
    """Where a problem stands on its way 问题 → 措施 → 整改 → 销号."""

    NEW = "new"  # the unit owes its measures (待报措施)
    PLANNED = "planned"  # the measures wait for somebody else's look (措施待审)
    RECTIFYING = "rectifying"  # 整改中
    FINISHED = "finished"  # every measure is done, the acceptance is owed (待验收)
    CLOSED = "closed"  # 已销号
    DROPPED = "dropped"  # entered by mistake, with the reason (已撤销)


class ProblemStep(StrEnum):
    """Something that is done to a problem: the rows of its transition table and of its journal."""

    FILE = "file"  # 登记
    CHANGE_MEASURES = "change_measures"  # 修改措施
    PLAN = "plan"  # 报送措施
    APPROVE = "approve"  # 同意措施
    RETURN_PLAN = "return_plan"  # 退回措施
    REPORT = "report"  # 填报进展
    PASS = "pass"  # 进展审核通过
    SEND_BACK = "send_back"  # 退回进展
    FINISH = "finish"  # 措施全部完成: follows from the last progress that passes
    ACCEPT = "accept"  # 验收销号
    REFUSE = "refuse"  # 验收退回
    REOPEN = "reopen"  # 重新整改
    DROP = "drop"  # 撤销登记
    ASSIGN = "assign"  # 改责任单位、责任人
    MOVE = "move"  # 改整改时限
    CORRECT = "correct"  # 更正登记的内容
    MARK = "mark"  # 认定或取消瞒报


class EntryState(StrEnum):
    """The state of a progress entry, which somebody else reviews."""

    WAITING = "waiting"  # 待审核
    PASSED = "passed"  # 已通过
    RETURNED = "returned"  # 已退回


class ProblemColour(StrEnum):
    """The colour of a problem's progress, the one that needs most first."""

    RED = "red"  # late
    ORANGE = "orange"  # behind: most of the time has passed, and measures are open
    YELLOW = "yellow"  # under way
    BLUE = "blue"  # done, waits for the acceptance
    GREEN = "green"  # closed
