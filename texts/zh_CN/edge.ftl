# 收到消息、暂时处理不了时的话。

edge-retrying = 系统忙，正在自动重试，请稍候。
edge-parked =
    ⚠️ 您刚才发来的内容暂时没能处理。原文已保存，应急管理站已收到提醒，会尽快处理，请不要重复发送。
    <b>如有人员生命危险，请立即打电话：{ $call }</b>
edge-parked-station =
    ⚠️ <b>有一条消息没能自动处理</b>
    发送人：{ $who }
    时间：{ $at }
    内容：{ $excerpt }
    已尝试 { $attempts } 次，原因：<code>{ $error }</code>
    请先与发送人核实，再点“重新处理”；已经人工处理好的，点“已办结”。
edge-parked-retry = 🔁 重新处理
edge-parked-settle = ✅ 已办结
