"""The closed vocabularies of the domain. Names follow GLOSSARY.md; values are what the database keeps."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """Whether a danger is latent or happening (DOMAIN §3)."""

    HAZARD = "hazard"  # 隐患: latent, on the working-time clock
    INCIDENT = "incident"  # 险情: happening now, on the round-the-clock clock


class Severity(StrEnum):
    """The four grades of 突发事件应对法, mildest first."""

    ORDINARY = "ordinary"  # 一般
    CONSIDERABLE = "considerable"  # 较大
    MAJOR = "major"  # 重大
    EXTRAORDINARY = "extraordinary"  # 特别重大

    @property
    def rank(self) -> int:
        """0 for the mildest to 3 for the gravest, for ordering."""
        return list(Severity).index(self)


class Source(StrEnum):
    """Where a case came from."""

    REPORT = "report"  # filed by an officer in chat
    ORDER = "order"  # an order from above (上级指令)
    FOLLOW_UP = "follow_up"  # what remains of an incident that is over
    SPLIT = "split"  # taken out of another case by the station
    INSPECTION = "inspection"  # found on a patrol
    WARNING = "warning"  # raised by a disaster warning
    MEETING = "meeting"  # a resolution of the joint meeting
    PROBLEM_LIST = "problem_list"  # an entry of the seven lists


class CaseState(StrEnum):
    """Where a case stands on its way to 销号."""

    SUBMITTED = "submitted"  # filed, nobody has judged it yet (待研判)
    TRIAGED = "triaged"  # judged, waits for units to be named (待交办)
    DISPATCHED = "dispatched"  # handed to units, none has accepted (待签收)
    HANDLING = "handling"  # at least one unit works on it (处置中)
    FEEDBACK = "feedback"  # every unit has reported back (待核验)
    VERIFIED = "verified"  # somebody else has looked (待销号)
    CLOSED = "closed"  # 已销号
    DISMISSED = "dismissed"  # not a hazard, with the reason (不予立案)
    MERGED = "merged"  # part of another case now (已并案)


class AssignmentState(StrEnum):
    """Where one unit's share of a case stands."""

    ISSUED = "issued"  # waits for the unit to accept (待签收)
    ACCEPTED = "accepted"  # being handled (处置中)
    DECLINED = "declined"  # "not ours", with the reason (已拒收)
    PAUSED = "paused"  # stopped with reason and limit (已暂停)
    FED_BACK = "fed_back"  # reported back (已反馈)
    RETURNED = "returned"  # the feedback was not good enough: handling again (已退回)
    VERIFIED = "verified"  # its result was checked (已核验)
    WITHDRAWN = "withdrawn"  # taken back by the station, or re-routed (已撤回)


class Part(StrEnum):
    """A unit's part in a case."""

    LEAD = "lead"  # 主办
    CO = "co"  # 协办


class Role(StrEnum):
    """A post of the 1+2+X organisation (DOMAIN §1)."""

    DIRECTOR = "director"  # 应急管理委员会主任
    EXECUTIVE_DEPUTY_DIRECTOR = "executive_deputy_director"  # 常务副主任
    DEPUTY_DIRECTOR = "deputy_director"  # 分管领导 of one or more lines
    STATION_CHIEF = "station_chief"  # 站长
    STATION_EXECUTIVE_DEPUTY = "station_executive_deputy"  # 常务副站长
    STATION_DEPUTY_CHIEF = "station_deputy_chief"  # 副站长
    STATION_STAFF = "station_staff"  # 站员, takes turns as duty officer
    UNIT_HEAD = "unit_head"  # 单位负责人
    UNIT_HANDLER = "unit_handler"  # 经办人
    VILLAGE_PRINCIPAL = "village_principal"  # 村社应急管理点负责人
    EMERGENCY_ADMINISTRATOR = "emergency_administrator"  # 应急管理员
    INFORMATION_OFFICER = "information_officer"  # 灾害信息员 (substitute: Post.substitute)
    GRID_OFFICER = "grid_officer"  # 网格员
    SQUAD_CAPTAIN = "squad_captain"  # 突击队队长
    SQUAD_DEPUTY = "squad_deputy"  # 副队长
    SQUAD_MEMBER = "squad_member"  # 队员
    OPERATOR = "operator"  # 系统管理员 in the county or town office


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
    SEE_AGENDA = "see_agenda"  # what one must do by when (今日待办)
    SEE_DIGEST = "see_digest"  # figures of what one answers for (晨报、周报)
    SEE_UNDELIVERED = "see_undelivered"  # the ledger of what did not arrive
    SETTLE_CALL = "settle_call"  # "called by phone"
    SEE_PARKED = "see_parked"  # updates that could not be handled
    ISSUE_CODE = "issue_code"  # one-time code for a person of the roster
    BIND_GROUP = "bind_group"  # bind a group chat
    ADMIT = "admit"  # let somebody into a squad, or out (同意入队)
    SEE_SQUAD = "see_squad"  # a squad's strength and people (查看突击队)
    CHECK_ROSTER = "check_roster"  # who is missing where (花名册体检)
    SEE_DUTY = "see_duty"  # 查看值班表
    KEEP_DUTY = "keep_duty"  # 值班签到、交班、换班: one's own shifts
    BROADCAST = "broadcast"  # 群发: a message to many
    CONSENT = "consent"  # 同意发送: the second person for orange, red and evacuation
    MOBILISE = "mobilise"  # 集结: call squads, command and stand them down
    FIELD_NOTE = "field_note"  # 现场情况: sent by who is out on a mobilisation; no post gives it
    TEST_REACHABILITY = "test_reachability"  # 联络测试: ask many whether chat reaches them
    MEND_REACHABILITY = "mend_reachability"  # 联络整改: see to it that somebody can be reached


