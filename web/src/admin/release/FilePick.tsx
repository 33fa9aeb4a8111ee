import { FileOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

type Props = {
  label: string;
  /** File name endings, as the `accept` attribute takes them. */
  accept: string;
  file: File | null;
  onPick: (file: File) => void;
};

/** One file, chosen from this computer; its name and size stand beside the button. */
export function FilePick({ label, accept, file, onPick }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="rl-file">
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {file === null ? label : '换一个文件'}
      </Button>
      {file === null ? null : (
        <span>
          <FileOutlined aria-hidden /> {file.name}
          <span className="yz-dim">（{Math.max(1, Math.round(file.size / 1024))} KB）</span>
        </span>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onPick(chosen);
          // the same file may be chosen again once it was mended
          event.target.value = '';
        }}
      />
    </div>
  );
}
