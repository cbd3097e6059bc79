/** Something that happened during training, at its place on the x axis. */
export interface ChartMark {
  x: number;
  /** Counted from 1 over the whole run, so that it is the same in every chart. */
  number: number;
  isAlarm: boolean;
  /** "the learning rate changed from 0.001 to 0.0003" */
  what: string;
  /** With its place: "epoch 4: the learning rate …" */
  text: string;
}
