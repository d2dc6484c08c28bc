## 县级报送：卡片上的一行和按钮

county-line-owed = { $late ->
    [late] 🔴 <b>{ $what }已超时</b>（应于 { $due } 前报县里）
    [red] 🔴 <b>{ $what } { $due } 前</b>报县里
   *[no] 📤 { $what } { $due } 前报县里
}
county-line-call = 📞 <b>先打电话报告县里</b>
county-line-ended = 县级报送：{ $state }
county-button-write = 📤 写{ $what }
county-button-zero = ⭕ 零报告
county-button-page = 📋 县级报送
county-button-call = 📞 先打电话

## 报送文稿

county-to-default = 县应急管理局
county-label-corrected = { $label }（更正{ $count }）
county-label-zero = { $label }（零报告）
county-text-title = { $town }险情{ $label }（{ $number }）
county-text-to = { $to }：
county-text-correction = 更正说明：{ $reason }。以本次更正为准，原报告留存备查。
county-text-event = { $at }，{ $place }发生{ $line ->
    [none] 险情
   *[other] { $line }险情
}：{ $what }。
county-text-no-words = 详情正在核实
county-text-zero = 零报告：较上次报告，灾情没有新的变化。
county-text-figures = 截至{ $at }：{ $figures }。
county-text-change = { $name }由{ $before }{ $less ->
    [yes] 核减为
   *[no] 变为
}{ $after }
county-text-changes = 较上次报告：{ $changes }。
county-text-attention = 已引起社会舆情关注。
county-text-situation = 处置情况：{ $text }
county-text-phoned = 已于{ $at }电话报告。
county-text-going-on = 后续情况续报。
county-text-foot = { $town }应急管理站
    { $call }
    { $at }
county-moment = { $year }年{ $month }月{ $day }日{ $hour }时{ $minute }分
county-figure = { $name } { $value } { $unit }
county-figure-unknown = { $name }待核
county-unknown = 待核
county-name-affected = 受灾人口
county-name-relocated = 紧急转移安置
county-name-evacuated = 紧急避险转移
county-name-relocated_now = 实时安置
county-name-gathered = 集中安置
county-name-dispersed = 分散安置
county-name-sites = 集中安置点
county-name-dead = 死亡
county-name-missing = 失踪
county-name-injured = 受伤
county-name-collapsed = 倒塌房屋
county-name-damaged = 损坏房屋
county-name-crops = 农作物受灾
county-name-loss = 直接经济损失
county-unit-affected = 人
county-unit-relocated = 人
county-unit-evacuated = 人
county-unit-relocated_now = 人
county-unit-gathered = 人
county-unit-dispersed = 人
county-unit-sites = 处
county-unit-dead = 人
county-unit-missing = 人
county-unit-injured = 人
county-unit-collapsed = 间
county-unit-damaged = 间
county-unit-crops = 公顷
county-unit-loss = 万元
county-journal = { $label } → { $to }（{ $way }，{ $at }）
county-lacks-figures = 全部灾情数据（核报不能有“待核”）
county-lacks-reason = 更正原因

county-alarm = 死亡 { $dead } 人、失踪 { $missing } 人{ $attention ->
    [yes] 、引起舆情关注
   *[no] {""}
}

## Excel 报表

county-sheet-drill = 演练
county-sheet-list = 报送汇总
county-sheet-title = { $town }险情报送表 { $number }
county-sheet-figure = { $name }（{ $unit }）
county-sheet-report = 报送类别
county-sheet-number = 事项编号
county-sheet-place = 地点
county-sheet-event = 事发时间
county-sheet-as-of = 数据截止时间
county-sheet-attention = 舆情关注
county-sheet-situation = 处置情况
county-sheet-reason = 更正原因
county-sheet-to = 报送单位
county-sheet-way = 报送方式
county-sheet-sent = 报送时间
county-sheet-maker = 填报人
county-sheet-text = 报送全文
county-sheet-yes = 是
county-sheet-no = 否

## 县级报送的页面和卡片

county-list = 📤 <b>县级报送</b> · 还要报 { $total } 件
    最急的在前，点开填报。
county-list-empty = 📤 <b>县级报送</b>
    没有要报县里的险情。
county-entry = { $late ->
    [yes] 🔴
   *[no] {""}
}{ $mark } { $number } { $what } { $due } 前
county-page = 📋 <b>县级报送 { $number }</b> { $line }
county-page-event = 事发时间：{ $at }
county-page-waived = 无需报送：{ $reason }
county-page-phoned = ☎️ { $at } 已电话报告
county-page-last = <b>{ $label }</b>：{ $figures }
county-page-versions = 已报 { $count } 份，点开看全文或更正。
county-page-none = 还没有报送过。
county-open-case = 打开事项
county-excel = 📑 Excel 报表
county-copy = 📋 复制文稿
county-merged-sign = 〔并案〕
county-button-stable = 🟢 灾情稳定
county-button-resume = 🔁 恢复续报
county-button-waive = 🚫 无需报送
county-button-correct = ✏️ 更正
county-stable-ask = <b>{ $number } 灾情稳定</b>
    不再每天续报，改为限期核报。确认灾情不再扩大？
