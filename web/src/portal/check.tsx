import { type FormEvent, useState } from 'react';
import type { PaperCheck } from '../../../functions/contract/api.ts';
import { NUMBER_LIKE, readNumber } from '../../../functions/contract/paper-number.ts';
import { go, useAddress, withQuery } from './address.tsx';
import { publicPath, useRead } from './api.ts';
import { readCode, readTyped, SAY_NUMBER, showCode } from './check-words.ts';
import { Heading, Row, Show } from './parts.tsx';
import { useTownship } from './township.tsx';
import { dayText } from './words.ts';

/** 文书核验: where the QR code of a paper leads, and where its number may be typed. */
export function CheckPage() {
  const { search } = useAddress();
  const number = search.get('number') ?? undefined;
  const hash = search.get('hash') ?? undefined;
  return (
    <>
      <Heading title="文书核验">文书真伪核验</Heading>
      <p className="lead">
        加盖乡镇人民政府印章的文书可以在这里核验。只说明是否由本机关签发、现在是否有效，不显示文书内容和当事人。
      </p>
      <Check key={`${number} ${hash}`} number={number} hash={hash} />
    </>
  );
}

type Asked = { number: string | undefined; hash: string | undefined };

/** The answer stands only while it answers what is in the form: a fault in what was typed since takes it away. */
function Check({ number, hash }: Asked) {
  const [wrong, setWrong] = useState('');
  const asked = number !== undefined || hash !== undefined;
  return (
    <>
      {asked && wrong === '' ? <Answer number={number} hash={hash} /> : null}
      <CheckForm
        number={number ?? ''}
        code={hash ?? ''}
        again={asked && wrong === ''}
        wrong={wrong}
        onWrong={setWrong}
      />
    </>
  );
}

function Answer({ number, hash }: Asked) {
  const { chosen } = useTownship();
  const code = hash === undefined ? undefined : readCode(hash);
  const unreadable = number !== undefined && readNumber(number) === null;
  // a code that was cut off or altered names no paper, nor does a text that is no number: there is nothing to ask
  const path =
    code === null || unreadable ? null : publicPath('paper-check', { tenant: chosen.id, number, hash: code });
  const loaded = useRead<PaperCheck>(path);
  if (code === null) return <NotFound why="地址中的校验码不完整或者被改动过。" />;
  if (unreadable) return <Unreadable number={number} />;
  if (loaded.state === 'error' && loaded.error.missing) return <NotFound number={number} code={code} />;
  return (
    <Show loaded={loaded} missing="">
      {(paper) => <Found paper={paper} code={code} />}
    </Show>
  );
}

/** What the reader has in hand: as issued and standing, void, or not what was issued. */
function verdictOf(paper: PaperCheck): { tone: 'sure' | 'gone' | 'doubt'; title: string; say: string } {
  if (paper.matches === false)
    return {
      tone: 'doubt',
      title: '校验码不符',
      say: '有这个文号的文书，但校验码与签发的不一致。请核对校验码；核对无误的，您手中的文书与签发的不是同一份，请向签发机关核实。',
    };
  if (paper.status === '已作废')
    return {
      tone: 'gone',
      title: '已作废',
      say: `这份文书由本机关签发，已于${dayText(paper.voidedOn)}作废，不再有效。作废的理由登记在案，当事人可以向签发机关查询。`,
    };
  return {
    tone: 'sure',
    title: '真实有效',
    say:
      paper.matches === null
        ? '本机关签发过这个文号的文书，现在有效。要确认您手中的就是这一份，请再填写文书上的校验码。'
        : '这份文书由本机关签发，现在有效。',
  };
}

function Found({ paper, code }: { paper: PaperCheck; code: string | undefined }) {
  const { tone, title, say } = verdictOf(paper);
  return (
    <article className={`sheet checked ${tone}`} aria-live="polite">
      <p className="stamp">{title}</p>
      <p>{say}</p>
      <dl>
        <Row label="文书名称">{paper.title}</Row>
        <Row label="文号">{paper.number ?? '不编号'}</Row>
        <Row label="签发机关">{paper.authority}</Row>
        <Row label="文书日期">{dayText(paper.day)}</Row>
        {paper.voidedOn === null ? null : <Row label="作废日期">{dayText(paper.voidedOn)}</Row>}
        {code === undefined ? null : (
          <Row label={code.length === 16 ? '校验码' : '校验值'}>
            <span className="code">{showCode(code)}</span>
          </Row>
        )}
      </dl>
    </article>
  );
}

type NotFoundProps = { why?: string; number?: string | undefined; code?: string | undefined };

function NotFound({ why, number, code }: NotFoundProps) {
  const { chosen } = useTownship();
  return (
    <div className="sheet checked doubt" role="alert">
      <p className="stamp">查无此件</p>
      <p>
        {why ?? `${chosen.government}没有签发过这份加盖印章的文书。`}
        请核对文号和校验码，确认选择的乡镇；仍有疑问的，请持文书到签发机关核实。
      </p>
      {number === undefined && code === undefined ? null : (
        <dl>
          {number === undefined ? null : <Row label="查询的文号">{number}</Row>}
          {code === undefined ? null : (
            <Row label="查询的校验码">
              <span className="code">{showCode(code)}</span>
            </Row>
          )}
        </dl>
      )}
    </div>
  );
}

/** Nothing was looked up, so nothing is said of whether it was issued. */
function Unreadable({ number }: { number: string }) {
  return (
    <div className="sheet checked doubt" role="alert">
      <p className="stamp">文号无法识别</p>
      <p>{SAY_NUMBER}。请照文书上的文号重新填写。</p>
      <dl>
        <Row label="填写的文号">{number}</Row>
      </dl>
    </div>
  );
}

type FormProps = {
  number: string;
  code: string;
  again: boolean;
  wrong: string;
  onWrong: (say: string) => void;
};

/** The full hash of a QR code is nothing to type over: the field then begins empty. */
function CheckForm({ number, code, again, wrong, onWrong }: FormProps) {
  const { chosen, isDefault } = useTownship();
  const [typed, setTyped] = useState({ number, code: code.length > 16 ? '' : code });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const read = readTyped(typed);
    if ('say' in read) return onWrong(read.say);
    onWrong('');
    const search = new URLSearchParams({ ...(isDefault ? {} : { tenant: chosen.id }), ...read.query });
    go(withQuery('/check', search));
  };
  return (
    <form className="check" onSubmit={ask} noValidate>
      <h2>{again ? '核验另一份文书' : '按文号核验'}</h2>
      <label>
        <span>文号</span>
        <input
          value={typed.number}
          placeholder={NUMBER_LIKE}
          autoComplete="off"
          onChange={(event) => setTyped({ ...typed, number: event.target.value })}
        />
      </label>
      <label>
        <span>校验码（文书二维码旁的 16 位，可以不填）</span>
        <input
          value={typed.code}
          placeholder="3F2A 90BC 11D4 7E60"
          autoComplete="off"
          onChange={(event) => setTyped({ ...typed, code: event.target.value })}
        />
      </label>
      {wrong === '' ? null : (
        <p className="caution" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit">核验</button>
    </form>
  );
}
