/** Millimetres in points. */
export const mm = (n: number): number => (n * 72) / 25.4;

/** GB/T 9704: A4, 37 mm above, 28 mm left, 26 mm right, 35 mm below; 三号 text, 二号 title; a round seal of 42 mm. */
export const PAGE = {
  top: mm(30),
  left: mm(28),
  right: mm(26),
  bottom: mm(35),
  width: mm(210),
  height: mm(297),
};
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const TYPE = {
  title: 22,
  authority: 22,
  body: 16,
  record: 14,
  sheet: 12,
  small: 10.5,
  foot: 9,
} as const;
/** The font's own line is 1.44 of its size; 公文 set 28 to 29 points at 三号. */
export const LEADING = 1.24;
export const SEAL_SIZE = mm(42);
export const RED = '#d7000f';
