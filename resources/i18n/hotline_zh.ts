<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AbandonedContent</name>
    <message>
        <source>Callers who gave up waiting today</source>
        <translation>今天等不及挂断的来电</translation>
    </message>
    <message>
        <source>within 5 s</source>
        <translation>5 秒内挂断</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>to ring back</source>
        <translation>待回拨</translation>
    </message>
</context>
<context>
    <name>Accepting</name>
    <message>
        <source>Choose an item first: Ctrl F, a few letters, Enter</source>
        <translation>请先选小项：Ctrl F，输入几个字母，Enter</translation>
    </message>
    <message>
        <source>{name} has case {no} and is not called off by this. File it under “{item}” all the same?</source>
        <translation>工单 {no} 已派给{name}，改归类不会撤回派单。仍要改归“{item}”吗？</translation>
    </message>
    <message>
        <source>File it there</source>
        <translation>改归此项</translation>
    </message>
    <message>
        <source>Case {no} is filed under {item} now.</source>
        <translation>工单 {no} 已改归“{item}”。</translation>
    </message>
    <message>
        <source>Somebody else had changed this meanwhile. Theirs stands; yours is kept, and the sync page asks.</source>
        <translation>别人刚才改过这里，以对方写的为准；您写的已保留，请在“本机与中心”页面选择。</translation>
    </message>
    <message>
        <source>The notes are saved</source>
        <translation>备注已存</translation>
    </message>
    <message>
        <source>The notes are saved in this case</source>
        <translation>备注已存入本工单</translation>
    </message>
    <message>
        <source>Nothing has changed since it was saved</source>
        <translation>没有新的改动</translation>
    </message>
</context>
<context>
    <name>ActForm</name>
    <message>
        <source>Leave it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>AlertLine</name>
    <message>
        <source>I see to it</source>
        <translation>由我处理</translation>
    </message>
    <message>
        <source>{operator} ({desk}) needs you, for {time}: the caller does not know</source>
        <translation>{operator}（{desk}）求助，已 {time}，对方并不知情</translation>
    </message>
    <message>
        <source>silent alerts</source>
        <translation>静默求助</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Text to read out</source>
        <translation>答复用语</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>This is wrong…</source>
        <translation>内容有误…</translation>
    </message>
    <message>
        <source>What is wrong: the owner reads it (Enter tells, Esc leaves it)</source>
        <translation>哪里不对？责任单位会看到（Enter 提交，Esc 放弃）</translation>
    </message>
    <message>
        <source>What is wrong with this article</source>
        <translation>这条知识哪里不对</translation>
    </message>
    <message>
        <source>Answered with this</source>
        <translation>以此答复</translation>
    </message>
    <message>
        <source>Ctrl Enter</source>
        <translation>Ctrl Enter</translation>
    </message>
    <message>
        <source>Expired: ask {owner} before you read it out.</source>
        <translation>已过期：答复前请先问{owner}。</translation>
    </message>
    <message>
        <source>source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
</context>
<context>
    <name>AskStrip</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存，返回</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>{who} asks for you about {number}</source>
        <translation>{who} 找您，来电人 {number}</translation>
    </message>
    <message>
        <source>{who} asks for you</source>
        <translation>{who} 找您</translation>
    </message>
    <message>
        <source>Handed on by {who}</source>
        <translation>由 {who} 转来</translation>
    </message>
</context>
<context>
    <name>BadRowTableModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应为</translation>
    </message>
</context>
<context>
    <name>Behind</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The list behind the number</source>
        <translation>数字背后的名单</translation>
    </message>
    <message>
        <source>Nothing is counted here.</source>
        <translation>这里没有可列的。</translation>
    </message>
</context>
<context>
    <name>BehindPane</name>
    <message>
        <source>Behind the figure</source>
        <translation>数字明细</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The figure is 0: there is no case or call to list.</source>
        <translation>此数为 0，没有可列的工单或来电。</translation>
    </message>
    <message>
        <source>{total} in all</source>
        <translation>共 {total} 条</translation>
    </message>
    <message>
        <source>{total} in all, the quickest first; {first} to {last} are shown</source>
        <translation>共 {total} 条，最快的在前；显示第 {first} 至 {last} 条</translation>
    </message>
    <message>
        <source>{total} in all, the newest {shown} are shown; scroll for more</source>
        <translation>共 {total} 条，已显示最新的 {shown} 条；向下滚动可看更多</translation>
    </message>
</context>
<context>
    <name>BoardPane</name>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Wallboard</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Every number opens its list</source>
        <translation>每个数都能点开名单</translation>
    </message>
    <message>
        <source>Arrows move, Shift with them sizes, Enter: a window of its own, Delete: put away</source>
        <translation>方向键移动，Shift 加方向键改大小，Enter 单独成窗，Delete 收起</translation>
    </message>
    <message>
        <source>Enter rings back at your own desk · Esc closes</source>
        <translation>Enter 在本席位回拨 · Esc 关闭</translation>
    </message>
    <message>
        <source>Enter: you see to it · Esc closes</source>
        <translation>Enter 由您处理 · Esc 关闭</translation>
    </message>
    <message>
        <source>Enter writes a note to that operator alone · Esc closes</source>
        <translation>Enter 给该受理员悄悄留言 · Esc 关闭</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>Enter opens the case at your own desk · Esc closes</source>
        <translation>Enter 在本席位打开工单 · Esc 关闭</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>● live</source>
        <translation>● 实时</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>cases</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>desks</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>○ old since {time}: {what}</source>
        <translation>○ {time} 起未更新：{what}</translation>
    </message>
    <message>
        <source>As it was at first</source>
        <translation>恢复原来的排列</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>Be ready</source>
        <translation>恢复空闲</translation>
    </message>
    <message>
        <source>Enter: speak first</source>
        <translation>Enter 先沟通</translation>
    </message>
    <message>
        <source>Ctrl Enter: put through at once</source>
        <translation>Ctrl Enter 直接转接</translation>
    </message>
    <message>
        <source>Transfer to</source>
        <translation>转接给</translation>
    </message>
    <message>
        <source>Esc: leave it</source>
        <translation>Esc 取消</translation>
    </message>
    <message>
        <source>Three-party with</source>
        <translation>三方加入</translation>
    </message>
    <message>
        <source>Enter: ring them</source>
        <translation>Enter 呼叫</translation>
    </message>
    <message>
        <source>There is no link to the telephone exchange</source>
        <translation>与话务系统的连接已断开</translation>
    </message>
    <message>
        <source>No link – your phone may still ring</source>
        <translation>连接已断开，话机仍可能响铃</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Put through</source>
        <translation>完成转接</translation>
    </message>
    <message>
        <source>Back to the caller</source>
        <translation>回到来电人</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Three-party</source>
        <translation>三方</translation>
    </message>
    <message>
        <source>Let the third go</source>
        <translation>挂断第三方</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Be heard</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Don&apos;t wait, put through</source>
        <translation>不等接听，直接转接</translation>
    </message>
    <message>
        <source>Drop them</source>
        <translation>挂断对方</translation>
    </message>
    <message>
        <source>Ready – the next call rings here</source>
        <translation>空闲，来电会在这里响铃</translation>
    </message>
    <message>
        <source>Break – no call rings here</source>
        <translation>小休，来电不会转到这里</translation>
    </message>
    <message>
        <source>Your telephone rings – somebody asks for you</source>
        <translation>话机在响，有人找您</translation>
    </message>
    <message>
        <source>On the telephone – no call rings here</source>
        <translation>话机通话中，来电不会在这里响铃</translation>
    </message>
    <message>
        <source>Wrap-up – finish your words, then the next call rings</source>
        <translation>话后处理，写完记录再接下一个来电</translation>
    </message>
    <message>
        <source>Signed out – no call rings here</source>
        <translation>已签退，来电不会转到这里</translation>
    </message>
    <message>
        <source>Your telephone is not connected – cases can still be edited</source>
        <translation>话机未连接，工单仍可编辑</translation>
    </message>
    <message>
        <source>Training – no call rings here</source>
        <translation>培训中，来电不会转到这里</translation>
    </message>
    <message>
        <source>You did not answer – no call rings here</source>
        <translation>刚才未接听，来电暂不转到这里</translation>
    </message>
    <message>
        <source>This console was away – no call rings here</source>
        <translation>本台离开过 – 来电不会转到这里</translation>
    </message>
    <message>
        <source>No call that is known at this desk: a colleague asks, it was dialled by hand, or before a restart</source>
        <translation>不是本席已知的来电：同事询问、手工拨打，或重启之前的通话</translation>
    </message>
    <message>
        <source>No call that is known at this desk</source>
        <translation>不是本席已知的来电</translation>
    </message>
    <message>
        <source>Calls are noted by hand – {key} and the number</source>
        <translation>来电手工登记：{key} 输入号码</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开……</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>未显号码</translation>
    </message>
    <message>
        <source>MUTED: they do not hear you</source>
        <translation>已静音：对方听不到您</translation>
    </message>
    <message>
        <source>it rings at their end</source>
        <translation>对方话机响铃中</translation>
    </message>
    <message>
        <source>ringing them: pick up your phone when it rings</source>
        <translation>正在呼叫，话机响起请提机</translation>
    </message>
    <message>
        <source>ringing them</source>
        <translation>正在呼叫</translation>
    </message>
    <message>
        <source>rings here: pick up your phone</source>
        <translation>来电响铃，请在话机上接听</translation>
    </message>
    <message>
        <source>rings here</source>
        <translation>来电响铃</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>asking {party}, caller on hold</source>
        <translation>正在联系 {party}，来电人保持中</translation>
    </message>
    <message>
        <source>ringing {party}, caller on hold</source>
        <translation>正在呼叫 {party}，来电人保持中</translation>
    </message>
    <message>
        <source>with {party}, caller on hold</source>
        <translation>正与 {party} 通话，来电人保持中</translation>
    </message>
    <message>
        <source>ringing {party} to join</source>
        <translation>正在呼叫 {party} 加入三方</translation>
    </message>
    <message>
        <source>three-party with {party}</source>
        <translation>与 {party} 三方通话</translation>
    </message>
    <message>
        <source>rung from here</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>answered after {seconds} s</source>
        <translation>等候 {seconds} 秒后接听</translation>
    </message>
    <message>
        <source>waits {time}</source>
        <translation>已等 {time}</translation>
    </message>
</context>
<context>
    <name>CallPresenter</name>
    <message>
        <source>No. {number} {name}</source>
        <translation>{number} 号 {name}</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚未登记</translation>
    </message>
    <message>
        <source>{count} open case</source>
        <translation>{count} 件未办结</translation>
    </message>
    <message>
        <source>{count} open cases</source>
        <translation>{count} 件未办结</translation>
    </message>
    <message>
        <source>Ringing {number}: they join when they answer</source>
        <translation>正在呼叫 {number}，对方接听后加入三方</translation>
    </message>
    <message>
        <source>They still ring: {again} again puts through all the same; {back} goes back</source>
        <translation>对方还没有接听。再按一次 {again} 仍会把来电人转过去；{back} 回到来电人。</translation>
    </message>
    <message>
        <source>The call ended while the link to the exchange was lost</source>
        <translation>通话在与话务系统断开期间结束</translation>
    </message>
    <message>
        <source>{what}. {key} rings them again.</source>
        <translation>{what}。{key} 重新拨打。</translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}。</translation>
    </message>
</context>
<context>
    <name>CallbackPane</name>
    <message>
        <source>Callback</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>What the citizen says</source>
        <translation>市民怎么说</translation>
    </message>
    <message>
        <source>The questions for the citizen stand here when a case is open.</source>
        <translation>打开工单后，问市民的问题列在这里。</translation>
    </message>
    <message>
        <source>Opens with a case. Callbacks due: {key}</source>
        <translation>打开工单后列出。待回访：{key}</translation>
    </message>
    <message>
        <source>Not reached {failed} of {needed}: </source>
        <translation>未联系上 {failed}/{needed} 次：</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已回访</translation>
    </message>
    <message>
        <source>Not open for a callback now</source>
        <translation>现在还不到回访</translation>
    </message>
    <message>
        <source>1 and 2 open verification: ask what went wrong</source>
        <translation>1–2 转投诉核实，请问清哪里不满意</translation>
    </message>
    <message>
        <source>Y / N answers · ↓ next · 1–5 satisfaction</source>
        <translation>Y 是 / N 否 · ↓ 下一项 · 1–5 满意程度</translation>
    </message>
    <message>
        <source>Asked anew; last time {score} of 5</source>
        <translation>重新回访；上次 {score} 分</translation>
    </message>
</context>
<context>
    <name>CallbackPresenter</name>
    <message>
        <source>No call with this number since {time}. How did you hear it?</source>
        <translation>{time} 之后与此号码没有通话。怎么得知的？</translation>
    </message>
    <message>
        <source>There is no number to ring. How did you hear it?</source>
        <translation>没有可拨打的号码。怎么得知的？</translation>
    </message>
</context>
<context>
    <name>CallerPane</name>
    <message>
        <source>Urgent</source>
        <translation>急</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>rated {score}</source>
        <translation>满意度 {score}</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>约定</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>+ Flag</source>
        <translation>+ 标记</translation>
    </message>
    <message>
        <source>Open cases of this number</source>
        <translation>此号未办结</translation>
    </message>
    <message>
        <source>History</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>History of this number</source>
        <translation>此号往来</translation>
    </message>
    <message>
        <source>Add a flag to this person</source>
        <translation>给此人加标记</translation>
    </message>
    <message>
        <source>shared by {count}</source>
        <translation>{count} 人共用此号</translation>
    </message>
    <message>
        <source>Several people use this number: ask who is speaking</source>
        <translation>此号有多人使用，请问清是哪一位</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>没有号码</translation>
    </message>
    <message>
        <source>Write down who asks; a call puts its number here.</source>
        <translation>记下求助人；有来电时号码显示在这里。</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>未显号码</translation>
    </message>
    <message>
        <source>Ask for a number to ring back; help does not depend on it.</source>
        <translation>请问一个回拨号码；不留也照样受理。</translation>
    </message>
    <message>
        <source>Nothing yet: the first contact from this number.</source>
        <translation>暂无往来：此号第一次联系。</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤一步</translation>
    </message>
    <message>
        <source>No case is open. {key} accepts the need on the desk; My work opens one that waits.</source>
        <translation>没有打开的工单。按 {key} 受理，或从“我的事”打开一件。</translation>
    </message>
    <message>
        <source>return to decide</source>
        <translation>退回待裁定</translation>
    </message>
    <message>
        <source>Take back the last step</source>
        <translation>撤回上一步</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急</translation>
    </message>
    <message>
        <source>rework {n}</source>
        <translation>返工 {n}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>with No. {number}</source>
        <translation>由 {number} 号负责</translation>
    </message>
    <message>
        <source>nobody answers for it</source>
        <translation>无人负责</translation>
    </message>
</context>
<context>
    <name>CasePresenter</name>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation>台面上还没有工单。F9 受理。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>“{action}” does not fit this case now. What fits: {fitting}.</source>
        <translation>“{action}”现在不适用于这件工单。可用的：{fitting}。</translation>
    </message>
    <message>
        <source>“{action}” does not fit this case now.</source>
        <translation>“{action}”现在不适用于这件工单。</translation>
    </message>
    <message>
        <source>No case is on the desk whose last step could be taken back. Ctrl 1 to 4 open one.</source>
        <translation>台面上没有可撤回步骤的工单。Ctrl 1 到 4 打开一件。</translation>
    </message>
    <message>
        <source>Taken back. The journal keeps both lines.</source>
        <translation>已撤回，办理记录中两条都在。</translation>
    </message>
    <message>
        <source>Not satisfied: {key} opens verification with the partner</source>
        <translation>市民不满意：按 {key} 向加盟企业核实</translation>
    </message>
    <message>
        <source>Not done: {key} sends it back for rework</source>
        <translation>活没做完：按 {key} 要求返工</translation>
    </message>
    <message>
        <source>Answers saved. {key} closes the case.</source>
        <translation>回访已存。按 {key} 办结。</translation>
    </message>
