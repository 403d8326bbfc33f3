import type { SpokenGuide } from './talk-guide.ts';

/** He hopes for something: money, work, love, health. */
export const HOPES: Readonly<Record<string, SpokenGuide>> = {
  'task-rebate': {
    zh: {
      ask: ['第一笔返给您多少？后来一单要垫多少？', '现在提得出来吗？他说差在哪里？', '群里其他人，您见过哪一个？'],
      avoid: ['别说“这也信”。前几单他真拿到过钱。', '别急着抢手机、退群，记录要留着。'],
      convince: ['请他当面点一次全部提现，看提不提得出来。', '正经工作不用先垫钱；越补越多，就是不让停。'],
    },
    en: {
      ask: [
        'How much came back the first time, and what does a task cost now?',
        'Can it be withdrawn? What do they say is missing?',
        'Whom of the group has he ever met?',
      ],
      avoid: [
        'Never “how could you believe it”: the first rebates were real.',
        'Do not grab the telephone or leave the group: the record is needed.',
      ],
      convince: [
        'Let him try to withdraw all of it now.',
        'No real job is paid for in advance; each top-up is there to stop him stopping.',
      ],
    },
  },
  investment: {
    zh: {
      ask: ['谁带您进来的？见过面吗？', '钱打给哪个名字？是不是每次都换人？', '提过大额没有？要不要先交税、交保证金？'],
      avoid: ['别跟他争行情、争涨跌。', '别说“您的钱没了”，先说“先别再投”。'],
      convince: ['一起看收款人：正规机构不会让钱打到个人账户。', '请他现在提走一半。要先交钱才能提，答案就有了。'],
    },
    en: {
      ask: [
        'Who brought him in, and have they met?',
        'Whose name does the money go to, and does it change?',
        'Has he withdrawn much? Must a tax or deposit be paid first?',
      ],
      avoid: ['Do not argue about markets.', 'Not “your money is gone”, but “put in no more now”.'],
      convince: [
        'Look at the payee together: no licensed firm takes money to a private account.',
        'Let him withdraw half now. A fee first is the answer.',
      ],
    },
  },
  romance: {
    zh: {
      ask: ['认识多久了？视频里说过话没有？', '他第一次说到钱是什么时候？', '见面的事，每次是怎么推掉的？'],
      avoid: ['别笑话，别说“他根本不存在”。', '别当着孩子、邻居问细节。'],
      convince: ['请他提一个小要求：今天视频，手里举张写着日期的纸。', '真心的人不会让您借钱；先停三天不转，看他怎么说。'],
    },
    en: {
      ask: [
        'How long have they known each other, and have they spoken on video?',
        'When was money first mentioned?',
        'How was each meeting put off?',
      ],
      avoid: ['Do not laugh, do not say “he does not exist”.', 'Ask for no details before children or neighbours.'],
      convince: [
        'Let him ask for a video today, with today’s date on a sheet of paper.',
        'Who loves him does not make him borrow: three days without paying, and see what is said.',
      ],
    },
  },
  recruitment: {
    zh: {
      ask: ['单位在哪里？去过没有？', '交过什么钱：押金、培训、体检？', '要不要他的银行卡、手机卡，或者要出国？'],
      avoid: ['别说“这么好的事轮不到你”。', '别代他去和对方吵。'],
      convince: ['一起查单位的总机打过去，问有没有这个岗位。', '用人单位不能收押金；叫去境外的，先别走。'],
    },
    en: {
      ask: [
        'Where is the firm, and has he been there?',
        'What has he paid: deposit, training, health check?',
        'Do they want his bank card or SIM, or him abroad?',
      ],
      avoid: ['Not “such luck is not for you”.', 'Do not quarrel with them on his behalf.'],
      convince: [
        'Find the firm’s own number together and ask for the post.',
        'Employers may take no deposit; whoever is called abroad stays for now.',
      ],
    },
  },
  prize: {
    zh: {
      ask: ['东西怎么来的？扫了哪个码？', '进了什么群？群里叫做什么？', '领奖要先交什么？'],
      avoid: ['别把礼品一把拿走。', '别说“贪小便宜”。'],
      convince: ['没参加就没有中奖；领奖先交钱，就不是奖。', '一起退出那个群，把卡片和群名拍下来留着。'],
    },
    en: {
      ask: [
        'How did it come, and which code did he scan?',
        'Which group is he in now, and what is asked there?',
        'What must be paid to get the prize?',
      ],
      avoid: ['Do not take the gift away.', 'Do not say that he was greedy.'],
      convince: [
        'Who did not enter wins nothing; a prize that costs money is none.',
        'Leave the group together, and keep a picture of the card and its name.',
      ],
    },
  },
  elder: {
    zh: {
      ask: ['谁常来看您？讲课在哪里？', '买了什么，花了多少，有票吗？', '叫您押房子、签过字没有？'],
      avoid: ['别在老人面前骂子女不管、骂卖东西的人。', '别说“吃了没用”，他怕的是没人陪。'],
      convince: ['把合同、发票拿来一起念，念不通的圈出来。', '请子女今天打个电话；签字、抵押的事，等家人一起去。'],
    },
    en: {
      ask: [
        'Who comes to see him, and where are the lectures?',
        'What was bought, for how much, with a receipt?',
        'Has he signed anything or pledged his flat?',
      ],
      avoid: ['Do not blame children or sellers before him.', 'Not “it is useless”: he fears being alone.'],
      convince: [
        'Read contract and receipt together, and mark what makes no sense.',
        'Let a child ring today; he signs nothing before the family comes along.',
      ],
    },
  },
  gambling: {
    zh: {
      ask: ['谁带他玩的？最早赢过没有？', '现在账上多少？取得出来吗？', '钱是不是借来的？'],
      avoid: ['别先说要抓人、要处罚。', '别当众问输了多少。'],
      convince: ['输赢是后台定的：让赢时多投，要取时就说违规。', '现在停，欠的少；先把借款的口子关上。'],
    },
    en: {
      ask: [
        'Who took him there, and did he win at first?',
        'What does the account show, and can it be taken out?',
        'Is the money borrowed?',
      ],
      avoid: ['Do not begin with punishment.', 'Never ask before others how much is lost.'],
      convince: [
        'The site decides who wins: more while he pays in, “a breach of rules” when he takes out.',
        'Stopping now is the cheapest; close the loans first.',
      ],
    },
  },
};
