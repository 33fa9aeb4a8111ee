import { createBrowserRouter, type RouteObject } from 'react-router';
import { CasePage } from '../case/CasePage.tsx';
import { DuePage } from '../due/DuePage.tsx';
import { InboxPage } from '../inbox/InboxPage.tsx';
import { PaperRegisterPage } from '../papers/PaperRegisterPage.tsx';
import { SealLogPage } from '../papers/SealLogPage.tsx';
import { RegisterPage } from '../register/RegisterPage.tsx';
import { StartPage } from '../start/StartPage.tsx';
import { CasesOnly } from './CasesOnly.tsx';
import { Gate } from './Gate.tsx';
import { Loading, NotFound, RouteFailure } from './Problem.tsx';
import { SignedIn } from './SignedIn.tsx';

/** The form pages carry rjsf and are loaded when a form is opened. */
const form = (page: 'ActPage' | 'StartFormPage') => async () => ({
  Component: (await import('../forms/pages.tsx'))[page],
});

const routes: RouteObject[] = [
  { path: '/signed-in', Component: SignedIn, ErrorBoundary: RouteFailure, HydrateFallback: Loading },
  {
    id: 'signed-in',
    path: '/',
    Component: Gate,
    HydrateFallback: Loading,
    ErrorBoundary: RouteFailure,
    children: [
      {
        ErrorBoundary: RouteFailure,
        children: [
          { index: true, Component: InboxPage },
          { path: 'due', Component: DuePage },
          { path: 'papers', Component: PaperRegisterPage },
          { path: 'seals', Component: SealLogPage },
          {
            Component: CasesOnly,
            children: [
              { path: 'cases', Component: RegisterPage },
              { path: 'cases/:caseId', Component: CasePage },
              { path: 'cases/:caseId/act/:action', lazy: form('ActPage') },
              { path: 'start', Component: StartPage },
              { path: 'start/:procedure/:action', lazy: form('StartFormPage') },
            ],
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
];

/** The admin face is a bundle of its own, fetched when somebody goes there. */
export const router = createBrowserRouter(routes, {
  async patchRoutesOnNavigation({ path, patch }) {
    if (!/^\/admin(\/|$)/.test(path)) return;
    const { adminRoutes } = await import('../admin/routes.tsx');
    patch('signed-in', adminRoutes);
  },
});
