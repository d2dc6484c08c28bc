# 七张问题清单：登记、报措施、填进展、审核、验收销号，每月通报。

menu-problems = 📋 问题清单
menu-problems-what = 七张问题清单：查看、登记、整改、销号
help-problems = <b>七张问题清单</b>　发 /problems 查看巡视、环保督察、督查、审计、网络舆情、信访、生产安全七张清单。责任单位先报措施（其中一条举一反三），审核同意后逐条整改、填进展、传佐证；措施全部完成后由其他人验收销号。

problems-head = 📋 <b>七张问题清单</b>
problems-tally = ▫️ { $what }：未销号 { $open }，{ $year ->
    [no] 本年
   *[other] { $year } 年以来
}销号 { $closed }{ $colours ->
    [no] {""}
   *[other] 　{ $colours }
}
problems-colours = 🔴 逾期　🟠 进度滞后　🟡 正常推进　🔵 待验收　🟢 已销号
problems-list = { $what } { $open }
problems-all = 全部清单
problems-late = 🔴 逾期的
problems-new = ➕ 登记问题
problems-of = 📋 <b>{ $what }</b>：{ $total } 个（{ $page }/{ $pages } 页）
problems-none = 📋 <b>{ $what }</b>：没有这类问题。
problems-entry = { $mark } { $unit } · { $text }{ $due ->
    [no] {""}
   *[other] {" · "}{ $due }
}
problems-filter-open = 未销号
problems-filter-late = 逾期
problems-filter-new = 待报措施
problems-filter-planned = 措施待审
problems-filter-rectifying = 整改中
problems-filter-finished = 待验收
problems-filter-closed = 已销号
problems-filter-dropped = 已撤销
problems-more = 另有 { $count } 个，请发 /problems 查看。

problem-head = { $mark } <b>{ $number }</b>　{ $what }
problem-state = 状态：<b>{ $state }</b>{ $colour ->
    [no] {""}
   *[other] （{ $colour }）
}
problem-origin = 来源：{ $origin }（{ $source }）
problem-concealed = ⚠️ 认定为瞒报，考核加倍计算
problem-text = 问题：{ $text }
problem-owner = 责任单位：{ $unit }{ $person ->
    [no] {""}
   *[other] ，责任人：{ $person }
}
problem-due = 整改时限：{ $due }
problem-measures = <b>措施</b>（已完成 { $done }/{ $count }）
problem-measure = { $mark } { $index }. { $wider ->
    [yes] 【举一反三】
   *[no] {""}
}{ $asked ->
    [yes] 【补充整改】
   *[no] {""}
}{ $text }{ $due ->
    [no] {""}
   *[other] （{ $due } 前）
}
problem-waiting = ⏳ { $count } 条进展待审核
problem-closed = 🟢 已于 { $at } 验收销号
problem-next-new = 下一步：责任单位报措施，{ $due } 前
problem-next-hand-in = 下一步：{ $lacks ->
    [wider] 还差一条举一反三的措施，请点“➕ 举一反三”，{ $due } 前报送
    [own] 还差针对这个问题本身的措施，请点“➕ 加措施”，{ $due } 前报送
   *[no] 措施已齐，请责任单位点“✅ 报送措施”，{ $due } 前
}
problem-next-planned = 下一步：审核措施，{ $due } 前
problem-next-rectifying = 下一步：责任单位逐条整改并填进展，{ $due } 前
problem-next-finished = 下一步：由其他人验收，{ $due } 前
problem-next-closed = 整改已完成。
problem-next-dropped = 已撤销登记，不再整改。
problem-open = 打开
problem-about = { $what }：{ $text }
problem-keep = 更多操作
problem-history-button = 办理过程
problem-history = 🕓 <b>{ $number }</b> 办理过程
problem-step = { $at }　{ $what }{ $by ->
    [no] {""}
   *[other] （{ $by }）
}{ $reason ->
    [no] {""}
   *[other] ：{ $reason }
}
problem-entries = 进展记录
problem-entries-head = 📝 <b>进展记录</b>，新的在前
problem-entries-none = 还没有进展记录。
problem-entry = ▫️ { $at } { $by }{ $kind ->
    [acceptance] （验收）
    [done] （该条完成）
   *[going] {""}
}：{ $text }
    　{ $state }{ $reviewer ->
        [no] {""}
       *[other] （{ $reviewer }）
    }{ $reason ->
        [no] {""}
       *[other] ：{ $reason }
    }

