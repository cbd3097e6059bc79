/** A question as it is printed, shared and exported: `cnn.conv.size@1/0000002a`. */
export interface QuestionId {
  template: string;
  version: number;
  /** 0 to 2**32 - 1 */
  seed: number;
}

const pattern = /^(?<template>[a-z0-9]+(?:[.-][a-z0-9]+)*)@(?<version>[1-9]\d{0,4})\/(?<seed>[0-9a-f]{8})$/u;

export function formatQuestionId({ template, version, seed }: QuestionId): string {
  return `${template}@${version}/${(seed >>> 0).toString(16).padStart(8, '0')}`;
}

/** `undefined` for anything that is no id, however it came here. */
export function parseQuestionId(text: unknown): QuestionId | undefined {
  const groups = typeof text === 'string' ? pattern.exec(text)?.groups : undefined;
  if (!groups) return undefined;
  return {
    template: groups['template'] ?? '',
    version: Number(groups['version']),
    seed: parseInt(groups['seed'] ?? '', 16),
  };
}
