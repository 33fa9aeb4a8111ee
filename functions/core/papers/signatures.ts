import type { PaperLine } from '../../contract/case.ts';
import type { Signature } from '../../contract/definitions/papers.ts';
import { at } from '../facts/map-form.ts';
import { dayOf } from '../time/days.ts';
import type { Reading } from './context.ts';
import { idsAt, readPart, readParts, rowsAt } from './read.ts';
import { holds } from './when.ts';
import { plainDay } from './words.ts';

type Signer = { name: string; certificate: string | null };

/** Who signs, and what the signatures lack: too few, or somebody without a certificate where each needs one. */
export function signatureLine(sign: Signature, reading: Reading): { lines: PaperLine[]; lacks: string[] } {
  const refused = sign.refused && holds(sign.refused.when, reading);
  const signers = signersOf(sign.by, reading);
  const lacks = refused ? [] : faultsOf(sign, signers);
  const day = sign.day ? (sign.hand ? '' : plainDay(dayOf(reading.context.instant))) : undefined;
  const refusal = refused ? readParts(sign.refused?.note ?? [], reading) : undefined;
  const names = signers.map(({ name, certificate }) =>
    sign.certificates && certificate ? `${name}（执法证号：${certificate}）` : name,
  );
  const line: PaperLine = {
    text: `${sign.label}：${refusal ?? names.filter((n) => n !== '').join('、')}`,
    sign: {
      label: sign.label,
      signers: signers.map(({ name, certificate }) =>
        sign.certificates && certificate !== null ? { name, certificate } : { name },
      ),
      ...(sign.hand ? { hand: true as const } : {}),
      ...(sign.fingerprint ? { fingerprint: true as const } : {}),
      ...(refusal === undefined ? {} : { refused: refusal }),
      ...(day === undefined ? {} : { day }),
    },
  };
  return { lines: [line], lacks };
}

function faultsOf({ label, by, min = 1, certificates }: Signature, signers: Signer[]): string[] {
  if ('blank' in by) return [];
  const uncertified = certificates ? signers.filter((s) => s.certificate === null) : [];
  return [
    ...signers.flatMap(({ name }, i) => (name.trim() === '' ? [`${label}签名（第 ${i + 1} 人的姓名）`] : [])),
    ...(signers.length < min
      ? [`${label}签名${min > 1 ? `（至少 ${min} 人，现有 ${signers.length} 人）` : ''}`]
      : []),
    ...uncertified.map(({ name }) => `${label}${name}的执法证号`),
  ];
}

function signersOf(by: Signature['by'], reading: Reading): Signer[] {
  const { context } = reading;
  const known = (ids: string[]) => ids.flatMap((id) => context.people.get(id) ?? []);
  if ('officers' in by) return known(context.officers);
  if ('people' in by) return known(idsAt(context.data, by.people));
  if ('duty' in by) return known(context.duties[by.duty] ?? []);
  if ('actor' in by) return [context.actor];
  if ('blank' in by) return Array.from({ length: by.blank }, () => ({ name: '', certificate: null }));
  if ('rows' in by)
    return rowsAt(by.rows, reading).map(({ value }) => ({
      name: String(at(value, by.name) ?? ''),
      certificate: null,
    }));
  return readPart(by.names, reading)
    .split('、')
    .filter((name) => name.trim() !== '')
    .map((name) => ({ name, certificate: null }));
}
