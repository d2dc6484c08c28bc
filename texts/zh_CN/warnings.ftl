# 预警：文件为什么没有采用，采用的文件有哪些地方不合规范。

warning-refused-bytes = 文件超过 { $most } MB，没有读取。请只发近几天的预警，或者分开发送。
warning-refused-empty = 文件是空的。预警源地址可能有误，或者对方服务中断。
warning-refused-json = 收到的是 JSON，不是 CAP。请核对预警源地址，应返回含 &lt;alert&gt; 的 XML。
warning-refused-html = 收到的是网页，不是 CAP。预警源地址可能已变更，或者需要登录。
warning-refused-no-xml = 这不是 XML，也就不是 CAP。请发送气象部门给的原文件（.xml 或 .cap）。
warning-refused-no-cap = 这是 XML，但不是 CAP：开头是 &lt;{ $root }&gt;，里面没有 &lt;alert&gt;。
warning-refused-doctype = 文件带有文档类型声明（DOCTYPE），可能暗藏攻击，没有读取。CAP 用不到它，请对方去掉后重发。
warning-refused-broken = 文件第 { $line } 行损坏，之前没有完整的预警。请重新获取。
warning-refused-depth = 文件嵌套超过 { $most } 层，没有读取。正常的 CAP 不会这样。
warning-refused-elements = 文件的元素超过 { $most } 个，没有读取。
warning-refused-alerts = 文件里的预警超过 { $most } 条，一条也没有采用。请对方只发本县的预警。
warning-refused-links = 目录里的预警超过 { $most } 条，一条也没有获取。请对方只提供本县的目录。

warning-note-no-alerts = 里面没有预警。
warning-note-broken = 文件第 { $line } 行损坏，之前完整的预警已采用。
warning-note-mended = 文件第 { $line } 行不规范（例如单独的 &amp;），修正后已读取。
warning-note-characters = XML 不允许的字符已去掉。
warning-note-encoding = 文件标明的编码是 { $declared }，实际按 { $used } 读取。
warning-note-encoding-lost = 有些字符按 { $declared } 读不出来，请核对原件。
warning-note-no-namespace = 没有命名空间（国家平台的写法）。
warning-note-old = CAP 旧版本（{ $namespace }）。
warning-note-namespace = 命名空间有误：{ $namespace }。
warning-note-order = 字段顺序与规范不同。
warning-note-no-identifier = 没有编号，后续的更新、解除找不到这条预警。
warning-note-send-time = 发布时间取自 sendTime。
warning-note-no-scope = 没有发布范围（scope）。
warning-note-missing = 字段 { $field } 缺失或为空。
warning-note-value = 字段 { $field } 写的是“{ $text }”，不在规范之内。
warning-note-time = 字段 { $field } 的时间读不出来：“{ $text }”。
warning-note-offset = 字段 { $field } 的时间没有时区（“{ $text }”），按当地时间处理。
warning-note-references = 引用的预警只写了编号。
warning-note-references-many = 引用的预警超过 { $most } 条，只取前 { $most } 条。
warning-note-cut = 有一段文字超过 { $most } 字，其余见原件。
warning-note-infos = 共有 { $count } 个部分或语种，只取前 { $most } 个。
warning-note-event-type = 事件类型只有代码：{ $code }。
warning-note-no-area = 没有写明区域。
warning-note-no-expiry = 没有失效时间，按本镇设定处理。
warning-note-polygon = 有一个多边形读不出来：“{ $text }”。
warning-note-circle = 有一个圆读不出来：“{ $text }”。
warning-note-polygons = 图形有 { $count } 个，超过 { $most } 个，都没有采用。
warning-note-points = 边界共 { $count } 个点，已简化到 { $most } 个以内，范围只大不小。
warning-note-codes = 一个区域的代码超过 { $most } 个，只取前 { $most } 个。
warning-note-unclosed = 有的边界没有闭合，已补上。
warning-note-crossing = 有的边界自相交叉，围住的地方都算在内。
warning-note-hull = 有的边界交叉太多，按最外圈计算。
warning-note-hole = 有的边界中间有空洞，洞里不算在内。
warning-note-point = 有的边界只是一个点，按点所在的地方计算。
warning-note-line = 有的边界只是一条线，沿线的地方都算在内。
warning-note-swapped = 经纬度写反了，已调换。
warning-note-antimeridian = 有的边界跨越 180 度经线，已在该处分开。
warning-note-out-of-range = 有的图形坐标不在地球上，没有采用。
warning-note-trial = 状态写的是正式发布，但文字里有测试或演练字样，请核实。

