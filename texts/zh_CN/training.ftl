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
training-extras = { $files ->
    [0] {""}
   *[other] 资料 { $files } 份
}{ $questions ->
    [0] {""}
   *[other] { $files ->
        [0] {""}
       *[other] ，
    }测验 { $questions } 题
}
training-reason = 原因：{ $reason }
training-next-planned = 下一步：选好对象和地点，然后发通知。
training-next-over = 下一步：这一课的时间已过。办了的，点“到课名单”登记；没办的，请改期或取消。
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
        [0] 打开了，还没答题（不算不合格）
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

## 题目表和名单

training-names = 📄 发名单（Excel 或打字）
training-send-questions = 📄 发题目表（Excel）
training-ask-questions = 请发 Excel 题目表（.xlsx）。要有“题目”“答案”，选项写在“选项A”“选项B”等栏，也可以有题号、分值、解析。没有现成的，先下载空表填写。
training-ask-names = 请发 Excel 名单（有“姓名”一栏即可），或直接打名字，例如：张三、李四。重名的在后面加手机号。
training-sheet-template = 📄 下载空表（带现有题目）
training-template = { $title } 题目表
training-marked = { $title } 需修改
training-sheet-reading = 📄 表收到了，正在读，读好马上把结果发给您。
training-sheet-wanted = 这里要一份 Excel 表（.xlsx），请直接发文件。照片读不了。
training-names-none = 这里面没有花名册里的人名。请打到课人员的名字，例如：张三、李四。
training-sheet-not-fetched = 文件没有取到，请重新发一次。
training-sheet-no-text = 没有找到“题目”一栏。请在前 10 行里写上栏目标题：题目、选项A、选项B、答案，再发一次。
training-sheet-no-name = 没有找到“姓名”一栏。请在前 10 行里写上栏目标题“姓名”，再发一次。
training-sheet-refused = ❗ { $kind }读不了：
training-sheet-again = 📄 重新发
training-sheet-head = 📄 <b>{ $title }</b>，{ $kind }
training-sheet-counts = { $names ->
    [yes] 记到课 { $new }，已记 { $same }，存疑 { $doubtful }，不记 { $refused }
   *[no] 新增 { $new }，改动 { $changed }，不变 { $same }，存疑 { $doubtful }，不导入 { $refused }
}
training-sheet-line = { $names ->
    [yes] { $row }. { $verdict ->
        [new] ✅
        [doubtful] ❓
       *[refused] ✖️
    } { $about }
   *[no] 第 { $row } 行 { $verdict ->
        [new] 新增
        [changed] 改动
        [doubtful] 存疑
       *[refused] 不导入
    }：{ $about }
}{ $why ->
    [no] {""}
   *[other] （{ $why }）
}
training-sheet-more = 还有 { $count } 行，见标注表。
training-sheet-next = { $taken ->
    [yes] 已导入。
   *[no] { $writes ->
        [0] 没有要导入的。
       *[other] 核对后点下面导入；存疑和不导入的行不动，改好后可以再发。
    }
}
training-sheet-take = ✅ 导入 { $count } 条
training-sheet-taken = 这份表已经导入过了。
training-sheet-done = 已导入 { $count } 条。
training-sheet-marked = 📄 下载标注表（写着怎么改）
training-why-formula = 是公式或错误值，请改成文字
training-why-no-text = 没有题目，请填写；只改选项、答案的请写上题号
training-why-number = 题号看不懂，请写数字
training-why-points = 分值看不懂，请写 1 到 1000 的数字
training-why-options = 选项至少两个，不能空着、不能重复；判断题答案请写“对”或“错”
training-why-right = 答案看不懂，请写选项字母，例如 A 或 ABD
training-why-twice = 和前面的行重复
training-why-alike = 和已有的题很像，要改那一题请写上它的题号
training-why-away = 写着没到，不记到课
training-why-no-mark = 签到栏是空的，请在名单里点名确认
training-why-stranger = 花名册里没有这个人，请核对姓名
training-why-several = 有重名，请在后面加手机号
training-right = 对
training-wrong-label = 错
training-words-right = 对|正确|是|√|✓|true|t|yes|y|1
training-words-wrong = 错|错误|不对|否|×|✗|x|false|f|no|n|0
training-words-away = 缺席|缺课|缺|未到|没到|没来|请假|否|不|×|x|0|no|absent
training-column-number = 题号|序号|编号|题序
training-column-text = 题目|题干|试题|试题内容|题目内容|问题|考题
training-column-options = 选项|备选答案|答案选项|选项内容
training-column-option-a = 选项A|A|A选项|答案A|选项1|选项一
training-column-option-b = 选项B|B|B选项|答案B|选项2|选项二
training-column-option-c = 选项C|C|C选项|答案C|选项3|选项三
training-column-option-d = 选项D|D|D选项|答案D|选项4|选项四
training-column-option-e = 选项E|E|E选项|答案E|选项5|选项五
training-column-option-f = 选项F|F|F选项|答案F|选项6|选项六
training-column-option-g = 选项G|G|G选项|答案G|选项7|选项七
training-column-option-h = 选项H|H|H选项|答案H|选项8|选项八
training-column-right = 答案|正确答案|标准答案|参考答案|正确选项
training-column-points = 分值|分数|得分|每题分值
training-column-why = 解析|答案解析|说明|依据|备注
training-column-name = 姓名|名字|人员|参训人员|学员
training-column-phone = 手机|手机号|手机号码|电话|联系电话|联系方式
training-column-attended = 签到|签名|到课|出勤|是否到课|是否参加|签到情况
