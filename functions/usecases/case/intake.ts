import { randomBytes } from 'node:crypto';
import type { CaseState } from '../../contract/case.ts';
import { FileRef, type FormDefinition } from '../../contract/definitions/forms.ts';
import { Refusal } from '../../contract/errors.ts';
import { at } from '../../core/facts/map-form.ts';
import { dataFaults } from '../../core/forms/validate.ts';
import { contentHash } from '../../core/hash.ts';
import type { Entry } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';

/** 举报人信息 by where it stood, and the salt of its digest. */
export type Sealed = { salt: string; hidden: Record<string, unknown> };
export type Intake = Parted & { sealed?: { id: string; digest: string; data: Sealed } };

/** Hold the data against its form and its files against the store, and take out what must be sealed. */
export async function takeIn(
  deps: Deps,
  form: Entry<'form'>,
  state: CaseState,
  data: unknown,
  instant: string,
): Promise<Intake> {
  const faults = dataFaults(form.body, form.hash, data);
  if (faults.length > 0)
    throw new Refusal('data-invalid', `《${form.body.title}》有 ${faults.length} 处不符合要求`, faults);
  await checkFiles(deps, form.body, state.tenant, data);
  return sealAway(parted(form.body, data), instant);
}

/** Every evidence reference must be what the store holds: hash, size and type. */
async function checkFiles(
  { files }: Deps,
  form: FormDefinition,
  tenant: string,
  data: unknown,
): Promise<void> {
  const refs = (form.files ?? []).flatMap((pointer) =>
    ((at(data, pointer) as unknown[] | undefined) ?? []).map((ref, i) => ({ ref, path: `${pointer}/${i}` })),
  );
  await Promise.all(
    refs.map(async ({ ref, path }) => {
      const parsed = FileRef.safeParse(ref);
      if (!parsed.success)
        throw new Refusal('file-invalid', '证据文件的登记信息不完整', [
          { path, say: '应为已登记的证据文件' },
        ]);
      const stored = await files.stat(tenant, parsed.data.id);
      const same =
        stored &&
        stored.sha256 === parsed.data.sha256 &&
        stored.size === parsed.data.size &&
        stored.type === parsed.data.type;
      if (!same)
        throw new Refusal(
          'file-invalid',
          `证据文件“${parsed.data.name}”${stored ? '与上传的内容不一致' : '尚未上传'}`,
          [{ path, say: '请重新上传' }],
        );
    }),
  );
}

/** What a form says openly, and what it seals, by where it stood. */
export type Parted = { open: unknown; hidden: Record<string, unknown> };

/** 举报人信息 (measure 25) taken out of the data. */
export function parted(form: FormDefinition, data: unknown): Parted {
  const present = (form.sealed ?? []).filter((pointer) => at(data, pointer) !== undefined);
  if (present.length === 0) return { open: data, hidden: {} };
  const open = structuredClone(data);
  const hidden: Record<string, unknown> = {};
  for (const pointer of present) {
    hidden[pointer] = at(data, pointer);
    const parts = pointer.split('/');
    const last = parts.pop() as string;
    delete (at(open, parts.join('/')) as Record<string, unknown>)[last];
  }
  return { open, hidden };
}

/**
 * What is sealed is kept in its own table; the case holds only that it exists, and a digest that proves it unchanged. The
 * salt stays with the sealed data: without it nobody can try names and telephone numbers against the digest.
 */
function sealAway({ open, hidden }: Parted, instant: string): Intake {
  if (Object.keys(hidden).length === 0) return { open, hidden };
  const data: Sealed = { salt: randomBytes(16).toString('hex'), hidden };
  return { open, hidden, sealed: { id: timeOrderedId('S', instant), digest: sealedDigest(data), data } };
}

export const sealedDigest = (sealed: Sealed): string => contentHash(sealed);
