# 命令行里对系统管理员说的话。

fault-nothing = （未填写）
fault-hidden = （不显示）

## 配置里的错误：应当是什么（fault）、怎么改（mend）

fault-other = 值不合要求（{$message}）
mend-other = 对照 config.yaml 里的说明改正
fault-missing = 此项必填
mend-missing = 补上这一项
fault-extra-forbidden = 应为这里认得的项：{$keys}
mend-extra-forbidden = 是不是想写 {$close}？
fault-string-type = 应为文字
mend-string-type = 数字或 yes/no 作文字时请加引号
fault-string-too-short = 不能为空
mend-string-too-short = 补上内容
fault-string-too-long = 应不超过 {$max_length} 个字
mend-string-too-long = 缩短
fault-string-pattern-mismatch = 应为小写字母、数字和连字符组成的编码
mend-string-pattern-mismatch = 例：natural-resources
fault-int-type = 应为整数
fault-int-parsing = 应为整数
fault-int-from-float = 应为整数
fault-float-type = 应为数字
fault-float-parsing = 应为数字
fault-bool-type = 应为 true 或 false
fault-bool-parsing = 应为 true 或 false
fault-greater-than = 应大于 {$gt}
fault-greater-than-equal = 应不小于 {$ge}
fault-less-than = 应小于 {$lt}
fault-less-than-equal = 应不大于 {$le}
fault-enum = 应为其中之一：{$expected}
fault-literal-error = 应为其中之一：{$expected}
fault-model-type = 应为一组“名称：值”
fault-dict-type = 应为一组“名称：值”
fault-tuple-type = 应为列表
mend-tuple-type = 写成 [甲，乙]，或每行一个“- 甲”
fault-too-short = 至少应有 {$min_length} 项
fault-date-from-datetime-parsing = 应为日期
fault-date-parsing = 应为日期
mend-date-parsing = 例：2027-01-01

