# 词汇表里各枚举值的叫法。键 = 前缀 + 枚举值（下划线改连字符），与 models/enums/ 一一对应。

## 职务

role-director = 应急管理委员会主任
role-executive-deputy-director = 应急管理委员会常务副主任
role-deputy-director = 分管领导
role-station-chief = 应急管理站站长
role-station-executive-deputy = 应急管理站常务副站长
role-station-deputy-chief = 应急管理站副站长
role-station-staff = 应急管理站站员
role-unit-head = 单位负责人
role-unit-handler = 经办人
role-village-principal = 村社应急管理点负责人
role-emergency-administrator = 应急管理员
role-information-officer = 灾害信息员
role-grid-officer = 网格员
role-squad-captain = 突击队队长
role-squad-deputy = 突击队副队长
role-squad-member = 突击队队员
role-operator = 系统管理员

## 事项

kind-hazard = 隐患
kind-incident = 险情

severity-ordinary = 一般
severity-considerable = 较大
severity-major = 重大
severity-extraordinary = 特别重大

source-report = 村社上报
source-order = 上级指令
source-follow-up = 险情遗留
source-split = 拆分立项
source-inspection = 巡查发现
source-warning = 灾害预警
source-meeting = 联席会议议定
source-drill = 演练
source-evacuation = 避险转移
source-problem-list = 问题清单

case-state-submitted = 待研判
case-state-triaged = 待交办
case-state-dispatched = 待签收
case-state-handling = 处置中
case-state-feedback = 待核验
case-state-verified = 待销号
case-state-closed = 已销号
case-state-dismissed = 不予立案
case-state-merged = 已并案

## 交办单

assignment-state-issued = 待签收
assignment-state-accepted = 处置中
assignment-state-declined = 已拒收
assignment-state-paused = 已暂停
assignment-state-fed-back = 已反馈
assignment-state-returned = 已退回
assignment-state-verified = 已核验
assignment-state-withdrawn = 已撤回

part-lead = 主办
part-co = 协办

## 动作

action-file = 上报
action-supplement = 补充材料
action-follow = 关注
action-view = 查看
action-claim = 认领研判
action-triage = 研判
action-triage-again = 重新定级
action-dismiss = 不予立案
action-merge = 并案
action-unmerge = 撤销并案
action-split = 拆分
action-dispatch = 交办
action-dispatch-again = 增派单位
action-urge = 催办
action-withdraw = 撤回
action-reroute = 改派
action-accept = 签收
action-accept-partly = 部分签收
action-confirm-on = 仍在处置
action-lapse = 签收失效
action-set-eta = 报告到场时间
action-decline = 拒收
action-feed-back = 反馈
action-return = 退回
action-ask-extension = 申请延期
action-grant-extension = 同意延期
action-refuse-extension = 不同意延期
action-pause = 暂停
action-resume = 恢复办理
action-verify = 核验
action-close = 销号
action-reopen = 重新启动
action-declare-over = 险情解除
action-correct = 更正
action-file-order = 登记上级指令
action-answer-order = 回复上级
action-report-county = 向县里报送
action-correct-report = 更正报送
action-waive-report = 无需报送县里
action-flag-casualties = 登记伤亡失联和舆情
action-phone-county = 电话报告县里
action-declare-stable = 灾情稳定
action-resume-reports = 恢复续报
action-set-event = 更正事发时间
action-run-reports = 县级报送计时变动
action-see-reports = 查看县级报送
action-see-queue = 查看待办队列
action-see-tasks = 查看本单位任务
action-see-digest = 查看晨报
action-see-undelivered = 查看未送达
action-settle-call = 电话已告知
action-see-parked = 查看异常消息
action-issue-code = 发放登录码
action-issue-leader-code = 为领导发放登录码
action-bind-group = 绑定群聊
action-see-duty = 查看值班表
action-keep-duty = 值班签到、交班、换班
action-see-duties = 查看责任事项
action-set-colour = 设定、解除预警等级
action-excuse-duty = 免责、改期
action-inspect = 登记检查
action-instruct = 检查交办
action-see-inspection = 查看检查记录
action-correct-inspection = 更正、撤回检查记录

