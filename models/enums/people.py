"""Roles of people by their posts, and languages."""

from enum import StrEnum


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


class Language(StrEnum):
    """The languages the texts come in."""

    ZH_CN = "zh_CN"
    EN = "en"


class Level(StrEnum):
    """The four risk levels of a risk point, mildest first (红橙黄蓝 in the ledger)."""

    LOW = "low"  # 低风险
    GENERAL = "general"  # 一般风险
    LARGER = "larger"  # 较大风险
    MAJOR = "major"  # 重大风险


class NumberHolder(StrEnum):
    """The holder of a known number that the roster has under another name; the sheet has to say so."""

    SAME = "same"  # the same person, whose name was corrected (同一人)
    OTHER = "other"  # another person, who has the number now (换人)


STATION = frozenset({Role.STATION_CHIEF, Role.STATION_EXECUTIVE_DEPUTY, Role.STATION_DEPUTY_CHIEF, Role.STATION_STAFF})
STATION_LEADERS = STATION - {Role.STATION_STAFF}
DIRECTORS = frozenset({Role.DIRECTOR, Role.EXECUTIVE_DEPUTY_DIRECTOR})
LEADERS = STATION_LEADERS | DIRECTORS | {Role.DEPUTY_DIRECTOR}
"""The leaders of the station and the township: a person who logs in as one of them decides for everybody."""
UNIT = frozenset({Role.UNIT_HEAD, Role.UNIT_HANDLER})
VILLAGE_POINT = frozenset({Role.VILLAGE_PRINCIPAL, Role.EMERGENCY_ADMINISTRATOR})
SQUAD_LEADERS = frozenset({Role.SQUAD_CAPTAIN, Role.SQUAD_DEPUTY})
SQUAD = SQUAD_LEADERS | {Role.SQUAD_MEMBER}
ON_DUTY = STATION | DIRECTORS | {Role.DEPUTY_DIRECTOR}
"""Roles that may be on the duty roster: the station, and the township's leaders as leaders on duty."""
EVERYBODY = frozenset(Role)