fault-duration = 应为带单位的时长
mend-duration = 例：5 min、6 h、3 d、1 h 30 min 或 PT5M
fault-duration-positive = 时长应大于零
mend-duration-positive = 例：5 min
fault-clock = 应为时刻
mend-clock = 例："08:30"（加引号）
fault-size = 应为文件大小
mend-size = 例：20 MB
fault-reminders = 应为大于 0、不大于 1 且逐个增大的比例
mend-reminders = 例：[0.5, 0.8, 1]
fault-ladder-empty = 至少应有一级
mend-ladder-empty = 例：- {"{"}to: duty_officer, wait: 3 min{"}"}
fault-ladder-twice = 同一级只应出现一次
mend-ladder-twice = 删去重复的一级
fault-ladder-substitute = substitute（B 角）只应写在 sign_on 里
mend-ladder-substitute = 换成别的一级
fault-hand-over-short = hand_over_every × hand_over_times 应长于 hand_over_ahead
mend-hand-over-short = 例：hand_over_times: 6
fault-phone-number = 应为电话号码，例：023-5550 0119
mend-phone-number = 只写数字、空格、横线、括号和加号
fault-red-late = first_red 应早于 first_due
mend-red-late = 例：first_red: 45 min，first_due: 60 min
fault-prompt-late = follow_up_prompt 应早于 follow_up_due
mend-prompt-late = 例：follow_up_prompt: "07:30"，follow_up_due: "08:00"
fault-test-chase = test_chase_at 应逐个增大，并早于 test
mend-test-chase = 例：test: 60 min，test_chase_at: [20 min, 40 min]
fault-test-often = test_every 应长于 test
mend-test-often = 例：test_every: 48 h
fault-test-at-night = 联络测试从发出到出结果都不应在夜间免打扰时间内
mend-test-at-night = 例：test_at: "10:00"
fault-hours-backward = 上班时间应早于下班时间
mend-hours-backward = 对调或改正
fault-hours-overlap = 各段时间应依次排列、互不重叠
mend-hours-overlap = 改正起止时间
fault-year-table = 应全是 {$year} 年的日期
mend-year-table = 把别的年份移到该年份下
fault-life-held-back = 应包含 life（生命安全）
mend-life-held-back = 补上 life：涉及生命安全的消息不得拦下
fault-ring = 应为至少三个 [经度，纬度] 角点
mend-ring = 先经度后纬度；没有边界坐标时写 []
fault-timezone = 应为时区名
mend-timezone = 例：Asia/Shanghai
fault-committee-unknown = 应为 committees 下已有的委员会：{$known}
mend-committee-unknown = 改正，或先在 committees 下补上
fault-line-unknown = 应为 lines 下已有的条线：{$known}
mend-line-unknown = 改正编码，或先在 lines 下补上
fault-region-code = 应为 6、9 或 12 位的行政区划代码
mend-region-code = 县 6 位、乡镇 9 位、村社 12 位，例："500235101"
fault-warning-event-name = 自定义事件类型应写 name：{$code}
mend-warning-event-name = 例：name: {"{"}zh_CN: 危化品泄漏, en: Chemical spill{"}"}
fault-feed-twice = 预警源不能重复：{$value}
mend-feed-twice = 每个预警源的名称、地址各不相同
fault-assessment-points = { $kind ->
    [village] 村社
    [unit] 单位
   *[line] 条线
}适用的各项分值相加应为 100，现为 {$sum}
mend-assessment-points = 调整各项的 points，或检查 applies 是否写漏
fault-assessment-only = 取数规则 {$measure} 可用的参数：{$takes}
mend-assessment-only = 删去 only 里别的参数
fault-assessment-cap = cap 应不大于 points，并与 each 一起使用
mend-assessment-cap = 例：points: 10，each: 0.5，cap: 5
fault-assessment-name = 自定义项目应写 name：{$code}
mend-assessment-name = 例：name: {"{"}zh_CN: 参加会议, en: Meetings attended{"}"}
fault-month-day = 应为“月-日”
mend-month-day = 例："05-01"
fault-duty-by = by 在 each: week 时为 1 至 7（周一为 1），更长的周期为 1 至 31，each: day 时不写
mend-duty-by = 改正 by，或改 each
fault-duty-every = warnings 里不写 every，预警从生效时起算
mend-duty-every = 删去 every
fault-duty-roles = roles 与 owes: post 一起写，别处不写
mend-duty-roles = 例：owes: post，roles: [director]
fault-duty-since = every 大于 1 时应写 since（从哪天起算）
mend-duty-since = 例：since: 2026-01-01
fault-duty-levels = levels 只用于 owes: risk_point
mend-duty-levels = 删去 levels，或改 owes
fault-duty-lines = lines 只用于 owes: risk_point 或 line
mend-duty-lines = 删去 lines，或改 owes
fault-duty-name = 自定义事项应写 name：{$code}
mend-duty-name = 例：name: {"{"}zh_CN: 镇长每月带队检查, en: Monthly inspection led by the mayor{"}"}
fault-duty-fact = fulfilled_by 应为下列之一：{$known}
mend-duty-fact = 例：fulfilled_by: patrol（登记巡查即算完成）
fault-duty-fact-owes = {$fact} 只能算作这些责任主体完成：{$known}
mend-duty-fact-owes = 改 owes，或改 fulfilled_by
fault-question-twice = 同一张检查表里 code {$code} 只应出现一次
mend-question-twice = 换一个编码
fault-unit-twice = 同一单位在一条线里只应出现一次
mend-unit-twice = 从 co 里删去
fault-severity-missing = 四个等级都应写出
mend-severity-missing = 补上这一级的时限和佐证要求
fault-language-unlisted = 应在 languages 里
mend-language-unlisted = 改正，或在 languages 里补上

fault-token = 应为 BotFather 发放的令牌，形如 123456:ABC…
mend-token = 重新从 BotFather 复制，写入 .env：BIHUAN_TOKEN=…
fault-database-url = 应为 SQLite 文件或 PostgreSQL 服务器的地址
mend-database-url = 例：sqlite:///var/bihuan.sqlite3 或 postgresql://用户:密码@主机/库名
fault-host-port = 应为监听地址 主机:端口
mend-host-port = 例：127.0.0.1:8090
fault-origin = 应为服务器地址，不带路径
mend-origin = 例：https://api.telegram.org
fault-public-url = 应为 Telegram 能访问的网址
mend-public-url = 例：https://bot.example.cn/telegram
fault-variable = 环境变量 {$name} 应有值
mend-variable = 在环境或 .env 里写上 {$name}=…

fault-config-no-file = 应有配置文件
mend-config-no-file = 在有 config.yaml 的目录里运行，或用 BIHUAN_CONFIG 指明位置
fault-config-encoding = 应为 UTF-8 编码
mend-config-encoding = 用编辑器另存为 UTF-8
fault-config-unreadable = 应为可读的文件
mend-config-unreadable = 检查路径和权限
fault-config-yaml = 应为有效的 YAML
mend-config-yaml = 检查该处的缩进、冒号后的空格、引号和重复的项

