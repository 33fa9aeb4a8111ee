import { FileSearchOutlined, FileWordOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Grid, Segmented } from 'antd';
import { useState } from 'react';
import type { PaperPreview } from '../../../functions/contract/api.ts';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { save } from './file.ts';
import { Pdf } from './Pdf.tsx';

type Data = Record<string, unknown>;
type Form = { caseId: string; action: string };
type Asked = Form & { data: Data };

/** 预览文书: what filing the form as it stands would issue. Nothing is numbered, sealed or recorded by looking. */
export function PreviewButton({ form, dataNow }: { form: Form; dataNow: () => Data }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const wide = Grid.useBreakpoint().md;
  return (
    <>
      <Button
        size="large"
        icon={<FileSearchOutlined />}
        className="yz-preview-button"
        onClick={() => setAsked({ ...form, data: dataNow() })}
      >
        预览文书
      </Button>
      {asked && (
        <Drawer
          open
          onClose={() => setAsked(null)}
          title="预览文书（草稿）"
          placement={wide ? 'right' : 'bottom'}
          size={wide ? 860 : '92%'}
        >
          <Preview asked={asked} />
        </Drawer>
      )}
    </>
  );
}

const bodyOf = ({ caseId, action, data }: Asked, format: 'pdf' | 'docx', template?: string) => ({
  params: { caseId },
  body: { action, data, format, ...(template ? { template } : {}) },
});

function Preview({ asked }: { asked: Asked }) {
  const [template, setTemplate] = useState<string | undefined>(undefined);
  const query = useQuery({
    queryKey: ['preview', asked, template ?? ''],
    queryFn: () => call('staff.paper-preview', bodyOf(asked, 'pdf', template)),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  return (
    <Awaited query={query}>
      {(preview) =>
        preview.papers.length === 0 ? (
          <Nothing text="按目前填写的内容，这一步不制作文书。选好处理结果等选项后可以再次预览。" />
        ) : (
          <Drafts
            preview={preview}
            asked={asked}
            template={template ?? preview.papers[0]?.template ?? ''}
            busy={query.isPlaceholderData}
            onChoose={setTemplate}
          />
        )
      }
    </Awaited>
  );
}

type DraftsProps = {
  preview: PaperPreview;
  asked: Asked;
  template: string;
  busy: boolean;
  onChoose: (template: string) => void;
};

function Drafts({ preview, asked, template, busy, onChoose }: DraftsProps) {
  const paper = preview.papers.find((one) => one.template === template);
  return (
    <div aria-busy={busy}>
      {preview.papers.length > 1 && (
        <Segmented
          className="yz-preview-papers"
          aria-label="将签发的文书"
          value={template}
          onChange={onChoose}
          options={preview.papers.map((one) => ({
            value: one.template,
            label: one.faults.length > 0 ? `${one.title}（缺 ${one.faults.length} 项）` : one.title,
          }))}
        />
      )}
      {paper && <Lacking faults={paper.faults} title={paper.title} />}
      {preview.document && !busy && (
        <Pdf
          document={preview.document}
          downloadText="下载草稿 PDF"
          tools={<WordButton asked={asked} template={template} />}
        />
      )}
    </div>
  );
}

function Lacking({ faults, title }: { faults: string[]; title: string }) {
  if (faults.length === 0) {
    return (
      <Alert
        className="yz-banner"
        type="success"
        showIcon
        title={`《${title}》必备内容已齐`}
        description="草稿没有文号、印章和二维码，不具法律效力；提交并通过规则判断后正式签发。"
      />
    );
  }
  return (
    <Alert
      className="yz-banner"
      type="warning"
      showIcon
      title={`《${title}》还不能签发，缺 ${faults.length} 项`}
      description={
        <ul className="yz-faults">
          {faults.map((fault) => (
            <li key={fault}>{fault.replace(`《${title}》`, '')}</li>
          ))}
        </ul>
      }
    />
  );
}

/** A copy to edit before filing; what is issued is always made from the form. */
function WordButton({ asked, template }: { asked: Asked; template: string }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const fetchWord = async () => {
    setBusy(true);
    try {
      const { document } = await call('staff.paper-preview', bodyOf(asked, 'docx', template));
      if (document) save(document);
    } catch (error) {
      void message.error(error instanceof ApiProblem ? error.message : '没有下载成功，请稍后再试');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<FileWordOutlined />} loading={busy} onClick={() => void fetchWord()}>
      下载 Word 稿
    </Button>
  );
}