warning-unclear-no-area = 预警没有写明区域，请确认是否涉及本镇。
warning-unclear-area = 有 { $count } 个区域对不上本镇：{ $area }。请确认是否涉及本镇。
warning-unclear-outlines = 范围涉及本镇，但有的村社没有边界图，请确认是哪些村社。
warning-unclear-swapped = 范围离本镇很远，但经纬度对调后正在本镇，请确认是否涉及本镇。

warning-asks-unknown = 解除的预警这里没有（{ $cited }）。请确认解除的是哪一条。
warning-asks-several = 一次解除 { $count } 条预警。请确认哪几条已经结束。
warning-asks-sender = 解除方（{ $sender }）不是原发布单位。请确认原预警是否已经结束。
warning-asks-uncited = 没有写明解除哪一条预警。请确认哪一条已经结束。

warning-event-typhoon = 台风
warning-event-rainstorm = 暴雨
warning-event-flood = 洪涝
warning-event-drought = 干旱
warning-event-landslide = 地质灾害
warning-event-forest-fire = 森林火险
warning-event-earthquake = 地震
warning-event-wind = 大风
warning-event-thunder = 强对流
warning-event-cold = 寒潮冰雪
warning-event-heat = 高温
warning-event-fog = 大雾和霾
warning-event-weather = 其他气象灾害

warning-gone = 这条预警已经不在册，请用 /warnings 查看现有预警。
warning-asked-before = 这个问题已有人答复，或者已经不需要答复。请用 /warnings 查看。
warning-over = 这条预警已经结束，不用再关闭。
warning-version-over = 这一版预警已被更新的代替或者已经结束。请打开 /warnings，对最新的一版答复。

warning-trial = { $status ->
    [exercise] 🎭 <b>演练消息，不是真实预警</b>，不会通知任何人。
    [test] 🧪 <b>测试消息，不是真实预警</b>，不会通知任何人。
   *[draft] 📝 <b>草稿，不是真实预警</b>，不会通知任何人。
}
warning-title = { $mark } { $kind ->
    [no] 未分类
   *[other] { $kind }
}{ $colour ->
    [no] 预警（颜色不明）
   *[other] { $colour }预警
}
warning-head = <b>{ $title }</b> · { $state }
warning-state-active = 生效中
warning-state-coming = 即将生效
warning-state-updated = 已更新
warning-state-cancelled = 已解除
warning-state-closed = 本站已关闭
warning-state-expired = 已到期
warning-issued = 发布：{ $by }，{ $at }
warning-times = 时间：{ $begins } 至 { $ends }
warning-no-time = 未注明
warning-touches = 涉及：{ $places }
warning-everywhere = 全镇
warning-places = { $names ->
    [no] { $asks ->
        [yes] 待确认
       *[no] 不涉及本镇
    }
   *[other] { $names }{ $asks ->
        [yes] ，其余待确认
       *[no] {""}
    }
}
warning-lines = 条线：{ $lines ->
    [no] 未定
   *[other] { $lines }
}
warning-closed = 本站 { $at } 关闭：{ $reason }
warning-closed-before = 本站 { $at } 曾关闭（{ $reason }），之后又有新的发布。
warning-colours-differ = 颜色说法不一：{ $said }。{ $colour ->
    [no] {""}
   *[other] 按{ $colour }处理。
}
warning-colour-words = 文字为{ $colour }（{ $text }）
warning-colour-parameter = 参数为{ $colour }（{ $text }）
warning-colour-severity = 严重程度相当于{ $colour }（{ $text }）
warning-says = <blockquote>{ $text }</blockquote>
warning-notes = 不合规范之处：
warning-notes-more = 另有 { $count } 处。
warning-asks-colour-how = 颜色不明确，请核对后选定。
warning-say-reach = 确认涉及范围
warning-say-colour = 选定颜色
warning-line = { $trial ->
    [yes] 【非真实】
   *[no] {""}
}{ $title } · { $state }{ $ends ->
    [no] {""}
   *[other] ，至 { $ends }
}
warning-ending = ❓ <b>收到解除通知，需要确认</b>
    发布：{ $by }，{ $at }
