# Word 文书：公文格式的议程、纪要、检查记录、通报、台账、计划。
# document-field-… 既是纸面上的项目名，也是模板里的占位符名（如 {"{{"} 会议地点 {"}}"}），只能用汉字、字母、数字，不能有标点。

document-offer = 📄 Word：{ $what }
document-built-in = ⚠️ 模板有误（{ $fault }），本次用了自带模板。请改好模板，再用 bihuan check 检查。
document-failed = 📄 “{ $name }”没有生成或没有发出，请再点一次按钮。还不行请联系系统管理员。

## 文书的名称，也是模板的文件名

document-agenda = 会议议程
document-minutes = 会议纪要
document-inspection = 检查记录
document-problems = 问题清单通报
document-points = 风险点台账
document-patrols = 巡查月度汇总
document-duties = 责任事项年度计划

## 标题

document-drill = （演练）
document-title-agenda = { $meeting }议程
document-title-minutes = { $meeting }纪要
document-title-inspection = 带队检查记录{ $withdrawn ->
    [yes] （已撤回）
   *[no] {""}
}
document-title-problems = 七张问题清单整改情况通报
document-title-points = 风险点台账
document-title-patrols = { $month }风险点巡查情况汇总
document-title-duties = { $year }年责任事项计划
document-meeting-quarter = { $year }年第{ $quarter ->
    [1] 一
    [2] 二
    [3] 三
   *[other] 四
}季度联席会议{ $part ->
    [0] {""}
   *[other] （第{ $part }次）
}
document-meeting-period = { $year }年{ $month }月联席会议{ $part ->
    [0] {""}
   *[other] （第{ $part }次）
}
document-meeting-extra = { $year }年{ $month }月{ $day }日临时联席会议
document-office = { $town }应急管理站

## 纸面

document-day = { $year }年{ $month }月{ $day }日
document-short-day = { $year }.{ $month }.{ $day }
document-time = { $day }{ $hour }:{ $minute }
document-span = { $days ->
    [0] {""}
   *[other] { $days }天
}{ $hours ->
    [0] {""}
   *[other] { $hours }小时
}{ $minutes ->
    [0] {""}
   *[other] { $minutes }分钟
}
document-month = { $year }年{ $month }月
document-headline = { $town }{ $title }
document-label = { $label }：
document-in-brackets = （{ $text }）
document-heading = { $numeral }、{ $text }
document-second = （{ $numeral }）
document-numeral = { $number ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
    [11] 十一
    [12] 十二
    [13] 十三
    [14] 十四
   *[other] { $number }
}
document-none = 无。
document-example = 示例
document-no-picture = （照片无法读取）
document-photos-left = 另有{ $count }件照片、文件未附，可在系统中查看。
document-topic = { $number }．{ $member }：{ $text }{ $note }
document-late = （迟报{ $waits ->
    [yes] ，待主持人决定
   *[no] {""}
}）
document-sends = { $name }{ $who ->
    [no] {""}
   *[other] （{ $who }）
}
document-overdue = （逾期）
document-minutes-in-files = 纪要内容见所附照片、文件。
document-in-files = 检查情况见照片、语音。
document-to-station = 应急管理站
document-finding-photo = { $number ->
    [0] { $caption ->
        [no] {""}
       *[other] { $caption }
    }
   *[other] 问题{ $number }{ $caption ->
        [no] {""}
       *[other] ：{ $caption }
    }
}
document-problem-state = { $state }{ $count ->
    [0] {""}
   *[other] （措施{ $done }/{ $count }）
}
document-problems-overall = 截至{ $day }，七张问题清单未销号{ $open }件，本年已销号{ $closed }件；未销号问题中逾期{ $late-count }件。本月新增{ $new-count }件，销号{ $closed-count }件。
document-points-count = 截至{ $day }，共有风险点{ $count }处。
document-never = 未巡查
document-no-score = —
document-patrols-overall = { $month }共巡查{ $patrols }次，覆盖风险点{ $visited }处，发现问题{ $faulty }项。
document-rhythm = 每{ $every ->
    [1] {""}
   *[other] { $every }
}{ $each ->
    [day] 日
    [week] 周
    [month] 月
    [quarter] 季度
    [half-year] 半年
   *[year] 年
}{ $times }次
document-rhythms = { $usual }{ $season ->
    [no] {""}
   *[other] ，重点时段{ $season }
}
document-owed-by = { $owing ->
    [town] 镇
    [post] 领导{ $count }人
    [unit] 单位{ $count }个
    [village] 村社{ $count }个
    [grid] 网格{ $count }个
    [risk-point] 风险点{ $count }处
   *[line] 条线{ $count }条
}
document-unsettled = 放假安排未公布，日期待定

## 各部分的标题

document-heading-standing = 通报以往议定事项办理情况
document-heading-topics = 审议议题
document-heading-text = 会议内容
document-heading-topics-heard = 会议议题
document-heading-resolutions = 议定事项
document-heading-inspected = 检查情况
document-heading-findings = 发现问题及处理
document-heading-photos = 现场照片
document-heading-overall = 总体情况
document-heading-late = 逾期未完成的问题
document-heading-others = 其他未销号的问题
document-heading-questions = 各条线检查情况
document-heading-rules = 责任事项
document-heading-planned = 各月安排

