import { type ReactNode, useId } from 'react';

/** A control under its label; `children` puts the id on the control. */
export function Labelled({ text, children }: { text: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="ad-field">
      <label htmlFor={id}>{text}</label>
      {children(id)}
    </div>
  );
}