</context>
<context>
    <name>CatalogueEditor</name>
    <message>
        <source>Catalogue</source>
        <translation>服务目录</translation>
    </message>
    <message>
        <source>Somebody has changed this item meanwhile: leave your changes and look at it again.</source>
        <translation>这期间别人改过这个小项：请放弃这里的改动，重新看一遍。</translation>
    </message>
    <message>
        <source>{categories} categories · {items} items</source>
        <translation>{categories} 大项 · {items} 小项</translation>
    </message>
    <message>
        <source>proposed by No. {number}, {day}</source>
        <translation>{number}号 {day} 提议</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待审定</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>v{number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Proposed by No. {number}</source>
        <translation>{number}号提议</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历次版本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New item: its code is the next one of its category</source>
        <translation>新增小项：编号接在所属大项的最后</translation>
    </message>
    <message>
        <source>Add to the catalogue</source>
        <translation>加入目录</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>Why not: whoever proposed it reads it</source>
        <translation>为什么不采纳（提议人会看到）</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>History: cases keep the name and the version they were filed under</source>
        <translation>历次版本：工单保留受理时的名称和版本</translation>
    </message>
    <message>
        <source>Saved: every desk finds it like this from now on.</source>
        <translation>已保存：各台从现在起都按这个查找。</translation>
    </message>
    <message>
        <source>Declined; the ledger says why.</source>
        <translation>未采纳，原因已写入台账。</translation>
    </message>
</context>
<context>
    <name>CataloguePane</name>
    <message>
        <source>EXPIRED {day}</source>
        <translation>已过期 {day}</translation>
    </message>
    <message>
        <source>valid until {day}</source>
        <translation>有效至 {day}</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>急</translation>
    </message>
    <message>
        <source>{why}: {words}</source>
        <translation>{why}：{words}</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务目录</translation>
    </message>
    <message>
        <source>{categories} categories · {items} items</source>
        <translation>{categories} 大项 · {items} 小项</translation>
    </message>
</context>
<context>
    <name>CatalogueTree</name>
    <message>
        <source>Categories and items</source>
        <translation>大项与小项</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Find anything</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find people, cases, items, partners, actions</source>
        <translation>找来电人、工单、小项、加盟企业、操作</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing found by these words</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter take · Esc close</source>
        <translation>↑ ↓ 选择 · Enter 确定 · Esc 关闭</translation>
    </message>
</context>
<context>
    <name>CommandFoot</name>
    <message>
        <source>Commands</source>
        <translation>可输入命令</translation>
    </message>
    <message>
        <source>Search takes pinyin, initials, dialect, typos and English</source>
        <translation>拼音、首字母、方言、错字、英文都能搜</translation>
    </message>
</context>
<context>
    <name>CommandPresenter</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>veto, second person</source>
        <translation>一次否决 第二人 veto</translation>
    </message>
    <message>
        <source>veto proposed by No. {number}: a second person decides</source>
        <translation>{number}号提出一次否决，待第二人决定</translation>
    </message>
    <message>
        <source>a telephone dials {digits}</source>
        <translation>话机上拨 {digits}</translation>
    </message>
    <message>
        <source>Ring this number</source>
        <translation>拨打此号</translation>
    </message>
    <message>
        <source>This number is calling: note the call</source>
        <translation>此号来电：登记通话</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>The console was open already: this is its window.</source>
        <translation>受理台本来就开着，这就是它的窗口。</translation>
    </message>
    <message>
        <source>Something went wrong in the program; your words are kept. A report without personal data lies in {file}.</source>
        <translation>程序出了点问题，您写的内容都已保留。报告（不含个人信息）在 {file}。</translation>
    </message>
</context>
<context>
    <name>Counting</name>
    <message>
        <source>{count} counts, {back} taken back</source>
        <translation>登记 {count} 笔，撤回 {back} 笔</translation>
    </message>
</context>
<context>
    <name>Danger</name>
    <message>
        <source>The caller was put through to {number}. What you had typed for that is kept: Ctrl 5</source>
        <translation>来电已转至 {number}。为此写下的内容留在草稿里：Ctrl 5</translation>
    </message>
</context>
<context>
    <name>DangerStrip</name>
    <message>
        <source>Say first: {words}</source>
        <translation>先说：{words}</translation>
    </message>
    <message>
        <source>Transfer to {number} now</source>
        <translation>立即转接 {number}</translation>
    </message>
</context>
<context>
    <name>DialNumber</name>
    <message>
        <source>Click rings this number</source>
        <translation>点击拨打此号码</translation>
    </message>
</context>
<context>
    <name>Dialling</name>
    <message>
        <source>{who} will be rung after this call</source>
        <translation>这通电话之后拨打{who}</translation>
    </message>
    <message>
        <source>{time} still to ring: {who}. {key} rings.</source>
        <translation>{time} 待拨：{who}。{key} 拨打。</translation>
    </message>
</context>
<context>
    <name>DifferenceTableModel</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>From the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>文件中没有</translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation>第 {n} 行</translation>
    </message>
</context>
<context>
    <name>DistrictBox</name>
    <message>
        <source>No district of that name: type a part of one</source>
        <translation>没有这个区域，请输入名称的一部分</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Typed on {time} and not saved yet.</source>
        <translation>{time} 输入，尚未保存。</translation>
    </message>
    <message>
        <source>Typed on {time} and not saved yet. Somebody has changed this since.</source>
        <translation>{time} 输入，尚未保存。其后已有人改过。</translation>
    </message>
    <message>
        <source>First save what you changed here, or leave it as it was.</source>
        <translation>请先保存这里的改动，或者恢复原样。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>{number}号</translation>
    </message>
    <message>
        <source>as it shipped</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>v{number}</source>
        <translation>第 {number} 版</translation>
    </message>
</context>
<context>
    <name>EditorPane</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Narrow the list: name, code or word (Ctrl F)</source>
        <translation>缩小列表：名称、编号或检索词（Ctrl F）</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>缩小列表</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>这里没有叫这个名称的。</translation>
    </message>
    <message>
        <source>What saving changes</source>
        <translation>保存后的变化</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历次版本</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ExchangeLines</name>
    <message>
        <source>Noted</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>The exchange has no queue for: {lines}. Their calls ring at no desk; whoever runs the exchange can add it.</source>
        <translation>交换机上没有{lines}的队列，这些来电不会转到任何座席；请交换机管理员添加。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>CSV or XLSX file</source>
        <translation>CSV 或 XLSX 文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Show difference</source>
        <translation>比较差异</translation>
    </message>
    <message>
        <source>Retire rows that are missing from the file</source>
        <translation>停用文件中没有的条目</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>服务目录</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Departments and towns</source>
        <translation>部门与镇街</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>FlagEntry</name>
    <message>
        <source>Kind of flag</source>
        <translation>标记类型</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Review on</source>
        <translation>复核日期</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the flag</source>
        <translation>添加标记</translation>
    </message>
    <message>
        <source>A day after today is needed</source>
        <translation>请填今天以后的日期</translation>
    </message>
</context>
<context>
    <name>FlagRows</name>
    <message>
        <source>review</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>To be looked at again on {day}</source>
        <translation>{day} 复核</translation>
    </message>
    <message>
        <source>Warns until {day}</source>
        <translation>提示至 {day}</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Lift the flag {flag}</source>
        <translation>解除标记“{flag}”</translation>
    </message>
    <message>
        <source>lapsed</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>Lifted: {flag} · {reason}</source>
        <translation>已解除：{flag} · {reason}</translation>
    </message>
    <message>
        <source>Set again</source>
        <translation>重新标记</translation>
    </message>
    <message>
        <source>Set the flag {flag} again</source>
        <translation>重新标记“{flag}”</translation>
    </message>
</context>
<context>
    <name>Flow</name>
    <message>
        <source>{name} has {count} open cases; this is the one sent last. {key} and a digit choose another.</source>
        <translation>{name}有 {count} 件未办结工单，这是最后派的一件。{key} 再按数字选另一件。</translation>
    </message>
    <message>
        <source>What you had typed stays with case {no}: Ctrl 5</source>
        <translation>写了一半的话留在工单 {no} 的草稿里：Ctrl 5</translation>
    </message>
    <message>
        <source>No emergency number belongs to this item. F4 transfers to any.</source>
        <translation>此小项没有紧急号码。F4 可转接任意号码。</translation>
    </message>
    <message>
        <source>There is no number to ring. Ctrl K and a number rings any.</source>
        <translation>没有可拨的号码。Ctrl K 输入号码即可拨打。</translation>
    </message>
    <message>
        <source>Case {no} is open. F6 rings and dispatches the partner on top.</source>
        <translation>工单 {no} 已受理。F6 拨打排第一的加盟企业并派单。</translation>
    </message>
    <message>
        <source>Case {no} is open. F6 assigns it to the unit on top.</source>
        <translation>工单 {no} 已受理。F6 交办给排第一的单位。</translation>
    </message>
    <message>
        <source>Case {no} is open. F6 answers from the article on top.</source>
        <translation>工单 {no} 已受理。F6 用排第一的知识答复。</translation>
    </message>
    <message>
        <source>Choose an item first: Ctrl F, a few letters, Enter</source>
        <translation>请先选小项：Ctrl F，输入几个字母，Enter</translation>
    </message>
    <message>
        <source>Nobody is on the list. Ctrl Shift U notes an unmet need, F4 transfers.</source>
        <translation>名单是空的。Ctrl Shift U 记未解决需求，F4 转接。</translation>
    </message>
    <message>
        <source>Accept the case first: F9</source>
        <translation>请先受理：F9</translation>
    </message>
    <message>
        <source>Another item is chosen: F9 files the case under it first</source>
        <translation>已改选小项：先按 F9 改归此项</translation>
    </message>
    <message>
        <source>Dispatched to {name}. Write down the answer: Ctrl Shift A or D.</source>
        <translation>已派给{name}。记下答复：接单 Ctrl Shift A，不接单 Ctrl Shift D。</translation>
    </message>
    <message>
        <source>Assigned to {name}. {key} rings it; then write down the answer: Ctrl Shift A or T.</source>
        <translation>已交办{name}。{key} 拨打；答复请记：Ctrl Shift A 或 T。</translation>
    </message>
    <message>
        <source>Answered. F12 closes the case.</source>
        <translation>已答复。F12 办结。</translation>
    </message>
    <message>
        <source>Put through to {number}. F12 closes the case.</source>
        <translation>已转接 {number}。F12 办结。</translation>
    </message>
    <message>
        <source>Case {no} is closed.</source>
        <translation>工单 {no} 已办结。</translation>
    </message>
    <message>
        <source>Case {no} is open under “{item}”.</source>
        <translation>工单 {no} 正开着，归在“{item}”。</translation>
    </message>
    <message>
        <source>File it under “{item}”</source>
        <translation>改归“{item}”</translation>
    </message>
    <message>
        <source>A new need</source>
        <translation>新需求</translation>
    </message>
    <message>
        <source>Save changed words</source>
        <translation>保存改动</translation>
    </message>
    <message>
        <source>File it there</source>
        <translation>改归此项</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Ring</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未联系上</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The number was withheld</source>
        <translation>未显号码，无法拨打</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
</context>
<context>
    <name>GivenNumber</name>
    <message>
        <source>Number to ring back</source>
        <translation>回拨号码</translation>
    </message>
    <message>
        <source>Number to ring back, then Enter</source>
        <translation>回拨号码，回车记下</translation>
    </message>
    <message>
        <source>That is no telephone number</source>
        <translation>这不是电话号码</translation>
    </message>
</context>
<context>
    <name>HalfHoursContent</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>a week before</source>
        <translation>上周同日</translation>
    </message>
    <message>
        <source>today so far</source>
        <translation>今天至今</translation>
    </message>
    <message>
        <source>a week before, the whole day</source>
        <translation>上周同日全天</translation>
    </message>
</context>
<context>
    <name>HandoverPane</name>
    <message>
        <source>from No. {number} · {time}</source>
        <translation>{number} 号交出 · {time}</translation>
    </message>
    <message>
        <source>left {count} promise without an owner · let go by No. {lead}</source>
        <translation>留下 {count} 个无人负责的承诺 · 由 {lead} 号放行</translation>
    </message>
    <message>
        <source>left {count} promises without an owner · let go by No. {lead}</source>
        <translation>留下 {count} 个无人负责的承诺 · 由 {lead} 号放行</translation>
    </message>
    <message>
        <source>not proved: nobody asked for the lead&apos;s password</source>
        <translation>未核实：没有核对班长密码</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>handed over, not accepted yet</source>
        <translation>已交出，尚无人接手</translation>
    </message>
    <message>
        <source>next shift</source>
        <translation>下一班到期</translation>
    </message>
    <message>
        <source>Handing over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Cases that I answer for</source>
        <translation>我负责的工单</translation>
    </message>
    <message>
        <source>You answer for no open case: nothing to hand over.</source>
        <translation>您没有在办工单，无需交班。</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交出</translation>
    </message>
    <message>
        <source>Hand over all</source>
        <translation>全部交出</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Callers to watch, partners who are away</source>
        <translation>需留意的来电人、不在岗的加盟企业</translation>
    </message>
    <message>
        <source>Callers to watch · partners who cannot be counted on</source>
        <translation>需留意的来电人 · 靠不上的加盟企业</translation>
    </message>
    <message>
        <source>What else the next shift has to know</source>
        <translation>还要告诉下一班的事</translation>
    </message>
    <message>
        <source>Leave these notes</source>
        <translation>留下备注</translation>
    </message>
    <message>
        <source>Waiting to be accepted</source>
        <translation>等待接手</translation>
    </message>
    <message>
        <source>Cases and notes that wait to be accepted</source>
        <translation>等待接手的工单和备注</translation>
    </message>
    <message>
        <source>Nothing waits: every open case has somebody who answers for it.</source>
        <translation>没有等待接手的：每张在办工单都有人负责。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>No. (empty: I do)</source>
        <translation>工号（空：我）</translation>
    </message>
    <message>
        <source>accepted by</source>
        <translation>接手人</translation>
    </message>
    <message>
        <source>A note to one desk: only that operator reads it</source>
        <translation>悄悄说一句：只有该受理员看得到</translation>
    </message>
    <message>
        <source>to No.</source>
        <translation>给几号</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>to the shift {hours}</source>
        <translation>交给 {hours} 班</translation>
    </message>
    <message>
        <source>{count} cases</source>
        <translation>{count} 张工单</translation>
    </message>
    <message>
        <source>{count} case</source>
        <translation>{count} 张工单</translation>
    </message>
    <message>
        <source>{count} fall due by then</source>
        <translation>{count} 张在此之前到期</translation>
    </message>
    <message>
        <source>{count} falls due by then</source>
        <translation>{count} 张在此之前到期</translation>
    </message>
    <message>
        <source>Hand over all ({count})</source>
        <translation>全部交出（{count}）</translation>
    </message>
</context>
<context>
    <name>HandoverPresenter</name>
    <message>
        <source>{count} case waits for the next shift to accept it.</source>
        <translation>{count} 张工单已交出，等下一班接手。</translation>
    </message>
    <message>
        <source>{count} cases wait for the next shift to accept them.</source>
        <translation>{count} 张工单已交出，等下一班接手。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Take them all back</source>
        <translation>全部收回</translation>
    </message>
    <message>
        <source>You answer for {count} case again.</source>
        <translation>{count} 张工单又归您负责。</translation>
    </message>
    <message>
        <source>You answer for {count} cases again.</source>
        <translation>{count} 张工单又归您负责。</translation>
    </message>
    <message>
        <source> The others a colleague has accepted or worked on meanwhile.</source>
        <translation>其余已有同事接手或办理。</translation>
    </message>
    <message>
        <source>No. {number} answers for {case} from now on.</source>
        <translation>{case} 从现在起由 {number} 号负责。</translation>
    </message>
    <message>
        <source>The notes wait for the next shift.</source>
        <translation>备注已留给下一班。</translation>
    </message>
    <message>
        <source>No. {number} will see the note; nobody else does.</source>
        <translation>{number} 号会看到这句话，别人看不到。</translation>
    </message>
    <message>
        <source>No. {number} accepted {case} first: it stands in their list, you need do nothing.</source>
        <translation>{case} 已由 {number} 号先接手，在对方的“我的事”里，您无需处理。</translation>
    </message>
    <message>
        <source>Save the handover as PDF</source>
        <translation>把交班单存为 PDF</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>已存为 {file}</translation>
    </message>
    <message>
        <source>handover-{time}.pdf</source>
        <translation>交班单-{time}.pdf</translation>
    </message>
</context>
<context>
    <name>HealthContent</name>
    <message>
        <source>This desk works on its own: there is no centre to be linked with.</source>
        <translation>本机独立运行，没有要连的中心。</translation>
    </message>
    <message>
        <source>The centre has not told of its desks so far.</source>
        <translation>中心还没有告知各席位的情况。</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>What the search found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing fits well. Try other words, or accept it as an unmet need.</source>
        <translation>没有合适的。换个说法试试，或按未解决需求受理。</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>HoldPanel</name>
    <message>
        <source>Promises that would have nobody</source>
        <translation>将无人负责的承诺</translation>
    </message>
    <message>
        <source>Hand them over</source>
        <translation>去交班</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>先不走</translation>
    </message>
    <message>
        <source>lead&apos;s password</source>
        <translation>班长密码</translation>
    </message>
    <message>
        <source>Why it cannot wait</source>
        <translation>为何不能等</translation>
    </message>
    <message>
        <source>Leave all the same</source>
        <translation>仍要下班</translation>
    </message>
    <message>
        <source>A team lead may let you go; the reason is kept.</source>
        <translation>班长可以放行，理由会留底。</translation>
    </message>
    <message>
        <source>{count} promise would have nobody when you leave</source>
        <translation>您下班后有 {count} 个承诺将无人负责</translation>
    </message>
    <message>
        <source>{count} promises would have nobody when you leave</source>
        <translation>您下班后有 {count} 个承诺将无人负责</translation>
    </message>
    <message>
        <source>They fall due before the shift {hours} is over. Hand them over and let somebody accept them.</source>
        <translation>这些承诺在 {hours} 班结束前到期。请先交出，并等同事接手。</translation>
    </message>
    <message>
        <source>lead&apos;s No. (empty: I)</source>
        <translation>班长工号（空：我）</translation>
    </message>
    <message>
        <source>lead&apos;s No.</source>
        <translation>班长工号</translation>
    </message>
</context>
<context>
    <name>HowAsked</name>
    <message>
        <source>How you heard it</source>
        <translation>怎么得知的</translation>
    </message>
    <message>
        <source>by SMS, at the counter, another number …</source>
        <translation>短信、当面、另一个号码……</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ItemCardView</name>
    <message>
        <source>Item card</source>
        <translation>小项卡片</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>急</translation>
    </message>
    <message>
        <source>Knowledge on this item</source>
        <translation>相关知识</translation>
    </message>
    <message>
        <source>version {number} · reconstructed</source>
        <translation>第 {number} 版 · 还原稿</translation>
    </message>
    <message>
        <source>on site within {minutes} min</source>
        <translation>{minutes} 分钟内到场</translation>
    </message>
    <message>
        <source>The newspaper names how many items there were, not which: this list is our reconstruction.</source>
        <translation>报道只说有多少小项，没有列出名称；本目录由我们还原。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁来办</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Or rather</source>
        <translation>或是</translation>
    </message>
    <message>
        <source>Rather {name}</source>
        <translation>改选{name}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Journal of the case</source>
        <translation>工单办理记录</translation>
    </message>
</context>
<context>
    <name>KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>按键列表</translation>
    </message>
</context>
<context>
    <name>KnowledgeEditor</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Somebody has changed this article meanwhile: leave your changes and look at it again.</source>
        <translation>这期间别人改过这条知识：请放弃这里的改动，重新看一遍。</translation>
    </message>
    <message>
        <source>{count} to look at</source>
        <translation>{count} 条待复核</translation>
    </message>
    <message>
        <source>nothing to look at</source>
        <translation>没有待复核的</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>{count} say wrong</source>
        <translation>{count} 人说有误</translation>
    </message>
    <message>
        <source>{count} says wrong</source>
        <translation>{count} 人说有误</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Due for review</source>
        <translation>临近复核</translation>
    </message>
    <message>
        <source>What operators said of it, and its versions</source>
        <translation>受理员的反映与历次版本</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>待答复</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>{number}号</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新增知识</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>What came of it: the operators read it</source>
        <translation>处理结果（受理员会看到）</translation>
    </message>
    <message>
        <source>Read it out again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Saved: every desk reads it like this from now on.</source>
        <translation>已保存：各台从现在起都按这个念。</translation>
    </message>
    <message>
        <source>Answered.</source>
        <translation>已答复。</translation>
    </message>
</context>
<context>
    <name>LeadWindow</name>
    <message>
        <source>Board and office</source>
        <translation>看板与办公</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>{count} thing from the last shift waits to be accepted: {key}</source>
        <translation>上一班留下 {count} 件等着接手：{key}</translation>
    </message>
    <message>
        <source>{count} things from the last shift wait to be accepted: {key}</source>
        <translation>上一班留下 {count} 件等着接手：{key}</translation>
    </message>
    <message>
        <source>Every promise of the next shift has somebody: you may leave.</source>
        <translation>下一班到期的承诺都有人负责了，可以下班。</translation>
    </message>
</context>
<context>
    <name>LongestContent</name>
    <message>
        <source>The longest wait of those whom nobody has answered</source>
        <translation>尚未接听的来电中等得最久的</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>not told here</source>
        <translation>本机无从得知</translation>
    </message>
    <message>
        <source>left of {seconds} s</source>
        <translation>{seconds} 秒内还剩</translation>
    </message>
    <message>
        <source>past {seconds} s by</source>
        <translation>超出 {seconds} 秒已</translation>
    </message>
</context>
<context>
    <name>MergePanel</name>
    <message>
        <source>Need</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>专线</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>诉求内容</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>With</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Next promise</source>
        <translation>下一个承诺</translation>
    </message>
    <message>
        <source>Answers for it</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>{number} 号</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Leave them apart</source>
        <translation>不合并</translation>
    </message>
    <message>
        <source>Each caller keeps the own callback. Ctrl Z takes the merge back.</source>
        <translation>每位来电人都会各自回访。Ctrl Z 可撤回合并。</translation>
    </message>
    <message>
        <source>{case} · ends here</source>
        <translation>{case} · 并入后不再单列</translation>
    </message>
    <message>
        <source>{case} · goes on</source>
        <translation>{case} · 继续办理</translation>
    </message>
    <message>
        <source>The two cases say the same in everything</source>
        <translation>两张工单各项一致</translation>
    </message>
    <message>
        <source>The two cases differ in {count} things</source>
        <translation>两张工单有 {count} 处不同</translation>
    </message>
    <message>
        <source>The two cases differ in {count} thing</source>
        <translation>两张工单有 {count} 处不同</translation>
    </message>
</context>
<context>
    <name>MissedPresenter</name>
    <message>
        <source>No. {number} rings them at this moment. Enter once more rings them too.</source>
        <translation>{number} 号正在回拨这个号码。再按一次 Enter 仍然拨打。</translation>
    </message>
</context>
<context>
    <name>NeedCard</name>
    <message>
        <source>Put mine in</source>
        <translation>改用我的</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心的内容</translation>
    </message>
    <message>
        <source>Written here</source>
        <translation>本机所写</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>At the centre, written by operator {number}</source>
        <translation>中心的内容，{number}号受理员所写</translation>
    </message>
    <message>
        <source>To be called off</source>
        <translation>需通知不必去了</translation>
    </message>
    <message>
        <source>Send them after all</source>
        <translation>仍派他们去</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>已通知</translation>
    </message>
    <message>
        <source>Keep the centre&apos;s</source>
        <translation>保留中心的</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>Noted.</source>
        <translation>已记下。</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation>还没有工单。F9 受理。</translation>
    </message>
    <message>
        <source>Choose the case that goes on; this one is merged into it. Ctrl Z takes it back.</source>
        <translation>请选继续办理的工单，本单将并入其中。Ctrl Z 可撤回。</translation>
    </message>
    <message>
        <source>Nothing waits to be rung</source>
        <translation>没有待拨的号码</translation>
    </message>
    <message>
        <source>The number was withheld: it cannot be rung. Delete says why nobody need.</source>
        <translation>未显号码，无法回拨。按 Delete 说明无需回拨的原因。</translation>
    </message>
    <message>
        <source>What you were typing is kept: “Drafts” in the command bar brings it back</source>
        <translation>刚才写的已存为草稿：在命令栏输入“草稿”可取回</translation>
    </message>
</context>
<context>
    <name>OperatorWindow</name>
    <message>
        <source>81890 Operator Console</source>
        <translation>81890受理台</translation>
    </message>
</context>
<context>
    <name>OperatorsContent</name>
    <message>
        <source>Operators with their states</source>
        <translation>各受理员的状态</translation>
    </message>
    <message>
        <source>At a telephone</source>
        <translation>在席</translation>
    </message>
    <message>
        <source>This desk has no call system that tells of the room.</source>
        <translation>本席位没有能告知全场情况的电话系统。</translation>
    </message>
    <message>
        <source>Nobody sits at a telephone.</source>
        <translation>没有人在席。</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>Outreach {day}</source>
        <translation>进社区 {day}</translation>
    </message>
    <message>
        <source>No. {number} was quicker with the suggestion “{words}”: {case}. Both are kept: let only one of you ring.</source>
        <translation>意见“{words}”{number} 号已先处理：{case}。两边都保留，请只由一方回电。</translation>
    </message>
    <message>
        <source>No. {number} was quicker with the suggestion “{words}”. What you did is kept beside it.</source>
        <translation>意见“{words}”{number} 号已先处理，您的处理记在旁边。</translation>
    </message>
</context>
<context>
    <name>OutreachPage</name>
    <message>
        <source>Open suggestions of all events</source>
        <translation>所有活动的未处理意见</translation>
    </message>
    <message>
        <source>{count} suggestions, {open} open</source>
        <translation>意见建议 {count} 条，未处理 {open} 条</translation>
    </message>
</context>
<context>
    <name>OutreachPane</name>
    <message>
        <source>Outreach</source>
        <translation>进社区活动</translation>
    </message>
    <message>
        <source>Plan one</source>
        <translation>新建活动</translation>
    </message>
    <message>
        <source>Go on planning</source>
        <translation>继续新建</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Events in communities stand here, with what was counted at their tables.</source>
        <translation>这里列出进社区活动，以及各摊位的服务人次。</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>修改方案</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>摊位</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>意见建议</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>PartnerPane</name>
    <message>
        <source>Who can do it</source>
        <translation>谁能办</translation>
    </message>
    <message>
        <source>Partners that are not listed, with the reasons</source>
        <translation>未列出的加盟企业及原因</translation>
    </message>
    <message>
        <source>Text to read out</source>
        <translation>答复用语</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Choose an item: who can do it is listed here, with the reasons.</source>
        <translation>选定小项后，这里列出谁能办、为什么。</translation>
    </message>
    <message>
        <source>district not known</source>
        <translation>区域未定</translation>
    </message>
    <message>
        <source>{n} can be sent</source>
        <translation>{n} 家可派</translation>
    </message>
    <message>
        <source>Ring and dispatch</source>
        <translation>拨打并派单</translation>
    </message>
    <message>
        <source>Not listed {n}: {why}</source>
        <translation>未列出 {n} 家：{why}</translation>
    </message>
    <message>
        <source>Departments and towns</source>
        <translation>部门与镇街</translation>
    </message>
    <message>
        <source>{n} in charge</source>
        <translation>{n} 个单位承办</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>交办</translation>
    </message>
    <message>
        <source>No department is named for this item.</source>
        <translation>此小项没有指定承办部门。</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>answer at once</source>
        <translation>当场答复</translation>
    </message>
    <message>
        <source>{n} to read out</source>
        <translation>{n} 条可答复</translation>
    </message>
    <message>
        <source>Answer with it</source>
        <translation>当场答复</translation>
    </message>
    <message>
        <source>Nothing is written on this yet.</source>
        <translation>暂无相关知识。</translation>
    </message>
    <message>
        <source>If nobody can help at all, note an unmet need ({key}).</source>
        <translation>确实无人能办，记为未解决需求（{key}）。</translation>
    </message>
    <message>
        <source>Nobody can be sent now; the reasons are below.</source>
        <translation>现在没有可派的企业，原因见下方。</translation>
    </message>
    <message>
        <source>Nobody can be sent now. {count} is only off hours: {name}, who opens at {time}.</source>
        <translation>现在没有可派的企业。{count} 家只是不在工时：{name}，{time} 上班。</translation>
    </message>
    <message>
        <source>Nobody can be sent now. {count} are only off hours; the first to open is {name}, at {time}.</source>
        <translation>现在没有可派的企业。{count} 家只是不在工时，最早 {time} 上班：{name}。</translation>
    </message>
    <message>
        <source>Accept the case, tell the caller that time, and dispatch it then: it waits in My work under “To dispatch”.</source>
        <translation>可先受理并把时间告诉来电人，到时再派单：工单在“我的事”的“待派单”里等着。</translation>
    </message>
    <message>
        <source>Shift+Enter only rings</source>
        <translation>Shift+Enter 只拨打，不派单</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show each</source>
        <translation>逐家查看</translation>
    </message>
</context>
<context>
    <name>PartnerPresenter</name>
    <message>
        <source>Nothing was sent: Enter takes a row chosen with ↑ ↓. {send} takes the one marked now; {dial} and a number rings.</source>
        <translation>尚未派出：按 ↑ ↓ 选中后 Enter 才生效。{send} 办理当前标记的一行；要拨号请按 {dial} 再输入号码。</translation>
    </message>
</context>
<context>
    <name>PartyBox</name>
    <message>
        <source>Open cases of who is on the line</source>
        <translation>通话方的未办结工单</translation>
    </message>
</context>
<context>
    <name>PeopleChips</name>
    <message>
        <source>0 New caller</source>
        <translation>0 新来电人</translation>
    </message>
    <message>
        <source>Name not known</source>
        <translation>姓名不详</translation>
    </message>
    <message>
        <source>New person behind this number</source>
        <translation>此号的新来电人</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>as the caller says it</source>
        <translation>怎么称呼</translation>
    </message>
    <message>
        <source>for the next operator</source>
        <translation>给下一位受理员看</translation>
    </message>
    <message>
        <source>type part of a name</source>
        <translation>输入名称的一部分</translation>
    </message>
    <message>
        <source>where help is needed</source>
        <translation>到哪里服务</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>Its extension. Enter signs in there, so that calls ring at it; Esc leaves it as it is.</source>
        <translation>填写分机号，按 Enter 签入，来电就在这部话机响铃；Esc 不改。</translation>
    </message>
    <message>
        <source>Extension of the telephone</source>
        <translation>话机的分机号</translation>
    </message>
    <message>
        <source>Telephone at this desk</source>
        <translation>本席话机</translation>
    </message>
</context>
<context>
    <name>PhonePlace</name>
    <message>
        <source>The centre has a telephone exchange now. {key} and “Telephone” sign this desk in; nothing need be started anew.</source>
        <translation>中心现已接入话务系统。按 {key} 搜“分机”即可签入本席话机，不必重启。</translation>
    </message>
    <message>
        <source>This desk is with the telephone exchange now, at telephone {extension}.</source>
        <translation>本席已接入话务系统，分机 {extension}。</translation>
    </message>
    <message>
        <source>An extension is made of digits, 16 at most.</source>
        <translation>分机号只能是数字，最多 16 位。</translation>
    </message>
    <message>
        <source>First end the present call: {key}</source>
        <translation>请先结束当前通话：{key}</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Discard what was typed</source>
        <translation>放弃已输入的内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>A new event</source>
        <translation>新活动</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>PresenceSign</name>
    <message>
        <source>Operator {number} is writing here</source>
        <translation>{number}号受理员正在此填写</translation>
    </message>
    <message>
        <source>Operator {number} has it open</source>
        <translation>{number}号受理员已打开</translation>
    </message>
</context>
<context>
    <name>Presenters</name>
    <message>
        <source>This desk works on its own: everything is on its disk, nothing waits to be sent.</source>
        <translation>本机独立运行：内容都存在本机，没有待发送的。</translation>
    </message>
    <message>
        <source>{count} more needs wait in memory: Ctrl 5</source>
        <translation>另有 {count} 件写了一半的还在内存里：Ctrl 5</translation>
    </message>
    <message>
        <source>{count} more need waits in memory: Ctrl 5</source>
        <translation>另有 {count} 件写了一半的还在内存里：Ctrl 5</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未存</translation>
    </message>
    <message>
        <source>Everything is on the disk again</source>
        <translation>都已写入磁盘</translation>
    </message>
    <message>
        <source>This desk only · all saved</source>
        <translation>仅本机 · 已存</translation>
    </message>
    <message>
        <source>saved · just now</source>
        <translation>已存 · 刚刚</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Preparing: {what} {done} of {total}</source>
        <translation>正在准备：{what} {done}/{total}</translation>
    </message>
</context>
<context>
    <name>PromisesContent</name>
    <message>
        <source>overdue</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>in 2 h</source>
        <translation>2 小时内</translation>
    </message>
    <message>
        <source>nobody&apos;s</source>
        <translation>无人认领</translation>
    </message>
    <message>
        <source>Nothing is overdue, nothing falls due within two hours.</source>
        <translation>没有过时的承诺，两小时内也没有到期的。</translation>
    </message>
</context>
<context>
    <name>Protection</name>
    <message>
        <source>There is no call to end.</source>
        <translation>现在没有通话需要结束。</translation>
    </message>
    <message>
        <source>An alert is for those who take calls.</source>
        <translation>接听来电的人员才能求助。</translation>
    </message>
    <message>
        <source>This desk works on its own: the alert is written down, but no lead&apos;s desk can show it.</source>
        <translation>本机独立运行：求助已记录，但班长的席位收不到。</translation>
    </message>
    <message>
        <source>No lead has seen to it so far, perhaps none is there; it stands on. {key} brings a colleague into the call.</source>
        <translation>还没有班长处理，可能无人在席；求助继续有效。{key} 可请同事加入通话。</translation>
    </message>
    <message>
        <source>You see to No. {number}.</source>
        <translation>由您处理：{number}号受理员。</translation>
    </message>
    <message>
        <source>No. {number} needs you. The caller knows nothing of it. {key}: you see to it.</source>
        <translation>{number}号受理员求助，对方并不知情。按 {key} 由您处理。</translation>
    </message>
    <message>
        <source>No. {number} sees to it.</source>
        <translation>{number}号已在处理。</translation>
    </message>
    <message>
        <source>Called without a sound. Asking the centre who is there to see it …</source>
        <translation>已静默求助，正在询问中心谁在……</translation>
    </message>
    <message>
        <source>Called without a sound. Who is there to see it the centre does not tell. {key} brings a colleague in.</source>
        <translation>已静默求助。中心没有说谁在；{key} 可请同事加入通话。</translation>
    </message>
    <message>
        <source>No lead or supervisor is signed in: nobody sees it before one is. {key} brings a colleague in.</source>
        <translation>现在没有班长或督办员在线，有人登录之前没有人会看到。{key} 可请同事加入通话。</translation>
    </message>
    <message>
        <source>Called without a sound: it stands at the desk of {who} until it is seen to; that is told here.</source>
        <translation>已静默求助：{who} 的台席上一直显示，直到有人处理；处理后这里会说明。</translation>
    </message>
    <message>
        <source>It stands at the desk of {who} and has not been seen to so far. {key} brings a colleague into the call.</source>
        <translation>{who} 的台席上仍在显示，尚未处理。{key} 可请同事加入通话。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No. {number} needs you · {time}</source>
        <translation>{number}号求助 · {time}</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>No. {number} tried {time}, not reached</source>
        <translation>{number} 号 {time} 拨过，未接通</translation>
    </message>
    <message>
        <source>No. {number} tried {time}, nobody picked up</source>
        <translation>{number} 号 {time} 拨过，无人接听</translation>
    </message>
    <message>
        <source>No. {number} tried {time}, line busy</source>
        <translation>{number} 号 {time} 拨过，占线</translation>
    </message>
    <message>
        <source>{count} · {time}</source>
        <translation>{count} 件{time}</translation>
    </message>
    <message>
        <source>first {time}</source>
        <translation>最早{time}</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>To ring</source>
        <translation>待拨</translation>
    </message>
    <message>
        <source>not on the disk yet</source>
        <translation>尚未写入磁盘</translation>
    </message>
    <message>
        <source>typed by No. {number}</source>
        <translation>{number} 号输入</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>来电 {count} 次</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>未显号码</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>等候 {time}</translation>
    </message>
    <message>
        <source>gave up within 5 s</source>
        <translation>5 秒内挂断</translation>
    </message>
    <message>
        <source>lost when put through</source>
        <translation>转接中断线</translation>
    </message>
    <message>
        <source>No. {number} rings them</source>
        <translation>{number} 号正在回拨</translation>
    </message>
    <message>
        <source>No. {number} tried {time}</source>
        <translation>{number} 号 {time} 拨过</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>我的事</translation>
    </message>
    <message>
        <source>Lists of my work</source>
        <translation>我的事清单</translation>
    </message>
    <message>
        <source>Cases of the list</source>
        <translation>清单中的工单</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>全部清单</translation>
    </message>
    <message>
        <source>Nothing here. Well done.</source>
        <translation>都办完了，辛苦了。</translation>
    </message>
    <message>
        <source>Enter rings back · Delete: why nobody need</source>
        <translation>Enter 回拨 · Delete 说明无需回拨的原因</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>To the desk</source>
        <translation>回受理台</translation>
    </message>
</context>
<context>
    <name>ReasonLine</name>
    <message>
        <source>Why nobody need ring back</source>
        <translation>无需回拨的原因</translation>
    </message>
    <message>
        <source>Enter · Esc</source>
        <translation>Enter 保存 · Esc 取消</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <source>This desk knows no address that plays recordings: tell the administrator.</source>
        <translation>本机未设置录音播放地址，请告知管理员。</translation>
    </message>
    <message>
        <source>Recording {reference} opens beside this window. That it was played is written down.</source>
        <translation>录音 {reference} 在另一窗口打开，播放已留痕。</translation>
    </message>
    <message>
        <source>This desktop could not open the recording.</source>
        <translation>系统无法打开这段录音。</translation>
    </message>
</context>
<context>
    <name>ReferencePane</name>
    <message>
        <source>Reference data</source>
        <translation>基础数据</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Places that cannot be taken</source>
        <translation>无法导入之处</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Unchanged {n}</source>
        <translation>不变 {n}</translation>
    </message>
    <message>
        <source>{n} to mend – nothing is changed</source>
        <translation>{n} 处要改，数据未动</translation>
    </message>
    <message>
        <source>The file says what is stored already: there is nothing to apply.</source>
        <translation>文件与现有数据一致，无需应用。</translation>
    </message>
    <message>
        <source>Choose a table and a file. The difference is shown here first, and nothing changes until it is applied.</source>
        <translation>请选数据表和文件。这里先显示差异，应用之后才会改动。</translation>
    </message>
</context>
<context>
    <name>ReferencePresenter</name>
    <message>
        <source>The administrator imports tables. Partners, catalogue and knowledge are changed in the office: Ctrl B</source>
        <translation>导入由管理员来做。加盟企业、服务目录和知识库在“看板与办公”窗口里改：Ctrl B</translation>
    </message>
    <message>
        <source>Tables are imported by the administrator, and exported by administrator, supervisors and team leads</source>
        <translation>导入由管理员来做；导出由管理员、督办员和班长来做</translation>
    </message>
    <message>
        <source>Demonstration: anybody may change the tables here. At a working desk only the administrator imports them.</source>
        <translation>演示：这里谁都可以改这些表。正式使用时只有管理员可以导入。</translation>
    </message>
    <message>
        <source>Applied. Every desk pane shows it from now on.</source>
        <translation>已应用，受理台各栏已更新。</translation>
    </message>
    <message>
        <source>{count} rows written to {file}</source>
        <translation>已写出 {count} 行：{file}</translation>
    </message>
    <message>
        <source>{count} row written to {file}</source>
        <translation>已写出 {count} 行：{file}</translation>
    </message>
</context>
<context>
    <name>ReferenceWindow</name>
    <message>
        <source>Import and export</source>
        <translation>导入与导出</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>You are on a break, no call rings here: {BREAK} makes you ready</source>
        <translation>小休中，来电不会转到这里：{BREAK} 恢复空闲</translation>
    </message>
    <message>
        <source>Wrap-up, no call is here: {BREAK} makes you ready at once</source>
        <translation>话后处理，现在没有来电：{BREAK} 立即恢复空闲</translation>
    </message>
    <message>
        <source>There is no call for that. The next one rings here; {DIAL} rings the citizen of the case</source>
        <translation>现在没有通话可以这样做。下一个来电会在这里响起；{DIAL} 拨打工单的市民</translation>
    </message>
    <message>
        <source>First end the present call: {HANG_UP}</source>
        <translation>请先结束当前通话：{HANG_UP}</translation>
    </message>
    <message>
        <source>That number cannot be dialled. {COMMAND} takes another</source>
        <translation>这个号码无法拨打。{COMMAND} 可另输号码</translation>
    </message>
    <message>
        <source>The telephone does not offer that here: do it on the telephone itself</source>
        <translation>话机不支持在这里操作，请直接在话机上操作</translation>
    </message>
    <message>
        <source>That call is at this desk no more. The next one rings here: pick up your phone</source>
        <translation>这通电话已不在本席；下一通来电会转到这里，请在话机上接听</translation>
    </message>
    <message>
        <source>Your telephone is signed out: {BREAK} signs it in. Else see to its cable; {COMMAND} and “Telephone” set its number</source>
        <translation>话机已签退：按 {BREAK} 签入。若仍不行，请检查线缆；{COMMAND} 搜“分机”可改号码</translation>
    </message>
    <message>
        <source>Your telephone is not connected: see to its cable and sign-in, then {BREAK} makes you ready</source>
        <translation>话机未连接：请检查话机的线缆和登录，然后按 {BREAK} 恢复空闲</translation>
    </message>
    <message>
        <source>That call is at this desk no more. The next one rings here: {ANSWER} answers</source>
        <translation>这通电话已不在本席。下一通来电会转到这里，{ANSWER} 接听</translation>
    </message>
    <message>
        <source>There is no call for that: {COMMAND} and the number note one; {DIAL} rings the citizen of the case</source>
        <translation>现在没有通话可以这样做。{COMMAND} 输入号码登记来电，{DIAL} 拨打工单的市民</translation>
    </message>
    <message>
        <source>The telephone of {whose} is not connected: the call stays here</source>
        <translation>{whose} 的话机未连接，通话仍在您这里</translation>
    </message>
    <message>
        <source>Your role takes no calls, none rings here. {COMMAND} finds cases, people and numbers</source>
        <translation>您的岗位不接来电，这里不会响铃。{COMMAND} 可查工单、人员和号码</translation>
    </message>
    <message>
        <source>{sitter} sits at this telephone: {COMMAND} and “Telephone” set another, {BREAK} tries once more</source>
        <translation>{sitter} 正在使用这部话机：按 {COMMAND} 搜“分机”可另设，{BREAK} 再试一次</translation>
    </message>
    <message>
        <source>Somebody else may sit at this telephone: {COMMAND} and “Telephone” set another, {BREAK} tries once more</source>
        <translation>可能已有他人在用这部话机：按 {COMMAND} 搜“分机”可另设，{BREAK} 再试一次</translation>
    </message>
    <message>
        <source>Your phone rang unanswered: {BREAK} makes you ready</source>
        <translation>话机响铃未接听，来电已暂停：{BREAK} 恢复空闲</translation>
    </message>
    <message>
        <source>That number cannot be rung: {CONFERENCE} takes a name or another one</source>
        <translation>这个号码无法拨打。{CONFERENCE} 可输姓名或另一号码</translation>
    </message>
    <message>
        <source>That number cannot be rung: {TRANSFER} takes a name or another one</source>
        <translation>这个号码无法拨打。{TRANSFER} 可输姓名或另一号码</translation>
    </message>
    <message>
        <source>The exchange has no queue for your line: none of its calls ring here. Say so there; {BREAK} tries again</source>
        <translation>交换机上没有您专线的队列，来电不会转到这里。请告知交换机管理员；{BREAK} 再试一次</translation>
    </message>
    <message>
        <source>Their telephone is not connected any more: the caller stays here, {HOLD} goes back to them</source>
        <translation>对方话机已断开，来电人仍在您这里：{HOLD} 回到来电人</translation>
    </message>
    <message>
        <source>The telephone there is not connected: the call stays here. {KEYS} shows what else there is</source>
        <translation>对方话机未连接，通话仍在您这里。{KEYS} 查看可用按键</translation>
    </message>
    <message>
        <source>The exchange did not answer in time: once more? {KEYS} shows the keys</source>
        <translation>话务系统未及时应答，请再按一次；{KEYS} 查看按键</translation>
    </message>
    <message>
        <source>The exchange did not answer in time: whether they hear you is not known. {MUTE} once more makes sure</source>
        <translation>话务系统未及时应答，对方能否听到您尚不确定；再按一次 {MUTE} 即可确认</translation>
    </message>
    <message>
        <source>The exchange did not answer in time: this bar shows whether it was done. {KEYS} shows the keys</source>
        <translation>话务系统未及时应答，是否已执行请看本栏；{KEYS} 查看按键</translation>
    </message>
    <message>
        <source>The exchange could not do that. {KEYS} shows what else there is</source>
        <translation>话务系统未能执行，请再试；{KEYS} 查看其他按键</translation>
    </message>
    <message>
        <source>The link to the telephone exchange is down; cases can be edited, {ACCEPT} saves</source>
        <translation>与话务系统的连接已断开；工单仍可编辑，{ACCEPT} 保存</translation>
    </message>
    <message>
        <source>It still rings: pick up your phone</source>
        <translation>电话还在响：请在话机上接听</translation>
    </message>
    <message>
        <source>It still rings: {ANSWER} answers</source>
        <translation>电话还在响：{ANSWER} 接听</translation>
    </message>
    <message>
        <source>They have not answered yet: {HANG_UP} gives up</source>
        <translation>对方还没有接听：{HANG_UP} 放弃呼叫</translation>
    </message>
    <message>
        <source>The caller is on hold: {HOLD} takes the call back</source>
        <translation>来电人在保持中：{HOLD} 恢复通话</translation>
    </message>
    <message>
        <source>{TRANSFER} puts through, {HOLD} goes back to the caller</source>
        <translation>{TRANSFER} 转接过去，{HOLD} 回到来电人</translation>
    </message>
    <message>
        <source>{TRANSFER} puts through, {CONFERENCE} joins all three, {HOLD} goes back to the caller</source>
        <translation>{TRANSFER} 转接过去，{CONFERENCE} 三方通话，{HOLD} 回到来电人</translation>
    </message>
    <message>
        <source>Three-party call: {CONFERENCE} lets the third go, {HANG_UP} hangs up</source>
        <translation>三方通话中：{CONFERENCE} 让第三方退出，{HANG_UP} 挂断</translation>
    </message>
    <message>
        <source>You are on a call: {HOLD} holds, {TRANSFER} transfers, {HANG_UP} hangs up</source>
        <translation>正在通话：{HOLD} 保持，{TRANSFER} 转接，{HANG_UP} 挂断</translation>
    </message>
    <message>
        <source>You are on a call: {HANG_UP} hangs up; the rest is done on the telephone itself</source>
        <translation>正在通话：{HANG_UP} 挂断，其他操作请在话机上进行</translation>
    </message>
    <message>
        <source>The caller is still on hold: {HOLD} takes the call back</source>
        <translation>来电人仍在保持中：{HOLD} 恢复通话</translation>
    </message>
    <message>
        <source>The caller is with you again: {TRANSFER} tries somebody else</source>
        <translation>已回到与来电人的通话：{TRANSFER} 另找他人</translation>
    </message>
    <message>
        <source>{who}. {now}</source>
        <translation>{who}。{now}</translation>
    </message>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation>还没有工单。F9 受理。</translation>
    </message>
    <message>
        <source>Nobody was sent for this case. F7 rings the citizen.</source>
        <translation>这件工单没有派给谁。F7 拨打市民。</translation>
    </message>
    <message>
        <source>Nobody has this case yet. F6 rings and dispatches the partner on top.</source>
        <translation>这件工单还没有派给谁。F6 拨打排第一的加盟企业并派单。</translation>
    </message>
    <message>
        <source>Nobody has this case yet. F6 assigns it to the unit on top.</source>
        <translation>这件工单还没有交办。F6 交办给排第一的单位。</translation>
    </message>
    <message>
        <source>Nobody is sent for a question. F6 answers it with the article on top.</source>
        <translation>咨询不派单。F6 用排第一的知识当场答复。</translation>
    </message>
    <message>
        <source>{party} is busy or did not want the call</source>
        <translation>{party} 正忙或已拒接</translation>
    </message>
    <message>
        <source>{party} did not pick up</source>
        <translation>{party} 无人接听</translation>
    </message>
    <message>
        <source>{party} could not be reached</source>
        <translation>{party} 无法接通</translation>
    </message>
    <message>
        <source>It was answered at once: no callback is needed.</source>
        <translation>已当场答复，不需要回访。</translation>
    </message>
    <message>
        <source>The caller was put through: no callback is needed.</source>
        <translation>来电已转接，不需要回访。</translation>
    </message>
    <message>
        <source>The need is in the ledger; there is no work to ask about in a callback.</source>
        <translation>需求已记入台账，没有上门服务可回访。</translation>
    </message>
</context>
<context>
    <name>ReportPane</name>
    <message>
        <source>Bulletin</source>
        <translation>通报</translation>
    </message>
    <message>
        <source>counting …</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>counting … {share}</source>
        <translation>正在统计……{share}</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下一期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
</context>
<context>
    <name>ReportPresenter</name>
    <message>
        <source>Give out the bulletin</source>
        <translation>导出通报</translation>
    </message>
    <message>
        <source>The bulletin lies in {file}.</source>
        <translation>通报已存为 {file}。</translation>
    </message>
    <message>
        <source>The printer does not take it. Write a PDF instead.</source>
        <translation>打印机没有接受，请改为导出 PDF。</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>The report in one sentence</source>
        <translation>一句话报告</translation>
    </message>
    <message>
        <source>From 20 on, what is no whole ten is written as the tens below it and “more than”; the exact number is beside.</source>
        <translation>满 20 而不是整十的数，写成整十加“多”；右边是准确数。</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>The figures; Enter opens the list behind one</source>
        <translation>各项数字；按 Enter 打开它背后的清单</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Open the report again</source>
        <translation>重新打开报告</translation>
    </message>
    <message>
        <source>It was held</source>
        <translation>已举办</translation>
    </message>
    <message>
        <source>Why it is called off</source>
        <translation>取消的原因</translation>
    </message>
    <message>
        <source>Call it off</source>
        <translation>取消活动</translation>
    </message>
    <message>
        <source>Plan it again</source>
        <translation>重新列入计划</translation>
    </message>
    <message>
        <source>Report it</source>
        <translation>上报</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>The report lies in {file}.</source>
        <translation>报告已存为 {file}。</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>报告文字已复制。</translation>
    </message>
    <message>
        <source>Save the report as PDF</source>
        <translation>把报告存为 PDF</translation>
    </message>
</context>
<context>
    <name>SatisfiedContent</name>
    <message>
        <source>Satisfied of those who gave a mark, of the cases taken on today</source>
        <translation>今天受理的工单中，已打分者里满意的</translation>
    </message>
    <message>
        <source>due</source>
        <translation>应回访</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
</context>
<context>
    <name>ScoreRow</name>
    <message>
        <source>not asked yet</source>
        <translation>还没问</translation>
    </message>
</context>
<context>
    <name>ScriptCard</name>
    <message>
        <source>Ending the call politely</source>
        <translation>礼貌结束通话</translation>
    </message>
    <message>
        <source>puts it away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>What is needed? Words, pinyin, initials, code</source>
        <translation>要办什么？说法、拼音、首字母、代码</translation>
    </message>
    <message>
        <source>Search services, knowledge, partners and departments</source>
        <translation>搜索服务、知识、加盟企业和部门</translation>
    </message>
</context>
<context>
    <name>ServiceTable</name>
    <message>
        <source>Item: words, pinyin or code; Enter puts it on the table</source>
        <translation>项目：关键词、拼音或编码，回车放上摊位</translation>
    </message>
    <message>
        <source>Item: words, pinyin or code</source>
        <translation>项目：关键词、拼音或编码</translation>
    </message>
    <message>
        <source>Items found</source>
        <translation>找到的项目</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>摊位</translation>
    </message>
    <message>
        <source>Look for an item at the left: Enter puts it on the table.</source>
        <translation>在左边查找项目，回车放上摊位。</translation>
    </message>
    <message>
        <source>The table; Delete takes a row off it</source>
        <translation>摊位；按 Delete 撤下一行</translation>
    </message>
    <message>
        <source>Partner at the table</source>
        <translation>摊位上的加盟企业</translation>
    </message>
    <message>
        <source>What the table calls it</source>
        <translation>摊位上的叫法</translation>
    </message>
    <message>
        <source>the hotline itself</source>
        <translation>受理台自办</translation>
    </message>
    <message>
        <source>not in the catalogue</source>
        <translation>目录中没有</translation>
    </message>
    <message>
        <source>The table: {count}</source>
        <translation>摊位 · {count} 项</translation>
    </message>
    <message>
        <source>no partner: the hotline itself</source>
        <translation>没有加盟企业：受理台自办</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>one person</source>
        <translation>个体</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>in a few words: under them the ledger counts it</source>
        <translation>几个字即可，台账按这几个字统计</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Written down as somebody who may become a partner: the page of partners goes on from here.</source>
        <translation>已记为意向加盟企业，后续在“加盟企业”页办理。</translation>
    </message>
    <message>
        <source>It stands in the ledger of unmet needs.</source>
        <translation>已记入未解决需求台账。</translation>
    </message>
    <message>
        <source>Laid down.</source>
        <translation>已搁置。</translation>
    </message>
    <message>
        <source>{day} {title}, suggestion: {words}</source>
        <translation>{day} {title}，意见建议：{words}</translation>
    </message>
</context>
<context>
    <name>ShareContent</name>
    <message>
        <source>answered within {seconds} s of all that rang</source>
        <translation>{seconds} 秒内接听的占全部来电</translation>
    </message>
    <message>
        <source>answered of all that rang</source>
        <translation>接通的占全部来电</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Incoming calls</source>
        <translation>呼入来电</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Operator number</source>
        <translation>受理员编号</translation>
    </message>
    <message>
        <source>Operator number, then Enter</source>
        <translation>受理员编号，按 Enter</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password, then Enter</source>
        <translation>密码，然后按 Enter</translation>
    </message>
    <message>
        <source>Telephone at this desk</source>
        <translation>本席话机</translation>
    </message>
    <message>
        <source>Telephone at this desk: its extension</source>
        <translation>本席话机的分机号</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>Who sits here?</source>
        <translation>这里由哪位受理员值班？</translation>
    </message>
    <message>
        <source>The number goes into every entry of the journal.</source>
        <translation>编号会写进每一条办理记录。</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>话机</translation>
    </message>
    <message>
        <source>Its extension; left empty, no calls ring here</source>
        <translation>分机号；留空则来电不会转到这里</translation>
    </message>
</context>
<context>
    <name>SpeechBox</name>
    <message>
        <source>What the caller says</source>
        <translation>受理内容</translation>
    </message>
    <message>
        <source>In the caller&apos;s words: what happened, where, what is wanted by when</source>
        <translation>照来电人的话写：什么事、在哪里、希望何时办好</translation>
    </message>
    <message>
        <source>How it came, where nobody rang</source>
        <translation>来件方式（不是来电的）</translation>
    </message>
    <message>
        <source>Came by …</source>
        <translation>来件方式……</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>F9 saves changes · new need: Ctrl N</source>
        <translation>F9 存改动 · 新需求：Ctrl N</translation>
    </message>
    <message>
        <source>Closed: Ctrl N begins a new need</source>
        <translation>已办结：Ctrl N 记新需求</translation>
    </message>
    <message>
        <source>Case {no}</source>
        <translation>工单 {no}</translation>
    </message>
    <message>
        <source>New need</source>
        <translation>新需求</translation>
    </message>
    <message>
        <source>Kind of case: {kind}</source>
        <translation>工单类型：{kind}</translation>
    </message>
</context>
<context>
    <name>StatePresenter</name>
    <message>
        <source>Break. Who rang here waits at the head of the queue; {key} is ready again.</source>
        <translation>已小休。刚才的来电回到排队第一位，{key} 恢复空闲。</translation>
    </message>
    <message>
        <source>Training. Who rang here waits at the head of the queue; {key} is ready again.</source>
        <translation>已转培训。刚才的来电回到排队第一位，{key} 恢复空闲。</translation>
    </message>
    <message>
        <source>Somebody rings: {answer} answers. {key} takes a break and puts the caller back into the queue.</source>
        <translation>有来电：{answer} 接听。按 {key} 小休，来电会退回排队。</translation>
    </message>
    <message>
        <source>Somebody rings: pick up your phone. {key} takes a break and puts the caller back into the queue.</source>
        <translation>有来电：请在话机上接听。按 {key} 小休，来电会退回排队。</translation>
    </message>
    <message>
        <source>Day shift {hours}</source>
        <translation>白班 {hours}</translation>
    </message>
    <message>
        <source>Evening shift {hours}</source>
        <translation>中班 {hours}</translation>
    </message>
    <message>
        <source>Night shift {hours}</source>
        <translation>夜班 {hours}</translation>
    </message>
    <message>
        <source>The exchange has a queue for each of your lines again</source>
        <translation>交换机上您的各条专线都有队列了</translation>
    </message>
    <message>
        <source>The exchange has no queue for {lines}: none of its calls ring here, those of your other lines do</source>
        <translation>交换机上没有{lines}的队列，该专线的来电不会转到这里，其他专线照常</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No link to the telephone exchange since {time}: what stands here is from then. A call goes on at the telephone; the case can be edited, {key} saves.</source>
        <translation>{time} 起与话务系统断开，这里显示的是断开时的状态。通话在话机上继续；工单仍可编辑，{key} 保存。</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已略过</translation>
    </message>
</context>
<context>
    <name>SuggestionsView</name>
    <message>
        <source>No suggestion has been noted.</source>
        <translation>还没有记下意见建议。</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>意见建议</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>意见建议</translation>
    </message>
    <message>
        <source>In the citizen’s words</source>
        <translation>按市民的原话记</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>only if it is given</source>
        <translation>市民愿意留才填</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Name and number are handled like a caller’s.</source>
        <translation>姓名和电话与来电人的一样保密。</translation>
    </message>
    <message>
        <source>Make it a case</source>
        <translation>转为工单</translation>
    </message>
    <message>
        <source>An unmet need</source>
        <translation>记为未解决需求</translation>
    </message>
    <message>
        <source>A possible partner</source>
        <translation>意向加盟</translation>
    </message>
    <message>
        <source>Lay it down</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>SupervisionPane</name>
    <message>
        <source>Departments and towns</source>
        <translation>部门与镇街</translation>
    </message>
    <message>
        <source>To chase</source>
        <translation>待催办</translation>
    </message>
    <message>
        <source>To supervise</source>
        <translation>待督办</translation>
    </message>
    <message>
        <source>For the bulletin</source>
        <translation>待通报</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退回待裁定</translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation>考核</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>Asking the centre …</source>
        <translation>正在询问中心……</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>This desk and the centre</source>
        <translation>本机与中心</translation>
    </message>
    <message>
        <source>Your password at the centre</source>
        <translation>您在中心的密码</translation>
    </message>
    <message>
        <source>Your password at the centre, then Enter</source>
        <translation>您在中心的密码，然后按 Enter</translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation>需您处理的事项</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>待发送的内容</translation>
    </message>
    <message>
        <source>Waits to be sent: {count}</source>
        <translation>待发送：{count}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
    <message>
        <source>Needs you: {count}</source>
        <translation>需您处理：{count}</translation>
    </message>
</context>
<context>
    <name>TallyView</name>
    <message>
        <source>The table: what is counted</source>
        <translation>摊位：登记的项目</translation>
    </message>
    <message>
        <source>A digit chooses, Space or Enter counts one more; Delete takes the chosen count back. Each is on the disk at once.</source>
        <translation>数字键选项目，空格或 Enter 加一人次；选中一笔按 Delete 撤回。每一笔当场存盘，没有网络也一样。</translation>
    </message>
    <message>
        <source>Counted for the chosen service</source>
        <translation>所选项目的人次</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>加一</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>一次多人</translation>
    </message>
    <message>
        <source>Several at once: a number, Enter</source>
        <translation>一次多人：输入人数，按 Enter</translation>
    </message>
    <message>
        <source>Nobody has been counted here yet.</source>
        <translation>这里还没有登记。</translation>
    </message>
    <message>
        <source>What was counted</source>
        <translation>登记明细</translation>
    </message>
</context>
<context>
    <name>TileFrame</name>
    <message>
        <source>old · {time}</source>
        <translation>未更新 {time}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>81890 Operator Console</source>
        <translation>81890受理台</translation>
    </message>
    <message>
        <source>Own state</source>
        <translation>本人状态</translation>
    </message>
    <message>
        <source>Break, or ready again</source>
        <translation>小休 / 恢复空闲</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>未接来电</translation>
    </message>
    <message>
        <source>Silent alert</source>
        <translation>静默求助</translation>
    </message>
    <message>
        <source>An operator needs the lead: press to see to it</source>
        <translation>有受理员求助：点击处理</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Demonstration: a throwaway profile with invented people</source>
        <translation>演示：临时数据，人物均为虚构</translation>
    </message>
    <message>
        <source>Saved?</source>
        <translation>是否已存</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>显示按键</translation>
    </message>
    <message>
        <source>{role} {number} · {name}</source>
        <translation>{number}号{role} · {name}</translation>
    </message>
    <message>
        <source>{role} {number}</source>
        <translation>{number}号{role}</translation>
    </message>
    <message>
        <source>under 5 s: {count}</source>
        <translation>5 秒内挂断 {count}</translation>
    </message>
    <message>
        <source>Calls that nobody answered and nobody has rung back; apart from them those who gave up in less than 5 s</source>
        <translation>无人接听且尚未回拨的来电；不到 5 秒就挂断的另计</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>状态不明</translation>
    </message>
    <message>
        <source>Own state: {state}</source>
        <translation>本人状态：{state}</translation>
    </message>
    <message>
        <source>No link to the telephone exchange</source>
        <translation>电话线路未连接</translation>
    </message>
    <message>
        <source>Waiting {count} · longest</source>
        <translation>等候 {count} · 最长</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>Missed {count}</source>
        <translation>未接 {count}</translation>
    </message>
    <message>
        <source>Accepted today {accepted}</source>
        <translation>今日受理 {accepted}</translation>
    </message>
    <message>
        <source>answered in {seconds} s {percent}% ({part}/{whole})</source>
        <translation>{seconds} 秒内接听 {percent}% ({part}/{whole})</translation>
    </message>
    <message>
        <source>in {seconds} s {percent}% ({part}/{whole})</source>
        <translation>{seconds} 秒接听 {percent}% ({part}/{whole})</translation>
    </message>
    <message>
        <source>{accepted} accepted · {figures}</source>
        <translation>受理 {accepted} · {figures}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>TransferStrip</name>
    <message>
        <source>Number or name of the second party</source>
        <translation>对方号码或名称</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>号码或名称</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>UndoKey</name>
    <message>
        <source>Nothing more to take back in this field. {pane}, then {key}, takes back the last step of the case.</source>
        <translation>这一栏没有可撤回的了。先按 {pane} 再按 {key}，撤回工单的上一步。</translation>
    </message>
</context>
<context>
    <name>UnmetContent</name>
    <message>
        <source>in all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Every need of this week could be met so far.</source>
        <translation>本周至今没有办不了的事。</translation>
    </message>
</context>
<context>
    <name>UnmetLedger</name>
    <message>
        <source>last {count} days</source>
        <translation>最近 {count} 天</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>all districts</source>
        <translation>全部地区</translation>
    </message>
    <message>
        <source>all hours</source>
        <translation>全部时段</translation>
    </message>
    <message>
        <source>{count} different</source>
        <translation>共 {count} 种</translation>
    </message>
    <message>
        <source>{count} need</source>
        <translation>{count} 项需求</translation>
    </message>
    <message>
        <source>{count} needs</source>
        <translation>{count} 项需求</translation>
    </message>
    <message>
        <source>once</source>
        <translation>共 1 次</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>共 {count} 次</translation>
    </message>
    <message>
        <source>mostly {hour}</source>
        <translation>多在 {hour}</translation>
    </message>
    <message>
        <source>last on {day}</source>
        <translation>最近一次 {day}</translation>
    </message>
    <message>
        <source>{name}, {times}</source>
        <translation>{name}，{times}</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>已提议</translation>
    </message>
    <message>
        <source>added: {code}</source>
        <translation>已新增：{code}</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>未采纳</translation>
    </message>
    <message>
        <source>district unknown</source>
        <translation>地区不明</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>尚未选中</translation>
    </message>
    <message>
        <source>Typed {count} times; nobody noted a case for it</source>
        <translation>检索过 {count} 次，没有对应的工单</translation>
    </message>
    <message>
        <source>Typed once; nobody noted a case for it</source>
        <translation>检索过 1 次，没有对应的工单</translation>
    </message>
    <message>
        <source>The {count} suggestions behind it</source>
        <translation>背后的 {count} 条意见建议</translation>
    </message>
    <message>
        <source>The suggestion behind it</source>
        <translation>相关的意见建议</translation>
    </message>
    <message>
        <source>The {count} cases behind it</source>
        <translation>对应的 {count} 件工单</translation>
    </message>
    <message>
        <source>The case behind it</source>
        <translation>对应的 1 件工单</translation>
    </message>
    <message>
        <source>tried: {words}</source>
        <translation>试过：{words}</translation>
    </message>
    <message>
        <source>proposed by No. {number}, {day}</source>
        <translation>{number}号 {day} 提议</translation>
    </message>
    <message>
        <source>decided by No. {number}, {day}</source>
        <translation>{number}号 {day} 审定</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待审定</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已新增</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>未采纳</translation>
    </message>
    <message>
        <source>{code} is in the catalogue: every desk finds it from now on.</source>
        <translation>{code} 已加入目录：各台从现在起都能查到。</translation>
    </message>
    <message>
        <source>Proposed: it waits in the catalogue for somebody to decide.</source>
        <translation>已提议：在“服务目录”中等待审定。</translation>
    </message>
</context>
<context>
    <name>UnmetPane</name>
    <message>
        <source>Propose</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>Add to the catalogue</source>
        <translation>加入目录</translation>
    </message>
    <message>
        <source>Unmet needs</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>District</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Hour of the day</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Needs that cases tell of</source>
        <translation>工单反映的需求</translation>
    </message>
    <message>
        <source>Searches that found nothing</source>
        <translation>没有结果的检索</translation>
    </message>
    <message>
        <source>No case of this period was left without help.</source>
        <translation>这段时间没有未解决的需求。</translation>
    </message>
    <message>
        <source>Every search of this period found something. Searches keep no district and no hour.</source>
        <translation>这段时间的检索都有结果。检索不记录地区和时段。</translation>
    </message>
    <message>
        <source>Propose an item</source>
        <translation>提议新增小项</translation>
    </message>
    <message>
        <source>The cases behind it</source>
        <translation>对应的工单</translation>
    </message>
    <message>
        <source>By district</source>
        <translation>按地区</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>按时段</translation>
    </message>
    <message>
        <source>Tried and proposed</source>
        <translation>试过的办法与提议</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>A new item: nothing of what stands in the catalogue changes.</source>
        <translation>这是新增小项，目录中已有的内容不变。</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>withheld</source>
        <translation>未显号码</translation>
    </message>
    <message>
        <source>Waiting {count}</source>
        <translation>来电排队 {count}</translation>
    </message>
</context>
<context>
    <name>WaitingContent</name>
    <message>
        <source>Callers whom nobody has answered</source>
        <translation>尚未接听的来电</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>81890 wallboard</source>
        <translation>81890 受理台看板</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>{time} left of {seconds} s</source>
        <translation>{seconds} 秒内还剩 {time}</translation>
    </message>
    <message>
        <source>past {seconds} s by {time}</source>
        <translation>超出 {seconds} 秒已 {time}</translation>
    </message>
    <message>
        <source>within 5 s: {count}</source>
        <translation>5 秒内挂断 {count}</translation>
    </message>
    <message>
        <source>to ring back: {count}</source>
        <translation>待回拨 {count}</translation>
    </message>
    <message>
        <source>due {due} · reached {reached}</source>
        <translation>应回访 {due} · 已联系 {reached}</translation>
    </message>
    <message>
        <source>Promises overdue</source>
        <translation>过时的承诺</translation>
    </message>
    <message>
        <source>in 2 h: {count}</source>
        <translation>2 小时内 {count}</translation>
    </message>
    <message>
        <source>nobody&apos;s: {count}</source>
        <translation>无人认领 {count}</translation>
    </message>
    <message>
        <source>old · {time}</source>
        <translation>未更新 {time}</translation>
    </message>
</context>
<context>
    <name>WhisperPresenter</name>
    <message>
        <source>No. {number} to you, {time}: {text}</source>
        <translation>{number} 号对您说（{time}）：{text}</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>看过了</translation>
    </message>
</context>
<context>
    <name>WhoSpeaks</name>
    <message>
        <source>{count} people share this number: a digit says who is speaking. {key} again accepts without a name.</source>
        <translation>这个号码有 {count} 位登记人：按数字选择来电人；再按 {key} 不记姓名受理。</translation>
    </message>
</context>
<context>
    <name>WrongAnswers</name>
    <message>
        <source>This answer is wrong: tell the article&apos;s owner</source>
        <translation>答复内容有误：告知责任单位</translation>
    </message>
    <message>
        <source>Told: whoever answers for this article looks at it.</source>
        <translation>已告知：这条知识的责任单位会查看。</translation>
    </message>
</context>
<context>
    <name>YesNoRow</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>还没问</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>What was said</source>
        <translation>反馈内容</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>不接单</translation>
    </message>
    <message>
        <source>Why it was declined</source>
        <translation>不接单的原因</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>完工</translation>
    </message>
    <message>
        <source>What was done (may stay empty)</source>
        <translation>做了什么（可不填）</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation>反馈人</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>What the citizen complains about</source>
        <translation>市民投诉什么</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>The other side&apos;s statement</source>
        <translation>对方的说明</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Is the complaint true? y / n</source>
        <translation>投诉属实吗？y 是 / n 否</translation>
    </message>
    <message>
        <source>Propose a veto</source>
        <translation>提出一次否决</translation>
    </message>
    <message>
        <source>Why it must go at once</source>
        <translation>为什么应当一次否决</translation>
    </message>
    <message>
        <source>Confirm the veto</source>
        <translation>确认一次否决</translation>
    </message>
    <message>
        <source>Second person&apos;s number (empty: I am)</source>
        <translation>第二人工号（留空即本人）</translation>
    </message>
    <message>
        <source>In their own words: why</source>
        <translation>第二人自己的话：为什么</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>What has to be done again</source>
        <translation>哪里要返工</translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>What was needed</source>
        <translation>需要什么</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>试过哪些办法</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>撤单</translation>
    </message>
    <message>
        <source>Why the caller cancels</source>
        <translation>来电人撤单的原因</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Why it is opened again</source>
        <translation>重开的原因</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Their password</source>
        <translation>第二人的密码</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交出</translation>
    </message>
    <message>
        <source>What the next operator has to know (may stay empty)</source>
        <translation>下一班需要知道的（可不填）</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>To operator No.</source>
        <translation>改派给几号</translation>
    </message>
    <message>
        <source>Why it is reassigned</source>
        <translation>为何改派</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Why it goes before the others, or no longer does</source>
        <translation>为何优先，或为何不再优先</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Why it says that the case is not its own</source>
        <translation>退回理由：为什么说不归它管</translation>
    </message>
    <message>
        <source>Helper</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>Which department helps: code or whole name</source>
        <translation>由哪个单位协办：代码或全称</translation>
    </message>
    <message>
        <source>With what (may stay empty)</source>
        <translation>协办什么（可不填）</translation>
    </message>
    <message>
        <source>Helper reports</source>
        <translation>协办反馈</translation>
    </message>
    <message>
        <source>Which one (empty: the only one)</source>
        <translation>哪个协办单位（只有一个时可不填）</translation>
    </message>
    <message>
        <source>What it did (empty: it has taken it)</source>
        <translation>办了什么（不填：只是签收）</translation>
    </message>
    <message>
        <source>Chase</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>What was said to the department (may stay empty)</source>
        <translation>对该单位说了什么（可不填）</translation>
    </message>
</context>
<context>
    <name>articles</name>
    <message>
        <source>in English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Chinese title</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>English title</source>
        <translation>英文标题</translation>
    </message>
    <message>
        <source>Chinese text</source>
        <translation>中文正文</translation>
    </message>
    <message>
        <source>English text</source>
        <translation>英文正文</translation>
    </message>
    <message>
        <source>About the items</source>
        <translation>相关小项</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Read out</source>
        <translation>使用中</translation>
    </message>
</context>
<context>
    <name>board</name>
    <message>
        <source>Calls per half hour, today and a week before</source>
        <translation>每半小时来电，今天与上周同日</translation>
    </message>
    <message>
        <source>nobody has it</source>
        <translation>无人认领</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>等候 {time}</translation>
    </message>
    <message>
        <source>answered by operator {number}</source>
        <translation>{number}号受理员接听</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>a telephone rings</source>
        <translation>话机正在振铃</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>来电 {count} 次</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码保密</translation>
    </message>
    <message>
        <source>telephone {number}</source>
        <translation>话机 {number}</translation>
    </message>
    <message>
        <source>rings somebody</source>
        <translation>正在拨出</translation>
    </message>
    <message>
        <source>heard {time} ago</source>
        <translation>{time} 前有回应</translation>
    </message>
    <message>
        <source>sent {time}</source>
        <translation>{time} 送达</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>滞后 {seconds} 秒</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Operator {number}</source>
        <translation>{number}号受理员</translation>
    </message>
    <message>
        <source>The most pressing promises</source>
        <translation>最紧的承诺</translation>
    </message>
    <message>
        <source>Unmet needs by item</source>
        <translation>办不了的事（按小项）</translation>
    </message>
    <message>
        <source>Desks of the centre</source>
        <translation>中心的各席位</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>现在等候</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等候</translation>
    </message>
    <message>
        <source>In time · today</source>
        <translation>按时接听 · 今天</translation>
    </message>
    <message>
        <source>Connected · 24 h</source>
        <translation>接通 · 24 小时</translation>
    </message>
    <message>
        <source>Given up · today</source>
        <translation>放弃 · 今天</translation>
    </message>
    <message>
        <source>Satisfied · today</source>
        <translation>满意 · 今天</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Calls per half hour</source>
        <translation>每半小时来电</translation>
    </message>
    <message>
        <source>Desks and links</source>
        <translation>席位与链路</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>要兑现的承诺</translation>
    </message>
    <message>
        <source>Cases by stage</source>
        <translation>工单在哪一步</translation>
    </message>
    <message>
        <source>Unmet needs · this week</source>
        <translation>本周办不了的事</translation>
    </message>
    <message>
        <source>At a telephone</source>
        <translation>在席</translation>
    </message>
    <message>
        <source>Incoming calls</source>
        <translation>呼入来电</translation>
    </message>
    <message>
        <source>Answered in time</source>
        <translation>按时接听</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>接通</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Given up within 5 s</source>
        <translation>5 秒内放弃</translation>
    </message>
    <message>
        <source>To ring back</source>
        <translation>待回拨</translation>
    </message>
    <message>
        <source>Calls of the half hour</source>
        <translation>这半小时的来电</translation>
    </message>
    <message>
        <source>Calls of today</source>
        <translation>今天的来电</translation>
    </message>
    <message>
        <source>Calls of the same weekday a week before</source>
        <translation>上周同日的来电</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>未办结工单</translation>
    </message>
    <message>
        <source>Due in 2 h</source>
        <translation>2 小时内到期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Nobody has it</source>
        <translation>无人认领</translation>
    </message>
    <message>
        <source>Callbacks due</source>
        <translation>应回访</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Unmet needs of this week</source>
        <translation>本周办不了的事</translation>
    </message>
    <message>
        <source>Silent alerts</source>
        <translation>静默求助</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>last 24 h</source>
        <translation>近 24 小时</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>无回应</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>无人值守</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>General</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>Psychology</source>
        <translation>心理</translation>
    </message>
    <message>
        <source>goal {goal}% met</source>
        <translation>达标 {goal}%</translation>
    </message>
    <message>
        <source>under {goal}%</source>
        <translation>未达 {goal}%</translation>
    </message>
</context>
<context>
    <name>discipline</name>
    <message>
        <source>Typed on {0} and not saved yet.</source>
        <translation>{0} 输入，尚未保存。</translation>
    </message>
    <message>
        <source>Only the business licence is on file.</source>
        <translation>只登记了营业执照。</translation>
    </message>
    <message>
        <source>About the complaint in case {0}</source>
        <translation>针对工单 {0} 中的投诉</translation>
    </message>
    <message>
        <source>About the {0} that came with the table of partners</source>
        <translation>针对随企业名册带来的{0}</translation>
    </message>
    <message>
        <source>About the card of case {0}; appeals until {1}</source>
        <translation>针对工单 {0} 的警告牌；申诉截止 {1}</translation>
    </message>
    <message>
        <source>Written down: {0}</source>
        <translation>已记下：{0}</translation>
    </message>
    <message>
        <source>The scan is coming from the centre …</source>
        <translation>扫描件正从中心取回……</translation>
    </message>
    <message>
        <source>The scan has come, and stays on this desk from now on.</source>
        <translation>扫描件已取回，今后就保存在本台。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>证照</translation>
    </message>
    <message>
        <source>Withdraw a licence</source>
        <translation>注销证照</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>约定</translation>
    </message>
    <message>
        <source>Re-check</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>Propose a veto</source>
        <translation>提议一次否决</translation>
    </message>
    <message>
        <source>Confirm the veto</source>
        <translation>确认一次否决</translation>
    </message>
    <message>
        <source>To put right</source>
        <translation>责令整改</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>验收整改</translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Hear the appeal</source>
        <translation>审理申诉</translation>
    </message>
    <message>
        <source>New partner</source>
        <translation>新增企业</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>such as 2026-11-24</source>
        <translation>如 2026-11-24</translation>
    </message>
    <message>
        <source>What the partner says</source>
        <translation>企业的陈述</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>From (day)</source>
        <translation>自（日期）</translation>
    </message>
    <message>
        <source>Agreement (for signing)</source>
        <translation>协议编号（签约时填）</translation>
    </message>
    <message>
        <source>empty for the business licence</source>
        <translation>营业执照则留空</translation>
    </message>
    <message>
        <source>PDF, PNG or JPEG, 10 MB at most</source>
        <translation>PDF、PNG 或 JPEG，不超过 10 MB</translation>
    </message>
    <message>
        <source>Kind of licence</source>
        <translation>证照种类</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>复查情况</translation>
    </message>
    <message>
        <source>Again on (day)</source>
        <translation>下次复查（日期）</translation>
    </message>
    <message>
        <source>enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>self-employed</source>
        <translation>个体</translation>
    </message>
    <message>
        <source>* for the whole city</source>
        <translation>* 表示全市</translation>
    </message>
    <message>
        <source>1 is Monday</source>
        <translation>1 为周一</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>By (day)</source>
        <translation>限期（日期）</translation>
    </message>
    <message>
        <source>What is to be put right</source>
        <translation>整改要求</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经历</translation>
    </message>
    <message>
        <source>Choose a partner at the left: its licences, figures and whole history stand here, with what may be done.</source>
        <translation>请在左侧选择一家加盟企业：这里显示其证照、数字和全部经历，以及可以做的事。</translation>
    </message>
    <message>
        <source>No case is counted here.</source>
        <translation>这里没有工单。</translation>
    </message>
    <message>
        <source>Nothing has been written down of this partner yet. What it was listed with stands above.</source>
        <translation>还没有这家企业的记录。登记时的资料见上方。</translation>
    </message>
    <message>
        <source>agreement {0}</source>
        <translation>协议 {0}</translation>
    </message>
    <message>
        <source>next re-check {0}</source>
        <translation>下次复查 {0}</translation>
    </message>
    <message>
        <source>whole city</source>
        <translation>全市</translation>
    </message>
    <message>
        <source>{count} item</source>
        <translation>{count} 个小项</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} 个小项</translation>
    </message>
    <message>
        <source>{count} district</source>
        <translation>{count} 个镇街</translation>
    </message>
    <message>
        <source>{count} districts</source>
        <translation>{count} 个镇街</translation>
    </message>
    <message>
        <source>{count} job at once</source>
        <translation>可同时承接 {count} 单</translation>
    </message>
    <message>
        <source>{count} jobs at once</source>
        <translation>可同时承接 {count} 单</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>nobody has been asked yet</source>
        <translation>尚无回访评价</translation>
    </message>
    <message>
        <source>{0}% satisfied: {1} of {2} answered, {3} of them here</source>
        <translation>满意 {0}%：{2} 次评价中 {1} 次满意，其中本台回访 {3} 次</translation>
    </message>
    <message>
        <source>{0} of {1} satisfied</source>
        <translation>评价 {1} 次，满意 {0} 次</translation>
    </message>
    <message>
        <source>licence to {0}</source>
        <translation>证照至 {0}</translation>
    </message>
    <message>
        <source>No. {0}</source>
        <translation>{0} 号</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>veto proposed</source>
        <translation>已提议否决</translation>
    </message>
    <message>
        <source>to be verified</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>put right</source>
        <translation>已整改</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>已审理</translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>not satisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Name, code, item, stage, card or licence</source>
        <translation>名称、编号、小项、阶段、牌或证照</translation>
    </message>
    <message>
        <source>Search partners</source>
        <translation>查找加盟企业</translation>
    </message>
    <message>
        <source>No partner in this list.</source>
        <translation>此列表中没有企业。</translation>
    </message>
    <message>
        <source>No partner is found by these words.</source>
        <translation>没有找到符合的企业。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>有牌</translation>
    </message>
    <message>
        <source>Due for re-check</source>
        <translation>待复查</translation>
    </message>
    <message>
        <source>Appeals</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Cases {0}</source>
        <translation>工单 {0}</translation>
    </message>
    <message>
        <source>under way {0}</source>
        <translation>进行中 {0}</translation>
    </message>
    <message>
        <source>at the desk {0}</source>
        <translation>在受理台 {0}</translation>
    </message>
    <message>
        <source>resolved {0}</source>
        <translation>已解决 {0}</translation>
    </message>
    <message>
        <source>closed, not resolved {0}</source>
        <translation>办结未解决 {0}</translation>
    </message>
    <message>
        <source>answered at callback {0}</source>
        <translation>回访有评价 {0}</translation>
    </message>
    <message>
        <source>satisfied {0}</source>
        <translation>满意 {0}</translation>
    </message>
    <message>
        <source>upheld: the card stays</source>
        <translation>维持：牌不变</translation>
    </message>
    <message>
        <source>lowered: the milder card</source>
        <translation>减轻：降一级</translation>
    </message>
    <message>
        <source>lifted: no card</source>
        <translation>撤销：取消此牌</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>性质</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>小项</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>镇街</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation>同时承接</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Business licence</source>
        <translation>营业执照</translation>
    </message>
    <message>
        <source>valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>{0}: none on file</source>
        <translation>{0}：未登记</translation>
    </message>
    <message>
        <source>{0} {1}, valid until {2}</source>
        <translation>{0} {1}，有效期至 {2}</translation>
    </message>
    <message>
        <source> (expired)</source>
        <translation>（已过期）</translation>
    </message>
    <message>
        <source>psychology line (sealed)</source>
        <translation>心理专线（已封存）</translation>
    </message>
    <message>
        <source>Came with the table of partners: {0}</source>
        <translation>随导入的企业名册带来：{0}</translation>
    </message>
    <message>
        <source>no verdict of this desk; the partner may appeal</source>
        <translation>并非本台核实所定；企业可以申诉</translation>
    </message>
    <message>
        <source>Verdict: {0}</source>
        <translation>核实结论：{0}</translation>
    </message>
    <message>
        <source>To be put right by {0}</source>
        <translation>限 {0} 前整改</translation>
    </message>
    <message>
        <source>What was put right is accepted</source>
        <translation>整改验收通过</translation>
    </message>
    <message>
        <source>The partner appeals</source>
        <translation>企业提出申诉</translation>
    </message>
    <message>
        <source>Appeal heard, {0}</source>
        <translation>申诉已审理，{0}</translation>
    </message>
    <message>
        <source>card now: {0}</source>
        <translation>现为：{0}</translation>
    </message>
    <message>
        <source>Verdict taken back; card now: {0}</source>
        <translation>核实结论已撤回；现为：{0}</translation>
    </message>
    <message>
        <source>{0} from {1} on</source>
        <translation>自 {1} 起{0}</translation>
    </message>
    <message>
        <source>Licence withdrawn: {0}</source>
        <translation>证照已注销：{0}</translation>
    </message>
    <message>
        <source>Licence: {0}, valid until {1}</source>
        <translation>证照：{0}，有效期至 {1}</translation>
    </message>
    <message>
        <source>Agreed anew</source>
        <translation>约定变更</translation>
    </message>
    <message>
        <source>again on {0}</source>
        <translation>下次 {0}</translation>
    </message>
    <message>
        <source>Looked at again</source>
        <translation>已复查</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无牌</translation>
    </message>
    <message>
        <source>case {0}</source>
        <translation>工单 {0}</translation>
    </message>
    <message>
        <source>scan {0} ({1} kB), taken in at desk {2}</source>
        <translation>扫描件 {0}（{1} kB），由 {2} 号台收入</translation>
    </message>
