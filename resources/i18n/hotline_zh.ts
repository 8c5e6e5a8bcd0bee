<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArticleView</name>
    <message>
        <source>Text to read out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired: ask {owner} before you read it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AskStrip</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BadRowTableModel</name>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: speak first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl Enter: put through at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc: leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three-party with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: ring them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three-party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the third go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready – the next call rings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break – no call rings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrap-up – finish your words, then the next call rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out – no call rings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No link to the telephone exchange – cases can still be edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ringing them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with {party}, caller on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>three-party with {party}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rung from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered after {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallPresenter</name>
    <message>
        <source>{number} will be rung when you hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day shift 08:00–16:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evening shift 16:00–24:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Night shift 00:00–08:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} open cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no call for that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not at this point of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First end the present call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That number cannot be dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone does not offer that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link to the telephone exchange is down; the case can be edited</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallbackPane</name>
    <message>
        <source>Callback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the citizen says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The questions for the citizen stand here when a case is open. Callbacks due: {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached {failed} of {needed}: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not open for a callback now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 and 2 open verification: ask what went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y / N answers · ↓ next · 1–5 satisfaction</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallerPane</name>
    <message>
        <source>Urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rated {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open cases of this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a flag to this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shared by {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several people use this number: ask who is speaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down who asks; a call puts its number here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a number to ring back; help does not depend on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet: the first contact from this number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case is open. {key} accepts the need on the desk; My work opens one that waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rework {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CasePresenter</name>
    <message>
        <source>“{action}” does not fit this case now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back. The journal keeps both lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not satisfied: {key} opens verification with the partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done: {key} sends it back for rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers saved. {key} closes the case.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CataloguePane</name>
    <message>
        <source>EXPIRED {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{categories} categories · {items} items</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogueTree</name>
    <message>
        <source>Categories and items</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Find anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find people, cases, items, partners, actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found by these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter take · Esc close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPresenter</name>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number is calling: note the call</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Something went wrong in the program; your words are kept. A report without personal data lies in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DangerStrip</name>
    <message>
        <source>Say first: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer to {number} now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferenceTableModel</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DistrictBox</name>
    <message>
        <source>No district of that name: type a part of one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retire rows that are missing from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Departments and towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FlagEntry</name>
    <message>
        <source>Kind of flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A day after today is needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FlagRows</name>
    <message>
        <source>review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be looked at again on {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Flow</name>
    <message>
        <source>It has {count} open cases with us; this is the one it was sent to last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No emergency number belongs to this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no number to ring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this case yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an item first: Ctrl F, a few letters, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {no} is open. F6 rings and dispatches the partner on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {no} is open. F6 assigns it to the unit on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {no} is open. F6 answers from the article on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has changed since it was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the case first: F9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatched to {name}. Write down the answer: Ctrl Shift A or D.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered. F12 closes the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put through to {number}. F12 closes the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changed words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an item first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Ring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number was withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>What the search found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits well. Try other words, or accept it as an unmet need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemCardView</name>
    <message>
        <source>Item card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge on this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {number} · reconstructed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on site within {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newspaper names how many items there were, not which: this list is our reconstruction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or rather</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rather {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Journal of the case</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Dismiss this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the case that goes on; this one is merged into it. Ctrl Z takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you were typing is kept: “Drafts” in the command bar brings it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperatorWindow</name>
    <message>
        <source>81890 Operator Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search takes pinyin, initials, dialect, typos and English</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartnerPane</name>
    <message>
        <source>Who can do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partners that are not listed, with the reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to read out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an item: who can do it is listed here, with the reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>district not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} can be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring and dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can be sent now; the reasons are below. If nobody can help at all, note an unmet need ({key}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not listed {n}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Departments and towns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No department is named for this item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} to read out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written on this yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+Enter only rings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleChips</name>
    <message>
        <source>Name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New person behind this number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the caller says it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for the next operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type part of a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where help is needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presenters</name>
    <message>
        <source>This desk works on its own: everything is on its disk, nothing waits to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk only · all saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved · just now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Preparing: {what} {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>{count} · {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists of my work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here. Well done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferencePane</name>
    <message>
        <source>Reference data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places that cannot be taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} to mend – nothing is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says what is stored already: there is nothing to apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a table and a file. The difference is shown here first, and nothing changes until it is applied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferencePresenter</name>
    <message>
        <source>Only the administrator and supervisors may change reference tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied. Every desk pane shows it from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows written to {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceWindow</name>
    <message>
        <source>Import and export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>What is needed? Words, pinyin, initials, code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search services, knowledge, partners and departments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Operator number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator number, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sits here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number goes into every entry of the journal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeechBox</name>
    <message>
        <source>What the caller says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the caller&apos;s words: what happened, where, what is wanted by when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of case: {kind}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>81890 Operator Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break, or ready again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration: a throwaway profile with invented people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator {number} · {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own state: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No link to the telephone exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting {count} · longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted today {accepted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered in {seconds} s {percent}% ({part}/{whole})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {seconds} s {percent}% ({part}/{whole})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accepted} accepted · {figures}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransferStrip</name>
    <message>
        <source>Number or name of the second party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>YesNoRow</name>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the citizen complains about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The partner&apos;s statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the complaint true? y / n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has to be done again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the caller cancels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>failures</name>
    <message>
        <source>The disk is full. What you typed stays on the screen; free some space and it is saved by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder cannot be written to. What you typed stays on the screen; tell the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A data file was damaged. It was kept aside and the rest goes on; tell the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This data was written by a newer version. Nothing was changed; please update this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The console is already open on this desk&apos;s data. This second window changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no case on the desk yet. F9 accepts one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That step does not fit the case now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First ring the citizen back: the case closes with an answer, or after the attempts that are due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citizen says it is not done: send it back for rework, or note the unmet need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few attempts to reach the citizen so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satisfaction is a figure from 1 to 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The complaint is being verified: hear the partner first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down the partner&apos;s statement first: an unverified complaint counts for nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The complaint is about another partner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No partner has this case: there is nobody to verify with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use “cancelled by the caller” for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citizen was reached: close with the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer has been given yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the citizen&apos;s word, or an answer given, makes a case resolved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First note the unmet need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what was needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A case cannot be merged into itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other case is closed already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no step to take back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a telephone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is chosen to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work ({code}). Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>partner</name>
    <message>
        <source>score {0} = {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EXPIRED {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid until {date}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reference</name>
    <message>
        <source>File to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retired</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>Ring without a sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring with a sound</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Show or hide these keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find people, cases, items, partners, actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last journal step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next need: a fresh form for the same caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break, or ready again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold, or take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer: consult first, or blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three-party call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger: transfer to the emergency number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring the citizen of the case on screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring the partner or department of the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partners, departments, knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callback checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case and journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awaiting feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callbacks due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept: open the case, or save changed words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring and dispatch, assign, or answer from knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged by the partner or department</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined: choose the next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the callback&apos;s answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint about the partner: open verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify with the partner&apos;s statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send back for rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can do it: unmet need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into another case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepper</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>late {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmet need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>citizen not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled by the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody can do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verification open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>veto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awaiting feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callbacks due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the work done?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did they come when promised?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was the price as quoted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was the place left clean?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was the answer clear?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did the department get in touch?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How satisfied, from 1 to 5?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is there anything else?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caller hung up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hung up here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caller gave up waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number not in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the call failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link to the exchange lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone does not let the console answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone does not let the console hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone cannot hold a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone cannot ring a second party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone cannot transfer a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone has no three-party calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telephone does not let the console dial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elderly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In care</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Psychology line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Department or town</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yellow card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>red card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>people say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyword</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pinyin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sounds like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dialect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>often chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>satisfaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the district</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time to arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helped this caller before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>few ratings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no licence on file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this district</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>declined this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}% satisfied · {1} rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only {0} rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence expired {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off hours · works {1} {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at capacity · {0} of {1} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh</translation>
    </message>
    <message>
        <source>Accepted: {0} (version {1} of the item)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filed under {0} (version {1} of the item)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatched to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put through to {0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint about {0}: verification opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified with {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called back: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called back: satisfied {0} of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmet need: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed, {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged into {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on for {0} too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called back: no mark given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} v{1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
