/** How personal data is shown to the public (roles.md §5). */
export type Mask = 'name' | 'address' | 'hide' | 'plate' | 'none';

const COMPOUND = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '令狐',
  '长孙',
  '宇文',
  '夏侯',
];

/** `张*`, `欧阳**`: the surname stays. */
export function maskName(name: string): string {
  const surname = COMPOUND.find((s) => name.startsWith(s) && name.length > s.length) ?? [...name][0] ?? '';
  return surname + '*'.repeat(Math.max(1, [...name].length - [...surname].length));
}

/** An address down to the township and no further. */
export function maskAddress(address: string): string {
  const township = /^.*?(?:乡|镇|街道)/.exec(address)?.[0];
  return township ?? '***';
}

const maskPlate = (plate: string): string =>
  plate.length > 4 ? `${plate.slice(0, 2)}***${plate.slice(-2)}` : '***';

const IDENTITY_NUMBER = /(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g;
const MOBILE_NUMBER = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** Personal data somebody wrote into a free text: the values masked elsewhere, identity and mobile numbers. */
export function scrub(text: string, masked: readonly { value: string; shown: string }[]): string {
  const known = masked.reduce((t, { value, shown }) => t.replaceAll(value, shown), text);
  return known.replaceAll(IDENTITY_NUMBER, '***').replaceAll(MOBILE_NUMBER, '***');
}

/** A value as the public may see it. `name` masks a person; an organisation's name is public. */
export function applyMask(value: string, mask: Mask | undefined, isOrganisation: boolean): string {
  if (mask === undefined || mask === 'none') return value;
  if (mask === 'name') return isOrganisation ? value : maskName(value);
  if (mask === 'address') return maskAddress(value);
  return mask === 'plate' ? maskPlate(value) : '***';
}
