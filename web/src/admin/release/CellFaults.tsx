import { Alert } from 'antd';
import type { Problem } from '../../../../functions/contract/api.ts';

/** Every cell of a sheet that does not fit, by its address; nothing of the sheet was taken over. */
export function CellFaults({ problem }: { problem: Problem }) {
  return (
    <>
      <Alert
        className="ad-gap"
        type="error"
        showIcon
        role="alert"
        title={`${problem.title}：${problem.errors.length} 处`}
        description="什么都没有改变。请按下表改正后重新选择文件。"
      />
      <div className="rl-cells">
        <table className="yz-table">
          <thead>
            <tr>
              <th scope="col">单元格</th>
              <th scope="col">问题和应当怎样写</th>
            </tr>
          </thead>
          <tbody>
            {problem.errors.map(({ path, say }) => (
              <tr key={`${path}${say}`}>
                <td>
                  <code>{path}</code>
                </td>
                <td>{say}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
