# 联络测试：一旦有事，聊天能找到谁；找不到的怎么补

menu-reachtest = 📶 联络测试
menu-reachtest-what = 看看一旦有事，聊天能找到谁
menu-mend = 🔧 联络整改
menu-mend-what = 联系不上的人，由我督促解决

# 每个人收到的：一看就知道不是险情
reach-question =
    📶 <b>联络测试</b>
    这是{ $sign }的例行测试，看看消息能不能送到您手上。<b>不是险情，无需行动，只请点一下“收到”。</b>
    { $at } 前点都可以。
reach-question-again = 📶 还没有看到您的回复，方便时请点一下。
reach-yes = 收到
reach-answered = 📶 <b>联络测试</b>
reach-noted-late = 测试已结束，已记下您能收到。

# 发送以前
reach-head =
    📶 <b>联络测试</b>
    看看一旦有事，聊天能找到谁。静音发送，每人一条，群里不发；{ $times ->
        [0] 不再提醒
       *[other] 没回复的轻提醒 { $times } 次
    }，{ $minutes } 分钟后出结果。
reach-count = 👥 将发给 <b>{ $count } 人</b>
reach-by = { $kind ->
    [posts] 岗位
    [villages] 村社
   *[squads] 突击队
}：{ $counts }
reach-by-one = { $name } { $count }
reach-by-more = 另 { $count } 项
reach-unreached = 🔍 现在收不到的 { $count } 人
reach-unreached-head = 现在收不到的 <b>{ $count }</b> 人：
reach-send = 📶 发送给这 { $count } 人
reach-newest = 📄 上次结果（第 { $number } 次）
reach-back = ‹ 返回
reach-sent = 已发送，到时推送结果
reach-too-soon = 上次测试是 { $at }，{ $following } 以后才能再测。
reach-busy = 正在集结，或者刚发出橙色以上预警、避险转移。现在不发测试，以免分心。
reach-at-night = 测试不能占用夜间免打扰时间，{ $following } 以后再发。
reach-nobody = 花名册里没有可以测试的人
reach-gone = 没有这次测试，或您不能查看它的结果

# 结果
reach-result = 📶 <b>联络测试结果</b>（第 { $number } 次{ $by ->
    [month] ，每月例行
   *[hand] {""}
}{ $scope ->
    [villages] ，本村
   *[town] {""}
}）{ $at } 发出
reach-running = 还没有结束，{ $at } 出结果。
reach-figures = 共 { $asked } 人：按时回复 <b>{ $answered }</b> 人{ $late ->
    [0] {""}
   *[other] ，过后回复 { $late } 人
}{ $out ->
    [0] {""}
   *[other] ，联系不上 <b>{ $out }</b> 人
}
reach-everybody = ✅ 每个人都联系得上。
reach-reason = · { $reason } { $count } 人
reach-way-chat = 聊天：{ $reached }/{ $asked } 人收得到
reach-way-channels = 后备通道：{ $channels }（聊天送不到要紧消息时自动改发）
reach-way-no-channel = 后备通道：没有配置短信等通道，聊天联系不上的 { $out } 人只能打电话
reach-way-phone = 电话：{ $asked } 人都登记了手机号
reach-to-mend = 🔧 待整改 <b>{ $count }</b> 项，已告知各责任人
reach-out = 🔍 联系不上的 { $count } 人
reach-sheet = 📄 下载 Excel
reach-refresh = 🔄 刷新
reach-out-head = 📶 第 { $number } 次测试联系不上的 <b>{ $count }</b> 人：
reach-out-line = · { $name } { $where }：{ $reason }
reach-phone = 电话

reach-file = 联络测试-第{ $number }次-{ $day }
reach-sheet-title = 联系不上
reach-column-number = 序号
reach-column-place = 所在
reach-column-post = 职务
reach-column-name = 姓名
reach-column-end = 手机尾号
reach-column-reason = 聊天为何收不到
reach-column-ways = 还能怎么联系
reach-column-assignee = 整改责任人
reach-column-due = 整改期限
reach-column-state = 整改情况

# 每月例行
reach-month-done = 📶 本月例行联络测试不再发：{ $at } 刚测过。
reach-month-put-off = 📶 正在集结，或者刚发出橙色以上预警、避险转移，本月例行联络测试推迟到 { $at }。
reach-month-missed = 📶 本月例行联络测试（{ $at }）已经错过一周，不再补发，需要的可发 /reachtest 测一次。

# 联络整改
mend-open = 🔧 联络整改（{ $count }）
mend-head = 🔧 <b>联络整改</b>（{ $count } 项{ $overdue ->
    [0] {""}
   *[other] ，逾期 { $overdue } 项
}）
mend-none = ✅ 没有待整改的人员。
mend-line = · { $name } { $where }：{ $reason }，{ $due } 前{ $assignee ->
    [no] {""}
   *[other] （责任人：{ $assignee }）
}
mend-station = 应急管理站
mend-what = 联络整改
mend-settle = 处理 { $name }
mend-task = 🔧 <b>联络整改</b>
mend-how-no-account = 请其打开机器人，点“开始”，共享本人手机号登录。登录后自动销项。
mend-how-blocked = 请其在与机器人的聊天里解除屏蔽（或重新点“开始”）。能收到后自动销项。
mend-how-undelivered = 请其打开机器人点任意一个按钮，看消息收不收得到。点过即自动销项。
mend-how-silent = 消息已送到但没有回复，多半是手机静音或没看。请提醒其留意机器人的消息；点过任意按钮即自动销项。
mend-how-unsent = 消息没能发出，与本人无关。
mend-back = ‹ 返回列表
mend-noted = 已处理：{ $how }
mend-given = 🔧 <b>联络整改</b>：联络测试联系不上下列 { $count } 人，请您督促解决（登录、换号、解除屏蔽或当面提醒）。不是险情。
mend-overdue = 🔧 <b>联络整改逾期</b>：下列 { $count } 人仍联系不上，请尽快处理。
mend-overdue-station = 🔧 <b>联络整改逾期</b>：下列 { $count } 人仍联系不上，请督促责任人。
mend-state-open = 待整改
mend-gone = 没有这项整改，请重新打开列表
mend-closed = 这项整改已经办结