</context>
<context>
    <name>failures</name>
    <message>
        <source>The disk is full. What you typed stays on the screen; free some space and it is saved by itself.</source>
        <translation>磁盘已满。您写的内容仍在屏幕上；腾出空间后会自动保存。</translation>
    </message>
    <message>
        <source>The data folder cannot be written to. What you typed stays on the screen; tell the administrator.</source>
        <translation>数据文件夹无法写入。您写的内容仍在屏幕上；请告诉管理员。</translation>
    </message>
    <message>
        <source>A data file was damaged. It was kept aside and the rest goes on; tell the administrator.</source>
        <translation>有一个数据文件损坏，已另行保管，其余照常使用；请告诉管理员。</translation>
    </message>
    <message>
        <source>This data was written by a newer version. Nothing was changed; please update this desk.</source>
        <translation>数据由更新的版本写成。数据未动；请更新本机程序。</translation>
    </message>
    <message>
        <source>The console is already open on this desk&apos;s data. This second window changes nothing.</source>
        <translation>本机受理台已经打开。这第二个窗口不会改动数据。</translation>
    </message>
    <message>
        <source>The disk reports an error. What you typed stays on the screen; tell the administrator.</source>
        <translation>磁盘报错。您写的内容仍在屏幕上；请告诉管理员。</translation>
    </message>
    <message>
        <source>Steps of this desk are missing: its data file is older than it should be, or something was taken out. Tell the administrator before going on.</source>
        <translation>本机缺少一些步骤：数据文件比应有的旧，或有内容被取走。请先告诉管理员，再继续工作。</translation>
    </message>
    <message>
        <source>The key of this desk was missing and has been made anew. Tell the administrator.</source>
        <translation>本机密钥缺失，已重新生成；请告诉管理员。</translation>
    </message>
    <message>
        <source>The operations are not complete, so nothing was rebuilt or changed.</source>
        <translation>操作记录不完整，因此没有重建，数据未动。</translation>
    </message>
    <message>
        <source>People work with the data in this folder. A demonstration would mix invented cases into it: give it another folder.</source>
        <translation>这个文件夹是正在使用的工作数据。演示会混入虚构工单，因此没有打开；请为演示另选文件夹。</translation>
    </message>
    <message>
        <source>This folder holds a demonstration&apos;s invented data. For real work give another folder; “main.py demo” opens this one.</source>
        <translation>这个文件夹是演示用的虚构数据，不能用来受理真实来电。请另选文件夹；查看演示请用“main.py demo”。</translation>
    </message>
    <message>
        <source>There is no operator No. {number} here. Give another number with --operator.</source>
        <translation>这里没有 {number} 号工号。请用 --operator 指定另一个。</translation>
    </message>
    <message>
        <source>No. {number} does not take calls, so no story can be played. Give an operator&apos;s number with --operator.</source>
        <translation>{number} 号不接听来电，无法播放故事。请用 --operator 指定话务员的工号。</translation>
    </message>
    <message>
        <source>The file “{file}” could not be written. Choose another place for it.</source>
        <translation>文件“{file}”无法写入，请换一个位置。</translation>
    </message>
    <message>
        <source>The story could not be played to its end.</source>
        <translation>故事没能播放到最后。</translation>
    </message>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation>还没有工单。F9 受理。</translation>
    </message>
    <message>
        <source>That step does not fit the case now.</source>
        <translation>这一步现在不适合此工单。</translation>
    </message>
    <message>
        <source>First ring the citizen back: the case closes with an answer, or after the attempts that are due.</source>
        <translation>请先回访：有了市民的答复，或打满规定次数，才能办结。</translation>
    </message>
    <message>
        <source>The citizen says it is not done: send it back for rework, or note the unmet need.</source>
        <translation>市民说没做完：请要求返工，或记为未解决需求。</translation>
    </message>
    <message>
        <source>Too few attempts to reach the citizen so far.</source>
        <translation>联系市民的次数还不够。</translation>
    </message>
    <message>
        <source>Satisfaction is a figure from 1 to 5.</source>
        <translation>满意程度是 1 到 5 的数字。</translation>
    </message>
    <message>
        <source>The complaint is being verified: hear the other side first.</source>
        <translation>投诉正在核实：请先听对方说明。</translation>
    </message>
    <message>
        <source>Write down first what the other side says: an unverified complaint counts for nothing.</source>
        <translation>请先记下对方的说明：未经核实的投诉不算数。</translation>
    </message>
    <message>
        <source>The complaint is about somebody else.</source>
        <translation>投诉的不是这一家。</translation>
    </message>
    <message>
        <source>Nobody has this case: there is nobody to verify with.</source>
        <translation>此工单没有派给任何一方，无处核实。</translation>
    </message>
    <message>
        <source>Use “cancelled by the caller” for that.</source>
        <translation>请用“来电人撤单”。</translation>
    </message>
    <message>
        <source>The citizen was reached: close with the answer.</source>
        <translation>已联系上市民，请按答复办结。</translation>
    </message>
    <message>
        <source>No answer has been given yet.</source>
        <translation>还没有答复。</translation>
    </message>
    <message>
        <source>Only the citizen&apos;s word, or an answer given, makes a case resolved.</source>
        <translation>市民确认或已给出答复，才算解决。</translation>
    </message>
    <message>
        <source>First note the unmet need.</source>
        <translation>请先记下未解决需求。</translation>
    </message>
    <message>
        <source>Say what was needed.</source>
        <translation>请写明需要什么。</translation>
    </message>
    <message>
        <source>A case cannot be merged into itself.</source>
        <translation>工单不能并入自己。</translation>
    </message>
    <message>
        <source>The other case is closed already.</source>
        <translation>对方工单已办结。</translation>
    </message>
    <message>
        <source>That step cannot be taken back any more: a later one builds on it.</source>
        <translation>这一步不能再撤回：后面的步骤以它为准。</translation>
    </message>
    <message>
        <source>Use “merge into another case” for that.</source>
        <translation>请用“并入另一工单”。</translation>
    </message>
    <message>
        <source>The catalogue has no such item.</source>
        <translation>服务目录里没有这个小项。</translation>
    </message>
    <message>
        <source>That item is not offered any more: choose another one.</source>
        <translation>这个小项已停用，请另选一个。</translation>
    </message>
    <message>
        <source>Chinese name: an item needs one.</source>
        <translation>中文名称：小项不能没有名称。</translation>
    </message>
    <message>
        <source>Name: at most {most} characters fit the line in which operators read it.</source>
        <translation>名称：最多 {most} 个字，否则受理员看的那一行放不下。</translation>
    </message>
    <message>
        <source>Chinese name: {item} is called that already. Choose a name that tells them apart.</source>
        <translation>中文名称：{item} 已经用了这个名称，请换一个能区分的。</translation>
    </message>
    <message>
        <source>Category: choose one of the list.</source>
        <translation>大项：请从列表中选一个。</translation>
    </message>
    <message>
        <source>Search words: one is longer than {most} characters. Part them with a comma.</source>
        <translation>检索词：有一个超过 {most} 个字，请用逗号分开。</translation>
    </message>
    <message>
        <source>Search words: at most {most} in a language.</source>
        <translation>检索词：每种语言最多 {most} 个。</translation>
    </message>
    <message>
        <source>Somebody has changed this meanwhile: it is at version {version} now. Look at it again, then change it.</source>
        <translation>这期间别人已经改过，现在是第 {version} 版。请重新看一遍再改。</translation>
    </message>
    <message>
        <source>An item is proposed for that need already: somebody has yet to decide.</source>
        <translation>这项需求已有人提议新增小项，尚待审定。</translation>
    </message>
    <message>
        <source>Somebody has decided that proposal already.</source>
        <translation>这项提议已经有人审定。</translation>
    </message>
    <message>
        <source>Say why not: whoever proposed it reads it.</source>
        <translation>请写明为什么不采纳，提议人会看到。</translation>
    </message>
    <message>
        <source>There is no such article.</source>
        <translation>没有这条知识。</translation>
    </message>
    <message>
        <source>Chinese title: an article needs one.</source>
        <translation>中文标题：不能没有标题。</translation>
    </message>
    <message>
        <source>Chinese text: say what operators read out.</source>
        <translation>中文正文：请写明受理员要念的内容。</translation>
    </message>
    <message>
        <source>Owner: say who answers for this article.</source>
        <translation>责任单位：请写明由谁负责这条知识。</translation>
    </message>
    <message>
        <source>Source: say where this comes from.</source>
        <translation>来源：请写明出处。</translation>
    </message>
    <message>
        <source>Title, owner, source: at most {most} characters each.</source>
        <translation>标题、责任单位、来源：每项最多 {most} 个字。</translation>
    </message>
    <message>
        <source>Valid until: write the day as 2026-12-31.</source>
        <translation>有效期至：日期请写成 2026-12-31 的样子。</translation>
    </message>
    <message>
        <source>Items: the catalogue has no item {item}.</source>
        <translation>相关小项：目录里没有 {item}。</translation>
    </message>
    <message>
        <source>Say what is wrong: the owner of the article reads it.</source>
        <translation>请写明哪里不对，责任单位会看到。</translation>
    </message>
    <message>
        <source>Say what came of it: the operators who reported it read that.</source>
        <translation>请写明处理结果，报告的受理员会看到。</translation>
    </message>
    <message>
        <source>That person is not known here.</source>
        <translation>这里没有此人的记录。</translation>
    </message>
    <message>
        <source>That call cannot be recorded: it has no identity.</source>
        <translation>这通电话缺少标识，无法记录。</translation>
    </message>
    <message>
        <source>That call is not known here.</source>
        <translation>这里没有这通电话。</translation>
    </message>
    <message>
        <source>Somebody has answered that call: nobody need be rung back for it.</source>
        <translation>这通来电已有人接听，无需回拨。</translation>
    </message>
    <message>
        <source>Say why nobody need ring back.</source>
        <translation>请说明无需回拨的原因。</translation>
    </message>
    <message>
        <source>The call system kept no recording of that call.</source>
        <translation>话务系统没有这通电话的录音。</translation>
    </message>
    <message>
        <source>That case exists already.</source>
        <translation>此工单已经存在。</translation>
    </message>
    <message>
        <source>The caller was not put through to anybody.</source>
        <translation>来电人没有被转接给任何人。</translation>
    </message>
    <message>
        <source>An unverified complaint gives no card.</source>
        <translation>未经核实的投诉不发牌。</translation>
    </message>
    <message>
        <source>There is no such card.</source>
        <translation>没有这种牌。</translation>
    </message>
    <message>
        <source>Say whether the complaint is true.</source>
        <translation>请写明投诉是否属实。</translation>
    </message>
    <message>
        <source>A veto needs two people: one proposes it, another one confirms it.</source>
        <translation>一次否决需要两个人：一人提出，另一人确认。</translation>
    </message>
    <message>
        <source>Nobody here has that number: the second person gives their own.</source>
        <translation>没有这个工号：请第二人输入自己的工号。</translation>
    </message>
    <message>
        <source>The second person says in their own words why the veto is right.</source>
        <translation>请第二人用自己的话说明为什么应当一次否决。</translation>
    </message>
    <message>
        <source>The centre cannot be asked about a password now. The veto waits: the second person confirms it at their own desk, or here later.</source>
        <translation>现在连不上中心，无法核对密码。一次否决先挂着：请第二人在自己的座席上确认，或稍后在这里确认。</translation>
    </message>
    <message>
        <source>Whoever stands behind this gives their password beside their number.</source>
        <translation>请为这一步负责的人在工号旁输入自己的密码。</translation>
    </message>
    <message>
        <source>Cards and vetoes are for partners: what a department did wrong is noted as its fault.</source>
        <translation>发牌和一次否决只用于加盟企业；部门的过错另行记录。</translation>
    </message>
    <message>
        <source>That step is not for your role. Nothing was changed; hand it to a colleague who may do it.</source>
        <translation>这一步不在您的权限之内，未作任何改动；请交给有权限的同事。</translation>
    </message>
    <message>
        <source>The psychology line keeps its own records: put the caller through to the counsellor, no form is needed.</source>
        <translation>心理专线的记录由心理辅导老师保管：请把电话转过去，不必填表。</translation>
    </message>
    <message>
        <source>That case belongs to the psychology line: only its counsellors read it.</source>
        <translation>此工单属于心理专线，只有心理辅导老师能看。</translation>
    </message>
    <message>
        <source>The psychology line writes nothing on a card that everybody reads. Write it in the notes: F9 keeps them in the case.</source>
        <translation>心理专线的情况不写在大家都能看到的来电人资料上。请写在备注里，按 F9 只存进本工单。</translation>
    </message>
    <message>
        <source>A case of the psychology line is not merged with others.</source>
        <translation>心理专线的工单不与其他工单合并。</translation>
    </message>
    <message>
        <source>A case does not move into or out of the psychology line: accept that need as a case of its own.</source>
        <translation>工单不能转入或转出心理专线：请把这项需求另行受理。</translation>
    </message>
    <message>
        <source>Entries of this desk are not as they were written. Kept aside, with what belongs to them: {broken}, the first is number {first}. Nothing rests on them; tell the administrator.</source>
        <translation>本机有记录与写入时不一致。连同相关记录共搁置 {broken} 条，首条编号 {first}，不作任何依据；请告诉管理员。</translation>
    </message>
    <message>
        <source>The clock of this desk is {minutes} minutes behind its last entry. Put it right: deadlines are reckoned by it.</source>
        <translation>本机时钟比最后一条记录慢了 {minutes} 分钟。请先校准：时限都按它计算。</translation>
    </message>
    <message>
        <source>A need that nobody could meet is not resolved.</source>
        <translation>无人能办的需求不算解决。</translation>
    </message>
    <message>
        <source>These words are too long to be kept in one step. Nothing was written; shorten them.</source>
        <translation>这段文字太长，一步存不下。未作任何写入，请缩短后再存。</translation>
    </message>
    <message>
        <source>One character of these words is broken, perhaps from pasting. Nothing was written; delete it and type it again.</source>
        <translation>文字里有一个字符已损坏，可能是粘贴带来的。未作任何写入，请删去后重新输入。</translation>
    </message>
    <message>
        <source>That time cannot be read.</source>
        <translation>这个时间无法识别。</translation>
    </message>
    <message>
        <source>That number of cases cannot be filled in.</source>
        <translation>无法填入这么多工单。</translation>
    </message>
    <message>
        <source>There is no step to take back.</source>
        <translation>没有可撤回的步骤。</translation>
    </message>
    <message>
        <source>First write down a name: there is nobody yet to note that on.</source>
        <translation>请先写下姓名，再加标记。</translation>
    </message>
    <message>
        <source>That is not a telephone number.</source>
        <translation>这不是电话号码。</translation>
    </message>
    <message>
        <source>The centre cannot be reached, and it has to let you in at this desk first.</source>
        <translation>连不上中心，而您须先由中心在本机登录一次。</translation>
    </message>
    <message>
        <source>Whoever answers has no certificate of the centre. Tell the administrator.</source>
        <translation>应答的一方没有中心的证书，请告知管理员。</translation>
    </message>
    <message>
        <source>Something other than the centre answers, such as a log-in page of the network.</source>
        <translation>应答的不是中心，可能是网络的登录页面。</translation>
    </message>
    <message>
        <source>The centre asks for your password.</source>
        <translation>中心要求输入您的密码。</translation>
    </message>
    <message>
        <source>That number and that password do not belong together.</source>
        <translation>受理员编号与密码不符。</translation>
    </message>
    <message>
        <source>The centre cannot be reached, and it let you in more than a week ago: it has to do so again first.</source>
        <translation>连不上中心，而您上次由中心登录已超过一周，须先重新登录。</translation>
    </message>
    <message>
        <source>Too many tries. Wait half a minute, then try again.</source>
        <translation>尝试次数过多，请等半分钟再试。</translation>
    </message>
    <message>
        <source>The centre is busy. Try again in a moment.</source>
        <translation>中心正忙，请稍后再试。</translation>
    </message>
    <message>
        <source>The centre has shut this desk out. Tell the team lead.</source>
        <translation>中心已停用本机，请告知班长。</translation>
    </message>
    <message>
        <source>That is no address of a centre: it begins with https://.</source>
        <translation>这不是中心的地址：地址应以 https:// 开头。</translation>
    </message>
    <message>
        <source>This desk belongs to no centre so far. The administrator enrols it with a code: main.py enrol ADDRESS CODE.</source>
        <translation>本机尚未加入任何中心。请管理员用登记码加入：main.py enrol 地址 登记码。</translation>
    </message>
    <message>
        <source>This desk belongs to another centre.</source>
        <translation>本机属于另一个中心。</translation>
    </message>
    <message>
        <source>This desk holds invented cases, which no centre takes. Begin with a new profile.</source>
        <translation>本机存有虚构的工单，中心不予接收。请从新的配置开始。</translation>
    </message>
    <message>
        <source>What the centre sent does not fit this program&apos;s version; everything is fetched piece by piece.</source>
        <translation>中心发来的内容与本程序版本不符，改为逐条获取。</translation>
    </message>
    <message>
        <source>A bulletin begins before it ends, and reaches over ten years at most.</source>
        <translation>通报的起始日须早于截止日，时段最长十年。</translation>
    </message>
    <message>
        <source>Nobody has to choose there any more.</source>
        <translation>这里已不需要再作选择。</translation>
    </message>
    <message>
        <source>That step cannot simply be done again: do it anew in the case.</source>
        <translation>这一步不能直接重做，请在工单中重新操作。</translation>
    </message>
    <message>
        <source>Somebody else answers for that case by now: it stands in their list.</source>
        <translation>这张工单已由别人负责，在对方的“我的事”里。</translation>
    </message>
    <message>
        <source>That operator answers for the case already.</source>
        <translation>这张工单本来就由该受理员负责。</translation>
    </message>
    <message>
        <source>Nobody answers for that case: it is handed over already and waits to be accepted.</source>
        <translation>这张工单已交班，正等人接手。</translation>
    </message>
    <message>
        <source>No. {number} cannot answer for cases here: give the number of somebody who takes calls.</source>
        <translation>{number} 号不能负责这张工单：请填一位接话务的同事。</translation>
    </message>
    <message>
        <source>A colleague answers for that case: they hand it over, or a team lead reassigns it.</source>
        <translation>这张工单由同事负责：请由其本人交班，或由班长改派。</translation>
    </message>
    <message>
        <source>Say why: the reason is kept.</source>
        <translation>请写明理由：理由会留底。</translation>
    </message>
    <message>
        <source>The case stands where you want it already.</source>
        <translation>这张工单已是您要的次序。</translation>
    </message>
    <message>
        <source>There are no notes to hand over yet.</source>
        <translation>还没有写交班备注。</translation>
    </message>
    <message>
        <source>Say why it cannot wait: the reason is kept.</source>
        <translation>请写明为何不能等：理由会留底。</translation>
    </message>
    <message>
        <source>A team lead lets you go: they give their own number here.</source>
        <translation>须由班长放行：请班长在此填自己的号。</translation>
    </message>
    <message>
        <source>Nobody else here has the number {number}.</source>
        <translation>这里没有别的同事是 {number} 号。</translation>
    </message>
    <message>
        <source>Write the note first.</source>
        <translation>请先写内容。</translation>
    </message>
    <message>
        <source>The times of the shifts cannot be read. Tell the administrator.</source>
        <translation>班次时间无法识别，请告诉管理员。</translation>
    </message>
    <message>
        <source>That partner is not known here.</source>
        <translation>这里没有这家企业。</translation>
    </message>
    <message>
        <source>First choose a partner at the left.</source>
        <translation>请先在左侧选择一家企业。</translation>
    </message>
    <message>
        <source>That stage does not follow the one the partner is in: first trial, then signed; an expelled one begins again on trial.</source>
        <translation>企业现在的阶段不能直接转到该阶段：先试用，后签约；被取消资格的须从试用重新开始。</translation>
    </message>
    <message>
        <source>Verified bad records have expelled this partner: only an appeal that is granted brings it back.</source>
        <translation>该企业因核实的不良记录已被取消资格，只有申诉获准才能恢复。</translation>
    </message>
    <message>
        <source>Only a partner whose licences are all valid on that day can sign: write the licence down first.</source>
        <translation>当日证照全部有效的企业才能签约：请先登记证照。</translation>
    </message>
    <message>
        <source>Signing needs the number of the agreement.</source>
        <translation>签约须填写协议编号。</translation>
    </message>
    <message>
        <source>Write the day as 2026-11-24.</source>
        <translation>日期请写成 2026-11-24。</translation>
    </message>
    <message>
        <source>Say why: the reason stays in the partner&apos;s history.</source>
        <translation>请写明理由：它会留在企业的经历中。</translation>
    </message>
    <message>
        <source>A licence has a number.</source>
        <translation>证照须有编号。</translation>
    </message>
    <message>
        <source>Write the last day of the licence as 2026-11-24.</source>
        <translation>证照有效期请写成 2026-11-24。</translation>
    </message>
    <message>
        <source>The partner holds no such licence.</source>
        <translation>该企业没有这种证照。</translation>
    </message>
    <message>
        <source>The business licence is not withdrawn: suspend the partner.</source>
        <translation>营业执照不能注销：请暂停该企业。</translation>
    </message>
    <message>
        <source>Nothing is agreed otherwise: nothing was written.</source>
        <translation>约定没有变化：未写入任何内容。</translation>
    </message>
    <message>
        <source>Say why the terms change: the reason stays in the partner&apos;s history.</source>
        <translation>请写明变更约定的理由：它会留在企业的经历中。</translation>
    </message>
    <message>
        <source>Write down a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>The catalogue has no such items: {codes}.</source>
        <translation>目录中没有这些小项：{codes}。</translation>
    </message>
    <message>
        <source>Give the codes of districts, or * for the whole city; not known: {codes}.</source>
        <translation>请填镇街代码，全市填 *；不认识的代码：{codes}。</translation>
    </message>
    <message>
        <source>Write the hours as 08:30-12:00 13:30-17:00.</source>
        <translation>时段请写成 08:30-12:00 13:30-17:00。</translation>
    </message>
    <message>
        <source>Write the weekdays as digits, 1 for Monday: 12345.</source>
        <translation>星期请用数字，1 为周一：12345。</translation>
    </message>
    <message>
        <source>The jobs at once are a number from 1 to {most}.</source>
        <translation>同时承接的单数是 1 到 {most} 的数字。</translation>
    </message>
    <message>
        <source>Say what was found.</source>
        <translation>请写明复查情况。</translation>
    </message>
    <message>
        <source>The next re-check is a day ahead, written as 2026-11-24, or none.</source>
        <translation>下次复查须是今天以后的日期，写成 2026-11-24，也可留空。</translation>
    </message>
    <message>
        <source>The file “{file}” cannot be read.</source>
        <translation>文件“{file}”无法读取。</translation>
    </message>
    <message>
        <source>The file “{file}” is empty.</source>
        <translation>文件“{file}”是空的。</translation>
    </message>
    <message>
        <source>A scan has {megabytes} MB at most. Scan it more coarsely.</source>
        <translation>扫描件不得超过 {megabytes} MB，请降低分辨率重扫。</translation>
    </message>
    <message>
        <source>That scan has not come to the centre yet: desk {desk} sends it as soon as it is connected. Open it again then.</source>
        <translation>该扫描件还没有送到中心：{desk} 号台一连通便会自动发送，届时再打开。</translation>
    </message>
    <message>
        <source>It is not on this desk, and the centre cannot be reached. Open it again once the light at the upper right says “All there”.</source>
        <translation>该扫描件不在本台，眼下又连不上中心。等右上角显示“已全部同步”后再打开。</translation>
    </message>
    <message>
        <source>That scan is not on this desk: it was taken in at desk {desk}, and no backup here holds it.</source>
        <translation>该扫描件不在本台：它由 {desk} 号台收入，本台的备份里也没有。</translation>
    </message>
    <message>
        <source>The centre could not give that scan just now. Open it again in a moment.</source>
        <translation>中心暂时给不出该扫描件，请稍后再打开。</translation>
    </message>
    <message>
        <source>“{file}” is no PDF, PNG or JPEG: only those are kept as scans.</source>
        <translation>“{file}”不是 PDF、PNG 或 JPEG：扫描件只收这三种。</translation>
    </message>
    <message>
        <source>No verdict here has ever given this partner a card.</source>
        <translation>这里的核实从未给过该企业警告牌。</translation>
    </message>
    <message>
        <source>That card does not stand any more.</source>
        <translation>这张牌已不再有效。</translation>
    </message>
    <message>
        <source>Write down the words for it: they stay in the partner&apos;s history.</source>
        <translation>请写明说明：它会留在企业的经历中。</translation>
    </message>
    <message>
        <source>Give the day by which it is to be put right, from today on, as 2026-11-24.</source>
        <translation>请填整改限期，不早于今天，写成 2026-11-24。</translation>
    </message>
    <message>
        <source>Nothing was to be put right: first say what, and by when.</source>
        <translation>尚未责令整改：请先写明要求和限期。</translation>
    </message>
    <message>
        <source>What was put right is accepted already.</source>
        <translation>整改已验收。</translation>
    </message>
    <message>
        <source>The partner has appealed: it is the hearing that decides now, and once for all.</source>
        <translation>企业已提出申诉：现由审理决定，且只审一次。</translation>
    </message>
    <message>
        <source>Appeals against that card ended on {until}.</source>
        <translation>该牌的申诉期已于 {until} 截止。</translation>
    </message>
    <message>
        <source>The partner has not appealed.</source>
        <translation>企业没有提出申诉。</translation>
    </message>
    <message>
        <source>Say how the appeal is decided.</source>
        <translation>请选择申诉的审理结果。</translation>
    </message>
    <message>
        <source>That appeal was heard already.</source>
        <translation>该申诉已审理过。</translation>
    </message>
    <message>
        <source>Whoever had a part in the verdict does not hear the appeal: somebody else has to.</source>
        <translation>参与核实的人不能审理申诉：须由另一人审理。</translation>
    </message>
    <message>
        <source>Beneath a yellow card there is none: uphold it or lift it.</source>
        <translation>黄牌已是最轻：只能维持或撤销。</translation>
    </message>
    <message>
        <source>No complaint about this partner waits for its verification.</source>
        <translation>该企业没有待核实的投诉。</translation>
    </message>
    <message>
        <source>A veto is proposed already: somebody else confirms it, or the complaint is verified without one.</source>
        <translation>已有人提议一次否决：须由另一人确认，或不否决而直接核实。</translation>
    </message>
    <message>
        <source>Nobody is chosen to be sent.</source>
        <translation>还没有选派给谁。</translation>
    </message>
    <message>
        <source>That did not work ({code}). Nothing was changed.</source>
        <translation>没有成功（{code}）。数据未动。</translation>
    </message>
    <message>
        <source>No such department is meant here: give its code or its whole name.</source>
        <translation>找不到这个单位：请输入代码或全称。</translation>
    </message>
    <message>
        <source>That department has this case already.</source>
        <translation>该单位已经在办这件工单。</translation>
    </message>
    <message>
        <source>That department does not have this case, or has answered it.</source>
        <translation>该单位没有在办这件工单，或者已经答复。</translation>
    </message>
    <message>
        <source>A department does not decline: it returns the case, and whoever supervises decides.</source>
        <translation>单位不能直接拒办：请记为“退回”，由督办人员裁定。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请写明理由。</translation>
    </message>
    <message>
        <source>That department has returned this case once already; what was decided stands.</source>
        <translation>该单位已经退回过一次，以已作的裁定为准。</translation>
    </message>
    <message>
        <source>No return waits to be decided there any more.</source>
        <translation>那里已经没有待裁定的退回。</translation>
    </message>
    <message>
        <source>A department could return this case until {until}. Now it is its own; nothing was changed.</source>
        <translation>该单位可在 {until} 前退回，现已过期，工单归它办理；没有任何改动。</translation>
    </message>
    <message>
        <source>The department has moved on meanwhile: that step is over.</source>
        <translation>该单位已经往下办了，这一步已过。</translation>
    </message>
    <message>
        <source>Somebody has done that already; the journal shows who.</source>
        <translation>已经有人做过了，办理记录里看得到是谁。</translation>
    </message>
    <message>
        <source>First the department’s return has to be decided.</source>
        <translation>请先裁定该单位的退回。</translation>
    </message>
    <message>
        <source>The department still has time: it is chased from {since} on.</source>
        <translation>还没到催办的时候：{since} 起催办。</translation>
    </message>
    <message>
        <source>The promise is past since {until}: now the department is supervised, not chased.</source>
        <translation>{until} 已经逾期：现在应当督办，而不是催办。</translation>
    </message>
    <message>
        <source>The promise is not past: the department is supervised from {since} on.</source>
        <translation>还没有逾期：{since} 之后督办。</translation>
    </message>
    <message>
        <source>It is not late enough for a bulletin: that comes from {since} on.</source>
        <translation>还没到通报的时候：{since} 起通报。</translation>
    </message>
    <message>
        <source>Give the event a title.</source>
        <translation>请给活动写上名称。</translation>
    </message>
    <message>
        <source>Say where the table stands: community, square, courtyard.</source>
        <translation>请写明摊位在哪里：社区、广场、院子。</translation>
    </message>
    <message>
        <source>Choose the street or town.</source>
        <translation>请选择街道或乡镇。</translation>
    </message>
    <message>
        <source>Write both times like 2013-03-18 08:30, the end after the beginning.</source>
        <translation>起止时间请写成 2013-03-18 08:30 的样子，结束要晚于开始。</translation>
    </message>
    <message>
        <source>Say what is done at the table: look for an item, Enter puts it there.</source>
        <translation>请说明摊位上做什么：查找项目，回车放上摊位。</translation>
    </message>
    <message>
        <source>There is no item {item} in the catalogue.</source>
        <translation>目录里没有小项 {item}。</translation>
    </message>
    <message>
        <source>There is no partner {partner}.</source>
        <translation>没有加盟企业 {partner}。</translation>
    </message>
    <message>
        <source>{item} stands twice at the table for the same partner.</source>
        <translation>同一家加盟企业的 {item} 在摊位上写了两次。</translation>
    </message>
    <message>
        <source>This event is not known here.</source>
        <translation>这里没有这次活动。</translation>
    </message>
    <message>
        <source>Somebody else has changed this event meanwhile. Look at it again.</source>
        <translation>这次活动刚被别人改过，请再看一遍。</translation>
    </message>
    <message>
        <source>This event has been reported. Open the report again to change anything.</source>
        <translation>这次活动已上报。要改动，请先重新打开报告。</translation>
    </message>
    <message>
        <source>The event is at another stage by now; nothing was changed.</source>
        <translation>活动的状态已经变了，没有作任何改动。</translation>
    </message>
    <message>
        <source>Say why the event was called off.</source>
        <translation>请写明取消活动的原因。</translation>
    </message>
    <message>
        <source>{item} is not at this table any more. Change the plan first.</source>
        <translation>{item} 已不在这个摊位上，请先修改方案。</translation>
    </message>
    <message>
        <source>A count is a number from 1 to {most}.</source>
        <translation>人数应为 1 到 {most}。</translation>
    </message>
    <message>
        <source>You have counted nothing at this desk that could be taken back.</source>
        <translation>您在这台电脑上没有可撤回的登记。</translation>
    </message>
    <message>
        <source>Write down what the citizen said.</source>
        <translation>请写下市民说的话。</translation>
    </message>
    <message>
        <source>Name the need in a few words: under them the ledger counts it.</source>
        <translation>请用几个字写明需求，台账按它统计。</translation>
    </message>
    <message>
        <source>Say why nothing more is done about it.</source>
        <translation>请写明为什么不再办理。</translation>
    </message>
    <message>
        <source>Something has become of this suggestion already; the list shows what.</source>
        <translation>这条意见已经处理过，清单里写着结果。</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>Shift handover</source>
        <translation>交接班单</translation>
    </message>
    <message>
        <source>No. {number} {name}, to the shift {hours} · made {time}</source>
        <translation>{number} 号 {name}，交给 {hours} 班 · {time} 制</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Next promise</source>
        <translation>下一个承诺</translation>
    </message>
    <message>
        <source>Open cases ({count})</source>
        <translation>在办工单（{count}）</translation>
    </message>
    <message>
        <source>Waiting to be accepted ({count})</source>
        <translation>等待接手（{count}）</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Callers to watch</source>
        <translation>需留意的来电人</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Partners who cannot be counted on</source>
        <translation>靠不上的加盟企业</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Handed over by: ____________________    Accepted by: ____________________</source>
        <translation>交班人：____________________    接班人：____________________</translation>
    </message>
