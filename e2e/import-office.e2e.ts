import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  docxOf,
  epubOf,
  wordParagraph,
  wordRun,
} from '../src/formats/documents/testing/packed-samples.ts';
import { zipped } from '../src/formats/zip/testing/zipped.ts';
import { expect, test } from './app.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';
