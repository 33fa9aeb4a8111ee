import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { Progress as Bar, Button } from 'antd';
import { useRef, useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import type { FileRef } from '../api/shapes.ts';
import { useZone } from '../auth/me.tsx';
import { showSize } from '../timeline/FileLine.tsx';
import { FieldFrame } from './FieldTemplate.tsx';
import { type Progress, uploadFile } from './upload.ts';

type Job = { key: string; name: string; progress: Progress; failed?: string; file: File };
const STEPS = { hashing: '计算校验码', sending: '上传' } as const;

/** `ui:field: "files"`: evidence files go to the file store; the form holds only their references. */
export function FilesField(props: FieldProps) {
  const { schema, uiSchema, required, rawErrors, disabled, readonly, fieldPathId } = props;
  const files = (props.formData as FileRef[] | undefined) ?? [];
  // Several uploads may end between two renders: each adds to the latest list.
  const latest = useRef(files);
  latest.current = files;
  const [jobs, setJobs] = useState<Job[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const zone = useZone();
  const id = fieldPathId.$id;
  const change = (next: FileRef[]) => {
    latest.current = next;
    props.onChange(next.length > 0 ? next : undefined, fieldPathId.path);
  };
  const patch = (key: string, part: Partial<Job>) =>
    setJobs((all) => all.map((job) => (job.key === key ? { ...job, ...part } : job)));
  const send = async (job: Job) => {
    try {
      const ref = await uploadFile(zone, job.file, (progress) => patch(job.key, { progress }));
      change([...latest.current, ref]);
      setJobs((all) => all.filter((one) => one.key !== job.key));
    } catch (error) {
      const said = error instanceof ApiProblem || error instanceof Error ? error.message : '上传失败';
      patch(job.key, { failed: said });
    }
  };
  const take = (list: FileList | null) => {
    const added = [...(list ?? [])].map(
      (file): Job => ({
        key: crypto.randomUUID(),
        name: file.name,
        file,
        progress: { step: 'hashing', share: 0 },
      }),
    );
    setJobs((all) => [...all, ...added]);
    for (const job of added) void send(job);
    if (picker.current) picker.current.value = '';
  };
  const locked = disabled || readonly;
  return (
    <FieldFrame
      id={id}
      label={uiSchema?.['ui:title'] ?? props.title ?? schema.title}
      required={required}
      errors={rawErrors}
      help={uiSchema?.['ui:help'] ?? schema.description}
    >
      <ul className="yz-upload">
        {files.map((file) => (
          <li key={file.id}>
            <span>
              {file.name}{' '}
              <small className="yz-dim">
                {showSize(file.size)} · 已上传，校验码 {file.sha256.slice(0, 12)}…
              </small>
            </span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={locked}
              aria-label={`移除 ${file.name}`}
              onClick={() => change(files.filter((one) => one.id !== file.id))}
            />
          </li>
        ))}
        {jobs.map((job) => (
          <JobLine
            key={job.key}
            job={job}
            onDrop={() => setJobs((all) => all.filter((one) => one.key !== job.key))}
            onRetry={() => {
              setJobs((all) =>
                all.map((one) =>
                  one.key === job.key
                    ? {
                        key: one.key,
                        name: one.name,
                        file: one.file,
                        progress: { step: 'hashing', share: 0 },
                      }
                    : one,
                ),
              );
              void send(job);
            }}
          />
        ))}
      </ul>
      <input
        ref={picker}
        id={id}
        type="file"
        multiple
        className="yz-hidden"
        disabled={locked}
        onChange={(event) => take(event.target.files)}
      />
      <Button icon={<UploadOutlined />} disabled={locked} onClick={() => picker.current?.click()}>
        选择文件
      </Button>
    </FieldFrame>
  );
}

function JobLine({ job, onDrop, onRetry }: { job: Job; onDrop: () => void; onRetry: () => void }) {
  if (job.failed) {
    return (
      <li>
        <span className="yz-tone-bad" role="alert">
          {job.name}：{job.failed}
        </span>
        <span>
          <Button size="small" onClick={onRetry}>
            重试
          </Button>{' '}
          <Button size="small" onClick={onDrop}>
            放弃
          </Button>
        </span>
      </li>
    );
  }
  return (
    <li>
      <span>
        {job.name} <small className="yz-dim">正在{STEPS[job.progress.step]}</small>
      </span>
      <Bar percent={Math.round(job.progress.share * 100)} size="small" />
    </li>
  );
}
