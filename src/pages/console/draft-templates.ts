import { fileOf } from './draft-paths.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

type Template = (id: string, type: string) => string;

const PATTERN: Spoken<Template> = {
  'zh-CN': (id, type) => `# 一条套路：冒充谁 + 给什么甜头或吓唬什么 + 要什么。带 # 的行是说明，可以删。
id: ${id}
version: 1                     # 以后改了条件就加 1
title:                         # 一句话说清这个套路，给同事看
type: ${type}
severity: high                 # critical 定是诈骗 / high 多半诈骗 / medium 只算可疑
status: test                   # experimental 试验 / test 试用 / stable 正式 / deprecated 停用
why:                           # 告诉市民的理由，半句话，不写公司名
  zh:
  en:
when:                          # 写信号的编号
  all:                         # 都要有
    -
  # any: [信号, 信号]            有一个就行
  # none: [信号, 信号]           不能有
examples:
  positive:                    # 至少 3 条该认出的：自己重写，换掉人名、号码、网址
    -
    -
    -
  negative:                    # 至少 3 条像它、但正当的，各写一句为什么正当
    - { text: , reason: }
    - { text: , reason: }
    - { text: , reason: }
references:
  - 公安部《2025版防范电信网络诈骗宣传手册》
`,
  en: (id, type) => `# A pattern: who he claims to be + a lure or a threat + an ask. Lines with # are notes; take them out if you like.
id: ${id}
version: 1                     # one more with every later change of the condition
title:                         # the scheme in one line, in Chinese, for colleagues
type: ${type}
severity: high                 # critical / high / medium: suspicious only
status: test                   # experimental / test / stable / deprecated
why:                           # what the citizen is told, half a sentence, no company by name
  zh:
  en:
when:                          # ids of signals
  all:                         # all of these
    -
  # any: [signal, signal]      one of these
  # none: [signal, signal]     none of these
examples:
  positive:                    # at least 3 that it must hold on: your own words, other names, numbers and links
    -
    -
    -
  negative:                    # at least 3 honest ones that look alike, each with its reason
    - { text: , reason: }
    - { text: , reason: }
    - { text: , reason: }
references:
  - 公安部《2025版防范电信网络诈骗宣传手册》
`,
};

const SIGNAL: Spoken<Template> = {
  'zh-CN': (id) => `# 一个信号：对方说的、做的一件事。它本身不判断好坏。带 # 的行是说明，可以删。
id: ${id}
title:                         # 给同事看的名字
role: ask                      # identity 冒充谁 / lure 给甜头 / threat 吓唬 / ask 要什么 / pressure 催 / context 场合
                               # exempt 提醒用语 / stage 走到哪步（另写 stage:）/ state 他自己的情况
why:                           # 跟在市民原话后面的半句话
  zh:
  en:
phrases:                       # 词条：用 | 分开几种说法，~6 表示中间最多隔 6 个字
  - 把|将 ~6 发给|报给 ~4 我
negate: []                     # 同一句里有这些就不算
examples:
  positive:                    # 至少 2 条该认出的
    -
    -
  negative:                    # 至少 1 条像它、但不该认出的
    -
`,
  en: (id) => `# A signal: one thing that somebody says or does. It judges nothing by itself. Lines with # are notes.
id: ${id}
title:                         # its name for colleagues, in Chinese
role: ask                      # identity / lure / threat / ask / pressure / context / exempt
                               # stage (needs stage:) / state
why:                           # half a sentence behind the citizen's own words
  zh:
  en:
phrases:                       # | between ways to say it, ~6: at most 6 characters in between
  - 把|将 ~6 发给|报给 ~4 我
negate: []                     # void beside one of these
examples:
  positive:                    # at least 2 that it must hit
    -
    -
  negative:                    # at least 1 that looks alike and must not be hit
    -
`,
};

/** What a new file begins with, in the language of whoever writes it; empty where there is nothing to say. */
export function templateOf(path: string, language: DeskLanguage): string {
  const { kind, id, type } = fileOf(path);
  if (kind === 'pattern') return PATTERN[language](id, type ?? '');
  return kind === 'signal' ? SIGNAL[language](id, '') : '';
}
