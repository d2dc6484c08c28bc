# 培训：年度计划、通知、签到和到课名单、资料、测验、学时。

menu-training = 📚 培训
menu-training-what = 培训计划、签到、测验、学时
training-subject-production-safety = 安全生产
training-subject-fire = 消防
training-subject-flood = 防汛
training-subject-typhoon = 防台风
training-subject-drought = 抗旱
training-title = { $subject }培训{ $topic ->
    [no] {""}
   *[other] ：{ $topic }
}

## 年度计划

training-plan = 📚 <b>{ $year } 年培训计划</b>：{ $count } 课，已办 { $held } 课
training-plan-empty = 📚 <b>{ $year } 年培训计划</b>：还没有安排。
training-by-subject = { $names }
training-of-subject = { $name } { $count }
training-entry = { $at } { $title } · { $state }
training-new = ➕ 安排一课
training-copy = 📋 沿用去年的 { $count } 课
training-copied = 已沿用 { $count } 课，日期遇节假日已顺延，请逐课核对。
training-own = 👤 我的培训
training-staff = ⏱ 专职人员学时
training-which-subject = 安排哪个科目？
training-when-ask = 什么时候上课？请输入时间，例如：11-30 15:00。也可以点下面选日期：
training-subject-gone = 配置里已经没有这个科目，请返回计划重新选。
training-go = 📚 打开培训计划
training-gone = 这项内容已经不在了，请发 /training 重新打开。
training-is-planned = 这一课还没有发通知，请先发通知。
training-is-invited = 这一课的到课名单还没有确认。
training-is-held = 这一课已经办完，名单已确认。
training-is-cancelled = 这一课已取消。

## 一课

training-head = 📚 <b>{ $title }</b>（{ $state }）
training-when = 时间：{ $at } 至 { $end }（{ $hours } 学时）
training-where = 地点：{ $place ->
    [no] 待定
   *[other] { $place }
}
training-speaker = 讲师：{ $name }
training-organiser = 组织者：{ $name }
training-for-nobody = 对象：未选
training-for-full-time = 对象：应急管理站专职人员
training-answers = 答复：参加 { $coming }，去不了 { $cannot }，已读 { $seen }，未答复 { $silent }
training-present = 到课：{ $present } 人（名单 { $of } 人）
training-extras = 资料 { $files } 份，测验 { $questions } 题
training-reason = 原因：{ $reason }
training-next-planned = 下一步：选好对象和地点，然后发通知。
training-next-invited = 下一步：下课后确认到课名单。
training-next-cancelled = 已取消，不用再办。
training-own-present = ✅ 您已到课{ $at ->
    [no] {""}
   *[other] （{ $at } 签到）
}
training-own-absent = ✖️ 您没有到课。如果记错了，请找组织者更正。
training-own-answer = 您的答复：{ $answer ->
    [no] 还没有答复
   *[other] { $answer }
}
training-organise = ⚙️ 组织这一课
training-see = 📚 查看这一课
training-set-topic = 主题
training-set-place = 地点
training-set-speaker = 讲师
training-set-minutes = 学时
training-ask-topic = 请输入主题，例如：秸秆禁烧与初期火灾扑救
training-ask-place = 在哪里上课？请输入地点：
training-ask-speaker = 谁来讲？请输入姓名、职务：
training-ask-minutes = 一共几学时（小时）？请输入，例如：2、1.5、90分钟
training-hours-unclear = 看不懂学时。请输入 15 分钟到 12 小时，例如：2、1.5、90分钟。
training-move = 🔁 改期
training-move-ask = 改到什么时候？请输入时间，例如：11-30 15:00。也可以点下面选日期：
training-moved-why = 改到 { $at }。为什么改期？请输入原因，会告诉已通知的人：
training-cancel = ✖️ 取消
training-cancel-ask = 为什么取消？请输入原因，会告诉已通知的人：
training-take = 🙋 由我组织

## 对象和通知

training-for = 👥 选对象
training-for-head = 👥 <b>{ $title }</b>，选择参加对象：
training-full-time = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}应急管理站专职人员
training-audience-empty = 还没有参加对象，请先点“选对象”。
training-invite = 📨 发通知
training-invite-more = 📨 补发通知
training-preview = 📨 <b>{ $title }</b>，请核对名单再发{ $already ->
    [0] {""}
   *[other] （已通知 { $already } 人，不会重复发）
}：
training-send = ✅ 发给这 { $count } 人
training-sent = 通知已发给 { $count } 人。
training-list-changed = 名单刚刚有变化，没有发出。请重新打开名单核对。
training-invited-all = 对象里的人都已经通知过了。
training-over = 这一课已经下课。
training-not-invited = 您不在这一课的名单里。到场了请点“签到”，或找组织者。
training-invited = 📨 <b>培训通知</b>
training-please-answer = 请答复能否参加；到场后点“签到”。
training-moved = 🔁 <b>培训改期</b>（原定 { $was }），原因：{ $reason }。请重新答复：
training-changed = 📍 <b>培训安排有变动</b>，以下面的为准：
training-called-off = ✖️ <b>培训取消</b>，原因：{ $reason }
training-say-coming = ✅ 参加
training-say-cannot = ✖️ 去不了
training-say-seen = 收到
training-said-coming = 已记下：参加。到场后请点“签到”。
training-said-cannot = 已记下：去不了。要改，再点“参加”。
training-said-seen = 知道您看到了。能参加请点“参加”。

## 签到和到课名单

