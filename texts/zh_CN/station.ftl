## 应急管理站:队列、研判交办、并案、核验

queue-head = <b>{ $filter }</b> · { $total } 件{ $narrow ->
    [no] {""}
   *[other] { " " }· { $narrow }
}
    最急的在前。点开任意一件办理。
queue-empty = <b>{ $filter }</b>{ $narrow ->
    [no] {""}
   *[other] { " " }· { $narrow }
}
    这里没有事项。
queue-nothing = <b>{ $filter }</b> · { $narrow }
    没有找到。可以换个词，或看看“已办结”（只找近一年的）。
queue-said = 🔍 { $text }
queue-mine-only = 我经手的
queue-todo = 待办
queue-open = 全部在办
queue-triage = 待研判
queue-dispatch = 待交办
queue-at-units = 单位办理
queue-verify = 待核验
queue-close = 待销号
queue-overdue = 超时
queue-incidents = 险情
queue-ended = 已办结
case-row-state = { $state } { $late ->
    [yes] 超{ $span }
   *[no] { $span }
}
queue-line = 条线：{ $line }
queue-village = 村社：{ $village }
queue-lines = 只看哪条线？
queue-villages = 只看哪个村社？
    数字是在办的件数。
queue-village-choice = { $village } { $count }
queue-all-villages = 全部村社
queue-no-village = 没有村社
queue-find = 🔍 查找
queue-found-off = ✖ 不再查找
queue-mine = 只看我经手的 { $count }
queue-everybodys = 看所有人的
queue-ask-words = <b>找什么？</b>
    输入内容、编号、村社、条线、单位或人名，可以写几个词，用空格隔开，如“裂缝 下坝”。
queue-find-empty = 请输入要找的内容，如“裂缝 下坝”或编号“0012”
queue-find-long = 最多写 { $limit } 个字（现在 { $count } 个），如“裂缝 下坝”
queue-found-danger = 没有找到这样的事项
queue-several = ☑ 批量办理
several-changed = 列表有变化，请重新选择
several-head = <b>批量办理</b> · 已选 { $count } 件
    先点选事项，再选怎么办。
several-to = { $number } → { $unit ->
    [no] 条线或单位不明确，请单独研判
   *[other] { $unit }{ $others ->
        [0] {""}
       *[other] 牵头，{ $others } 家协办
    }
}
several-all = 全选
several-none = 全不选
several-dispatch = ✅ 按建议交办 { $count } 件
several-urge = 🔔 催办 { $count } 件
several-dispatched-head = <b>按建议交办</b>：办好 { $done } 件{ $refused ->
    [0] {""}
   *[other] ，没办 { $refused } 件
}
several-urged-head = <b>催办</b>：已催 { $done } 件{ $refused ->
    [0] {""}
   *[other] ，没催 { $refused } 件
}
several-dispatched = ✅ { $number } → { $names }{ $more ->
    [no] {""}
   *[yes] 等 { $count } 家
}
several-urged = 🔔 { $number } 已催 { $names }{ $more ->
    [no] {""}
   *[yes] 等 { $count } 人
}
several-refused = ⚠️ { $number } { $why }
button-urge = 🔔 催办
several-unclear = 条线或单位不明确，请打开事项单独研判
several-alike = 可能与 { $number } 是同一处，不批量交办，请打开事项单独研判
several-dispatched-already = { $number } 已经交办，不用再交办
urge-lately = { $at } 刚催过，{ $minutes } 分钟内不重复催
urge-nothing = 现在没有人欠办，不用催
urge-yours = 这一步该您自己办，没有别人可催
urged = 🔔 { $post }{ $name }催您抓紧办理{ $count ->
    [1] {""}
   *[other] （{ $count } 件）
}
queue-all-lines = 全部条线

