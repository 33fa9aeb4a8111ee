import type { Paper } from '../../contract/case.ts';

/** Every text that stands on a paper, with the label it stands under. */
export function printedTexts(paper: Paper): { label: string | undefined; text: string }[] {
  const lines = paper.lines.flatMap((line) => [
    { label: line.label, text: [line.label ?? '', line.text].join('') },
    ...(line.table ? [{ label: line.label, text: line.table.columns.map((c) => c.title).join('') }] : []),
    ...(line.sign
      ? [
          {
            label: line.sign.label,
            text: [line.sign.label, line.sign.refused ?? '', ...line.sign.signers.map((s) => s.name)].join(
              '',
            ),
          },
        ]
      : []),
  ]);
  const whole = [
    paper.title,
    paper.authority,
    paper.number ?? '',
    paper.copies ?? '',
    ...paper.attachments,
    ...paper.everyPageSigned,
  ];
  return [{ label: undefined, text: whole.join('') }, ...lines];
}
