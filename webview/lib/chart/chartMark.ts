/** Something that happened during training, at its place on the x axis. */
export interface ChartMark {
  x: number;
  /** Counted from 1 over the whole run, so that it is the same in every chart. */
  number: number;
  isAlarm: boolean;
  /** "epoch 4: learning rate 0.001 → 0.0001" */
  text: string;
}
