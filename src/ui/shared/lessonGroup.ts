import * as vscode from 'vscode';
import { panelTypes } from '../../contributions/views.ts';

/** The group of editors where a lesson is in front. */
export function lessonGroup(): vscode.TabGroup | undefined {
  return vscode.window.tabGroups.all.find((group) =>
    group.tabs.some(
      (tab) =>
        tab.isActive &&
        tab.input instanceof vscode.TabInputWebview &&
        tab.input.viewType.endsWith(panelTypes.lesson),
    ),
  );
}