training-sign = ✍️ 签到（{ $opens } 起）
training-signed = 已签到：{ $at }
training-sign-early = 还没到签到时间。{ $at } 起可以签到，到时再点一次。
training-sign-late = 已经下课，不能自己签到了。您到了课的话，请组织者在名单里补上。
training-roll = 📋 到课名单
training-roll-early = { $at } 起才能登记到课名单。
training-roll-head = 📋 <b>{ $title }</b> 到课名单
training-roll-running = 点名字记到课，再点一下去掉。没下课不记缺课。
training-roll-over = 点名字记到课，再点一下去掉。核对后点“确认名单”，没点到的记缺课。
training-roll-held = 名单已确认。点名字可以更正，更正会留下记录。
training-roll-entry = { $there ->
    [yes] ✅
    [no] ✖️
   *[unknown] ⬜
} { $name }{ $answer ->
    [cannot] （去不了）
   *[other] {""}
}
training-enter = ✅ 确认名单（到课 { $present } 人）
training-not-over = 还没下课，{ $at } 后再确认名单。没下课不记缺课。
training-nobody-there = 名单里没有人到课。请先点上到课的人；没有办的课，请点“取消”并说明原因。
training-entered = ✅ { $title } 的到课名单已确认，本课已办。
training-reopen = ↩️ 撤回名单
training-reopen-ask = 为什么撤回名单？请输入原因：
training-invite-due = ⏰ 请在 { $due } 前发培训通知
training-invite-late = ❗ 培训通知应在 { $due } 前发出，还没有发
training-invite-what = 待发培训通知
training-list-due = ⏰ 请在 { $due } 前确认到课名单
training-list-late = ❗ 到课名单应在 { $due } 前确认，还没有确认
training-list-what = 待确认到课名单

## 资料

training-material = 📎 资料 { $count } 份
training-upload = 📎 发资料
training-material-head = 📎 <b>{ $title }</b> 的资料
training-material-ask = 请直接发文件、照片，可以发多份，也可以加一句说明。
training-material-ready = 可以接着发；发完点下面，资料会发给名单里的人（答复去不了的除外）。
training-material-send = ✅ 发给参加的人
training-material-sent = 资料已发出，名单里的人随时可以在这一课里取。
training-material-given-up = 资料没有发。
training-material-none = 这里没有文件。请先发文件或照片。
training-material-told = 📎 <b>{ $title }</b> 的资料 { $count } 份
training-file = 📎 { $title }

## 测验

training-quiz = 📝 测验
training-quiz-early = { $at } 开课后才能做测验。
training-quiz-over = 测验已经截止。没做完的不算不合格。
training-no-questions = 这一课没有测验题。
training-question = 📝 第 { $place }/{ $count } 题（{ $several ->
    [yes] 多选，{" "}
   *[no] {""}
}{ $points } 分）
training-question-text = <b>{ $text }</b>
training-option = { $letter }. { $text }
training-question-how = { $several ->
    [yes] 选好全部正确的，再点“确定”。中途退出不要紧，下次接着做。
   *[no] 点一个答案。中途退出不要紧，下次接着做。
}
training-choose = 确定{ $chosen ->
    [no] {""}
   *[other] ：{ $chosen }
}
training-quiz-choose = 请先选答案，再点“确定”。
training-quiz-done = 📝 <b>测验完成</b>（第 { $number } 次）
training-score = { $sum } 分，满分 { $of } 分（{ $share }%），{ $passed ->
    [yes] 合格
   *[no] 不合格
}
training-wrong-head = 答错 { $count } 题：
training-wrong = 第 { $place } 题 { $text } 您选 { $said }，正确答案 { $right }。{ $why ->
    [no] {""}
   *[other] { $why }
}
training-quiz-again = 🔁 再做一遍（取最高分）
training-results = 📊 成绩
training-results-head = 📊 <b>测验成绩</b>：{ $finished }/{ $of } 人做完（取各人最高分）
training-result = { $name }：{ $score ->
    [no] { $answered ->
        [-1] 还没做
       *[other] 做到第 { $answered } 题，没做完（不算不合格）
    }
   *[other] { $score }（做了 { $finished } 次）
}
training-average = 平均：{ $sum }
training-questions = 📝 题目（{ $count }）
training-questions-head = 📝 <b>{ $title }</b> 测验题，共 { $count } 题
training-question-line = { $active ->
    [yes] {""}
   *[no] （停用）
}{ $number }. { $text } 〔{ $right }，{ $points } 分〕
training-question-switch = { $active ->
    [yes] 停用第 { $number } 题
   *[no] 启用第 { $number } 题
}

## 学时

training-own-head = 👤 <b>我的培训，{ $year } 年</b>
training-own-line = { $there ->
    [yes] ✅
   *[no] ✖️
} { $at } { $title }：{ $there ->
    [yes] { $hours } 学时
   *[no] 缺课
}{ $score ->
    [no] {""}
   *[other] ；测验 { $score }
}
training-own-sum = 合计：{ $sum } 学时
training-own-none = 这一年还没有培训记录。
training-certificates = 🎓 培训证明：
training-certificate = { $year } 年到课 { $times } 次，共 { $hours } 学时{ $passed ->
    [0] {""}
   *[other] ，测验合格 { $passed } 门
}
training-staff-head = ⏱ <b>专职人员学时，{ $year } 年</b>：应满 { $target } 学时，{ $of } 人中 { $below } 人不足
training-staff-line = { $lacks ->
    [0] ✅
   *[other] ❗
} { $name }：{ $sum }{ $lacks ->
    [0] {""}
   *[other] ，还差 { $lacks }
}