class DraftKind(StrEnum):
    """What a conversation is collecting."""

    REPORT = "report"  # a hazard or incident
    FEEDBACK = "feedback"  # a unit's feedback with evidence
    VERIFICATION = "verification"  # a verifier's finding with evidence
    ORDER = "order"  # an order from above
    DISPATCH = "dispatch"  # who is to handle a case by when; never the open card, so nothing sent goes to it
    COUNTY_REPORT = "county_report"  # a report to the county about an incident
    COUNTY_CORRECTION = "county_correction"  # a correction of one that was sent


class DraftState(StrEnum):
    """What became of a draft."""

    OPEN = "open"  # being filled in
    SHELVED = "shelved"  # put aside for another card, can be taken up again
    SENT = "sent"  # became a case, feedback, verification or order
    CANCELLED = "cancelled"  # given up by its author


class MediaKind(StrEnum):
    """Telegram's kinds of file that we keep."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


class MediaState(StrEnum):
    """Whether a file outlives Telegram yet."""

    WANTED = "wanted"  # to be fetched
    STORED = "stored"  # in the media store, named by its hash
    REFUSED = "refused"  # too large or of a type we do not keep; the sender was told
    FAILED = "failed"  # could not be fetched after all tries; shown to the station


class Purpose(StrEnum):
    """Why a file is attached."""

    REPORT = "report"
    LATE = "late"  # sent after filing
    FEEDBACK = "feedback"
    VERIFICATION = "verification"
    ORDER = "order"
    FIELD = "field"  # sent from the field of a mobilisation


class UpdateState(StrEnum):
    """What became of a raw update."""

    PENDING = "pending"  # stored, to be handled (again)
    HANDLED = "handled"  # its effects are committed
    PARKED = "parked"  # failed too often; shown to the station, the sender was told


class Priority(IntEnum):
    """Order of sending; smaller goes first (DOMAIN §3, send budget)."""

    LIFE = 0
    ORDER = 1
    RECEIPT = 2
    REMINDER = 3
    DIGEST = 4


class MessageState(StrEnum):
    """A message's place in the ledger."""

    QUEUED = "queued"  # waits for the send budget
    SENDING = "sending"  # claimed; a crash here leaves the outcome unknown
    SENT = "sent"  # the Bot API answered ok
    UNKNOWN = "unknown"  # no answer came and it is not worth a repeat; visible
    FAILED = "failed"  # refused for good, with the reason; shown to the station
    EXPIRED = "expired"  # its time passed before it could be sent; shown to the station
    REPLACED = "replaced"  # a newer state of the same card went instead


class Language(StrEnum):
    """The languages the texts come in."""

    ZH_CN = "zh_CN"
    EN = "en"


class GroupPurpose(StrEnum):
    """Whose group chat this is."""

    STATION = "station"
    UNIT = "unit"
    VILLAGE = "village"
    SQUAD = "squad"


class GroupState(StrEnum):
    """Whether a bound group can still be written to."""

    BOUND = "bound"
    LOST = "lost"  # the bot was removed; an alarm to the station


class Level(StrEnum):
    """The four risk levels of a risk point, mildest first (红橙黄蓝 in the ledger)."""

    LOW = "low"  # 低风险
    GENERAL = "general"  # 一般风险
    LARGER = "larger"  # 较大风险
    MAJOR = "major"  # 重大风险


class DeadlineKind(StrEnum):
    """Which step a deadline watches."""

    TRIAGE = "triage"  # at the desk, not judged yet
    DISPATCH = "dispatch"  # judged, declined or reopened: no unit leads it
    ACCEPT = "accept"
    FEED_BACK = "feed_back"
    VERIFY = "verify"
    CLOSE = "close"
    EXTENSION = "extension"
    RESUME = "resume"
    ANSWER_ORDER = "answer_order"
    STILL_ON = "still_on"  # a live incident's unit is asked whether it is still at work
    FIRST_REPORT = "first_report"  # to the county, counted from the event
    FOLLOW_UP_REPORT = "follow_up_report"  # to the county, each morning until it is stable
    VERIFIED_REPORT = "verified_report"  # to the county, after it is stable
    PHONE_COUNTY = "phone_county"  # deaths, missing or public attention: the county is to be telephoned


