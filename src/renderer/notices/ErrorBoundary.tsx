import { Component, type ReactNode } from 'react';
import { toErrorValue } from '../../core/errors.ts';
import styles from './ErrorBoundary.module.css';
import { errorDetails } from './notices.ts';

interface Caught {
  readonly error: unknown;
}

/**
 * What is shown when the window's own code fails: nothing is lost, since everything acknowledged is in the project. Plain
 * elements only, because what failed may be anything.
 */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  Caught | Record<string, never>
> {
  override state: Caught | Record<string, never> = {};

  static getDerivedStateFromError(error: unknown): Caught {
    return { error };
  }

  override render() {
    if (!('error' in this.state)) return this.props.children;
    const { error } = this.state;
    const details = error instanceof Error && error.stack ? error.stack : errorDetails(toErrorValue(error));
    return (
      <main className={styles.screen}>
        <h1>The window has failed</h1>
        <p>What you tagged and wrote is in the project. Load the window again to go on.</p>
        <button type="button" onClick={() => window.location.reload()}>
          Load the window again
        </button>
        <h2>Details, to copy</h2>
        <pre data-copyable>{details}</pre>
      </main>
    );
  }
}
