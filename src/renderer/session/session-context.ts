import { createContext, useContext } from 'react';
import type { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';

export const SessionContext = createContext<Session | null>(null);
export const WorkspaceContext = createContext<Workspace | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside of the session');
  return session;
}

/** The open project's workspace. Only within the workbench screen. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace stands outside of an open project');
  return workspace;
}
