/** To `guide.tsx`. */
export function GuideLink() {
  return (
    <a class="guide-link" href="/help">
      不会复制？看图
    </a>
  );
}