plan-head = 🧭 <b>研判 { $number }</b>
plan-line = 条线：<b>{ $line }</b>{ $suggested ->
    [yes] （按内容推荐）
   *[no] {""}
}
plan-no-line = 条线：<b>待定</b>
plan-grade = 类别：<b>{ $kind }</b> · 等级：<b>{ $severity }</b>
plan-declined = ⚠️ { $unit }拒收：{ $text }
plan-has = 已在办：{ $unit }（{ $part }）
plan-lead = 主办：<b>{ $unit }</b>
plan-co = 协办：{ $units }
plan-no-unit = 还没有选单位
plan-due = 反馈时限：{ $at }
plan-words = 要求：{ $text }
plan-alike = ❗疑似重复：{ $number } { $state } · { $away ->
    [grid] 同网格
    [here] 同一位置
   *[metres] 相距 { $metres } 米
} · { $text }
plan-next = 核对无误请点“按此交办”。5 分钟内由您研判，他人不能操作。
plan-next-line = <b>请先选条线。</b>
button-as-suggested = ✅ 按建议交办 · { $unit }{ $others ->
    [0] {""}
   *[other]牵头、{ $others } 家协办
}
button-accept-soon = ✅ 签收 · { $minutes } 分钟到
plan-go = ✅ 按此交办
plan-judge = ✅ 保存定级
plan-choose-line = 👉 选条线
plan-button-units = 单位和时限
plan-button-line = 改条线
plan-button-kind = 改为{ $kind }
plan-button-severity = 改等级
plan-merge = 与 { $number } 并案
plan-page-line = <b>{ $number } 属于哪条线？</b>
plan-suggested = 推荐：{ $line }
plan-page-severity = <b>{ $number } 定为几级？</b>
    括号内是隐患的反馈时限；险情按小时计。
plan-severity = { $severity }（{ $days } 个工作日）
plan-page-units = <b>{ $number } 交办给谁？</b>
plan-unit = { $part ->
    [lead] ★主办{" "}
    [co] ＋协办{" "}
   *[none] {""}
}{ $unit }{ $load ->
    [0] {""}
   *[other] （在办 { $load }）
}
plan-units-hint = 点单位选择：先点的为主办，其余为协办；再点可换主办、可取消。
plan-units-hint-co = 已有主办单位，这里增派协办。
plan-button-due = 改时限
plan-button-words = 写要求
plan-confirm = ✅ 确认交办
plan-page-due = <b>{ $number } 什么时候前反馈？</b>
plan-due-usual = 按规定（{ $at }）
plan-due-hours = { $count } 小时
plan-due-days = { $count } 个工作日
plan-type-words = 对 { $number } 有什么处置要求？请直接输入。
done-dispatch = ✅ { $number } 已交办，等单位签收
done-triage = ✅ { $number } 已重新定级，单位时限随之调整

merge-ask = <b>{ $number } 并入哪个事项？</b>
    附近的如下；也可以直接输入编号。
merge-ask-number = <b>{ $number } 并入哪个事项？</b>
    附近没有相似的，请输入编号。
merge-candidate = { $number } · { $away ->
    [grid] 同网格
    [here] 同一位置
   *[metres] { $metres } 米
} · { $fresh ->
    [yes] 刚刚
   *[no] { $age }前
}
merge-unknown = 没有编号为 { $number } 的事项，请核对后重新输入。
merge-sure = 把 { $number } 并入 { $into }？
    并入后不再单独办理，上报人会收到 { $into } 的结果。
merge-yes = ✅ 确认并案
done-merge = ✅ { $number } 已并入 { $into }
done-unmerge = { $number } 已撤销并案，请重新研判

done-grant-extension = ✅ 已同意 { $number } 延期至 { $until }

verification-head = 🔎 <b>核验 { $number }</b>
verification-assignment = <b>{ $unit }</b> { $at } 反馈：{ $text }
verification-rest = ☑️ 隐患仍有遗留，将另立事项跟踪
verification-lacks-rest = 遗留的是什么
verification-lacks-files = 核验照片
verification-ready = 请到现场看过再核验。看到的情况可以发照片、文字。
verification-ready-rest = <b>可以提交了。</b>
verification-pass = ✅ 核验通过
verification-remains = 核验通过，但仍有遗留
verification-submit-rest = ✅ 提交，遗留另立事项
verification-no-rest = 没有遗留
verification-return = ↩️ 退回{ $unit }
verification-over = ℹ️ { $number } 现在是“{ $state }”，不用再核验。刚才填的内容没有提交。
verification-cancelled = 没有提交核验。要继续请打开事项，再点“核验”。
done-verify = ✅ { $number } 核验通过，等应急管理站销号
done-verify-remains = ✅ { $number } 核验通过，遗留隐患已立为 { $rest }
done-close = ✅ { $number } 已销号，闭环完成
over-ask = ❓ { $number } 的险情已经解除了吗？
    相关单位、村和上报人都会收到通知。隐患没有销号前继续跟踪。
over-yes = ✅ 确认险情解除
done-declare-over = ✅ { $number } 险情解除，已通知各方

undelivered-settled = 已记下：电话已告知
parked-empty = ✅ 没有处理异常的消息。
parked-again = 正在重新处理
parked-settled = 已记下：由人工处理好了
parked-gone = 这条消息已经处理过了
error-plan-ended = 这张研判卡已用过，请打开事项查看最新情况
