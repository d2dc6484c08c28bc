menu-evacuation = 🏃 避险转移
menu-evacuation-what = 下达转移令、登记转移、查看清点

## 列表和命令
evacuation-home = 🏃 <b>避险转移</b>，点一项查看。
evacuation-none = 🏃 现在没有转移令。
evacuation-for-case = 🏃 避险转移
evacuation-new = ➕ 新建转移令
evacuation-entry = { $drill ->
        [yes] 【演练】
       *[no] { "" }
    }{ $number } · { $state }
evacuation-unnumbered = 草稿
evacuation-door = 🏠 { $name } 进出登记
evacuation-find = 🔍 查人
evacuation-list = 全部转移令
evacuation-see = 查看转移令
evacuation-head = 🏃 <b>避险转移{ $number ->
        [no] { "" }
       *[other] { " " }{ $number }
    }</b> · { $state }
evacuation-moved-on = 这份转移令或名单已有变化，请重新打开。
evacuation-not-given = 这份转移令还没有下达（{ $state }）。
evacuation-open-draft = ✏️ 接着写

## 起草
evacuation-draft = 🏃 <b>新建转移令</b>
evacuation-for = 范围：{ $places ->
        [no] { $area ->
            [yes] 图上范围
           *[no] 未选
        }
       *[other] { $places }{ $area ->
            [yes] 、图上范围
           *[no] { "" }
        }
    }
evacuation-reason = 原因：{ $text }
evacuation-route = 路线：{ $text }
evacuation-to = 安置点：{ $names }
evacuation-due = 时限：<b>{ $at }</b> 前全部清点
evacuation-due-usual = 时限：下达后按常规时限
evacuation-meant = 应转移 <b>{ $homes }</b> 户 <b>{ $people }</b> 人，其中需帮扶 { $vulnerable } 人
evacuation-unplaced = 其中 { $count } 户没有定位，因所在网格或村与范围相交而列入；不该转移的请在名单上划去。
evacuation-moving = 另有 { $count } 户已在其他转移令的名单上，不重复列入。
evacuation-empty-homes = 另有 { $count } 户登记为 0 人，未列入；有人居住的请补登户册。
evacuation-level = 险情等级建议：<b>{ $level }</b>（按应转移人数）
evacuation-unreached = ⚠️ { $count } 名责任人联系不上，需电话通知。
evacuation-lacks-people = 要转移的户
evacuation-lacks-reason = 原因
evacuation-lacks-route = 路线
evacuation-lacks-shelters = 安置点
evacuation-pick-points = ⛰ 风险点
evacuation-pick-grids = 🔲 网格
evacuation-pick-villages = 🏘 村社
evacuation-pick-shelters = 🏠 安置点
evacuation-pick-head = 点一下选中，再点一下取消。
evacuation-none-points = 风险点台账还是空的。
evacuation-none-grids = 花名册里还没有网格。
evacuation-none-villages = 花名册里还没有村社。
evacuation-none-shelters = 还没有登记安置点，请先登记。
evacuation-draw = 🗺 图上范围
evacuation-no-area = 去掉图上范围
evacuation-vague = { $chosen ->
        [yes] ✅
       *[no] ⬜
    } 没有定位的户也列入
evacuation-set-reason = 原因
evacuation-set-route = 路线
evacuation-set-due = 时限
evacuation-look = 👀 看名单
evacuation-dropped = 草稿已放弃，没有通知任何人。
evacuation-ask-reason = 请发转移原因，如“后山裂缝扩大，随时可能滑坡”。
evacuation-ask-route = 请发转移路线，如“沿村道向东到中心小学，不走河边”。
evacuation-ask-due = 请发全部清点完的时间，如“14:30”，或点日历。
evacuation-ask-area = 请发范围：GeoJSON 面，或每行一个“经度,纬度”，至少三个点。
evacuation-due-past = 时限要晚于现在，请重发，如“14:30”。
evacuation-area-unclear = 范围没有看懂。请发 GeoJSON 面，或每行一个“经度,纬度”，至少三个点，如“108.0521,30.1861”。
evacuation-area-long = 范围有 { $count } 个点，最多 { $limit } 个，请简化后重发。
evacuation-preview = 👀 <b>转移名单</b>
evacuation-preview-village = { $village }：{ $homes } 户 { $people } 人
evacuation-preview-officers = <b>责任人</b>
evacuation-preview-part = { $name }（{ $village }）：{ $homes } 户 { $people } 人{ $unreached ->
        [yes] { " " }⚠️ 联系不上
       *[no] { "" }
    }
