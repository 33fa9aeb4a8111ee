import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Aside, Views } from '../ports/store.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { queryPage } from './page.ts';

/** Cases that could not be shown, written down until a rebuild has shown them. */
export function openAside(db: Db): Pick<Views, 'setAside' | 'aside' | 'takeBack'> {
  const TableName = db.name('views');
  const keyOf = (tenant: string, caseId: string) => ({
    pk: { S: keys.ASIDE },
    sk: { S: keys.caseKey(tenant, caseId) },
  });
  return {
    async setAside(aside) {
      const Item = { ...keyOf(aside.tenant, aside.caseId), body: pack(aside) };
      await db.client.send(new PutItemCommand({ TableName, Item }));
    },
    aside: (request) =>
      queryPage(
        db,
        { table: 'views', partition: keys.ASIDE, sort: keys.ASIDE_SORT, consistent: true },
        request,
        (item) => unpack<Aside>(item.body),
      ),
    async takeBack({ tenant, caseId }) {
      await db.client.send(new DeleteItemCommand({ TableName, Key: keyOf(tenant, caseId) }));
    },
  };
}
