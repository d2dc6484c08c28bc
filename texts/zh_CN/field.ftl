## 现场：现场情况、交接、位置

mobilise-note = 📝 现场情况
filing-of-field = 📝 是 { $number } 的现场情况
field-ask = 📝 <b>{ $number } 现场情况</b>：请直接发照片、视频、语音、文字或定位，发几条都行，都会报给指挥员。说完了点下面。
field-ask-case = 📝 <b>{ $number } 现场情况</b>：请直接发照片、视频、语音、文字或定位，发几条都行，都会报给指挥员并记入事项。说完了点下面。
field-kept = 📝 已记入 { $number } 现场情况，会报给指挥员。还有就接着发。
field-known = 这份材料已经记过了。
field-deadly = ⚠️ 有人有危险？请点“🆘 求救”；别处的险情请发 /sos。
field-done = ✅ 说完了
field-other = ↩️ 是另一处隐患
field-finished = ✅ { $number } 现场情况已记下。再发的内容按上报处理。
field-taken-out = ↩️ 已从 { $number } 现场情况中取出，请在下面的卡片上报。
field-not-out = 您没有出发或到场，不能报现场情况。
field-sent-ahead = 这件已经上报成为事项，不能再改记为现场情况。
field-news = 📝 <b>现场情况</b> { $count } 条
field-earlier = 前面还有 { $count } 条，见“集结记录”。
field-line = · { $at } { $who }（{ $squad }）：{ $said }
field-pin = 📍 定位
field-all = 📝 全部现场情况
field-count = 📝 现场情况 { $count } 条

# 集结记录里的现场
action-sheet-field = 现场情况
action-note-at = 时间
action-note-who = 谁
action-note-squad = 队伍
action-note-said = 说明
action-note-file = 材料
action-note-place = 位置
action-did-note = 报现场情况
action-did-note-out = 取出现场情况，另行上报

# 换班、移交指挥
handover-begin = 🔁 换班
handover-begin-command = 🤝 移交指挥
handover-whom = 🔁 <b>{ $number } 现场换班</b>：谁来接班？
handover-whom-command = 🤝 <b>{ $number } 移交指挥</b>：交给谁？
handover-nobody = { $number }：没有可以接班的人，请先叫人增援。
handover-title = 🔁 <b>{ $kind }</b> { $number }
handover-to = 交给：{ $name }
handover-done = 已完成
handover-remains = 待完成
handover-dangers = 危险情况
handover-done-button = ✔️ 已完成
handover-remains-button = ⏳ 待完成
handover-dangers-button = ⚠️ 危险情况
handover-done-ask = ✔️ 已经做完了什么？
handover-remains-ask = ⏳ 还有什么要接着做？
handover-dangers-ask = ⚠️ 有什么危险要当心？
handover-done-ready = 按任务完成
handover-remains-ready = 继续值守、巡查
handover-dangers-ready = 暂未发现危险
handover-said-done = ✔️ <b>已完成</b>：{ $text }
handover-said-remains = ⏳ <b>待完成</b>：{ $text }
handover-said-dangers = ⚠️ <b>危险情况</b>：{ $text }
handover-send = 📤 请对方接班
handover-drop = 不交了
handover-dropped = 没有交接，也没有通知任何人。
handover-waiting = 已请{ $name }接班。对方点“接班”以前，您仍在岗。
handover-waiting-command = 已请{ $name }接指挥。对方接受以前，仍由您指挥。
handover-withdraw = ↩️ 撤回
handover-withdrawn = ↩️ 已撤回，您仍在岗。
handover-asked = 🔁 <b>{ $name }请您到现场接班</b>。到了现场，看清情况，再点“接班”。
handover-asked-command = 🤝 <b>{ $name }请您接指挥</b>。看清情况再接。
handover-agree = ✅ 已到场，接班
handover-agree-command = ✅ 接指挥
handover-refuse = ❌ 不能接
handover-off = ↩️ 不用您接了：对方已撤回，或者请了别人。
handover-agreed = 🔁 <b>{ $name }已接班</b>。
handover-agreed-command = 🤝 <b>现在由{ $name }指挥</b>。
handover-refused = ❌ { $name }不能接班，请另请一位；在此以前您仍在岗。
handover-refused-command = ❌ { $name }不能接指挥，请另请一位；在此以前仍由您指挥。
handover-lapsed = 交接已失效：{ $name }答复时，这个岗位已经不在您手里。
handover-lapsed-command = 交接已失效：{ $name }答复时，指挥已经变更。
handover-say-back = 您已下岗。平安返回后，请点“我已归队”。
handover-again = 📍 再次到场
handover-you-agreed = 🔁 您已在 { $number } 接班。
handover-you-agreed-command = 🤝 { $number } 现在由您指挥。
handover-you-refused = 已回复 { $number }：您不能接班。
handover-you-refused-command = 已回复 { $number }：您不能接指挥。
handover-you-lapsed = { $number } 不用接班了：对方已经不在岗。
handover-you-lapsed-command = { $number } 的指挥已经变更，不用接了。
handover-you-are-off = 您已交班。要再上，请点“再次到场”；平安返回请点“我已归队”。
handover-not-there = 您不在现场，或者已经交班，没有可以交接的岗位。
handover-unfit = 这一位现在不能接班，请重新选。
handover-moved-on = 这次交接已经答复、撤回或者失效。
action-sheet-handovers = 换班交接
action-hand-at = 时间
action-hand-kind = 类别
action-hand-squad = 队伍
action-hand-giver = 交班
action-hand-taker = 接班
action-hand-state = 结果
action-hand-answered = 答复时间
action-person-relieved = 换下时间

