import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { commandIds } from '../../../src/contributions/commands.ts';
import { contextKeys } from '../../../src/contributions/contextKeys.ts';
import {
  engineChoices,
  languageChoices,
  restrictedSettings,
  settingDefaults,
  settingLimits,
  type SettingKey,
} from '../../../src/contributions/settings.ts';
import { learnerFolderMarker } from '../../../src/contributions/storageKeys.ts';
import {
  hintControllerId,
  panelTypes,
  treeItemKinds,
  viewContainerId,
  viewIds,
  walkthroughId,
} from '../../../src/contributions/views.ts';

const root = process.env['DL_ROOT'] ?? process.cwd();

interface Command {
  command: string;
  title: string;
  when?: string;
}

interface Property {
  default: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
}

interface Manifest {
  activationEvents: string[];
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: Command[];
    menus: Record<string, Command[]>;
    keybindings: Command[];
    configuration: { properties: Record<string, Property> };
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; contents: string; when?: string }[];
    walkthroughs: {
      id: string;
      icon: string;
      steps: { media: { svg: string }; completionEvents: string[] }[];
    }[];
  };
  icon: string;
}

const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const knownCommands = new Set<string>(Object.values(commandIds));

describe('package.json agrees with src/contributions', () => {
  it('declares every command, and no other', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...knownCommands].sort());
  });

  it('uses only commands that exist in menus, key bindings and walkthrough', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    assert.deepEqual(
      used.filter((command) => !knownCommands.has(command)),
      [],
    );
    const events = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap((step) => step.completionEvents),
    );
    for (const event of events.filter((each) => each.startsWith('onCommand:')))
      assert.ok(knownCommands.has(event.slice('onCommand:'.length)), event);
  });

  it('hides from the palette every command that needs an argument', () => {
    const hidden = contributes.menus['commandPalette']
      ?.filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    assert.deepEqual(
      hidden?.sort(),
      [
        commandIds.stopCheck,
        commandIds.openRun,
        commandIds.openRunFile,
        commandIds.saveModel,
        commandIds.deleteRun,
        commandIds.exportRun,
        commandIds.resumeRun,
        commandIds.pinRun,
        commandIds.unpinRun,
        commandIds.editRunNote,
      ].sort(),
    );
  });

  it('declares every setting with its default, its choices and its limits', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(Object.keys(properties).sort(), Object.keys(settingDefaults).sort());
    for (const [key, value] of Object.entries(settingDefaults))
      assert.deepEqual(properties[key]?.default, value, key);
    assert.deepEqual(properties['deepLearning.language']?.enum, languageChoices);
    assert.deepEqual(properties['deepLearning.engine']?.enum, engineChoices);
    for (const [key, limits] of Object.entries(settingLimits)) {
      const { minimum, maximum } = properties[key] ?? {};
      assert.deepEqual({ minimum, maximum }, limits, key);
    }
  });

  it('keeps settings that load programs from untrusted workspaces', () => {
    const restricted: readonly SettingKey[] = restrictedSettings;
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, restricted);
  });

  it('declares the views in their container', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [viewContainerId],
    );
    assert.deepEqual(
      contributes.views[viewContainerId]?.map(({ id }) => id).sort(),
      Object.values(viewIds).sort(),
    );
    for (const { view } of contributes.viewsWelcome)
      assert.ok(Object.values<string>(viewIds).includes(view), view);
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [walkthroughId],
    );
  });

  it('wakes up for our panels and for learner folders', () => {
    const panels = Object.values(panelTypes).map((type) => `onWebviewPanel:${type}`);
    assert.deepEqual(
      manifest.activationEvents.toSorted(),
      [...panels, `workspaceContains:**/${learnerFolderMarker}`].sort(),
    );
  });

  it('asks in `when` clauses only for context keys and tree items that are set', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome,
      ...(contributes.commands as { enablement?: string }[]).map(({ enablement }) => ({ when: enablement })),
    ].map(({ when }) => when ?? '');
    const keys = new Set(clauses.flatMap((clause) => clause.match(/deepLearning\.\w+/g) ?? []));
    const known = new Set<string>([...contextKeys, ...Object.values(viewIds), hintControllerId]);
    assert.deepEqual(
      [...keys].filter((key) => !known.has(key)),
      [],
    );
    assert.deepEqual(
      contextKeys.filter((key) => !keys.has(key)),
      [],
    );
    const kinds = new Set(clauses.flatMap((clause) => /viewItem == ([\w.]+)/.exec(clause)?.[1] ?? []));
    for (const kind of kinds) assert.ok(Object.values<string>(treeItemKinds).includes(kind), kind);
  });

  it('names only pictures that exist', () => {
    const pictures = [
      manifest.icon,
      contributes.viewsContainers.activitybar[0]?.icon ?? '',
      ...contributes.walkthroughs.flatMap(({ icon, steps }) => [
        icon,
        ...steps.map(({ media }) => media.svg),
      ]),
    ];
    for (const picture of pictures) assert.ok(existsSync(path.join(root, picture)), picture);
  });
});

describe('texts of package.json', () => {
  const files = ['package.nls.json', 'package.nls.zh-tw.json', 'package.nls.zh-cn.json'];
  const [english = {}, ...others] = files.map(
    (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>,
  );
  const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));

  it('are all there, all used, in all languages', () => {
    assert.deepEqual(Object.keys(english).sort(), [...used].sort());
    for (const other of others) assert.deepEqual(Object.keys(other), Object.keys(english));
  });

  it('keep their links in every language, and say nothing with an exclamation mark', () => {
    const links = (value = ''): string[] =>
      [...value.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
    for (const [key, value] of Object.entries(english)) {
      for (const other of others) {
        assert.deepEqual(links(other[key]), links(value), key);
        assert.ok(!/[!！]/.test(other[key] ?? ''), key);
        assert.notEqual(other[key], '', key);
      }
      assert.ok(!value.includes('!'), key);
    }
  });

  it('link only to commands that exist', () => {
    const builtIn = new Set(['workbench.trust.manage', `${viewIds.lessons}.focus`]);
    for (const value of Object.values(english))
      for (const [, command = ''] of value.matchAll(/\(command:([\w.]+)\)/g))
        assert.ok(knownCommands.has(command) || builtIn.has(command), command);
  });
});

describe('media', () => {
  it('holds small pictures only', () => {
    for (const entry of readdirSync(path.join(root, 'media'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      // The pictures of the README are of a whole window.
      const limitKb = entry.parentPath.endsWith('screenshots') ? 512 : 64;
      assert.ok(statSync(path.join(entry.parentPath, entry.name)).size < limitKb * 1024, entry.name);
    }
  });
});