evacuation-preview-more = 另有 { $count } 组
evacuation-ask-consent = 📨 请另一人同意（{ $people } 人）

## 同意
evacuation-consent = 🤝 { $name } 请您同意下达转移令：
evacuation-question = 转移令待您同意
evacuation-agree = ✅ 同意，立即转移 { $people } 人
evacuation-refuse = ❌ 不同意
evacuation-refuse-ask = 请说明为什么不同意；起草人会收到。
evacuation-refusal-noted = 已退回起草人，没有通知任何人转移。
evacuation-agreed = ✅ 您已同意，转移令 <b>{ $number }</b> 已下达，名单已发给责任人。进展卡片随后发给您。
evacuation-given = ✅ { $name } 已同意，转移令 { $number } 已下达，责任人已收到各自名单。
evacuation-refused = ❌ { $name } 不同意：{ $why }。转移令没有下达，可修改后再请。
evacuation-list-changed = { $name } 已同意，但名单在此期间有变化，没有下达。请重看名单再请一次。
evacuation-list-changed-since = 名单在此期间有变化，没有下达；起草人会重看名单再请您。
evacuation-lapsed = ⏰ 没有人在时限内答复，转移令没有下达。请电话联系后再请一次。
evacuation-taken-back = 🚫 <b>转移令 { $number } 已撤回</b>，请停止转移，并告诉已通知的群众。
evacuation-take-back = 🚫 撤回
evacuation-moved-already = 已有 { $count } 人离家，不能撤回。请先全部清点、结束，再解除。

## 责任人名单
evacuation-part = 您负责 <b>{ $homes }</b> 户 <b>{ $people }</b> 人，其中 { $frail } 户有需帮扶的人（{ $vulnerable } 人），请先转移他们。
evacuation-helped = { $count } 户有帮扶责任人，名单上有姓名和电话。
evacuation-part-nobody = ⚠️ <b>{ $homes }</b> 户 <b>{ $people }</b> 人没有责任人，请站里安排；其中 { $frail } 户有需帮扶的人（{ $vulnerable } 人），请先转移他们。
evacuation-part-village = 您村有 <b>{ $homes }</b> 户 <b>{ $people }</b> 人要转移，其中 { $frail } 户有需帮扶的人（{ $vulnerable } 人），请先安排转移他们。各户的责任人已分别接到通知。
evacuation-part-how = 请打开名单，逐户登记到哪一步，一个不漏。
evacuation-part-lead = 请到场组织转移，打开名单看每户到了哪一步，督促一个不漏。
evacuation-open-list = 📋 打开名单
evacuation-list-of = 转移名单 { $number }
evacuation-list-mine = <b>您的名单</b>：未清点的在前，需帮扶的在前。
evacuation-list-all = <b>名单</b>：未清点的在前，需帮扶的在前。
evacuation-home-line = { $frail ->
        [yes] ♿ { "" }
       *[no] { "" }
    }{ $code ->
        [no] 无户号
       *[other] { $code }
    } · { $people } 人 · { $done ->
        [0] 未清点
       *[other] 已清点 { $done }
    }
evacuation-by-code = 🔢 按户号找
evacuation-ask-code = 请发户号或户主登记的电话，如“H-0312”或“312”。
evacuation-no-household = { $count ->
        [0] 户册里没有“{ $typed }”。请核对户号，如“H-0312”。
       *[other] “{ $typed }”对应 { $count } 户，请发完整户号，如“H-0312”。
    }
evacuation-home-added = 这户原来不在名单上，已补入

## 户卡
evacuation-household = 🏡 <b>{ $code ->
        [no] 无户号
       *[other] { $code }
    }</b> · { $place }{ $address ->
        [no] { "" }
       *[other] { " " }· { $address }
    }
evacuation-helper = 🤝 帮扶责任人 { $name }{ $phone ->
        [no] { "" }
       *[other] { " " }{ $phone }
    }
evacuation-person = { $number }. { $name }{ $frail ->
        [yes] { " " }♿
       *[no] { "" }
    } · <b>{ $state }</b>{ $where ->
        [no] { "" }
       *[other] { " " }· { $where }
    }{ $phone ->
        [no] { "" }
       *[other] { " " }{ $phone }
    }
