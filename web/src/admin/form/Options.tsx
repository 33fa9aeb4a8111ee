import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Option } from './model.ts';

type Props = { options: Option[]; coded: boolean; readOnly: boolean; onChange: (options: Option[]) => void };

/** The next code that no option has: what is recorded instead of the text. */
function freeCode(options: Option[]): string {
  const taken = new Set(options.map(({ value }) => value));
  let n = options.length + 1;
  while (taken.has(`option-${n}`)) n += 1;
  return `option-${n}`;
}

/** The options of a choice. Where a code is recorded the text may change freely; else the text is the record. */
export function Options({ options, coded, readOnly, onChange }: Props) {
  const put = (at: number, title: string) =>
    onChange(options.map((option, i) => (i === at ? { ...option, title } : option)));
  return (
    <fieldset className="ad-options">
      <legend>选项</legend>
      {coded ? null : <p className="yz-dim">选项文字就是记录的内容，规则可能按原文字判断。</p>}
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option has no name but its place while its text is typed
        <div key={at} className="ad-option">
          <Input
            aria-label={`选项 ${at + 1}`}
            value={option.title}
            readOnly={readOnly}
            status={option.title.trim() === '' ? 'error' : ''}
            suffix={coded ? <code className="ad-where">{option.value}</code> : null}
            onChange={(event) => put(at, event.target.value)}
          />
          {readOnly ? null : (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删除选项“${option.title}”`}
              disabled={options.length < 2}
              onClick={() => onChange(options.filter((_, i) => i !== at))}
            />
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            onChange([...options, { value: freeCode(options), title: `选项${options.length + 1}` }])
          }
        >
          添加选项
        </Button>
      )}
    </fieldset>
  );
}
