import Database from 'better-sqlite3';

/** Makes of a project file that is closed one as version 10 had it, which stored every original in parts of its own. */
export function asVersion10(file: string): void {
  const db = new Database(file);
  const texts = db.prepare<[], { source: number; text: number }>(
    `SELECT source.row AS source, text.row AS text FROM source JOIN text ON text.source = source.row
     WHERE source.sha256 = text.sha256 AND source.length > 0 AND source.row NOT IN (SELECT source FROM source_part)
     GROUP BY source.row`,
  );
  const contents = db
    .prepare<[number], string | Buffer>('SELECT content FROM chunk_content WHERE text = ? ORDER BY seq')
    .pluck();
  const insert = db.prepare('INSERT INTO source_part (source, seq, bytes) VALUES (?, 0, ?)');
  for (const { source, text } of texts.all()) {
    const pieces = contents.all(text).map((one) => (typeof one === 'string' ? one : one.toString('utf16le')));
    insert.run(source, Buffer.from(pieces.join('')));
  }
  db.pragma('user_version = 10');
  db.close();
}

/** How many parts of originals a file has, whoever has it open. */
export function countParts(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT count(*) FROM source_part').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}