</context>
<context>
    <name>items</name>
    <message>
        <source>what callers say, parted by commas</source>
        <translation>来电人的说法，用逗号分开</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>大项</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>专线</translation>
    </message>
    <message>
        <source>Emergency: met at once</source>
        <translation>紧急：立即处理</translation>
    </message>
    <message>
        <source>Search words (Chinese)</source>
        <translation>检索词（中文）</translation>
    </message>
    <message>
        <source>Search words (English)</source>
        <translation>检索词（英文）</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>journal</name>
    <message>
        <source>{who} rang</source>
        <translation>来电：{who}</translation>
    </message>
    <message>
        <source>Rang {who}</source>
        <translation>去电：{who}</translation>
    </message>
    <message>
        <source>recorded: {reference}</source>
        <translation>有录音：{reference}</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>{number}号</translation>
    </message>
    <message>
        <source>Enter plays</source>
        <translation>Enter 播放</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>振铃中</translation>
    </message>
    <message>
        <source>on the line</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>answered, talked {time}</source>
        <translation>已接通，通话 {time}</translation>
    </message>
    <message>
        <source>lost on the way to {party}</source>
        <translation>转往 {party} 途中断线</translation>
    </message>
    <message>
        <source>put through to {party}</source>
        <translation>转给 {party}</translation>
    </message>
    <message>
        <source>{party} took part</source>
        <translation>{party} 参与通话</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>lead</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Bulletin</source>
        <translation>通报</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>单位督办</translation>
    </message>
    <message>
        <source>Outreach</source>
        <translation>进社区活动</translation>
    </message>
    <message>
        <source>Unmet needs</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>服务目录</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
