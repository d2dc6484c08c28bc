# 风险点和巡查。

menu-patrol = 🧭 巡查
menu-patrol-what = 查看风险点，现场巡查

risk-mark-major = 🔴
risk-mark-larger = 🟠
risk-mark-general = 🟡
risk-mark-low = 🔵
risk-level-major = 重大风险（红）
risk-level-larger = 较大风险（橙）
risk-level-general = 一般风险（黄）
risk-level-low = 低风险（蓝）

patrol-list-head = 🧭 <b>风险点</b>：{ $count } 处，{ $order ->
    [place] 由近到远
   *[due] 先到期的在前
}
patrol-list-none = 🧭 没有与您有关的风险点。如有遗漏，请联系应急管理站核对花名册。
patrol-list-line = { $mark } { $name }（{ $village }）{ $due ->
    [no] {""}
   *[other] ，{ $due } 前巡查
}{ $away ->
    [no] {""}
   *[other] ，距您 { $away }
}
patrol-list-by-place = 📍 按距离排序
patrol-list-by-due = 🗓 按时限排序
patrol-list-ask = 📍 请发送您现在的位置（点输入框旁的 📎，选“位置”），风险点将由近到远排列。
patrol-begun = ▶️ 继续：{ $name }（已答 { $done }/{ $of }）
patrol-back = ↩️ 风险点列表
patrol-point-gone = 这处风险点已不在台账里。

patrol-point = { $mark } <b>{ $name }</b>（{ $code }）
patrol-point-level = 级别：{ $level }，条线：{ $line }
patrol-point-place = 地点：{ $place }{ $away ->
    [no] {""}
   *[other] ，距您 { $away }
}
patrol-point-unit = 责任单位：{ $unit ->
    [no] 未指定，由村社负责
   *[other] { $unit }
}{ $people ->
    [no] {""}
   *[other] ，责任人：{ $people }
}
patrol-point-due = 🗓 { $what }：{ $due } 前
patrol-past = <b>巡查记录</b>（共 { $count } 次）
patrol-past-none = 还没有巡查记录。
patrol-past-line = { $withdrawn ->
    [yes] ↩️ { $at } { $who }（已撤销）
   *[no] ▫️ { $at } { $who }{ $score ->
        [no] ，不计分
       *[other] ，{ $score } 分
    }{ $problems ->
        [0] {""}
       *[other] ，问题 { $problems } 项
    }{ $far ->
        [yes] ，定位较远
       *[no] {""}
    }
}
patrol-all-normal = ✅ 一切正常
patrol-begin = 📝 逐项巡查
patrol-go = 🧭 去巡查
patrol-go-on = ▶️ 继续巡查
patrol-where = 📍 查看位置
patrol-where-is = 📍 { $name }
patrol-just-made = 刚才已经记录过这个风险点的巡查，没有重复记录。发现新情况的，请点“↩️ 风险点”后逐项巡查。
patrol-record-open = 📄 { $at } 的记录

