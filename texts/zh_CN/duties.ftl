# 责任事项：定期应做的检查、会议、演练、培训，谁该做、做了没有。

menu-duties = 🗓 责任事项
menu-duties-what = 查看应做的检查、会议、演练、培训
duties-head = 🗓 <b>我的责任事项</b>：{ $count } 项待完成
duties-none = 🗓 目前没有待完成的责任事项。
duties-entry = { $what } · { $name }
duties-board = 📊 全镇完成情况
duties-own = 🗓 我的责任事项
duties-board-head = 📊 <b>责任事项完成情况</b>（当前周期）
duties-tally = { $of ->
    [0] ▫️ { $what }：本周期尚无
   *[other] ▫️ { $what }{ $track ->
        [yes] （预警加密）
       *[no] {""}
    }：完成 { $done }/{ $of }{ $late ->
        [0] {""}
       *[other] ，逾期 { $late }
    }{ $missed ->
        [0] {""}
       *[other] ，未履行 { $missed }
    }{ $excused ->
        [0] {""}
       *[other] ，免责 { $excused }
    }
}
duties-rule-head = 🗓 <b>{ $what }</b>：{ $count } 项
duties-plan = 📅 全年安排
duties-plan-head = 📅 <b>{ $year } 年 { $month } 月责任事项安排</b>
duties-plan-empty = 📅 { $year } 年 { $month } 月没有到期的责任事项。
duties-planned = ▫️ { $what }：{ $due } 前，{ $count } 个责任主体{ $times ->
    [1] {""}
   *[other] ，各 { $times } 次
}{ $settled ->
    [no] ＊
   *[yes] {""}
}
duties-unsettled = ＊ 放假安排未公布，遇节假日另行顺延。
duties-missed = ❌ { $month } 月未履行
duties-missed-head = ❌ <b>{ $year } 年 { $month } 月未履行的责任事项</b>：{ $count ->
    [0] 没有
   *[other] { $count } 项
}
duties-missed-line = ❌ { $name }：{ $what }，{ $first }{ $last ->
    [no] {""}
   *[other] 至{ $last }
}，{ $since } 起逾期{ $part ->
    [no] {""}
   *[other] （做了 { $part }）
}
duty-list = 🗓 查看责任事项
duty-open = 查看
duty-group = <b>{ $what }</b>
duty-due = { $late ->
    [0] 🗓 责任事项待完成：<b>{ $what }</b>，{ $due } 前，{ $count } 项
   *[other] ⏰ 责任事项逾期：<b>{ $what }</b>，应于 { $due } 前完成，{ $count } 项未完成
}
duty-alone = 责任主体：{ $name }
duty-more = 另有 { $count } 项，请点下方按钮查看。
duties-line = { $mark } { $name }，{ $due } 前{ $part ->
    [no] {""}
   *[other] （已做 { $part }）
}{ $track ->
    [yes] ，预警加密
   *[no] {""}
}
duty-mark-open = ⬜
duty-mark-late = 🟥
duty-mark-done = ✅
duty-mark-excused = ➖
duty-mark-missed = ❌
duty-mark-void = ▫️
duties-card = { $mark } <b>{ $what }</b>
duty-who = 责任主体：{ $name }{ $place ->
    [no] {""}
   *[other] （{ $place }）
}
duty-period = 周期：{ $first }至{ $last }
duty-day = { $month }月{ $day }日
duty-by = 时限：{ $due }{ $moved ->
    [yes] （已改期）
   *[no] {""}
}
duty-track = 预警期间加密，解除后未到期的不再要求
duty-count = 已完成 { $done } 次，共需 { $needed } 次
duty-fact = ✅ { $at } 已完成一次
duty-state = 状态：{ $state }{ $by ->
    [no] {""}
   *[other] （{ $by }）
}{ $reason ->
    [no] {""}
   *[other] ，原因：{ $reason }
}
duty-basis = 依据：{ $basis }
duty-how-inspection = 带队检查后登记检查记录，即算完成。
duty-how-patrol = 到现场巡查并登记结果，即算完成。
duty-how-meeting = 会议纪要登记后，即算完成。
duty-how-town-drill = 镇级演练开展并结束后，即算完成。
duty-how-village-drill = 村社演练开展并结束后，即算完成。
duty-how-training = 培训签到登记后，即算完成。
duty-counted = 🗓 计入责任事项：{ $what }（{ $first }至{ $last }）{ $part ->
    [no] {""}
   *[other] ，已做 { $part }
}
duty-open-again = 🗓 { $what }（{ $first }至{ $last }）：{ $state }
duty-mark-paused = ⏸
duty-paused = ⏸ 暂停至 { $until }，到时自动恢复{ $reason ->
    [no] {""}
   *[other] （{ $reason }）
}
duty-pause = 暂停
duty-resume = 恢复
duty-pause-why = 请输入暂停原因：
duty-pause-until = 暂停到什么时候？请点日历，或输入如“12月5日17点”。最长 { $days } 天。
duty-paused-before = 这条责任事项已经暂停。
duty-move = 📅 改期
duty-excuse = 免责
duty-unexcuse = 撤销免责
duty-excuse-why = 请输入免责原因：
duties-gone = 这条责任事项已不存在。
duty-settled = 这条责任事项已有结果，不能再改。
duty-day-outside = 日期不对：要晚于现在，最迟 { $until }。