## 检查

fault-token-refused = 应为 Telegram 认可的令牌
mend-token-refused = 在 BotFather 处核对；令牌泄露过的请重新生成
fault-unreachable = 应能连上数据库（{$reason}）
mend-unreachable = 检查地址、账号、网络，以及数据库是否已启动
fault-schema = 应为最新的数据库结构
mend-schema = 运行 bihuan migrate
fault-roster = 花名册里应有，否则事项交办不下去
mend-roster = 在花名册里补上，再运行 bihuan roster import
fault-group-lost = 机器人应在群里
mend-group-lost = 把机器人重新拉进群，再发一次绑定码
fault-holidays = 应有 {$year} 年的放假安排；眼下一律按周一至周五上班计算时限（元旦、五一、国庆的法定假日除外），其他节假日前后会算错
mend-holidays = 把国务院办公厅通知抄进 config.yaml 的 working_time.years（off 放假、work 调休上班），例：years: {"{"}{$year}: {"{"}off: [{$year}-01-01], work: [{$year}-01-03]{"}"}{"}"}；或升级软件
fault-holidays-ahead = 应有 {$year} 年的放假安排；服务照常运行，只是跨到 {$year} 年的时限暂按周一至周五上班估算（元旦、五一、国庆的法定假日除外）
mend-holidays-ahead = 通知公布后抄进 config.yaml 的 working_time.years（off 放假、work 调休上班），例：years: {"{"}{$year}: {"{"}off: [{$year}-01-01], work: [{$year}-01-03]{"}"}{"}"}；或升级软件
check-roster = 花名册
check-group = 群聊绑定
check-no-token = 未设置 BIHUAN_TOKEN，跳过令牌检查；启动机器人时必须设置
check-offline = 连不上 {$base}（{$reason}），跳过令牌检查
check-bot = 令牌有效，机器人是 @{$name}
check-intake = 正在处理消息的进程：{$process}，分到 {$shares} 份发送人
check-intake-first = 正在处理消息的进程：{$process}，分到 {$shares} 份发送人；不用 webhook 时由它收取消息
check-no-county-phones = 没有填县里的报告电话（county_reports.phones）：有人死亡、失踪时，值班员没有号码可拨
check-no-station-group = 应急管理站还没有绑定群聊
check-accounts = 花名册在册 {$people} 人，已绑定账号 {$bound} 人

## 命令

cli-fault = ✗ {$where}：{$met} → {$expected}。{$mend}
cli-alarm = ⚠ {$where}：{$met} → {$expected}。{$mend}
cli-alarms = {$count} 处预警：现在不影响运行，要赶在用到之前改好。
cli-faults = 共 {$count} 处要改。
cli-all-well = 一切正常。
cli-migrated = 数据库已是最新结构（{$revision}）。
cli-not-migrated = 数据库结构不是最新的，请先运行 bihuan migrate。
cli-no-database = 数据库用不了（{$reason}），请运行 bihuan check 查看原因。
cli-written = 已写入 {$file}。
cli-exists = {$file} 已存在；要覆盖请加 --force。
cli-no-folder = {$file} 所在的文件夹不存在。
cli-roster-sheet = {$sheet}：新增 {$created}，更新 {$updated}，不变 {$unchanged}，停用 {$deactivated}
cli-roster-kept =   其中 {$count} 人是队长在聊天中同意入队的，表里没有，予以保留：请补进“职务”表，或请队长在 /squad 里移出
cli-roster-imported = 已导入。
cli-roster-tried = 检查无误，未写入（--dry-run）。
cli-roster-marked = 已另存一份标出错误的表：{$file}。有错的单元格涂了色、加了批注，右边“需修改”一栏写着怎么改；改好后导入这一份即可，涂色、批注和这一栏不影响导入。
cli-roster-unmarked = 标出错误的表没能写到 {$file}：请检查文件夹是否可写。
cli-no-case = 没有事项 {$number}。
cli-auditing = 正在核对日志链
cli-backing-up = 正在备份
cli-restoring = 正在恢复
cli-exporting = 正在导出
cli-audit-holds = 日志链完好，共 {$count} 条。
cli-audit-changed = {$subject} 第 {$seq} 条被改动过。
cli-audit-missing = {$subject} 缺第 {$seq} 条。
cli-backed-up = 已备份到 {$file}：{$rows} 条记录，{$files} 个附件。
cli-restored = 已恢复：{$rows} 条记录，{$files} 个附件。
cli-erased-again = 备份里有 { $count } 份已销毁的避险转移名单，已再次销毁。
cli-exported = 已导出到 {$file}：{$count} 件事项。
cli-no-phone = {$phone} 不是有效的电话号码。
cli-nobody = 花名册里没有 {$phone} 这个人。
cli-code = {$name}的登录码：{$code}，{$until} 前有效，只能用一次。请本人在与机器人的私聊里输入。
cli-no-console = 这个版本没有网页控制台，请从 --roles 里去掉 console。

