import { type Command, CommanderError } from 'commander';
import type { Pace, Progress } from '../contract/messages.ts';
import type { RemotePrinter } from '../contract/printing.ts';
import { type ErrorValue, toErrorValue } from '../core/errors.ts';
import { type CommandContext, errorText, type Outcome } from './outcome.ts';
import type { EmptyJson } from './program/execute.ts';
import { createProgram } from './program.ts';

/** Where the command line writes, and what tells it to stop. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** whether `err` is a screen that progress can be shown on */
  readonly showProgress: boolean;
  readonly signal: AbortSignal;
  /** what has pages printed, where the application runs the command */
  readonly printer?: RemotePrinter | undefined;
}

const EXIT = { done: 0, usage: 1, failed: 2 } as const;

const CLEAR_LINE = '\r\u001b[K';

/** ‘1204 of 10000 files, 85/s, 1.2 MB/s, 125 s left’ */
function paceText({ files, totalFiles, filesPerSecond, bytesPerSecond, secondsLeft }: Pace): string {
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const megabytes = (bytesPerSecond / 1e6).toFixed(1);
  return `${files} of ${totalFiles} files, ${Math.round(filesPerSecond)}/s, ${megabytes} MB/s${left} `;
}

function progressLine({ phase, done, total, detail, pace }: Progress): string {
  const share = total ? `${Math.floor((100 * done) / total)} % ` : '';
  return `${CLEAR_LINE}${phase} ${share}${pace ? paceText(pace) : ''}${detail}`.slice(0, 120);
}

/** What is wrong with the arguments, in a sentence without Commander's own prefix. */
function usageError({ message }: CommanderError): ErrorValue {
  return {
    code: 'usage',
    message: message.replace(/^error: /, ''),
    remedy: 'glossator --help lists the commands; glossator COMMAND --help says how one is used.',
  };
}

class Run {
  readonly #io: CliIo;
  readonly #json: boolean;
  #shown = false;
  status: number = EXIT.done;

  constructor(io: CliIo, json: boolean) {
    this.#io = io;
    this.#json = json;
  }

  configure(program: Command): void {
    program.exitOverride().configureOutput({
      writeOut: (text) => this.#io.out(text),
      writeErr: (text) => {
        if (!this.#json) this.#io.err(text);
      },
    });
  }

  async execute(
    work: (context: CommandContext) => Promise<Outcome>,
    empty: EmptyJson = () => ({}),
  ): Promise<void> {
    try {
      const { json, text, failed } = await work(this.#context());
      this.#clearProgress();
      this.#io.out(this.#json ? `${JSON.stringify(json)}\n` : text);
      this.status = failed ? EXIT.failed : EXIT.done;
    } catch (thrown) {
      this.fail(toErrorValue(thrown), empty);
    }
  }

  fail(error: ErrorValue, empty: EmptyJson = () => ({})): void {
    this.#clearProgress();
    if (this.#json) this.#io.out(`${JSON.stringify({ ...empty(error), error })}\n`);
    else this.#io.err(errorText(error));
    this.status = error.code === 'usage' ? EXIT.usage : EXIT.failed;
  }

  #context(): CommandContext {
    return {
      signal: this.#io.signal,
      printer: this.#io.printer,
      onProgress: (progress) => {
        if (!this.#io.showProgress) return;
        this.#shown = true;
        this.#io.err(progressLine(progress));
      },
      warn: (warning) => this.#io.err(errorText(warning)),
    };
  }

  #clearProgress(): void {
    if (this.#shown) this.#io.err(CLEAR_LINE);
    this.#shown = false;
  }
}

/**
 * Runs the command line. `argv` is what stands after the program's name. Returns the exit status: 0 done, 1 wrong usage,
 * 2 something failed and the rest has been done. With `--json` exactly one JSON object is written to `out`.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const run = new Run(io, argv.includes('--json'));
  const program = createProgram(
    (work, empty) => run.execute(work, empty),
    (command) => run.configure(command),
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) run.fail(toErrorValue(thrown));
    else if (thrown.exitCode !== 0) {
      run.status = EXIT.usage;
      // Without --json Commander has said it already.
      if (argv.includes('--json')) run.fail(usageError(thrown));
    }
  }
  return run.status;
}
