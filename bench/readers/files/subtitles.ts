const CUE_SECONDS = 3;

/** Texts of cues: at most two lines of half the length each. */
function cuesOf(text: string): readonly string[] {
  const lines = text.match(/\S.{0,38}(?!\S)|\S+/gu) ?? [];
  return Array.from({ length: Math.ceil(lines.length / 2) }, (_, at) =>
    lines.slice(at * 2, at * 2 + 2).join('\n'),
  );
}

function clock(seconds: number, point: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${point}000`;
}

/** `added`: the times that stand in the text of such documents, as their reader writes them. */
interface Subtitles {
  readonly content: string;
  readonly added: string;
}

function subtitles(text: string, point: string, head: (number: number) => string): Subtitles {
  const cues = cuesOf(text).map((cue, at) => {
    const from = at * CUE_SECONDS;
    const until = clock(from + CUE_SECONDS - 1, point);
    return {
      content: `${head(at + 1)}${clock(from, point)} --> ${until}\n${cue}\n\n`,
      added: clock(from, '.'),
    };
  });
  return {
    content: cues.map(({ content }) => content).join(''),
    added: cues.map(({ added }) => added).join('\n'),
  };
}

export function srtFile(text: string): Subtitles {
  return subtitles(text, ',', (number) => `${number}\n`);
}

/** https://www.w3.org/TR/webvtt1/ */
export function vttFile(text: string): Subtitles {
  const { content, added } = subtitles(text, '.', () => '');
  return { content: `WEBVTT\n\n${content}`, added };
}