action-see-drills = 查看演练
action-plan-drill = 组织演练
action-assess-drill = 演练评估
action-see-problems = 查看问题清单
action-file-problem = 登记问题
action-keep-problem = 问题改派、改期、撤销
action-rectify-problem = 报措施、填进展
action-review-problem = 审核措施和进展
action-accept-problem = 问题验收销号
action-attend-training = 参加培训
action-keep-training = 组织培训
action-broadcast = 群发
action-consent = 同意发送
action-mobilise = 集结
action-field-note = 现场情况
action-admit = 同意入队、移出
action-see-squad = 查看突击队
action-check-roster = 花名册体检
action-patrol = 巡查
action-see-risk-points = 查看风险点
action-keep-risk-point = 维护风险点
action-grade-risk-point = 新增、定级、销号风险点
action-withdraw-patrol = 撤销巡查记录
action-test-reachability = 联络测试
action-remediate-reachability = 联络整改
action-attend-meeting = 参加会议
action-call-meeting = 召集会议
action-keep-meeting = 办会

## 时限

deadline-kind-triage = 研判
deadline-kind-dispatch = 交办
deadline-kind-accept = 签收
deadline-kind-feed-back = 反馈
deadline-kind-verify = 核验
deadline-kind-close = 销号
deadline-kind-extension = 延期审批
deadline-kind-resume = 恢复办理
deadline-kind-still-on = 处置确认
deadline-kind-answer-order = 回复上级
deadline-kind-first-report = 初报
deadline-kind-follow-up-report = 续报
deadline-kind-verified-report = 核报
deadline-kind-phone-county = 电话报告县里

deadline-outcome-met = 按时办结
deadline-outcome-missed = 逾期未办
deadline-outcome-cancelled = 已取消

## 草稿与附件

draft-kind-report = 上报
draft-kind-feedback = 反馈
draft-kind-verification = 核验
draft-kind-dispatch = 交办方案
draft-kind-queue = 队列视图
draft-kind-broadcast = 群发
draft-kind-evacuation = 转移令
draft-kind-mobilisation = 集结
draft-kind-order = 上级指令
draft-kind-county-report = 县级报送
draft-kind-county-correction = 报送更正
draft-kind-patrol = 巡查

draft-kind-inspection = 检查记录

draft-kind-topic = 会议议题
draft-kind-minutes = 会议纪要
draft-kind-resolution = 议定事项

draft-kind-drill-note = 演练评估记录
draft-kind-drill-correction = 演练改进事项
draft-kind-problem = 问题登记
draft-kind-problem-progress = 问题整改进展
draft-kind-problem-acceptance = 问题验收
draft-kind-training-material = 培训资料

draft-state-open = 填写中
draft-state-shelved = 已搁置
draft-state-sent = 已提交
draft-state-cancelled = 已放弃

media-kind-photo = 照片
media-kind-video = 视频
media-kind-voice = 语音
media-kind-audio = 音频
media-kind-document = 文件

media-state-wanted = 待存档
media-state-stored = 已存档
media-state-refused = 不予收存
media-state-failed = 存档失败

purpose-report = 上报材料
purpose-late = 补充材料
purpose-feedback = 反馈材料
purpose-verification = 核验材料
purpose-order = 指令附件
purpose-field = 现场材料
purpose-patrol = 巡查照片

purpose-inspection = 检查材料

purpose-topic = 议题材料
purpose-minutes = 会议纪要
purpose-resolution = 议定事项材料

purpose-drill-note = 演练材料
purpose-drill-correction = 演练改进材料
purpose-problem = 问题材料
purpose-problem-progress = 整改佐证
purpose-problem-acceptance = 验收材料
purpose-training-material = 培训课资料

## 消息

priority-life = 生命安全
priority-order = 指令
priority-receipt = 回执
priority-reminder = 提醒
priority-digest = 汇总

manner-edit = 更新卡片
manner-anew = 重发卡片
manner-reply = 答复卡片

call-outcome-reached = 打通了
call-outcome-missed = 没打通
call-outcome-handed = 换人打

message-state-queued = 待发送
message-state-sending = 发送中
message-state-sent = 已发送
message-state-unknown = 结果不明
message-state-failed = 未送达
message-state-expired = 已过时效
message-state-replaced = 已被更新

