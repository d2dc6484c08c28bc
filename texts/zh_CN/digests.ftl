## 今日待办

today-head-now = 📅 <b>今日待办</b> · { $total } 件{ $overdue ->
    [0] ，没有逾期
   *[other] ，其中逾期 { $overdue } 件
}
    点开任意一件办理。
today-head-later = 📅 <b>以后到期</b> · { $total } 件
    点开任意一件办理。
today-head-press = 📅 <b>要您督促</b> · { $total } 件
    别人逾期没办，已报到您这里。打开事项看是谁在办，请催他们抓紧。
today-empty-press = 📅 <b>要您督促</b>
    没有要您督促的事项。
today-empty-now = 📅 <b>今日待办</b>
    今天没有要您办的事。
today-only-asked = 📅 <b>今日待办</b>
today-asked = 💬 等您答复：{ $name }
today-empty-later = 📅 <b>以后到期</b>
    没有其他在办事项。
today-now = 今日
today-press = 督促
today-later = 以后
today-row-state = { $what } { $late ->
    [yes] 超{ $span }
   *[no] 剩{ $span }
}
today-entry = { $late ->
    [yes] ⏰
   *[no] {""}
}{ $mark } { $what } · { $late ->
    [yes] 逾期 { $span }
   *[no] { $due } 到期
} · { $number } · { $village }

## 晨报、周报

digest-head-morning = ☀️ <b>{ $town }应急晨报</b> · { $day }
digest-head-weekly = 📊 <b>{ $town }应急周报</b> · { $first } 至 { $last }
digest-of = <b>{ $names }</b>
digest-past-morning = 昨日上报 { $filed } 件，销号 { $closed } 件；在办 { $open } 件
digest-past-weekly = 近七天上报 { $filed } 件，销号 { $closed } 件；在办 { $open } 件
digest-past-morning-unit = 昨日新交办 { $filed } 件，销号 { $closed } 件；在办 { $open } 件
digest-past-weekly-unit = 近七天新交办 { $filed } 件，销号 { $closed } 件；在办 { $open } 件
digest-incidents = { $count ->
    [0] 没有进行中的险情
   *[other] 🔴 进行中的险情 { $count } 件
}
digest-mobilised-morning = 🚨 昨日集结 { $begun } 次{ $out ->
    [0] {""}
   *[other] ，<b>{ $out } 次还没有收队</b>
}
digest-mobilised-weekly = 🚨 近七天集结 { $begun } 次{ $out ->
    [0] {""}
   *[other] ，<b>{ $out } 次还没有收队</b>
}
digest-due = { $count ->
    [0] 今日没有到期事项
   *[other] 📅 今日到期 { $count } 项
}
digest-overdue = { $count ->
    [0] ✅ 没有逾期
   *[other] ⏰ 逾期 { $count } 项
}
digest-missed = ❌ 责任事项未履行：{ $last ->
    [0] {""}
   *[other] 上月 { $last } 项
}{ $now ->
    [0] {""}
   *[other] { $last ->
        [0] {""}
       *[other] ，
    }本月 { $now } 项
}
digest-county = 📤 今天要报县里的 { $count } 件{ $late ->
    [0] {""}
   *[other] ，已超时 { $late } 件
}
digest-officers = 👤 值班：{ $names }
digest-leaders = 带班领导：{ $names }
digest-undelivered = { $count ->
    [0] 消息全部送达
   *[other] ⚠️ 未送达消息 { $count } 条，请电话告知
}
digest-agenda = 📅 我的今日待办 { $count }
digest-mute = 🔕 不再接收
digest-again = 🔔 恢复接收
digest-muted = 已关闭晨报和周报。险情、交办和督办消息不受影响，照常发送。
digest-resumed = 已恢复接收晨报和周报

## 看门狗

watchdog-head = 🚨 <b>系统告警：有环节停住了</b>
watchdog-deadlines = ⏰ { $count } 项时限到点超过 { $minutes } 分钟，没有提醒也没有督办
watchdog-messages = ✉️ { $count } 条人命关天或交办的消息发不出去，请点下面的按钮逐一打电话
watchdog-pending = 📥 { $count } 条收到的消息超过 { $minutes } 分钟没有处理
watchdog-parked = 🧰 { $count } 条消息处理失败，请发送 /parked 重新处理
watchdog-foot = 请先人工盯住在办事项，并请系统管理员检查程序和网络。
messages-lost =
    ⚠️ <b>{ $since } 至 { $until } 之间的消息可能丢失，请电话核实</b>
    系统与 Telegram 断联超过 24 小时，更早的消息 Telegram 已不再保留。请逐个致电各村信息员、突击队和经办单位，问清这段时间有没有上报险情、求助。
