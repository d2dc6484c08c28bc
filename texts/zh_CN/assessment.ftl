# 考核：按结果取数，每一分都能查到来源；结账、申诉。

menu-assessment = 📈 考核
menu-assessment-what = 查看村社、单位、条线的考核得分和来源
help-assessment = <b>考核</b>　发 /assessment 查看各村社、单位、条线每月、每季、每年的得分。分数只按办理结果算，每一项都可点开看算式和每一件来源。结账后分数不再变动；被考核单位对扣分有异议，可在期限内申诉。

assess-period = { $each ->
    [month] { $year } 年 { $number } 月
    [quarter] { $year } 年第 { $number } 季度
   *[year] { $year } 年
}
assess-head = 📈 <b>{ $period }考核</b>（{ $state ->
    [closed] { $at } 结账
    [over] 待结账，分数仍随办理情况变动
   *[open] 进行中
}）
assess-list = { $kind ->
    [village] 村社
    [unit] 单位
   *[line] 条线
}按花名册顺序排列。点开可看每项得分和来源。
assess-list-none = 本期没有您可以查看的考核对象。
assess-entry = { $name }　{ $total ->
    [no] 暂无分
   *[other] { $total } 分
}{ $lost ->
    [no] {""}
   *[other] （失 { $lost }）
}
assess-one = <b>{ $name }</b>　得分 <b>{ $total }</b>
assess-figure = ▫️ { $what }：{ $got ->
    [no] 未发生，不计
   *[other] { $got }
} / { $points }
assess-own = 本级工作：{ $got } ÷ { $of } × 100 = { $own }（没有发生的项目不计分值）
assess-no-score = 本期没有可考核的事项，不计分，也不计入平均。
assess-below = 得分：本级 { $own } × { $percent }% + 下级平均 { $below } × { $rest }% = { $total }
assess-before = 与 { $period } 相比：{ $total } 分，{ $way ->
    [up] 提高 { $by }
    [down] 下降 { $by }
   *[same] 持平
}
assess-since = ⚠️ 结账后有 { $count } 处变化，不影响本期分数：
assess-since-line = ▫️ { $item }：{ $name }，结账时{ $was }，现为{ $now }
assess-since-more = ……另有 { $count } 处
assess-not-there = 无此事项
assess-appeals-until = 对扣分有异议，请在 { $at } 前点开该项申诉。
assess-item = { $what } { $got }
assess-of = { $period } · <b>{ $name }</b> · { $item }
assess-measure = 取数：{ $what }
assess-sum-share = 算式：{ $good } ÷ { $of } = { $percent }%，{ $points } × { $percent }% = <b>{ $got }</b> 分{ $neutral ->
    [0] {""}
   *[other] （另有 { $neutral } 件不计）
}
assess-sum-deduct = 算式：{ $points } − { $good } × { $each } = { $points } − { $of }{ $cap ->
    [no] {""}
   *[other] （最多扣 { $cap }）
} = <b>{ $got }</b> 分{ $neutral ->
    [0] {""}
   *[other] （另有 { $neutral } 件不计）
}
assess-sum-none = 本期没有可计的事项，此项不计分，也不计入分值{ $neutral ->
    [0] {""}
   *[other] （有 { $neutral } 件不计）
}。
assess-outcome = { $mark } { $at } { $what }：{ $name }{ $lost ->
    [no] {""}
   *[other] ，扣 { $lost } 分
}
assess-outcomes-none = 没有来源事项。
assess-sheet = 📄 导出 Excel
assess-close = 🔒 结账
assess-close-yes = 🔒 确认结账
assess-close-sure = 确认将 <b>{ $period }</b> 结账？结账后分数不再随后来的变化而变动，只有申诉成立才会调整；被考核单位会收到得分和申诉期限。
assess-closed = 已结账，已通知被考核单位
assess-closed-already = 这一期已经结账。
assess-not-over = 这一期到 { $until } 才结束，结束后才能结账。
assess-not-begun = 这一期在启用考核之前，不能结账。
assess-gone = 这条考核记录已不存在，请发 /assessment 重新打开。
assess-closed-told = 📈 <b>{ $period }考核</b>已结账。对扣分有异议，请在 { $until } 前点开该项申诉。
assess-told-line = ▫️ { $name }：{ $total } 分
assess-open = 查看 { $name }
assess-open-thing = 打开来源事项
assess-appeals = 📮 待答复的申诉 { $count }
assess-thing = { $period }考核{ $of ->
    [no] {""}
   *[other] ：{ $of }的申诉
}
assess-owes-close = 结账
assess-owes-answer = 答复申诉

