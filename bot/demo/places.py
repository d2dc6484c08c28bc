"""The places of 青溪镇, the demo's invented township: its villages, units and risk points."""

from models.enums import Level

VILLAGES: tuple[tuple[str, str, float, float, int], ...] = (
    ("SW", "上湾村", 30.2312, 108.0241, 4),
    ("XB", "下坝村", 30.1604, 108.0889, 4),
    ("QX", "青溪社区", 30.1862, 108.0518, 4),
    ("SQ", "石桥村", 30.2041, 108.0907, 3),
    ("SL", "松林村", 30.2287, 108.0725, 3),
    ("YW", "云雾村", 30.2459, 108.0498, 3),
    ("BH", "白鹤村", 30.1533, 108.0275, 4),
    ("SH", "双河村", 30.1719, 108.0093, 3),
)
"""Code, name, latitude, longitude, number of grids."""

RESERVE = ("TJ-ZJ", "青溪镇应急机动队", 20, "镇政府大院", 30.1866, 108.0525)
"""The town's reserve squad: code, name, people needed, where it gathers, latitude and longitude."""

UNITS: tuple[tuple[str, str, int], ...] = (
    ("social-governance", "社会治理办公室（社治办）", 2),
    ("economic-development", "经济发展办公室（经发办）", 2),
    ("agriculture-office", "农业农村办公室（农办）", 2),
    ("command-room", "综合信息指挥室", 2),
    ("social-affairs", "社会事务办公室", 2),
    ("construction-office", "村镇建设办公室", 2),
    ("environment-office", "生态环境办公室", 2),
    ("city-management", "城市管理办公室", 2),
    ("law-enforcement", "综合行政执法队", 3),
    ("natural-resources", "自然资源所", 3),
    ("water-station", "水利站", 2),
    ("forestry-station", "林业站", 2),
    ("road-station", "公路养护站", 2),
    ("market-supervision", "市场监督管理所", 2),
    ("police-station", "派出所", 2),
    ("traffic-police", "交警中队", 2),
    ("fire-brigade", "消防救援站", 3),
    ("power-supply", "供电所", 2),
    ("gas-company", "燃气公司青溪营业所", 2),
    ("water-company", "自来水公司青溪营业所", 2),
    ("central-school", "青溪镇中心校", 2),
    ("health-centre", "青溪镇卫生院", 2),
)
"""Code, name, number of handlers."""

RISK_POINTS: tuple[tuple[str, str, Level, str, str], ...] = (
    ("三组屋后边坡", "geology", Level.MAJOR, "SW", "natural-resources"),
    ("老鹰岩危岩带", "geology", Level.LARGER, "YW", "natural-resources"),
    ("松林垭口滑坡体", "geology", Level.LARGER, "SL", "natural-resources"),
    ("切坡建房集中点", "geology", Level.GENERAL, "SQ", "natural-resources"),
    ("青溪河石桥段低洼院落", "flood", Level.MAJOR, "SQ", "water-station"),
    ("双河口山洪沟", "flood", Level.LARGER, "SH", "water-station"),
    ("红旗山塘", "flood", Level.LARGER, "BH", "water-station"),
    ("下坝泵站", "flood", Level.GENERAL, "XB", "water-station"),
    ("场镇下水道内涝点", "city", Level.GENERAL, "QX", "city-management"),
    ("云雾山国有林区入口", "forest-fire", Level.LARGER, "YW", "forestry-station"),
    ("松林公墓", "forest-fire", Level.GENERAL, "SL", "forestry-station"),
    ("青溪农贸市场", "fire", Level.LARGER, "QX", "fire-brigade"),
    ("场镇老街木结构房", "fire", Level.LARGER, "QX", "fire-brigade"),
    ("幸福养老院", "education-health", Level.LARGER, "QX", "social-affairs"),
    ("中心校食堂", "education-health", Level.GENERAL, "QX", "central-school"),
    ("宏达采石场", "industry", Level.MAJOR, "SH", "economic-development"),
    ("顺发烟花爆竹零售点", "industry", Level.LARGER, "XB", "economic-development"),
    ("下坝工业园安置房工地", "construction", Level.LARGER, "XB", "construction-office"),
    ("县道 X108 云雾段急弯", "traffic", Level.LARGER, "YW", "traffic-police"),
    ("石桥老桥", "traffic", Level.LARGER, "SQ", "road-station"),
    ("卫生院锅炉房", "special-equipment", Level.GENERAL, "QX", "market-supervision"),
    ("上湾 2 号变压器", "electricity", Level.GENERAL, "SW", "power-supply"),
    ("白鹤养殖场沼液池", "environment", Level.GENERAL, "BH", "environment-office"),
    ("蔬菜大棚基地", "weather", Level.LOW, "BH", "agriculture-office"),
)
"""Name, line, level, village, unit in charge."""

MEASURES = {
    "geology": "雨天加密巡查，裂缝贴片观测；异动立即鸣锣，沿安全路线撤离",
    "flood": "汛期专人值守，备沙袋和抽水泵；水位到警戒线先转移后处置",
    "forest-fire": "防火期设卡登记火源，清理可燃物，备二号工具",
    "fire": "每月查电气线路和消防通道，夜间巡查不少于一次",
    "industry": "停工停产期间同样看守，危险作业先审批、有人监护",
    "construction": "深基坑、脚手架每日查，停工前先加固",
    "traffic": "设警示标志和防护栏，雨雾天派人疏导",
}
"""How the dangers of a line are met at its risk points."""

SHELTERS: tuple[tuple[str, str, str, tuple[tuple[str, int, int], ...]], ...] = (
    ("QX", "青溪镇中心校", "青溪社区学府路 1 号", (("教学楼一层", 200, 90), ("体育馆", 300, 120))),
    ("SW", "上湾村便民服务中心", "上湾村一组 1 号", (("会议室", 40, 18), ("图书室", 20, 8))),
    ("SQ", "石桥村小学", "石桥村二组 6 号", (("教室一", 45, 20), ("教室二", 45, 20), ("食堂", 60, 15))),
    ("XB", "下坝工业园礼堂", "下坝村四组 9 号", (("礼堂", 150, 60),)),
)
"""Village, name, address, rooms with places by day and at night."""

CARDS = {
    "geology": {
        "hazard": "小型滑坡",
        "trigger": "连续降雨、切坡建房",
        "signs": "裂缝变宽、坡脚渗水、树木歪斜、落石",
        "means": "裂缝贴片，雨天每日两次观测",
        "criterion": "一天内裂缝增宽 5 毫米以上，或坡脚突然渗浑水",
        "mind": "雨夜不住靠坡的房间；听到锣声立即走，不收拾东西",
        "signal": "连续敲锣",
        "route": "沿村道往村委会方向走，不走沟边和坡脚",
    },
    "flood": {
        "hazard": "山洪、河水漫堤",
        "trigger": "短时强降雨、上游泄水",
        "signs": "水位上涨、水变浑、响声变大",
        "means": "水尺、雨量报警器，汛期专人值守",
        "criterion": "水位到警戒线，或一小时雨量超过 30 毫米",
        "mind": "不过漫水桥，不进地下室；先走老人孩子",
        "signal": "手摇报警器",
        "route": "往高处走，走村道，不沿河",
    },
}
"""The words of cards by line."""
