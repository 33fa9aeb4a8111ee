import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { StartOption } from '../../../functions/contract/api.ts';
import { useBeginnings } from '../api/queries.ts';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited, NoPermission } from '../shell/Problem.tsx';
import { readCaseNumber } from '../text/case-number.tsx';
import { MatterPicker } from './MatterPicker.tsx';

const keyOf = (option: StartOption): string => `${option.procedure}/${option.action}`;

/** First half of beginning something: which procedure, on which matter or about which case. The form follows. */
export function StartPage() {
  const { query, options, title } = useBeginnings();
  const onMatter = options[0]?.subject === 'matter';
  const lead = onMatter ? '先选定执法事项，再填写登记表' : '先写明乡镇的案件，再填写表单';
  return (
    <PageFrame title={title} lead={lead}>
      <Awaited query={query}>
        {() => (options.length === 0 ? <NoPermission what="发起案件" /> : <Choose options={options} />)}
      </Awaited>
    </PageFrame>
  );
}

function Choose({ options }: { options: StartOption[] }) {
  const [chosen, setChosen] = useState(options[0]);
  const navigate = useNavigate();
  if (!chosen) return null;
  const onMatter = chosen.subject === 'matter';
  const subject = onMatter ? '执法事项' : '所针对的案件';
  const go = (about: Record<string, string>) =>
    void navigate(`/start/${keyOf(chosen)}?${new URLSearchParams(about)}`);
  return (
    <>
      {options.length > 1 && (
        <Section title="一、程序">
          <Radio.Group
            value={keyOf(chosen)}
            onChange={(event) => setChosen(options.find((option) => keyOf(option) === event.target.value))}
            options={options.map((option) => ({
              value: keyOf(option),
              label: `${option.procedureTitle} · ${option.title}`,
            }))}
          />
        </Section>
      )}
      <Section title={options.length > 1 ? `二、${subject}` : `${chosen.procedureTitle} · ${subject}`}>
        {onMatter ? (
          <MatterPicker onChoose={(matter) => go({ matter: matter.id })} />
        ) : (
          <CaseByNumber onChoose={(caseId) => go({ parent: caseId })} />
        )}
      </Section>
    </>
  );
}

/** Another authority does not see the township's cases; it knows one by the number in the letter it was sent. */
function CaseByNumber({ onChoose }: { onChoose: (caseId: string) => void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const choose = () => {
    const caseId = readCaseNumber(text);
    setWrong(caseId === null);
    if (caseId !== null) onChoose(caseId);
  };
  return (
    <form
      className="yz-by-number"
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <label htmlFor="case-number" className="yz-field-label">
        案件编号
      </label>
      <Input
        id="case-number"
        value={text}
        autoComplete="off"
        spellCheck={false}
        placeholder="C-"
        status={wrong ? 'error' : ''}
        aria-describedby="case-number-help"
        aria-invalid={wrong}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="primary" htmlType="submit">
        下一步
      </Button>
      <p
        id="case-number-help"
        className={wrong ? 'yz-tone-bad' : 'yz-dim'}
        role={wrong ? 'alert' : undefined}
      >
        {wrong
          ? '案件编号应为“C-”加 20 位数字和字母，请与抄告文书核对'
          : '写在乡镇发来的抄告文书上，“C-”加 20 位数字和字母。'}
      </p>
    </form>
  );
}
