import './start/known-locale.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { ErrorBoundary } from './notices/ErrorBoundary.tsx';
import { startSession } from './session/session.ts';
import { SessionContext } from './session/session-context.ts';
import { installTheme } from './theme/theme.ts';
import './theme/tokens.css';
import './theme/base.css';

// For the benchmarks, as the marks of the reading view are: all scripts of the first screen have been run.
performance.mark('glossator:scripts-run');
installTheme();
const session = startSession();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root, { onUncaughtError: (error) => session.notices.error(error) }).render(
  <ErrorBoundary>
    <SessionContext value={session}>
      <App />
    </SessionContext>
  </ErrorBoundary>,
);
