import { type Fault, Refusal } from '../../contract/errors.ts';

/** A sheet that cannot be taken in: every faulty cell, the first five also in the sentence. */
export function sheetRefusal(faults: Fault[]): Refusal {
  const first = faults.slice(0, 5).map(({ path, say }) => `${path} ${say}`);
  return new Refusal('sheet-invalid', `表格有 ${faults.length} 处不正确：${first.join('；')}`, faults);
}
