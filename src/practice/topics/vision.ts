import type { CatalogueEntry } from '../catalogueEntry.ts';
import { boxIou as secondBoxIou } from '../keys/vision/boxIou.ts';
import { meanIou as secondMeanIou } from '../keys/vision/meanIou.ts';
import { nmsSurvivors as secondNmsSurvivors } from '../keys/vision/nmsSurvivors.ts';
import { yoloOutput as secondYoloOutput } from '../keys/vision/yoloOutput.ts';
import { boxIou } from '../templates/vision/boxIou.ts';
import { meanIou } from '../templates/vision/meanIou.ts';
import { nmsSurvivors } from '../templates/vision/nmsSurvivors.ts';
import { yoloOutput } from '../templates/vision/yoloOutput.ts';

export const vision: readonly CatalogueEntry[] = [
  { template: boxIou, secondKey: secondBoxIou },
  { template: nmsSurvivors, secondKey: secondNmsSurvivors },
  { template: yoloOutput, secondKey: secondYoloOutput },
  { template: meanIou, secondKey: secondMeanIou },
];
