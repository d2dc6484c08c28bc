## 上级指令

orders-head = <b>上级指令</b>
    未回复的在前，按时限排列。
orders-empty = <b>上级指令</b>
    还没有登记过指令。
orders-new = ➕ 登记新指令
orders-entry = { $state ->
    [answered] ✅
    [late] ⏰
   *[open] 📄
} { $number } · { $done }/{ $wanted } · { $state ->
    [answered] 已回复
    [late] 超 { $span }
   *[open] 剩 { $span }
}

order-head = 📄 <b>登记上级指令</b>
order-empty = （待填）
order-number = 文号：{ $number }
order-issuer = 发文单位：{ $issuer }
order-due = 回复时限：{ $at }
order-line = 条线：{ $line }（按内容推荐）
order-text = 内容：{ $text }
order-files = 附件：{ $count } 件
order-ask-number = <b>请输入文号。</b>也可以先把指令内容、附件发过来。
order-ask-issuer = <b>请输入发文单位</b>{ $offered ->
    [yes] ，或从下面选。
   *[no] 。
}
order-ask-due = <b>什么时候前要回复？</b>请选择，或输入“11-30 17:00”。
order-missing = <b>还差：{ $missing }</b>
    直接发过来即可。
order-ready = <b>可以登记了。</b>登记后请交办给单位。
order-file = ✅ 登记
order-change-number = 改文号
order-change-issuer = 改发文单位
order-change-due = 改时限
order-clear-text = 重写内容
order-due-today = 今天下班前（{ $at }）
order-due-tomorrow = 明天下班前（{ $at }）
order-due-days = 3 个工作日（{ $at }）
order-cancelled = 没有登记。要继续请点“登记新指令”。
done-file-order = ✅ 已登记为 { $number }，请交办给单位

order-view = 📄 <b>{ $number }</b>
    { $issuer }
order-view-due = 回复时限：<b>{ $at }</b>
order-view-progress = 事项 { $number }：{ $wanted ->
    [0] 还没有交办
   *[other] { $done }/{ $wanted } 个单位已反馈
}
order-view-answered = ✅ 已于 { $at } 回复
order-open-case = 打开事项
order-next-dispatch = 下一步：交办给单位
order-next-wait = 下一步：等单位反馈
order-next-answer = 下一步：各单位已反馈，请回复上级
order-next-done = 已回复、已办结
order-answer-button = ✍️ 回复上级
order-answer-shown = 根据各单位反馈汇总如下，长按可复制。发给上级后点“已回复上级”。
order-answer-sure = ✅ 已回复上级
order-answer-change = 改写
order-answer-type = 请输入回复全文，我会存为对上级的答复。
done-answer-order = ✅ 已记录回复（{ $number }）