problem-add = ➕ 加措施
problem-add-wider = ➕ 举一反三
problem-measure-button = 第 { $index } 条
problem-hand-in = ✅ 报送措施
problem-take-out = 删除这条
problem-ask-measures = 请写整改措施，一行一条，可以一次写几条：
problem-ask-wider = 请写举一反三的措施（在哪些地方排查同类问题）：
problem-measures-added = ✅ 已加 { $count } 条措施。
problem-measure-taken-out = 已删除这条措施。
problem-handed-in = ✅ 措施已报送，等待审核。
problem-approve = ✅ 同意措施
problem-return-plan = ↩️ 退回措施
problem-approved = ✅ 已同意，开始整改。
problem-report = ✍️ 第 { $index } 条进展
problem-review = 🔍 审核进展（{ $count }）
problem-look = 🔍 验收

problem-progress-head = ✍️ <b>{ $number }</b> 填进展
problem-progress-measure = 措施：{ $text }
problem-progress-ask = <b>请发来做了什么、做到哪一步</b>，照片、文件一起发过来。
problem-progress-how = 还在推进就先填进展；这条做完了，附上佐证再点“这条完成”。
problem-progress-done = ✅ 这条完成，提交审核
problem-progress-going = 📝 还在推进，提交进展
problem-reported = ✅ 已提交，等待审核。
problem-card-left = 没有提交。
problem-review-head = 🔍 <b>{ $number }</b> 进展审核（待审 { $count } 条）
problem-review-none = 没有待审核的进展。
problem-pass = ✅ 通过
problem-send-back = ↩️ 退回
problem-passed = ✅ 已通过。
problem-acceptance-head = 🔍 <b>{ $number }</b> 验收
problem-acceptance-ask = <b>请写验收意见</b>，现场照片一起发过来。
problem-acceptance-how = 请选择验收结果。不通过时，写的意见会作为一条补充整改措施。
problem-acceptance-quick = 现场查看，措施已落实，同意销号。
problem-accept = ✅ 验收通过，销号
problem-refuse = ↩️ 不通过，继续整改
problem-accepted = 🟢 已验收销号。
problem-refused = 已退回，责任单位继续整改。

problem-why = { $what ->
    [return-plan] 请写退回措施的原因：
    [send-back] 请写退回进展的原因：
    [drop] 请写撤销登记的原因（登记错了才撤销，记录会保留）：
    [reopen] 请写重新整改的原因：
    [mark] 请写认定瞒报的依据：
   *[clear] 请写取消瞒报认定的原因：
}
problem-done-reason = { $what ->
    [return-plan] 已退回措施。
    [send-back] 已退回进展。
    [drop] 已撤销登记。
    [reopen] 已重新启动整改。
    [mark] 已认定为瞒报。
   *[clear] 已取消瞒报认定。
}
problem-assign = 改责任单位、责任人
problem-is-concealed = ⚠️ 认定瞒报
problem-not-concealed = 取消瞒报认定
problem-drop = 撤销登记
problem-reopen = 🔁 重新整改
problem-move = 📅 改整改时限
problem-measure-day = 📅 定这条的时限
problem-moved = ✅ 整改时限已改。
problem-assigned = ✅ 已改派。
problem-nobody = 不指定个人

