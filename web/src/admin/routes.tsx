/** The admin face: definitions, drafts, releases and the audit log, under /admin. */
import type { RouteObject } from 'react-router';
import { NotFound, RouteFailure } from '../shell/Problem.tsx';
import { AdminFrame, AdminHome } from './AdminFrame.tsx';
import { AuditPage } from './AuditPage.tsx';
import { DefinitionPage } from './DefinitionPage.tsx';
import { DefinitionsPage } from './DefinitionsPage.tsx';
import { DraftPage } from './DraftPage.tsx';
import { DraftsPage } from './DraftsPage.tsx';
import { FormPage } from './form/FormPage.tsx';
import { MatterPage } from './matter/MatterPage.tsx';
import { MattersPage } from './matter/MattersPage.tsx';
import { ReleasesPage } from './ReleasesPage.tsx';
import { ReleasePage } from './release/ReleasePage.tsx';
import { ConditionsPage } from './rules/ConditionsPage.tsx';
import { ExamplesPage } from './rules/ExamplesPage.tsx';
import { FactsPage } from './rules/FactsPage.tsx';
import { ParamsPage } from './rules/ParamsPage.tsx';
import { RuleSetPage } from './rules/RuleSetPage.tsx';
import { TablePage } from './rules/TablePage.tsx';
import './admin.css';
import './rules/rules.css';
import './release/release.css';

export const adminRoutes: RouteObject[] = [
  {
    path: 'admin',
    Component: AdminFrame,
    ErrorBoundary: RouteFailure,
    children: [
      { index: true, Component: AdminHome },
      { path: 'matters', Component: MattersPage },
      { path: 'matters/:id', Component: MatterPage },
      { path: 'definitions/form/:id', Component: FormPage },
      { path: 'definitions/ruleset/:id', Component: RuleSetPage },
      { path: 'definitions/table/:id', Component: TablePage },
      { path: 'definitions/examples/:id', Component: ExamplesPage },
      { path: 'definitions/conditions/:id', Component: ConditionsPage },
      { path: 'definitions/params/:id', Component: ParamsPage },
      { path: 'definitions/facts/:id', Component: FactsPage },
      { path: 'definitions/:kind', Component: DefinitionsPage },
      { path: 'definitions/:kind/:id', Component: DefinitionPage },
      { path: 'drafts', Component: DraftsPage },
      { path: 'drafts/:draftId', Component: DraftPage },
      { path: 'releases', Component: ReleasesPage },
      { path: 'releases/:number', Component: ReleasePage },
      { path: 'audit', Component: AuditPage },
      { path: '*', Component: NotFound },
    ],
  },
];