update-state-pending = 待处理
update-state-handled = 已处理
update-state-parked = 处理异常

## 群聊、语言、风险点

group-purpose-station = 应急管理站
group-purpose-unit = 单位
group-purpose-village = 村社
group-purpose-squad = 突击队

group-state-bound = 已绑定
group-state-lost = 已失联

language-zh-cn = 中文
language-en = English
number-holder-same = 同一人
number-holder-other = 换人

level-low = 低风险
level-general = 一般风险
level-larger = 较大风险
level-major = 重大风险

digest-kind-morning = 晨报
digest-kind-weekly = 周报

## 值班

duty-kind-officer = 值班员
duty-kind-leader = 带班领导

swap-state-asked = 待答复
swap-state-agreed = 已同意
swap-state-refused = 不同意
swap-state-lapsed = 已失效

roll-call-kind-broadcast = 群发回执
roll-call-kind-mobilisation = 集结点名
roll-call-kind-reachability = 联络测试

answer-received = 收到
answer-coming = 出发
answer-on-scene = 到场
answer-cannot = 不能到

broadcast-state-draft = 草稿
broadcast-state-awaiting = 待同意
broadcast-state-sent = 已发出
broadcast-state-dropped = 已放弃

correction-cancel = 撤销
correction-correct = 更正

## 县级报送

reporting-state-first-due = 待初报
reporting-state-following = 续报中
reporting-state-stable = 待核报
reporting-state-verified = 已核报
reporting-state-waived = 无需报送
reporting-state-cancelled = 不再报送

report-kind-first = 初报
report-kind-follow-up = 续报
report-kind-verified = 核报

report-way-system = 系统填报
report-way-phone = 电话
report-way-fax = 传真
report-way-message = 政务通或工作群
joining-state-asked = 申请加入，待答复
joining-state-agreed = 同意加入
joining-state-refused = 不同意加入

mobilisation-state-draft = 草稿
mobilisation-state-running = 集结中
mobilisation-state-standing-down = 清点归队
mobilisation-state-ended = 已结束
mobilisation-state-dropped = 已放弃

## 现场交接

handover-kind-shift = 现场换班
handover-kind-command = 移交指挥
handover-state-draft = 填写中
handover-state-asked = 等待接班
handover-state-agreed = 已交接
handover-state-refused = 未接班
handover-state-withdrawn = 已撤回
handover-state-lapsed = 已失效

## 联络测试

out-of-reach-no-account = 没有登录
out-of-reach-blocked = 屏蔽了机器人或账号已注销
out-of-reach-undelivered = 没有送达
out-of-reach-silent = 送达但未回复
out-of-reach-unsent = 没能发出

remediation-outcome-new-number = 已换号
remediation-outcome-logged-in = 已登录
remediation-outcome-spoken-to = 已当面提醒
remediation-outcome-left = 不再任职
remediation-outcome-reached = 已能收到

duty-state-open = 待完成
duty-state-done = 已完成
duty-state-excused = 免责
duty-state-missed = 未履行
duty-state-void = 已失效

colour-red = 红色
colour-orange = 橙色
colour-yellow = 黄色
colour-blue = 蓝色

patrol-answer-normal = 正常
patrol-answer-problem = 有问题
patrol-answer-not-applicable = 不适用

drill-scope-town = 镇级
drill-scope-village = 村社级

drill-form-live = 实战演练
drill-form-tabletop = 桌面推演

drill-state-planned = 待开展
drill-state-running = 进行中
drill-state-paused = 已暂停
drill-state-held = 已开展
drill-state-stopped = 已中止
drill-state-cancelled = 已取消

inject-kind-text = 通知
inject-kind-hazard = 隐患
inject-kind-incident = 险情
inject-kind-mobilisation = 集结
inject-kind-broadcast = 广播

drill-part-preparation = 演练准备
drill-part-execution = 演练实施

drill-mark-met = 符合
drill-mark-partly = 基本符合
drill-mark-not-met = 不符合
drill-mark-not-applicable = 不适用

drill-step-comments = 点评
drill-step-self-review = 自评
drill-step-assessment = 评估组评估
drill-step-report = 报告
drill-step-corrections = 改进

