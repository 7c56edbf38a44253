/** Line icons on a 20 x 20 grid, in the text's colour. */
import type { ComponentChildren } from 'preact';
import type { CallState } from '../../shared/types';

function icon(children: ComponentChildren) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      {children}
    </svg>
  );
}

const CAMERA = (
  <path d="M13.5 8.6 17 6.5v7l-3.5-2.1M4.5 5.5h7a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2Z" />
);
const FACE = (
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M7 11.8c.7 1 1.8 1.6 3 1.6s2.3-.6 3-1.6M7.6 8.1v.4M12.4 8.1v.4" />
  </>
);

export const FACE_ICON = icon(FACE);

/** The badge's icon while there is no expression to show. */
export const STATE_ICONS: Readonly<Record<CallState['kind'], ReturnType<typeof icon>>> = {
  off: icon(<path d="M10 3.5v6M6.2 5.9a5.5 5.5 0 1 0 7.6 0" />),
  waiting: icon(CAMERA),
  loading: icon(FACE),
  watching: icon(FACE),
  'no-face': icon(
    <>
      <path d="M3 6.5V5a2 2 0 0 1 2-2h1.5M13.5 3H15a2 2 0 0 1 2 2v1.5M17 13.5V15a2 2 0 0 1-2 2h-1.5M6.5 17H5a2 2 0 0 1-2-2v-1.5" />
      <path d="M10 10.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2ZM6.3 14.4c.5-1.7 1.9-2.6 3.7-2.6s3.2.9 3.7 2.6" />
    </>,
  ),
  unclear: icon(
    <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM4 16.5l12-13" />,
  ),
  'camera-off': icon(
    <path d="M3 3l14 14M13.5 9.5v-2a2 2 0 0 0-2-2H9M13.5 8.6 17 6.5v7l-1.3-.8M5 5.6a2 2 0 0 0-2.5 1.9v5a2 2 0 0 0 2 2h7c.5 0 .9-.2 1.3-.4" />,
  ),
  presenting: icon(<path d="M3 4.5h14v9H3v-9ZM7 17h6M10 13.5V17M10 11V7.2M8.2 9 10 7.2 11.8 9" />),
  unseen: icon(<path d="M3 5.5h9.5v7H3v-7ZM7.5 12.5v2H17v-7h-4.5M2.5 17.5l15-15" />),
  paused: icon(<path d="M7.5 5.5v9M12.5 5.5v9" />),
  error: icon(<path d="M10 6.6v4.2M10 13.6v.2M10 2.9 17.6 16.4H2.4L10 2.9Z" />),
};

export const GRIP_ICON = (
  <svg class="dots" viewBox="0 0 8 16" aria-hidden="true">
    {[2.5, 8, 13.5].map((y) => [2, 6].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.15" />))}
  </svg>
);
export const PAUSE_ICON = icon(<path d="M7.3 5.5v9M12.7 5.5v9" />);
export const RESUME_ICON = icon(<path class="filled" d="M7 5.2v9.6l7.8-4.8L7 5.2Z" />);
export const CLOSE_ICON = icon(<path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />);
export const EYE_ICON = icon(
  <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />,
);
export const MORE_ICON = icon(<path d="M5.5 8l4.5 4.5L14.5 8" />);
