## 责任单位

done-accept = ✅ 已签收 { $number }
done-accept-soon = ✅ 已签收 { $number }，预计 { $at } 到达
eta-question = 多久能到现场？
eta-minutes = { $minutes } 分钟
eta-hours = { $hours } 小时
eta-afternoon = 今天下午
eta-ask = 自己填时间
eta-type = 请输入到场时间，如“15:30”或“明天 9点”。
done-eta = ✅ 已告知应急管理站：预计 { $at } 到场
done-resume = ▶️ { $number } 已恢复办理

tasks-head = <b>本单位任务</b>（{ $total } 件，第 { $page }/{ $pages } 页）
    点开任意一件办理。
tasks-empty = 这里没有任务。
tasks-todo = 待办
tasks-to-accept = 待签收
tasks-working = 处置中
tasks-reported = 已反馈
tasks-ended = 已结束
tasks-row-state = { $state } { $late ->
    [yes] 超{ $due }
   *[no] 剩{ $due }
}

feedback-head = 📝 <b>反馈 { $number }</b>（{ $unit }）
feedback-asked = 交办要求：{ $text }
feedback-returned = 退回原因：{ $text }
feedback-quick-1 = 已处置完毕，隐患已消除
feedback-quick-2 = 已设警示隔离，后续继续观察
feedback-quick-3 = 已疏散人员，现场安全
feedback-ready = <b>可以提交了。</b>还有照片请先发过来。
feedback-submit = ✅ 提交反馈
feedback-over-withdrawn = ℹ️ { $number } 的交办已由应急管理站撤回，不用再反馈。刚才填的内容没有提交。
feedback-over-fed-back = ℹ️ { $number } 本单位已有人反馈，不用重复提交。刚才填的内容没有提交，要补充请打开事项。
feedback-over-paused = ⏸ { $number } 已暂停办理。填好的内容还在，恢复办理后再点“反馈”提交。
feedback-only-added = ➕ 只是补充情况，不是反馈
feedback-cancelled = 反馈没有提交。要继续请打开事项，再点“反馈”。
done-feed-back = ✅ 已反馈 { $number }
    等待核验。还有照片可以接着发。
done-feed-back-others = ✅ 已反馈 { $number }
    其他单位还在办理，全部反馈后核验。还有照片可以接着发。
done-confirm-on = 👍 { $number } 已确认仍在处置
