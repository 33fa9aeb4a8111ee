/** The tables, in one place: local creation and the CDK app both read this list. */
export type TableId = 'cases' | 'events' | 'complainants' | 'views' | 'definitions' | 'people' | 'audit';

export type TableDefinition = {
  id: TableId;
  /** String attributes. */
  partitionKey: string;
  sortKey?: string;
  stream?: 'NEW_IMAGE';
  /**
   * Every write of ours is conditioned on the item not being there, so no role needs the right to update or delete. IAM cannot
   * hold a role to that: PutItem, which adding takes, would replace an item too. Then the hash chain tells.
   */
  appendOnly: boolean;
  /** Can be rebuilt from the other tables: no point-in-time recovery needed. */
  derived: boolean;
  about: string;
};

export const TABLES: readonly TableDefinition[] = [
  {
    id: 'cases',
    partitionKey: 'pk',
    stream: 'NEW_IMAGE',
    appendOnly: false,
    derived: false,
    about:
      'The head of every case: its state after the last event. Its stream feeds the views, one record a commit.',
  },
  {
    id: 'events',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: true,
    derived: false,
    about: 'Events, submission ids and document numbers.',
  },
  {
    id: 'complainants',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: true,
    derived: false,
    about: 'Sealed data of complainants and reporters, apart from everything else.',
  },
  {
    id: 'views',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: false,
    derived: true,
    about: 'Inboxes, registers, published decisions.',
  },
  {
    id: 'definitions',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: false,
    derived: false,
    about: 'Definitions by content hash, releases, the live pointer, drafts.',
  },
  {
    id: 'people',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: false,
    derived: false,
    about: 'Who may act.',
  },
  {
    id: 'audit',
    partitionKey: 'pk',
    sortKey: 'sk',
    appendOnly: true,
    derived: false,
    about: 'Refusals, views of sealed data, changes of rights.',
  },
];

export const DEFAULT_PREFIX = 'yizhi-';

/** `yizhi-cases`. */
export const tableName = (id: TableId, prefix: string = DEFAULT_PREFIX): string => `${prefix}${id}`;
