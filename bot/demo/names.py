"""Names of the demo's people: common ones, combined by number, so that they are the same each time."""

SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
# fmt: off
GIVEN = [
    "建国", "秀英", "志强", "桂兰", "永贵", "春梅", "德明", "小芳", "国华", "玉珍",
    "光荣", "素琴", "世平", "晓燕", "长林", "丽华", "文斌", "淑芬", "大勇", "红霞",
    "正兴", "雪梅", "家富", "明秀", "海波", "月娥", "天佑", "凤英", "学军", "芳",
    "兴旺", "惠", "伟", "静", "涛", "敏", "刚", "丹", "杰", "莉",
]
# fmt: on

SKILLS = ("挖掘机驾驶", "急救", "水性好", "电工", None, "油锯伐木", "无人机飞手", None, "摩托车驾驶", None)
EQUIPMENT = (None, "油锯", None, "冲锋舟", "对讲机", None, "发电机", None, "农用车", None, None)
"""Skills and equipment of squad members; the lists differ in length, so that few members are alike."""


def full_name(surname: int, given: int) -> str:
    """Return a surname and a given name; past the end of a list they start again."""
    return SURNAMES[surname % len(SURNAMES)] + GIVEN[given % len(GIVEN)]