</context>
<context>
    <name>outreach</name>
    <message>
        <source>Suggestions</source>
        <translation>意见建议</translation>
    </message>
    <message>
        <source>Open suggestions</source>
        <translation>未处理意见</translation>
    </message>
    <message>
        <source>of all events</source>
        <translation>所有活动</translation>
    </message>
    <message>
        <source>the hotline itself</source>
        <translation>受理台自办</translation>
    </message>
    <message>
        <source>no longer at the table</source>
        <translation>已不在摊位上</translation>
    </message>
    <message>
        <source>{number} visits</source>
        <translation>{number} 人次</translation>
    </message>
    <message>
        <source>{number} open</source>
        <translation>未处理 {number}</translation>
    </message>
    <message>
        <source>taken back by No. {number}, {time}</source>
        <translation>{time} 由 {number} 号撤回</translation>
    </message>
    <message>
        <source>No. {number} at desk {desk}</source>
        <translation>{number} 号，{desk} 席</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>later No. {number} too: {what}</source>
        <translation>之后 {number} 号也处理了：{what}</translation>
    </message>
    <message>
        <source>settled twice</source>
        <translation>重复处理</translation>
    </message>
    <message>
        <source>{day}, noted by No. {number}</source>
        <translation>{day}，{number} 号记</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Street or town</source>
        <translation>街道或乡镇</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>community, square, courtyard</source>
        <translation>社区、广场、院子</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Outreach report</source>
        <translation>进社区活动报告</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>写法</translation>
    </message>
    <message>
        <source>Exact number</source>
        <translation>准确数</translation>
    </message>
    <message>
        <source>At the table</source>
        <translation>摊位项目</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>From 20 on, what is no whole ten is written as the tens below it and “more than”; the exact number stands beside it.</source>
        <translation>满 20 而不是整十的数，写成整十加“多”；旁边是准确数。</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划中</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已举办</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>已上报</translation>
    </message>
    <message>
        <source>called off</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>unmet need</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>possible partner</source>
        <translation>意向加盟</translation>
    </message>
    <message>
        <source>laid down</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>{label} {number} visits</source>
        <translation>{label} {number} 人次</translation>
    </message>
    <message>
        <source>{label} {number}+ visits</source>
        <translation>{label} {number} 多人次</translation>
    </message>
    <message>
        <source>{number} suggestions</source>
        <translation>意见建议 {number} 份</translation>
    </message>
    <message>
        <source>{number}+ suggestions</source>
        <translation>意见建议 {number} 多份</translation>
    </message>
    <message>
        <source>{day} {where}: {figures}.</source>
        <translation>{day} {where}：{figures}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{number}</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>{number}+</source>
        <translation>{number} 多</translation>
    </message>