warning-ending-how = 请选解除的是哪一条，没有选定之前原预警继续有效：
warning-ends-this = 解除：{ $title }
warning-ends-all = 以上全部解除
warning-ends-none = 都不是

warning-feeds = 预警源
warning-feed-silent = 📡 <b>预警源“{ $name }”收不到</b>，{ $since } 起。上次正常：{ $at }。
warning-feed-works = 📡 预警源“{ $name }”已恢复（此前 { $since } 起中断）。
warning-feed-how = 恢复之前，请通过电话、网站了解预警，用 /warnings 录入。恢复后会再通知一次。
warning-feed-line = { $state ->
    [ok] 🟢
    [new] ⚪
   *[bad] 🔴
} { $name }：{ $state ->
    [new] 还没有查看过
   *[other] 上次正常 { $at }
}
warning-feed-slow = 对方 { $seconds } 秒内没有答完。
warning-feed-address = 地址不是 http 或 https：{ $address }
warning-feed-status = 对方返回错误代码 { $status }。
warning-feed-unreachable = 连接不上（{ $reason }）。
warning-feed-link = 目录里有一条打不开：{ $link }
warning-feed-folder = 文件夹打不开（{ $reason }）。请核对路径和权限。
warning-feed-file = 有一个文件不是预警或者读不出来：{ $file }。请更换或移走。

menu-warnings = 📡 预警
menu-warnings-what = 收到的预警：生效、待确认、已结束，录入预警
warnings-head-active = 📡 <b>预警</b>：{ $count } 条生效或即将生效{ $coming ->
    [0] {""}
   *[other] （{ $coming } 条即将生效）
}{ $asked ->
    [0] {""}
   *[other] ，{ $asked } 个解除通知待确认
}。收到的 CAP 文件可以直接发到这里。
warnings-head-over = 📡 <b>已结束的预警</b>：{ $count } 条
warnings-head-other = 📡 <b>不涉及本镇或者不是真实的预警</b>：{ $count } 条
warnings-tab-active = { $here ->
    [yes] ●{" "}
   *[no] {""}
}生效 { $count }
warnings-tab-over = { $here ->
    [yes] ●{" "}
   *[no] {""}
}已结束 { $count }
warnings-tab-other = { $here ->
    [yes] ●{" "}
   *[no] {""}
}其他 { $count }
warning-asked = ❓ 解除通知待确认
warning-enter = 录入预警
warning-list = 预警列表
warning-back = 返回
warning-picture = 看信号图片
warning-close = 关闭预警
warning-close-why = 关闭“{ $title }”：请说明理由和依据（例如气象台已电话告知解除）。关闭后加密的责任事项恢复；之后再发布的仍会通知。
warning-feeds-head = 📡 <b>预警源</b>
warning-reach-head = <b>{ $title }</b>涉及哪些村社？请对照原文选定：
warning-area = 原文区域：{ $name }
warning-choice = { $chosen ->
    [yes] ✅{" "}
   *[no] {""}
}{ $name }
warning-reach-all = 全镇
warning-reach-ok = 确定（{ $count } 个）
warning-reach-none-button = 不涉及本镇
warning-reach-none = 还没有选村社。请先选，或者点“不涉及本镇”。
warning-colour-head = <b>{ $title }</b>是什么颜色？请核对原文：
warning-colour = { $mark } { $colour }
warning-ended = 已登记，解除 { $count } 条预警。

warning-upload-reading = 📡 文件已收到，正在读取，读完告诉您结果。
warning-upload-read = 📡 <b>文件已读取</b>：{ $count } 条预警。
warning-upload-how = 请点开核对。
warning-upload-refused = 📡 <b>文件没有采用</b>
warning-upload-lost = 文件没有取到。请重新发送。

