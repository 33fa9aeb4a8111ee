import { Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { StartOption } from '../../../functions/contract/api.ts';
import { useStartOptions } from '../api/queries.ts';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited, NoPermission } from '../shell/Problem.tsx';
import { MatterPicker } from './MatterPicker.tsx';

/** 新建案件, first half: which procedure, on which matter. The form follows on its own page. */
export function StartPage() {
  const query = useStartOptions();
  return (
    <PageFrame title="新建案件" lead="先选定执法事项,再填写登记表">
      <Awaited query={query}>
        {(options) => {
          const open = options.filter((option) => option.allowed && option.subject === 'matter');
          return open.length === 0 ? <NoPermission what="发起案件" /> : <Choose options={open} />;
        }}
      </Awaited>
    </PageFrame>
  );
}

const keyOf = (option: StartOption): string => `${option.procedure}/${option.action}`;

function Choose({ options }: { options: StartOption[] }) {
  const [chosen, setChosen] = useState(options[0]);
  const navigate = useNavigate();
  if (!chosen) return null;
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
      <Section title={options.length > 1 ? '二、执法事项' : `${chosen.procedureTitle} · 执法事项`}>
        <MatterPicker
          onChoose={(matter) =>
            void navigate(`/start/${keyOf(chosen)}?matter=${encodeURIComponent(matter.id)}`)
          }
        />
      </Section>
    </>
  );
}
