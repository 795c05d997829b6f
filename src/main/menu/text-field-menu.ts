import { app, Menu } from 'electron';

/** Right click in a text field: what every text field offers. Elsewhere the page has menus of its own. */
export function offerTextFieldMenus(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menu, { isEditable, editFlags }) => {
      if (!isEditable) return;
      Menu.buildFromTemplate([
        { role: 'undo', enabled: editFlags.canUndo },
        { role: 'redo', enabled: editFlags.canRedo },
        { type: 'separator' },
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { role: 'selectAll', enabled: editFlags.canSelectAll },
      ]).popup();
    });
  });
}
