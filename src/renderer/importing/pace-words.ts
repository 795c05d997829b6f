import type { Progress } from '../../contract/messages.ts';
import { counted, inDigits } from '../controls/words.ts';
import { bytesInWords } from './import-words.ts';

/** ‘40 s’, ‘3 min’, ‘2 h 10 min’: no finer than can be known. */
function timeInWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds / 5) * 5 || 1)} s`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** How far an import is: files, how fast they come in, and how long the rest will take. */
export function paceInWords(progress: Progress | null): string {
  const pace = progress?.pace;
  if (!pace) return '';
  const { files, totalFiles, alreadyHere, filesPerSecond, bytesPerSecond, secondsLeft } = pace;
  const rate = filesPerSecond >= 10 ? inDigits(Math.round(filesPerSecond)) : filesPerSecond.toFixed(1);
  // One file is a rate of none until it is done.
  const rates = [...(totalFiles > 1 ? [`${rate} files/s`] : []), `${bytesInWords(bytesPerSecond)}/s`];
  return [
    `${inDigits(files)} of ${counted(totalFiles, 'file', 'files')}`,
    alreadyHere > 0 ? `${inDigits(alreadyHere)} already here` : '',
    secondsLeft === null ? '' : rates.join(', '),
    secondsLeft === null || secondsLeft === 0 ? '' : `about ${timeInWords(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(' · ');
}
