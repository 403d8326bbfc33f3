import type { InputName } from '../../../work-index/formula.ts';
import type { Spoken } from '../language.tsx';

export interface IndexWords {
  readonly title: string;
  readonly what: string;
  readonly none: string;
  readonly noScore: string;
  readonly of: string;
  readonly change: (days: number) => string;
  readonly chart: string;
  readonly breakdown: string;
  readonly part: string;
  readonly counted: string;
  readonly own: string;
  readonly steadied: string;
  readonly points: string;
  readonly weight: string;
  readonly leftOut: string;
  readonly nothing: string;
  readonly towns: string;
  readonly grids: string;
  readonly place: string;
  readonly people: string;
  readonly index: string;
  readonly city: string;
  readonly csv: string;
  readonly check: string;
  readonly checked: string;
  readonly changed: string;
  readonly gone: string;
  readonly formula: (version: number) => string;
  readonly rules: readonly string[];
  readonly worst: string;
  readonly best: string;
  readonly steady: string;
  readonly history: string;
  readonly day: string;
  readonly madeLate: string;
  readonly publicPage: string;
  readonly unknownArea: string;
  readonly inputs: Readonly<Record<InputName, string>>;
}

export const INDEX_WORDS: Spoken<IndexWords> = {
  'zh-CN': {
    title: '反诈指数',
    what: '评的是反诈工作，不评任何人。0到100，每天凌晨算前一天。',
    noScore: '还没有数：哪一项都还没有可算的，看下面各项。',
    none: '还没有指数。第一天过完，第二天0点10分以后会算出来；先在“安全顾问”页建好网格，才能分到镇街和网格。',
    of: '截至',
    change: (days) => `比${days}天前`,
    chart: '最近90天，0到100',
    breakdown: '怎么算出来的',
    part: '项目',
    counted: '数到的 ÷ 总数',
    own: '本地',
    steadied: '往全市靠后',
    points: '得分',
    weight: '占比',
    leftOut: '没有数，不计入',
    nothing: '无',
    towns: '镇街',
    grids: '网格',
    place: '地方',
    people: '人口',
    index: '指数',
    city: '全市',
    csv: '下载这一天的全部数字（CSV）',
    check: '用存下的原始数重算一遍',
    checked: '重算过，和存下的一字不差。',
    changed: '重算的结果和存下的不一样：有人改过数据库。请报告管理员。',
    gone: '这一天的数已经到期删除，不能重算。',
    formula: (version) => `公式，第${version}版`,
    rules: [
      '每项先算比例。没有数的项不算零分，它的占比按比例分给别的项。',
      '小数字往全市靠：（数到的 + 稳定数 × 全市比例）÷（总数 + 稳定数）。总数是零的，就用全市的比例。',
      '得分从“0分”到“100分”按直线换算，不出这个范围；指数是各项得分按占比的平均。',
      '除人口、登记、安全顾问外，都只算截至那天的30天。案件按结案时填的社区名归到网格或镇街，认不出的只算进全市。止付和返还只有全市的数。',
    ],
    worst: '0分',
    best: '100分',
    steady: '稳定数',
    history: '逐日数字',
    day: '日期',
    madeLate: '事后补算',
    publicPage: '群众看到的页面',
    unknownArea: '没有这个地方的指数，网址可能打错了。',
    inputs: {
      people: '人口',
      cases: '有损失的案件',
      lost: '损失（元）',
      warned: '被预警的人',
      cheated: '预警后仍被骗',
      toMeet: '该见面的',
      met: '见到的',
      timed: '到了时限的',
      inTime: '按时见到的',
      paidAway: '线索里转出的（元）',
      stopped: '止住的（元）',
      returned: '返还的（元）',
      registered: '登记的人',
      taught: '学过的人',
      covered: '有顾问照看的人',
    },
  },
  en: {
    title: 'Index of the work',
    what: 'It rates the anti-fraud work, never a person. 0 to 100, made every night for the day before.',
    noScore: 'No number yet: none of the parts below has anything to count.',
    none: 'There is no index yet. It is made ten minutes after the first midnight. Towns and grids appear once grids are entered on the page Advisors.',
    of: 'As of',
    change: (days) => `against ${days} days before`,
    chart: 'Last 90 days, 0 to 100',
    breakdown: 'How it comes about',
    part: 'Part',
    counted: 'Counted ÷ of',
    own: 'Own',
    steadied: 'Drawn to the city',
    points: 'Points',
    weight: 'Weight',
    leftOut: 'unknown, left out',
    nothing: 'none',
    towns: 'Towns',
    grids: 'Grids',
    place: 'Place',
    people: 'People',
    index: 'Index',
    city: 'Whole city',
    csv: 'All figures of this day (CSV)',
    check: 'Count again from the kept inputs',
    checked: 'Counted again: the same to the letter.',
    changed: 'What was counted again differs from what was kept: somebody changed the database. Tell the administrator.',
    gone: 'The figures of this day were deleted in time and cannot be counted again.',
    formula: (version) => `Formula, version ${version}`,
    rules: [
      'Each part is a share. A part that nobody knows is no zero: its weight is shared by the others.',
      'Small numbers are drawn to the city: (counted + steady × city’s share) ÷ (of + steady). Where there is nothing to count, the city’s share stands.',
      'Points run straight from “0 points” to “100 points” and stay within; the index is their mean by weight.',
      'All but people, registration and advisors are of the 30 days up to that day. Cases go to a grid or town by the community that was noted at closing; what is not recognised counts for the city alone, and so do money stopped and returned.',
    ],
    worst: '0 points',
    best: '100 points',
    steady: 'Steady',
    history: 'Day by day',
    day: 'Day',
    madeLate: 'made later',
    publicPage: 'What citizens see',
    unknownArea: 'There is no index of this place; perhaps the address is mistyped.',
    inputs: {
      people: 'People',
      cases: 'Cases with a loss',
      lost: 'Lost (yuan)',
      warned: 'People warned',
      cheated: 'Cheated all the same',
      toMeet: 'To be met',
      met: 'Met',
      timed: 'Deadline over',
      inTime: 'Met in time',
      paidAway: 'Paid away, of leads (yuan)',
      stopped: 'Stopped (yuan)',
      returned: 'Returned (yuan)',
      registered: 'Registered',
      taught: 'Taught',
      covered: 'With an advisor',
    },
  },
};