# 位置
track-where = 🗺 人在哪里
track-head = 🗺 <b>人在哪里</b>：在外 { $count } 人，有位置 { $placed } 人
track-squad = <b>{ $name }</b>
track-line = · { $name }：{ $live ->
    [yes] 🟢 实时，
   *[no] {""}
}{ $ago }{ $far ->
    [none] {""}
   *[other] ，距集合点 { $far }
}
track-metres = { $far } 米
track-kilometres = { $far } 公里
track-unknown = · { $name }：没有位置
track-foot = 没有位置的，请队员把实时位置发给机器人，或者点“📝 现场情况”发一次定位。
track-ago = { $minutes ->
    [0] 刚刚
    [60] { $hours } 小时前
   *[other] { $minutes } 分钟前
}
track-pin = 📍 { $name }
track-at = 📍 <b>{ $name }</b>（{ $squad }）{ $at } 的位置，{ $ago }{ $accuracy ->
    [none] {""}
   *[other] ，误差约 { $accuracy } 米
}
track-last = 📍 最后位置：{ $at }（见定位）
track-gone = 这一位已经归队，或者位置已经不在。
track-hint = 🗺 已收到您的实时位置，只用于 { $numbers }，只有指挥员和应急管理站看得到，{ $days } 天后销毁。停止共享、归队或者集结结束，就不再记录。报平安还要另外点。
action-sheet-track = 位置
action-track-at = 时间
action-track-who = 谁
action-track-squad = 队伍
action-track-place = 位置
action-track-accuracy = 误差（米）
action-track-far = 距集合点（米）
action-did-share = 开始共享实时位置

# 集结图示
mobilise-picture = 🖼 集结图示
action-drill = 演练 演练 演练
action-picture = 集结 { $number }
action-came = 到过现场
action-picture-squads = 各队实力
action-picture-squad = 需 { $needed } · 通知 { $asked } · 在场 { $there }
action-picture-curve = 响应过程
action-picture-nobody = 没有人答复。
action-picture-answered = 已答复 { $count } 人
action-picture-arrived = 已到场 { $count } 人
action-picture-minutes = 发出后分钟
action-picture-moments = 主要过程
action-picture-first-answer = 第一人答复
action-picture-first-arrival = 第一人到场
action-picture-last-back = 最后一人归队
action-picture-more = 还有 { $count } 项，见集结记录
action-picture-field = { $name }：{ $text }
action-picture-line = { $what } · { $who }
action-picture-median-answer = 答复中位（分钟）
action-picture-median-arrival = 到场中位（分钟）