evacuation-struck = <s>{ $text }</s>
evacuation-unnamed = 未登记姓名
evacuation-for-all = 下面的按钮登记全户 { $count } 人；只登记几个人，先点他们的号。
evacuation-for-some = 下面的按钮只登记选中的 { $count } 人。
evacuation-pick = { $chosen ->
        [yes] ✅
       *[no] ⬜
    } { $number }
evacuation-told-them = 📣 已通知
evacuation-left = 🚶 已出发
evacuation-arrived = 🏠 已到安置点
evacuation-wont = ✋ 不愿走
evacuation-not-home = 🚪 不在家
evacuation-away = 🧳 外出
evacuation-relatives = 👪 已到亲友处
evacuation-add = ➕ 加人
evacuation-undo = ↩️ 更正上一条
evacuation-strike = ✖️ 划去
evacuation-past = 🕘 记录
evacuation-seen-back = ⚠️ 发现擅自返回
evacuation-returned = 🏡 已返回
evacuation-next = ▶️ 下一户
evacuation-noted = 已登记 { $count } 人
evacuation-ask-unwilling = 请发不愿走的原因；站里会收到并决定。
evacuation-ask-away = 请发人在哪里、电话，如“县城儿子家 13812341234”。
evacuation-ask-arrived = 请发亲友处地址、电话，如“下河村 2 组 13812341234”。
evacuation-ask-add = 请发这个人的姓名；不知道姓名的发称呼，如“租客”。
evacuation-ask-strike = 请发划去的原因，如“早已搬走”。原记录保留。
evacuation-place-needed = 请写明人在哪里，如“县城儿子家 13812341234”。
evacuation-name-needed = 请发姓名或称呼，最多 { $limit } 个字。
evacuation-alike = ⚠️ 名单上已有 { $count } 个同名的人，请核对是不是同一人；是的话把多出的划去。
evacuation-nobody-chosen = 选中的人已不在名单上，请重新打开这户。
evacuation-nobody-here = 选中的人现在不住在这个安置点，请重新打开这户。
evacuation-not-lifted = 转移令还没有解除，任何人不得返回。发现有人返回，请点“发现擅自返回”。
evacuation-lifted-already = 转移令已解除，可以返回，请登记“已返回”。
evacuation-entered-since = 没有可更正的，或刚有新的登记。请重新打开这户。
evacuation-passed-up = 已报应急管理站，等站里答复
evacuation-case-opened = 已立事项 { $number }
evacuation-back-early = 未解除擅自返回
evacuation-back-case = 转移令 { $number } 未解除，{ $code ->
        [no] 有
       *[other] { $code } 户有
    } { $count } 人擅自返回危险区
evacuation-houses-case = 转移令 { $number } 已解除：{ $village } { $count } 户返回前检查房屋、水电气

## 两人说法不同
evacuation-conflict = ⚠️ <b>{ $code ->
        [no] 这个人
       *[other] { $code }
    }</b>：别人刚登记了不同的情况，两条记录都留着，哪条为准？
evacuation-conflict-line = { $number }. { $name } { $at } 登记 <b>{ $theirs }</b>，您登记 <b>{ $mine }</b>
evacuation-hold = 以我的为准
evacuation-leave = 按对方的
evacuation-disputed = ⚠️ { $name } 把 { $code ->
        [no] 名单上
       *[other] { $code } 户
    } { $count } 人改为 <b>{ $state }</b>，与您登记的不同。不对的话请核实后再登记。
evacuation-open-home = 打开这户
evacuation-past-head = 🕘 <b>{ $code ->
        [no] 无户号
       *[other] { $code }
    }</b> 的全部记录
evacuation-past-line = { $at } { $name }：{ $number }. { $state }{ $why ->
        [no] { "" }
       *[other] （{ $why }）
    }{ $note ->
        [undone] · 更正
        [disputed] · 未采用
       *[counts] { "" }
    }
evacuation-struck-off = 划去

## 不愿走
evacuation-will-not = ✋ { $code ->
        [no] 名单上
       *[other] { $code } 户
    } <b>{ $count } 人不愿走</b>：{ $why }
    { $name } 报，请决定。
evacuation-force = 🚨 强制转移
evacuation-talk = 🗣 继续劝导
evacuation-decided = { $force ->
        [yes] 已答复：强制转移。责任人已收到，已记入日志。
       *[no] 已答复：继续劝导。责任人已收到。
    }