patrol-head = 🧭 <b>巡查：{ $mark } { $name }</b>
patrol-place = 📍 位置：{ $away ->
    [no] 已发送
   *[other] 距风险点 { $away }
}（{ $at }）{ $far ->
    [yes] ，距离较远
   *[no] {""}
}
patrol-place-none = 📍 位置：待发送
patrol-place-refused = 📍 位置：未提供
patrol-item = { $mark } { $number }. { $question }
patrol-beside = ▫️ 其他情况
patrol-item-note = 　　{ $text }
patrol-item-files = 　　📷 { $count } 份材料
patrol-item-case = 　　📤 已上报：{ $number }
patrol-mark-open = ⬜
patrol-mark-normal = ✅
patrol-mark-problem = ⚠️
patrol-mark-not-applicable = ➖
patrol-open = 👉 <b>第 { $number } 项</b>：{ $question }
patrol-hint = 照片、文字直接发送，记入这一项；位置也可随时发送。
patrol-hint-problem = 请发照片和文字说明。可以现在上报，也可以提交时一并上报。
patrol-hint-filed = 已上报。再发的照片、文字会补充到该事项。
patrol-hint-end = 各项都已作答。还有其他情况，直接发送照片、文字。
patrol-deadly = ⚠️ 有人有危险？请点“🆘 正在发生”。
patrol-say-normal = ✅ 正常
patrol-say-problem = ⚠️ 有问题
patrol-say-not-applicable = ➖ 不适用
patrol-words-normal = 正常|没问题|没有问题|无异常|没有异常|完好|✅
patrol-words-problem = 有问题|异常|不正常|有隐患
patrol-words-not-applicable = 不适用|不涉及|没有这项|没有这个
patrol-file-hazard = 📤 上报隐患
patrol-file-incident = 🆘 正在发生，上报险情
patrol-filed = 已上报：{ $number }。巡查继续。
patrol-filed-already = 这一项已经上报为 { $number }。
patrol-problem-stands = 第 { $number } 项已记为“有问题”。如确无问题，请先点“改答案”。
patrol-file-twice = 这份材料已经记过了。
patrol-file-known = 🔁 仍是 { $number }，补充到该事项
patrol-joined = 已补充到 { $number }。巡查继续。
patrol-known-gone = 之前上报的事项已经办结，请重新上报。
patrol-still = 巡查复查：仍未整改。
patrol-next = ➡️ 下一项
patrol-take-back = ↺ 改答案
patrol-rest-normal = ✅ 其余均正常，提交
patrol-submit = 📤 提交巡查结果
patrol-later = ⏸ 稍后继续
patrol-cancel = 🗑 放弃
patrol-cancelled = 🗑 这次巡查已放弃。已经上报的隐患照常办理。
patrol-shelved = ⏸ 已保存，明天也可以接着做：点“🧭 巡查”，再点“继续”。
patrol-what-of = 第 { $number } 项有文字或照片，请先选择结果。
patrol-unanswered = 还有 { $count } 项没有作答，请从第 { $first } 项继续。
patrol-place-wanted = 还没有位置，请先发送。
patrol-far-ask = 位置距风险点 { $metres } 米，请先确认。
patrol-ask-place = 📍 <b>请发送您现在的位置</b>（点输入框旁的 📎，选“位置”），收到后即提交。
patrol-without-place = 无法定位，照常提交
patrol-far = ⚠️ 您的位置距风险点 { $away }。在现场的，可以照常提交，记录会注明距离；也可以重新发送位置。
patrol-far-confirm = 我在现场，照常提交

patrol-found = 巡查 { $point } 发现{ $question ->
    [no] 问题
   *[other] ：{ $question }（有问题）
}
patrol-done = ✅ <b>巡查已记录</b>：{ $name }
patrol-score = 得分 <b>{ $points }</b>：正常 { $normal } ÷（正常 { $normal } ＋ 有问题 { $problem }）× 100 = { $points }{ $skipped ->
    [0] {""}
   *[other] ；不适用 { $skipped } 项不计
}
patrol-no-score = 各项均不适用，不计分。
patrol-far-noted = 📍 位置距风险点 { $away }，已注明
patrol-cases = 📤 已上报：{ $numbers }
patrol-counted-none = 目前没有等待这次巡查的责任事项，记录已存档。
patrol-record-view = 📄 查看记录

patrol-record = 📄 <b>巡查记录</b>：{ $mark } { $name }
patrol-record-by = { $at } { $who }
patrol-withdrawn = ↩️ <b>已撤销</b>：{ $at } { $by }，原因：{ $reason }
patrol-files = 🖼 查看材料 { $count }
patrol-file = { $name }，{ $question ->
    [no] 其他情况
   *[other] 第 { $number } 项：{ $question }
}
patrol-to-point = ↩️ 风险点
patrol-withdraw = ↩️ 撤销记录
patrol-withdraw-why = 请输入撤销原因，例如：选错了风险点。撤销后，记录仍可查看，对应的责任事项重新待完成。
patrol-withdrawn-done = ↩️ 已撤销这条巡查记录。
patrol-withdrawn-already = 这条巡查记录已经撤销。
patrol-withdrawn-told = ↩️ 您 { $at } 对 { $name } 的巡查记录已由 { $by } 撤销，原因：{ $reason }。对应的责任事项重新计算，请点“🗓 责任事项”查看。
patrol-gone = 这条巡查记录已不存在。
patrol-corrected = ✏️ 巡查记录已按您的修改更正。

patrol-month = 📊 本月汇总
patrol-month-head = 📊 <b>{ $year } 年 { $month } 月巡查汇总</b>：巡查 { $patrols } 次，风险点 { $points } 处
patrol-month-line = ▫️ { $line }：{ $patrols } 次，问题 { $problems } 项，{ $average ->
    [no] 不计分
   *[other] 平均 { $average } 分
}
patrol-month-question = { $number }. { $question } 正常 { $normal }，有问题 { $problem }，不适用 { $skipped }
