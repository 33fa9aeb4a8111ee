import { Tag } from 'antd';

/** Beside a period that another field's rules set and this case only takes as a measure. */
export function ReferenceTag() {
  return <Tag title="本领域没有规定这一期限，参照其他领域的规章，不是法定期限">参照</Tag>;
}