## 项目名，也是占位符名

document-field-item = 项
document-field-part = 目
document-field-title = 标题
document-field-town = 镇名
document-field-office = 落款单位
document-field-day = 成文日期
document-field-number = 序号
document-field-held = 会议时间
document-field-venue = 会议地点
document-field-place = 检查地点
document-field-chair = 主持人
document-field-purpose = 会议事由
document-field-members = 参会单位
document-field-standing = 以往议定事项
document-field-topics = 议题
document-field-unit = 责任单位
document-field-units = 承办单位
document-field-text = 内容
document-field-late = 逾期问题
document-field-member = 报送单位
document-field-note = 备注
document-field-due = 时限
document-field-state = 办理情况
document-field-resolutions = 议定事项
document-field-resolution = 议定事项
document-field-present = 出席
document-field-excused = 请假
document-field-absent = 缺席
document-field-unnoted = 未签到登记
document-field-photos = 照片
document-field-photos-left = 未附件数
document-field-left = 左图
document-field-left-caption = 左图说明
document-field-right = 右图
document-field-right-caption = 右图说明
document-field-record = 编号
document-field-leader = 带队领导
document-field-companions = 陪同人员
document-field-inspected = 检查日期
document-field-findings = 发现问题
document-field-finding = 问题
document-field-handler = 交办单位
document-field-case = 事项编号
document-field-month = 月份
document-field-open = 未销号
document-field-closed = 本年已销号
document-field-red = 逾期
document-field-orange = 滞后
document-field-yellow = 推进中
document-field-blue = 待验收
document-field-late-count = 逾期件数
document-field-new-count = 本月新增
document-field-closed-count = 本月销号
document-field-lists = 各清单
document-field-list = 清单
document-field-others = 其他问题
document-field-problem = 问题编号
document-field-points = 风险点
document-field-count = 总数
document-field-code = 编号
document-field-name = 名称
document-field-level = 等级
document-field-line = 条线
document-field-village = 村社
document-field-patrolled = 最近巡查
document-field-lines = 各条线
document-field-patrols = 巡查次数
document-field-visited = 巡查点数
document-field-faulty = 有问题
document-field-average = 平均得分
document-field-questions = 检查项目
document-field-question = 检查内容
document-field-normal = 正常
document-field-skipped = 不适用
document-field-rules = 责任事项
document-field-planned = 各月安排
document-field-duty = 事项
document-field-owed-by = 责任主体
document-field-rhythm = 频次
document-field-basis = 依据
document-field-times = 次数

## 检查模板（bihuan check）

check-template-other = “{ $file }”不是模板，没有用到。模板的文件名只能是：{ $names }
fault-template-folder = documents.folder 应为存在的文件夹
mend-template-folder = 用 bihuan documents write 写出模板，或改正路径
fault-template-no-word = 打不开
fault-template-unreadable = 应为 Word 的 .docx 文件
mend-template-unreadable = 用 Word 打开，另存为“Word 文档（*.docx）”，不超过 20 MB
fault-template-syntax = 占位符应写成 {"{{"} 名称 {"}}"}；重复的部分以 {"{%p for …%}"} 开头、{"{%p endfor %}"} 结尾，括号用半角
mend-template-syntax = 对照 bihuan documents write 写出的模板改正这一处
fault-template-crowded = {"{%p … %}"} 所在的段落、{"{%tr … %}"} 所在的表格行不应有别的内容，否则一起消失
mend-template-crowded = 把别的内容移到下一段、下一行
fault-template-unknown = 此处可用的占位符：{ $names }
mend-template-unknown = { $close ->
    [no] 改成可用的占位符，或删去
   *[other] 是不是想写“{ $close }”？改正或删去
}
cli-documents-written = 已写出 { $count } 个模板和占位符说明到 { $folder }。用 Word 改好后，在 config.yaml 里写 documents.folder: { $folder }，再运行 bihuan check。
cli-documents-guide = 模板占位符说明
    占位符写在双花括号里，如 {"{{"} 标题 {"}}"}。表格和列表中重复的部分在 for 和 endfor 之间，不要删掉这两行。没有写到的占位符不会出现在文件里。
cli-documents-guide-rows = { $name }（逐条，每条有：{ $names }）
cli-documents-guide-file = { $file }：{ $names }

## 转发用的图片

picture-font-none = 本机没有中文字体，图片做不出来。请系统管理员安装 Noto Sans CJK（Debian、Ubuntu：apt install fonts-noto-cjk）或者文泉驿，也可以在 config.yaml 的 documents.picture_font 写字体文件。现在请先用 CAP 文件，或者转发消息。
picture-font-bad = documents.picture_font 写的文件打不开或者没有中文字：{ $file }。请系统管理员改正，或者删去这一行，用本机的字体。
fault-picture-font = 应为有中文字的字体文件（.ttf、.otf、.ttc）
mend-picture-font = 改正路径，或者删去 documents.picture_font，用本机的字体
check-picture-font = 没有找到中文字体，叫应做不成转发用的图片（消息和 CAP 文件不受影响）：安装 Noto Sans CJK（apt install fonts-noto-cjk）或文泉驿，或者设置 documents.picture_font