appeal-new = 📮 申诉
appeal-card = 📮 <b>申诉</b>
appeal-ask = 请写明理由，可附照片。
appeal-how = 可继续补充文字和照片，然后点下方按钮提交。
appeal-send = ✅ 提交申诉
appeal-sent = 申诉已提交，{ $due } 前答复。
appeal-card-left = 没有提交申诉。
appeal-filed = 📮 { $at } 申诉：{ $text }
appeal-state = 申诉：<b>{ $state }</b>{ $answer ->
    [no] {""}
   *[other] ，{ $answer }
}
appeal-open = 打开
appeal-done = ✅ 成立，按已做到计
appeal-left = ➖ 成立，此件不计
appeal-stays = ❌ 维持原分
appeal-why = { $choice ->
    [stays] 请输入维持原分的理由：
   *[other] 请输入申诉成立的理由：
}
appeal-answered = 申诉已答复，已通知对方。
appeal-withdraw = ↩️ 撤回申诉
appeal-taken-back = 申诉已撤回；期限内可再次申诉。
appeal-file = 申诉材料
appeal-there = 这件已经申诉过了。
appeal-too-late = 申诉期已过（{ $until } 止）。如有新情况，请直接联系应急管理站。
appeal-nothing-lost = 这件没有扣分，不需要申诉。
appeal-words-needed = 请先写明申诉理由。
appeal-answered-already = 这件申诉已经答复或撤回。
appeal-told-filed = 📮 { $name } 对“{ $item }”提出申诉（现得 { $score } 分），请答复。
appeal-told-upheld = ✅ 申诉成立：{ $name }“{ $item }”已改，现得 { $score } 分。
appeal-told-refused = ❌ 申诉不成立：{ $name }“{ $item }”维持原分，仍为 { $score } 分。
appeals-head = 📮 <b>待答复的申诉</b>：{ $count } 件
appeals-none = 📮 没有待答复的申诉。
appeals-entry = { $name } · { $item }

# 默认考核表的项目
assess-item-safety-checks = 安全生产：风险点检查
assess-item-safety-feedback = 安全生产：交办按时反馈
assess-item-safety-hazards = 安全生产：隐患整改销号
assess-item-relief-checks = 防灾救灾：风险点检查
assess-item-relief-feedback = 防灾救灾：交办按时反馈
assess-item-relief-hazards = 防灾救灾：隐患整改销号
assess-item-line-checks = 条线：风险点检查
assess-item-line-feedback = 条线：交办按时反馈
assess-item-other-duties = 其他责任事项
assess-item-meetings = 参加联席会议
assess-item-topics = 议题按时报送
assess-item-problems = 问题清单
assess-item-reopened = 销号后重新启动
assess-item-reachability = 应急联络畅通

measure-duties = 责任事项
measure-feedback = 反馈
measure-hazards = 隐患
measure-meetings = 会议
measure-patrols = 巡查
measure-problems = 问题
measure-reachability = 联络测试
measure-reopened = 重新启动
measure-topics = 议题

# 来源事项
occasion-duty-name = { $what }（{ $who }，{ $period }）
occasion-duty-done = 按时完成
occasion-duty-late = 逾期完成
occasion-duty-open = 逾期未完成
occasion-duty-missed = 未履行
occasion-duty-excused = 已免责，不计
occasion-appeal-upheld = 申诉成立，按申诉结果计
occasion-feedback-met = 按时反馈
occasion-feedback-late = 逾期反馈
occasion-feedback-open = 逾期未反馈
occasion-feedback-expired = 收到时已过期，不计
occasion-hazard-closed = 隐患已销号
occasion-hazard-late = 隐患逾期未整改
occasion-hazard-open = 隐患整改中，不计
occasion-reopened = 销号后重新启动
occasion-meeting-attended = 到会
occasion-meeting-declined = 称不能参加，未到会
occasion-meeting-missed = 未到会
occasion-topic-in-time = 议题按时报送
occasion-topic-late = 议题迟报
occasion-problem = 列入问题清单
occasion-problem-concealed = 瞒报的问题，加倍计
occasion-problem-self = 自查发现的问题
occasion-patrol = 巡查结果
occasion-reachability-name = 第 { $number } 次联络测试，联系上 { $reached }/{ $asked } 人
occasion-reached = 全部联系上
occasion-not-all-reached = 部分联系不上

# Excel
assess-sheet-title = { $town }{ $period }考核
assess-sheet-about = 说明
assess-sheet-state = { $state ->
    [closed] 已结账
   *[open] 未结账
}
assess-sheet-outcomes = 来源事项
assess-sheet-appeals = 申诉
assess-column-kind = 考核对象
assess-column-mean = 平均分
assess-column-state = 状态
assess-column-name = 名称
assess-column-item-points = { $item }（{ $points } 分）
assess-column-own = 本级得分
assess-column-below = 下级平均
assess-column-total = 得分
assess-column-lost = 扣分
assess-column-before = 上期得分
assess-column-item = 项目
assess-column-day = 日期
assess-column-what = 结果
assess-column-of = 来源
assess-column-credit = 计为
assess-column-appeal = 申诉理由
assess-column-answer = 答复
