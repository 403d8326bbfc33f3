import type { Colour } from '../../library/schema.ts';

/** The shape that goes with every colour, as on the road: octagon, triangle, ring. The ring stays empty: green is no tick. */
export function VerdictSign({ colour }: { colour: Colour }) {
  return (
    <svg class={`symbol symbol-${colour}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {colour === 'red' && (
        <>
          <path class="plate" d="M15 2h18l13 13v18L33 46H15L2 33V15z" />
          <path class="key" d="M16.4 5.4h15.2l11 11v15.2l-11 11H16.4l-11-11V16.4z" />
          <path class="sign" d="M22 13h4v14h-4zM22 31h4v4h-4z" />
        </>
      )}
      {colour === 'yellow' && (
        <>
          <path class="plate" d="M24 3.5 46.5 43a2 2 0 0 1-1.8 3H3.3a2 2 0 0 1-1.8-3z" />
          <path class="key" d="M24 10 41.6 41.5H6.4z" />
          <path class="sign" d="M22 19h4v11h-4zM22 33.5h4v4h-4z" />
        </>
      )}
      {colour === 'green' && <circle class="ring" cx="24" cy="24" r="19" />}
    </svg>
  );
}

/** An octagonal speech bubble with one bar: 一, and no entry. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d="M16 3h16l11 11v15L32 40H21l-9 7v-8.200L5 31V14z" />
      <path class="bar" d="M13 18.500h22v6H13z" />
    </svg>
  );
}

export function PhoneIcon() {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6.600 2.500 9.800 3a1 1 0 0 1 .8.7l1.200 3.900a1 1 0 0 1-.3 1L9.400 10.600a13 13 0 0 0 4 4l2-2.100a1 1 0 0 1 1-.3l3.900 1.200a1 1 0 0 1 .7.8l.5 3.200a2 2 0 0 1-2 2.300C11.300 20 4 12.700 4.300 4.500a2 2 0 0 1 2.300-2z" />
    </svg>
  );
}