county-stable-yes = 确认稳定
county-done-stable = ✅ 已记录灾情稳定，请按时限核报
county-done-resume = 🔁 已恢复每天续报
county-done-called = ☎️ 已记录：电话报告{ $name }
county-done = ✅ { $label }已报送{ $to }
county-cancelled = 没有报送。要继续请打开“县级报送”。
county-words-wanted = 报送内容请用文字和数字。照片请先点“不填了”或报送完后再发，会归到事项里。
county-version = <b>{ $label }</b> · { $number }
county-version-sent = 报送{ $to } · { $way } · { $at } · { $name }
county-version-replaced = ⚠️ 已被{ $label }更正，本版留存备查

county-call = 📞 <b>先打电话，再写材料</b> · { $number }
county-call-number = { $name }：<b>{ $number }</b>
county-call-unknown = 没有设置县里的电话（config.yaml 的 county_reports.phones），请查值班通讯录。
county-call-what = 说清时间、地点、伤亡失踪人数、正在采取的措施。打通后点下面的按钮。
county-call-drill = 演练：不要真的拨打。模拟通话后点下面的按钮。
county-called = ✅ 已电话报告：{ $name }
county-call-past = 📵 打不通，先写材料
county-call-fix = 改{ $name }人数

county-card-head = 📤 <b>{ $label }</b> · { $number }{ $due ->
    [none] {""}
   *[other] {" "}· { $due } 前
}
county-card-event = 事发时间：{ $at }
county-card-attention = 舆情关注：{ $attention ->
    [yes] <b>有</b>
   *[no] 无
}
county-card-situation = 处置情况：{ $text }
county-card-reason = 更正原因：{ $text }
county-card-lacks = <b>还差：{ $missing }</b>
county-card-how = 直接发一句话，例如“受灾2人，转移0，倒塌房屋1间，正在组织搜救”：数字填进表里，其余记作处置情况。也可以点一项填。
county-card-figure = { $name } { $value ->
    [none] 待核
   *[other] { $value }
}
county-about = 约{ $value }
county-rough = ⚠️ <b>{ $name } { $value }</b>，待核：原话“{ $said }”。文稿里按整数写，核实后点这一项改。
county-card-attention-on = 📣 引起舆情
county-card-attention-off = 取消舆情
county-card-zeroes = 其余填 0
county-card-ask-text = ✍️ 处置情况
county-card-ask-reason = ✍️ 更正原因
county-card-ask-event = 🕐 事发时间
county-card-ask-to = 改报送单位
county-card-ask-at = 改报送时间
county-card-ready = ✅ 生成文稿
county-card-back = ‹ 改数据
county-card-sure = ✅ 核对无误
county-card-to = 报送单位：{ $to }
county-card-at = 报送时间：{ $at ->
    [now] 点下面按钮时
   *[other] { $at }
}
county-card-send = 文稿见上一条，复制后报县里。<b>报出后</b>点报送方式，时限随即了结。
county-doubts = <b>请核对：</b>
county-doubt-less = { $name }由 { $before } 减为 { $after }，是核减吗？
county-doubt-unknown = { $name }原为 { $before }，现在又成了待核，对吗？
county-doubt-parts = 死亡、失踪、受伤共 { $before } 人，多于受灾人口 { $after } 人，对吗？
county-doubt-moved = 紧急转移安置 { $before } 人，多于受灾人口 { $after } 人，对吗？
county-doubt-split = 集中、分散共 { $before } 人，与实时安置 { $after } 人不等，对吗？
county-doubt-now = 实时安置 { $before } 人，多于累计转移安置 { $after } 人，对吗？
county-measure-and = ；
county-measure-unit = { $issued } 交办{ $unit }{ $accepted ->
    [none] （待签收）
   *[other] ，{ $accepted } 签收
}{ $eta ->
    [none] {""}
   *[other] ，预计 { $eta } 到场
}{ $back ->
    [none] {""}
   *[other] ，{ $back } 反馈办理情况
}
county-measure-squads = 集结突击队 { $asked } 人（{ $number }），{ $coming } 人在途，{ $there } 人到场
county-measure-moved = 已转移 { $count } 人
county-ask-unread = 没看懂“{ $said }”里的数。
county-ask-figure = <b>{ $name }</b>（{ $unit }），现为 { $value }
    请选择，或输入数字。填累计总数，不是新增数。
county-ask-text = 请输入 { $number } 的处置情况，会替换原来的。
county-ask-reason = 为什么更正 { $number } 的这份报告？请输入。
county-ask-to = { $number } 报给哪个单位？请输入。
county-ask-event = 什么时候发生的？请选择，或输入“9:40”“20分钟前”。
county-ask-at = 什么时候报出的？请选择，或输入“10:40”“20分钟前”。
county-ago = { $minutes ->
    [0] 现在
   *[other] { $minutes } 分钟前
}

ask-waive-report = <b>{ $number } 无需报送县里</b>
    请选择原因，或直接输入，会记入办理过程。
ask-waive-report-1 = 未达到报送标准，镇里已处置
ask-waive-report-2 = 县里已由其他渠道掌握
ask-waive-report-3 = 与已报送的险情为同一件
done-waive-report = 已记录 { $number } 无需报送：{ $text }

county-call-matter = 死亡、失踪或舆情
county-call-why = 先打电话，再写材料
