import { fill, type Locale } from '../../protocol/locale.ts';
import { formatValue } from '../series/formatValue.ts';
import { diagnosisWords, findingWords } from '../words/diagnosis.ts';
import { runWords } from '../words/run.ts';
import type { Finding } from './finding.ts';

/** A finding in words. */
export interface FindingText {
  title: string;
  evidence: string;
  advice: string;
}

/** Slots that are places on the curve, counted from 1. */
const places: readonly string[] = ['at', 'from', 'best'];
const shares: readonly string[] = ['share', 'answered', 'recall', 'accuracy', 'chance'];
const counts: readonly string[] = [
  'classes',
  'samples',
  'rare',
  'often',
  'class',
  'digit',
  'pictures',
  'count',
];

/** @param classNames names of the classes, where they have some */
export function findingText(
  finding: Finding,
  locale: Locale,
  classNames: readonly string[] = [],
): FindingText {
  const words = findingWords[finding.code];
  const slots = Object.fromEntries(
    Object.entries(finding.evidence).map(([slot, value]) => [slot, slotText(finding, slot, value, locale)]),
  );
  const label = finding.evidence['class'];
  const named = label === undefined ? undefined : classNames[label];
  if (named !== undefined) slots['class'] = quoted(named, locale);
  const whole = fill(words.evidence[locale], slots);
  // A slot that stays visible has no number: the plain sentence does without it.
  const evidence = words.plain && /\{\w+\}/.test(whole) ? fill(words.plain[locale], slots) : whole;
  return { title: words.title[locale], evidence, advice: fill(words.advice[locale], slots) };
}

/** The title, with the model's name where a run has several. */
export function findingTitle(finding: Finding, locale: Locale, hasModels: boolean): string {
  const title = findingWords[finding.code].title[locale];
  return hasModels ? fill(diagnosisWords.ofModel[locale], { title, model: finding.model }) : title;
}

function slotText(finding: Finding, slot: string, value: number, locale: Locale): string {
  if (places.includes(slot)) {
    const word = finding.place?.scale === 'batch' ? runWords.atBatch : runWords.atEpoch;
    return fill(word[locale], { at: value });
  }
  if (counts.includes(slot)) return String(value);
  if (shares.includes(slot)) return `${percent(value)} %`;
  return formatValue(value);
}

function quoted(name: string, locale: Locale): string {
  return locale === 'zh-TW' ? `「${name}」` : `“${name}”`;
}

function percent(share: number): string {
  const value = share * 100;
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}
