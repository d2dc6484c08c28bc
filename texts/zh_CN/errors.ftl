## 办不了时怎么说:说清原因,并告诉对方怎么办

error-forbidden = 您没有此项权限。如职务有变动，请联系应急管理站
error-own-work = 您参与了本事项的处置，不能自己核验或销号，请由其他人员操作
error-person-gone = 此人已不在花名册中，请核对后重试
error-code-unknown = 绑定码不正确、已使用或已过期。请私聊我发送 /groupcode 重新领取
error-case-gone = 事项不存在，请从菜单重新进入
error-case-moved-on = { $number } 的状态已变，这一步不能再办了。请看事项的最新情况
error-assignment-moved-on = 这张交办单的状态已变，这一步不能再办了。请看事项的最新情况
error-somebody-faster = 状态已变：{ $who }已于 { $at } { $action }。卡片已更新为最新情况
error-draft-ended = 这张卡片已提交或已取消，请从菜单重新开始
error-claimed = { $name } 正在研判此事项，请稍候或与其联系
error-dispatched-already = { $name } 已交办 { $number }，请打开事项查看
error-report-incomplete = 还缺：{ $missing }
error-too-many-files = 每份材料最多 { $most } 个附件，请先提交，其余可稍后补充
error-line-unknown = 没有“{ $line }”这条线，请从按钮中选择
error-line-needed = 请先为 { $number } 选定条线，再交办
error-no-unit = 请至少选择一个单位
error-one-lead = 主办单位有且只有一个，请检查选择
error-unit-gone = 该单位已停用，请改选
error-unit-has-it = { $unit }已在办理本事项，无需重复交办
error-due-past = 时限已过，请填写晚于现在的时间
error-words-long = 最多 { $limit } 字，您写了 { $count } 字，请精简后再发
error-reason-needed = 请写明原因
error-eta-past = 到场时间早于现在，请重新填写
error-feedback-words = 请写明做了什么、现在情况如何
error-feedback-evidence = 至少需要 { $wanted } 件佐证（照片、视频等），现有 { $present } 件
error-verification-evidence = 核验至少需要 { $wanted } 件佐证，现有 { $present } 件
error-remains-words = 请写明遗留的隐患是什么
error-extension-waits = 已有一份延期申请在等应急管理站答复，答复前不能再申请
error-pause-extension = 延期申请还在等应急管理站答复，答复后才能暂停
error-extension-earlier = 延期时间须晚于现时限（{ $due }）
error-extension-none = 该延期申请已处理
error-pause-limit = 暂停须有期限，最长 { $days } 天
error-merge-self = 不能与自身并案
error-merge-graver = { $number } 比 { $into } 更紧急，请把 { $into } 并入 { $number }
error-merge-target-ended = { $number } 已办结，不能并入
error-not-incident = { $number } 是隐患，不是险情
error-over-already = { $number } 的险情已经解除
error-order-incomplete = 还缺：{ $missing }
error-order-known = 《{ $number }》已登记为 { $case }，无需重复登记
error-order-answered = 《{ $number }》已回复上级
error-order-waits = 还有 { $count } 个单位没有反馈，或回复内容为空
error-reporting-moved-on = 报送情况已变，这一步不能再办了。请重新打开“县级报送”
error-not-reported = { $number } 不是险情，不用向县里报送
error-figure-whole = 请输入不带正负号的整数，例如 12；还不清楚的，输入“待核”
error-figure-decimal = 请输入不小于 0 的数，最多两位小数，例如 3.25；还不清楚的，输入“待核”
error-figure-large = 这个数太大了，请核对单位（人、间、公顷、万元）
error-zero-first = 还没有初报，不能零报告
error-county-doubts = 有数据需要核对，请先确认无误
error-county-faster = { $name } 刚刚报送过，请重新打开“县级报送”，在最新数据上填写
error-county-phoned = { $number } 已电话报告县里，或没有需要先打电话的情况
error-sent-at = 报送时间应在事发（{ $event }）之后、现在之前
error-event-time = 事发时间应在现在之前、{ $days } 天之内
error-waive-casualties = 有人死亡、失踪或引起舆情，必须报县里
error-follow-up-owed = 今天的续报还没有报。请先续报（没有变化可零报告），再宣布灾情稳定

## 上报还缺什么

report-lacks-place = 地点
report-lacks-content = 照片或文字
report-lacks-outside = 确认定位

## 账号与群

identity-group-lost = ⚠️ 机器人被移出群“{ $title }”，该群已收不到通知。请重新拉入并绑定
identity-attempts = ⚠️ 账号 { $telegram_id } 今天第 { $count } 次验证失败，已暂停。若是本人，请发送 /code 为其发放登录码
identity-flood = ⚠️ 没有登录的账号（Telegram 编号 { $telegram_id }）今天已发来 { $count } 条消息。机器人只偶尔答复一次，不会耽误站里的事。是认识的人，可用 /code 发登录码
identity-moved = ⚠️ { $name }，您的账号在另一台手机登录，本账号不再收到通知，还没发出的消息转到新账号。不是您本人操作的，请马上打电话：{ $call }
identity-code-issued = 🔑 { $by ->
   [no] 系统管理员在服务器上
  *[other] { $by }
}为您发了登录码，用它可以在另一台手机上登录您的账号。不是您要的，请马上打电话：{ $call }

list-comma = 、
