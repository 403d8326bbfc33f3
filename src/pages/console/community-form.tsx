import type { DeskCase } from '../../storage/desk-cases.ts';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { type Spoken, useWords } from './language.tsx';

export const COMMUNITY_FORM = 'community';
/** UTF-16 units, as `communityName` takes them. */
const LONGEST = 20;

export const COMMUNITY_WORDS: Spoken<Record<'label' | 'save' | 'wrong', string>> = {
  'zh-CN': { label: '镇街、社区', save: '记下社区', wrong: '只写镇街或社区的名字，2到20个字，不要门牌号。' },
  en: {
    label: 'Town, community',
    save: 'Note the community',
    wrong: 'Only the name of a town or community, 2 to 20 letters, no house number.',
  },
};

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
}

/** Where the case belongs: what the queue is filtered by; the owner may change it. */
export function CommunityForm({ deskCase: { id, community }, view, remark }: Props) {
  const words = useWords(COMMUNITY_WORDS);
  const { typed, problems } = remarkOf(remark, COMMUNITY_FORM);
  if (!view.mine)
    return community === null ? null : (
      <p class="community">
        {words.label} <b lang="zh-CN">{community}</b>
      </p>
    );
  return (
    <form class="community" method="post" action={`/console/cases/${id}/community`}>
      <label for="community">{words.label}</label>
      <input
        id="community"
        name="community"
        value={typed.community ?? community ?? ''}
        maxlength={LONGEST}
        autocomplete="off"
        aria-invalid={problems.community ? 'true' : undefined}
        aria-describedby="community-problem"
      />
      <button class="act" type="submit">
        {words.save}
      </button>
      <p id="community-problem" class="problem" role="alert">
        {problems.community ?? ''}
      </p>
    </form>
  );
}
