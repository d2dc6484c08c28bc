# 培训的 Word 文书：签到表、培训记录、专职人员学时。

document-training-sheet = 培训签到表
document-training-record = 培训记录
document-training-hours = 专职人员培训学时
document-title-sign-in = { $subject }培训签到表
document-title-training = { $subject }培训记录
document-title-training-hours = { $year }年专职人员培训学时
document-taught = { $began }至{ $over }
document-signed-by-phone = { $at }手机签到
document-attended = { $there ->
    [yes] 到课
   *[no] 缺课
}
document-quiz = { $points }/{ $of }分，{ $passed ->
    [yes] 合格
   *[no] 不合格
}
document-lacking = { $hours ->
    [0] 已满
   *[other] { $hours }
}
document-training-attendance = 名单{ $expected }人，到课{ $present }人，缺课{ $absent }人。
document-training-quiz = 测验{ $questions }题，做完{ $finished }人，合格{ $passed }人（取各人最高分，没做完的不算不合格）。
document-training-average = 平均得分率（％）：{ $average }。
document-training-staff = { $year }年专职人员每人应满{ $target }学时。在册{ $count }人，其中{ $below-target }人不足。

document-heading-attendance = 到课和测验情况
document-heading-staff = 各人学时
document-heading-sessions = 举办的培训

document-field-subject = 培训主题
document-field-taught = 培训时间
document-field-classroom = 培训地点
document-field-speaker = 主讲人
document-field-hours = 学时
document-field-people = 名单
document-field-post = 单位职务
document-field-signed = 签名
document-field-attended = 到课
document-field-quiz = 测验成绩
document-field-expected = 应到
document-field-quiz-questions = 测验题数
document-field-finished = 做完测验
document-field-passed = 测验合格
document-field-year = 年度
document-field-target = 应满学时
document-field-below-target = 不足人数
document-field-staff = 专职人员
document-field-sessions = 培训课次
document-field-total = 学时合计
document-field-lacking = 还差
document-field-date = 日期
document-field-attendance = 到课人数