</context>
<context>
    <name>partner</name>
    <message>
        <source>score {0} = {1}</source>
        <translation>得分 {0} = {1}</translation>
    </message>
    <message>
        <source>EXPIRED {date}</source>
        <translation>已过期 {date}</translation>
    </message>
    <message>
        <source>valid until {date}</source>
        <translation>有效至 {date}</translation>
    </message>
</context>
<context>
    <name>reference</name>
    <message>
        <source>File to import</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Back again</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>停用</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>As the entries stood on {moment}. Calls, contacts and cases are three counters.</source>
        <translation>数据截至 {moment}。来电、来件、工单是三个口径，不相加。</translation>
    </message>
    <message>
        <source>What the figures mean</source>
        <translation>指标说明</translation>
    </message>
    <message>
        <source>Calls belong to the span in which they came, cases to the span in which they were taken on, cards to the span in which they were given.</source>
        <translation>来电按打进时间、工单按受理时间、黄红牌按作出时间归入时段。</translation>
    </message>
    <message>
        <source>Calls to answer: answered, given up after 5 s or more, or lost otherwise; who gave up sooner is counted apart. Answered in time is within {seconds} s (GB/T 33358-2016).</source>
        <translation>应接来电：接通、等待满 5 秒后放弃、其他未接三类之和；5 秒内挂断的另计。及时接听指 {seconds} 秒内接听（GB/T 33358-2016）。</translation>
    </message>
    <message>
        <source>Closed, resolved and satisfied are three facts. Satisfied is told of those who gave a mark, these of those reached, these of those to be rung back.</source>
        <translation>办结、解决、满意是三个不同的事实。满意以已评价为基数，已评价以已联系上为基数，已联系上以应回访为基数。</translation>
    </message>
    <message>
        <source>Response times run to the first dispatch or assignment, and from there to the first arrival and the first report that the work is done. The catalogue is a reconstruction.</source>
        <translation>响应时长自受理算至首次派单或交办，再自派单算至首次上门、首次报完工。服务目录系本系统整理，非原文所列。</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>等候 {time}</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>分类统计</translation>
    </message>
    <message>
        <source>SMS, letters and visits; each by the case that it became</source>
        <translation>短信、信件、来访；按所立工单计</translation>
    </message>
    <message>
        <source>Needs taken on, from calls and contacts</source>
        <translation>来电、来件中受理的诉求</translation>
    </message>
    <message>
        <source>Satisfied / gave a mark / reached / callback due</source>
        <translation>满意 / 已评价 / 已联系上 / 应回访</translation>
    </message>
    <message>
        <source>Calls and contacts taken on</source>
        <translation>受理来电来件</translation>
    </message>
    <message>
        <source>Requests for help, a counter of its own: {span}</source>
        <translation>求助（另一口径，不与上面相加）：{span}</translation>
    </message>
    <message>
        <source>{count} a day</source>
        <translation>日均 {count} 件</translation>
    </message>
    <message>
        <source>Categories, items, partners (see the tables)</source>
        <translation>大项、小项、加盟企业（见下面各表）</translation>
    </message>
    <message>
        <source>Calls in</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Calls out</source>
        <translation>去电</translation>
    </message>
    <message>
        <source>Calls to answer</source>
        <translation>应接来电</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接通</translation>
    </message>
    <message>
        <source>Answered in time</source>
        <translation>及时接听</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃等待</translation>
    </message>
    <message>
        <source>Gave up under 5 s</source>
        <translation>5 秒内挂断</translation>
    </message>
    <message>
        <source>Lost otherwise</source>
        <translation>其他未接</translation>
    </message>
    <message>
        <source>Calls that became cases</source>
        <translation>已立工单的来电</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>来件</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Requests for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Callback due</source>
        <translation>应回访</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Gave a mark</source>
        <translation>已评价</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Somebody sent</source>
        <translation>已派出</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已上门</translation>
    </message>
    <message>
        <source>Reported done</source>
        <translation>已报完工</translation>
    </message>
    <message>
        <source>Unmet needs</source>
        <translation>未能满足的需求</translation>
    </message>
    <message>
        <source>Yellow cards</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>Red cards</source>
        <translation>红牌</translation>
    </message>
    <message>
        <source>Expelled</source>
        <translation>取消资格</translation>
    </message>
    <message>
        <source>Outreach events</source>
        <translation>进社区活动</translation>
    </message>
    <message>
        <source>Until answered</source>
        <translation>来电至接听</translation>
    </message>
    <message>
        <source>Taken on, until somebody is sent</source>
        <translation>受理至派单（交办）</translation>
    </message>
    <message>
        <source>Sent, until there</source>
        <translation>派单至上门</translation>
    </message>
    <message>
        <source>Sent, until reported done</source>
        <translation>派单至报完工</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>大项</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>小项</translation>
    </message>
    <message>
        <source>Partners and cards</source>
        <translation>加盟企业与黄红牌</translation>
    </message>
    <message>
        <source>Departments and towns</source>
        <translation>部门与镇街</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>自选时段</translation>
    </message>
    <message>
        <source>Daily bulletin</source>
        <translation>日通报</translation>
    </message>
    <message>
        <source>Weekly bulletin</source>
        <translation>周通报</translation>
    </message>
    <message>
        <source>Monthly bulletin</source>
        <translation>月度通报</translation>
    </message>
    <message>
        <source>Yearly bulletin</source>
        <translation>年度通报</translation>
    </message>
    <message>
        <source>Bulletin</source>
        <translation>通报</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>What became of the cases</source>
        <translation>工单办理情况</translation>
    </message>
    <message>
        <source>Response times</source>
        <translation>响应时长</translation>
    </message>
    <message>
        <source>The year in the words of the anniversary page</source>
        <translation>按周年侧记口径看这一年</translation>
    </message>
    <message>
        <source>Calls in and cases, along the span</source>
        <translation>时段内的来电与工单</translation>
    </message>
    <message>
        <source>By the hour of the day</source>
        <translation>按小时分布</translation>
    </message>
    <message>
        <source>By the day of the week</source>
        <translation>按星期分布</translation>
    </message>
    <message>
        <source>Busiest hour of the day</source>
        <translation>来电最多的小时</translation>
    </message>
    <message>
        <source>Busiest day of the week</source>
        <translation>来电最多的一天</translation>
    </message>
    <message>
        <source>Satisfied with household services</source>
        <translation>生活服务满意</translation>
    </message>
    <message>
        <source>Connect rate</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>nine of ten within</source>
        <translation>九成不超过</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>part of the span</source>
        <translation>时点</translation>
    </message>
    <message>
        <source>out of</source>
        <translation>基数</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Answered within {seconds} s</source>
        <translation>{seconds} 秒内接听</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>{hour}:00–{hour}:59</source>
        <translation>{hour}:00–{hour}:59</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