drill-grade-excellent = 优
drill-grade-good = 良
drill-grade-fair = 中
drill-grade-poor = 差

problem-list-inspection = 巡视巡察
problem-list-environment = 生态环保督察
problem-list-supervision = 督查
problem-list-audit = 审计
problem-list-opinion = 网络舆情
problem-list-petition = 信访
problem-list-safety = 生产安全

problem-origin-above = 上级指出
problem-origin-local = 县镇查出
problem-origin-self = 单位自查

problem-state-new = 待报措施
problem-state-planned = 措施待审
problem-state-rectifying = 整改中
problem-state-finished = 待验收
problem-state-closed = 已销号
problem-state-dropped = 已撤销

problem-step-file = 登记
problem-step-change-measures = 修改措施
problem-step-plan = 报送措施
problem-step-approve = 同意措施
problem-step-return-plan = 退回措施
problem-step-report = 填报进展
problem-step-pass = 进展通过
problem-step-send-back = 退回进展
problem-step-finish = 措施全部完成
problem-step-accept = 验收销号
problem-step-refuse = 验收不通过
problem-step-reopen = 重新整改
problem-step-drop = 撤销登记
problem-step-assign = 改派
problem-step-move = 改时限
problem-step-correct = 更正登记
problem-step-mark = 瞒报认定

entry-state-waiting = 待审核
entry-state-passed = 已通过
entry-state-returned = 已退回

problem-colour-red = 逾期
problem-colour-orange = 进度滞后
problem-colour-yellow = 正常推进
problem-colour-blue = 措施已完成
problem-colour-green = 整改完成

training-state-planned = 计划中
training-state-invited = 已通知
training-state-held = 已办
training-state-cancelled = 已取消

training-answer-seen = 已读
training-answer-coming = 参加
training-answer-cannot = 去不了

sheet-kind-questions = 题目表
sheet-kind-names = 到课名单

sheet-state-reading = 读取中
sheet-state-read = 待确认
sheet-state-taken = 已导入
sheet-state-unreadable = 读不了

assessed-village = 村社
assessed-unit = 单位
assessed-line = 条线
assessment-each-month = 月
assessment-each-quarter = 季
assessment-each-year = 年
appeal-state-waiting = 待答复
appeal-state-upheld = 成立
appeal-state-refused = 不成立
appeal-state-withdrawn = 已撤回
action-see-assessment = 查看考核
action-close-assessment = 考核结账
action-appeal-assessment = 考核申诉
action-answer-appeal = 答复申诉
action-see-overview = 查看总览
action-inquire = 向上报人提问
draft-kind-appeal = 考核申诉
purpose-appeal = 申诉材料
sex-male = 男
sex-female = 女
vulnerability-elderly = 老年人
vulnerability-child = 儿童
vulnerability-pregnant = 孕产妇
vulnerability-disabled = 残疾人
vulnerability-sick = 病人
vulnerability-alone = 独居
vulnerability-other = 其他需要帮助
shelter-state-closed = 未启用
shelter-state-open = 已启用
action-see-households = 查看户册
action-keep-warnings = 管理预警
action-keep-household = 维护户册
action-see-people = 查看完整信息
action-see-shelters = 查看安置点
action-keep-shelter = 维护安置点
action-see-evacuation = 查看避险转移
action-order-evacuation = 下达避险转移
action-work-evacuation = 登记避险转移
action-lead-evacuation = 避险转移特别决定
action-keep-door = 安置点进出登记
action-find-people = 按姓名查人
evacuation-state-draft = 草稿
evacuation-state-asked = 待同意
evacuation-state-ordered = 转移中
evacuation-state-ended = 已结束，未解除
evacuation-state-lifted = 已解除，返回中
evacuation-state-over = 已全部返回
evacuation-state-taken-back = 已撤回
evacuation-state-dropped = 已放弃
evacuee-state-untold = 未通知
evacuee-state-told = 已通知
evacuee-state-unwilling = 不愿走
evacuee-state-left = 已出发
evacuee-state-arrived = 已到
evacuee-state-not-home = 不在家
evacuee-state-away = 外出
evacuee-state-returned = 已返回
