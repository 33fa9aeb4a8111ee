import './jitless.ts';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import 'antd/dist/reset.css';
import './app.css';
import { ApiProblem } from './api/problem.ts';
import { router } from './shell/router.tsx';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

/** A refusal is an answer; only a lost connection or a busy server is worth a second try, and no try where it is known that there is no network. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 &&
  navigator.onLine &&
  error instanceof ApiProblem &&
  (error.status === 0 || error.status === 503);

/** Asked without a network, too: that it is down must be told, not waited for; what was not read is read once it is back. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: worthRetrying,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('app');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
        <AntApp>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </StrictMode>,
  );
}
