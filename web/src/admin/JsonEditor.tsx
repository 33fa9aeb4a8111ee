import { Alert, Button, Input } from 'antd';
import { useEffect, useState } from 'react';

type Props = { value: unknown; readOnly: boolean; onApply: (value: unknown) => void };
const print = (value: unknown): string => JSON.stringify(value, null, 2);

/** What is wrong with the text, in Chinese with its line; null when it is JSON. */
function faultOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? null
      : '应为一个对象（以 { 开头）';
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    if (at === undefined) return '不是有效的 JSON';
    return `不是有效的 JSON，问题在第 ${text.slice(0, Number(at)).split('\n').length} 行附近`;
  }
}

/** The whole definition as JSON, for what the forms do not reach; checked here for syntax and by the server for the rest. */
export function JsonEditor({ value, readOnly, onApply }: Props) {
  const [text, setText] = useState(() => print(value));
  useEffect(() => setText(print(value)), [value]);
  const fault = faultOf(text);
  const changed = text !== print(value);
  return (
    <div className="yz-card">
      <Input.TextArea
        aria-label="定义的 JSON"
        className="ad-json"
        spellCheck={false}
        readOnly={readOnly}
        autoSize={{ minRows: 18, maxRows: 40 }}
        status={fault ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {fault ? <Alert className="ad-gap-top" type="error" showIcon title={fault} /> : null}
      {readOnly ? null : (
        <Button
          className="ad-gap-top"
          disabled={!changed || fault !== null}
          onClick={() => onApply(JSON.parse(text) as unknown)}
        >
          采用这份 JSON
        </Button>
      )}
    </div>
  );
}
