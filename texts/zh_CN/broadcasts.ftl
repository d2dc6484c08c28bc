## 群发：选对象、看名单、第二人同意、撤销和更正

broadcast-level-notice = 通知
broadcast-level-blue = 蓝色
broadcast-level-yellow = 黄色
broadcast-level-orange = 橙色
broadcast-level-red = 红色
broadcast-level-evacuation = 避险转移

# 收到的人看到的
broadcast-head-notice = 📢 <b>{ $level }</b>
broadcast-head-blue = 🔵 <b>{ $level }预警</b>
broadcast-head-yellow = 🟡 <b>{ $level }预警</b>
broadcast-head-orange = 🟠🟠 <b>{ $level }预警 · 实战</b>
broadcast-head-red = 🔴🔴🔴 <b>{ $level }预警 · 实战</b>
broadcast-head-evacuation = 🚨🚨🚨 <b>{ $level } · 实战</b>
broadcast-head-drill = 🟦🟦🟦 <b>演练 演练 演练</b> 🟦🟦🟦
broadcast-head-exercise = 【演】{ $level }
broadcast-head-cancel = ❎ <b>撤销通知</b>（{ $level }）
broadcast-head-correct = ✏️ <b>更正</b>（{ $level }）
broadcast-text = { $text }
broadcast-signed = —— { $sign } { $at }
broadcast-station = { $town }应急管理站
broadcast-drill-foot = 🟦 以上为演练，不是真实险情。
broadcast-again = { $drill ->
    [yes] 🟦【演练】
   *[no] {""}
}🔔 第 { $number } 次提醒：上面这条消息（{ $level }）还没有您的回执，看到请点“收到”。
broadcast-received = ✅ 收到
broadcast-taken-back = { $at } 发出的“{ $text }”现予撤销，请不要执行；已经执行的，请向应急管理站报告。
roll-call-noted = 已记下，谢谢
roll-call-noted-before = 已经记过了
roll-call-not-on-it = 这条消息不是发给您的，不用回复。
roll-call-closed = 已经结束，不用再回复。

# 编写
menu-broadcast = 📢 群发
menu-broadcast-what = 给多人发通知、预警
broadcast-home = 📢 <b>群发</b>
    { $count ->
        [0] 还没有发过。
       *[other] 点开可看送达和回执，也可撤销、更正。
    }
broadcast-home-ready = 👉 点模板：内容、级别和对象都已配好，看过名单就能发，也可以再改。
broadcast-ready-live = { $level ->
    [notice] 📢
    [blue] 🔵
    [yellow] 🟡
    [orange] 🟠
    [red] 🔴
   *[evacuation] 🚨
} { $name } · 实战
broadcast-ready-drill = 🟦 演练：{ $name }
broadcast-new = ➕ 新建群发
broadcast-line = { $drill ->
    [yes] 【演】
   *[no] {""}
}{ $state ->
    [awaiting] ⏳
   *[sent] {""}
}{ $at } { $level } { $text }
broadcast-draft = 📢 <b>群发草稿</b>
broadcast-for-responsible = 责任人（村社、网格）：{ $names }{ $spared ->
    [0] {""}
   *[other] （不含 { $spared } 个未涉及网格的网格员）
}
broadcast-for-nobody = 对象：未选
broadcast-for-everyone = 对象：<b>全镇所有人员</b>
broadcast-for-earlier = 对象：收到原消息的人
broadcast-for = { $kind ->
    [squads] 突击队
    [villages] 村社
    [units] 单位
    [lines] 条线
   *[roles] 岗位
}：{ $names }
broadcast-match-all = （同时符合以上各项）
broadcast-match-any = （符合任意一项）
broadcast-to-match-all = 改为：符合任意一项
broadcast-to-match-any = 改为：同时符合各项
broadcast-count = 👥 <b>{ $count } 人</b>
broadcast-reached = ✅ 能收到 { $count } 人{ $away ->
    [0] {""}
   *[other] ，收不到 { $away } 人
}
broadcast-doubtful = ⚠️ 其中 { $count } 人最近一次联络测试没有回复，可能看不到
broadcast-unreached-no_account = ⚠️ { $count } 人没有登录，收不到
broadcast-unreached-blocked = ⚠️ { $count } 人屏蔽了机器人，收不到
broadcast-groups = 同时发到群：{ $names }
broadcast-groups-none = 没有可同时发的群（这些对象没有绑定群，或群里还有名单以外的人）
broadcast-confirmed = ✅ 您已确认收到（{ $at }）
broadcast-no-text = <b>请直接发送内容，或选模板。</b>
broadcast-quote = <blockquote>{ $text }</blockquote>
broadcast-lacks = ❗ 还缺：<b>{ $missing }</b>
broadcast-lacks-drill = 选“实战”或“演练”
broadcast-lacks-people = 对象
broadcast-lacks-text = 内容
broadcast-incomplete = 还缺：{ $missing }
broadcast-level-choice = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}{ $level }
broadcast-live = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}实战
broadcast-drill = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}演练
broadcast-option-confirm = { $chosen ->
    [yes] ☑
   *[no] ☐
} 逐人回执
broadcast-option-groups = { $chosen ->
    [yes] ☑
   *[no] ☐
} 同时发群
broadcast-pick = 👥 选对象
broadcast-pick-head = 👥 <b>发给谁</b>
broadcast-kind = { $kind ->
    [squads] 突击队
    [villages] 村社
    [units] 单位
    [lines] 条线
   *[roles] 岗位
}{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
broadcast-choice = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}{ $name }
broadcast-everyone = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}全镇所有人员
broadcast-none = 清空重选
broadcast-chosen = ✅ 选好了
broadcast-chosen-kind = ‹ 选好了
broadcast-template = 📄 用模板
broadcast-which-template = 选一个模板，选后还可以改。
broadcast-template-gone = 模板已经改动，请重新选。
broadcast-look = 👁 预览名单和内容
broadcast-back = ✏️ 返回修改
broadcast-list = 返回列表
broadcast-drop = 放弃
broadcast-dropped = 已放弃，没有发给任何人。
broadcast-preview = 👁 <b>预览</b>：收到的人看到的是
broadcast-names = <b>名单</b>（第 { $page }/{ $pages } 页）
broadcast-person = · { $name } { $post }{ $reason ->
    [no] {""}
   *[other] {" "}⚠️ { $reason }
}
broadcast-send = ✅ 发送给这 { $count } 人
broadcast-ask = 🤝 请第二人同意后发给这 { $count } 人
broadcast-type-count = 这条发给<b>全镇 { $count } 人</b>。确认发送，请输入人数 { $count }。
broadcast-text-long = 内容最多 { $limit } 字，请精简后再发。
broadcast-look-again = 名单有变化，没有发送。请重新预览名单。
broadcast-moved-on = 这条消息已经发出、撤回或改动过。
broadcast-nobody-consents = 没有可以表示同意的第二人（站领导、值班人员都没有登录），没有发送。请打电话请示。

