## 集结：选队伍、点名、增援、报平安、求救、解除、清点归队

menu-mobilise = 🚨 集结
menu-mobilise-what = 集结突击队
button-mobilise = 🚨 集结突击队
mobilise-home = 🚨 <b>集结突击队</b>
    { $count ->
        [0] 现在没有正在进行的集结。
       *[other] 正在进行 { $count } 个，点开看实力。
    }
mobilise-new-live = 🚨 新的集结 · 实战
mobilise-new-drill = 🟦 新的集结 · 演练
mobilise-line = { $number } { $task }
mobilise-draft = 🚨 <b>集结草稿</b>
mobilise-squads = 队伍：{ $names }
mobilise-pick = 👥 选队伍（{ $count }）
mobilise-pick-head = 👥 <b>选队伍</b>{ $order ->
    [near] ，由近到远
    [unpinned] ，按编号排列。还不知道集合地点的位置：用“📍 集合地点”发送位置后，由近到远
   *[code] ，按编号排列
}
mobilise-squad-far = { $name }{ $km ->
    [no] {""}
   *[other] {" "}{ $km } 公里
}
mobilise-set-task = 📝 任务
mobilise-set-place = 📍 集合地点
mobilise-set-gather = ⏰ 集合时间
mobilise-set-equipment = 🧰 携带装备
mobilise-set-contact = ☎️ 联系人
mobilise-ask-task = 📝 请写任务：到了做什么。
mobilise-ask-place = 📍 请写集合地点，或者发一个定位。
mobilise-ask-gather = ⏰ 什么时候集合？例如“20 分钟后”“下午三点”。不写就是立即集合。
mobilise-ask-equipment = 🧰 要带什么装备？
mobilise-ask-contact = ☎️ 到了找谁、怎么联系？例如“村书记王强，村委会值班电话”。
mobilise-pinned = 📍 已有定位
mobilise-look = 👁 预览名单
mobilise-away = ⚠️ { $count } 人收不到消息，要打电话
mobilise-no-groups = ⚠️ 这些队伍都没有绑定群，只能逐人通知
mobilise-mate = · { $name }{ $reachable ->
    [yes] {""}
    [doubtful] {" "}⚠️ 最近联络测试没有回复
    [blocked] {" "}⚠️ 屏蔽了机器人，收不到
   *[no] {" "}⚠️ 没有登录，收不到
}
mobilise-go = 🚨 立即集结这 { $count } 人
mobilise-started = 🚨 <b>{ $number } 已发出</b>，共 { $count } 人{ $away ->
    [0] 。
   *[other] ，其中 <b>{ $away } 人收不到消息</b>，请打电话。
}实力会自动更新。
mobilise-dropped = 已放弃，没有通知任何人。
mobilise-too-long = 最多 { $limit } 字，请精简后再发。
mobilise-lacks-people = 队伍
mobilise-lacks-task = 任务
mobilise-lacks-place = 集合地点
mobilise-moved-on = 这次集结已经开始、结束或放弃。
mobilise-case-ended = 事项已经办结，不能为它集结。
mobilise-called-already = 这支队伍已经通知过。
mobilise-no-more-squads = 没有别的队伍可以增援。

# 队员看到的
mobilise-head-live = 🚨 <b>紧急集结 · 实战</b> { $number }
mobilise-head-drill = 🟦🟦🟦 <b>演练 演练 演练</b> 🟦🟦🟦
    【演】集结 { $number }
