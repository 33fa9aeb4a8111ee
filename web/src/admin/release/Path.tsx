import { Grid, Steps } from 'antd';
import type { Step } from './steps.ts';

/** The six steps of a draft; the first that is not done is where it stands. */
export function Path({ steps }: { steps: Step[] }) {
  const wide = Grid.useBreakpoint().lg ?? true;
  const at = steps.findIndex(({ state }) => state !== 'done');
  return (
    <nav className="yz-card ad-steps" aria-label="草案的步骤">
      <Steps
        size="small"
        responsive={false}
        orientation={wide ? 'horizontal' : 'vertical'}
        titlePlacement={wide ? 'vertical' : 'horizontal'}
        items={steps.map(({ title, state, say }, index) => ({
          title,
          content: say,
          status:
            state === 'done' ? 'finish' : state === 'fault' ? 'error' : index === at ? 'process' : 'wait',
        }))}
      />
    </nav>
  );
}
