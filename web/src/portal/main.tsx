import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Portal } from './portal.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('public.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
