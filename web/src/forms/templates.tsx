/** Layout of forms: two columns where there is room, one on a phone; repeated parts as numbered blocks. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  getUiOptions,
  type ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { Button } from 'antd';

const WIDE_WIDGETS = new Set(['textarea', 'radio', 'checkboxes', 'people']);

/** Long answers and groups take the whole width. */
function isWide(element: ObjectFieldTemplateProps['properties'][number]): boolean {
  const { schema, uiSchema } = element.content.props as ObjectFieldTemplateProps;
  const { widget, field } = getUiOptions(uiSchema);
  if (typeof field === 'string' || (typeof widget === 'string' && WIDE_WIDGETS.has(widget))) return true;
  return schema.type === 'object' || schema.type === 'array' || schema.type === 'boolean';
}

export function ObjectTemplate({ title, description, properties, fieldPathId }: ObjectFieldTemplateProps) {
  const root = fieldPathId.path.length === 0;
  return (
    <fieldset className={root ? 'yz-form-root' : 'yz-form-group'} id={fieldPathId.$id}>
      {!root && title && <legend>{title}</legend>}
      {description && <p className="yz-dim">{description}</p>}
      <div className="yz-form-grid">
        {properties.map((element) => (
          <div
            key={element.name}
            className={element.hidden ? 'yz-hidden' : isWide(element) ? 'yz-form-wide' : undefined}
          >
            {element.content}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly, fieldPathId, required, rawErrors } = props;
  const { title: ownTitle } = getUiOptions(props.uiSchema);
  return (
    <fieldset className="yz-form-group" id={fieldPathId.$id}>
      <legend>
        {ownTitle ?? title}
        {required && <span className="yz-required"> *</span>}
      </legend>
      {rawErrors?.map((error) => (
        <p key={error} className="yz-tone-bad">
          {error}
        </p>
      ))}
      {items}
      {canAdd && (
        <Button icon={<PlusOutlined />} onClick={onAddClick} disabled={disabled || readonly}>
          添加一项
        </Button>
      )}
    </fieldset>
  );
}

export function ArrayItemTemplate({
  children,
  index,
  buttonsProps,
  hasToolbar,
}: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  return (
    <div className="yz-form-item">
      <div className="yz-form-item-head">
        <b>第 {index + 1} 项</b>
        {hasToolbar && (
          <span>
            {hasMoveUp && (
              <Button type="text" icon={<ArrowUpOutlined />} aria-label="上移" onClick={onMoveUpItem} />
            )}
            {hasMoveDown && (
              <Button type="text" icon={<ArrowDownOutlined />} aria-label="下移" onClick={onMoveDownItem} />
            )}
            {hasRemove && (
              <Button type="text" icon={<DeleteOutlined />} aria-label="删除此项" onClick={onRemoveItem} />
            )}
          </span>
        )}
      </div>
      {children}
    </div>
  );
}
