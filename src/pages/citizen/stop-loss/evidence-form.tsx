/** Later, and only if he wants to: minutes count, pictures do not. */
export function EvidenceForm({ token, formId, count }: { token: string; formId: string; count: number }) {
  return (
    <form class="stop-form stop-evidence" method="post" action={`/stop-loss/${token}/evidence`} enctype="multipart/form-data">
      <input type="hidden" name="formId" value={formId} />
      <label for="evidence">补截图或转账单（可以不交）{count > 0 && <small> 已收到 {count} 个</small>}</label>
      <input id="evidence" name="file" type="file" accept="image/jpeg,image/png,image/webp,application/pdf" />
      <p class="stop-small">图片或PDF，每个不超过6MB。只有办这条线索的值班员能看。别拍密码、验证码和卡背面。</p>
      <button class="stop-quiet" type="submit">
        交上去
      </button>
    </form>
  );
}
