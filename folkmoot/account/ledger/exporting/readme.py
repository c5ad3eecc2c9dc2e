"""What lies in an export, for whoever opens the folder; in both languages."""

README = """\
{brand}, {at}
CC-BY-4.0

This folder is the whole public record of a brand's moot: every entry of its log with the words
behind it, what every room publishes as tables, and every number that its pages show.

To check it, on any machine with Python 3.11 or newer:

    pip install folkmoot
    python -m folkmoot.account.ledger.recomputing FOLDER

computes every number again from the files alone and says "same" or "DIFFERENT" for each.

    python -m civics verify FOLDER

checks files, log and words alone. Compare `vkey` with one that you have from elsewhere: whoever
holds that key signed the record, and cannot sign another one without being found out.

manifest.json        format, time, zone, and the SHA-256 of every file
record.jsonl         one line an entry: index, the entry as it was logged, its hash, words and salts
                     (erased, withheld or lost words are missing, and it says which of the three)
checkpoint vkey policy tile/   the log itself, in the formats of C2SP tlog-tiles
figures.json         every number: where it is shown, by which formula, from which files, its value
conversations/N/     votes.csv (random names that mean nothing elsewhere), statements.csv,
                     result.json (the map, and the one before, from which groups have their names)
suggestions.csv voices.csv petitions.csv decisions.csv promises.csv
replies.csv          how long each reply took, by channel; no persons
contentment.csv      marks for replies, from ten on
answers.csv          the clocks behind "how the brand answers"
moderation/          measures, appeals and filings by their times and outcomes; nobody's name
statements.csv statement-replies.csv   what was said in the name of many; one row an answer
panels/N/            the draw of a panel: lottery, pool, quotas, who was drawn
ballots/N/           a secret ballot: definition and result, papers by tracker, tokens of who could
                     vote and of who did; under ten papers the result alone

An empty cell where a number of people should stand means: fewer than ten. Text that a spreadsheet
would take for a formula begins with an apostrophe. Times of promises are exact; others are to the
minute. No file can be joined with another one by a person.

--------

本文件夹是一个品牌众议的全部公开记录：日志的每一条及其原文、各处公开的表格，以及页面上显示的每一个数字。

在任何装有 Python 3.11 或更新版本的机器上：

    pip install folkmoot
    python -m folkmoot.account.ledger.recomputing 文件夹

只凭这些文件把每个数字重算一遍，并逐个给出 same（相同）或 DIFFERENT（不同）。

    python -m civics verify 文件夹

只核对文件、日志和原文。请把 vkey 与您从别处得到的公钥比对。

manifest.json        格式、时间、时区，以及每个文件的 SHA-256
record.jsonl         每行一条：序号、入日志的原样条目、哈希、原文与盐
                     （已删除、未公开或已丢失的原文不在其中，并注明是哪一种）
checkpoint vkey policy tile/   日志本身，格式为 C2SP tlog-tiles
figures.json         每个数字：显示在哪里、用哪个公式、来自哪些文件、值是多少
conversations/N/     votes.csv（随机代号，在别处没有意义）、statements.csv、
                     result.json（意见地图，以及各组沿用其名称的上一张图）
suggestions.csv voices.csv petitions.csv decisions.csv promises.csv
replies.csv          每次回复用了多久，按渠道；不涉及个人
contentment.csv      对回复的评分，满十个才有
answers.csv          “品牌答复得如何”所依据的各个时限
moderation/          处理、申诉与申请的时间和结果；不含任何人的名字
statements.csv statement-replies.csv   以众人名义所说的话；每个表态一行
panels/N/            抽签：彩池、名册、配额、抽中者
ballots/N/           秘密投票：定义与结果、按追踪码排列的选票、可以投票者与已投票者的令牌；
                     选票不足十张时只有结果

人数处为空，表示少于十人。会被电子表格当作公式的文字以撇号开头。承诺的时间精确，其余精确到分钟。
任何两个文件都不能凭某个人连接起来。
"""
