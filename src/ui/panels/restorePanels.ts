import * as vscode from 'vscode';
import { panelTypes } from '../../contributions/views.ts';

type Serializer = vscode.WebviewPanelSerializer;

export interface RestoredPanels {
  lessonPanels: Serializer;
  quizPanels: Serializer;
  runPanels: Serializer;
  engineDoctor: Serializer;
  comparison: Serializer;
}

/** Lets VS Code fill panels again after a window reload. A type of panel that is forgotten does not compile. */
export function restorePanels(panels: RestoredPanels): vscode.Disposable {
  const byType: Readonly<Record<keyof typeof panelTypes, Serializer>> = {
    lesson: panels.lessonPanels,
    quiz: panels.quizPanels,
    run: panels.runPanels,
    doctor: panels.engineDoctor,
    compare: panels.comparison,
  };
  const kinds = Object.keys(panelTypes) as (keyof typeof panelTypes)[];
  return vscode.Disposable.from(
    ...kinds.map((kind) => vscode.window.registerWebviewPanelSerializer(panelTypes[kind], byType[kind])),
  );
}