# 默认规则的名称和依据。
duty-rule-leader-inspection = 主要领导带队检查
duty-rule-leader-inspection-basis = 党政主要负责人每季度至少带队检查 1 次
duty-rule-risk-point-check = 较大以上风险点检查
duty-rule-risk-point-check-basis = 成员单位对较大及以上风险点每月至少检查 1 次并上报结果
duty-rule-joint-meeting = 应急管理联席会议
duty-rule-joint-meeting-basis = 每季度召开 1 次
duty-rule-town-drill = 镇级应急演练
duty-rule-town-drill-basis = 镇每年至少 1 次综合或重点灾种演练（《生产安全事故应急条例》第八条的底线为每 2 年 1 次）
duty-rule-village-drill = 村社应急演练
duty-rule-village-drill-basis = 各村社每年至少 1 次
duty-rule-training = 应急培训
duty-rule-training-basis = 按年度计划开展安全生产、消防、防汛、防台、抗旱培训

# 更严的规则，配置启用后才有。
duty-rule-monthly-inspection = 主要领导每月带队检查
duty-rule-monthly-inspection-basis = 更严的要求：党政主要负责人每月至少带队检查 1 次
duty-rule-flood-before-season = 防汛汛前排查
duty-rule-flood-before-season-basis = 汛前对防汛风险点逐点排查 1 次
duty-rule-flood-in-season = 防汛汛中巡查
duty-rule-flood-in-season-basis = 汛期对防汛风险点每周巡查 1 次
duty-rule-flood-after-season = 防汛汛后核查
duty-rule-flood-after-season-basis = 汛后对防汛风险点逐点核查 1 次
duty-rule-geology-before-season = 地质灾害汛前排查
duty-rule-geology-before-season-basis = 汛前对地质灾害风险点逐点排查 1 次
duty-rule-geology-in-season = 地质灾害汛中巡查
duty-rule-geology-in-season-basis = 汛期对地质灾害风险点每周巡查 1 次
duty-rule-geology-after-season = 地质灾害汛后核查
duty-rule-geology-after-season-basis = 汛后对地质灾害风险点逐点核查 1 次

cli-duties-head = { $year } 年责任事项安排，共 { $count } 项：
cli-duty = { $due } 前  { $what }（{ $first } 至 { $last }），{ $count } 个责任主体{ $times ->
    [1] {""}
   *[other] ，各 { $times } 次
}{ $settled ->
    [no] ＊
   *[yes] {""}
}

# 一件事实计入哪个周期
duty-span = { $kind ->
    [year] { $year } 年
    [half] { $year } 年{ $number ->
        [1] 上半年
       *[other] 下半年
    }
    [quarter] { $year } 年{ $number ->
        [1] 一季度
        [2] 二季度
        [3] 三季度
       *[other] 四季度
    }
    [month] { $year } 年 { $number } 月
    [day] { $year } 年{ $first }
   *[days] { $year } 年{ $first }至{ $last }
}
duty-fact-counts = ✅ 已计入 <b>{ $period }</b>：{ $what }{ $part ->
    [no] {""}
   *[other] （已做 { $part }）
}{ $when ->
    [early] （提前完成）
    [late] （逾期补做）
   *[in] {""}
}
duty-fact-nowhere = ▫️ 目前没有需要它完成的责任事项，记录照样保存。
duty-fact-not = ▫️ { $what }：{ $period }{ $state ->
    [done] 此前已完成，这次不重复计
    [excused] 已免责，这次不计
   *[other] 已记为未履行，不再改变
}。记录照样保存。
duty-fact-no-more = ↩️ { $what }：{ $period }不再计入{ $state ->
    [open] ，恢复为待完成
    [missed] ，时限已过，记为未履行
   *[other] {""}
}。

# 生效中的预警等级
colour-in-force = { $mark } <b>{ $colour }预警</b>：{ $lines ->
    [all] 全部条线
   *[other] { $lines }
}，{ $villages ->
    [all] 全镇
   *[other] { $villages }
}，{ $since } 起
colour-mark-red = 🟥
colour-mark-orange = 🟧
colour-mark-yellow = 🟨
colour-mark-blue = 🟦

# 有人离任，名下责任事项的移交清单
duties-left-head = 📋 <b>{ $name }</b> 离任或调整岗位，名下 { $count } 项责任事项移交情况：
duties-left-to = { $to ->
    [no] ⚠️ <b>暂无接手人</b>（{ $count } 项）：
   *[other] ➡️ 已转给 <b>{ $to }</b>（{ $count } 项）：
}
duties-left-line = { $mark } { $what }{ $name ->
    [no] {""}
   *[other] ：{ $name }
}，{ $due } 前
duties-left-how = 在花名册补上继任人后自动转交。不再需要的，可点开由站长或镇领导免责。
