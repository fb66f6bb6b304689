import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectToCore } from '../lib/core';
import { watchForLostCore } from '../lib/core-lost';
import { tellOwnCopies } from '../lib/own-copies';
import { createQueries } from '../lib/queries';
import { flushBeforeLock } from '../lib/unsaved';
import '../ui/base.css';
import { App } from './app';

/** Starts the page: listeners first, then the port to core, then the screens. */
export function start(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root element');
  const queries = createQueries();
  flushBeforeLock();
  tellOwnCopies();
  watchForLostCore(queries);
  connectToCore();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