</context>
<context>
    <name>sealed</name>
    <message>
        <source>Put through. The psychology line keeps the record.</source>
        <translation>已转接。记录由心理专线保管。</translation>
    </message>
    <message>
        <source>Choose an item first</source>
        <translation>请先选小项</translation>
    </message>
    <message>
        <source>Put the caller through</source>
        <translation>请转接心理专线</translation>
    </message>
    <message>
        <source>Not for your role</source>
        <translation>不在您的权限内</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>Light theme</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Import and export: catalogue, partners, knowledge</source>
        <translation>导入导出：目录、加盟企业、知识</translation>
    </message>
    <message>
        <source>The board and the office are for team leads, supervisors and administrators.</source>
        <translation>看板与办公页面供班长、督办员和管理员使用。</translation>
    </message>
    <message>
        <source>Telephone: set the extension and sign in</source>
        <translation>分机：设置号码并签入话机</translation>
    </message>
    <message>
        <source>Ring without a sound</source>
        <translation>来电静音</translation>
    </message>
    <message>
        <source>Ring with a sound</source>
        <translation>来电响铃</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Show or hide these keys</source>
        <translation>显示或收起按键</translation>
    </message>
    <message>
        <source>Find people, cases, items, partners, actions</source>
        <translation>找来电人、工单、小项、加盟企业、操作</translation>
    </message>
    <message>
        <source>Take back: the typing in a text, elsewhere the last journal step</source>
        <translation>撤回：在文本框里撤回输入，其他地方撤回工单上一步</translation>
    </message>
    <message>
        <source>Next need: a fresh form for the same caller</source>
        <translation>下一件事：同一来电人，新的受理单</translation>
    </message>
    <message>
        <source>Sync with the centre: what waits, what needs you</source>
        <translation>与中心同步：待发送的和需您处理的</translation>
    </message>
    <message>
        <source>Board and office: the pages of lead, supervisor, administrator</source>
        <translation>看板与办公：班长、督办员、管理员的页面</translation>
    </message>
    <message>
        <source>Change of shift</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Break, or ready again</source>
        <translation>小休 / 恢复空闲</translation>
    </message>
    <message>
        <source>Training, or ready again</source>
        <translation>培训，或恢复空闲</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Hold, or take back</source>
        <translation>保持 / 取回</translation>
    </message>
    <message>
        <source>Transfer: consult first, or blind</source>
        <translation>转接：先沟通或直接转</translation>
    </message>
    <message>
        <source>Three-party call</source>
        <translation>三方通话</translation>
    </message>
    <message>
        <source>Mute, or be heard again</source>
        <translation>静音，或取消静音</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>What to say to end a call politely</source>
        <translation>礼貌结束通话的话术</translation>
    </message>
    <message>
        <source>Silent alert to the lead; a lead sees to it</source>
        <translation>静默求助班长；班长按此键处理</translation>
    </message>
    <message>
        <source>Danger: transfer to the emergency number</source>
        <translation>危险：转接应急号码</translation>
    </message>
    <message>
        <source>Ring the citizen of the case on screen</source>
        <translation>拨打当前工单的市民</translation>
    </message>
    <message>
        <source>Ring what waits to be rung, with its case on the desk</source>
        <translation>拨打待拨的号码，并打开其工单</translation>
    </message>
    <message>
        <source>Ring the partner or department of the case</source>
        <translation>拨打承办的企业或部门</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Who speaks: then 1 to 9 choose, 0 a new caller</source>
        <translation>谁在说话：再按 1–9 选人，0 新来电人</translation>
    </message>
    <message>
        <source>Flag this person: elderly, caution, care</source>
        <translation>给此人加标记：老人、注意、关怀等</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>搜索服务目录</translation>
    </message>
    <message>
        <source>Category tree</source>
        <translation>大项列表</translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation>受理内容</translation>
    </message>
    <message>
        <source>Partners, departments, knowledge</source>
        <translation>加盟企业、部门、知识</translation>
    </message>
    <message>
        <source>Callback checklist</source>
        <translation>回访清单</translation>
    </message>
    <message>
        <source>Case and journal</source>
        <translation>工单与办理记录</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>我的事</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>Awaiting feedback</source>
        <translation>等反馈</translation>
    </message>
    <message>
        <source>Callbacks due</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Drafts: what was begun and put aside</source>
        <translation>草稿：写了一半先放下的</translation>
    </message>
    <message>
        <source>To ring: what waited for a free line</source>
        <translation>待拨：等线路空闲的</translation>
    </message>
    <message>
        <source>Missed calls: ring back, or say why nobody need</source>
        <translation>未接来电：回拨，或说明无需回拨的原因</translation>
    </message>
    <message>
        <source>Accept: open the case, or save changed words</source>
        <translation>受理，或保存改动</translation>
    </message>
    <message>
        <source>Ring and dispatch, assign, or answer from knowledge</source>
        <translation>拨打并派单、交办或答复</translation>
    </message>
    <message>
        <source>Acknowledged by the partner or department</source>
        <translation>对方接单</translation>
    </message>
    <message>
        <source>Declined: choose the next one</source>
        <translation>不接单：另选一家</translation>
    </message>
    <message>
        <source>Returned by the department as not its own</source>
        <translation>单位退回：不归它管</translation>
    </message>
    <message>
        <source>Another department helps</source>
        <translation>增加协办单位</translation>
    </message>
    <message>
        <source>Report of a department that helps</source>
        <translation>协办单位反馈</translation>
    </message>
    <message>
        <source>Chase the department before its promise is past</source>
        <translation>催办：在逾期之前催单位</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>完工</translation>
    </message>
    <message>
        <source>Write down feedback</source>
        <translation>记下反馈</translation>
    </message>
    <message>
        <source>Save the callback&apos;s answers</source>
        <translation>保存回访</translation>
    </message>
    <message>
        <source>Callback: the citizen was not reached, and how</source>
        <translation>回访：未联系上，并选原因</translation>
    </message>
    <message>
        <source>Complaint about the partner or department: open verification</source>
        <translation>投诉加盟企业或部门：开始核实</translation>
    </message>
    <message>
        <source>Verify with the other side&apos;s statement</source>
        <translation>核实：记下对方说明</translation>
    </message>
    <message>
        <source>Propose that a partner goes at once (veto)</source>
        <translation>提出一次否决，取消企业资格</translation>
    </message>
    <message>
        <source>Confirm a veto as the second person</source>
        <translation>作为第二人确认一次否决</translation>
    </message>
    <message>
        <source>Send back for rework</source>
        <translation>要求返工</translation>
    </message>
    <message>
        <source>Nobody can do it: unmet need</source>
        <translation>无人能办：未解决需求</translation>
    </message>
    <message>
        <source>Cancelled by the caller</source>
        <translation>来电人撤单</translation>
    </message>
    <message>
        <source>Merge into another case</source>
        <translation>并入另一工单</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Partners, knowledge: take the row chosen</source>
        <translation>加盟企业、知识：办理选中的一行</translation>
    </message>
    <message>
        <source>Partners, journal: ring only (or Shift-click)</source>
        <translation>企业、记录中的通话：只拨打（或 Shift 点击）</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>各栏</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Within a pane</source>
        <translation>栏内</translation>
    </message>
    <message>
        <source>Leave what is asked, or take a notice away</source>
        <translation>离开正在填的，或收起提示</translation>
    </message>
    <message>
        <source>From the search line into what it found: a digit takes it</source>
        <translation>从检索框进结果列表：按数字即选</translation>
    </message>
    <message>
        <source>Answer the callback&apos;s questions</source>
        <translation>回答回访各问</translation>
    </message>
    <message>
        <source>Among missed calls: say why nobody need ring back</source>
        <translation>在未接来电中：说明无需回拨的原因</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Looking for the centre.</source>
        <translation>正在连接中心。</translation>
    </message>
    <message>
        <source>The centre cannot be reached. Everything is kept on this desk and sent by itself as soon as it can be.</source>
        <translation>连不上中心。所有内容都保存在本机，一旦连通便自动发送。</translation>
    </message>
    <message>
        <source>Whoever answers has no certificate of the centre. Nothing was told to them; tell the administrator.</source>
        <translation>应答的一方没有中心的证书，未向其透露任何内容；请告知管理员。</translation>
    </message>
    <message>
        <source>Something other than the centre answers, such as a log-in page of the network. This desk tries again by itself.</source>
        <translation>应答的不是中心，可能是网络的登录页面。本机会自动重试。</translation>
    </message>
    <message>
        <source>The centre is busy. This desk tries again by itself.</source>
        <translation>中心正忙，本机会自动重试。</translation>
    </message>
    <message>
        <source>The centre asks for your password again. Everything is kept on this desk until then.</source>
        <translation>中心要求重新输入您的密码。在此之前，所有内容都保存在本机。</translation>
    </message>
    <message>
        <source>The centre has shut this desk out. What is done here is kept; tell the team lead.</source>
        <translation>中心已停用本机。这里的工作仍会保存；请告知班长。</translation>
    </message>
    <message>
        <source>This program is too old to receive; it still sends. Please update this desk.</source>
        <translation>本程序版本过旧，无法接收，仍可发送。请更新本机。</translation>
    </message>
    <message>
        <source>The centre&apos;s disk is full. Everything waits on this desk; tell the administrator.</source>
        <translation>中心的磁盘已满。所有内容在本机等待；请告知管理员。</translation>
    </message>
    <message>
        <source>The disk of this desk does not take what comes from the centre. Free some space.</source>
        <translation>本机磁盘无法写入中心传来的内容，请腾出空间。</translation>
    </message>
    <message>
        <source>The centre has begun a new history. This desk compares with it and sends again whatever it lacks.</source>
        <translation>中心启用了新的历史。本机正在核对，并补传中心缺少的内容。</translation>
    </message>
    <message>
        <source>This desk only · all saved</source>
        <translation>仅本机 · 已存</translation>
    </message>
    <message>
        <source>This desk works on its own: everything is on its disk, nothing waits to be sent.</source>
        <translation>本机独立运行：内容都存在本机，没有待发送的。</translation>
    </message>
    <message>
        <source>Fetching {percent}%</source>
        <translation>正在获取 {percent}%</translation>
    </message>
    <message>
        <source>{count} wait since {time}</source>
        <translation>{count} 条待发送，自 {time} 起</translation>
    </message>
    <message>
        <source>1 waits since {time}</source>
        <translation>1 条待发送，自 {time} 起</translation>
    </message>
    <message>
        <source>{count} attachments wait</source>
        <translation>{count} 份附件待发送</translation>
    </message>
    <message>
        <source>1 attachment waits</source>
        <translation>1 份附件待发送</translation>
    </message>
    <message>
        <source>Attachments that the centre does not have yet: {count}.</source>
        <translation>还有 {count} 份附件没有送到中心。</translation>
    </message>
    <message>
        <source>{count} need you</source>
        <translation>{count} 件需您处理</translation>
    </message>
    <message>
        <source>1 needs you</source>
        <translation>1 件需您处理</translation>
    </message>
    <message>
        <source>Password asked</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>No centre</source>
        <translation>与中心断开</translation>
    </message>
    <message>
        <source>Looking for the centre</source>
        <translation>正在连接中心</translation>
    </message>
    <message>
        <source>Not at the centre yet: it is on this desk&apos;s disk and goes by itself</source>
        <translation>尚未送达中心：已存在本机，会自动发送</translation>
    </message>
    <message>
        <source>All there</source>
        <translation>已全部同步</translation>
    </message>
    <message>
        <source>All sent · no centre since {time}</source>
        <translation>已全部发送 · {time} 起与中心断开</translation>
    </message>
    <message>
        <source>No centre · nothing waits</source>
        <translation>与中心断开 · 无待发送</translation>
    </message>
    <message>
        <source>Everything done here is at the centre, and everything of the centre&apos;s is here.</source>
        <translation>这里所做的都已在中心，中心的内容也都在这里。</translation>
    </message>
    <message>
        <source>It is on its way to the centre.</source>
        <translation>正在发送到中心。</translation>
    </message>
    <message>
        <source>The centre answered last at {time}.</source>
        <translation>中心最近一次应答：{time}。</translation>
    </message>
    <message>
        <source>The clock of this desk is {minutes} min slow; deadlines go by the centre&apos;s.</source>
        <translation>本机时钟慢 {minutes} 分钟；期限以中心的时间为准。</translation>
    </message>
    <message>
        <source>The clock of this desk is {minutes} min fast; deadlines go by the centre&apos;s.</source>
        <translation>本机时钟快 {minutes} 分钟；期限以中心的时间为准。</translation>
    </message>
    <message>
        <source>The clock of this desk is {days} d {hours} h slow. Please have it set; until then the centre&apos;s time counts, not this desk&apos;s.</source>
        <translation>本机时钟慢了 {days} 天 {hours} 小时，请校正；校正之前，这里所做的一律以到达中心的时间为准。</translation>
    </message>
    <message>
        <source>The clock of this desk is {days} d {hours} h fast. Please have it set; until then the centre&apos;s time counts, not this desk&apos;s.</source>
        <translation>本机时钟快了 {days} 天 {hours} 小时，请校正；校正之前，这里所做的一律以到达中心的时间为准。</translation>
    </message>
    <message>
        <source>Clock {days} d slow</source>
        <translation>时钟慢 {days} 天</translation>
    </message>
    <message>
        <source>Clock {days} d fast</source>
        <translation>时钟快 {days} 天</translation>
    </message>