evacuation-forced = 🚨 { $name } 代表站里答复：{ $code ->
        [no] 这些人
       *[other] { $code } 户
    } <b>强制转移</b>，请组织人手，转移后登记。
evacuation-talk-again = 🗣 { $name } 代表站里答复：{ $code ->
        [no] 这些人
       *[other] { $code } 户
    } 继续劝导，有变化请登记。

## 安置点
evacuation-which-shelter = 🏠 { $count } 人到哪个安置点？最近、住得下的在前。
evacuation-to-site = { $name } · 余 { $left }{ $km ->
        [no] { "" }
       *[other] { " " }· { $km } 公里
    }
evacuation-no-room = ⛔ <b>{ $name }</b> 只剩 { $left } 个位，这 { $count } 人没有登记。{ $fits ->
        [0] 没有一处住得下全部，可分开选人，或请站领导定。
       *[other] 下面各处住得下全部：
    }
evacuation-overfill = ⚠️ 站领导同意，仍在此安置
evacuation-over-limit = 定员 { $places }，已住 { $taken }，再来 { $coming } 人会超过上限 { $most }。请另选一处。
evacuation-shelter-gone = 这个安置点已撤销，请另选一处。
evacuation-is-full = 🈵 <b>{ $name }</b> 已住满（{ $places }）。{ $other ->
        [no] 其他安置点也没有余位，请马上增开。
       *[other] 后来的请去 { $other }，余 { $left }。
    }
evacuation-site = 🏠 { $name }：已住 { $taken }，余 { $left }
evacuation-guests = 已登记 { $homes } 户 { $people } 人
evacuation-at-door = 🔢 登记进出
evacuation-in-here = 🏠 住进这里
evacuation-out = 🚶 离开，去亲友处（{ $count } 人）
evacuation-go-home = 🏡 离开返家（{ $count } 人）
evacuation-need = 📦 报需求
evacuation-ask-need = 请发缺什么、要多少，如“棉被 30 床，降压药”。
evacuation-need-told = 已报应急管理站。
evacuation-needs = 📦 <b>{ $shelter }</b> 需要：{ $text }
    { $name } 报，请安排。
evacuation-no-order = 现在没有转移令，不用登记。请先由站里下达转移令。

## 清点
evacuation-total = 名单 <b>{ $homes }</b> 户 <b>{ $people }</b> 人，需帮扶 { $vulnerable } 人
evacuation-state-count = { $state } { $count }
evacuation-dot = { " · " }
evacuation-unaccounted = 未清点 <b>{ $count }</b> 人
evacuation-settled = 现安置 { $now } 人：集中 { $gathered }，分散 { $dispersed }，安置点 { $sites } 处
evacuation-so-far = 累计避险转移 { $evacuated } 人，累计安置 { $relocated } 人
evacuation-reported = ☎️ { $source } 电话报 { $people } 人（另计，不加入名单）
evacuation-because = 未全部清点即结束：{ $why }
evacuation-by-village = <b>分村</b>
evacuation-by-officer = <b>分责任人</b>
evacuation-place-line = { $name }：{ $people } 人，已到 { $arrived }，未清点 { $unaccounted }
evacuation-no-grid = { $village }（未分网格）
evacuation-the-station = 应急管理站
evacuation-unseen = ⚠️ { $count } 名责任人还没有打开名单，请打电话。
evacuation-refresh = 🔄 刷新
evacuation-places = 📊 分网格
evacuation-file = 📥 Excel
evacuation-owed = 转移未清点 { $count } 人

## 结束、解除
evacuation-end = ⏹ 结束转移
evacuation-end-why = 还有 <b>{ $count }</b> 人没有清点。确要结束，请站领导说明原因。
evacuation-has-ended = ⏹ 转移 { $number } 已结束{ $missing ->
        [0] ，全部清点
       *[other] ，{ $missing } 人未清点
    }。未解除前任何人不得返回。
evacuation-check = 🔎 核查风险点
evacuation-checks = 🔎 <b>解除前核查</b>：{ $left ->
        [0] 都已核查，可以解除。
       *[other] 还有 { $left } 处，到现场看过的人点一处登记。
    }
