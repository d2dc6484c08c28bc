# 自带的检查表：没有在 config.yaml 里另写检查表的条线用这些。

patrol-asks-general-state = 现场状况有无异常变化？
patrol-asks-general-signs = 警示标志是否完好、清楚？
patrol-asks-general-measures = 防范措施是否落实？
patrol-asks-general-people = 有无人员受到威胁或擅自进入？
patrol-asks-general-contact = 责任人和联系电话是否公示？

patrol-asks-traffic-signs = 标志标线、警示牌是否齐全清晰？
patrol-asks-traffic-surface = 路面有无塌陷、坑槽、积水或结冰？
patrol-asks-traffic-guardrail = 护栏、防撞设施是否完好？
patrol-asks-traffic-slope = 路边边坡有无落石、垮塌迹象？
patrol-asks-traffic-sight = 视线有无遮挡，照明是否正常？

patrol-asks-fire-exits = 疏散通道、安全出口是否畅通？
patrol-asks-fire-equipment = 灭火器、消火栓是否完好有效？
patrol-asks-fire-wiring = 有无私拉乱接、线路老化？
patrol-asks-fire-charging = 有无电动车违规停放、充电？
patrol-asks-fire-storage = 易燃物、液化气罐存放是否规范？

patrol-asks-industry-machines = 机械防护、安全装置是否完好？
patrol-asks-industry-permits = 动火、高处、有限空间等作业有无审批和监护？
patrol-asks-industry-chemicals = 危险化学品、粉尘是否管控到位？
patrol-asks-industry-training = 员工是否培训上岗、持证操作？
patrol-asks-industry-exits = 安全出口、疏散通道是否畅通？

patrol-asks-construction-scaffold = 脚手架、模板支架是否稳固？
patrol-asks-construction-pit = 基坑、边坡支护有无变形、渗水？
patrol-asks-construction-crane = 起重机械是否检验合格、专人操作？
patrol-asks-construction-edges = 临边、洞口防护是否到位？
patrol-asks-construction-helmets = 作业人员是否佩戴安全帽、安全带？

patrol-asks-environment-discharge = 有无污水、废气异常排放？
patrol-asks-environment-facilities = 治污设施是否正常运行？
patrol-asks-environment-waste = 固废、危废堆放是否规范，有无倾倒？
patrol-asks-environment-water = 周边水体、气味有无异常？
patrol-asks-environment-burning = 有无露天焚烧？

patrol-asks-city-gas = 燃气管道、调压设施有无泄漏、占压？
patrol-asks-city-manholes = 井盖有无缺失、破损？
patrol-asks-city-boards = 广告牌、店招、路灯杆是否牢固？
patrol-asks-city-pipes = 供排水管网有无爆管、堵塞？
patrol-asks-city-repairs = 占道施工的围挡、警示是否到位？

patrol-asks-special-equipment-licence = 使用登记、检验标志是否在有效期内？
patrol-asks-special-equipment-operators = 作业人员是否持证上岗？
patrol-asks-special-equipment-safety = 安全附件、限位、急停装置是否有效？
patrol-asks-special-equipment-log = 日常检查、维保记录是否齐全？
patrol-asks-special-equipment-notice = 安全须知、救援电话是否公示？

patrol-asks-electricity-wires = 线路有无下垂、破损、断股？
patrol-asks-electricity-poles = 电杆、拉线有无倾斜、松动？
patrol-asks-electricity-clearance = 线下有无树障、建房、堆物？
patrol-asks-electricity-transformer = 变压器、配电箱是否完好、上锁？
patrol-asks-electricity-signs = 安全警示标志是否齐全？

patrol-asks-education-health-exits = 疏散通道、安全出口是否畅通？
patrol-asks-education-health-kitchen = 食堂卫生、食品留样是否规范？
patrol-asks-education-health-fire = 消防设施是否完好有效？
patrol-asks-education-health-building = 房屋、围墙、护栏有无开裂、松动？
patrol-asks-education-health-guard = 门卫值守、来访登记是否落实？

patrol-asks-flood-dam = 坝体、堤岸有无裂缝、渗漏、滑坡？
patrol-asks-flood-spillway = 溢洪道、排洪沟、涵闸是否畅通？
patrol-asks-flood-level = 水位是否在限制水位以下？
patrol-asks-flood-stock = 防汛物资、抢险通道是否到位？
patrol-asks-flood-warning = 预警设备、转移路线标识是否完好？

patrol-asks-geology-cracks = 地面、墙体裂缝有无新增或变宽？
patrol-asks-geology-rocks = 有无落石、掉块、小型垮塌？
patrol-asks-geology-water = 坡脚有无渗水，泉水有无变浑、变量？
patrol-asks-geology-drainage = 截排水沟是否畅通？
patrol-asks-geology-signs = 警示牌、监测标志、撤离路线是否完好？

patrol-asks-forest-fire-fires = 有无野外用火、烧荒、祭祀用火？
patrol-asks-forest-fire-belt = 防火带、林下可燃物是否清理？
patrol-asks-forest-fire-guards = 卡口、护林员是否在岗？
patrol-asks-forest-fire-tools = 灭火机具、取水点是否可用？
patrol-asks-forest-fire-signs = 禁火标志、宣传是否到位？

patrol-asks-earthquake-buildings = 房屋有无明显开裂、倾斜？
patrol-asks-earthquake-shelter = 应急避难场所能否随时启用？
patrol-asks-earthquake-stock = 应急物资是否齐全、在有效期内？
patrol-asks-earthquake-route = 疏散通道、指示标识是否完好？
patrol-asks-earthquake-hanging = 高处悬挂物、附属物是否牢固？

patrol-asks-weather-wind = 大棚、广告牌、临时搭建物是否加固？
patrol-asks-weather-lightning = 防雷装置是否完好？
patrol-asks-weather-ice = 道路、桥面有无积雪结冰？
patrol-asks-weather-shelter = 人员避险场所是否可用？
patrol-asks-weather-warning = 大喇叭等预警设备是否正常？
