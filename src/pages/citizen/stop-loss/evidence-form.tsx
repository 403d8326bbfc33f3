import { type Spoken, useWords } from '../../console/language.tsx';

const WORDS: Spoken<{ label: string; have: (count: number) => string; hint: string; send: string }> = {
  'zh-CN': {
    label: '补截图或转账单（可以不交）',
    have: (count) => `已收到 ${count} 个`,
    hint: '图片或PDF，每个不超过6MB。只有办这条线索的值班员能看。别拍密码、验证码和卡背面。',
    send: '交上去',
  },
  en: {
    label: 'Add screenshots or a transfer slip (not required)',
    have: (count) => `${count} received`,
    hint: 'Pictures or PDF, 6 MB each at most. Only the officer of this lead sees them. No passwords, codes or the back of your card.',
    send: 'Hand in',
  },
};

/** Later, and only if he wants to: minutes count, pictures do not. */
export function EvidenceForm({ token, formId, count }: { token: string; formId: string; count: number }) {
  const words = useWords(WORDS);
  return (
    <form class="stop-form stop-evidence" method="post" action={`/stop-loss/${token}/evidence`} enctype="multipart/form-data">
      <input type="hidden" name="formId" value={formId} />
      <label for="evidence">
        {words.label}
        {count > 0 && <small> {words.have(count)}</small>}
      </label>
      <input id="evidence" name="file" type="file" accept="image/jpeg,image/png,image/webp,application/pdf" />
      <p class="stop-small">{words.hint}</p>
      <button class="stop-quiet" type="submit">
        {words.send}
      </button>
    </form>
  );
}