mobilise-again = { $drill ->
    [yes] 🟦【演练】
   *[no] {""}
}🔔 第 { $number } 次催：集结 { $mobilisation } 还没有您的答复，能不能到？
mobilise-noted = { $said } · 已记到上面的集结卡，后面的操作在那里点。
mobilise-stand-in = 您是 B 角，请替补到场。
mobilise-task = <b>任务</b>：{ $text }
mobilise-place = <b>集合地点</b>：{ $place }
mobilise-pin = 见定位（{ $at }）
mobilise-here = 集合地点
mobilise-gather = <b>集合时间</b>：{ $at }
mobilise-at-once = <b>集合时间</b>：立即
mobilise-equipment = <b>携带</b>：{ $text }
mobilise-contact = <b>联系人</b>：{ $text }
mobilise-asked = 👉 请本人答复，别人答复不算您的。
mobilise-your-received = ✅ 您已收到。出发、到场时请再点一下。
mobilise-your-coming = 🏃 您已出发。大约多久到？
mobilise-your-on-scene = 📍 您已到场。请听从现场指挥，注意安全。
mobilise-your-cannot = ❌ 您不能到。是什么原因？
mobilise-your-eta = 🏃 您已出发，预计 { $at } 到。有变化请再点一下。
mobilise-your-reason = ❌ 您不能到：{ $reason }。能来了请点“出发”。
mobilise-say-received = ✅ 收到
mobilise-say-coming = 🏃 出发
mobilise-say-on-scene = 📍 到场
mobilise-say-cannot = ❌ 不能到
mobilise-why-away = 人在外地
mobilise-why-ill = 身体原因
mobilise-why-road = 道路不通
mobilise-why-duty = 另有任务
mobilise-where = 🗺 看位置
mobilise-check-in = ✅ 全队平安
mobilise-checked-in = { $squad }已报平安，{ $minutes } 分钟内请再报一次
mobilise-check-in-asked = ⏱ <b>{ $squad }请报平安</b>{ $minutes ->
    [0] ，已经超时，指挥员正在找你们
   *[other] ，还剩 { $minutes } 分钟
}
mobilise-check-in-late = ⚠️ <b>{ $squad }没有报平安</b>，上次是 { $since }。请马上联系。
mobilise-sos = 🆘 求救
mobilise-sos-sent = 已发出求救：指挥员、队长和应急管理站都会收到。请尽量待在安全的地方，保持手机畅通；能发定位就发一个。
mobilise-sos-phone = ☎️ 显示电话
mobilise-sos-alarm = 🆘 <b>{ $name }求救</b>（{ $squad }）。请马上打电话并派人。
mobilise-help-take = 🙋 我来处置
mobilise-help-take-of = 🙋 我来处置：{ $name }求救
mobilise-help-end = ✅ 人已安全，结束求救
mobilise-help-end-of = ✅ { $name }已安全，结束求救
mobilise-help-mistake = ↩️ 误触，取消求救
mobilise-help-mistake-noted = ↩️ 已取消求救，听到求救的人都会收到“误触”。需要帮助，请再点“🆘 求救”。
mobilise-help-open = 🆘 <b>{ $name }求救，还没有结束</b>（{ $squad }，{ $at }）：{ $taker ->
    [none] <b>还没有人处置</b>
   *[other] { $taker } 正在处置
}
mobilise-help-you-take = 🙋 由您处置，其他人和求救人都会收到。人安全了，请点“结束求救”。
mobilise-help-ended = ✅ 求救已结束，大家都会收到。
mobilise-help-taken = { $by }正在处置 { $name } 的求救。
mobilise-help-taken-yours = 🙋 { $by }正在处置您的求救。请尽量待在安全的地方，保持手机畅通。
mobilise-help-taken-already = { $name } 已经在处置这个求救。
mobilise-help-mistake-told = ↩️ { $by }说刚才的求救是<b>误触</b>，已取消。不放心，请打电话问一下。
mobilise-help-back-told = ✅ { $by }已归队，求救结束。
mobilise-help-over-told = ✅ { $name }的求救已结束：{ $by }说人已安全。
mobilise-help-over-yours = ✅ { $by }说您已安全，您的求救已结束。还需要帮助，请再点“🆘 求救”。
mobilise-help-over = 这个求救已经结束。
mobilise-help-still = ⚠️ 有 { $count } 个求救还没有结束。解除以后仍然有效，要有人处置；结束以后，集结才能结束。
mobilise-help-first = 还有 { $count } 个求救没有结束，请先处置。
mobilise-in-group = 👉 请各位在和机器人的私聊里逐人答复。
mobilise-is-over = 本次集结已经解除。
mobilise-not-over = 集结还没有解除。要离开现场，请先点“🔁 换班”交给接班的人。
mobilise-you-are-there = 您已到场。要先离开，请点“换班”；解除以后，请点“我已归队”。
mobilise-check-in-not-there = 报平安由正在现场的人来报，您没有在现场（没点“到场”，或者已经交班、归队）。没有替您记。
mobilise-you-are-coming = 您已答复“出发”，不用再点“收到”。
mobilise-over = 这次集结已经解除，不用再答复。
mobilise-figures = 需 <b>{ $needed }</b> · 通知 { $asked }
    📍 到场 <b>{ $scene }</b> · 🏃 出发 <b>{ $coming }</b> · ✅ 收到 { $received }
    ❌ 不能到 { $cannot } · 🔇 未答复 <b>{ $silent }</b>{ $relieved ->
        [0] {""}
       *[other] {" "}· 🔁 已换下 { $relieved }
    }

