/** Layout of forms: two columns where there is room, one on a phone; repeated parts as numbered blocks. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  getUiOptions,
  isFormDataAvailable,
  type ObjectFieldTemplateProps,
  type OptionalDataControlsTemplateProps,
  shouldRenderOptionalField,
} from '@rjsf/utils';
import { Button } from 'antd';

const WIDE_WIDGETS = new Set(['textarea', 'radio', 'checkboxes', 'people']);

type Part = ObjectFieldTemplateProps['properties'][number];

/** A group that may be left out, and is. */
function isShut(element: Part): boolean {
  const { schema, uiSchema, registry, required, formData } = element.content
    .props as ObjectFieldTemplateProps;
  return (
    shouldRenderOptionalField(registry, schema, required ?? false, uiSchema) && !isFormDataAvailable(formData)
  );
}

/** Long answers and groups take the whole width; a group that is shut is one line. */
function isWide(element: Part): boolean {
  const { schema, uiSchema } = element.content.props as ObjectFieldTemplateProps;
  const { widget, field } = getUiOptions(uiSchema);
  if (typeof field === 'string' || (typeof widget === 'string' && WIDE_WIDGETS.has(widget))) return true;
  if (schema.type === 'object') return !isShut(element);
  return schema.type === 'array' || schema.type === 'boolean';
}

/**
 * A group that need not be filled in may come with a control to open and to leave out; shut, it is a line of its title
 * and that control.
 */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const { title, description, properties, fieldPathId, optionalDataControl, errorSchema } = props;
  // The form as a whole, and an item of a list, which has its frame and its number already.
  const framed = typeof fieldPathId.path.at(-1) === 'string';
  if (optionalDataControl && properties.length === 0) {
    return (
      <div className="yz-form-shut" id={fieldPathId.$id}>
        <span>{title}</span>
        {optionalDataControl}
      </div>
    );
  }
  return (
    <fieldset className={framed ? 'yz-form-group' : 'yz-form-root'} id={fieldPathId.$id}>
      {framed && title && <legend>{title}</legend>}
      <GroupErrors errors={errorSchema?.__errors} />
      {optionalDataControl && <div className="yz-form-leave">{optionalDataControl}</div>}
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

/** Opens a group that need not be filled in, or leaves it out again. */
export function OptionalControl(props: OptionalDataControlsTemplateProps) {
  const { id, label, schema, uiSchema, onAddClick, onRemoveClick } = props;
  if (!onAddClick && !onRemoveClick)
    return (
      <span id={id} className="yz-dim">
        {label}
      </span>
    );
  const title = getUiOptions(uiSchema).title ?? schema.title ?? '';
  return (
    <Button
      id={id}
      size="small"
      type={onAddClick ? 'default' : 'text'}
      aria-label={`${label}：${title}`}
      onClick={onAddClick ?? onRemoveClick}
    >
      {label}
    </Button>
  );
}

/** What is wrong with a group or a list as a whole. */
const GroupErrors = ({ errors = [] }: { errors: string[] | undefined }) =>
  errors.map((error) => (
    <p key={error} className="yz-tone-bad" role="alert">
      {error}
    </p>
  ));

export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly, fieldPathId, required, rawErrors } = props;
  const { title: ownTitle } = getUiOptions(props.uiSchema);
  return (
    <fieldset className="yz-form-group" id={fieldPathId.$id}>
      <legend>
        {ownTitle ?? title}
        {required && <span className="yz-required"> *</span>}
      </legend>
      <GroupErrors errors={rawErrors} />
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
