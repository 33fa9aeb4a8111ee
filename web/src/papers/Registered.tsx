import { Link } from 'react-router';
import type { RegisteredPaper } from '../../../functions/contract/api.ts';
import { handlesCases, useMe } from '../auth/me.tsx';
import { ShortCaseNumber } from '../text/case-number.tsx';

/** A number as the registers show it; struck through where it is void. */
export function NumberOf({ paper: { number, voided } }: { paper: RegisteredPaper }) {
  if (number === null) return <span className="yz-dim">不编号</span>;
  return voided ? <s className="yz-strong">{number}</s> : <span className="yz-strong">{number}</span>;
}

/** The case a paper belongs to; auditors know its number and do not read it. */
export function CaseOf({ caseId }: { caseId: string }) {
  const number = <ShortCaseNumber caseId={caseId} />;
  return (
    <div className="yz-dim">
      案件 {handlesCases(useMe()) ? <Link to={`/cases/${caseId}`}>{number}</Link> : number}
    </div>
  );
}
