import encodeQR from 'qr';

/** Light modules that must stand around it. */
const QUIET = 4;
/** Pixels of a module: whole ones keep all modules alike. */
const MODULE = 4;

/** For a camera; always dark on white, also where the page is dark. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const code = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const size = code.length;
  const runs = code.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  return (
    <svg
      class="qr-code"
      width={size * MODULE}
      height={size * MODULE}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={runs.join('')} fill="#000" />
    </svg>
  );
}
