# 领导总览：正在发生什么、逾期在谁、本月完成多少。

menu-overview = 📌 总览
menu-overview-what = 一屏看清：正在处置、逾期、本月完成情况
help-overview = <b>总览</b>　发 /overview 一屏查看：正在发生的险情、集结、预警，逾期在哪里、该给谁打电话，本月责任事项完成多少、与上月相比如何。
overview-head = 📌 <b>总览</b>　{ $at }
overview-on = 🔴 险情 <b>{ $incidents }</b>　🚨 集结 <b>{ $mobilised }</b>　⚠️ 预警 <b>{ $warnings }</b>
overview-warning = ⚠️ { $level }：{ $text }
overview-overdue = { $count ->
    [0] ✅ 没有逾期
   *[other] ⏰ 逾期 <b>{ $count }</b> 件
}
overview-late = ▫️ { $name } { $count } 件，最久 { $span }{ $call ->
    [same] {""}
    [no] ，无人可打电话，请核对花名册
   *[other] ，找 { $call }
}
overview-more = ▫️ 另有 { $count } 处
overview-month = { $percent ->
    [no] 🗓 { $month } 月没有到期的责任事项
   *[other] 🗓 { $month } 月应完成 { $of }，已完成 <b>{ $done }</b>（{ $percent }%）
}{ $late ->
    [0] {""}
   *[other] ，逾期 { $late }
}{ $missed ->
    [0] {""}
   *[other] ，未履行 { $missed }
}
overview-before = { $percent ->
    [no] 　 { $month } 月没有责任事项
   *[other] 　 { $month } 月完成 { $done }/{ $of }（{ $percent }%）
}{ $late ->
    [0] {""}
   *[other] ，逾期 { $late }
}{ $missed ->
    [0] {""}
   *[other] ，未履行 { $missed }
}
overview-desk = 应急管理站
overview-incidents = 🔴 险情 { $count }
overview-call = ☎️ { $name }
overview-late-list = ⏰ 逾期 { $count }
overview-late-head = ⏰ <b>逾期事项</b>：{ $count } 件，最久的在前
overview-late-none = ✅ 没有逾期事项。
overview-not-late = 那里已经没有逾期事项，请刷新。
overview-refresh = 🔄 刷新（{ $at }）