# 第二人同意
broadcast-asked = ⏳ 已请第二人同意，同意后立即发送；{ $minutes } 分钟内没有答复作罢。
broadcast-take-back = ↩️ 撤回，不发了
broadcast-consent-ask = 🤝 <b>请您作为第二人复核</b>：{ $name }要群发
broadcast-agree = ✅ 同意，发给这 { $count } 人
broadcast-return = ↩️ 退回修改
broadcast-refuse = ❌ 不同意
broadcast-consent = 群发复核
broadcast-own-consent = 自己起草的，要由另一个人同意。
broadcast-consent-lapsed = 超过时限，已经作罢，没有发送。
broadcast-lapsed = ⚠️ 没有人答复，<b>“{ $text }”没有发送</b>，已退回草稿。急的请马上打电话请示，再点“打开”重新提交。
broadcast-consented = ✅ { $name }已同意，消息已发出。
broadcast-returned = ↩️ { $name }暂不同意，已退回修改，消息没有发送。改好后可重新提交。
broadcast-refused = ❌ { $name }不同意，消息没有发送，本次作罢。确需发送的，请重新起草。
broadcast-why = 💬 { $name }的理由：{ $reason }
broadcast-anew = ✏️ 按原文重新起草
broadcast-ask-why = 请说明理由（例如哪里要改、为什么不能发），会转告起草人。
broadcast-why-passed-on = 理由已转告起草人。
broadcast-you-returned = 已退回修改，消息没有发送。
broadcast-list-changed = ⚠️ { $name }已同意，但名单有变化，没有发送。请重新预览名单。
broadcast-you-refused = 已答复不同意，消息没有发送。
broadcast-list-changed-you = 名单有变化，没有发送，已请起草人重新核对。
broadcast-open = 打开

# 发出以后
broadcast-sent = 📢 <b>已发出</b> { $at }
broadcast-told = 共 { $count } 人{ $failed ->
    [0] {""}
   *[other] ，其中 <b>{ $failed }</b> 条没有送达
}
broadcast-received-by = 已确认 <b>{ $received }</b> 人，未确认 <b>{ $silent }</b> 人
broadcast-was-cancel = ❎ 已撤销
broadcast-was-correct = ✏️ 已更正
broadcast-refresh = 🔄 送达情况
broadcast-who-silent = 👤 未确认的 { $count } 人
broadcast-silent-head = 未确认 <b>{ $count }</b> 人：
broadcast-silent-more = 另有 { $count } 人
broadcast-cancel = ❎ 撤销
broadcast-correct = ✏️ 更正
broadcast-undone-cancel = ❎ 您同意发送的消息，{ $name }已撤销：
broadcast-undone-correct = ✏️ 您同意发送的消息，{ $name }已更正：
broadcast-cancelled-already = 这条已经撤销。
broadcast-is-awaiting = 正等第二人同意
broadcast-is-dropped = 已经放弃，没有发送
broadcast-is-draft = 已退回起草人修改

broadcast-call-silent = 红色消息未确认