# 指挥员
mobilise-over-head = ☑️ <b>已解除，正在清点归队</b>
mobilise-back = 已归队 <b>{ $back }</b> / { $out }
mobilise-unreached = ⚠️ 未答复的人里有 { $count } 人收不到消息，请打电话
mobilise-squad-line = { $short ->
    [yes] ⚠️
   *[no] ·
} { $name }：到 { $scene }、在途 { $coming }、未答 { $silent }、不能到 { $cannot }（需 { $needed }）
mobilise-who-silent = 🔇 未答复的 { $count } 人
mobilise-silent-head = 未答复 <b>{ $count }</b> 人：
mobilise-name = · { $name }
mobilise-add = ➕ 增援
mobilise-add-which = ➕ 请哪支队伍增援？{ $order ->
    [near] 由近到远：
   *[code] 按编号排列：
}
mobilise-added = ➕ 已通知{ $squad }，{ $count } 人{ $away ->
    [0] 。
   *[other] ，其中 <b>{ $away } 人收不到消息</b>，请打电话。
}
mobilise-short = ⚠️ <b>{ $squad }人手不够</b>：最多能到 { $possible } 人，需 { $needed } 人。{ $away ->
    [0] {""}
   *[other] 另有 { $away } 人收不到消息，没有算在内，请打电话。
}
mobilise-short-offer = 可以请附近的队伍增援：
mobilise-open = 打开集结
mobilise-stand-down = ☑️ 解除
mobilise-really = 解除 { $number }？会通知所有人，并请队长清点在外的 { $out } 人。
mobilise-sure = ☑️ 确认解除
mobilise-down-told = ☑️ <b>{ $number } 已解除</b>，已通知所有人。{ $out ->
    [0] 没有人在外，可以结束了。
   *[other] 在外的 { $out } 人正在清点归队。
}
mobilise-refresh = 🔄 { $at } 的情况，点一下刷新
mobilise-stood-down = ☑️ <b>集结解除</b>，辛苦了。
mobilise-say-back = 平安返回后，请点“我已归队”。
mobilise-i-am-back = 🏠 我已归队
mobilise-you-are-back = 🏠 已记下：您已从 { $number } 归队。
mobilise-back-already = 已经清点过了。
mobilise-count-back = 🏠 <b>{ $squad }请清点归队</b>，还有 { $count } 人在外：
mobilise-all-back = 🏠 这 { $count } 人都已归队
mobilise-counted-back = 🏠 { $number }：已清点 { $count } 人归队。
mobilise-not-back = 🏠 未归队的 { $count } 人
mobilise-not-back-head = 未归队 <b>{ $count }</b> 人：
mobilise-squad-back = 🏠 { $squad }都已归队
mobilise-not-all-back = 还有 { $count } 人没有清点归队，不能结束。
mobilise-end = ✅ 全员归队，结束
mobilise-ended = ✅ <b>{ $number } 已结束</b>，全员归队。

# 集结记录（Excel）
mobilise-record = 📑 集结记录
action-sheet-overview = 概况
action-sheet-people = 人员
action-sheet-timeline = 过程
action-title = { $town }集结记录 { $number }
action-task = 任务
action-place = 集合地点
action-started = 发出
action-stood-down = 解除
action-ended = 结束
action-first-answer = 最快答复（分钟）
action-median-answer = 答复中位数（分钟）
action-first-arrival = 最快到场（分钟）
action-median-arrival = 到场中位数（分钟）
action-squad = 队伍
action-whole = 合计
action-silent = 未答复
action-commander = 指挥员、应急管理站
action-count-needed = 需要
action-count-asked = 通知
action-count-received = 收到
action-count-coming = 出发
action-count-on-scene = 到场
action-count-cannot = 不能到
action-count-silent = 未答复
action-count-relieved = 已换下
action-count-back = 已归队
action-person-squad = 队伍
action-person-name = 姓名
action-person-asked = 通知时间
action-person-answered = 首次答复
action-person-minutes = 用时（分钟）
action-person-answer = 最后答复
action-person-eta = 预计到场
action-person-arrived = 到场时间
action-person-reason = 原因
action-person-stands-in = 替补
action-person-back = 归队时间
action-line-at = 时间
action-line-who = 谁
action-line-what = 做了什么
action-did-start = 发出集结
action-did-reinforce = 请队伍增援
action-did-stand-down = 解除集结
action-did-end = 结束
action-did-received = 收到
action-did-coming = 出发
action-did-on-scene = 到场
action-did-cannot = 不能到
action-did-check-in = 报平安
action-did-sos = 求救
action-did-sos-taken = 处置求救
action-did-sos-mistake = 取消求救（误触）
action-did-sos-back = 已归队，求救结束
action-did-sos-over = 结束求救（人已安全）
action-did-phone-shown = 查看求救人的电话
action-did-back = 归队
action-did-again = 再次到场
action-did-handover-ask = 请人接班或移交指挥
action-did-handover-agreed = 接班或接指挥
action-did-handover-refused = 未接班
action-did-handover-withdrawn = 撤回交接
action-did-handover-lapsed = 交接已失效

mobilise-call-help = 🆘 求救
mobilise-call-silent = 集结未答复，收不到消息
