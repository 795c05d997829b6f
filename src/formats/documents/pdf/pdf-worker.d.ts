declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** what pdf.js runs in a worker where it has one; opaque to everybody else */
  export const WorkerMessageHandler: object;
}
