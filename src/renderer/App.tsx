import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { TooltipLayer } from './controls/TooltipLayer.tsx';
import { Workbench } from './layout/Workbench.tsx';
import { NoticeRegion } from './notices/NoticeRegion.tsx';
import { useObservable } from './session/observable.ts';
import { useSession, WorkspaceContext } from './session/session-context.ts';
import { FailedScreen } from './start/FailedScreen.tsx';
import { OpeningScreen } from './start/OpeningScreen.tsx';
import { StartScreen } from './start/StartScreen.tsx';
import { applyTheme } from './theme/theme.ts';

function Screen() {
  const { state } = useSession();
  const shell = useObservable(state, (session) => session.shell);
  const project = useObservable(state, (session) => session.project);
  if (project) {
    return (
      <QueryClientProvider client={project.workspace.queries}>
        <WorkspaceContext value={project.workspace}>
          <Workbench key={project.workspace.projectPath} />
        </WorkspaceContext>
      </QueryClientProvider>
    );
  }
  switch (shell?.project.status) {
    case undefined:
      return null;
    case 'none':
      return <StartScreen />;
    case 'failed':
      return <FailedScreen path={shell.project.path} error={shell.project.error} />;
    case 'opening':
      return <OpeningScreen recovering={shell.project.recovering} />;
    default:
      return <OpeningScreen recovering={false} />;
  }
}

export function App() {
  const { state } = useSession();
  const theme = useObservable(state, (session) => session.shell?.settings.theme ?? 'system');
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <>
      <Screen />
      <NoticeRegion />
      <TooltipLayer />
    </>
  );
}