</context>
<context>
    <name>stepper</name>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>交办</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Put through</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>完工</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>撤单</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并</translation>
    </message>
</context>
<context>
    <name>supervision</name>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>Written down: {case}, {unit}</source>
        <translation>已记下：{case}，{unit}</translation>
    </message>
    <message>
        <source>The bulletin was written: {file}</source>
        <translation>通报已写好：{file}</translation>
    </message>
    <message>
        <source>No department had anything to do in this time.</source>
        <translation>这段时间没有单位办理事项。</translation>
    </message>
    <message>
        <source>{unit} · {figure}: {count}</source>
        <translation>{unit} · {figure}：{count}</translation>
    </message>
    <message>
        <source>Enter on a number shows what it counts.</source>
        <translation>在数字上按 Enter，看它数的是哪些工单。</translation>
    </message>
    <message>
        <source>Figures of the departments</source>
        <translation>各单位考核数字</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>answer to the return</source>
        <translation>裁定退回</translation>
    </message>
    <message>
        <source>complaint true</source>
        <translation>投诉属实</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>限 {time}</translation>
    </message>
    <message>
        <source>assigned {time}</source>
        <translation>{time} 交办</translation>
    </message>
    <message>
        <source>helps</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按期</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>return to decide</source>
        <translation>退回待裁定</translation>
    </message>
    <message>
        <source>return accepted</source>
        <translation>准予退回</translation>
    </message>
    <message>
        <source>return rejected</source>
        <translation>不予退回</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>曾退回</translation>
    </message>
    <message>
        <source>Bulletin on promises that departments have not kept</source>
        <translation>关于承办单位逾期事项的通报</translation>
    </message>
    <message>
        <source>As of {time}: {units}, {cases}</source>
        <translation>截至 {time}：{units}，{cases}</translation>
    </message>
    <message>
        <source>{count} department</source>
        <translation>{count} 个单位</translation>
    </message>
    <message>
        <source>{count} departments</source>
        <translation>{count} 个单位</translation>
    </message>
    <message>
        <source>{count} case</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>{count} cases</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>No department is to be named.</source>
        <translation>没有需要通报的单位。</translation>
    </message>
    <message>
        <source>Department or town</source>
        <translation>部门或镇街</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>交办</translation>
    </message>
    <message>
        <source>Owes</source>
        <translation>逾期环节</translation>
    </message>
    <message>
        <source>Promised by</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期时长</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应答复</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>按期</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>准退</translation>
    </message>
    <message>
        <source>To call</source>
        <translation>应回访</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已回访</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>已评分</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>属实投诉</translation>
    </message>
    <message>
        <source>Chase</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Into the bulletin</source>
        <translation>通报</translation>
    </message>
    <message>
        <source>Accept the return</source>
        <translation>准予退回</translation>
    </message>
    <message>
        <source>What is said to the department (may stay empty)</source>
        <translation>对该单位说的话（可不填）</translation>
    </message>
    <message>
        <source>What the bulletin says (may stay empty)</source>
        <translation>通报写什么（可不填）</translation>
    </message>
    <message>
        <source>Why the return is accepted or rejected</source>
        <translation>准予或不予退回的理由</translation>
    </message>
    <message>
        <source>Nobody is to be chased: no promise of a department falls due soon.</source>
        <translation>没有待催办的：近期没有单位的时限到期。</translation>
    </message>
    <message>
        <source>Nobody is to be supervised: no promise of a department is past.</source>
        <translation>没有待督办的：没有单位刚刚逾期。</translation>
    </message>
    <message>
        <source>Nobody is to be named in a bulletin: no promise is past for so long.</source>
        <translation>没有待通报的：没有单位逾期这么久。</translation>
    </message>
    <message>
        <source>No department has returned a case that is still to be decided.</source>
        <translation>没有待裁定的退回。</translation>
    </message>
    <message>
        <source>Reject the return</source>
        <translation>不予退回</translation>
    </message>
    <message>
        <source>Page as PDF</source>
        <translation>通报页（PDF）</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开工单</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Case accepted</source>
        <translation>受理工单</translation>
    </message>
    <message>
        <source>Words changed</source>
        <translation>修改内容</translation>
    </message>
    <message>
        <source>Filed under another item</source>
        <translation>改归其他小项</translation>
    </message>
    <message>
        <source>Partner dispatched</source>
        <translation>派单给加盟企业</translation>
    </message>
    <message>
        <source>Department assigned</source>
        <translation>交办部门</translation>
    </message>
    <message>
        <source>Answered at once</source>
        <translation>当场答复</translation>
    </message>
    <message>
        <source>Caller put through</source>
        <translation>转接来电</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>不接单</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>上门</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>完工</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation>要求返工</translation>
    </message>
    <message>
        <source>Complaint about a partner</source>
        <translation>投诉加盟企业</translation>
    </message>
    <message>
        <source>Complaint verified</source>
        <translation>投诉核实</translation>
    </message>
    <message>
        <source>Callback tried</source>
        <translation>回访尝试</translation>
    </message>
    <message>
        <source>Callback answered</source>
        <translation>回访答复</translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>工单办结</translation>
    </message>
    <message>
        <source>Case cancelled</source>
        <translation>工单取消</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>工单重开</translation>
    </message>
    <message>
        <source>Merged into another case</source>
        <translation>并入其他工单</translation>
    </message>
    <message>
        <source>Another case taken in</source>
        <translation>并入了其他工单</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Returned by a department</source>
        <translation>单位退回</translation>
    </message>
    <message>
        <source>Return decided</source>
        <translation>退回已裁定</translation>
    </message>
    <message>
        <source>Another department helps</source>
        <translation>增加协办单位</translation>
    </message>
    <message>
        <source>Report of a department that helps</source>
        <translation>协办单位反馈</translation>
    </message>
    <message>
        <source>Department chased</source>
        <translation>已催办</translation>
    </message>
    <message>
        <source>Department supervised</source>
        <translation>已督办</translation>
    </message>
    <message>
        <source>Department named in a bulletin</source>
        <translation>已通报</translation>
    </message>
    <message>
        <source>One step taken back</source>
        <translation>撤回一步</translation>
    </message>
    <message>
        <source>Caller&apos;s card</source>
        <translation>来电人资料</translation>
    </message>
    <message>
        <source>Flag on a caller</source>
        <translation>来电人标记</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Partner&apos;s record</source>
        <translation>加盟企业记录</translation>
    </message>
    <message>
        <source>Search: what was chosen</source>
        <translation>检索：所选小项</translation>
    </message>
    <message>
        <source>Search: nothing found</source>
        <translation>检索：未找到</translation>
    </message>
    <message>
        <source>Reference data</source>
        <translation>基础数据</translation>
    </message>
    <message>
        <source>Invented cases</source>
        <translation>虚构工单</translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation>受理内容</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Sort of case</source>
        <translation>工单类型</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Caller&apos;s name</source>
        <translation>来电人姓名</translation>
    </message>
    <message>
        <source>Notes on the caller</source>
        <translation>来电人备注</translation>
    </message>
    <message>
        <source>Somebody else wrote something else there first.</source>
        <translation>别人先在这里写了不同的内容。</translation>
    </message>
    <message>
        <source>The case had gone on, and this step did not fit any more. It is kept as a fact.</source>
        <translation>工单已有新的进展，这一步不再适用，已作为事实留存。</translation>
    </message>
    <message>
        <source>The centre does not allow this step to this role.</source>
        <translation>中心不允许此角色做这一步。</translation>
    </message>
    <message>
        <source>It names a second person without their password. Let them confirm it again, with it or at their own desk.</source>
        <translation>这一步写了第二人的工号，但没有其密码。请第二人凭密码重新确认，或在自己的座席上确认。</translation>
    </message>
    <message>
        <source>Somebody else published a newer version first.</source>
        <translation>别人先发布了更新的版本。</translation>
    </message>
    <message>
        <source>This desk moved into a centre, whose own list counts. What was brought in here is kept as a table in the desk&apos;s folder.</source>
        <translation>本台已迁入中心，以中心的表为准。这里导入的内容已另存为表格，在本台的数据目录里。</translation>
    </message>
    <message>
        <source>It belongs to a step that did not come through, so it did not either.</source>
        <translation>它所属的步骤未能通过，因此它也未通过。</translation>
    </message>
    <message>
        <source>This desk was shut out when it arrived; the team lead decides.</source>
        <translation>送达时本机已被停用，由班长决定。</translation>
    </message>
    <message>
        <source>The centre does not know this sort of step yet; the team lead decides.</source>
        <translation>中心还不认识这类步骤，由班长决定。</translation>
    </message>
    <message>
        <source>Call {name} off</source>
        <translation>请通知{name}不必去了</translation>
    </message>
    <message>
        <source>{name} has the case: it was given to them first.</source>
        <translation>工单已由{name}承接（先派给了他们）。</translation>
    </message>
    <message>
        <source>Operator {number} sent {name}</source>
        <translation>{number}号受理员派了{name}</translation>
    </message>
    <message>
        <source>The centre could not read it. It is kept here as it was written; tell the administrator.</source>
        <translation>中心无法读取。原文保存在本机；请告知管理员。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>late {time}</source>
        <translation>过时 {time}</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>班长</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>培训员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>督办员</translation>
    </message>
    <message>
        <source>Counsellor</source>
        <translation>心理辅导老师</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已接单</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>核实中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>咨询</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation>未解决需求</translation>
    </message>
    <message>
        <source>Not said how</source>
        <translation>未注明方式</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>来信</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>信箱</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>work done</source>
        <translation>已完工</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>citizen not reached</source>
        <translation>未联系上市民</translation>
    </message>
    <message>
        <source>cancelled by the caller</source>
        <translation>来电人撤单</translation>
    </message>
    <message>
        <source>nobody can do it</source>
        <translation>无人能办</translation>
    </message>
    <message>
        <source>put through</source>
        <translation>已转接</translation>
    </message>
    <message>
        <source>verification open</source>
        <translation>核实中</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>unfounded</source>
        <translation>不属实</translation>
    </message>
    <message>
        <source>veto</source>
        <translation>一次否决</translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>answer the return</source>
        <translation>裁定退回</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>Awaiting feedback</source>
        <translation>等反馈</translation>
    </message>
    <message>
        <source>Callback or close</source>
        <translation>待回访、办结</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Is the work done?</source>
        <translation>活做完了吗？</translation>
    </message>
    <message>
        <source>Did they come when promised?</source>
        <translation>按约定时间到的吗？</translation>
    </message>
    <message>
        <source>Was the price as quoted?</source>
        <translation>价格和报的一样吗？</translation>
    </message>
    <message>
        <source>Was the place left clean?</source>
        <translation>现场收拾干净了吗？</translation>
    </message>
    <message>
        <source>Was the answer clear?</source>
        <translation>答复清楚吗？</translation>
    </message>
    <message>
        <source>Did the department get in touch?</source>
        <translation>部门联系您了吗？</translation>
    </message>
    <message>
        <source>How satisfied, from 1 to 5?</source>
        <translation>满意程度（1–5）</translation>
    </message>
    <message>
        <source>Is there anything else?</source>
        <translation>还有别的事吗？</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙线</translation>
    </message>
    <message>
        <source>would not answer</source>
        <translation>不愿回答</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>号码有误</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已签退</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>响铃中</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Phone offline</source>
        <translation>电话离线</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未接听</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>无人值守</translation>
    </message>
    <message>
        <source>the caller hung up</source>
        <translation>来电人挂断</translation>
    </message>
    <message>
        <source>hung up here</source>
        <translation>本机挂断</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>已转接</translation>
    </message>
    <message>
        <source>the caller gave up waiting</source>
        <translation>来电人放弃等候</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未接听</translation>
    </message>
    <message>
        <source>line busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>number not in use</source>
        <translation>空号</translation>
    </message>
    <message>
        <source>the call failed</source>
        <translation>呼叫失败</translation>
    </message>
    <message>
        <source>link to the exchange lost</source>
        <translation>电话线路断开</translation>
    </message>
    <message>
        <source>The telephone does not let the console answer</source>
        <translation>此话机不能由受理台接听</translation>
    </message>
    <message>
        <source>The telephone does not let the console hang up</source>
        <translation>此话机不能由受理台挂断</translation>
    </message>
    <message>
        <source>The telephone cannot hold a call</source>
        <translation>此话机不能保持通话</translation>
    </message>
    <message>
        <source>The telephone cannot ring a second party</source>
        <translation>此话机不能再呼叫一方</translation>
    </message>
    <message>
        <source>The telephone cannot transfer a call</source>
        <translation>此话机不能转接</translation>
    </message>
    <message>
        <source>The telephone has no three-party calls</source>
        <translation>此话机没有三方通话</translation>
    </message>
    <message>
        <source>The telephone does not let the console dial</source>
        <translation>此话机不能由受理台拨号</translation>
    </message>
    <message>
        <source>The telephone does not let the console mute it</source>
        <translation>此话机不能由受理台静音</translation>
    </message>
    <message>
        <source>Elderly</source>
        <translation>老人</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>残障</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>保密</translation>
    </message>
    <message>
        <source>In care</source>
        <translation>关怀对象</translation>
    </message>
    <message>
        <source>General line</source>
        <translation>综合线</translation>
    </message>
    <message>
        <source>Power line</source>
        <translation>电力专线</translation>
    </message>
    <message>
        <source>Psychology line</source>
        <translation>学生心理专线</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>加盟企业</translation>
    </message>
    <message>
        <source>Department or town</source>
        <translation>部门或镇街</translation>
    </message>
    <message>
        <source>Answered at once</source>
        <translation>当场答复</translation>
    </message>
    <message>
        <source>no card</source>
        <translation>无牌</translation>
    </message>
    <message>
        <source>yellow card</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>red card</source>
        <translation>红牌</translation>
    </message>
    <message>
        <source>expelled</source>
        <translation>取消资格</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未签约</translation>
    </message>
    <message>
        <source>on trial</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>小项</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>people say</source>
        <translation>叫法</translation>
    </message>
    <message>
        <source>keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>pinyin</source>
        <translation>拼音</translation>
    </message>
    <message>
        <source>initials</source>
        <translation>首字母</translation>
    </message>
    <message>
        <source>sounds like</source>
        <translation>音近</translation>
    </message>
    <message>
        <source>dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>often chosen</source>
        <translation>常选</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>相近</translation>
    </message>
    <message>
        <source>satisfaction</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>in the district</source>
        <translation>在区内</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>time to arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>its turn</source>
        <translation>轮到它</translation>
    </message>
    <message>
        <source>helped this caller before</source>
        <translation>服务过</translation>
    </message>
    <message>
        <source>few ratings</source>
        <translation>评价少</translation>
    </message>
    <message>
        <source>licence expired</source>
        <translation>证照到期</translation>
    </message>
    <message>
        <source>no licence on file</source>
        <translation>未交证照</translation>
    </message>
    <message>
        <source>not in this district</source>
        <translation>不在区内</translation>
    </message>
    <message>
        <source>off hours</source>
        <translation>不在工时</translation>
    </message>
    <message>
        <source>at capacity</source>
        <translation>满员</translation>
    </message>
    <message>
        <source>declined this case</source>
        <translation>不接此单</translation>
    </message>
    <message>
        <source>{0}% satisfied · {1} rated</source>
        <translation>满意 {0}% · {1} 次</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>空闲 {0} 人</translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation>约 {0} 分钟</translation>
    </message>
    <message>
        <source>only {0} rated</source>
        <translation>仅 {0} 次评价</translation>
    </message>
    <message>
        <source>licence expired {0}</source>
        <translation>证照到期 {0}</translation>
    </message>
    <message>
        <source>off hours · works {1} {0}</source>
        <translation>不在工时 · {1} {0} 出工</translation>
    </message>
    <message>
        <source>at capacity · {0} of {1} jobs</source>
        <translation>满员 · 在办 {0}/{1} 单</translation>
    </message>
    <message>
        <source>▲ first</source>
        <translation>▲ 优先</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>acknowledgement</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>to chase</source>
        <translation>待催办</translation>
    </message>
    <message>
        <source>to supervise</source>
        <translation>待督办</translation>
    </message>
    <message>
        <source>for the bulletin</source>
        <translation>待通报</translation>
    </message>
    <message>
        <source>chased</source>
        <translation>已催办</translation>
    </message>
    <message>
        <source>supervised</source>
        <translation>已督办</translation>
    </message>
    <message>
        <source>in a bulletin</source>
        <translation>已通报</translation>
    </message>
    <message>
        <source>standing</source>
        <translation>资格</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh</translation>
    </message>
    <message>
        <source>Accepted: {0} (version {1} of the item)</source>
        <translation>受理：{0}（小项第 {1} 版）</translation>
    </message>
    <message>
        <source>Words changed</source>
        <translation>修改内容</translation>
    </message>
    <message>
        <source>Filed under {0} (version {1} of the item)</source>
        <translation>改归{0}（小项第 {1} 版）</translation>
    </message>
    <message>
        <source>Dispatched to {0}</source>
        <translation>派单给{0}</translation>
    </message>
    <message>
        <source>Assigned to {0}</source>
        <translation>交办给{0}</translation>
    </message>
    <message>
        <source>Put through to {0} {1}</source>
        <translation>转接 {0} {1}</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>不接单</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>已完工</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation>要求返工</translation>
    </message>
    <message>
        <source>Complaint about {0}: verification opened</source>
        <translation>投诉{0}：开始核实</translation>
    </message>
    <message>
        <source>Veto on {0} proposed: a second person decides</source>
        <translation>提出对{0}一次否决：待第二人决定</translation>
    </message>
    <message>
        <source>Verified with {0}: {1}</source>
        <translation>向{0}核实：{1}</translation>
    </message>
    <message>
        <source>Called back: {0}</source>
        <translation>回访：{0}</translation>
    </message>
    <message>
        <source>Called back: satisfied {0} of 5</source>
        <translation>回访：满意程度 {0}/5</translation>
    </message>
    <message>
        <source>Unmet need: {0}</source>
        <translation>未解决需求：{0}</translation>
    </message>
    <message>
        <source>Closed, {0}: {1}</source>
        <translation>办结，{0}：{1}</translation>
    </message>
    <message>
        <source>Cancelled by the caller</source>
        <translation>来电人撤单</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Merged into {0}</source>
        <translation>并入 {0}</translation>
    </message>
    <message>
        <source>Goes on for {0} too</source>
        <translation>{0} 并入本单</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>One step taken back</source>
        <translation>撤回一步</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>not resolved</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>Called back: no mark given</source>
        <translation>回访：未评满意程度</translation>
    </message>
    <message>
        <source>without a call: {0}</source>
        <translation>未经通话：{0}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>there about {0}</source>
        <translation>约 {0} 到</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>{0} 前完成</translation>
    </message>
    <message>
        <source>tried: {0}</source>
        <translation>试过：{0}</translation>
    </message>
    <message>
        <source>confirmed here by No. {0}, by word of mouth: not proved</source>
        <translation>{0}号在本台口头确认，未核实</translation>
    </message>
    <message>
        <source>confirmed here by No. {0} with their password</source>
        <translation>{0}号在本台凭密码确认</translation>
    </message>
    <message>
        <source>{0} v{1}</source>
        <translation>{0} 第 {1} 版</translation>
    </message>
    <message>
        <source>Taken over: No. {0} answers for it</source>
        <translation>接手：由 {0} 号负责</translation>
    </message>
    <message>
        <source>Given to No. {0}, who answers for it</source>
        <translation>改派给 {0} 号负责</translation>
    </message>
    <message>
        <source>Handed over: nobody answers for it so far</source>
        <translation>已交班：尚无人接手</translation>
    </message>
    <message>
        <source>Put first in the lists</source>
        <translation>提为优先</translation>
    </message>
    <message>
        <source>No longer put first</source>
        <translation>取消优先</translation>
    </message>
    <message>
        <source>from No. {0}</source>
        <translation>原由 {0} 号负责</translation>
    </message>
    <message>
        <source>accepted here by No. {0}, by word of mouth</source>
        <translation>由 {0} 号在此口头接手</translation>
    </message>
    <message>
        <source>Returned: not {0}’s affair, it says</source>
        <translation>{0} 退回：称不归本单位办理</translation>
    </message>
    <message>
        <source>Return accepted: back at the desk</source>
        <translation>准予退回：工单回到受理台</translation>
    </message>
    <message>
        <source>{0} helps</source>
        <translation>{0} 协办</translation>
    </message>
    <message>
        <source>{0}, which helps, reports</source>
        <translation>协办单位 {0} 反馈</translation>
    </message>
    <message>
        <source>Chased {0} for its {1}</source>
        <translation>催办 {0}：{1}</translation>
    </message>
    <message>
        <source>Supervised {0}: its {1} is late</source>
        <translation>督办 {0}：{1}逾期</translation>
    </message>
    <message>
        <source>Named {0} in a bulletin: its {1} is late</source>
        <translation>通报 {0}：{1}逾期</translation>
    </message>
    <message>
        <source>Return rejected: the unit keeps the case</source>
        <translation>不予退回：仍由该单位办理</translation>
    </message>
    <message>
        <source>{0}, which helps, has taken it</source>
        <translation>协办单位 {0} 已签收</translation>
    </message>
    <message>
        <source>Calls that nobody saw while the link to the exchange was lost ({since}–{until}): {calls}, not answered {gave_up}. Their numbers are in the exchange&apos;s own records, in no list here.</source>
        <translation>与交换机断开期间（{since}–{until}）没有看到的来电：{calls} 通，其中无人接听 {gave_up} 通。号码在交换机的通话记录里，不在这里的任何清单中。</translation>
    </message>
    <message>
        <source>No. {number} answers for it</source>
        <translation>{number} 号负责</translation>
    </message>
</context>
</TS>
