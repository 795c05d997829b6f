export { gather } from './gathered.ts';
export { passagesBehind } from './passages.ts';
export { projectAgreement } from './project.ts';
export { saveReport } from './report.ts';