evacuation-checked = ✅ { $name }：{ $said }
evacuation-check-point = 已核查：{ $name }
evacuation-ground = 转移区域
evacuation-check-ask = 请发现场看到的情况，如“裂缝无新增，监测数据平稳”。您的姓名会一并记录。
evacuation-lift = ✅ 解除，可以返回
evacuation-is-lifted = ✅ <b>转移令 { $number } 已解除</b>。房屋检查后组织返回，请逐户登记“已返回”。
evacuation-not-ended = 请先结束转移，再解除。
evacuation-unchecked = 还有 { $count } 处没有人核查，不能解除。请到“核查风险点”登记。
evacuation-told = ☎️ 电话报数
evacuation-ask-figure = 请发人数和谁报的，如“50 下河村电话”。单独列出，不加入名单。
evacuation-figure-unclear = 请先发数字，再发谁报的，如“50 下河村电话”。

## 查人
evacuation-ask-name = 请发姓名或电话，至少 { $least } 个字。每次查找都会记录。
evacuation-name-short = 请至少发 { $least } 个字的姓名，或完整电话。
evacuation-nobody-found = 名单上没有这个人。请换一种写法再发，或核对姓名。
evacuation-hits = 🔍 查到：
evacuation-hit = { $name } · { $code ->
        [no] 无户号
       *[other] { $code }
    } · { $state } · { $order }
evacuation-hits-more = 只列前 { $count } 人，请发完整姓名。
evacuation-open-hit = 打开 { $code ->
        [no] 这个人
       *[other] { $code }
    }

## Excel
evacuation-book = 避险转移 { $number }
evacuation-sheet-balance = 汇总
evacuation-sheet-people = 名单
evacuation-whole = 全镇
evacuation-yes = 是
evacuation-column-place = 地方
evacuation-column-people = 名单人数
evacuation-column-unaccounted = 未清点
evacuation-column-household = 户号
evacuation-column-person = 姓名
evacuation-column-vulnerable = 需帮扶
evacuation-column-state = 状态
evacuation-column-where = 去向
evacuation-column-phone = 电话
evacuation-column-since = 登记时间
evacuation-column-village = 村社
evacuation-column-grid = 网格
evacuation-column-officer = 责任人
evacuation-column-struck = 划去时间

## 名单的保存
evacuation-will-be-erased = 🗂 转移令 { $number } 的名单将于 <b>{ $at }</b> 销毁（个人信息只为应急使用）。需要存档请先下载；有正当理由可暂缓。
evacuation-was-erased = 🗑 转移令 { $number } 的名单已销毁：{ $people } 人、{ $entries } 条登记、{ $stays } 条住宿、{ $messages } 条消息。汇总数字保留。
evacuation-keep = ⏸ 暂缓销毁
evacuation-free = ▶️ 不再暂缓
evacuation-keep-ask = 请说明暂缓销毁的理由，如“事故调查组调取”。
evacuation-kept = ⏸ 已暂缓销毁：{ $why }
evacuation-freed = 已恢复，到期前会再提醒一次。
evacuation-is-erased = 🗑 名单已于 { $at } 销毁，保留汇总：名单 { $people } 人，避险转移 { $evacuated } 人，安置 { $relocated } 人。
evacuation-erased-already = 名单已经销毁。
evacuation-not-held = 这份名单没有暂缓销毁。

## 名单换人
evacuation-parts = 🔁 名单换人
evacuation-parts-head = 哪一份名单换人办？还没打开名单的在前。
evacuation-part-line = { $seen ->
    [yes] {""}
   *[no] ⚠️{" "}
}{ $village } { $name }：未清点 { $left } 人
evacuation-part-whom = { $village } { $name } 的名单（未清点 { $left } 人）交给谁？已登记的不变，办理时限不变。两人都会收到通知。
evacuation-part-to = 交给 { $name }
evacuation-part-handed = 名单已交给 { $name }，两人都已通知。
evacuation-part-yours = <b>这份名单现在由您负责</b>，原由 { $before } 负责（{ $by } 安排）。已登记的都在。
evacuation-part-gone = 您的名单已交给 <b>{ $now }</b>（{ $by } 安排），您登记的都保留。了解的情况请告诉接手的人。
evacuation-part-now = ℹ️ 您原来的名单现在由 { $names } 负责，登记请告诉接手的人。
evacuation-part-moved = 这份名单刚刚已经换人，请打开“名单换人”重新看。
evacuation-part-cannot = 这个人现在不能接名单（已离任或者就是原负责人），请重新选。

evacuation-call = 转移 { $number }
evacuation-call-unseen = 还没有打开转移名单