warning-enter-how = 请把预警信号的文字发来，或者发信号图片（可带文字说明）。类型、颜色能认出的会先填好，其余用按钮选。
warning-enter-head = ✏️ 录入：<b>{ $title }</b>
warning-enter-places = 范围：{ $names ->
    [all] 全镇
    [no] 未选
   *[other] { $names }
}
warning-enter-time = 时间：{ $begins ->
    [now] 现在
   *[other] { $begins }
} 至 { $ends ->
    [no] { $hours } 小时后
   *[other] { $ends }
}
warning-enter-pictured = 🖼 已附信号图片
warning-enter-lacks = 还缺：{ $missing }。再发文字可替换原文。
warning-enter-lacks-kind = 类型
warning-enter-lacks-colour = 颜色
warning-enter-lacks-places = 范围
warning-enter-missing = 还不能登记，缺：{ $missing }。
warning-enter-times = 时间不对：结束应晚于开始和现在，最长一年。请重新选开始、结束时间。
warning-enter-again = 这次录入隔得太久或者已经登记。请用 /warnings 重新录入。
warning-enter-issuer = 本站录入
warning-enter-typed = 录入的预警
warning-enter-kind = 类型
warning-enter-colours = 颜色
warning-enter-place = 范围
warning-enter-begins = 开始时间
warning-enter-ends = 结束时间
warning-enter-ok = ✅ 登记生效
warning-enter-back = 返回
warning-enter-colour = 预警是什么颜色？
warning-enter-kinds = 预警是什么类型？
warning-enter-places-head = 预警涉及哪些村社？
warning-enter-when-begins = 什么时候开始？请点选，或者发来时间，例如“明天8点”。
warning-enter-when-ends = 什么时候结束？请点选，或者发来时间，例如“今晚10点”。
warning-enter-in = { $hours } 小时后
warning-enter-for = { $hours } 小时后

warning-order = 📣 叫应：通知责任人
warning-order-unclear = 涉及范围或者颜色还没有确认，不能发送。请先在预警卡片上确认，再点“叫应”。
warning-order-text = { $title }（{ $issuer }发布）。范围：{ $places }；时间：{ $begins } 至 { $ends }。请立即到岗，巡查隐患点，通知受威胁群众，收到请回复。
warning-order-over = { $title }{ $state ->
    [expired] 已到期
   *[other] 已解除
}。请核实现场，确认安全后恢复正常。
warning-order-head = 📣 <b>叫应</b>（已回复/应回复）
warning-order-answers = ▫️ { $village ->
    [no] 单位和领导
   *[other] { $village }
} { $answered }/{ $asked }
warning-order-red = 🟥 <b>红色预警叫应已发出</b>，共 { $count } 人。内容：{ $text }
warning-order-raised = ⬆️ <b>预警升级，叫应已直接发给原来收到的人</b>，没有等第二人同意（升级不能等）。请您核对，不当请点“撤销”。内容：{ $text }
warning-order-silent = 🟥 <b>红色预警叫应没有回复</b>：{ $count } 人（{ $names }）。请立即电话联系或者派人上门。
warning-see = 查看预警

check-feed = 预警源“{ $name }”
check-feed-folder = 没有这个文件夹：{ $path }
check-feed-heard = { $fault }（上次正常：{ $at ->
    [no] 从未
   *[other] { $at }
}）
fault-feed = 能打开的网址（http 或 https）或者文件夹，里面是 CAP 预警
mend-feed = 核对 warnings.feeds 里的 address，恢复前用 /warnings 录入预警

