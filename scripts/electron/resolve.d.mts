export type ElectronKind = 'override' | 'official' | 'registry-copy';

export interface Electron {
  readonly kind: ElectronKind;
  readonly executablePath: string;
  readonly version: string;
}

export interface ElectronOptions {
  /** Receives plain notices, a line each; standard error where not given. */
  readonly log?: (line: string) => void;
}

/** An Electron for this machine, fetched where there is none. */
export function provideElectron(options?: ElectronOptions & { readonly retry?: boolean }): Promise<Electron>;

/** How to start the built application: `executablePath` with `args`, then the application's own arguments. */
export function resolveElectron(
  options?: ElectronOptions,
): Promise<Electron & { readonly args: readonly string[] }>;
