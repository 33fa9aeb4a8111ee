import { CaseId } from '../../../functions/contract/ids.ts';

/** The end of a case number is what tells cases apart; its beginning only says when they were opened. */
const TAIL = 6;

/** For lists, where many cases of one matter carry the same title: `尾号 k3f9ax`. */
export function ShortCaseNumber({ caseId }: { caseId: string }) {
  return (
    <span className="yz-nowrap" title={`案件编号 ${caseId}`}>
      尾号 <span className="yz-mono yz-tail">{caseId.slice(-TAIL)}</span>
    </span>
  );
}

/** The whole number, its end as the lists show it. */
export function CaseNumber({ caseId }: { caseId: string }) {
  return (
    <span className="yz-mono">
      {caseId.slice(0, -TAIL)}
      <span className="yz-tail">{caseId.slice(-TAIL)}</span>
    </span>
  );
}

/** What somebody typed or pasted from a letter as a case number; null where it is none. */
export function readCaseNumber(text: string): string | null {
  const plain = text
    .replace(/\s/g, '')
    .toLowerCase()
    .replace(/^c[-—–-]?/, 'C-');
  return CaseId.safeParse(plain).data ?? null;
}