class DeadlineOutcome(StrEnum):
    """How a deadline ended."""

    MET = "met"
    CANCELLED = "cancelled"  # the step was no longer needed


class DigestKind(StrEnum):
    """How often a digest comes."""

    MORNING = "morning"  # yesterday and today
    WEEKLY = "weekly"  # the seven days before


class DutyKind(StrEnum):
    """What a shift of the duty roster is."""

    OFFICER = "officer"  # 值班员: sits at the desk
    LEADER = "leader"  # 带班领导: answers for the shift, hears of incidents


class SwapState(StrEnum):
    """What became of a request to change a shift."""

    ASKED = "asked"  # waits for the colleague
    AGREED = "agreed"  # the shifts have changed hands
    REFUSED = "refused"  # the colleague cannot
    LAPSED = "lapsed"  # a shift began, changed hands or left the roster meanwhile


class RollKind(StrEnum):
    """What a roll asks."""

    BROADCAST = "broadcast"  # have you read this?
    MOBILISATION = "mobilisation"  # are you coming? (集结点名)
    REACHABILITY = "reachability"  # does this reach you? (联络测试)


class Answer(StrEnum):
    """What a person on a roll has answered last."""

    RECEIVED = "received"  # 收到
    COMING = "coming"  # 出发
    ON_SCENE = "on_scene"  # 到场
    CANNOT = "cannot"  # 不能到


class OutOfReach(StrEnum):
    """Why a reachability test did not reach somebody, gravest first."""

    NO_ACCOUNT = "no_account"  # has not logged in
    BLOCKED = "blocked"  # has blocked the bot, or the account is gone
    UNDELIVERED = "undelivered"  # Telegram did not take the message, or nobody knows
    SILENT = "silent"  # delivered, yet not answered: muted, or not looked at
    UNSENT = "unsent"  # it could not be sent in time: no fault of the person's


class Mended(StrEnum):
    """How it ended that somebody was out of reach."""

    NEW_NUMBER = "new_number"  # 已换号: the roster is to be brought up to date
    LOGGED_IN = "logged_in"  # 已登录
    SPOKEN_TO = "spoken_to"  # 已当面提醒
    LEFT = "left"  # 不再任职
    REACHED = "reached"  # 已能收到: it turned out by itself


class BroadcastLevel(StrEnum):
    """How grave a message to many is: the four warning colours of 突发事件应对法 (63), an evacuation above them."""

    NOTICE = "notice"  # 通知: can wait for the morning
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    EVACUATION = "evacuation"  # 转移


class BroadcastState(StrEnum):
    """Where a message to many stands."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # for a second person's consent
    SENT = "sent"
    DROPPED = "dropped"  # given up before anybody heard it


class Correction(StrEnum):
    """What a later message does to an earlier one."""

    CANCEL = "cancel"  # 撤销
    CORRECT = "correct"  # 更正


class ReportingState(StrEnum):
    """Where the reports to the county about an incident stand."""

    FIRST_DUE = "first_due"  # nothing was reported yet (待初报)
    FOLLOWING = "following"  # a follow-up each morning (续报中)
    STABLE = "stable"  # the verified report is owed (待核报)
    VERIFIED = "verified"  # the last word was said (已核报)
    WAIVED = "waived"  # not to be reported, with the reason (无需报送)
    CANCELLED = "cancelled"  # no incident after all, or part of another one (不再报送)


class ReportKind(StrEnum):
    """Which of the reports to the county it is."""

    FIRST = "first"  # 初报
    FOLLOW_UP = "follow_up"  # 续报
    VERIFIED = "verified"  # 核报


class ReportWay(StrEnum):
    """How a report went to the county."""

    SYSTEM = "system"  # typed into the county's or the province's system
    PHONE = "phone"
    FAX = "fax"
    MESSAGE = "message"  # a messenger of the government, or a work group


class JoiningState(StrEnum):
    """What became of a request to join a squad."""

    ASKED = "asked"  # waits for the captain or the station
    AGREED = "agreed"  # in the squad
    REFUSED = "refused"  # not let in


class MobilisationState(StrEnum):
    """Where a mobilisation stands."""

    DRAFT = "draft"
    RUNNING = "running"  # 集结中
    STANDING_DOWN = "standing_down"  # 已解除, people are counted back
    ENDED = "ended"
    DROPPED = "dropped"  # given up before anybody was called


class HandoverKind(StrEnum):
    """What is handed over in the field."""

    SHIFT = "shift"  # a person's place on scene (现场换班)
    COMMAND = "command"  # the command of the mobilisation (移交指挥)


class HandoverState(StrEnum):
    """What became of a hand-over."""

    DRAFT = "draft"  # the note is being written
    ASKED = "asked"  # waits for the other
    AGREED = "agreed"  # has changed hands
    REFUSED = "refused"  # the other cannot
    WITHDRAWN = "withdrawn"  # taken back, or somebody else was asked
    LAPSED = "lapsed"  # stood down, or the place was another's already