problem-card-head = 📋 <b>登记问题</b>
problem-card-list = 清单：{ $what ->
    [no] （待填）
   *[other] { $what }
}
problem-card-origin = 来源：{ $origin ->
    [no] （待填）
   *[other] { $origin }
}{ $source ->
    [no] {""}
   *[other] （{ $source }）
}
problem-card-text = 问题：{ $text ->
    [no] （待填）
   *[other] { $text }
}
problem-empty = （待填）
problem-ask-list = <b>列入哪张清单？</b>问题内容和附件随时可以发过来。
problem-ask-origin = <b>谁发现的？</b>
problem-ask-source = <b>具体来源是什么？</b>请输入，例如“县委第三巡察组反馈意见”，或从下面选。
problem-ask-unit = <b>由哪个单位整改？</b>
problem-ask-person = <b>责任人是谁？</b>可以不指定。
problem-ask-due = <b>什么时候前整改完？</b>请选择，或输入“12-31 17:00”。
problem-missing = <b>还差：{ $missing }</b>
    直接发过来即可。
problem-ready = <b>可以登记了。</b>
problem-file = ✅ 登记
problem-filed = ✅ 已登记，编号 { $number }，已通知责任单位报措施。
problem-change-list = 改清单
problem-change-origin = 改来源
problem-change-source = 改具体来源
problem-change-unit = 改单位
problem-change-person = 改责任人
problem-change-due = 改时限
problem-clear-text = 重写问题
problem-due-days = { $days } 天（{ $at }）
problem-lacks-list = 清单
problem-lacks-origin = 谁发现的
problem-lacks-source = 具体来源
problem-lacks-text = 问题内容
problem-lacks-unit = 责任单位
problem-lacks-due = 整改时限

problem-told-filed = 📋 您单位有一个新问题 <b>{ $number }</b>，请报整改措施。
problem-told-self-found = 📋 { $unit }登记了自查发现的问题 <b>{ $number }</b>。
problem-told-planned = 🔍 { $unit }报来 <b>{ $number }</b> 的 { $count } 条措施，请审核。
problem-told-approved = ✅ <b>{ $number }</b> 的措施已同意，请按措施整改并填进展。
problem-told-plan-returned = ↩️ <b>{ $number }</b> 的措施被退回：{ $reason }
problem-told-progress = 🔍 { $unit }填报 <b>{ $number }</b> 进展{ $done ->
    [yes] （该条完成）
   *[no] {""}
}，请审核：{ $text }
problem-told-passed = ✅ <b>{ $number }</b> 的进展审核通过{ $done ->
    [yes] ，该条措施完成
   *[no] {""}
}。
problem-told-progress-returned = ↩️ <b>{ $number }</b> 的进展被退回：{ $reason }
problem-told-to-accept = 🔍 <b>{ $number }</b> 的措施已全部完成，请安排验收（{ $unit }以外的人）。
problem-told-accepted = 🟢 <b>{ $number }</b> 已验收销号。
problem-told-refused = ↩️ <b>{ $number }</b> 验收没有通过，已加为补充整改措施：{ $reason }
problem-told-reopened = 🔁 <b>{ $number }</b> 重新启动整改：{ $reason }
problem-told-dropped = <b>{ $number }</b> 已撤销登记：{ $reason }
problem-told-assigned = 📋 <b>{ $number }</b> 由{ $unit }整改，请查看。
problem-told-moved = <b>{ $number }</b> 的整改时限改为 { $due }。
problem-told-concealed = ⚠️ <b>{ $number }</b> 认定为瞒报：{ $reason }
problem-told-not-concealed = <b>{ $number }</b> 取消瞒报认定：{ $reason }

problem-owes-plan = 报整改措施
problem-owes-review = 审核措施或进展
problem-owes-rectify = 完成整改
problem-owes-accept = 验收
problem-owes-measure = 完成一条措施

problems-published = 📋 <b>七张问题清单通报</b>（截至 { $year } 年 { $month } 月 { $day } 日）
problems-published-late-head = <b>逾期 { $count } 个：</b>
problems-published-late = 🔴 { $number } { $what }，{ $unit }，应于 { $due } 前