## 运行时在终端里说的话

log-started = 机器人已启动。按 Ctrl+C 停止。
log-stopping = 正在停止，先办完手头的……
log-stopped = 已停止。
log-standing-by = 另有一个程序正用着这个令牌，本程序待命，对方一停就接上。
log-telegram-unreachable =
    { $way ->
        [proxy] 经代理连不上 Telegram（{$base}）。一直在重试，连上前收不到也发不出消息。请核对 BIHUAN_PROXY 写的代理地址、代理是否开着。
        [elsewhere] 连不上 {$base}。一直在重试，连上前收不到也发不出消息。请核对 BIHUAN_API_BASE，以及那边的服务是否已启动。
       *[direct] 连不上 Telegram（{$base}）。一直在重试，连上前收不到也发不出消息。请检查网络；要走代理的，在 .env 里写上 BIHUAN_PROXY=socks5://主机:端口，再重新启动。
    }
log-telegram-reached = 已连上 Telegram，收发恢复。
log-sandbox-clock-away = 连不上模拟器（{$base}），一直在重试。请先运行 bihuan sandbox，或核对 BIHUAN_API_BASE。
log-polling-conflict = 另有程序在用同一个令牌收消息，两边都会收不全。请停掉其中一个。
log-database-away = 数据库暂时用不了，一直在重试。请检查磁盘和数据库服务。

## 备份

backup-unreadable = 备份文件打不开（{$reason}）。
backup-no-manifest = 这不是本系统的备份文件。
backup-other-version = 备份的数据库结构是 {$revision}，本程序是 {$head}；请用同一版本恢复后再升级。
backup-incomplete = 备份文件里缺少或多出了内容，未恢复。
backup-changed = 备份文件里的 {$part} 与备份时不一致，未恢复。
backup-old-schema = 数据库结构不是最新的，请先运行 bihuan migrate。
backup-not-empty = 数据库里已有记录（{$table}），只能恢复到空库。
backup-count = {$table} 恢复后的条数与备份不符，已全部撤回。
backup-references = 备份里有指向不存在记录的内容，已全部撤回。

## 台账

ledger-case = 事项
ledger-case-number = 编号
ledger-case-kind = 类别
ledger-case-source = 来源
ledger-case-line = 条线
ledger-case-severity = 等级
ledger-case-state = 状态
ledger-case-drill = 演练
ledger-case-description = 情况
ledger-case-village = 村社
ledger-case-landmark = 位置
ledger-case-latitude = 纬度
ledger-case-longitude = 经度
ledger-case-people = 受威胁人数
ledger-case-reporter = 上报人
ledger-case-submitted = 上报时间
ledger-case-triaged = 研判时间
ledger-case-dispatched = 交办时间
ledger-case-due = 反馈时限
ledger-case-over = 险情解除
ledger-case-verified = 核验时间
ledger-case-verifier = 核验人
ledger-case-closed = 销号时间
ledger-case-reopened = 重开次数
ledger-assignment = 交办单
ledger-assignment-number = 事项编号
ledger-assignment-unit = 单位
ledger-assignment-part = 主办或协办
ledger-assignment-state = 状态
ledger-assignment-issued = 交办时间
ledger-assignment-issuer = 交办人
ledger-assignment-due = 时限
ledger-assignment-accepted = 签收时间
ledger-assignment-accepter = 签收人
ledger-assignment-eta = 预计到场
ledger-assignment-fed-back = 反馈时间
ledger-assignment-feeder = 反馈人
ledger-assignment-feedback = 反馈内容
ledger-assignment-returned = 退回次数