# 预案
play-open = 📋 预案{ $open ->
    [0] {""}
   *[other] ：{ $open } 项未完成
}{ $asked ->
    [0] {""}
   *[other] ，{ $asked } 项待定
}
play-head = 📋 <b>{ $title } · 预案</b>{ $begun ->
    [yes] {""}
   *[no] （未启动）
}
play-none = 这个条线和颜色没有预案。
play-how = { $begun ->
    [yes] 点事项查看由谁完成、登记完成。
   *[no] 启动后逐项通知责任人，到期没有完成的会提醒和逐级督办。
}
play-line = { $state ->
    [new] ▫️
    [open] ⬜
    [done] ✅
   *[stopped] ⏹
} { $what } · { $who }{ $due ->
    [no] { $state ->
        [new] ，{ $hours } 小时内
       *[other] {""}
    }
   *[other] ，{ $due } 前
}{ $parts ->
    [0] {""}
    [1] { $by ->
        [no] {""}
       *[other] ，{ $by } { $at } 完成
    }
   *[other] ，{ $done }/{ $parts }
}{ $count ->
    [no] {""}
   *[other] （{ $count }）
}{ $needless ->
    [yes] ，现已不要求
   *[no] {""}
}
play-count-points = 隐患点 { $count } 处，启动后已巡 { $patrolled } 处
play-count-households = { $count } 户 { $people } 人，其中需帮扶 { $vulnerable } 人
play-do-notify = 叫应责任人
play-do-standby = 突击队待命
play-do-patrol = 巡查{ $line }隐患点
play-do-duty = 值班力量加倍
play-do-households = 核对避险转移名单
play-do-shelters = 开放安置点
play-do-lead = { $line }分管领导到岗指挥
play-do-fire-ban = 停止一切野外用火
play-do-task = { $text }
play-start = ▶️ 启动预案（{ $count } 项）
play-started = 预案已启动，已通知责任人。
play-stop-all = ⏹ 停止不再要求的 { $count } 项
play-stop = ⏹ 停止这一项
play-item = { $what }
play-part = { $place ->
    [no] •
   *[other] • { $place }
} { $who ->
    [no] 由值班员落实
   *[other] { $who }
}：{ $at ->
    [no] { $dropped ->
        [no] { $due } 前
       *[other] { $dropped } 停止
    }
   *[other] { $by } { $at } 完成
}
play-done = ✅ 完成{ $what ->
    [no] {""}
   *[other] ：{ $what }
}
play-noted = 已登记完成。
play-standby = 📣 给突击队发待命通知
play-standby-text = { $title }。突击队请保持通讯畅通，检查车辆和装备，原地待命，收到请回复。
play-door-duty = 看值班
play-door-households = 查住户
play-door-patrol = 看隐患点
play-mine-head = 📋 <b>{ $title }</b>，请您完成：
play-mine-line = • { $what }：{ $at ->
    [no] { $dropped ->
        [no] { $due } 前
       *[other] 已停止
    }
   *[other] ✅ { $at } 完成
}
play-mine-how = 做完一项点一项，遇到困难请马上告诉值班员。
play-stopped = ⏹ { $title }：以下事项已停止，不用再做：{ $names }。
play-changed = 📋 <b>{ $title }</b>{ $state ->
    [active] 有变化
    [expired] 已到期
   *[other] 已解除
}，预案需要您决定：
play-changed-new = 新增：{ $names }
play-changed-old = 不再要求：{ $names }。没有停止之前仍会督办。
play-see = 📋 看预案
play-see-item = 📋 看事项
play-due = 预案事项
play-nothing = 预案已经启动，没有新的事项。
play-nothing-to-stop = 没有可以停止的事项，可能别人已经处理。
play-dropped-already = 这一项已经停止，不用再做。
play-done-already = 这一项已有人登记完成。

# 叫应导出为 CAP
warning-cap = 📄 叫应的 CAP 文件
warning-no-order = 这条预警还没有发出叫应，没有文件可以导出。请先点“叫应”。
warning-order-restriction = 本镇应急管理人员和责任人，不对公众发布
warning-order-event = 灾害预警
warning-order-more = 📣 补发叫应：还有 { $count } 人没有收到

# 叫应导出为图片，转发给本镇人员
warning-forward = 🖼 叫应的图片（转发用）
order-picture-above = { $station } · 内部指令
order-picture-title = { $title }{ $over ->
    [yes] （已结束）
   *[no] {""}
}
order-picture-do = 指令
order-picture-places = 范围
order-picture-times = 时间
order-picture-from-to = { $sent } 发出{ $ends ->
    [no] {""}
   *[other] ，至 { $ends }
}
order-picture-inside = 内部指令，只发本镇应急管理人员和责任人；公众预警以气象台发布为准。
order-picture-number = 编号：{ $number }
order-picture-drill = 演练