problem-gone = 这个问题已不存在。
problem-moved-on = { $number } 已是“{ $state ->
    [new] 待报措施
    [planned] 措施待审
    [rectifying] 整改中
    [finished] 待验收
    [closed] 已销号
   *[dropped] 已撤销
}”，这一步不能再做。
problem-incomplete = 还不能登记，还差：{ $missing }
problem-not-self-found = 单位只能登记自查发现的问题；上级指出和县镇查出的由应急管理站登记。
problem-measures-many = 措施太多：一个问题最多 { $most } 条。
problem-wider-twice = 举一反三的措施已经有了，只能有一条。
problem-wider-none = 还差一条举一反三的措施。
problem-measures-none = 还没有针对这个问题本身的措施。
problem-measure-gone = 这条措施已不存在。
problem-measure-asked = 这条是验收退回时加的，不能删。
problem-measure-done = 这条措施已经完成。
problem-day-beyond = 不能晚于整改时限 { $until }。
problem-progress-words = 请先写做了什么。
problem-progress-evidence = 完成要有佐证：需要 { $wanted } 件，现有 { $present } 件。
problem-entry-reviewed = 这条进展已经审核过了。
problem-unit-gone = 这个单位已不在花名册里。
problem-self-found-not-concealed = 自查发现的问题不能认定为瞒报。

problem-export = 📄 导出 Excel
problem-sheet = 问题清单
problem-column-number = 编号
problem-column-list = 清单
problem-column-origin = 来源
problem-column-source = 具体来源
problem-column-text = 问题
problem-column-unit = 责任单位
problem-column-person = 责任人
problem-column-due = 整改时限
problem-column-concealed = 瞒报
problem-column-state = 状态
problem-column-colour = 进度
problem-column-measures = 措施
problem-column-wider = 举一反三
problem-column-done = 已完成
problem-column-filed = 登记时间
problem-column-closed = 销号时间
# 导入时也认得的写法。
problem-words-list-inspection = 巡视、巡察、巡视清单
problem-words-list-environment = 环保督察、生态环保、环保督察清单
problem-words-list-supervision = 督查清单、督查督办
problem-words-list-audit = 审计清单
problem-words-list-opinion = 舆情、网络舆情清单
problem-words-list-petition = 信访清单、信访件
problem-words-list-safety = 安全生产、生产安全清单
problem-words-origin-above = 上级、上级交办、上级反馈
problem-words-origin-local = 县级、镇级、县镇、县镇检查
problem-words-origin-self = 自查、自查自纠、自己发现
problem-file-titles = 没有找到表头：至少要有“问题”一列，可先导出一份照着填。
problem-import-number = 编号不存在
problem-import-list = 清单不认识
problem-import-origin = 来源不认识
problem-import-unit = 花名册里没有这个责任单位
problem-import-source = 具体来源太长，最多 128 个字
problem-import-concealed = 瞒报一栏请填“是”或“否”
problem-import-due = 整改时限看不懂
problem-import-past = 整改时限已过
problem-import-person = 责任人不在该单位
problem-import-person-twice = 该单位有同名的人，请改填手机号
problem-import-twice = 文件里重复
problem-import-alike = 与已登记的问题很像，是同一个请填编号
problem-import-fixed = 清单和来源不能改
problem-import-ended = 已销号或已撤销，不能改
problem-import-changes-source = 具体来源
problem-import-changes-text = 问题
problem-import-changes-unit = 责任单位
problem-import-changes-person = 责任人
problem-import-changes-due = 整改时限
problem-import-changes-concealed = 瞒报
problem-import-reason = Excel 导入
cli-problem-row = 第 { $row } 行 { $verdict ->
    [new] 新增
    [changed] 修改
    [doubtful] 存疑，不导入
   *[refused] 不导入
}：{ $about }{ $why ->
    [no] {""}
   *[other] （{ $why }）
}
cli-problems-tried = 只看结果，未写入（--dry-run）。
