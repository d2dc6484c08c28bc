"""Actions that a right allows."""

from enum import StrEnum


class Action(StrEnum):
    """Something a person asks of the domain; the rows of the permission table and of the transition tables."""

    FILE = "file"  # 上报
    SUPPLEMENT = "supplement"  # add photos, words, place to an existing case
    FOLLOW = "follow"  # "the same danger": hear what comes of it
    VIEW = "view"  # open the case and its timeline
    CLAIM = "claim"  # hold the case for five minutes while triaging it
    TRIAGE = "triage"  # 研判
    DISMISS = "dismiss"  # 不予立案
    MERGE = "merge"  # 并案
    UNMERGE = "unmerge"  # take a merged case out again
    SPLIT = "split"  # make a second case out of part of one
    DISPATCH = "dispatch"  # 交办
    WITHDRAW = "withdraw"  # take one assignment back
    REROUTE = "reroute"  # give an assignment to another unit, the clock goes on
    ACCEPT = "accept"  # 签收
    ACCEPT_PARTLY = "accept_partly"  # 部分签收: this part is ours, that is not
    SET_ETA = "set_eta"  # 报告到场时间: when the unit will be there
    CONFIRM_ON = "confirm_on"  # 仍在处置: asked about a live incident, the unit says that it is at work
    LAPSE = "lapse"  # 签收失效: it did not say so; done by the clock, nobody may do it
    DECLINE = "decline"  # 拒收
    FEED_BACK = "feed_back"  # 反馈
    RETURN = "return"  # 退回
    ASK_EXTENSION = "ask_extension"  # 申请延期
    GRANT_EXTENSION = "grant_extension"  # 同意延期
    REFUSE_EXTENSION = "refuse_extension"  # 不同意延期
    PAUSE = "pause"  # 暂停
    RESUME = "resume"  # 恢复
    VERIFY = "verify"  # 核验
    CLOSE = "close"  # 销号
    REOPEN = "reopen"  # 重开
    DECLARE_OVER = "declare_over"  # 险情解除: the emergency is over, the hazard may remain
    CORRECT = "correct"  # 更正: a new version, the old one stays
    FILE_ORDER = "file_order"  # 登记上级指令
    ANSWER_ORDER = "answer_order"  # 回复上级
    REPORT_COUNTY = "report_county"  # 向县里报送: 初报、续报、核报
    CORRECT_REPORT = "correct_report"  # 更正报送: a new version, the old one stays
    WAIVE_REPORT = "waive_report"  # 无需报送: this incident is not the county's, with the reason
    FLAG_CASUALTIES = "flag_casualties"  # 登记伤亡失联和舆情: deaths, missing or public attention, to be telephoned
    PHONE_COUNTY = "phone_county"  # 电话报告县里
    DECLARE_STABLE = "declare_stable"  # 灾情稳定: follow-ups end, the verified report is due
    RESUME_REPORTS = "resume_reports"  # 恢复续报: it was not stable after all
    SET_EVENT = "set_event"  # 更正事发时间
    RUN_REPORTS = "run_reports"  # 报送计时变动: follows from what became of the case; nobody may do it by itself
    SEE_REPORTS = "see_reports"  # 查看报送情况
    SEE_QUEUE = "see_queue"  # the station's queue
    SEE_TASKS = "see_tasks"  # a unit's tasks
    SEE_AGENDA = "see_agenda"  # the person's tasks of the day (今日待办)
    SEE_DIGEST = "see_digest"  # figures of what one answers for (晨报、周报)
    SEE_UNDELIVERED = "see_undelivered"  # the ledger of what did not arrive
    SETTLE_CALL = "settle_call"  # "called by phone"
    SEE_PARKED = "see_parked"  # updates that could not be handled
    ISSUE_CODE = "issue_code"  # one-time code for a person of the roster
    BIND_GROUP = "bind_group"  # bind a group chat
    ADMIT = "admit"  # let somebody into a squad, or out (同意入队)
    SEE_SQUAD = "see_squad"  # a squad's strength and people (查看突击队)
    CHECK_ROSTER = "check_roster"  # gaps of the roster (花名册体检)
    SEE_DUTY = "see_duty"  # 查看值班表
    KEEP_DUTY = "keep_duty"  # 值班签到、交班、换班: the person's shifts
    BROADCAST = "broadcast"  # 群发: a message to many
    CONSENT = "consent"  # 同意发送: the second person for orange, red and evacuation
    MOBILISE = "mobilise"  # 集结: call squads, command and stand them down
    FIELD_NOTE = "field_note"  # 现场情况: sent by who is out on a mobilisation; no post gives it
    TEST_REACHABILITY = "test_reachability"  # 联络测试: ask many whether chat reaches them
    REMEDIATE_REACHABILITY = "remediate_reachability"  # 联络整改: settle a remediation task
    SEE_DUTIES = "see_duties"  # 责任事项: duties, their holders and their results
    EXCUSE_DUTY = "excuse_duty"  # 免责、改期: excuse a duty, or let it be due on another day
    SEE_PROBLEMS = "see_problems"  # 七张问题清单: the problems, their measures, progress and colour
    FILE_PROBLEM = "file_problem"  # 登记问题
    KEEP_PROBLEM = "keep_problem"  # 问题改派、改期、认定瞒报、撤销、重新整改
    RECTIFY_PROBLEM = "rectify_problem"  # 报措施、填进展
    REVIEW_PROBLEM = "review_problem"  # 审核措施、进展
    ACCEPT_PROBLEM = "accept_problem"  # 验收销号
